"""Claims: what is reported as true without the outlet vouching for it, and what was answered to it.

A claim is made by an accusation or allegation, by reports and rumours, or by a statement that somebody answers or that
nobody could check. An answer ("denied it", "dismissed the report", "called it a lie", "neither confirmed nor denied")
is linked to the claim that stands in its own words, else to the nearest one before. Status says what was answered,
never what is true.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from verbale.codebook import Codebook
from verbale.codebook.answers import Answers, load_answers
from verbale.codebook.reporting import load_reporting
from verbale.coding import grammar
from verbale.coding.acts import Act
from verbale.coding.claims.drafts import Draft, Drafts, is_told_as_fact
from verbale.coding.content_clauses import said_of
from verbale.coding.evidence import evidence, finding_id
from verbale.coding.reality import NEGATION
from verbale.coding.speech import Speech
from verbale.coding.when import Times
from verbale.coding.who import Who
from verbale.document import Document, Token
from verbale.findings import ActorRef, Claim, ClaimResponse
from verbale.terms import ActorKind, ClaimStatus, Response

REACH = 3  # sentences that an answer may look back
_SHORT = 14  # words of a reply that only names the claim ("Sheer fabrication")


def claims_in(
    document: Document, codebook: Codebook, who: Who, times: Times, acts: tuple[Act, ...], speech: Speech
) -> tuple[Claim, ...]:
    """Every claim of the document with the answers to it."""
    words = load_answers(codebook.folder)
    outlets = load_reporting(codebook.folder).nouns["media"]
    coder = _Coder(document, who, times, speech, words, Drafts(document, who, speech, words, outlets))
    return tuple(coder.claims(acts))


@dataclass
class _Coder:
    document: Document
    who: Who
    times: Times
    speech: Speech
    words: Answers
    drafts: Drafts

    def claims(self, acts: Sequence[Act]) -> Iterator[Claim]:
        """Claims first, then answers in reading order, so that an answer may also precede the words it answers."""
        self.drafts.of_acts(acts)
        self.drafts.of_media()
        for act in acts:
            if act.card.finding == "response" or self.waved_off(act):
                self.answer(act)
            elif act.card.finding == "unverified":
                self.unverified(act)
        self.replies()
        self.countering()
        self.told_of_the_accused()
        for token in self.document.tokens:
            if self.words.names(token) and grammar.is_verb(token):
                self.naming(token)
            elif self.words.is_claim_noun(token):
                self.trailing(token)
        kept = (d for d in self.drafts.found if d.responses or d.unverified or _is_serious(d))
        yield from map(self.finding, sorted(kept, key=lambda d: d.head.i))

    def answer(self, act: Act) -> None:
        """Link an answer to its claim; a denial that carries its own clause makes the claim."""
        response = self.response(act)
        actors = self.answerers(act)
        if response is None or not actors or act.reality.conditional:
            return
        draft = (
            self.named_claim(act)
            or self.told_just_now(act, actors)
            or self.own_claim(act, response)
            or self.pointed_at(act, actors)
        )
        if draft is not None:
            for actor in actors:
                self.add(draft, actor, response, act.words, act.head)

    def add(self, draft: Draft, actor: ActorRef, response: Response, words: Sequence[Token], at: Token) -> None:
        """Note an answer; one actor answers a claim in one way only once."""
        own = [r for r in draft.responses if r.actor.id == actor.id]
        if any(r.response == response or r.trigger.start <= at.start < r.trigger.end for r in own):
            return
        draft.responses.append(ClaimResponse(actor, response, self.document.span(*words), self.times.of(at)))
        draft.evidence_heads.append(at)

    def response(self, act: Act) -> Response | None:
        """The card's response; "neither confirmed nor denied" is no comment, "did not dismiss" nothing."""
        response = Response(act.card.response or self.words.trailing(act.head) or Response.DENIES)
        if response in (Response.CONFIRMS, Response.DENIES) and _is_neither(act.head):
            return Response.DECLINES_COMMENT if response is Response.DENIES else None
        negated = act.reality.flags.get(NEGATION)
        own = negated is not None and negated.i in {t.i for t in act.words}  # "would have none of it"
        if negated is not None and not own and response is not Response.DECLINES_COMMENT:
            return None
        return None if response is Response.DECLINES_COMMENT and _is_silent(act.head) else response

    def waved_off(self, act: Act) -> bool:
        """Whether words that else turn down an offer answer what is told: "dismissed talk that the two had met"."""
        told = (o for o in act.role("OBJECT") if self.words.is_claim_noun(o) and o.tag == "NN")
        return act.card.name == "reject" and any(said_of(o) for o in told)

    def answerers(self, act: Act) -> tuple[ActorRef, ...]:
        """Who answers: the subject; of an adjective ("the reports are false") whoever says so."""
        if not grammar.is_verb(act.head) and act.head.pos in ("ADJ", "VERB"):
            around = self.speech.around(act.head)
            return (around[-1].speaker,) if around and around[-1].speaker is not None else ()
        found = [m for head in act.role("ACTOR") for a in self.who.named_by(head) for m in (a.members or (a,))]
        named = tuple(a for a in found if a.kind is not ActorKind.MEDIA)
        heads = act.role("ACTOR")
        told = any(self.words.is_claim_noun(o) or self.words.is_part(o) for o in act.role("OBJECT"))
        if told and not found and heads and heads[0].pos == "NOUN" and not self.words.is_vague(heads[0]):
            span = self.document.span(*grammar.phrase(heads[0]))
            owner = heads[0].child("poss")
            country = next((a.country for a in self.who.named_by(owner) if a.country), None) if owner else None
            return (ActorRef(f"unknown:{heads[0].lemma}", span.quote, ActorKind.UNKNOWN, country, mention=span),)
        return named

    def named_claim(self, act: Act) -> Draft | None:
        """The claim whose own words stand under the answer ("dismissed reports that ...")."""
        if act.role("OBJECT") and all(self.words.points_back(o) for o in act.role("OBJECT")):
            return None  # "disputed that, saying no child was taken": what stands before
        below = {t.i for t in act.head.subtree()}
        heads = {o.i for o in act.role("OBJECT")} | {s.i for s in grammar.subjects(act.head)}
        if act.head.pos == "ADJ" or act.head.dep in ("acomp", "attr"):
            below |= {t.i for t in act.head.head.subtree()}
        drafts = [d for d in self.drafts.found if d.head is not act.head]
        return next((d for d in drafts if d.head.i in heads), None) or next(
            (d for d in drafts if d.head.i in below and not self._is_own(d, act)), None
        )

    def _is_own(self, draft: Draft, act: Act) -> bool:
        return draft.claimant is not None and draft.claimant.id in {a.id for a in self.answerers(act)}

    def told_just_now(self, act: Act, actors: Sequence[ActorRef]) -> Draft | None:
        """The claim or statement just before, where the answer only points back at it or denies a part in it."""
        objects = act.role("OBJECT")
        if any(said_of(o) for o in objects):
            return None
        if act.card.response == "denies" and len(objects) == 1:
            told = self.drafts.told_again(objects[0], act.head, actors)
            if told is not None:
                return told
        if any(grammar.is_verb(o) or (self.words.is_part(o) and o.child("prep")) for o in objects) or not all(
            self.words.is_vague(o) or self.words.is_part(o) for o in objects
        ):
            return None
        if objects and not any(self.words.is_part(o) for o in objects) and act.card.response == "confirms":
            return self.drafts.before(act.head, actors, REACH)
        fact = act.card.response == "contradicts"
        return self.drafts.before(act.head, actors, 1) or self.drafts.of_statement(act.head, actors, fact=fact)

    def own_claim(self, act: Act, response: Response) -> Draft | None:
        """A claim made by the answer itself ("denied that ...", "denied any role"); a confirmation makes none."""
        if response is Response.CONFIRMS or (response is Response.DECLINES_COMMENT and not _is_neither(act.head)):
            return None
        content = self.drafts.content_of(act)
        if content is None or self.words.is_vague(content):
            return None
        if response in (Response.DISMISSES, Response.CONTRADICTS, Response.DOWNPLAYS) and not grammar.is_verb(content):
            return None
        words = grammar.clause(content) if grammar.is_verb(content) else grammar.phrase(content)
        words = [t for t in words if not (t is words[0] and t.lower == "that")]
        if any(t.lower == "such" for t in words[:3]):  # "denied that any such shooting had occurred": the one before
            return None
        span = self.document.span(*words)
        earlier = next((d for d in self.drafts.found if d.content == span), None)
        if earlier is not None:
            return earlier
        told = [o for o in (*act.role("OBJECT"), *grammar.objects(act.head)) if self.words.is_claim_noun(o)]
        draft = Draft(act.head, act.words, span, content, self.drafts.source_of(told), act.rule, 0.7)
        self.drafts.found.append(draft)
        return draft

    def pointed_at(self, act: Act, actors: Iterable[ActorRef]) -> Draft | None:
        """The nearest earlier claim that the answer may point back to, not one's own."""
        return self.drafts.before(act.head, actors, REACH)

    def replies(self) -> None:
        """Answers given in words of their own: "Sheer fabrication," said the general."""
        for report in self.speech.reports:
            if not report.cue or report.speaker is None or report.speaker.kind is ActorKind.MEDIA or not report.said:
                continue
            text = self.document.text[report.content[0] : report.content[1]]
            at = report.cue[0]
            answer = self.words.called(text, at) if len(text.split()) <= _SHORT else None
            if answer is None or any(at.i in {t.i for t in d.words} for d in self.drafts.found):
                continue
            draft = self.drafts.before(at, (report.speaker,), 1)
            if draft is not None:
                self.add(draft, report.speaker, Response(answer), report.cue, at)

    def naming(self, verb: Token) -> None:
        """What a claim is called: "London called it an invention", "termed the report a fairy tale"."""
        actors = tuple(a for s in grammar.subjects(verb) for a in self.who.named_by(s) if a.kind is not ActorKind.MEDIA)
        after = [t for t in grammar.clause(verb) if t.i > verb.i]
        inside = {t.i for t in after}
        told = next((d for d in self.drafts.found if d.head is not verb and d.head.i in inside), None)
        if told is not None:  # "called reports that the two had met a lie"
            after = [t for t in after if not told.content.start <= t.start < told.content.end]
        answer = self.words.called(" ".join(t.lower for t in after), verb) if actors and len(after) <= _SHORT else None
        if answer is None or not any(self.words.is_vague(t) for t in after):
            return
        draft = told or self.drafts.before(verb, actors, 1) or self.drafts.of_statement(verb, actors)
        if draft is not None:
            self.add(draft, actors[0], Response(answer), (verb,), verb)

    def trailing(self, noun: Token) -> None:
        """An answer hung on at the end: ", an assertion Kyiv disputes" (which parsers often misread)."""
        tokens, at = self.document.tokens, noun.i
        if at < 2 or tokens[at - 1].lower not in ("a", "an", "the") or tokens[at - 2].text not in (",", "-", "–"):
            return
        after = [t for t in tokens[at + 1 : at + 8] if t.sentence == noun.sentence]
        verb = next((t for t in after if self.words.trailing(t)), None)
        if verb is None:
            return
        named = (self.who.named_by(t) or tuple(filter(None, (self.who.state_at(t),))) for t in after if t.i < verb.i)
        actors = tuple(a for found in named for a in found)
        draft = self.drafts.before(noun, actors, 0) or self.drafts.of_statement(noun, actors, 0, hung_on=True)
        if actors and draft is not None:
            if draft.content.start < tokens[at - 2].start < draft.content.end:
                draft.content = self.document.mention(draft.content.start, tokens[at - 2].start)
            self.add(draft, actors[0], Response(str(self.words.trailing(verb))), (verb,), verb)

    def countering(self) -> None:
        """Two versions set against each other: "Kyiv said the shot came from the east. Moscow countered that ..."."""
        for report in self.speech.reports:
            if not report.cue or report.speaker is None or not self.words.counters(report.cue[0]):
                continue
            if not (report.said and report.head is not None and is_told_as_fact(report.head)):
                continue
            known = self.drafts.before(report.cue[0], (report.speaker,), 1)
            draft = known or self.drafts.of_statement(report.cue[0], (report.speaker,), fact=True)
            if draft is not None:
                self.add(draft, report.speaker, Response.CONTRADICTS, report.cue, report.cue[0])
                self.drafts.of_report(report)

    def told_of_the_accused(self) -> None:
        """What the accused says to it right behind: "blamed the rebels, who said they had no guns there"."""
        replies = [r for r in self.speech.reports if r.cue and r.cue[0].dep == "relcl" and r.said and r.speaker]
        for report in replies:
            accused, verb = report.cue[0].head, report.cue[0]
            draft = next((d for d in self.drafts.found if accused in grammar.objects(d.head)), None)
            if draft is None or verb.lemma not in self.words.stating or not _denies_something(report.head):
                continue
            for actor in self.who.named_by(accused)[:1]:
                self.add(draft, actor, Response.CONTRADICTS, report.cue, verb)

    def unverified(self, act: Act) -> None:
        """ "The claim could not be verified": what was said just before is a claim."""
        if _is_neither(act.head):
            return
        earlier = self.drafts.before(act.head, (), 1) or self.drafts.of_statement(act.head, ())
        if earlier is not None:
            earlier.unverified = True
            earlier.evidence_heads.append(act.head)

    def finding(self, draft: Draft) -> Claim:
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


def _is_serious(draft: Draft) -> bool:
    """Whether an unanswered claim has a claimant with a side, or none at all ("reports")."""
    claimant = draft.claimant
    return claimant is None or claimant.country is not None or claimant.kind is not ActorKind.PEOPLE


def _is_silent(verb: Token) -> bool:
    """Whether nothing was answered so far: "has not commented", unlike "would not comment"."""
    helpers = {c.lower for c in verb.all("aux")}
    return bool(helpers & {"has", "have", "had"}) and not helpers & {"would", "could"} and verb.child("neg") is not None


def _denies_something(verb: Token | None) -> bool:
    """Whether a clause says that something is not so ("had no guns", "never fired")."""
    if verb is None or not is_told_as_fact(verb):
        return False
    near = [verb, *verb.children, *(c for o in grammar.objects(verb) for c in o.children)]
    return any(t.dep == "neg" or t.lower in ("no", "never", "nothing", "nobody", "none") for t in near)


def _is_neither(verb: Token) -> bool:
    """Whether the verb stands in "neither confirmed nor denied"."""
    first = grammar.first_conjunct(verb)
    pair = [first, *grammar.coordinated(first)]
    below = [c for t in pair for c in t.children]
    return any(c.lower in ("neither", "nor") for c in below)


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
