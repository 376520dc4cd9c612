"""Names in a text: what the gazetteer knows, and what the model takes for a person or an organisation.

The gazetteer comes first. A longer name of the model wins over a shorter known one inside it ("Jordan Smith",
"Bank of Israel"), unless it is only a description ("Russian Foreign Ministry").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from verbale.codebook.actors import Holding, State
from verbale.coding.who.gazetteer import Gazetteer, Known, person_id, plain, slug
from verbale.coding.who.layer import Profile
from verbale.document import Document, Token
from verbale.terms import ActorKind


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the text: its words and what it means; `known` is None for what only the model knows."""

    tokens: tuple[Token, ...]
    known: Known | None
    label: str  # person, organisation, people, or the sort of what is known

    @property
    def head(self) -> Token:
        """The word that the sentence hangs on."""
        return head_of(self.tokens)

    @property
    def text(self) -> str:
        """The name as it is spelt there."""
        return spelt(self.tokens)


def head_of(tokens: Sequence[Token]) -> Token:
    """Of adjacent words the one whose head stands outside them."""
    inside = set(tokens)
    return next((t for t in reversed(tokens) if t.head not in inside or t.head is t), tokens[-1])


def spelt(tokens: Sequence[Token]) -> str:
    """The words as they are spelt, with a space wherever the text has one or leaves words out."""
    text = tokens[0].text if tokens else ""
    for before, token in pairwise(tokens):
        text += (" " if token.start > before.end else "") + token.text
    return text


