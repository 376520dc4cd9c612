"""The timeline of a dossier: four lanes, one mark a row; an interval is drawn as an interval, never as a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from markupsafe import Markup

from verbale.sharing.web.charts.svg import element, joined

Row = Mapping[str, Any]
LANES = ("meeting", "position", "claim", "violence")
LABELS = {"meeting": "Meetings", "position": "Positions", "claim": "Claims", "violence": "Violence"}
HOLLOW = frozenset({"planned", "expected", "proposed", "confirmed", "no_report_since", "postponed"})
STRUCK = frozenset({"cancelled", "did_not_happen", "postponed"})
WIDTH, LEFT, STEP, DEEP = 1100, 90, 13, 9  # pixels of the drawing, of its margin, of a level; most levels of a lane
MOST, BIN = 300, 8  # marks of a lane before they are counted instead; pixels that are counted together
BARS = 46  # pixels of the highest bar
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Scale:
    """Days to pixels, from `first` to `last`, both shown whole."""

    first: date
    last: date

    def day(self, x: float) -> date:
        """The day that covers a place of the drawing."""
        days = (self.last - self.first).days + 1
        return self.first + timedelta(days=min(max(int((x - LEFT) / (WIDTH - LEFT - 10) * days), 0), days - 1))

    def x(self, day: date) -> float:
        """Where a day begins."""
        days = (self.last - self.first).days + 1
        return LEFT + (WIDTH - LEFT - 10) * (day - self.first).days / days


def timeline(
    rows: Sequence[Row], first: date, last: date, today: date, link: Callable[[Row], str],
    zoom: Callable[[str, date, date], str] = lambda kind, first, last: f"?kind={kind}&since={first}&until={last}",
) -> Markup:  # fmt: skip
    """The drawing of the rows that touch [first, last]; `link` gives the address of a row.

    A lane of more than MOST rows is drawn as bars, each with the number of rows that begin in its days; `zoom` gives
    the address of a kind of rows within two days.
    """
    scale = Scale(first, last)
    parts: list[Markup] = []
    top = 26.0
    for lane in LANES:
        inside = [r for r in rows if r["kind"] == lane and _touches(r, first, last)]
        placed = [] if len(inside) > MOST else list(_levels(inside, scale))
        deep = min(max((level for _, level in placed), default=0) + 1, DEEP)
        height = BARS + 14.0 if len(inside) > MOST else deep * STEP + 14.0
        parts.append(element("text", LABELS[lane], x=4, y=top + 16, class_="lane"))
        parts.append(
            element(
                "text",
                LABELS[lane],
                x=WIDTH - 4,
                y=top + 11,
                text_anchor="end",
                aria_hidden="true",
                class_="lane again",
            )
        )  # on a phone the drawing opens at its end
        parts.append(element("line", "", x1=LEFT, x2=WIDTH, y1=top + height, y2=top + height, class_="rule"))
        if len(inside) > MOST:
            parts += _bars(lane, inside, scale, top + height, zoom)
        parts += [_mark(r, scale, top + 12 + min(level, DEEP - 1) * STEP, link(r)) for r, level in placed]
        top += height
    axis = [_tick(day, label, scale, top) for day, label in _ticks(first, last)]
    now = []
    if first <= today <= last:
        now = [element("line", "", x1=scale.x(today), x2=scale.x(today), y1=18, y2=top, class_="today")]
    box = f"0 0 {WIDTH} {int(top) + 6}"
    return element("svg", joined([*axis, *now, *parts]), viewBox=box, class_="timeline", role="group",
                   aria_label=f"Timeline from {first} to {last}")  # fmt: skip


def _bars(
    lane: str, rows: Sequence[Row], scale: Scale, bottom: float, zoom: Callable[[str, date, date], str]
) -> Iterator[Markup]:
    counts = Counter(
        int((scale.x(max(_days(r, scale.first, scale.last)[0], scale.first)) - LEFT) // BIN) for r in rows
    )  # fmt: skip
    most = max(counts.values())
    for place, count in sorted(counts.items()):
        x = LEFT + place * BIN
        days = scale.day(x + 0.01), scale.day(x + BIN - 0.01)
        high = max(BARS * count / most, 2.0)
        told = element("title", f"{count} from {days[0]} to {days[1]}")
        bar = element("rect", "", x=x, y=bottom - high, width=BIN - 1, height=high, class_=f"{lane} bar")
        yield element(
            "a",
            joined([bar, told]),
            href=zoom(lane, *days),
            aria_label=f"{LABELS[lane]}: {count} from {days[0]} to {days[1]}",
        )


def span_of(rows: Sequence[Row], today: date) -> tuple[date, date]:
    """The days that all rows need, with a little room; the year around today where there are none."""
    days = [date.fromisoformat(d[:10]) for r in rows for d in (r["start"] or r["at"], r["end"] or r["at"]) if d]
    if not days:
        return today - timedelta(days=180), today + timedelta(days=180)
    room = max(timedelta(days=2), (max(days) - min(days)) / 40)
    return min(days) - room, max(days) + room


def _touches(row: Row, first: date, last: date) -> bool:
    start, end = _days(row, first, last)
    return start <= last and first <= end


def _days(row: Row, first: date, last: date) -> tuple[date, date]:
    """The first and last day of a row; an open end runs to the edge of the drawing."""
    start, end = row["start"], row["end"]
    if start is None and end is None:
        start = end = row["at"]
    return (date.fromisoformat(start[:10]) if start else first), (date.fromisoformat(end[:10]) if end else last)


def _levels(rows: Sequence[Row], scale: Scale) -> Iterator[tuple[Row, int]]:
    """Each row with the first level on which it covers no other."""
    free: list[float] = []
    for row in sorted(rows, key=lambda r: (str(r["start"] or r["at"]), r["record"])):
        start, end = _days(row, scale.first, scale.last)
        left, right = scale.x(max(start, scale.first)), scale.x(min(end, scale.last) + timedelta(days=1))
        level = next((n for n, until in enumerate(free) if until <= left), len(free))
        reach = max(right, left + STEP) + 2
        if level == len(free):
            free.append(reach)
        else:
            free[level] = reach
        yield row, level


def _mark(row: Row, scale: Scale, y: float, address: str) -> Markup:
    start, end = _days(row, scale.first, scale.last)
    left, right = scale.x(max(start, scale.first)), scale.x(min(end, scale.last) + timedelta(days=1))
    meeting = row["kind"] == "meeting"  # a claim that was confirmed is nothing ahead
    kind = f"{row['kind']} {'hollow' if meeting and row['what'] in HOLLOW else 'filled'}"
    if row.get("basis") == "reported":
        kind += " reported"
    if start == end:
        shape = element("circle", "", cx=(left + right) / 2, cy=y, r=5, class_=kind)
    else:
        shape = element("rect", "", x=left, y=y - 4, width=max(right - left, 6), height=8, rx=3, class_=kind + " span")
    struck = [element("line", "", x1=left - 3, x2=max(right, left + 8) + 3, y1=y, y2=y, class_="struck")]
    told = element("title", f"{row['what'].replace('_', ' ')}: {row['text']}")
    return element("a", joined([shape, *(struck if meeting and row["what"] in STRUCK else []), told]), href=address,
                   aria_label=f"{row['what'].replace('_', ' ')}: {row['text']}")  # fmt: skip


def _ticks(first: date, last: date) -> Iterator[tuple[date, str]]:
    """The days that are written on the axis: years, quarters, months, weeks or days, as room allows."""
    days = (last - first).days
    if days > 365 * 3:
        step = max(1, days // 365 // 12)
        yield from ((date(y, 1, 1), str(y)) for y in range(first.year, last.year + 1) if y % step == 0)
    elif days > 75:
        every = 1 if days < 500 else 3
        for n in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
            if n % every == 0:
                yield date(n // 12, n % 12 + 1, 1), MONTHS[n % 12] + (f" {n // 12}" if n % 12 == 0 else "")
    else:
        step = max(1, days // 12)
        for n in range(0, days + 1, step):
            day = first + timedelta(days=n)
            yield day, f"{day.day} {MONTHS[day.month - 1]}"


def _tick(day: date, label: str, scale: Scale, bottom: float) -> Markup:
    if not scale.first <= day <= scale.last:
        return Markup("")
    x = scale.x(day)
    line = element("line", "", x1=x, x2=x, y1=18, y2=bottom)
    return element("g", joined([line, element("text", label, x=x + 2, y=13)]), class_="tick")
