"""Violence: attacks and tolls, with who was hurt, how many, by whom, and whose figure it is.

One finding per toll with its own source. Numbers become ranges: "at least 20" is 20 or more, "up to 50" is at most
50. Vague numbers ("dozens") give no figure. Idioms ("killed the bill"), sport and natural deaths are none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from verbale.codebook import Codebook
from verbale.codebook import actors as actor_tables
from verbale.codebook.actors import State
from verbale.codebook.answers import load_answers
from verbale.coding import casualties, figures, grammar, occasions, retold
from verbale.coding.acts import Act
from verbale.coding.evidence import evidence, finding_id, with_historical
from verbale.coding.headings import once_below_headings
from verbale.coding.reality import REFUTED
from verbale.coding.refuted import answered
from verbale.coding.speech import Speech
from verbale.coding.when import Times
from verbale.coding.where import Places
from verbale.coding.who import Who
from verbale.document import Document, Token
from verbale.findings import UNKNOWN_TIME, ActorRef, Count, Place, Time, Violence
from verbale.terms import ActorKind, Auxiliary

_KILL = frozenset("kill die slay murder massacre execute slaughter butcher perish assassinate behead gun mow".split())
_HURT = frozenset("wound injure hurt maim".split())
_TAKE = frozenset("capture abduct kidnap seize snatch".split())
_KILLINGS = frozenset("killing murder massacre execution beheading assassination".split())


@dataclass
class _Toll:
    """What one clause says of the hurt."""

    head: Token
    words: tuple[Token, ...]
    rule: str
    dead: Count | None = None
    injured: Count | None = None
    captured: Count | None = None
    victims: tuple[Token, ...] = ()
    attackers: tuple[Token, ...] = ()
    mode: str | None = None
    rank: int = -1  # how specific the card is that gave the mode


def violence_in(
    document: Document,
    codebook: Codebook,
    who: Who,
    times: Times,
    places: Places,
    acts: tuple[Act, ...],
    speech: Speech,
) -> tuple[Violence, ...]:
    """Every attack and toll of the document."""
    coder = attacks(document, codebook, who, times, places, acts, speech)
    found = []
    for toll in coder.tolls(acts):
        violence = coder.finding(toll)
        if violence is not None:
            found.append(violence)
    return tuple(once_below_headings(document, found, _same_toll))


def attacks(
    document: Document,
    codebook: Codebook,
    who: Who,
    times: Times,
    places: Places,
    acts: tuple[Act, ...],
    speech: Speech,
) -> Attacks:
    """What is needed to tell attacks."""
    states = tuple(actor_tables.load(codebook.folder).states)
    people = codebook.lists["people"] - codebook.lists["throngs"]
    answers = answered(acts, load_answers(codebook.folder).nouns)
    uttering = frozenset(r.cue[0].i for r in speech.reports if r.cue and r.family == "speech" and r.quotes)
    refuted = frozenset(i for i, (how, _) in answers.items() if how == REFUTED)
    return Attacks(
        document, who, times, places, speech, states, acts, codebook.lists["unrest"], people, uttering, refuted
    )


@dataclass(frozen=True)
class Attacks:
    """Tells the attacks and tolls of one document."""

    document: Document
    who: Who
    times: Times
    places: Places
    speech: Speech
    states: Sequence[State]
    acts: Sequence[Act]
    unrest: frozenset[str]  # nouns for fighting that no one does alone ("the Karabakh war killed 6,500")
    people: frozenset[str] = frozenset()  # nouns for a person ("driver")
    uttering: frozenset[int] = frozenset()  # the verbs by which something is said ("shot back the envoy")
    refuted: frozenset[int] = frozenset()  # the words that stand only in a report that was denied or dismissed

    def tolls(self, acts: Sequence[Act]) -> Iterator[_Toll]:
        """The attacks of a sentence joined with the casualties that they caused, one a source."""
        by_sentence: dict[int, list[_Toll]] = {}
        for act in acts:
            if act.card.finding == "violence" and self.happened(act):
                by_sentence.setdefault(act.head.sentence, []).append(self.of_act(act))
        for token in self.document.tokens:
            toll = casualties.toll(token, self.number)
            if toll is not None and token.i not in self.refuted:
                by_sentence.setdefault(token.sentence, []).append(_of_casualties(toll))
        for _, tolls in sorted(by_sentence.items()):
            yield from self.joined(tolls)

    def happened(self, act: Act) -> bool:
        """Whether it is told as a fact: no threat, plan or fear, and no word that only points back ("this attack")."""
        if not act.reality.realised or act.head.i in self.uttering:
            return False
        if act.head.dep == "relcl" and occasions.is_simple_present(act.head):
            return False  # "troops who fight beside the army": what they do at all times, no attack
        if retold.is_description(act, self.times):
            return False
        determiner = act.head.child("det")
        back = determiner is not None and determiner.lower in ("this", "that", "any", "such", "every", "no")
        return grammar.is_verb(act.head) or not back

    def of_act(self, act: Act) -> _Toll:
        """An act of force as the seed of a toll."""
        toll = _Toll(act.head, act.words, act.rule, mode=act.card.mode[0] if act.card.mode else None)
        toll.rank = act.card.rank
        toll.attackers = self.doers(act)
        toll.victims = act.role("RECIPIENT") or act.role("OBJECT")
        if act.head.lemma == "die":
            toll.attackers, toll.victims = (), act.role("ACTOR")
        return toll

    def doers(self, act: Act) -> tuple[Token, ...]:
        """The heads of who does it: "was hit by rockets, injuring six" is the rockets' doing, not of what was hit."""
        head, verb, deed = act.head, grammar.governor(act.head), occasions.deed_before(act.head)
        if deed is not None:
            return tuple(grammar.subjects(deed))
        if head.dep == "advcl" and head.tag == "VBG" and verb is not None and grammar.voice(verb) == "passive":
            return tuple(grammar.subjects(verb))
        return act.role("ACTOR") or act.role("INSTRUMENT")

    def joined(self, tolls: list[_Toll]) -> Iterator[_Toll]:
        """Attack and casualties of one sentence as one; separate clauses with their own numbers stay apart."""
        counted = []
        for toll in tolls:
            self.count(toll)
            if toll.dead or toll.injured or toll.captured:
                counted.append(toll)
        if not counted:
            verbs = [t for t in tolls if grammar.is_verb(t.head)]  # "a sarin attack killed hundreds"
            told = next((t for t in verbs if t.head.lemma in _KILL | _HURT and t.victims), (verbs or tolls)[0])
            told.mode = _most_specific(tolls)
            yield told
            return
        merged = self.merged(counted)
        merged[0].mode = _most_specific([merged[0], *(t for t in tolls if t not in merged)])
        self.lend_attackers(merged[0], [t for t in tolls if t not in counted])
        yield from merged

    def merged(self, counted: Iterable[_Toll]) -> list[_Toll]:
        """The tolls, those of one source that count different things together, without repetitions and shares."""
        merged: list[_Toll] = []
        for toll in counted:
            if merged and (_repeats(toll, merged) or (casualties.is_share(toll.head) and _is_part(toll, merged))):
                continue
            if merged and not _clash(merged[-1], toll) and self.same_source(merged[-1], toll):
                _merge(merged[-1], toll)
            else:
                merged.append(toll)
        return merged

    def lend_attackers(self, toll: _Toll, uncounted: Iterable[_Toll]) -> None:
        """Give a toll that names nobody whose attack it was: "continued their offensive, with strikes killing 19"."""
        for other in uncounted:
            if not set(other.attackers) & set(toll.victims) and not self.named(toll.attackers):
                toll.attackers = other.attackers or _national(other.head)

    def same_source(self, a: _Toll, b: _Toll) -> bool:
        first, second = self.speech.attribution(a.head), self.speech.attribution(b.head)
        return [s.mention for s in first] == [s.mention for s in second]

    def count(self, toll: _Toll) -> None:
        """Read the numbers of the victims."""
        lemma = toll.head.lemma
        if toll.rule.startswith("casualties") or (not grammar.is_verb(toll.head) and lemma not in _KILLINGS):
            return
        total = figures.total(list(filter(None, map(self.number, toll.victims))))
        if lemma in _KILL | _KILLINGS or "dead" in {w.lower for w in toll.words}:
            toll.dead = total
        elif lemma in _HURT:
            toll.injured = total
        elif lemma in _TAKE or toll.rule.startswith("abduct"):
            toll.captured = total

    def number(self, noun: Token) -> Count | None:
        """How many the noun phrase counts; None where the text does not say."""
        return figures.figure(noun, self.document) or self.one(noun)

    def one(self, noun: Token) -> Count | None:
        """The single person that a noun speaks of as known: "its driver", "the mayor"."""
        known = noun.child("poss") is not None or any(d.lower == "the" for d in noun.all("det"))
        single = noun.tag == "NN" and noun.lemma in self.people
        return Count(1, 1, self.document.span(noun)) if known and single else None

    def told(
        self, head: Token, words: tuple[Token, ...], rule: str, victims: tuple[Token, ...],
        attackers: tuple[Token, ...], confidence: float,
    ) -> Violence | None:  # fmt: skip
        """The attack that words tell of these victims and attackers, counted; None as for `finding`."""
        toll = _Toll(head, words, rule, victims=victims, attackers=attackers)
        self.count(toll)
        found = self.finding(toll)
        return replace(found, confidence=confidence) if found is not None else None

    def finding(self, toll: _Toll) -> Violence | None:
        """The finding of a toll; None where nobody is named, counted or attacked."""
        actors = tuple(a for a in self.attackers(toll) if a.kind is not ActorKind.MEDIA)
        targets = self.named(toll.victims)
        trigger = self.document.span(*toll.words)
        time = self.time(toll)
        place = self.place(toll)
        told = grammar.is_verb(toll.head) or bool(toll.dead or toll.injured or targets)
        if told and not any(t.country for t in targets) and place is not None and place.country is not None:
            targets = self.struck(targets, actors, place)
        if not (actors or targets or toll.dead or toll.injured or toll.captured):
            return None
        auxiliary = with_historical(self.document, time, ())
        if time.start is None and time.end is None and _is_background(toll):
            auxiliary = (Auxiliary.HISTORICAL,)
        if auxiliary and not (targets or _counts(toll)):
            return None  # "since Ankara invaded in 1974": known long since, with nobody hurt in it
        return Violence(
            id=finding_id("violence", self.document, trigger, toll.rule),
            evidence=evidence(self.document, toll.head),
            trigger=trigger,
            time=time,
            place=place,
            attribution=self.speech.attribution(toll.head),
            auxiliary=auxiliary,
            confidence=0.85 if toll.dead or toll.injured else 0.6,
            rule=toll.rule,
            actors=actors,
            targets=tuple(t for t in targets if t.id not in {a.id for a in actors}),
            mode=toll.mode,
            dead=toll.dead,
            injured=toll.injured,
            captured=toll.captured,
        )

    def attackers(self, toll: _Toll) -> tuple[ActorRef, ...]:
        """Who did it: the subject, else who is named at the attack, else whom somebody blames in the same sentence."""
        named = self.named([h for h in toll.attackers if h.lemma not in self.unrest])
        return (
            named
            or self.named(_whose(toll.attackers))
            or occasions.attackers(toll.head, self.who)
            or occasions.rioters(toll.head, self.acts, self.who)
            or occasions.blamed(toll.head, self.acts, self.who)
        )

    def time(self, toll: _Toll) -> Time:
        """When it happened: as the words around it say, else, in a short report told in the present, today."""
        found = occasions.time_of(self.times, (toll.head, *toll.attackers, *toll.victims, *_deeds(toll.head)))
        if found != UNKNOWN_TIME or toll.captured or _is_background(toll):
            return found  # "is held captive since May" tells of no day
        today = occasions.told_today(toll.head, len(self.document.sentences), self.document.published)
        return today or found

    def place(self, toll: _Toll) -> Place | None:
        """Where it happened: the place of the verb, of the victims, of what was hit, else of the sentence."""
        heads = filter(None, (toll.head, *toll.victims, *toll.attackers, occasions.deed_before(toll.head)))
        found = next(filter(None, map(self.places.of, heads)), None)
        below = (self.places.at(t) for v in toll.victims for t in v.subtree())
        found = found or next(filter(None, below), None)
        sentence = self.document.sentence_of(toll.head)
        near = [m for m in self.places.mentions if m.head.sentence == sentence.index]
        found = found or next((m.place for m in near if occasions.is_of_clause(m.head, toll.head)), None)
        before = [
            m.place for m in self.places.mentions if m.head.sentence == sentence.index - 1 and m.head.dep == "pobj"
        ]
        return found or (before[-1] if before and not near else None)

    def struck(self, targets: tuple[ActorRef, ...], actors: tuple[ActorRef, ...], place: Place) -> tuple[ActorRef, ...]:
        """Whom an attack on a place hits: its state, unless it attacks; unnamed people there are its people."""
        if any(a.country == place.country and a.kind is not ActorKind.ARMED_GROUP for a in actors):
            return targets
        if targets:
            return tuple(replace(t, country=place.country) for t in targets)
        state = next((s for s in self.states if s.code == place.country), None)
        if state is None:
            return targets
        return (ActorRef(f"{state.code}.GOV", state.name, ActorKind.STATE, state.code),)

    def named(self, heads: Iterable[Token]) -> tuple[ActorRef, ...]:
        found: dict[str, ActorRef] = {}
        for head in heads:
            for actor in self.who.named_by(head) or self.who.sides_of(head):
                found.setdefault(actor.id, actor)
        return tuple(found.values())


