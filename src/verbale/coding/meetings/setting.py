"""When and where a meeting takes place, as the words around its mention tell."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from verbale.coding import grammar
from verbale.coding import reality as r
from verbale.coding.meetings.mentions import Mentioned, governing_verb
from verbale.coding.reality import Realities
from verbale.coding.when import Times
from verbale.coding.when.resolve import TimeExpression
from verbale.coding.where import Places
from verbale.document import Token
from verbale.findings import UNKNOWN_TIME, Place, Time
from verbale.terms import PlaceKind, Precision, TimeBasis


class Setting:
    """Finds the day and the place of each mention of a meeting."""

    def __init__(self, times: Times, places: Places, reality: Realities, published: date | None) -> None:
        self._times, self._places, self._reality, self._published = times, places, reality, published

    def time_of(self, mention: Mentioned) -> Time:
        """The time of the mention: its noun's, else that of the verbs that frame it or that it gives a purpose."""
        heads = [*_heads(mention)]
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

    def _day_of_news(self, head: Token) -> Time:
        """ "Russia promised on Tuesday ..., after negotiators met": the news and what made it are of one day."""
        beside = _clause_after(head)
        expression = self._times.expression_of(beside) if beside is not None else None
        time = expression.time if expression is not None else UNKNOWN_TIME
        if (
            time.precision not in (Precision.DAY, Precision.PART_OF_DAY)
            or self._published is None
            or time.start is None
        ):
            return UNKNOWN_TIME
        fresh = 0 <= (self._published - time.start).days <= 2
        return replace(time, precision=Precision.DAY) if fresh and time.start == time.end else UNKNOWN_TIME

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
        for head in _heads(mention):
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
        aside = any(t.lemma in ("margin", "sideline") for n in mention.nouns for t in n.subtree())
        beside = [o for p in head.all("prep") for n in p.all("pobj") for o in n.children]  # "over breakfast there"
        if aside or any(c.lower == "there" and c.dep == "advmod" for c in (*head.children, *beside)):
            return self._places.before(head)
        return None


def _heads(mention: Mentioned) -> list[Token]:
    """The words that its day and place may hang on, the closest first; also "open" of "is due to open in Lome"."""
    heads = [mention.head, *mention.nouns, *(f.head for f in mention.frames), *(m.head for m in mention.inner)]
    verb = mention.head.head if mention.head.dep in ("nsubj", "nsubjpass") else None
    while verb is not None:
        verb = verb.child("xcomp", "acomp")
        heads += [verb] if verb is not None and grammar.is_verb(verb) else []
    return heads


def _clause_beside(head: Token) -> Token | None:
    """The verb of the clause that speaks of something at the meeting ("agreed overnight at a meeting")."""
    if head.dep == "pobj" and head.head.lower in ("at", "during", "in") and grammar.is_verb(head.head.head):
        return head.head.head
    return None


def _clause_after(head: Token) -> Token | None:
    """The past verb that something happened after: "said after talks", "promised after envoys met"."""
    if head.dep == "pobj" and head.head.lower in ("after", "following") and grammar.is_verb(head.head.head):
        verb = head.head.head
    elif head.dep == "advcl" and any(c.dep == "mark" and c.lower == "after" for c in head.children):
        verb = head.head
    else:
        return None
    while verb.dep == "xcomp" and grammar.is_verb(verb.head):  # "promised to reopen the border after envoys met"
        verb = verb.head
    return verb if grammar.tense(verb) == "past" else None


def _is_side(place: Place, head: Token) -> bool:
    """Whether a country before the noun is a party, not where they meet ("the Russia-Ukraine talks")."""
    before = place.mention is not None and place.mention.start < head.start
    return place.kind is PlaceKind.COUNTRY and before and not grammar.is_verb(head)


def _known(time: Time) -> Time | None:
    """The time, or None where it says nothing."""
    return time if time != UNKNOWN_TIME else None
