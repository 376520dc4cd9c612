"""The meetings of a dossier as a calendar (RFC 5545): what is planned, expected, confirmed, held or called off.

A meeting keeps its UID for ever, and its SEQUENCE rises with every change of status. Whole days where only days are
known; nothing for a meeting of which not even the week is known, and nothing for one that is only proposed: a calendar
is no place for a guess. Participants are named by `urn:` addresses; no mail address is invented.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from verbale.record.merged import Merged
from verbale.record.standing import NO_REPORT, standing
from verbale.record.wording import line
from verbale.sharing.show import safe, unmasked

if TYPE_CHECKING:
    from icalendar import Event

STATUS = {
    "planned": "TENTATIVE", "expected": "TENTATIVE", "confirmed": "CONFIRMED", "under_way": "CONFIRMED",
    "held": "CONFIRMED", "cancelled": "CANCELLED", "postponed": "CANCELLED", NO_REPORT: "TENTATIVE",
}  # fmt: skip
PARTSTAT = {
    "present": "ACCEPTED", "confirmed": "ACCEPTED", "expected": "TENTATIVE", "invited": "NEEDS-ACTION",
    "declined": "DECLINED", "absent": "DECLINED", "unknown": "NEEDS-ACTION",
}  # fmt: skip
DAYS = frozenset({"instant", "part_of_day", "day"})
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
    return bytes(made.to_ical())


def _dated(record: Merged) -> bool:
    if not record.start or not record.end:
        return False
    days = (date.fromisoformat(record.end) - date.fromisoformat(record.start)).days
    return record.value["time"]["precision"] in DAYS or (
        record.value["time"]["precision"] == "range" and days <= LONGEST
    )


def _event(record: Merged, status: str, link: Link | None) -> Event:
    from icalendar import Event, vGeo, vText, vUri

    value, history = record.value, record.value["status_history"]
    event = Event()
    event.add("uid", f"{record.id}@verbale")
    event.add("sequence", max(len(history) - 1, 0))
    event.add("dtstamp", _moment(max(h["recorded_at"] for h in history)))
    event.add("last-modified", _moment(max(h["recorded_at"] for h in history)))
    _add_time(event, record)
    event.add("summary", safe(line(record, status)))
    event.add("status", STATUS[status])
    event.add("x-verbale-status", vText(status))
    event.add("transp", "TRANSPARENT")
    event.add("categories", sorted({record.kind, value["form"], value["level"]} - {"unknown"}))
    if place := value["place"]:
        event.add("location", safe(place["name"]))
        if place["kind"] in ("city", "venue") and place["lat"] is not None:
            event.add("geo", vGeo((place["lat"], place["lon"])))
    event.add("description", unmasked(_words(value)))
    if link is not None:
        event.add("url", vUri(link(record)))
    for participant in value["participants"]:
        event.add("attendee", _attendee(participant), encode=False)
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


def _attendee(participant: Mapping[str, Any]) -> Any:
    from icalendar import vCalAddress, vText

    actor = participant["actor"]
    made = vCalAddress(f"urn:verbale:actor:{quote(actor['id'], safe=':.-')}")
    made.params["CN"] = vText(safe(actor["name"]))
    made.params["PARTSTAT"] = vText(PARTSTAT[participant["attendance"]])
    made.params["ROLE"] = vText("CHAIR" if participant["role"] == "host" else "REQ-PARTICIPANT")
    return made


def _words(value: Mapping[str, Any]) -> str:
    told = [f"“{w['quote']}” ({w['publisher'] or 'an article'}, {(w['published'] or '')[:10]})" for w in value["words"]]
    return "\n\n".join(told[-5:])


def _moment(recorded: str) -> datetime:
    return datetime.fromisoformat(recorded.replace("Z", "+00:00"))
