"""Which cue each quotation belongs to: before it, after it, or that of the quotation before.

Works on the words around the marks rather than on the parse, which quotations often break.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from verbale.codebook.reporting import Reporting
from verbale.coding import grammar
from verbale.coding.speech.asides import first_noun
from verbale.coding.speech.voices import NOMINAL, speaker_of
from verbale.document import Document, Quotation, Token

MARKS = frozenset("\"'“”‘’«»„‟‹›`") | {"``", "''"}
_ENDS = frozenset({".", "!", "?", ";", "...", "…"})
_LINKS = frozenset({",", "–", "—", "-", "--"})
_QUOTING = ("speech", "manner", "position", "question", "thought")
_SPOKEN = ("speech", "manner", "position", "question")
_NAME_STARTS = frozenset({"DET", "PROPN", "NOUN", "ADJ", "PRON", "NUM"})
_LONGEST_CUE = 40
_LIGHT = frozenset("a an the of and or in on at to for from with by as is are".split())  # not capitalised in a title


@dataclass
class Quoted:
    """A cue and the quotations it introduces or closes, in the order of the text.

    `cue` is empty where the words have a speaker but no cue of their own (a bare name before a colon).
    """

    cue: tuple[Token, ...]
    speaker: Token | None
    quotations: list[Quotation] = field(default_factory=list)
    certain: bool = True


@dataclass(frozen=True, slots=True)
class _Cue:
    words: tuple[Token, ...]
    speaker: Token | None
    certain: bool = True


class Attacher:
    """Goes through the quotations of a document once."""

    def __init__(self, document: Document, reporting: Reporting) -> None:
        self._document, self._reporting = document, reporting
        self._found: list[Quoted] = []
        self._last: Quoted | None = None

    def attach(self) -> list[Quoted]:
        """The cues with their quotations; quotations without a cue (scare quotes) are left out."""
        quotations = self._document.quotations
        for i, quotation in enumerate(quotations):
            before = self._gap(quotations[i - 1].end if i else 0, quotation.start)
            after = self._gap(quotation.end, quotations[i + 1].start if i + 1 < len(quotations) else None)
            self._place(quotation, before, after, quotations[i - 1] if i else None)
        return self._found

    def _place(self, q: Quotation, before: list[Token], after: list[Token], previous: Quotation | None) -> None:
        text = self._document.text
        same_paragraph = _paragraph_tail(text, before, q.start)
        after = _paragraph_head(text, after, q.end)
        if q.continues and self._last is not None:
            self._last.quotations.append(q)
            return
        cue = (
            self._before(q, same_paragraph)
            or self._after(q, after)
            or self._paragraph_before(q, before, same_paragraph)
        )
        if cue is not None:
            self._add(cue, q)
        elif self._goes_on(q, before, same_paragraph, after, previous) and self._last is not None:
            self._last.quotations.append(q)
        else:
            cue = self._signature(after)
            if cue is not None:
                self._add(cue, q)
            else:
                self._last = self._last if previous is not None and q.start - previous.end < 3 else None

    def _add(self, cue: _Cue, q: Quotation) -> None:
        for known in self._found[-3:]:
            if cue.words and known.cue and known.cue[0] is cue.words[0]:
                known.quotations.append(q)
                self._last = known
                return
        self._last = Quoted(cue.words, cue.speaker, [q], cue.certain)
        self._found.append(self._last)

    def _gap(self, start: int, end: int | None) -> list[Token]:
        stop = len(self._document.text) if end is None else end
        return [t for t in self._document.tokens_in(start, stop) if t.text not in MARKS]

    # ------------------------------------------------------------- before

    def _before(self, q: Quotation, gap: list[Token]) -> _Cue | None:
        """A cue that leads into the quotation: "she said, “...”", "said that “...”", "The envoy: “...”"."""
        segment = _last_segment(gap)
        if segment and all(t.text in _LINKS or t.text == ":" for t in segment):
            segment = _last_segment(self._outside(q))
        if not segment:
            return None
        last = segment[-1]
        if last.text == ":":
            return self._colon(q, segment[:-1])
        words = segment[:-1] if last.text in _LINKS else segment
        return self._last_cue(q, words, whole=last.text in _LINKS and self._clause_like(q))

    def _outside(self, q: Quotation) -> list[Token]:
        """The words of the paragraph before the quotation that stand in no quotation."""
        line = self._document.text.rfind("\n", 0, q.start) + 1
        words = self._document.tokens_in(line, q.start)
        return [t for t in words if t.text not in MARKS and self._document.quotation_at(t.start) is None]

    def _last_cue(self, q: Quotation, words: list[Token], *, whole: bool) -> _Cue | None:
        """The cue verb at the end of `words`; after it only an addressee, a place, a time or "that" may stand."""
        for at in range(len(words) - 1, max(-1, len(words) - _LONGEST_CUE), -1):
            token = words[at]
            if not _heads_clause(token) and not self._is_carried_on(token):
                continue
            rest = words[at + 1 :]
            sentence = sentence_like(self._document.text, q)
            if self._names(token, rest) and not is_name(self._document.text[q.start : q.end]):
                return _Cue((token,), speaker_of(token, self._reporting))
            if not self._is_cue(token, _QUOTING if sentence else ("speech",)) or not _harmless(
                token, rest, whole=whole, sentence=sentence
            ):
                if token.tag == "VBG" and whole and not self._is_cue(token, _QUOTING):
                    continue
                return None
            return _Cue((token,), speaker_of(token, self._reporting) or first_noun(words[:at]))
        return None

    def _names(self, verb: Token, rest: list[Token]) -> bool:
        """Whether the verb calls its object, all that is between, what the marks hold ("called the plan “dead”")."""
        thing = verb.child("dobj")
        if self._reporting.verb("calling", verb) is None or thing is None or thing.i < verb.i or not rest:
            return False
        return rest[-1] in thing.subtree() and rest[-1].pos in NOMINAL

    def _is_carried_on(self, token: Token) -> bool:
        """Whether it is the verb of "went on to say"."""
        return (
            token.dep in ("xcomp", "advcl")
            and token.tag == "VB"
            and self._reporting.verb("carrying_on", token.head) is not None
        )

    def _colon(self, q: Quotation, words: list[Token]) -> _Cue | None:
        verbs = [t for t in words if self._is_carried_on(t) or (_heads_clause(t) and t.dep not in ("relcl", "acl"))]
        cue = next((v for v in reversed(verbs) if self._is_cue(v, _SPOKEN)), None)
        if cue is not None:
            return _Cue((cue,), speaker_of(cue, self._reporting) or first_noun(words))
        if not sentence_like(self._document.text, q):
            return None
        if not verbs:
            name = first_noun(words)
            return _Cue((), name) if name is not None and len(words) <= 12 else None
        main = next((v for v in verbs if v.dep in ("ROOT", "conj", "ccomp")), verbs[-1])
        speaker = speaker_of(main, self._reporting)
        return _Cue((main,), speaker, certain=False) if speaker is not None else None

    # ------------------------------------------------------------- after

    def _after(self, q: Quotation, gap: list[Token]) -> _Cue | None:
        """A cue behind the quotation: "“...,” she said", "“...,” said the envoy"."""
        segment = _first_segment(gap)
        linked = _links(self._document.text, q) or bool(segment and segment[0].text in _LINKS)
        while segment and segment[0].text in _LINKS:
            segment = segment[1:]
        if not segment or segment[0].dep == "cc":
            return None
        free = self._clause_like(q) or self._opens_sentence(q)
        if not free and not any(t.lower == "as" for t in segment[:2]):
            return None
        if not linked and not (sentence_like(self._document.text, q) and segment[0].text[0].islower()):
            return None
        for at, token in enumerate(segment[:_LONGEST_CUE]):
            if not _heads_clause(token) or (
                at and token.dep in ("relcl", "acl") and not self._follows_subject(token, segment[:at])
            ):
                continue
            families = _QUOTING if self._clause_like(q) else _SPOKEN
            if not self._is_cue(token, families) or token.tag == "VBG":
                return None
            speaker = self._speaker_around(token, segment, at)
            return _Cue((token,), speaker) if speaker is not None else None
        return None

    def _clause_like(self, q: Quotation) -> bool:
        """Whether the quotation may be a clause of its own: a sentence, long, or with a subject and its verb."""
        if sentence_like(self._document.text, q) or len(self._document.text[q.start : q.end].split()) >= 8:
            return True
        tokens = [t for t in self._document.tokens_in(q.start, q.end) if t.pos != "PUNCT"][:4]
        subjects = [t for t in tokens if t.dep in ("nsubj", "nsubjpass") and q.start <= t.head.start < q.end]
        return any(t.head.dep not in ("relcl", "acl", "advcl") for t in subjects)

    def _opens_sentence(self, q: Quotation) -> bool:
        before = self._document.text[: q.start - 1].rstrip(" ")
        return not before or before[-1] in ".!?\n…" or before[-1] in MARKS

    def _follows_subject(self, token: Token, before: list[Token]) -> bool:
        """Whether a verb taken for a modifier follows its noun at once ("the minister told reporters")."""
        if not before or before[-1].pos not in NOMINAL or before[-1].lower in ("who", "which", "that"):
            return False
        return self._is_cue(token, _SPOKEN) and token.tag in ("VBD", "VBZ")

    def _speaker_around(self, verb: Token, segment: Sequence[Token], at: int) -> Token | None:
        subject = speaker_of(verb, self._reporting)
        if subject is not None and subject in segment:
            return subject
        before = first_noun([t for t in segment[:at] if t.pos != "ADV"])
        part = self._reporting.verb("speech", verb)
        behind = [t for t in segment[at + 1 : at + 12] if t is not part]  # "shot back | the envoy"
        return before or (first_noun(behind) if behind and behind[0].pos in _NAME_STARTS else None)

    # ------------------------------------------------------------- neighbours

    def _paragraph_before(self, q: Quotation, before: list[Token], here: list[Token]) -> _Cue | None:
        """A paragraph that introduces the quotation of the next, with a colon or as "the following statement"."""
        if here or not before or q.start - before[-1].end > 4:
            return None
        if before[-1].text == ":":
            return self._colon(q, _last_segment(before)[:-1])
        return self._following(_last_segment(before[:-1])) if before[-1].text in _ENDS else None

    def _following(self, words: list[Token]) -> _Cue | None:
        """The cue of "issued the following statement." """
        for noun in words:
            follows = any(c.lower == "following" and c.i < noun.i for c in noun.children)
            verb = grammar.governor(noun)
            text = noun.dep in ("dobj", "nsubjpass") and self._reporting.noun("document", noun)
            if follows and text and verb is not None:
                return _Cue((verb,), speaker_of(verb, self._reporting))
        return None

    def _goes_on(
        self, q: Quotation, before: list[Token], here: list[Token], after: list[Token], previous: Quotation | None
    ) -> bool:
        """Whether words without a cue carry on the quotation before them."""
        last = self._last
        if last is None or previous is None or previous not in last.quotations:
            return False
        between = [t for t in before if t.text not in MARKS and t.text not in _ENDS and t.text not in _LINKS]
        if between and self._is_split(q, here, last, previous):
            return True
        if not sentence_like(self._document.text, q) and between:
            return False
        if not between:
            return True
        sentences = {t.sentence for t in between}
        cue_sentence = last.cue[0].sentence if last.cue else None
        if here and sentences <= {cue_sentence} | {
            t.sentence for t in self._document.tokens_in(previous.start, previous.end)
        }:
            return _last_segment(here) == [] or here[-1].text in _ENDS or here[-1].text in _LINKS
        alone = not here and not [t for t in after if t.text not in _ENDS and t.text not in MARKS]
        return alone and cue_sentence in sentences and len(sentences) <= 2

    def _is_split(self, q: Quotation, here: list[Token], last: Quoted, previous: Quotation) -> bool:
        """Whether the cue interrupts one sentence: "“We will sign,” he said on Monday, “if they withdraw.”" """
        if not last.cue or last.cue[0] not in here or here[-1].text not in _LINKS or any(t.text in _ENDS for t in here):
            return False
        said = self._document.text[previous.start : previous.end].rstrip()
        more = self._document.text[q.start : q.end].strip()
        return said[-1:] not in ".!?" and not is_name(more)

    def _signature(self, after: list[Token]) -> _Cue | None:
        """ "“...” — Name" at the end of a paragraph."""
        words = [t for t in after if t.text not in _ENDS]
        if len(words) < 2 or words[0].text not in _LINKS - {","} or len(words) > 10 or any(map(_heads_clause, words)):
            return None
        name = first_noun(words[1:])
        return _Cue((), name) if name is not None and name.pos == "PROPN" else None

    def _is_cue(self, token: Token, families: Sequence[str]) -> bool:
        return any(self._reporting.verb(family, token) is not None for family in families)


def is_name(words: str) -> bool:
    """Whether quoted words are a name or a title rather than something said: capitals throughout, no closing mark.

    >>> is_name("The Last Train"), is_name("Silent River"), is_name("The talks are over.")
    (True, True, False)
    """
    heavy = [w for w in words.split() if w[:1].isalnum() and w.lower() not in _LIGHT]
    return bool(heavy) and words[-1] not in ".!?,…" and all(w[0].isupper() or w[0].isdigit() for w in heavy)


def sentence_like(text: str, q: Quotation) -> bool:
    """Whether the quotation reads as a sentence: a capital first, or closing punctuation inside, and several words."""
    words = text[q.start : q.end].strip()
    if not words:
        return False
    many = len(words.split()) >= 3
    return (words[0].isupper() or words[0] in "[(…." or words.startswith("...")) and (many or words[-1] in ".!?,…")


def _links(text: str, q: Quotation) -> bool:
    """Whether the quotation ends in a mark that lets the sentence go on: a comma, or a question or exclamation mark."""
    words = text[q.start : q.end].rstrip()
    return bool(words) and words[-1] in ",?!…—–-"


def _heads_clause(token: Token) -> bool:
    return (grammar.is_verb(token) and token.tag != "VB") or (
        token.tag == "VB" and token.dep in ("ROOT", "conj", "ccomp")
    )


def _harmless(verb: Token, rest: list[Token], *, whole: bool, sentence: bool) -> bool:
    """Whether what stands between a cue verb and the quotation is no part of what is said."""
    words = [t for t in rest if t.text not in _LINKS]
    if not words or [t.lower for t in words] in (["that"], ["how"], ["of"]):
        return not words or words[0].lower != "of"
    if words[-1].lower == "that":
        words = words[:-1]
        whole = True
    if whole:
        return True
    if sentence and words[-1].pos in ("NOUN", "PROPN") and all(t.pos not in ("PRON", "VERB", "AUX") for t in words):
        return words[0].dep in ("prep", "dobj", "dative") and verb in (words[0].head, words[0].head.head)
    return (
        len(words) <= 3
        and words[0].head is verb
        and words[0].dep in ("dobj", "dative")
        and verb.lemma in ("tell", "ask", "answer")
    )


def _last_segment(gap: list[Token]) -> list[Token]:
    """The words after the last sentence end of the gap."""
    for at in range(len(gap) - 1, -1, -1):
        if gap[at].text in _ENDS:
            return gap[at + 1 :]
    return gap


def _first_segment(gap: list[Token]) -> list[Token]:
    """The words up to the first sentence end of the gap."""
    for at, token in enumerate(gap):
        if token.text in _ENDS or token.text == ":":
            return gap[:at]
    return gap


def _paragraph_tail(text: str, gap: list[Token], until: int) -> list[Token]:
    """The part of the gap that stands in the paragraph of what follows."""
    line = text.rfind("\n", 0, until)
    return [t for t in gap if t.start > line]


def _paragraph_head(text: str, gap: list[Token], since: int) -> list[Token]:
    line = text.find("\n", since)
    return gap if line < 0 else [t for t in gap if t.start < line]
