"""Feeds, sitemaps and lists of feeds become articles: whole where the feed has them, else fetched, within bounds."""

from __future__ import annotations

import json
from pathlib import Path

import httpx
import pytest
from pretended import Network, Page

from verbale.articles.feeds import feed_of, is_feed
from verbale.articles.fetch import Fetcher
from verbale.articles.markup import plain
from verbale.articles.sitemaps import links_of
from verbale.articles.sources import Failure, Raw, sources
from verbale.errors import InputError

LONG = "Ministers of Ghana and Togo met in Accra. " * 25
PAGE = f"<html><body><article><p>{LONG}</p></article></body></html>"
CONTENT = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" {CONTENT}><channel><title>Northgate Wire</title>
<item><guid>1</guid><title>Talks &amp; tea</title><link>https://north.example/1</link>
<pubDate>Mon, 13 May 2024 10:00:00 +0200</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>{LONG}</p><p>Lomé agreed.</p><script>x()</script>]]></content:encoded></item>
<item><guid>2</guid><title>A teaser</title><link>/2</link><description>Read on.</description></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Tide</title><entry><id>urn:1</id><title>Talks</title>
<link href="https://tide.example/a"/><published>2024-05-13T10:00:00Z</published><updated>2024-05-20T10:00:00Z</updated>
<content type="html">&lt;p&gt;{LONG}&lt;/p&gt;</content></entry></feed>"""
JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Coast",
        "items": [
            {
                "id": "a",
                "url": "https://coast.example/a",
                "content_text": LONG,
                "date_published": "2024-05-13T10:00:00Z",
            }
        ],
    }
)
SITEMAP = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://north.example/1</loc>
 <lastmod>2024-06-01</lastmod><news:news><news:publication><news:name>Northgate Wire</news:name></news:publication>
 <news:publication_date>2024-05-13</news:publication_date><news:title>Talks</news:title></news:news></url>
 <url><loc>https://north.example/2</loc><lastmod>2024-06-01</lastmod></url></urlset>"""
INDEX = "<sitemapindex><sitemap><loc>https://north.example/map.xml</loc></sitemap></sitemapindex>"
OPML = """<opml version="2.0"><body><outline text="Africa"><outline xmlUrl="https://north.example/feed"/>
<outline xmlUrl="https://tide.example/feed"/></outline></body></opml>"""


def read(network: Network, name: str, **settings: object) -> list[Raw | Failure]:
    """What comes of a name on a pretended network."""
    with network.fetcher(**settings) as fetcher:
        return list(sources([name], fetcher.settings, fetcher=fetcher))


def pages(**more: Page) -> dict[str, Page]:
    return {
        "north.example/1": PAGE,
        "north.example/2": PAGE,
        "north.example/feed": RSS,
        "tide.example/feed": ATOM,
    } | more


def test_a_feed_gives_whole_articles_and_fetches_the_pages_of_teasers() -> None:
    network = Network(pages())
    whole, fetched = read(network, "https://north.example/feed")
    assert isinstance(whole, Raw)
    assert isinstance(fetched, Raw)
    assert (whole.title, whole.publisher, whole.html) == ("Talks & tea", "Northgate Wire", False)
    assert whole.published == "2024-05-13T08:00:00+00:00"
    assert whole.text.endswith("Lomé agreed.")
    assert (fetched.url, fetched.html, fetched.title) == ("https://north.example/2", True, "A teaser")
    assert network.asked == ["north.example/feed", "north.example/2"]


@pytest.mark.parametrize("text", [ATOM, JSON_FEED])
def test_atom_and_json_feeds_keep_address_and_time_of_publication(text: str) -> None:
    (entry,) = feed_of(text, "https://x.example/feed").entries
    assert entry.published == "2024-05-13T10:00:00+00:00"
    assert entry.url in ("https://tide.example/a", "https://coast.example/a")
    assert entry.text is not None
    assert entry.text.startswith("Ministers")


def test_a_feed_in_a_file_or_in_a_folder_is_followed_too(tmp_path: Path) -> None:
    (tmp_path / "feed.json").write_text(JSON_FEED)
    (tmp_path / "pretty.json").write_text(json.dumps(json.loads(JSON_FEED), indent=2))
    found = read(Network({}), str(tmp_path))
    assert [f.url for f in found if isinstance(f, Raw)] == ["https://coast.example/a"] * 2


