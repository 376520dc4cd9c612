"""A claim in the making, and the ways in which a text makes one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from verbale.codebook.answers import Answers
from verbale.coding import grammar
from verbale.coding.acts import Act
from verbale.coding.camps import same_camp
from verbale.coding.content_clauses import phrases_of, said_of
from verbale.coding.reality import NEGATION
from verbale.coding.speech import Report, Speech
from verbale.coding.who import Who
from verbale.document import Document, Mention, Token
from verbale.findings import ActorRef, ClaimResponse
from verbale.terms import ActorKind, Manner

_BESIDE = ("amod", "compound", "poss", "nmod")
_TELLING = frozenset({"speech", "source", "hearsay", "relay"})
_STEM = 4  # letters that two words for one deed share at least
_SOURCES = ("by", "from", "in", "of", "on")


@dataclass
class Draft:
    """What was claimed where; answers and later sentences are added as they are found."""

    head: Token
    words: tuple[Token, ...]
    content: Mention
    content_head: Token
    claimant: ActorRef | None
    rule: str
    confidence: float
    responses: list[ClaimResponse] = field(default_factory=list)
    evidence_heads: list[Token] = field(default_factory=list)
    unverified: bool = False


@dataclass
class Drafts:
    """Makes drafts of accusations, reports and rumours, and of statements that somebody answers."""

    document: Document
    who: Who
    speech: Speech
    words: Answers
    outlets: frozenset[str] = frozenset()
    found: list[Draft] = field(default_factory=list)

    def of_acts(self, acts: Iterable[Act]) -> None:
        """The claims that acts state, in reading order."""
        for act in acts:
            if act.card.finding == "claim" and not act.reality.conditional and not _is_negated(act):
                self.of_act(act)
        self.found.sort(key=lambda d: d.head.i)

    def of_media(self) -> None:
        """What another outlet, by its name, is said to report; what "state radio" says is only a statement."""
        for report in self.speech.reports:
            speaker, head = report.speaker, report.head
            if speaker is None or speaker.kind is not ActorKind.MEDIA or head is None or not report.said:
                continue
            if not report.cue or report.manner is Manner.DIRECT or not self._is_by_name(report):
                continue
            if any(report.content[0] <= d.content.start < report.content[1] for d in self.found):
                continue
            if grammar.is_verb(head) and self.speech.around(head)[-1:] == [report]:
                content = self.document.mention(*report.content)
                self.found.append(Draft(report.cue[0], report.cue, content, head, speaker, "report: by a medium", 0.7))
        self.found.sort(key=lambda d: d.head.i)

    def _is_by_name(self, report: Report) -> bool:
        """Whether an outlet called by its name or nation reports ("the Harbour Times", "French media reported")."""
        head = report.speaker_head
        own = [c for c in head.children if c.dep in ("appos", *_BESIDE)] if head is not None else []
        named = head is not None and (head.pos == "PROPN" or any(c.pos == "PROPN" or c.ent == "NORP" for c in own))
        named = named and not any(c.lower in self.words.official for c in own)
        return named and (report.family == "source" or report.cue[0].lemma in self.words.reporting)

    def of_act(self, act: Act) -> None:
        """The claim of an accusation, a report or a rumour; none without words that say what is claimed."""
        content = self.content_of(act)
        if content is None or self._stops_short(act) or self._is_no_claim(act, content):
            return
        words = self._words_of(content, act.head)
        self.found.append(
            Draft(act.head, act.words, self.document.span(*words), content, self._claimant(act), act.rule, 0.8)
        )

    def _is_no_claim(self, act: Act, content: Token) -> bool:
        """A verb taken for a noun ("so-and-so television reports"), or hearsay of what is not yet done."""
        if act.head.pos != "VERB":
            return content.i < act.head.i
        if act.card.name == "report" and any(o.dep == "dobj" for o in act.role("OBJECT")):
            return True  # "the delegation circulated a paper": a paper that somebody hands round reports nothing
        hearsay = act.card.name == "report" and act.entry.endswith(" TO")
        return hearsay and not any(c.lower == "have" for c in content.all("aux"))

    def _stops_short(self, act: Act) -> bool:
        """ "Stopped short of accusing" is no accusation."""
        return act.head.dep == "pcomp" and any(a.lower in ("short", "without", "avoid") for a in act.head.ancestors())

    def _words_of(self, content: Token, act: Token) -> Sequence[Token]:
        if content is act:
            added = [c for c in act.subtree() if c is not act and c.dep == "relcl" and grammar.is_behind_comma(c)]
            beside = {t.i for c in added for t in c.subtree()}
            told = _trimmed([t for t in grammar.clause(act) if t.i >= act.i and t.i not in beside])
            return told[1:] if act.lemma == "accuse" and any(t.lower == "of" for t in told[2:]) else told
        words = grammar.clause(content) if grammar.is_verb(content) else grammar.phrase(content)
        words = [*_accused(act, words), *words, *_doing(content, act, words)]
        inside = {t.i for t in act.subtree()} if content.i < act.i else set()
        first = next((t for t in words if t.lower == "that" and t.dep in ("mark", "det")), None)
        return _trimmed([t for t in words if t.i not in inside and t is not first]) or words

    def content_of(self, act: Act) -> Token | None:
        """The head of what is claimed: a clause, else a noun that says more than "report"."""
        clause = next((o for o in act.role("OBJECT") if grammar.is_verb(o)), None)
        if clause is None:
            found = grammar.complements(act.head)
            found += [c for c in act.head.children if c.dep in ("acl", "relcl") and grammar.is_verb(c)]
            clause = found[0] if found else None
        if clause is not None:
            return clause
        nouns = [*act.role("OBJECT"), *(s for s in self._described(act) if self.words.is_claim_noun(s))]
        told = [c for noun in nouns for c in said_of(noun)]
        if told:  # "dismissed reports that ...": the clause is what is claimed
            return told[0]
        noun = next((o for o in act.role("OBJECT") if not self.words.is_vague(o)), None)
        if noun is not None and act.head.dep == "relcl":
            noun = self._deed_above(noun)
        if noun is not None and noun is not act.head:
            return noun
        if act.head.dep == "advcl" and any(c.lower == "as" for c in act.head.all("mark", "advmod")):
            return act.head.head  # "as Khartoum alleges"
        return act.head if act.role("RECIPIENT") and act.card.event == "ACCUSE" else None  # "blamed the rebels"

    def _described(self, act: Act) -> list[Token]:
        """What an adjective of answering is said of ("reports that the two met are false")."""
        return grammar.subjects(act.head.head) if act.head.dep in ("acomp", "attr") else []

    def _deed_above(self, noun: Token) -> Token:
        """What is blamed on somebody is what was done: "an attack on a patrol that the army blamed on the rebels"."""
        token = noun
        while token.dep == "pobj" and token.head.dep == "prep" and token.head.head.pos == "NOUN":
            token = token.head.head
            if token.lemma in self.words.deeds:
                return token
        return noun

    def _claimant(self, act: Act) -> ActorRef | None:
        """Who claims; None for bare reports and rumours."""
        for head in act.role("ACTOR"):
            for actor in self.who.named_by(head):
                if actor.kind is not ActorKind.UNKNOWN and not self.words.is_claim_noun(head):
                    return actor
        nouns = [act.head, *(h for h in act.role("ACTOR") if self.words.is_claim_noun(h))]
        return self.source_of(nouns if act.head.pos != "VERB" else nouns[1:])

    def source_of(self, nouns: Iterable[Token]) -> ActorRef | None:
        """Whose report the nouns speak of: "Israeli media reports", "a report in Le Soir", "a claim by Kyiv"."""
        for noun in nouns:
            beside = [c for c in noun.children if c.dep in _BESIDE]
            outlet = next((c for c in beside if c.lemma in self.outlets and c.pos == "NOUN"), None)
            if outlet is not None and not self.who.named_by(outlet):
                return self._outlet([c for c in beside if c.i <= outlet.i])
            named = [n for prep in phrases_of(noun) if prep.lower in _SOURCES for n in prep.all("pobj")]
            sources = [t for n in named for t in grammar.coordinated(n) if not _does_it(t, noun)]
            for child in (*beside, *sources):
                for actor in self.who.named_by(child):
                    if child.dep in _BESIDE or actor.kind is ActorKind.MEDIA or child.head.lower in ("by", "from"):
                        return actor
        return None

    def _outlet(self, words: Sequence[Token]) -> ActorRef:
        """The outlet that only the words before "report" name ("an Indian newspaper report")."""
        name = " ".join(t.text for t in words)
        of = next((a for t in words for a in self.who.named_by(t) if a.country), None)
        country = of.country if of is not None else None
        span = self.document.span(*words)
        return ActorRef(f"described:{name.casefold()}", name, ActorKind.MEDIA, country, mention=span)

    def told_again(self, denied: Token, at: Token, actors: Sequence[ActorRef]) -> Draft | None:
        """The claim just before that a denial of a deed answers: one against who denies it ("accused Peru of mining a
        road. Peru denied laying any"), or one that tells the same deed ("nine were killed ... denied the killings").
        """
        if grammar.is_verb(denied):
            own = [a for s in grammar.subjects(denied) for a in self.who.named_by(s)]
            if own and not any(same_camp(a, b) for a in own for b in actors):
                return None
            known = self.before(at, actors, 1)
            if known is not None and any(same_camp(a, b) for a in self._accused(known) for b in actors):
                return known
        elif denied.lemma not in self.words.deeds or denied.child("det") is None:
            return None
        return self.of_statement(at, actors, deed=denied)

    def _accused(self, draft: Draft) -> list[ActorRef]:
        """Whom a claim charges: "accused Peru of ...", "alleged that Peru ..."."""
        heads = [*grammar.objects(draft.head), *grammar.subjects(draft.content_head)]
        return [a for head in heads for a in self.who.named_by(head)]

    def before(self, token: Token, not_by: Iterable[ActorRef], reach: int) -> Draft | None:
        """The nearest claim up to `reach` sentences before the token that is not one's own."""
        own = {a.id for a in not_by}
        for draft in sorted(self.found, key=lambda d: -d.head.i):
            gap = token.sentence - draft.head.sentence
            if (
                0 <= gap <= reach
                and draft.head.i < token.i
                and (draft.claimant is None or draft.claimant.id not in own)
            ):
                return draft
        return None

    def of_statement(
        self, token: Token, not_by: Sequence[ActorRef], reach: int = 1, *,
        deed: Token | None = None, hung_on: bool = False, fact: bool = False,
    ) -> Draft | None:  # fmt: skip
        """A claim made of what another said just before, now that somebody answers it.

        `deed`: only one that tells the deed; `hung_on`: the answer stands behind it in the same clause, so that a
        countryman may give it ("..., a charge that the premier rejected"); `fact`: only one of what is or was.
        """
        for report in self._told_before(token, reach, within=hung_on):
            speaker = report.speaker
            if speaker is not None and any(self._is_own(speaker, other, hung_on=hung_on) for other in not_by):
                continue
            if fact and not (report.head is not None and is_told_as_fact(report.head)):
                continue
            if deed is not None and not any(_is_same_deed(t, deed) for t in self.document.tokens_in(*report.content)):
                continue
            known = next((d for d in self.found if d.content_head is report.head), None)
            return known or self.of_report(report)
        return None

    def _is_own(self, speaker: ActorRef, other: ActorRef, *, hung_on: bool) -> bool:
        """Whether an answer by the other would answer its own side; people without office may quarrel with theirs."""
        private = speaker.kind is ActorKind.PEOPLE and not speaker.sectors
        return speaker.id == other.id if hung_on or private else same_camp(speaker, other)

    def _told_before(self, token: Token, reach: int, *, within: bool) -> Iterator[Report]:
        for report in reversed(self.speech.reports):
            if report.head is None or not report.said or not report.cue or report.content[1] <= report.content[0]:
                continue
            cue = report.cue[0]
            inside = not within and report.content[0] <= token.start < report.content[1]
            if inside or cue.i >= token.i or not 0 <= token.sentence - cue.sentence <= reach:
                continue
            if cue.lemma in self.words.stating or report.family in _TELLING:
                yield report

    def of_report(self, report: Report) -> Draft:
        """The claim that what somebody said is, now that it is answered or answers."""
        assert report.head is not None
        content = self.document.mention(*report.content)
        draft = Draft(report.cue[0], report.cue, content, report.head, report.speaker, "answered: statement", 0.7)
        self.found.append(draft)
        return draft


def is_told_as_fact(verb: Token) -> bool:
    """Whether a clause tells what is or was, not what will or should be."""
    return not grammar.is_verb(verb) or grammar.tense(verb) in ("past", "present")


def _is_same_deed(one: Token, other: Token) -> bool:
    """Whether two words tell one deed ("killed", "killing"; "fired", "fire")."""
    short, long = sorted((one.lemma, other.lemma), key=len)
    return one.pos in ("NOUN", "VERB") and len(short) >= _STEM and long.startswith(short)


def _accused(verb: Token, words: Sequence[Token]) -> list[Token]:
    """Who is accused, where what of follows right behind: "accused | the army of shelling the port"."""
    if verb.lemma != "accuse" or not words:
        return []
    before = [t for t in verb.subtree() if verb.i < t.i < words[0].i]
    held = len(before) == words[0].i - verb.i - 1 and len(before) > 1 and before[-1].lower == "of"
    return before if held and not any(t.pos in ("VERB", "AUX", "PUNCT") for t in before) else []


def _doing(noun: Token, act: Token, words: Sequence[Token]) -> list[Token]:
    """What a noun is doing by the report, hung on the report: "a report of troops | massing at the border"."""
    doing = [c for c in act.all("acl") if c.tag == "VBG" and c.i == words[-1].i + 1]
    return doing[0].subtree() if doing and noun.pos == "NOUN" else []


def _trimmed(words: list[Token]) -> list[Token]:
    """The words without commas at the end."""
    while words and words[-1].text == ",":
        words = words[:-1]
    return words


def _does_it(token: Token, noun: Token) -> bool:
    """Whether a "by" names who does what is alleged: "allegations of torture by soldiers"."""
    return token.head.lower == "by" and any(c.lower == "of" and c.i < token.i for c in noun.all("prep"))


def _is_negated(act: Act) -> bool:
    """Whether nothing is claimed ("no report that", "did not claim"); one not commented on or rejected is claimed."""
    cue = act.reality.flags.get(NEGATION)
    return cue is not None and (act.head.pos == "VERB" or cue.i in {t.i for t in act.head.subtree()})