def _of_casualties(found: casualties.Casualties) -> _Toll:
    return _Toll(
        found.head, found.words, found.rule, dead=found.dead, injured=found.injured, victims=found.victims,
    )  # fmt: skip


def _most_specific(tolls: Sequence[_Toll]) -> str | None:
    """The mode of the most specific card: "killed in a drone strike" is of drones."""
    return max(tolls, key=lambda t: t.rank if t.mode else -1).mode


def _national(attack: Token) -> tuple[Token, ...]:
    """The noun itself where its adjective says whose it is ("killed in an Israeli strike")."""
    if grammar.is_verb(attack) or attack.lemma in _KILLINGS:
        return ()
    return (attack,) if any(c.dep == "amod" and c.ent == "NORP" for c in attack.children) else ()


def _whose(attacks: Iterable[Token]) -> list[Token]:
    """Whose the weapons or the strikes are: "RSF shelling", "army warplanes", "drone strikes by the air force"."""
    attacks = [a for a in attacks if a.pos == "NOUN"]
    before = [c for a in attacks for c in a.children if c.i < a.i and c.dep in ("compound", "nmod", "poss")]
    return before + [t for a in attacks for t in grammar.preposition_objects(a, "by")]


def _deeds(head: Token) -> list[Token]:
    """The nouns for what hurt somebody: "clashes on 29 May left thirty injured"."""
    above = grammar.governor(head)
    verb = above if above is not None and above.lemma == "leave" else head
    if not grammar.is_verb(verb) or grammar.voice(verb) == "passive":
        return []
    fighting = [c for c in verb.all("csubj") if c.tag == "VBG"]
    return fighting + [s for s in grammar.subjects(verb) if s.pos == "NOUN"]


