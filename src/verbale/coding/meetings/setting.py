"""When and where a meeting takes place, as the words around its mention tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from verbale.coding import grammar
from verbale.coding import reality as r
from verbale.coding.meetings.mentions import Mentioned, governing_verb, is_invitation
from verbale.coding.reality import Realities
from verbale.coding.when import Times
from verbale.coding.when.resolve import TimeExpression
from verbale.coding.where import Places
from verbale.document import Token
from verbale.findings import UNKNOWN_TIME, Place, Time
from verbale.terms import PlaceKind, Precision, TimeBasis

_EARLY = "early"  # "announced early on Friday, after two days of talks": they were over by then


class Setting:
    """Finds the day and the place of each mention of a meeting."""

    def __init__(
        self, times: Times, places: Places, reality: Realities, published: date | None,
        lists: Mapping[str, frozenset[str]],
    ) -> None:  # fmt: skip
        self._times, self._places, self._reality, self._published = times, places, reality, published
        self._lists = lists

    def time_of(self, mention: Mentioned) -> Time:
        """The time of the mention: its noun's, else that of the verbs that frame it or that it gives a purpose."""
        if is_invitation(mention.frames[0]):
            return self._time_asked_for(mention)
        heads = _heads(mention, self._lists)
        beside = _clause_beside(mention.head)
        for head in (*heads, *([beside] if beside is not None else [])):
            expression = self._times.expression_of(head)
            if expression is not None and expression.time != UNKNOWN_TIME and self._is_its_own(expression, mention):
                return expression.time
        return (
            self._time_after_since(mention.head)
            or _known(self._time_of_antecedent(mention.head))
            or self._day_of_news(mention.head)
        )

    def last_day(self, mention: Mentioned) -> date | None:
        """Until when what has opened is to go on: "opened on Tuesday and are to run until Sunday"."""
        head = mention.head
        over = [head.head, *head.head.all("conj")] if head.dep in ("nsubj", "nsubjpass") else []
        for verb in (*over, *(f.head for f in mention.frames if grammar.is_verb(f.head))):
            clauses = verb.all("conj", "advcl") if verb.lemma in self._lists["openings"] else []
            for clause in (c for v in clauses for c in (v, *v.all("xcomp", "acomp"))):
                found = self._times.expression_of(clause) if clause.lemma in self._lists["lasting"] else None
                if found is not None and found.kind == "until":
                    return found.time.end
        return None

    def _time_asked_for(self, mention: Mentioned) -> Time:
        """For when guests are asked, behind the words that say where to; never the day on which they were asked."""
        where = mention.frames[0].role("OBJECT")
        for expression in self._times.expressions:
            time, after = expression.time, all(expression.start > t.end for t in where)
            ahead = time.end is not None and self._published is not None and time.end >= self._published
            if after and ahead and grammar.governor(expression.head) is mention.head:
                return time
        return UNKNOWN_TIME

    def _day_of_news(self, head: Token) -> Time:
        """ "Russia promised on Tuesday ..., after negotiators met": the news and what made it are of one day."""
        beside = _clause_after(head)
        told = [beside, *beside.all("xcomp")] if beside is not None else []
        expression = next(filter(None, map(self._times.expression_of, told)), None)
        time = expression.time if expression is not None else UNKNOWN_TIME
        if (
            time.precision not in (Precision.DAY, Precision.PART_OF_DAY)
            or self._published is None
            or time.start is None
        ):
            return UNKNOWN_TIME
        fresh = 0 <= (self._published - time.start).days <= 2
        if not fresh or time.start != time.end:
            return UNKNOWN_TIME
        days = self._times.days_of(head)
        if days < 2:
            return replace(time, precision=Precision.DAY)
        last = time.start - timedelta(days=_EARLY in (time.text or "").lower().split())
        return replace(time, start=last - timedelta(days=days - 1), end=last, precision=Precision.RANGE)

    def _time_after_since(self, head: Token) -> Time | None:
        """ "Since a meeting in Istanbul in July": the month is the meeting's, wherever the parser hung it."""
        if head.dep != "pobj" or head.head.lower != "since" or not grammar.is_verb(head.head.head):
            return None
        expression = self._times.expression_of(head.head.head)
        return expression.time if expression is not None and expression.start > head.end else None

    def _is_its_own(self, expression: TimeExpression, mention: Mentioned) -> bool:
        """Whether a time is that of the meeting, not of the day on which it was called off, offered or announced."""
        if mention.is_verb:
            return True
        verb = governing_verb(mention.head)
        if verb is None or verb in (f.head for f in mention.frames if f.card.name != "hold_meeting"):
            return True
        family = self._reality.family(verb, "object_of")
        if family is None or family == r.EXPECTED:
            return True
        inside = {t.i for n in mention.nouns for t in n.subtree()}
        if expression.head.i in inside or mention.head.i < expression.head.i < verb.i:
            return True  # "a visit to Athens next week has been called off"
        prep = expression.head.head.lower
        return prep in ("for", "until", "to") and family != r.CANCELLATION

    def _time_of_antecedent(self, head: Token) -> Time:
        """ "On Tuesday, when the ministers met": the day that the clause hangs on."""
        if head.dep not in ("relcl", "advcl") or not any(c.lower == "when" for c in head.children):
            return UNKNOWN_TIME
        noun = head.head
        for expression in self._times.expressions:
            if expression.start <= noun.start < expression.end:
                return expression.time
        return self._times.of(noun) if head.dep == "advcl" else UNKNOWN_TIME

    def interval(self, time: Time, since: Token | None) -> Time:
        """From the last contact to publication: the time in which a meeting did not happen."""
        if since is None or self._published is None:
            return time
        last = self._times.of(since)
        if last == UNKNOWN_TIME:
            last = self._time_after_since(since) or last
        start = last.start or time.start
        return Time(start, self._published, Precision.RANGE, last.text or time.text, TimeBasis.STATED)

    def place_of(self, mention: Mentioned) -> Place | None:
        """The place of the mention, found in the same order; of a journey, where it leads."""
        for frame in mention.frames:
            for token in frame.role("PLACE"):
                place = self._places.at(token)
                if place is not None:
                    return place
        for head in _heads(mention, self._lists):
            place = self._places.of(head)
            if place is not None and not _is_side(place, head):
                return place
        verb = governing_verb(mention.head)
        if verb is not None and self._reality.family(verb, "object_of") in (r.CANCELLATION, r.POSTPONEMENT):
            towns = map(self._places.at, grammar.preposition_objects(verb, "to"))
            return next(filter(None, towns), None) or self._place_of_antecedent(mention)
        return self._place_of_antecedent(mention)

    def _place_of_antecedent(self, mention: Mentioned) -> Place | None:
        """ "Vienna, where the ministers met"; "a meeting on its margins": the place just spoken of."""
        head = mention.head
        if head.dep == "relcl" and any(c.lower == "where" for c in head.children):
            return self._places.at(head.head)
        if head.dep in ("relcl", "advcl") and any(c.lower == "when" for c in head.children):
            above = grammar.governor(head)
            return self._places.of(above) if above is not None else None  # "In Kigali on Monday, when both signed"
        again = [t for t in grammar.preposition_objects(head, "in", "at", "to") if t.lemma in self._lists["towns"]]
        town = self._places.before(again[0]) if again and self._places.at(again[0]) is None else None
        if town is not None and town.kind is PlaceKind.CITY:
            return town  # "agreed in Kazan; the two had met in the Russian city"
        aside = any(t.lemma in ("margin", "sideline") for n in mention.nouns for t in n.subtree())
        beside = [o for p in head.all("prep") for n in p.all("pobj") for o in n.children]  # "over breakfast there"
        if aside or any(c.lower == "there" and c.dep == "advmod" for c in (*head.children, *beside)):
            return self._places.before(head)
        return None


