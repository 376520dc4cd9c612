"""Every setting: its unit, its default and the reason."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """Limits and manners of reading; make another with `dataclasses.replace`."""

    max_text: int = 2_000_000  # characters; a long book. A larger input is a dump or an attack, not an article
    max_download: int = 8_000_000  # bytes of one page, after decompression
    timeout: float = 20.0  # seconds for each step of a fetch
    deadline: float = 60.0  # seconds for the whole of a page
    max_redirects: int = 5
    user_agent: str = "Verbale/0.1 (reads news about negotiations; one page at a time)"
    robots: bool = True  # ask robots.txt before fetching a page
    delay: float = 1.0  # seconds between two requests to one host; a robots.txt may ask for more
    max_links: int = 500  # pages fetched for one feed, list or sitemap; more is a crawl, not a reading
    full_entry: int = 800  # characters; a feed's summary of at least this length is the article, not its teaser
    poll: float = 900.0  # seconds between two polls of a feed; most sites say a quarter of an hour
    max_back_off: float = 86_400.0  # seconds; a feed that keeps failing is asked once a day
    min_article: int = 120  # characters; a page with less has no article in it
    min_language: int = 60  # letters; shorter texts are too short to tell a language
    chunk: int = 16  # documents handed to a worker at a time


DEFAULT = Settings()
