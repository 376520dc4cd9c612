"""What changed, as Atom (RFC 4287) and JSON Feed 1.1: an entry a record, updated when its status changes.

An entry's id never changes; its `updated` is the moment of the record's last change. It carries the words and their
source.
"""

from __future__ import annotations

import heapq
import html
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree as ET

from verbale.record.merged import Merged
from verbale.record.standing import standing
from verbale.record.wording import line
from verbale.sharing.safe import safe

ATOM = "http://www.w3.org/2005/Atom"
MOST = 60  # entries of a feed
Link = Callable[[Merged], str]


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: `address` is its own, `home` that of the page it is about; `updated` of an empty one is `since`."""

    title: str
    address: str
    home: str
    day: date
    link: Link
    records: Iterable[Merged]
    since: str = "1970-01-01T00:00:00Z"

    def entries(self) -> list[tuple[str, Merged]]:
        """(moment of the last change, record), the latest first."""
        told = ((changed(record), record) for record in self.records)
        return heapq.nlargest(MOST, told, key=lambda e: (e[0], e[1].id))


def changed(record: Merged) -> str:
    """The moment at which the record last changed, to the second; the day of the last report where it keeps none."""
    return max(_moments(record))[:19] + "Z"


def _moments(record: Merged) -> list[str]:
    entries = (*record.value.get("status_history", ()), *record.value.get("ledger", ()))
    moments = [str(e["recorded_at"]) for e in entries]
    day = record.last_reported or record.first_reported or "1970-01-01"
    return moments or [f"{day[:10]}T00:00:00"]


def atom(feed: Feed) -> bytes:
    """The feed as Atom."""
    ET.register_namespace("", ATOM)
    entries = feed.entries()
    root = ET.Element(f"{{{ATOM}}}feed")
    _add(root, "id", feed.address)
    _add(root, "title", safe(feed.title))
    _add(root, "updated", entries[0][0] if entries else feed.since)
    _add(root, "link", rel="self", href=feed.address, type="application/atom+xml")
    _add(root, "link", rel="alternate", href=feed.home, type="text/html")
    _add(_add(root, "author"), "name", "Verbale")
    _add(root, "generator", "Verbale")
    for moment, record in entries:
        _entry(_add(root, "entry"), moment, record, feed)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def json_feed(feed: Feed) -> bytes:
    """The feed as JSON Feed 1.1; what the record knows stands in `_verbale`."""
    items = [
        {
            "id": f"urn:verbale:{record.id}", "url": feed.link(record), "title": _title(record, feed),
            "content_html": _content(record), "date_published": _first(record), "date_modified": moment,
            "tags": _tags(record), "_verbale": {"kind": record.kind, "status": standing(record, feed.day),
                                                "start": record.start, "end": record.end, "issue": record.issue},
        }
        for moment, record in feed.entries()
    ]  # fmt: skip
    made = {
        "version": "https://jsonfeed.org/version/1.1", "title": safe(feed.title), "home_page_url": feed.home,
        "feed_url": feed.address, "authors": [{"name": "Verbale"}], "language": "en", "items": items,
    }  # fmt: skip
    return json.dumps(made, ensure_ascii=False, indent=1).encode()


def _entry(entry: ET.Element, moment: str, record: Merged, feed: Feed) -> None:
    _add(entry, "id", f"urn:verbale:{record.id}")
    _add(entry, "title", _title(record, feed))
    _add(entry, "updated", moment)
    _add(entry, "published", _first(record))
    _add(entry, "link", rel="alternate", href=feed.link(record), type="text/html")
    for tag in _tags(record):
        _add(entry, "category", term=tag)
    _add(entry, "content", _content(record), type="html")


def _add(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> ET.Element:
    made = ET.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    if text is not None:
        made.text = "".join(c for c in text if c in "\t\n" or (c >= " " and c not in "\ufffe\uffff"))
    return made


def _title(record: Merged, feed: Feed) -> str:
    return safe(line(record, standing(record, feed.day)))[:300]


def _content(record: Merged) -> str:
    """The words with their sources, as HTML; every word of an article is escaped."""
    parts: list[str] = []
    for words in list(record.value["words"])[-5:][::-1]:
        source = html.escape(
            f"{safe(words['publisher'] or '') or 'An article'}, {(words['published'] or 'no date')[:10]}"
        )
        parts.append(f"<blockquote><p>“{html.escape(safe(words['quote']))}”</p><footer>{source}</footer></blockquote>")
    return "".join(parts)


def _first(record: Merged) -> str:
    return min(_moments(record))[:19] + "Z"


def _tags(record: Merged) -> list[str]:
    return [t for t in (record.kind, record.status or record.stance, record.issue) if t]