def _heads(mention: Mentioned, lists: Mapping[str, frozenset[str]]) -> list[Token]:
    """The words that its day and place may hang on, the closest first; also "open" of "is due to open in Lome"."""
    heads = [mention.head, *mention.nouns, *(f.head for f in mention.frames), *(m.head for m in mention.inner)]
    heads += [*_participles(mention, lists["holdings"]), *_later_verbs(mention.head, lists)]
    verb = mention.head.head if mention.head.dep in ("nsubj", "nsubjpass") else None
    while verb is not None:
        verb = verb.child("xcomp", "acomp")
        heads += [verb] if verb is not None and grammar.is_verb(verb) else []
    return heads


def _later_verbs(head: Token, lists: Mapping[str, frozenset[str]]) -> list[Token]:
    """The further verbs of a meeting's course: "the talks, led by the envoy, opened in Lome on Monday"."""
    if head.dep not in ("nsubj", "nsubjpass"):
        return []
    course = lists["openings"] | lists["holdings"] | lists["endings"]
    return [v for v in head.head.all("conj") if v.lemma in course and v.child("nsubj", "nsubjpass", "dobj") is None]


def _participles(mention: Mentioned, holdings: frozenset[str]) -> list[Token]:
    """ "The upshot of the first round between A and B, held in Lome": wherever the parser hung the participle."""
    head = mention.head
    if mention.is_verb:
        return []
    near = {t.i: t for n in (head, *mention.nouns, *head.ancestors(), *head.subtree()) for t in n.all("acl", "advcl")}
    return [
        t for t in near.values()
        if t.i > head.i and t.lemma in holdings and t.tag == "VBN"
        and not any(c.dep in ("nsubj", "nsubjpass", "aux", "auxpass", "mark", "dobj") for c in t.children)
    ]  # fmt: skip


def _clause_beside(head: Token) -> Token | None:
    """The verb of the clause that speaks of something at the meeting ("agreed overnight at a meeting")."""
    if head.dep == "pobj" and head.head.lower in ("at", "during", "in") and grammar.is_verb(head.head.head):
        return head.head.head
    return None


def _clause_after(head: Token) -> Token | None:
    """The past verb that something happened after or as: "said after talks", "failed to agree as talks ended"."""
    if head.dep == "pobj" and head.head.lower in ("after", "following") and grammar.is_verb(head.head.head):
        verb = head.head.head
    elif head.dep == "advcl" and any(c.dep == "mark" and c.lower == "after" for c in head.children):
        verb = head.head
    elif head.dep == "nsubj" and head.head.dep == "advcl" and any(c.lower == "as" for c in head.head.all("mark")):
        verb = head.head.head
    else:
        return None
    while not grammar.is_finite(verb) and verb.dep in ("xcomp", "advcl") and grammar.is_verb(verb.head):
        verb = verb.head  # "promised to reopen the border after envoys met"
    return verb if grammar.tense(verb) == "past" else None


def _is_side(place: Place, head: Token) -> bool:
    """Whether a country before the noun is a party, not where they meet ("the Russia-Ukraine talks")."""
    before = place.mention is not None and place.mention.start < head.start
    return place.kind is PlaceKind.COUNTRY and before and not grammar.is_verb(head)


def _known(time: Time) -> Time | None:
    """The time, or None where it says nothing."""
    return time if time != UNKNOWN_TIME else None
