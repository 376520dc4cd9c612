"""A reading for a person at a terminal: findings grouped by kind, each with its own words.

Everything from the article is escaped: neither markup nor control characters of a hostile text reach the terminal.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.text import Text

from verbale.document import Mention
from verbale.findings import (
    ActorRef,
    Claim,
    Count,
    Finding,
    Meeting,
    Place,
    Position,
    Reading,
    Statement,
    Time,
    Violence,
)
from verbale.sharing.safe import safe
from verbale.terms import Attendance, MeetingStatus, Precision, Role

_OPENING = frozenset('“„«"')
_DOT = " [dim]·[/dim] "
_MARKS = {
    MeetingStatus.HELD: "●", MeetingStatus.UNDER_WAY: "◐", MeetingStatus.CANCELLED: "✕", MeetingStatus.POSTPONED: "↷",
    MeetingStatus.DID_NOT_HAPPEN: "✕",
}  # fmt: skip


def rendered(reading: Reading, width: int = 100, color: bool = False) -> str:
    """The reading as text of `width` columns."""
    console = Console(file=io.StringIO(), width=width, force_terminal=color, color_system="standard" if color else None)
    for line in _lines(reading):
        console.print(line, highlight=False)
    lines = str(console.file.getvalue()).splitlines()  # type: ignore[attr-defined]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _lines(reading: Reading) -> Iterator[Text | Padding | str]:
    document = reading.document
    yield Text(safe(document.title or "(no title)"), style="bold")
    yield Text(" · ".join(filter(None, (safe(document.publisher or ""), document.published or "no date"))), style="dim")
    groups: Sequence[tuple[str, Iterable[tuple[Finding, str]]]] = (
        ("Meetings", ((m, _meeting(m)) for m in reading.meetings)),
        ("Statements", ((s, _statement(s)) for s in reading.statements)),
        ("Positions", ((p, _position(p)) for p in reading.positions)),
        ("Claims", ((c, _claim(c)) for c in reading.claims)),
        ("Violence", ((v, _violence(v)) for v in reading.violence)),
    )
    for heading, found in groups:
        rows = list(found)
        if rows:
            yield ""
            yield Text(f"{heading} ({len(rows)})", style="bold underline")
        for finding, line in rows:
            yield from _row(finding, line)
    if not reading.findings():
        yield ""
        yield "Nothing found: no meeting, statement, position, claim or act in this text."
    for warning in reading.warnings:
        yield ""
        yield Text(f"! {safe(warning.message)}", style="yellow")


def _row(finding: Finding, line: str) -> Iterator[Padding]:
    yield Padding(Text.from_markup(line), (0, 0, 0, 2))
    said_by = _sources(finding)
    words = safe(_words(finding))
    if words[:1] not in _OPENING:
        words = f"“{words}”"
    told = Text(words, style="italic").append(f" — {said_by}" if said_by else "", style="not italic")
    yield Padding(told.append(f"  {finding.id}", style="dim not italic"), (0, 0, 0, 4))


def _words(finding: Finding) -> str:
    if isinstance(finding, (Statement, Claim)):
        return finding.content.quote
    return finding.evidence[0].quote if finding.evidence else finding.trigger.quote


def _sources(finding: Finding) -> str:
    return ", ".join(
        f"according to {safe(_name(s.actor) if s.actor else s.mention.quote)}" for s in finding.attribution[-1:]
    )


def _meeting(m: Meeting) -> str:
    there = [p for p in m.participants if p.attendance not in (Attendance.DECLINED, Attendance.ABSENT)]
    who = ", ".join(
        _name(p.actor) + (f" ({p.role.value})" if p.role in (Role.HOST, Role.MEDIATOR) else "") for p in there
    )
    parts = [
        f"{_MARKS.get(m.status, '○')} [bold]{_label(m.status.value)}[/bold]",
        when(m.time),
        escape(where(m.place)),
        escape(who),
    ]
    for attendance in (Attendance.DECLINED, Attendance.ABSENT):
        away = [_name(p.actor) for p in m.participants if p.attendance is attendance]
        if away:
            parts.append(f"{attendance.value}: " + escape(", ".join(away)))
    form = "" if m.form.value == "unknown" else m.form.value
    return _DOT.join(filter(None, (*parts, f"[dim]{form}[/dim]" if form else "")))


def _statement(s: Statement) -> str:
    quotes = ", ".join(f"“{safe(q.quote)}”" for q in s.quotes) if s.manner.value == "mixed" else ""
    return _DOT.join(
        filter(
            None,
            (f"[bold]{escape(_name(s.speaker))}[/bold]", f"{s.manner.value} ({escape(safe(s.cue))})", escape(quotes)),
        )
    )


def _position(p: Position) -> str:
    moved = "" if p.movement.value == "stated" else f"({p.movement.value})"
    since = f"since {when(p.since)}" if p.since and p.since.start else ""
    toward = f"toward {escape(_name(p.toward))}" if p.toward else ""
    issue = f"[cyan]{_label(p.issue)}[/cyan]" if p.issue else ""
    told = f"[bold]{escape(_name(p.holder))}[/bold] {_label(p.stance.value)}"
    wanted = escape(safe(p.object.quote))
    return _DOT.join(filter(None, (told, f"{issue}: {wanted}" if issue else wanted, toward, since, moved)))


def _claim(c: Claim) -> str:
    answers = ", ".join(f"{_name(r.actor)} {_label(r.response.value)}" for r in c.responses)
    return _DOT.join(
        filter(
            None,
            (
                f"[bold]{escape(_name(c.claimant)) if c.claimant else 'unattributed'}[/bold]",
                c.status.value,
                escape(answers),
            ),
        )
    )


def _violence(v: Violence) -> str:
    by = ", ".join(map(_name, v.actors)) or "unnamed attackers"
    on = ", ".join(map(_name, v.targets))
    tolls = (("dead", v.dead), ("injured", v.injured), ("captured", v.captured))
    numbers = ", ".join(f"{_number(c)} {word}" for word, c in tolls if c)
    told = f"[bold]{escape(by)}[/bold]" + (f" on {escape(on)}" if on else "")
    return _DOT.join(filter(None, (told, numbers, when(v.time), escape(where(v.place)))))


def when(time: Time | None) -> str:
    """An interval for the eye: a day, a month, or both ends."""
    if time is None or not (time.start or time.end):
        return ""
    if time.start == time.end and time.start:
        return time.start.isoformat() + (f" {time.clock}" if time.clock else "")
    if time.precision is Precision.MONTH and time.start:
        return time.start.isoformat()[:7]
    if time.precision is Precision.YEAR and time.start:
        return time.start.isoformat()[:4]
    return f"{time.start or '…'} to {time.end or '…'}"


def where(place: Place | None) -> str:
    """A place with its country, and who disputes it."""
    if place is None:
        return ""
    country = f" ({place.country})" if place.country and place.country != place.name else ""
    return safe(place.name) + country + (f", {safe(place.contested)}" if place.contested else "")


def _name(actor: ActorRef | None) -> str:
    return safe(actor.name) if actor else "unknown"


def _label(value: str) -> str:
    return value.replace("_", " ")


def _number(count: Count) -> str:
    if count.low == count.high:
        return str(count.low)
    return (
        f"at least {count.low}"
        if count.high is None
        else f"up to {count.high}"
        if count.low is None
        else f"{count.low}-{count.high}"
    )


def excerpt(mention: Mention, text: str, around: int = 60) -> str:
    """The mention in its surroundings, for `explain`."""
    before, after = text[max(0, mention.start - around) : mention.start], text[mention.end : mention.end + around]
    return f"… {safe(before)} [[{safe(mention.quote)}]] {safe(after)} …"
