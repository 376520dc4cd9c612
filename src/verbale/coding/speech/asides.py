"""Comments beside a clause that the parser missed: "..., a spokesman in Gaza told the agency".

A surface rule for cue verbs without a frame: a clause, a comma, the speaker's noun phrase and the verb (or the verb
and the noun phrase), and nothing behind that the verb could govern.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from verbale.codebook.reporting import Reporting
from verbale.coding.speech.spans import FINITE, Frame
from verbale.coding.speech.voices import NOMINAL
from verbale.document import Document, Token

_STARTS = frozenset({"DET", "PROPN", "NOUN", "ADJ", "PRON", "NUM"})
_MARKS = frozenset("\"'“”‘’«»„")
_BREAKS = frozenset({";", ":"})
_RELATIVE = frozenset({"who", "which", "that", "whose", "whom", "where"})
_LONGEST_NAME = 14


def asides(document: Document, reporting: Reporting, taken: set[int]) -> Iterator[Frame]:
    """The frames of comments whose verb (by index) is not in `taken`."""
    for sentence in document.sentences:
        tokens = sentence.tokens
        for at, verb in enumerate(tokens):
            if verb.i not in taken and _may_report(verb, reporting) and not _governs(verb, reporting):
                frame = _aside(document, tokens, at, verb)
                if frame is not None:
                    yield frame


def parentheses(document: Document, reporting: Reporting) -> Iterator[Frame]:
    """Inverted cues inside a clause: "Kyiv, said its envoy, would agree"."""
    for sentence in document.sentences:
        tokens = sentence.tokens
        for at, verb in enumerate(tokens[1:-1], 1):
            if tokens[at - 1].text == "," and _may_report(verb, reporting) and verb.tag in ("VBD", "VBZ"):
                frame = _parenthesis(document, tokens, at, verb)
                if frame is not None:
                    yield frame


def _parenthesis(document: Document, tokens: tuple[Token, ...], at: int, verb: Token) -> Frame | None:
    close = next((i for i in range(at + 1, min(len(tokens), at + 12)) if tokens[i].text == ","), None)
    if close is None or document.quotation_at(verb.start) is not None:
        return None
    name = [t for t in tokens[at + 1 : close] if t.text not in _MARKS]
    if not name or not _is_name(name) or any(t.tag in FINITE or t.dep == "mark" for t in name):
        return None
    begin = next((i + 1 for i in range(at - 2, -1, -1) if tokens[i].text in _BREAKS), 0)
    end = next((i for i in range(close, len(tokens)) if tokens[i].text in (";", ".", "!", "?")), len(tokens))
    before, after = tokens[begin : at - 1], tokens[close + 1 : end]
    speaker = first_noun(name)
    if not before or speaker is None or not any(t.tag in FINITE for t in after) or after[0].dep == "cc":
        return None
    if any(t.tag in FINITE and t.head not in after for t in before) or after[0].text in _MARKS:
        return None  # a clause that ends here: what follows goes on with the sentence, not with what is said
    head = next(
        (t for t in after if t.tag in ("VBD", "VBZ", "VBP", "VB") and t.dep not in ("aux", "auxpass")), after[-1]
    )
    return Frame((verb,), "speech", speaker, before[0].start, after[-1].end, head)


def _may_report(verb: Token, reporting: Reporting) -> bool:
    if verb.pos != "VERB" or verb.tag not in ("VBD", "VBZ", "VBP", "VBN"):
        return False
    if any(c.dep in ("aux", "auxpass") and c.lemma in ("be", "have") for c in verb.children) and verb.tag == "VBN":
        return any(c.lemma == "have" for c in verb.all("aux")) and reporting.verb("speech", verb) is not None
    return reporting.verb("speech", verb) is not None or verb.lemma == "warn"


def _governs(verb: Token, reporting: Reporting) -> bool:
    """Whether a thing or a phrase of its own follows the verb ("set out a road map", "estimated at nine tons")."""
    after = next((c for c in verb.children if c.i == verb.i + 1), None)
    if verb.tag == "VBN" and verb.child("aux", "auxpass") is None and after is not None and after.pos == "ADP":
        return True
    thing = verb.child("dobj")
    told = reporting.verb("addressing", verb) is not None
    return verb.child("nsubj") is not None and thing is not None and thing.ent not in ("DATE", "TIME") and not told


def _aside(document: Document, tokens: tuple[Token, ...], at: int, verb: Token) -> Frame | None:
    comma = _comma_before(tokens, at)
    if comma is None or not _ends_there(tokens, at):
        return None
    begin = next((i + 1 for i in range(comma - 1, -1, -1) if tokens[i].text in _BREAKS), 0)
    said = [t for t in tokens[begin:comma] if t.text not in _MARKS or t.start > tokens[begin].start]
    if not any(t.tag in FINITE for t in said) or document.quotation_at(verb.start) is not None:
        return None
    name = [t for t in tokens[comma + 1 : at] if t.text not in _MARKS and t.dep not in ("aux",)]
    if not name and at + 1 < len(tokens) and tokens[at + 1].pos not in _STARTS:
        comma, name = _apposed_name(tokens, comma)
        said = said[: comma - begin]
    speaker = first_noun(name) if name else first_noun(tokens[at + 1 : at + 10])
    if not any(t.tag in FINITE for t in said):
        return None
    if speaker is None:
        return None
    inside = set(said)
    head = next((t for t in said if t.tag in FINITE and (t.head not in inside or t.head is t)), said[-1])
    return Frame((verb,), "speech", speaker, said[0].start, said[-1].end, head)


def _comma_before(tokens: tuple[Token, ...], at: int) -> int | None:
    """Where the comma stands that parts the speaker's name (or the verb itself) from what is said."""
    for i in range(at - 1, max(-1, at - _LONGEST_NAME), -1):
        token = tokens[i]
        if token.text == ",":
            name = [t for t in tokens[i + 1 : at] if t.text not in _MARKS]
            return i if _is_name(name) else None
        if token.tag in FINITE - {"VBZ", "VBP"} or token.text in _BREAKS or token.lower in _RELATIVE:
            return None
    return None


def _apposed_name(tokens: tuple[Token, ...], comma: int) -> tuple[int, list[Token]]:
    """The name before an apposition or relative clause that ends at the comma, and the comma before the name."""
    commas = [i for i in range(comma) if tokens[i].text == ","][-2:]
    if len(commas) < 2:
        return comma, []
    name = list(tokens[commas[0] + 1 : commas[1]])
    return (commas[0], name) if _is_name(name) and not any(t.tag in FINITE for t in name) else (comma, [])


def _is_name(words: list[Token]) -> bool:
    if not words:
        return True
    return words[0].pos in _STARTS and words[0].tag not in ("WDT", "WP") and any(t.pos in NOMINAL for t in words)


def _ends_there(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether what follows the verb up to the sentence's next break is no clause of its own and no quotation."""
    inverted = tokens[at - 1].text in (",", *_MARKS)
    for token in tokens[at + 1 :]:
        if token.text in (".", ";", "!", "?", ","):
            return True
        if token.lower in ("that", "whether", "how") or token.text in _MARKS or token.text == ":":
            return False
        if token.tag in FINITE and not inverted:
            return False
    return True


def first_noun(words: Sequence[Token]) -> Token | None:
    """The head of the first noun phrase in the words."""
    known = set(words)
    for token in words:
        if token.pos in NOMINAL:
            while token.dep in ("compound", "poss", "nmod", "amod", "nummod", "det") and token.head in known:
                token = token.head
            return token if token.pos in NOMINAL else None
    return None