def test_a_list_of_feeds_is_every_article_of_every_feed() -> None:
    network = Network(pages(**{"lists.example/news.opml": OPML}))
    found = read(network, "https://lists.example/news.opml")
    assert [f.publisher for f in found if isinstance(f, Raw)] == ["Northgate Wire", "Northgate Wire", "Tide"]


def test_an_index_of_sitemaps_is_every_page_and_lastmod_is_no_publication() -> None:
    network = Network(pages(**{"north.example/index.xml": INDEX, "north.example/map.xml": SITEMAP}))
    first, second = read(network, "https://north.example/index.xml")
    assert isinstance(first, Raw)
    assert isinstance(second, Raw)
    assert (first.title, first.publisher, first.published) == ("Talks", "Northgate Wire", "2024-05-13")
    assert second.published is None


def test_a_sitemap_that_lists_itself_ends() -> None:
    loop = "<sitemapindex><sitemap><loc>https://north.example/index.xml</loc></sitemap></sitemapindex>"
    found = read(Network({"north.example/index.xml": loop}), "https://north.example/index.xml")
    assert [type(f) for f in found] == [Failure]


def test_only_so_many_links_are_followed_and_it_is_said() -> None:
    many = "<urlset>" + "".join(f"<url><loc>https://north.example/{n}</loc></url>" for n in range(9)) + "</urlset>"
    network = Network(pages(**{"north.example/map.xml": many}))
    found = read(network, "https://north.example/map.xml", max_links=3)
    assert len(network.asked) == 4
    assert isinstance(found[-1], Failure)
    assert "6 links beyond the first 3 were not followed" in found[-1].reason


def test_a_broken_link_is_named_and_the_others_are_read() -> None:
    network = Network(pages(**{"north.example/2": httpx.Response(500)}))
    whole, broken = read(network, "https://north.example/feed")
    assert isinstance(whole, Raw)
    assert isinstance(broken, Failure)
    assert "answered 500" in broken.reason


@pytest.mark.parametrize("url", ["http://inside.example/a", "file:///etc/passwd", "http://127.0.0.1/a", "ftp://a.b/c"])
def test_links_to_private_places_are_never_followed(url: str) -> None:
    network = Network({"north.example/map.xml": f"<urlset><url><loc>{url}</loc></url></urlset>"})
    network.pages = {**network.pages, "inside.example/a": PAGE, "127.0.0.1/a": PAGE}
    with Fetcher(
        transport=httpx.MockTransport(network.answer),
        resolve=lambda host, _: ["10.0.0.8" if "inside" in host else host if host[0].isdigit() else "93.184.216.34"],
        sleep=network.sleep,
        clock=lambda: network.now,
    ) as fetcher:
        (found,) = sources(["https://north.example/map.xml"], fetcher=fetcher)
    assert isinstance(found, Failure)
    assert network.asked == ["north.example/map.xml"]


BOMB = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<rss version="2.0"><channel><title>&b;</title></channel></rss>"""
FILE = """<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><urlset><url><loc>&x;</loc></url></urlset>"""


@pytest.mark.parametrize("text", [BOMB, FILE, BOMB.replace("\n", " ")])
def test_entities_are_refused(text: str) -> None:
    with pytest.raises(InputError, match="entities"):
        (feed_of if "rss" in text else links_of)(text, "a.xml")


def test_entities_in_another_encoding_are_refused_too(tmp_path: Path) -> None:
    (tmp_path / "bomb.xml").write_bytes(BOMB.encode("utf-16"))
    found = read(Network({}), str(tmp_path / "bomb.xml"))
    assert not any(isinstance(f, Raw) and "aaaa" in f.text for f in found)


@pytest.mark.parametrize("text", ["<rss></rss>", "<rss><channel><item>", "<feed>" * 5000, "<urlset>&nope;</urlset>"])
def test_broken_lists_are_failures_or_empty_but_never_a_crash(text: str) -> None:
    found = read(Network({"north.example/x": text}), "https://north.example/x")
    assert all(isinstance(f, Failure) for f in found)


def test_a_page_is_no_feed() -> None:
    assert not is_feed("<?xml version='1.0'?><!DOCTYPE html><html><body>feed</body></html>")


def test_html_fragments_become_paragraphs() -> None:
    assert plain("One<br><br>Two &lt;3<ul><li>a</li><li>b</li></ul>") == "One\n\nTwo <3\n\na\n\nb"
    assert plain("") == ""
