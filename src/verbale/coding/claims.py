"""Claims, and what was answered to them.

A claim is what is reported as true and the outlet does not itself assert: an accusation, a media report, a rumour, or
anything that somebody denies. An answer ("denied", "dismissed reports that", "downplayed the claim", "declined to
comment") is linked to the claim that it names by its clause, by a noun that carries one, or by a noun or pronoun that
points back ("the report", "it"), at most three sentences. Status says what was answered, never what is true.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from verbale.codebook import Codebook
from verbale.coding import grammar
from verbale.coding.acts import Act
from verbale.coding.evidence import evidence, finding_id
from verbale.coding.reality import NEGATION
from verbale.coding.speech import Speech
from verbale.coding.when import Times
from verbale.coding.who import Who
from verbale.document import Document, Mention, Token
from verbale.findings import ActorRef, Claim, ClaimResponse
from verbale.terms import ActorKind, ClaimStatus, Response

REACH = 3  # sentences that an answer may look back
# Words that point at a claim without saying what it is.
_VAGUE = frozenset(
    "report reports claim claims allegation allegations accusation accusations charge charges suggestion rumour rumor "
    "it this that them these assertion story account version plot".split()
)


@dataclass
class _Draft:
    """A claim in the making."""

    head: Token
    words: tuple[Token, ...]
    content: Mention
    content_head: Token
    claimant: ActorRef | None
    rule: str
    confidence: float
    responses: list[ClaimResponse] = field(default_factory=list)
    evidence_heads: list[Token] = field(default_factory=list)


def claims_in(
    document: Document, codebook: Codebook, who: Who, times: Times, acts: tuple[Act, ...], speech: Speech
) -> tuple[Claim, ...]:
    """Every claim of the document with the answers to it."""
    del codebook
    return tuple(_Coder(document, who, times, speech).claims(acts))


@dataclass
class _Coder:
    document: Document
    who: Who
    times: Times
    speech: Speech
    drafts: list[_Draft] = field(default_factory=list)

    def claims(self, acts: Sequence[Act]) -> Iterator[Claim]:
        """Claims first, then answers in reading order, so that an answer may also precede the words it answers."""
        for act in acts:
            if act.card.finding == "claim" and not act.reality.conditional and NEGATION not in act.reality:
                self.add_claim(act)
        self.add_media_reports()
        self.drafts.sort(key=lambda d: d.head.i)
        for act in acts:
            if act.card.finding == "response":
                self.answer(act)
            elif act.card.finding == "unverified":
                self.unverified(act)
        yield from map(self.finding, sorted(self.drafts, key=lambda d: d.head.i))

    def add_claim(self, act: Act) -> None:
        """The claim of an accusation, a report or a rumour; none without words that say what is claimed."""
        content = self.content_of(act)
        if content is None:
            return
        words = grammar.clause(content) if grammar.is_verb(content) else grammar.phrase(content)
        self.drafts.append(
            _Draft(act.head, act.words, self.document.span(*words), content, self.claimant(act), act.rule, 0.8)
        )

    def content_of(self, act: Act) -> Token | None:
        clause = next((o for o in act.role("OBJECT") if grammar.is_verb(o)), None)
        if clause is None:
            found = grammar.complements(act.head)
            found += [c for c in act.head.children if c.dep in ("acl", "relcl") and grammar.is_verb(c)]
            clause = found[0] if found else None
        if clause is not None:
            return clause
        told = [c for noun in act.role("OBJECT") for c in noun.children if _is_that_clause(c)]
        if told:  # "dismissed reports that ...": the clause is what is claimed
            return told[0]
        noun = next((o for o in act.role("OBJECT") if o.lower not in _VAGUE), None)
        return noun if noun is not None and noun is not act.head else None

    def claimant(self, act: Act) -> ActorRef | None:
        """Who claims; None for bare reports and rumours."""
        for head in act.role("ACTOR"):
            for actor in self.who.named_by(head):
                if actor.kind is not ActorKind.UNKNOWN and head.lemma not in _VAGUE:
                    return actor
        for child in act.head.children:  # "Israeli media reports", "an Axios report"
            if child.dep in ("amod", "compound", "poss", "nmod"):
                for actor in self.who.named_by(child):
                    return actor
        return None

    def add_media_reports(self) -> None:
        """What another outlet is said to report."""
        taken = {d.content.start for d in self.drafts}
        for report in self.speech.reports:
            if report.speaker is None or report.speaker.kind is not ActorKind.MEDIA or report.head is None:
                continue
            if report.said and report.cue and report.content[0] not in taken:
                content = self.document.mention(*report.content)
                words = report.cue
                self.drafts.append(_Draft(words[0], words, content, report.head, report.speaker, "report: media", 0.7))

    def answer(self, act: Act) -> None:
        """Link an answer to its claim; a denial that carries its own clause makes the claim."""
        response = Response(act.card.response)
        actors = self.answerers(act)
        if not actors or act.reality.conditional:
            return
        if NEGATION in act.reality and response is not Response.DECLINES_COMMENT:
            if response not in (Response.CONFIRMS, Response.DENIES):
                return
            response = Response.DECLINES_COMMENT
        draft = self.named_claim(act) or self.own_claim(act, response) or self.pointed_at(act, actors)
        if draft is None:
            return
        trigger = self.document.span(*act.words)
        time = self.times.of(act.head)
        draft.responses += (ClaimResponse(actor, response, trigger, time) for actor in actors[:1])
        draft.evidence_heads.append(act.head)

    def answerers(self, act: Act) -> tuple[ActorRef, ...]:
        found = [a for head in act.role("ACTOR") for a in self.who.named_by(head)]
        return tuple(a for a in found if a.kind is not ActorKind.MEDIA)

    def named_claim(self, act: Act) -> _Draft | None:
        """The claim whose own words stand under the answer ("dismissed reports that ...")."""
        below = {t.i for t in act.head.subtree()}
        return next((d for d in self.drafts if d.head.i in below and d.head is not act.head), None)

    def own_claim(self, act: Act, response: Response) -> _Draft | None:
        """A claim made by the answer itself ("denied that ...", "denied any role"); a confirmation makes none."""
        if response in (Response.CONFIRMS, Response.DECLINES_COMMENT):
            return None
        content = self.content_of(act)
        if content is None or content.lower in _VAGUE or content.lemma in _VAGUE:
            return None
        words = grammar.clause(content) if grammar.is_verb(content) else grammar.phrase(content)
        span = self.document.span(*words)
        earlier = next((d for d in self.drafts if d.content == span), None)
        if earlier is not None:
            return earlier
        draft = _Draft(act.head, act.words, span, content, None, act.rule, 0.7)
        self.drafts.append(draft)
        return draft

    def pointed_at(self, act: Act, actors: Iterable[ActorRef]) -> _Draft | None:
        """The nearest earlier claim that the answer may point back to, not one's own."""
        own = {a.id for a in actors}
        for draft in sorted(self.drafts, key=lambda d: -d.head.i):
            gap = act.head.sentence - draft.head.sentence
            if (
                0 <= gap <= REACH
                and draft.head.i < act.head.i
                and (draft.claimant is None or draft.claimant.id not in own)
            ):
                return draft
        return None

    def unverified(self, act: Act) -> None:
        """ "The claim could not be verified": what was said just before is a claim."""
        earlier = [d for d in self.drafts if 0 <= act.head.sentence - d.head.sentence <= 1 and d.head.i < act.head.i]
        if earlier:
            earlier[-1].evidence_heads.append(act.head)
            return
        for report in reversed(self.speech.reports):
            cue = report.cue[0]
            if report.head is None or not 0 <= act.head.sentence - cue.sentence <= 1:
                continue
            if cue.i < act.head.i:
                content = self.document.mention(*report.content)
                draft = _Draft(cue, report.cue, content, report.head, report.speaker, act.rule, 0.7)
                draft.evidence_heads.append(act.head)
                self.drafts.append(draft)
                return

    def finding(self, draft: _Draft) -> Claim:
        """The claim of a draft."""
        trigger = self.document.span(*draft.words)
        return Claim(
            id=finding_id("claim", self.document, trigger, draft.content.start),
            evidence=evidence(self.document, draft.head, *draft.evidence_heads),
            trigger=trigger,
            time=self.times.of(draft.content_head),
            attribution=self.speech.attribution(draft.head),
            confidence=draft.confidence,
            rule=draft.rule,
            content=draft.content,
            claimant=draft.claimant,
            responses=tuple(draft.responses),
            status=status_of(r.response for r in draft.responses),
        )


def _is_that_clause(verb: Token) -> bool:
    if verb.dep not in ("acl", "ccomp", "relcl") or not grammar.is_verb(verb):
        return False
    return any(c.dep == "mark" and c.lower == "that" for c in verb.children)


def status_of(responses: Iterable[Response]) -> ClaimStatus:
    """What the answers amount to; answered both ways is disputed.

    >>> status_of([Response.DENIES]).value
    'denied'
    """
    said = {r for r in responses if r is not Response.DECLINES_COMMENT}
    if not said:
        return ClaimStatus.UNVERIFIED
    if Response.CONTRADICTS in said or (Response.CONFIRMS in said and len(said) > 1):
        return ClaimStatus.DISPUTED
    if Response.CONFIRMS in said:
        return ClaimStatus.CONFIRMED
    return ClaimStatus.DENIED if Response.DENIES in said else ClaimStatus.DISMISSED
