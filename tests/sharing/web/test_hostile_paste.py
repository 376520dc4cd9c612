"""A hostile article that somebody pastes, read by the real reader: text everywhere it comes out again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from email.policy import SMTP
from typing import Any

import feedparser
import pytest
from fastapi.testclient import TestClient
from icalendar import Calendar
from test_hostile import HIDDEN, VIEWS, Markup

from verbale.desk import LONGEST, Desk
from verbale.record.book import Record
from verbale.sharing import mails
from verbale.sharing.digest import as_html, as_text, digest
from verbale.sharing.report import records_csv, report
from verbale.sharing.web.app import create_app

DAY = date(2024, 5, 24)
NOW = datetime(2024, 5, 24, 12, tzinfo=UTC)
DOSSIER = 'name = "Ghana and Togo"\nparties = ["Ghana", "Togo"]\n'
SCRIPT = "<script>alert(1)</script>"
TEXT = (
    "The foreign ministers of Ghana and Togo met in Accra on Monday, an official <script>alert(1)</script> said. "
    "The foreign ministers of Ghana and Togo will meet in Lomé on 3 June, \u202eemoL ni\u2066 the government of "
    "Togo said. "
    'Ghana demands that Togo withdraw its troops "><b onclick=alert(3)>at once</b> from the border. '
    "The government of Togo denied reports that &amp;lt;script&amp;gt;alert(4)&amp;lt;/script&amp;gt; its troops had "
    "crossed the border. Gunmen killed four soldiers near the town of Aflao javascript:alert(5) on Wednesday, "
    "officials in Ghana said. {{ 7*7 }} {% raw %} ]]> <!-- \x00\x07"
)
PAGE = f"""<!doctype html><html><head><title>{"&lt;script&gt;alert(6)&lt;/script&gt; Ministers meet"}</title>
<script>document.write("<p>Ghana bombed Togo.</p>")</script><meta http-equiv="refresh" content="0;url=//evil.example">
<base href="javascript:alert(7)//"></head><body onload="alert(8)"><article>
<p style="background:url(javascript:alert(9))">The foreign ministers of Ghana and Togo met in Accra on Monday, an
official &lt;script&gt;alert(1)&lt;/script&gt; said.</p>
<p><a href="javascript:alert(10)" onclick="alert(11)">Ghana demands</a> that Togo withdraw its troops
&amp;lt;img src=x onerror=alert(12)&amp;gt; from the border, the \u202egovernment\u2066 said on Tuesday.</p>
<svg onload=alert(13)><iframe srcdoc="&lt;script&gt;alert(14)&lt;/script&gt;"></iframe>
<p>{"Nobody else said anything about it in the town that day, and the market was open. " * 5}</p></article></body>
</html>"""
GIVEN = {
    "title": f'=cmd|x {SCRIPT}\r\nBcc: all@desk.example "><img src=x onerror=alert(15)>',
    "publisher": f"@Evil {SCRIPT}\u202e", "published": "2024-05-21",
}  # fmt: skip


@pytest.fixture(params=["text", "page"])
def article(request: pytest.FixtureRequest) -> dict[str, str]:
    """What is pasted: plain text that does its worst, or a whole page that does."""
    return GIVEN | {"text": TEXT if request.param == "text" else PAGE}


@pytest.fixture
def record(tmp_path: Any) -> Iterator[Record]:
    with Record(tmp_path / "record.db") as book:
        book.keep_dossier("ghana-togo", DOSSIER, now=lambda: NOW)
        yield book


@pytest.fixture
def visitor(record: Record) -> TestClient:
    app = create_app(record, day=lambda: DAY, reader=Desk(record, lambda: NOW))
    return TestClient(app, base_url="http://127.0.0.1")


def harmless(page: str) -> str:
    """The page, which must run nothing and hide nothing."""
    markup = Markup()
    markup.feed(page)
    assert not markup.bad
    assert not HIDDEN.search(page)
    return page


@pytest.mark.parametrize("way", ["box", "api"])
def test_what_is_pasted_and_kept_is_text_wherever_it_comes_out(
    visitor: TestClient, record: Record, article: dict[str, str], way: str
) -> None:
    if way == "box":
        assert "data-findings" in harmless(visitor.post("/read", data=article).text)
        answer = visitor.post("/documents", data=article)
        assert answer.status_code == 200
        harmless(answer.text)
    else:
        answer = visitor.post("/api/documents", json=article)
        assert answer.status_code in (200, 201), answer.text
        assert answer.headers["content-type"].startswith("application/json")
    assert len(record.documents()) == 1
    assert "bombed" not in str(record.document(record.documents()[0]["id"]))
    in_pages(visitor, record)
    in_feeds(visitor)
    in_a_calendar(visitor)
    in_a_mail(record)
    in_a_report(record)


def in_pages(visitor: TestClient, record: Record) -> None:
    shown = [f"/d/ghana-togo{view}" for view in VIEWS]
    shown += [f"/documents/{row['id']}" for row in record.documents()] + ["/", "/documents", "/search?text=Ghana"]
    shown += [f"/records/{r.id}" for r in record.merged("ghana-togo")]
    pages = [harmless(visitor.get(address).text) for address in shown]
    assert any("&lt;script&gt;" in page for page in pages)
    assert not any("{{ 49 }}" in page for page in pages)


def in_feeds(visitor: TestClient) -> None:
    read = feedparser.parse(visitor.get("/d/ghana-togo.atom").content, sanitize_html=False)
    assert not read.bozo
    items = visitor.get("/d/ghana-togo.json").json()["items"]
    assert len(read.entries) == len(items) > 0
    for html in [*(e.content[0].value for e in read.entries), *(i["content_html"] for i in items)]:
        harmless(html)


def in_a_calendar(visitor: TestClient) -> None:
    text = visitor.get("/d/ghana-togo.ics").text
    assert {part.name for part in Calendar.from_ical(text).walk()} == {"VCALENDAR", "VEVENT"}
    assert not HIDDEN.search(text.replace("\r", ""))


def in_a_mail(record: Record) -> None:
    made = digest(record, "ghana-togo", since="2024-05-01", day=DAY, base="https://desk.example")
    assert made.rows
    harmless(as_html(made))
    assert not HIDDEN.search(as_text(made))
    by = mails.sender("verbale@desk.example", "https://desk.example")
    mail = mails.digest_mail(made, "reader@herald.example", by, NOW)
    assert mail["Bcc"] is None
    assert {name for name, _ in mail.items()} == {
        "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "List-Id", "MIME-Version", "Content-Type",
    }  # fmt: skip
    assert mail.as_bytes(policy=SMTP).isascii()


def in_a_report(record: Record) -> None:
    page = report(record, "ghana-togo", day=DAY)
    assert "alert(" in page
    sheet = re.sub(r"<style>.*?</style>", "", page, count=1, flags=re.DOTALL)
    harmless(sheet)
    table = records_csv(record.merged("ghana-togo"))
    assert not re.search(r'(?:^|,)"?[=+@-](?!\d)', table, re.MULTILINE)


def test_a_line_of_ten_megabytes_is_refused_in_one_line_and_stores_nothing(visitor: TestClient, record: Record) -> None:
    for size, refused in ((10_000_000, {413}), (2_100_000, {400, 422})):
        text = "The ministers met in Accra. " + "x" * size
        for answer in (
            visitor.post("/read", data={"text": text}),
            visitor.post("/documents", data={"text": text}),
            visitor.post("/api/documents", json={"text": text}),
        ):
            assert answer.status_code in refused
            assert len(answer.content) < 6000
    assert len(record.documents()) == 0


def test_a_long_line_is_read_and_kept(visitor: TestClient, record: Record) -> None:
    text = "The foreign ministers of Ghana and Togo met in Accra on Monday. " + "x" * 70_000 + SCRIPT
    answer = visitor.post("/documents", data={"text": text, "published": "2024-05-21"})
    assert answer.status_code == 200
    harmless(answer.text)
    assert len(record.meetings()) == 1


@pytest.mark.parametrize("piece", ["x", "x\n", "“a ” ", "<p>The ministers met.</p>"])
def test_what_takes_too_long_to_read_at_a_page_is_refused_with_the_limit(
    visitor: TestClient, record: Record, piece: str
) -> None:
    page = piece.startswith("<")
    text = "<!doctype html><article>" * page + "The ministers met in Accra. " + piece * (150_000 // len(piece))
    for address in ("/read", "/documents", "/api/read", "/api/documents"):
        body = {"json": {"text": text}} if address.startswith("/api") else {"data": {"text": text}}
        answer = visitor.post(address, **body)  # type: ignore[arg-type]
        assert answer.status_code == 413
        assert "a page reads 80 000 at once" in answer.text
    assert len(record.documents()) == 0


def test_a_long_page_around_a_short_article_is_read(visitor: TestClient, record: Record) -> None:
    page = PAGE.replace("</body>", f"<script>{'x' * LONGEST}</script></body>")
    assert len(page) > LONGEST
    assert visitor.post("/documents", data=GIVEN | {"text": page}).status_code == 200
    assert len(record.documents()) == 1


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "http://127.0.0.1:1/", "data:text/html,x"]
)
def test_an_address_that_is_no_public_page_is_refused_in_one_line(visitor: TestClient, url: str) -> None:
    for answer in (visitor.post("/read", data={"url": url}), visitor.post("/api/documents", json={"url": url})):
        assert answer.status_code == 400
        assert "Traceback" not in answer.text


def test_a_name_of_a_field_is_no_way_in_either(visitor: TestClient) -> None:
    answer = visitor.post("/api/documents", json={"text": "x", SCRIPT: SCRIPT})
    assert answer.status_code in (201, 400, 422)
    assert answer.headers["content-type"].startswith("application/json")
    assert answer.headers["x-content-type-options"] == "nosniff"
