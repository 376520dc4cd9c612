"""The reading of reported speech: frames, quotations and turns made into reports, each with its speaker."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from verbale.codebook import Codebook
from verbale.codebook.reporting import Reporting, load_reporting
from verbale.coding.reality import Realities
from verbale.coding.speech.asides import asides, parentheses
from verbale.coding.speech.frames import frames
from verbale.coding.speech.outlet import is_own
from verbale.coding.speech.quoting import MARKS, Attacher, Quoted, is_name, sentence_like
from verbale.coding.speech.reports import Report, Speech
from verbale.coding.speech.spans import FINITE, Frame
from verbale.coding.speech.speakers import Speakers, Who
from verbale.coding.speech.turns import Turn, turns
from verbale.document import Document, Quotation, Token
from verbale.findings import ActorRef, Source
from verbale.terms import Manner

_UNSAID = frozenset({"negation", "future", "expected", "hypothetical", "condition", "proposal", "denial"})
_UNASSERTED_NOUNS = frozenset({"denial"})
_DIRECT_SHARE = 0.85
_STOPS = frozenset(".!?;")


def speech_in(document: Document, codebook: Codebook, who: Who, reality: Realities) -> Speech:
    """The speech layer of a document."""
    return _Reader(document, load_reporting(codebook.folder), who, reality).read()


class _Reader:
    def __init__(self, document: Document, reporting: Reporting, who: Who, reality: Realities) -> None:
        self._document, self._reality = document, reality
        self._reporting, self._who = reporting, who
        self._speakers = Speakers(document, who, reporting)

    def read(self) -> Speech:
        quoted = Attacher(self._document, self._reporting).attach()
        by_cue = {id(q.cue[0]): q for q in quoted if q.cue}
        inside = list(parentheses(self._document, self._reporting))
        inverted = {f.verb.i for f in inside}
        found = [f for f in frames(self._document, self._reporting) if f.verb.i not in inverted] + inside
        found += asides(self._document, self._reporting, {f.verb.i for f in found if f.family != "topic"})
        owners = {q.start: own.cue[0] for own in quoted if own.cue for q in own.quotations}
        found = [f for f in found if not self._is_anothers(f, owners)]
        reports = [self._from_frame(f, by_cue.pop(id(f.verb), None)) for f in found]
        known = {id(t) for r in reports for t in r.cue}
        reports += [self._from_quoted(q) for q in quoted if not q.cue or id(q.cue[0]) not in known]
        reports += [self._from_turn(t) for t in turns(self._document, self._who, self._reporting)]
        ordered = sorted(reports, key=lambda r: r.cue[0].start if r.cue else r.content[0])
        kept = [r for r in ordered if r.quotes or self._stands_unquoted(r)]
        return Speech(self._with_free_quotes(self._chained(kept)))

    def _is_anothers(self, frame: Frame, owners: Mapping[int, Token]) -> bool:
        """Whether the clause is a quotation that a nearer cue introduces ("admitted it, writing: “I did.”")."""
        q = self._document.quotation_at(frame.head.start)
        if q is None or q.start <= frame.verb.start < q.end:
            return False
        return owners.get(q.start, frame.verb) is not frame.verb

    def _stands_unquoted(self, report: Report) -> bool:
        """Whether a report counts without quotation marks: of a name or a topic some, and none of the outlet's own."""
        if report.cue and is_own(report.speaker_head, self._reporting):
            return False
        if report.family == "topic":
            if len(report.cue) == 1 and not _is_news(report.head):
                return False
            if any(t.head is not report.cue[0] for t in report.cue[1:]):
                return False
            phrase = " ".join((report.cue[0].lemma, *(t.lower for t in report.cue[1:])))
            return phrase in self._reporting.verbs["plain_topic"]
        if report.family == "naming":
            return report.speaker is not None and report.cue[0].lemma in self._reporting.verbs["plain_naming"]
        return True

    # ---------------------------------------------------------------- one report

    def _from_frame(self, frame: Frame, quoted: Quoted | None) -> Report:
        content = self._whole_quotations(frame.start, frame.end)
        own = list(quoted.quotations) if quoted else self._rest_of_split(frame)
        if own:
            content = self._widened(frame, content, own)
        spans = [
            q for q in self._document.quotations
            if q in own or (content[0] <= q.start < content[1] and not q.start <= frame.verb.start < q.end
                            and not self._is_term(q, frame.verb))
        ]  # fmt: skip
        speaker = frame.speaker or (quoted.speaker if quoted else None)
        direct = self._is_direct(content, spans, own)
        trails = frame.start < frame.verb.start and frame.verb.lemma in self._reporting.verbs["trailing"]
        uttered = frame.end <= frame.verb.start and frame.verb.lemma in self._reporting.verbs["uttering"]
        said = (frame.family == "position" and trails) or (frame.family == "manner" and uttered)
        family = "speech" if said else frame.family
        return self._report(frame.cue, family, speaker, content, frame.head, spans, direct=direct)

    def _is_term(self, q: Quotation, verb: Token) -> bool:
        """Whether the marks set off a name or a word that is spoken of: the film “The Lake”, the word “truce”."""
        words = self._document.text[q.start : q.end]
        before = self._document.tokens_in(max(0, q.start - 30), q.start - 1)
        cue = next(
            (t for t in reversed(before) if t.text not in MARKS and t.lower not in ("the", "a", "an", ",")), None
        )
        if cue is None or cue is verb or cue.tag in FINITE or cue.child("nsubj") is not None:
            return is_name(words)  # "what he termed “a warm talk”" is his word
        return is_name(words) or self._reporting.noun("title", cue)

    def _rest_of_split(self, frame: Frame) -> list[Quotation]:
        """The quoted end of an indirect sentence that the cue splits ("He died, she said, “like a coward”")."""
        if frame.end > frame.verb.start:
            return []
        sentence = self._document.sentences[frame.verb.sentence]
        for q in self._document.quotations:
            if (
                frame.verb.end < q.start < sentence.end
                and self._document.text[frame.verb.end : q.start].rstrip()[-2:-1] == ","
            ):
                return [q]
        return []

    def _from_quoted(self, quoted: Quoted) -> Report:
        first = quoted.quotations[0]
        end = max(q.end for q in quoted.quotations if self._contiguous(first, q, quoted.cue))
        family = "name" if not quoted.cue else self._family(quoted.cue[0])
        start, thing = first.start, quoted.cue[0].child("dobj") if family == "naming" else None
        if thing is not None:  # "called the plan “dead on arrival”"
            start = min(t.start for t in thing.subtree())
        tokens = self._document.tokens_in(first.start, first.end)
        head = next((t for t in tokens if t.head is t or not first.start <= t.head.start < first.end), None)
        report = self._report(
            quoted.cue, family, quoted.speaker, (start, end), head, quoted.quotations, direct=thing is None
        )
        return replace(report, certain=quoted.certain)

    def _from_turn(self, turn: Turn) -> Report:
        source = self._speakers.source(turn.head, turn.speaker, (turn.head,))
        return Report(
            (), "turn", turn.speaker, turn.head, Manner.DIRECT, (turn.start, turn.end), None, sources=(source,)
        )  # fmt: skip

    def _family(self, verb: Token) -> str:
        names = ("speech", "position", "question", "thought", "manner", "naming")
        return next((f for f in names if self._reporting.verb(f, verb) is not None), "manner")

    def _report(
        self, cue: tuple[Token, ...], family: str, head: Token | None, content: tuple[int, int],
        content_head: Token | None, spans: Sequence[Quotation], *, direct: bool,
    ) -> Report:  # fmt: skip
        speaker = self._speakers.actor(head)
        verb = cue[0] if cue else None
        manner = Manner.DIRECT if direct else Manner.MIXED if spans else Manner.INDIRECT
        if direct and spans:
            content = self._inside_marks(content, spans)
        mentions = tuple(self._document.mention(q.start, q.end) for q in spans)
        return Report(
            cue, family, speaker, head, manner, content, content_head, mentions,
            self._speakers.addressee(verb) if verb is not None and family != "source" else None,
            self._speakers.occasion(verb) if verb is not None else None,
            verb is None or not self._unsaid(verb), True, self._sources(cue, head, speaker),
        )  # fmt: skip

    def _sources(self, cue: tuple[Token, ...], head: Token | None, speaker: ActorRef | None) -> tuple[Source, ...]:
        if not cue:
            return (self._speakers.source(head, speaker, (head,)),) if head is not None else ()
        outer = self._speakers.source(head, speaker, cue)
        cited = self._speakers.cited(cue[0])
        if cited is None:
            return (outer,)
        return outer, self._speakers.source(cited, self._speakers.actor(cited), (cited.head,))

    def _unsaid(self, verb: Token) -> bool:
        if verb.pos not in ("VERB", "AUX"):
            return verb.lemma in _UNASSERTED_NOUNS or any(c.dep == "det" and c.lower == "no" for c in verb.children)
        flags = {family for family, cue in self._reality.of(verb).flags.items() if self._bears(cue, verb)}
        if any(c.dep == "advmod" and c.lower == "only" for c in verb.children):
            return "negation" in flags  # "would only say that ..."
        return bool(flags & _UNSAID)

    def _bears(self, cue: Token, verb: Token) -> bool:
        """Whether a cue says something of the reporting verb rather than of a clause that it stands beside."""
        return cue.head is verb or (cue.i < verb.i and ";" not in self._document.text[cue.end : verb.start])

    # ---------------------------------------------------------------- spans

    def _whole_quotations(self, start: int, end: int) -> tuple[int, int]:
        """The span widened to the end of a quotation that it cuts, and to its closing mark."""
        text = self._document.text
        for q in self._document.quotations:
            if q.start < end <= q.end + 1 and start < q.end:
                closing = q.closed and q.end < len(text) and text[q.end] in MARKS
                end = max(end, q.end + (1 if closing and not q.start <= start else 0))
            if q.start == start + 1 or q.start <= start < q.end:
                continue
        return start, end

    def _widened(self, frame: Frame, content: tuple[int, int], own: Sequence[Quotation]) -> tuple[int, int]:
        """The content together with the quotations of its cue that stand with it."""
        near = [q for q in own if self._contiguous(own[0], q, frame.cue)]
        quoted = sum(max(0, min(q.end, content[1]) - max(q.start, content[0])) for q in near)
        mostly_quoted = quoted >= (content[1] - content[0]) * _DIRECT_SHARE
        before = frame.end <= near[0].start
        if (
            before
            and not mostly_quoted
            and (frame.verb.end <= frame.start or frame.end <= frame.verb.start < near[0].start)
        ):
            return frame.start, near[-1].end + (1 if near[-1].closed else 0)
        lead = self._document.tokens_in(content[0], near[0].start)
        if frame.verb.end <= frame.start and not mostly_quoted and any(t.tag in FINITE for t in lead):
            return content[0], max(content[1], near[-1].end)
        if mostly_quoted or sentence_like(self._document.text, near[0]) or near[-1].end <= content[0]:
            return near[0].start, near[-1].end
        return min(content[0], near[0].start), max(content[1], near[-1].end)

    def _contiguous(self, first: Quotation, other: Quotation, cue: Sequence[Token]) -> bool:
        """Whether two quotations of one cue stand in one sentence with it, or side by side."""
        if other is first:
            return True
        between = self._document.text[first.end : other.start]
        if len(between) < 4 or not cue:
            return True
        ends = any(t.text in _STOPS for t in self._document.tokens_in(first.end, other.start))
        return not ends and "\n" not in between

    def _is_direct(self, content: tuple[int, int], spans: Sequence[Quotation], own: Sequence[Quotation]) -> bool:
        if not spans:
            return False
        if own and content[0] >= own[0].start and sentence_like(self._document.text, own[0]):
            return True
        quoted = sum(max(0, min(q.end, content[1]) - max(q.start, content[0])) for q in spans)
        whole = quoted >= (content[1] - content[0] - 2) * _DIRECT_SHARE
        return whole and any(sentence_like(self._document.text, q) or self._has_clause(q) for q in spans)

    def _has_clause(self, q: Quotation) -> bool:
        """Whether a subject with its verb stands in the quotation."""
        tokens = self._document.tokens_in(q.start, q.end)
        return any(t.dep in ("nsubj", "nsubjpass") and q.start <= t.head.start < q.end for t in tokens)

    def _inside_marks(self, content: tuple[int, int], spans: Sequence[Quotation]) -> tuple[int, int]:
        start, end = content
        first, last = spans[0], spans[-1]
        return (first.start if abs(first.start - start) < 3 else start), (last.end if abs(last.end - end) < 4 else end)

    # ---------------------------------------------------------------- chains

    def _chained(self, reports: list[Report]) -> list[Report]:
        """Unresolved "he", "she", "they" beside a report of somebody just before get that speaker."""
        found: list[Report] = []
        for report in reports:
            before = found[-1] if found else None
            if before is not None and self._carries_on(before, report):
                mention = report.speaker.mention if report.speaker else None
                speaker = replace(before.speaker, mention=mention) if before.speaker else None
                sources = tuple(replace(s, actor=speaker) if s.actor is report.speaker else s for s in report.sources)
                report = replace(report, speaker=speaker, sources=sources)
            found.append(report)
        return found

    def _carries_on(self, before: Report, report: Report) -> bool:
        head = report.speaker_head
        if (
            head is None
            or head.lower not in ("he", "she")
            or report.speaker is None
            or report.speaker.name != "unknown"
        ):
            return False
        if before.speaker is None or before.speaker.name == "unknown" or not before.cue or not report.cue:
            return False
        inside = before.content[0] <= head.start < before.content[1]
        return not inside and report.cue[0].sentence - before.cue[0].sentence <= 3

    def _with_free_quotes(self, reports: list[Report]) -> list[Report]:
        """Quotations of the sentence after a report that have no cue of their own go on with that report."""
        taken = {q.start for r in reports for q in r.quotes}
        for q in self._document.quotations:
            if q.start in taken:
                continue
            at = self._continued(reports, q)
            if at is not None:
                more = self._document.mention(q.start, q.end)
                manner = reports[at].manner if reports[at].manner is not Manner.INDIRECT else Manner.MIXED
                reports[at] = replace(reports[at], quotes=(*reports[at].quotes, more), manner=manner)
        return reports

    def _continued(self, reports: list[Report], q: Quotation) -> int | None:
        token = self._document.token_at(q.start)
        if token is None or len(self._document.text[q.start : q.end].split()) < 3:
            return None
        if any(r.cue and r.cue[0].sentence == token.sentence for r in reports):
            return None
        before = [i for i, r in enumerate(reports) if r.cue and r.cue[0].sentence == token.sentence - 1 and r.said]
        spoken = [i for i in before if reports[i].family in ("speech", "naming", "manner") and reports[i].speaker]
        same = [i for i in spoken if "\n" not in self._document.text[reports[i].cue[0].end : q.start]]
        return same[0] if same else None


def _is_news(topic: Token | None) -> bool:
    """Whether the noun tells a thing as new ("described executions", not "described the scene")."""
    if topic is None or topic.pos != "NOUN":
        return False
    return all(c.dep not in ("det", "poss") or c.lower in ("a", "an") for c in topic.children)
