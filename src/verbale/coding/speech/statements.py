"""Statement findings: the reports that are words said by somebody."""

from __future__ import annotations

from verbale.coding.evidence import evidence, finding_id
from verbale.coding.speech.reports import Report, Speech
from verbale.document import Document, Mention
from verbale.findings import Source, Statement

_ALWAYS = frozenset({"speech", "source", "name", "turn"})
_WHEN_QUOTED = frozenset({"position", "manner", "question", "topic", "thought", "accusing"})


def statements_in(document: Document, speech: Speech) -> tuple[Statement, ...]:
    """The statements of a document, in the order of the text."""
    found = [r for r in speech.reports if _is_statement(document, r)]
    return tuple(_statement(document, speech, r) for r in found if not _repeats(r, found))


def _repeats(report: Report, others: list[Report]) -> bool:
    """Whether it only names a topic inside a statement of the same speaker ("said he aims to “...”"), or the words in
    quotation marks are what another cue inside the topic reports ("asked them to lift what it called “a siege”")."""
    if report.family not in ("topic", "naming", "thought"):
        return False
    inner = {q for o in others if o is not report and o.cue and report.covers(o.cue[0].start) for q in o.quotes}
    if report.family == "topic" and report.quotes and inner.issuperset(report.quotes):
        return True
    outer = [o.speaker for o in others if o is not report and o.family in _ALWAYS and o.covers(report.cue[0].start)]
    return any(o is not None and report.speaker is not None and o.id == report.speaker.id for o in outer)


def _is_statement(document: Document, report: Report) -> bool:
    if report.speaker is None or not report.said:
        return False
    if report.cue and document.quotation_at(report.cue[0].start) is not None:
        return False
    if not report.quotes and _is_bare_report(report):
        return False
    if report.family in _ALWAYS:
        return bool(report.quotes) or not (_is_requirement(report) or _is_answer(document, report))
    if report.family in ("naming", "topic"):
        return True
    return report.family in _WHEN_QUOTED and bool(report.quotes)


def _is_bare_report(report: Report) -> bool:
    """Whether nobody but "reports" or "a report" speaks, which makes a claim."""
    head, speaker = report.speaker_head, report.speaker
    bare = speaker is not None and speaker.country is None and not speaker.sectors
    return (
        bare and head is not None and head.lemma in ("report", "rumour", "rumor", "allegation", "talk", "speculation")
    )


def _is_requirement(report: Report) -> bool:
    """Whether it says what must or should be done, which is a position ("insists that the port be settled first")."""
    clause = report.head
    if clause is None or clause.pos not in ("VERB", "AUX") or not report.cue:
        return False
    helpers = {c.lower for c in clause.all("aux", "auxpass")}
    if helpers & {"must", "should"}:
        return True
    subject = clause.child("nsubj", "nsubjpass")
    bare = helpers == {"be"} or (not helpers and clause.tag == "VB")  # "that the port be settled", "that he step aside"
    return bare and clause.dep == "ccomp" and subject is not None and clause.child("mark") is not None


def _is_answer(document: Document, report: Report) -> bool:
    """Whether nothing is said but yes, no, so or otherwise."""
    return document.text[slice(*report.content)].strip().lower() in ("yes", "no", "so", "otherwise", "as much")


def _statement(document: Document, speech: Speech, report: Report) -> Statement:
    assert report.speaker is not None
    trigger = document.span(*report.cue) if report.cue else _name(document, report)
    cue = " ".join(t.lower for t in report.cue) if report.cue else ":"
    return Statement(
        id=finding_id("statement", document, trigger, *report.content),
        evidence=_evidence(document, report),
        trigger=trigger,
        attribution=_outer(speech, report),
        confidence=_confidence(report),
        rule=f"reporting:{report.family}",
        speaker=report.speaker,
        manner=report.manner,
        cue=cue,
        content=document.mention(*report.content),
        quotes=report.quotes,
        addressee=report.addressee,
        occasion=report.occasion,
    )


def _name(document: Document, report: Report) -> Mention:
    if report.speaker_head is not None:
        return document.span(report.speaker_head)
    return document.mention(*report.content)


def _evidence(document: Document, report: Report) -> tuple[Mention, ...]:
    tokens = list(report.cue)
    if report.family == "turn":  # its first sentence stands for a turn of many paragraphs
        first = document.token_at(report.content[0])
        return evidence(document, *([first] if first is not None else []))
    spans = [report.content, *((q.start, q.end) for q in report.quotes)]
    for start, end in spans:
        tokens += document.tokens_in(start, end)
    return evidence(document, *tokens)


def _outer(speech: Speech, report: Report) -> tuple[Source, ...]:
    """The sources around the statement itself, not its own speaker."""
    anchor = report.cue[0] if report.cue else report.speaker_head
    return speech.attribution(anchor) if anchor is not None else ()


def _confidence(report: Report) -> float:
    if not report.certain:
        return 0.5
    if (
        report.family in ("speech", "manner", "name")
        and report.speaker is not None
        and report.speaker.name != "unknown"
    ):
        return 0.9
    return 0.7