def _is_background(toll: _Toll) -> bool:
    """Whether an undated toll sums up what went before, or the captured were so already ("hostages taken by")."""
    if toll.captured is not None or toll.rule.startswith("abduct"):
        return toll.head.lemma == "hold" or (toll.head.dep == "acl" and toll.head.tag == "VBN")
    return casualties.is_total(toll.head)


def _counts(toll: _Toll) -> dict[str, Count]:
    found = {"dead": toll.dead, "injured": toll.injured, "captured": toll.captured}
    return {kind: count for kind, count in found.items() if count is not None}


def _repeats(toll: _Toll, earlier: Sequence[_Toll]) -> bool:
    """Whether every figure was read already, from the same words ("leaves nine guards wounded")."""
    return all(
        any(kind == k and c.mention.start < count.mention.end and count.mention.start < c.mention.end
            for e in earlier for k, c in _counts(e).items())
        for kind, count in _counts(toll).items()
    )  # fmt: skip


def _is_part(toll: _Toll, earlier: Sequence[_Toll]) -> bool:
    """Whether every figure is at most one of the same kind told before."""
    return all(
        any(
            kind == k and (_least(count) <= _least(c) or c.high is None) for e in earlier for k, c in _counts(e).items()
        )
        for kind, count in _counts(toll).items()
    )


def _least(count: Count) -> int:
    return count.low if count.low is not None else count.high or 0


def _same_toll(a: Violence, b: Violence) -> bool:
    """Whether two findings count the same hurt, as far as the first counts."""
    pairs = ((a.dead, b.dead), (a.injured, b.injured))
    told = [(x, y) for x, y in pairs if x is not None]
    return bool(told) and all(y is not None and (x.low, x.high) == (y.low, y.high) for x, y in told)


def _clash(a: _Toll, b: _Toll) -> bool:
    return bool((a.dead and b.dead) or (a.injured and b.injured) or (a.captured and b.captured))


def _merge(a: _Toll, b: _Toll) -> None:
    a.dead, a.injured, a.captured = a.dead or b.dead, a.injured or b.injured, a.captured or b.captured
    a.victims, a.attackers = a.victims or b.victims, a.attackers or b.attackers
    if b.mode and (a.mode is None or b.rank > a.rank):
        a.mode, a.rank = b.mode, b.rank
