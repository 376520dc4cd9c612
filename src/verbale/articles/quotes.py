"""Quotations: what stands between quotation marks of any kind.

Outer marks only: a quotation inside a quotation belongs to it. A mark that is never closed ends with its paragraph; a
paragraph that opens again without the one before having closed continues the same quotation. Apostrophes are told from
single quotes by what stands beside them. Linear in the text; never raises.
"""

from __future__ import annotations

import re

from verbale.document import Quotation

_PAIRS = {"“": "”", "«": "»", "„": "“”", "「": "」", "『": "』", "»": "«", "‹": "›", "‟": "”"}
_CLOSERS_OF_ANY = "”»」』›"
_PARAGRAPH = re.compile(r"[^\n]+")
_MARK = re.compile(r"[“”„‟«»「」『』‹›\"‘’']|``|''")


def quotations(text: str) -> tuple[Quotation, ...]:
    """Every quotation of a text in reading order, without its marks.

    >>> [(q.start, q.end) for q in quotations('He said "no" twice.')]
    [(9, 11)]
    """
    found: list[Quotation] = []
    open_before = False
    for paragraph in _PARAGRAPH.finditer(text):
        mine = _in_paragraph(text, paragraph.start(), paragraph.end(), open_before)
        found += mine
        open_before = bool(mine) and not mine[-1].closed
    return tuple(found)


def _in_paragraph(text: str, start: int, end: int, open_before: bool) -> list[Quotation]:
    found: list[Quotation] = []
    at: int | None = None
    closers = ""
    for mark in _MARK.finditer(text, start, end):
        sign = mark.group()
        if at is None and open_before and not found and _closes_here(text, mark, start):
            found.append(Quotation(start, mark.start(), True, True))
        elif at is None:
            closers = _closers(text, mark, end)
            at = mark.end() if closers else None
        elif sign in closers and not _is_apostrophe(text, mark):
            if mark.start() > at:
                found.append(Quotation(at, mark.start(), True, _continues(text, start, at, found, open_before)))
            at = None
    if at is not None and at < end and text[at:end].strip() and closers not in ("'", "’'"):
        found.append(Quotation(at, end, False, _continues(text, start, at, found, open_before)))
    return found


def _closes_here(text: str, mark: re.Match[str], start: int) -> bool:
    """Whether the first mark of a paragraph closes a quotation that was left open in the paragraph before."""
    if mark.group() not in ('"', "”", "''") or not text[start : mark.start()].strip():
        return False
    before, after = text[mark.start() - 1], text[mark.end() : mark.end() + 1]
    return not before.isspace() and not after.isalnum()


def _continues(text: str, start: int, at: int, found: list[Quotation], open_before: bool) -> bool:
    return open_before and not found and not text[start : at - 1].strip()


def _closers(text: str, mark: re.Match[str], end: int) -> str:
    """The marks that would close this one; "" when it opens nothing."""
    sign = mark.group()
    if sign in _PAIRS and sign != "»":
        return _PAIRS[sign]
    if sign == "»":
        return ""
    if sign == '"':
        return '"”'
    if sign == "``":
        return "''"
    if sign in "‘'" and not _is_apostrophe(text, mark):
        return _single(text, mark, end)
    return ""


def _single(text: str, mark: re.Match[str], end: int) -> str:
    """A single quote opens only before a word, after a blank, and where its partner stands in the paragraph."""
    before = text[mark.start() - 1] if mark.start() else " "
    after = text[mark.end() : mark.end() + 1]
    if before.isalnum() or not after.strip():
        return ""
    partner = re.compile(r"[’'](?!\w)").search(text, mark.end() + 1, end)
    if partner is None or text[mark.end()].isdigit():
        return ""
    return "’'"


def _is_apostrophe(text: str, mark: re.Match[str]) -> bool:
    if mark.group() not in ("'", "’", "‘"):
        return False
    before = text[mark.start() - 1 : mark.start()]
    after = text[mark.end() : mark.end() + 1]
    if before.isalnum() and after.isalnum():
        return True
    # "the leaders' meeting": a plural possessive in the middle of a sentence
    return (
        before == "s"
        and after == " "
        and text[mark.end() + 1 : mark.end() + 2].islower()
        and _no_open_quote(text, mark)
    )


def _no_open_quote(text: str, mark: re.Match[str]) -> bool:
    line = text.rfind("\n", 0, mark.start()) + 1
    return not re.search(r"(?<!\w)[‘'](?=\w)", text[line : mark.start()])
