"""A digest reads well without HTML, loads nothing, and keeps a hostile article text."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.policy import SMTP
from html.parser import HTMLParser

from verbale.record.book import Record
from verbale.sharing.digest import Digest, as_html, as_text, digest
from verbale.sharing.mails import digest_mail, sender

DAY = date(2024, 5, 24)
NOW = datetime(2024, 5, 24, 8, tzinfo=UTC)
BY = sender("verbale@desk.example", "https://desk.example")


def made(record: Record, base: str | None = "https://desk.example/") -> Digest:
    return digest(record, "ghana-togo", since="2024-05-01", day=DAY, base=base)


class Tags(HTMLParser):
    """The elements and addresses of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.addresses: list[str] = []
        self.attributes: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src")]


def test_every_line_of_the_text_has_its_words_and_the_way_to_them(talks: Record) -> None:
    found = made(talks)
    text = as_text(found)
    assert found.rows
    assert text.count("  > “") == len(found.rows)
    for row in found.rows:
        assert f"https://desk.example/documents/{row['document']}#{row['finding']}" in text
        assert f"{row['publisher']}, {row['published'][:10]}" in text


def test_the_text_is_narrow_but_for_addresses(talks: Record) -> None:
    assert [n for n in as_text(made(talks)).splitlines() if len(n) > 76 and "https://" not in n] == []


def test_the_page_loads_nothing_and_leads_to_the_record_only(talks: Record) -> None:
    found = Tags(as_html(made(talks)))
    assert not found.names & {"img", "script", "link", "iframe", "svg", "form"}
    assert all(a.startswith("https://desk.example/") for a in found.addresses)


def test_without_a_site_lines_lead_to_the_articles_on_the_web_only(hostile: Record) -> None:
    assert Tags(as_html(made(hostile, base=None))).addresses == []
    assert "javascript" not in as_text(made(hostile, base=None))


def test_a_hostile_article_stays_text_in_the_mail(hostile: Record) -> None:
    found = made(hostile)
    page = as_html(found)
    assert "&lt;script&gt;" in page
    tags = Tags(page)
    assert not tags.names & {"img", "script"}
    assert not {a for a in tags.attributes if a.startswith("on")}
    for text in (page, as_text(found)):
        assert not re.search("[\u202a-\u202e\u2066-\u2069]", text)


def test_no_words_of_an_article_or_dossier_can_begin_a_header(talks: Record) -> None:
    talks.keep_dossier("evil", 'name = "Talks\\r\\nBcc: all@desk.example"\nparties = ["Ghana", "Togo"]\n')
    found = digest(talks, "evil", since="2024-05-01", day=DAY)
    mail = digest_mail(found, "reader@desk.example", BY, NOW)
    head = mail.as_bytes(policy=SMTP).partition(b"\r\n\r\n")[0]
    assert not re.search(rb"^bcc:", head, re.I | re.M)
    assert mail["Subject"].startswith("Talks Bcc: all@desk.example")


def test_an_empty_digest_says_so(talks: Record) -> None:
    found = digest(talks, "ghana-togo", since="2030-01-01", day=date(2030, 1, 2))
    assert "Nothing new." in as_text(found)
    assert "Nothing new." in as_html(found)
    assert "nothing new" in found.subject
