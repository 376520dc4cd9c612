"""When and where a meeting takes place, as the words around its mention tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from verbale.coding import grammar
from verbale.coding import reality as r
from verbale.coding.meetings.mentions import MARGINS, Mentioned, governing_verb, is_invitation
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
        """The time of the mention; all its days where the end of so many is told: "at the end of a five-day round"."""
        time = self._time_of(mention)
        ended = any(n.lemma in self._lists["closes"] for n in mention.nouns)
        return over_days(time, self.days_of(mention)) if ended else time

    def days_of(self, mention: Mentioned) -> int:
        """How many days it is said to have lasted; 0 where nothing says so."""
        return max((self._times.days_of(n) for n in mention.nouns), default=0)

    def _time_of(self, mention: Mentioned) -> Time:
        """The time of its noun, else that of the verbs that frame it or that it gives a purpose."""
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
            or _known(self._time_of_antecedent(mention))
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

    def _time_of_antecedent(self, mention: Mentioned) -> Time:
        """ "On Tuesday, when the ministers met": the day that the clause hangs on."""
        clause, _ = _clause_opened_by(mention, "when")
        if clause is None:
            return UNKNOWN_TIME
        noun = clause.head
        for expression in self._times.expressions:
            if expression.start <= noun.start < expression.end:
                return expression.time
        return self._times.of(noun) if clause.dep == "advcl" else UNKNOWN_TIME

    def interval(self, time: Time, since: Token | None, head: Token) -> Time:
        """From the last contact to publication: the time in which a meeting did not happen."""
        if self._published is None:
            return time
        if since is None and time == UNKNOWN_TIME and _says_since(head):
            return Time(None, self._published, Precision.RANGE, basis=TimeBasis.STATED)
        if since is None:
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
        return self._place_of_antecedent(mention) or self._place_gone_to(mention)

    def _place_gone_to(self, mention: Mentioned) -> Place | None:
        """ "Flew on to Seoul and briefed the president": where the one who met somebody had just gone."""
        verb: Token | None = mention.head if mention.is_verb else governing_verb(mention.head)
        if any(f.card.form == "phone" for f in mention.all_frames):
            return None
        while verb is not None and verb.dep == "conj" and grammar.is_verb(verb.head):
            if verb.child("nsubj", "nsubjpass") is not None:
                return None
            verb = verb.head
            if verb.lemma in self._lists["motions"] | self._lists["arrivals"] and not any(
                c.dep == "neg" for c in verb.children
            ):
                towns = map(self._places.at, grammar.preposition_objects(verb, "to", "in", "at"))
                return next(filter(None, towns), None)
        return None

    def _place_of_antecedent(self, mention: Mentioned) -> Place | None:
        """ "Vienna, where the ministers met"; "a meeting on its margins": the place just spoken of."""
        head = mention.head
        _, where = _clause_opened_by(mention, "where")
        if where is not None:
            return self._places.just_before(where)
        clause, _ = _clause_opened_by(mention, "when")
        if clause is not None:
            above = grammar.governor(clause)
            return self._places.of(above) if above is not None else None  # "In Kigali on Monday, when both signed"
        again = [t for t in grammar.preposition_objects(head, "in", "at", "to") if t.lemma in self._lists["towns"]]
        town = self._places.before(again[0]) if again and self._places.at(again[0]) is None else None
        if town is not None and town.kind is PlaceKind.CITY:
            return town  # "agreed in Kazan; the two had met in the Russian city"
        aside = any(t.lemma in MARGINS for n in mention.nouns for t in n.subtree())
        beside = [o for p in head.all("prep") for n in p.all("pobj") for o in n.children]  # "over breakfast there"
        if aside or any(c.lower == "there" and c.dep == "advmod" for c in (*head.children, *beside)):
            return self._places.before(head)
        return None


def over_days(time: Time, days: int) -> Time:
    """The time of a meeting of several days that ended on a day."""
    if days < 2 or time.start is None or time.start != time.end:
        return time
    return replace(time, start=time.start - timedelta(days=days - 1), precision=Precision.RANGE)


def _clause_opened_by(mention: Mentioned, word: str) -> tuple[Token | None, Token | None]:
    """The clause behind "where" or "when" that tells of the meeting, and that word: "Luanda, where envoys were due to
    open talks", "on Tuesday when the talks broke up"; none where the clause only speaks of talks elsewhere.
    """
    opener, verb = None, mention.head
    if not mention.is_verb and not grammar.is_verb(verb):
        near = verb.dep in ("nsubj", "nsubjpass") or verb.head in (f.head for f in mention.frames)
        above = verb.head if near else governing_verb(verb) if verb.head.lower in ("for", "at") else None
        if above is None:
            return None, None
        verb = above
    while grammar.is_verb(verb) or verb.dep == "acomp":
        opener = opener or next((c for c in verb.children if c.lower == word and c.dep == "advmod"), None)
        if opener is not None and verb.dep in ("relcl", "advcl"):
            return verb, opener
        if verb.dep not in ("xcomp", "acomp", "conj", "relcl", "advcl") or verb.head is verb:
            break
        verb = verb.head
    return None, None


def _heads(mention: Mentioned, lists: Mapping[str, frozenset[str]]) -> list[Token]:
    """The words that its day and place may hang on, the closest first; also "open" of "is due to open in Lome"."""
    heads = [mention.head, *mention.nouns, *(f.head for f in mention.frames), *(m.head for m in mention.inner)]
    heads += _participles(mention, lists["holdings"] | lists["brokers"] | lists["representing"])
    heads += _later_verbs(mention.head, lists)
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


def _says_since(head: Token) -> bool:
    """Whether the clause says since when by a bare "since" or by what began ("since the fighting began")."""
    verb = head if grammar.is_verb(head) else grammar.governor(head)
    if verb is None:
        return False
    bare = any(c.lower == "since" and c.child("pobj") is None for c in verb.all("advmod", "prep"))
    return bare or any(m.lower == "since" for c in verb.all("advcl") for m in c.all("mark"))


def _is_side(place: Place, head: Token) -> bool:
    """Whether a country before the noun is a party, not where they meet ("the Russia-Ukraine talks")."""
    before = place.mention is not None and place.mention.start < head.start
    return place.kind is PlaceKind.COUNTRY and before and not grammar.is_verb(head)


def _known(time: Time) -> Time | None:
    """The time, or None where it says nothing."""
    return time if time != UNKNOWN_TIME else None
