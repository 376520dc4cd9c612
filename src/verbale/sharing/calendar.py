"""The meetings of a dossier as a calendar (RFC 5545): what is planned, expected, confirmed, held or called off.

A meeting keeps its UID for ever, and its SEQUENCE rises with every change of status. Whole days where only days are
known; nothing for a meeting of which not even the week is known, and nothing for one that is only proposed: a calendar
is no place for a guess. Participants are named by `urn:` addresses; no mail address is invented.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from verbale.record.merged import Merged
from verbale.record.standing import NO_REPORT, standing
from verbale.record.wording import line
from verbale.sharing.safe import safe, unmasked

if TYPE_CHECKING:
    from icalendar import Calendar, Event

STATUS = {
    "planned": "TENTATIVE", "expected": "TENTATIVE", "confirmed": "CONFIRMED", "under_way": "CONFIRMED",
    "held": "CONFIRMED", "cancelled": "CANCELLED", "postponed": "CANCELLED", NO_REPORT: "TENTATIVE",
}  # fmt: skip
PARTSTAT = {
    "present": "ACCEPTED", "confirmed": "ACCEPTED", "expected": "TENTATIVE", "invited": "NEEDS-ACTION",
    "declined": "DECLINED", "absent": "DECLINED", "unknown": "NEEDS-ACTION",
}  # fmt: skip
DAYS = frozenset({"instant", "part_of_day", "day"})
LINE = 75  # octets, from which on a line is folded
LINES = 4096  # lines and attendees that are remembered
LONGEST = 14  # days: a longer interval says when a meeting may be, not when it is
Link = Callable[[Merged], str]


def calendar(name: str, records: Iterable[Merged], *, day: date, link: Link | None = None) -> bytes:
    """The calendar file; `link` gives the address of a record's page. The same records give the same bytes."""
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", "-//Verbale//Record of negotiations//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", safe(name))
    for record in sorted(records, key=lambda r: (r.start or "", r.id)):
        status = standing(record, day)
        if record.kind == "meeting" and record.status != "proposed" and status in STATUS and _dated(record):
            made.add_component(_event(record, str(status), link))
    return _written(made)


def _written(made: Calendar) -> bytes:
    """The lines of the file; only long ones need folding, each once: a minister attends often."""
    fold = functools.lru_cache(LINES)(lambda line: line.to_ical())
    lines = ((line, line.encode()) for line in made.content_lines() if line)
    return b"\r\n".join(plain if len(plain) < LINE else fold(line) for line, plain in lines) + b"\r\n"


def _dated(record: Merged) -> bool:
    if not record.start or not record.end:
        return False
    days = (date.fromisoformat(record.end) - date.fromisoformat(record.start)).days
    return record.value["time"]["precision"] in DAYS or (
        record.value["time"]["precision"] == "range" and days <= LONGEST
    )


def _event(record: Merged, status: str, link: Link | None) -> Event:
    from icalendar import Event, vGeo, vInt, vText, vUri

    value, history = record.value, record.value["status_history"]
    event = Event()
    changed = _moment(max(h["recorded_at"] for h in history))
    told = {
        "uid": vText(f"{record.id}@verbale"), "sequence": vInt(max(len(history) - 1, 0)), "dtstamp": changed,
        "last-modified": changed, "summary": vText(safe(line(record, status))), "status": _word(STATUS[status]),
        "x-verbale-status": _word(status), "transp": _word("TRANSPARENT"),
        "description": vText(unmasked(_words(value))),
    }  # fmt: skip
    for name, property in told.items():
        event.add(name, property, encode=False)
    _add_time(event, record)
    event.add("categories", sorted({record.kind, value["form"], value["level"]} - {"unknown"}))
    if place := value["place"]:
        event.add("location", vText(safe(place["name"])), encode=False)
        if place["kind"] in ("city", "venue") and place["lat"] is not None:
            event.add("geo", vGeo((place["lat"], place["lon"])))
    if link is not None:
        event.add("url", vUri(link(record)), encode=False)
    for one in value["participants"]:
        seat = _attendee(one["actor"]["id"], one["actor"]["name"], one["attendance"], one["role"])
        event.add("attendee", seat, encode=False)
    return event


def _add_time(event: Event, record: Merged) -> None:
    """A stated clock time has no zone: it is local to the place. Days end with the day after, which is not meant."""
    start, end = date.fromisoformat(str(record.start)), date.fromisoformat(str(record.end))
    clock = record.value["time"].get("clock")
    if clock and start == end:
        event.add("dtstart", datetime.fromisoformat(f"{start}T{clock}"))
        event.add("dtend", datetime.fromisoformat(f"{start}T{clock}") + timedelta(hours=1))
        return
    event.add("dtstart", start)
    event.add("dtend", end + timedelta(days=1))


@functools.lru_cache(LINES)
def _attendee(id: str, name: str, attendance: str, role: str) -> Any:
    from icalendar import vCalAddress, vText

    made = vCalAddress(f"urn:verbale:actor:{quote(id, safe=':.-')}")
    made.params["CN"] = vText(safe(name))
    made.params["PARTSTAT"] = vText(PARTSTAT[attendance])
    made.params["ROLE"] = vText("CHAIR" if role == "host" else "REQ-PARTICIPANT")
    return made


@functools.cache
def _word(word: str) -> Any:
    """A word of a closed list as a property."""
    from icalendar import vText

    return vText(word)


def _words(value: Mapping[str, Any]) -> str:
    told = [f"“{w['quote']}” ({w['publisher'] or 'an article'}, {(w['published'] or '')[:10]})" for w in value["words"]]
    return "\n\n".join(told[-5:])


def _moment(recorded: str) -> Any:
    from icalendar import vDDDTypes

    return vDDDTypes(datetime.fromisoformat(recorded.replace("Z", "+00:00")))