class Names:
    """All names of a document, and the words that belong to them."""

    def __init__(self, document: Document, gazetteer: Gazetteer) -> None:
        self.document, self.gazetteer = document, gazetteer
        self.day = (document.published or "")[:10]
        self.partial: dict[int, list[Known]] = {}  # "U.S.-Russia" is one word with two names
        self.short = dict(_introduced(document))  # "(NUF)" and the words that it is short for
        found = list(self._find())
        self.all: list[Name] = sorted([*found, *self._spelt_out(found)], key=lambda n: n.tokens[0].i)
        self.by_token = {t.i: n for n in self.all for t in n.tokens}

    def _find(self) -> Iterator[Name]:
        hits = list(self._hits())
        covered = {t.i: name for name in hits for t in name.tokens}
        dropped: set[int] = set()
        for words, label in _entities(self.document):
            words = self._trimmed(words, label)
            inner = {id(n): n for t in words if (n := covered.get(t.i))}.values()
            if not words or not self._wins(words, label, list(inner)):
                continue
            dropped |= {id(n) for n in inner}
            yield Name(words, _country_inside(inner), _LABELS[label])
        yield from (n for n in hits if id(n) not in dropped)

    def _spelt_out(self, found: Sequence[Name]) -> Iterator[Name]:
        """The bodies that the text introduces with their abbreviation, and each later abbreviation, unless known."""
        covered = {t.i for n in found for t in n.tokens}
        for words in self.short.values():
            if not covered & {t.i for t in words}:
                yield Name(words, None, "organisation")
        for token in self.document.tokens:
            if token.text in self.short and token.i not in covered:
                yield Name((token,), None, "organisation")

    def in_full(self, name: Name) -> Name | None:
        """The body whose introduced abbreviation a name is."""
        words = self.short.get(name.text, ())
        full = self.by_token.get(head_of(words).i) if words else None
        return full if full is not None and full.label in ("body", "organisation") else None

    def _hits(self) -> Iterator[Name]:
        for hit in self.gazetteer.hits(plain(self.document.text)):
            tokens = list(self.document.tokens_in(hit.start, hit.end))
            first = self.document.token_at(hit.start)
            whole = bool(tokens) and tokens[0].start == hit.start and tokens[-1].end <= hit.end
            known = self._meaning(hit.known)
            if whole and len({t.sentence for t in tokens}) == 1:
                yield Name(tuple(tokens), known, known.sort)
            elif first is not None:
                self.partial.setdefault(first.i, []).append(known)

    def _meaning(self, known: tuple[Known, ...]) -> Known:
        """What a name with several meanings means: the person, body, state, capital valid at the document's day."""
        order = ("person", "body", "state", "capital", "seat", "demonym")
        return min(known, key=lambda k: (order.index(k.sort), not self._valid(k), k.state is not None
                                         and k.state.id != k.state.code))  # fmt: skip

    def _valid(self, known: Known) -> bool:
        state = known.state
        return state is None or not self.day or (
            (not state.valid_from or state.valid_from <= self.day)
            and (not state.valid_to or self.day <= state.valid_to)
        )  # fmt: skip

    def _trimmed(self, words: tuple[Token, ...], label: str) -> tuple[Token, ...]:
        """The entity without a leading "the" or titles and a trailing possessive."""
        titles, short = self.gazetteer.tables.titles, self.gazetteer.words("abbreviated")
        while words and (words[-1].lower in ("'s", "’s", "'", "’") or not words[-1].text[-1].isalnum()):
            if words[-1].text.endswith(".") and len(words[-1].text) > 1:
                break
            words = words[:-1]
        words = self._hyphenated(words) if label == "PERSON" else words
        while words and (words[0].lower in ("the", "a", "an") or not words[0].text[0].isalnum()):
            words = words[1:]
        while label == "PERSON" and len(words) > 1 and (
            words[0].lower.rstrip(".") in titles or words[0].lower.rstrip(".") in short
        ):  # fmt: skip
            words = words[1:]
        return words

    def _hyphenated(self, words: tuple[Token, ...]) -> tuple[Token, ...]:
        """A double-barrelled surname that the model cut: "Phumzile Mlambo-Ngcuka"."""
        tokens, at = self.document.tokens, words[-1].i + 1 if words else 0
        hyphen, rest = (*tokens[at : at + 2], None, None)[:2]
        if not words or hyphen is None or rest is None or hyphen.text != "-" or not rest.text[0].isalpha():
            return words
        joined = hyphen.start == words[-1].end and rest.start == hyphen.end
        return (*words, hyphen, rest) if joined else words

    def _wins(self, words: tuple[Token, ...], label: str, inner: list[Name]) -> bool:
        """Whether what the model sees counts: no known name covers it, or it is longer than those inside it."""
        if not any(t.text[:1].isupper() for t in words):
            return False
        if label == "ORG" and self._describes(words, inner):
            return False
        if not inner:
            return label != "NORP" or words[-1].tag in ("NNPS", "NNS")
        inside = {t.i for n in inner for t in n.tokens}
        if not inside < {t.i for t in words} or any(n.label == "person" for n in inner):
            return False
        if any(n.label == "body" and not _is_word_inside(n, words) for n in inner):
            return False
        if any(t.lower in ("'s", "’s") or t.text == "," for t in words):
            return False
        left = [t for t in words if t.i not in inside]
        if label == "PERSON":
            return len(words) <= 3 and all(t.text[:1].isupper() for t in left) and inner[0].label != "demonym"
        rest = [n for n in inner if n.label not in ("state", "capital", "demonym", "body")]
        return label == "ORG" and not rest and len(left) > 0

    def _describes(self, words: tuple[Token, ...], inner: list[Name]) -> bool:
        """Whether an organisation's name is only a description ("Russian Foreign Ministry", "Foreign Ministry")."""
        tables, last = self.gazetteer.tables, words[-1]
        if not any(f in tables.groups or f in tables.titles for f in (last.lower, last.lemma)):
            return False
        own_name = all(t.text[:1].isupper() for t in words) and spelt(words).lower() not in tables.groups
        return len(words) < 2 or bool(inner) or not own_name


