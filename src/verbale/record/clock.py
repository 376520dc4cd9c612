"""The two clocks: when a thing was recorded (UTC), and the moment up to which a question looks."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from verbale.errors import UsageError

_FORM = "%Y-%m-%dT%H:%M:%S.%fZ"
TICK = timedelta(microseconds=1)


def utc_now() -> datetime:
    """The machine's time, in UTC; the command line passes it in, nothing else reads it."""
    return datetime.now(UTC)


def stamp(moment: datetime) -> str:
    """A moment as it is recorded; a time without a zone is taken as UTC.

    >>> stamp(datetime(2025, 7, 1, 9, 30, tzinfo=UTC))
    '2025-07-01T09:30:00.000000Z'
    """
    known = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return known.astimezone(UTC).strftime(_FORM)


def after(last: str | None, moment: datetime) -> str:
    """The stamp of `moment`, or just after `last` where the clock was put back: recorded times never go back."""
    now = stamp(moment)
    if last is None or now > last:
        return now
    return stamp(datetime.strptime(last, _FORM).replace(tzinfo=UTC) + TICK)


def end_of(day: str | date | datetime) -> str:
    """The stamp before which a thing was known by the end of `day` (UTC), or by that very moment of a date-time.

    >>> end_of("2025-07-01")
    '2025-07-02T00:00:00.000000Z'
    >>> end_of("9999-12-31")
    '9999-12-31T23:59:59.999999Z'
    """
    if isinstance(day, datetime):
        return stamp(day)
    try:
        if isinstance(day, date):
            midnight = datetime(day.year, day.month, day.day)
            return stamp(midnight + timedelta(days=1) if day < date.max else datetime.max)
        said = day.strip()
        if len(said) > 10:
            return stamp(datetime.fromisoformat(said.replace("Z", "+00:00")))
        return end_of(date.fromisoformat(said))
    except (ValueError, OverflowError) as problem:
        raise UsageError(f"{day!r} is no date: write YYYY-MM-DD, such as 2025-11-19") from problem
