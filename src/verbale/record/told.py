"""One finding in its document: what the record is made of.

`Told` is what a store keeps of a finding and what linking reads. The finding is the contract's plain dictionary
(`verbale.findings.to_json`), never the parse; times are ISO strings; publishers are names as the source gives them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

KINDS = {  # the key of a reading and the kind of what stands under it
    "meetings": "meeting", "statements": "statement", "positions": "position", "claims": "claim",
    "violence": "violence", "events": "event",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """One finding as one document tells it.

    `published` is the document's ISO date or date-time; `story` the id that reprints share; `recorded_at` the UTC
    time when the record learned of it. `about` are the sides (`link.sides`) that the finding's sentence names, or the
    most named ones of the document where the sentence names fewer than two: they tell one ceasefire from another. The
    same text from two publishers gives two Told with one id.
    """

    id: str
    kind: str  # meeting | statement | position | claim | violence | event
    document: str
    published: str | None
    publisher: str | None
    title: str | None
    url: str | None
    story: str
    recorded_at: str
    finding: Mapping[str, Any]
    about: tuple[str, ...] = ()

    @property
    def day(self) -> str | None:
        """The day of publication (ISO), or None."""
        return self.published[:10] if self.published else None

    @property
    def order(self) -> tuple[str, str, str, str, int, str]:
        """The order in which findings are folded: recorded first, then published first, then place in the text."""
        return (
            self.recorded_at, self.published or "", self.document, self.publisher or "",
            int(self.finding["trigger"]["start"]), self.id,
        )  # fmt: skip


def told_of(reading: Mapping[str, Any], *, story: str, recorded_at: str) -> Iterator[Told]:
    """Every finding of a reading (the contract's dictionary) as Told, kind by kind."""
    from verbale.record.link.sides import sides_named

    document = reading["document"]
    named = sides_named(reading.get("actors", ()))
    for key, kind in KINDS.items():
        for finding in reading.get(key, ()):
            yield Told(
                finding["id"], kind, document["id"], document["published"], document["publisher"], document["title"],
                document["url"], story, recorded_at, finding, named.within(finding["evidence"]),
            )  # fmt: skip