def _is_word_inside(name: Name, words: tuple[Token, ...]) -> bool:
    """Whether a newspaper's name is only a word within another's: "the Free Dawn Movement"."""
    body = name.known.body if name.known is not None else None
    within = words[0] not in name.tokens and words[-1] not in name.tokens
    return body is not None and body.kind == "media" and len(name.tokens) == 1 and within


_LABELS = {"PERSON": "person", "ORG": "organisation", "NORP": "people"}


def _entities(document: Document) -> Iterator[tuple[tuple[Token, ...], str]]:
    """The names that the model sees, of the sorts that may act."""
    for sentence in document.sentences:
        run: list[Token] = []
        for token in (*sentence.tokens, None):
            if token is not None and run and token.ent == run[0].ent:
                run.append(token)
                continue
            if run:
                yield tuple(run), run[0].ent
            run = [token] if token is not None and token.ent in _LABELS else []


def _introduced(document: Document) -> Iterator[tuple[str, tuple[Token, ...]]]:
    """Abbreviations in brackets whose letters are the capitals of the words before: "National Unity Front (NUF)"."""
    tokens = document.tokens
    for before, token, after in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if before.text != "(" or after.text != ")" or not token.text.isupper() or len(token.text) < 3:
            continue
        words = _spelling(
            token.text, [t for t in tokens[max(0, before.i - 11) : before.i] if t.sentence == token.sentence]
        )
        if words and words[-1].ent != "PERSON":
            yield token.text, words


def _spelling(short: str, before: Sequence[Token]) -> tuple[Token, ...]:
    """The last words whose capitals are the letters of an abbreviation; empty where there are none."""
    for first in range(len(before) - 2, -1, -1):
        words = before[first:]
        if words[0].text[0].isupper() and "".join(t.text[0] for t in words if t.text[0].isupper()) == short:
            return tuple(words)
    return ()


def _country_inside(inner: object) -> Known | None:
    return next((n.known for n in inner if n.known is not None and n.known.state is not None), None)  # type: ignore[attr-defined]


def government(state: State) -> Profile:
    """The government of a state, which also stands for the state itself where it acts."""
    sectors = tuple(dict.fromkeys(("GOV", *state.sectors)))
    return Profile(f"{state.id}.GOV", state.name, ActorKind.GOVERNMENT, state.code, sectors, plural=False)


def office_at(holdings: Sequence[Holding], day: str) -> Holding | None:
    """The most telling office that a person held on that day; None without a day."""
    held = [h for h in holdings if day and h.covers(day)]
    return max(held, key=lambda h: (h.start, not h.office.lower().startswith("co-")), default=None)


def person(name: Name, day: str) -> Profile:
    """A new person of that name."""
    holdings = name.known.holdings if name.known is not None and name.label == "person" else ()
    if not holdings:
        return Profile(person_id(name.text), name.text, ActorKind.PERSON)
    held = office_at(holdings, day)
    last = held or holdings[-1]
    return Profile(
        person_id(last.person), name.text, ActorKind.PERSON, last.country,
        held.sectors if held else (), held.office if held else None, held.role if held else "",
    )  # fmt: skip


def in_small_letters(text: str) -> str:
    """A name that a headline or transcript gives in capitals; one short word of capitals ("AMLO") is left."""
    return text.title() if text.isupper() and (" " in text or len(text) > 4) else text


def organisation(name: Name, media_words: frozenset[str]) -> Profile:
    """The body of that name."""
    body = name.known.body if name.known is not None else None
    if body is not None:
        kind = ActorKind(body.kind) if body.kind in set(ActorKind) else ActorKind.ORGANISATION
        called = name.text if name.tokens and name.text.islower() else body.name  # "six world powers"
        return Profile(f"org:{body.id}", called, kind, body.country, body.sectors)
    state = name.known.state if name.known is not None else None
    media = name.tokens[-1].lower in media_words
    kind = ActorKind.MEDIA if media else ActorKind.ORGANISATION
    return Profile(f"org:{slug(name.text)}", name.text, kind, state.code if state else None, ("JRN",) if media else ())
