"""The last stage: all findings together, with the warnings that a user should see."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from verbale.document import Document
from verbale.findings import Reading, Warning
from verbale.terms import PublishedBasis

KINDS = ("meetings", "statements", "positions", "claims", "violence", "events")


def reading_of(document: Document, who: Any, findings: Any) -> Reading:
    """The reading: each kind in the order of the text; its document carries no parse (so it is small and picklable).

    `findings` has a tuple for each kind.
    """

    def ordered(found: Any) -> Any:
        return tuple(sorted(found, key=lambda f: (f.trigger.start, f.trigger.end, f.id)))

    light = replace(document, tokens=(), sentences=tuple(replace(s, tokens=()) for s in document.sentences))
    kinds = {kind: ordered(getattr(findings, kind)) for kind in KINDS}
    return Reading(light, who.actors, warnings=tuple(_warnings(document)), **kinds)


def _warnings(document: Document) -> list[Warning]:
    if not document.tokens:
        return [
            Warning("no_article", "no article: every line of the text is boilerplate (a notice, a caption, a link)")
        ]
    if document.published_basis is not PublishedBasis.NONE:
        return []
    cure = 'times such as "on Wednesday" stay unresolved; give one with --published YYYY-MM-DD'
    return [Warning("no_publication_date", f"no publication date: {cure}")]
