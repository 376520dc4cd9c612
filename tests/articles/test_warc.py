"""Web archives are read page by page; what is no page is passed over, what is damaged is named."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from verbale.articles.sources import Failure, Raw, sources
from verbale.settings import DEFAULT

# the writer of the test files leaves its temporary files to the garbage collector
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
PAGE = b"<html><body><p>Talks resume in Accra.</p></body></html>"


def archive(*records: tuple[str, str, bytes], packed: bool = True) -> bytes:
    """A WARC file of responses: (status line, content type, body)."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("a.warc", {"software": "tests"}))
    for number, (status, kind, body) in enumerate(records):
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(
                f"https://north.example/{number}", "response", payload=io.BytesIO(body), http_headers=headers
            )
        )
    return out.getvalue()


def read(path: Path, data: bytes, settings: object = DEFAULT) -> list[Raw | Failure]:
    (path / "a.warc.gz").write_bytes(data)
    return list(sources([str(path / "a.warc.gz")], settings))  # type: ignore[arg-type]


def test_pages_come_out_in_order_with_their_address(tmp_path: Path) -> None:
    records = (("200 OK", "text/html", PAGE), ("200 OK", "text/plain", b"Plain talks."))
    for packed in (True, False):
        page, text = read(tmp_path, archive(*records, packed=packed))
        assert isinstance(page, Raw)
        assert isinstance(text, Raw)
        assert (page.url, page.html) == ("https://north.example/0", True)
        assert (text.url, text.text, text.html) == ("https://north.example/1", "Plain talks.", False)


def test_images_redirects_and_errors_are_passed_over(tmp_path: Path) -> None:
    data = archive(("200 OK", "image/png", b"\x89PNG"), ("301 Moved", "text/html", PAGE), ("404 No", "text/html", PAGE))
    (found,) = read(tmp_path, data)
    assert isinstance(found, Failure)
    assert "no page of text" in found.reason


def test_a_page_in_another_encoding_is_decoded(tmp_path: Path) -> None:
    (page,) = read(tmp_path, archive(("200 OK", "text/html; charset=iso-8859-9", "<p>Görüşme".encode("iso-8859-9"))))
    assert isinstance(page, Raw)
    assert page.text.endswith("Görüşme")


def test_a_page_that_is_too_long_is_named_and_the_next_is_read(tmp_path: Path) -> None:
    data = archive(("200 OK", "text/html", PAGE * 100), ("200 OK", "text/html", PAGE))
    found = read(tmp_path, data, replace(DEFAULT, max_download=500))
    assert [type(f) for f in found] == [Failure, Raw]


def test_a_damaged_archive_gives_what_it_has_and_says_so(tmp_path: Path) -> None:
    whole = archive(*[("200 OK", "text/html", PAGE)] * 5)
    found = read(tmp_path, whole[: len(whole) - 40])
    assert isinstance(found[0], Raw)
    assert isinstance(found[-1], Failure)
    assert "damaged" in found[-1].reason
    assert [type(f) for f in read(tmp_path, b"WARC/1.0\r\nnonsense\r\n\r\n")] == [Failure]
