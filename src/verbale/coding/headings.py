"""Headings inside an article, whose news the sentences below them tell again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from verbale.document import Document, Sentence
from verbale.findings import Finding

F = TypeVar("F", bound=Finding)


def once_below_headings(document: Document, findings: Sequence[F], same: Callable[[F, F], bool]) -> list[F]:
    """The findings without those of a heading that the two sentences below it tell again."""
    sentences = {s.start: s for s in document.sentences}
    kept = []
    for finding in findings:
        line = sentences.get(finding.evidence[0].start) if finding.evidence else None
        if line is not None and _is_heading(document, line):
            below = document.sentences[line.index + 1 : line.index + 3]
            starts = {s.start for s in below}
            if any(f.evidence and f.evidence[0].start in starts and same(finding, f) for f in findings):
                continue
        kept.append(finding)
    return kept


def _is_heading(document: Document, sentence: Sentence) -> bool:
    """Whether a sentence is a line of its own that ends without a full stop."""
    words = document.text[sentence.start : sentence.end].rstrip()
    after = document.text[sentence.start + len(words) :].lstrip(" ")
    return after.startswith("\n") and bool(words) and words[-1].isalnum()
