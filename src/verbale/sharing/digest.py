"""A digest: what is new in a dossier, as a mail that reads well in plain text and as HTML, with nothing to load.

No picture, no script, no address but those of the record's own pages and of the articles.
"""

from __future__ import annotations

import functools
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import jinja2

from verbale.record.brief import SECTIONS
from verbale.record.dossiers import Dossier
from verbale.sharing.days import when
from verbale.sharing.safe import safe

if TYPE_CHECKING:
    from verbale.record.book import Record

PERIODS = {"daily": 1, "weekly": 7}  # days
WIDTH = 76  # columns of a plain text
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Digest:
    """The rows of a brief on a day; `base` is where the record is served, if anywhere."""

    dossier: Dossier
    since: str
    day: date
    rows: Sequence[Row]
    base: str | None = None

    @property
    def subject(self) -> str:
        """The subject of the mail: the dossier and how much is new, on one line."""
        new = sum(row["section"] != "ahead" for row in self.rows)
        ahead = len(self.rows) - new
        told = [f"{new} new"] * bool(new) + [f"{ahead} ahead"] * bool(ahead)
        return f"{safe(self.dossier.name)[:120]}: {', '.join(told) or 'nothing new'} ({self.day})"

    def sections(self) -> list[tuple[str, list[Row]]]:
        """(heading, rows) of the sections that have any."""
        found = [(heading, [r for r in self.rows if r["section"] == key]) for key, heading in SECTIONS.items()]
        return [(heading, rows) for heading, rows in found if rows]

    def address(self, row: Row) -> str | None:
        """Where the words of a row stand: in the record's reader, else in the article if it is on the web."""
        if self.base:
            return f"{self.base}/documents/{row['document']}#{row['finding']}"
        return web_address(row["url"])


def digest(
    record: Record, dossier: str, *, since: str, day: date, base: str | None = None, **cut: Any
) -> Digest:  # fmt: skip
    """The digest of a dossier since a day, as seen on `day`."""
    rows = record.brief(dossier, since=since, day=day, **cut)
    return Digest(record.dossier(dossier, as_of=cut.get("as_of")), since, day, rows, base and base.rstrip("/"))


def since_of(period: str, day: date) -> str:
    """The first day that a period up to `day` covers."""
    return (day - timedelta(days=PERIODS[period])).isoformat()


def web_address(url: str | None) -> str | None:
    """The address of an article if it can be followed safely.

    >>> web_address("javascript:alert(1)"), web_address("https://herald.example/a b")
    (None, None)
    """
    known = (url or "").strip()
    if known.startswith(("http://", "https://")) and safe(known) == known and not set(known) & set(' <>"'):
        return known
    return None


def source(row: Row) -> str:
    """Publisher and day of the words of a row, and how many more stories say so."""
    others = row["independent_sources"] - 1
    told = [safe(row["publisher"] or "") or "an article", (row["published"] or "no date")[:10]]
    return ", ".join(told) + (f", and {others} more independent" if others > 0 else "")


def as_text(made: Digest, farewell: str | None = None) -> str:
    """The digest as plain text of at most 76 columns, addresses apart; `farewell` is the address that ends it."""
    name = safe(made.dossier.name)
    lines = [name, "=" * min(len(name), WIDTH), "", f"New since {made.since}, as seen on {made.day}.", ""]
    for heading, rows in made.sections():
        lines += [f"{heading} ({len(rows)})".upper(), ""]
        for row in rows:
            lines += [*_row(made, row), ""]
    if not made.rows:
        lines += ["Nothing new.", ""]
    lines += ["--", *_wrapped("Who said what, and where it stands. Nothing here says what is true.", "")]
    if farewell:
        lines += ["No more of these mails:", farewell]
    return "\n".join(lines) + "\n"


def _row(made: Digest, row: Row) -> list[str]:
    told = f"{when(row)} · {row['what'].replace('_', ' ')}" + (" · sources differ" if row["conflicts"] else "")
    found = [*_wrapped(told, "* ", "  "), *_wrapped(safe(row["text"]), "  ")]
    found += [*_wrapped(f"“{safe(row['words']['quote'])}”", "  > "), *_wrapped(source(row), "    ")]
    where = made.address(row)
    return found + ([f"    {where}"] if where else [])


def _wrapped(text: str, first: str, then: str | None = None) -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent=first, subsequent_indent=first if then is None else then, break_on_hyphens=False
    )


def as_html(made: Digest, farewell: str | None = None) -> str:
    """The digest as one HTML page, for a mail or a browser."""
    return templates().get_template("digest.html").render(digest=made, farewell=farewell, source=source)


@functools.cache
def templates() -> jinja2.Environment:
    """The templates of what is sent and saved; what comes out of an article is escaped."""
    made = jinja2.Environment(
        loader=jinja2.PackageLoader("verbale.sharing"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    made.filters |= {"when": when, "words": safe, "plain": lambda term: (term or "").replace("_", " ")}
    return made
