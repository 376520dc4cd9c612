"""Readings replayed: the same findings on other days, among other countries, under other ids.

For benches of the record that need many documents and no language model. A replayed document keeps its text, so that
every offset still points at its words, and ends with its number, so that it is a document of its own.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from verbale.document import digest_of

Reading = dict[str, Any]
_DAY = re.compile(r'"(\d{4}-\d\d-\d\d)(T[^"]*)?"')
_ID = re.compile(r'"(meeting|statement|position|claim|violence|event)(-record)?-[0-9a-f]{10}"')
_COUNTRY = re.compile(r'"(?:country": ")?([A-Z]{3})(\.GOV)?"')
COUNTRIES = (
    "ARG BGD BOL BRA CAN CHL CIV CMR COL CUB DZA ECU EGY ERI ETH FIN FRA GHA GTM GUY IDN IND IRN IRQ ISR ITA JOR JPN "
    "KAZ KEN KHM KOR KWT LBN LBY LKA MAR MEX MLI MMR MYS NER NGA NOR NPL OMN PAK PER PHL POL PRK QAT RUS RWA SAU SDN "
    "SEN SOM SRB SSD SWE SYR TCD THA TUN TUR UGA UKR USA UZB VEN VNM YEM ZAF ZMB ZWE"
).split()


def replayed(
    readings: Sequence[Reading], count: int, *, days: int = 3650, first: str = "2015-01-01"
) -> Iterator[Reading]:
    """`count` documents made of the readings in turn, spread evenly over `days` days from `first`."""
    texts = [json.dumps(reading, ensure_ascii=False) for reading in readings]
    start = date.fromisoformat(first)
    for n in range(count):
        reading, text = readings[n % len(readings)], texts[n % len(readings)]
        on = start + timedelta(days=n * days // count)
        yield one(reading, text, n, on)


def one(reading: Reading, text: str, number: int, on: date) -> Reading:
    """A reading moved to a day, its countries exchanged for others, its ids made anew."""
    published = reading["document"]["published"]
    shift = on - date.fromisoformat(published[:10]) if published else timedelta()
    turn = number // 7
    moved = _DAY.sub(lambda m: f'"{_shifted(m[1], shift)}{m[2] or ""}"', text)
    named = _COUNTRY.sub(lambda m: m[0].replace(m[1], _other(m[1], turn)), moved)
    made: Reading = json.loads(_ID.sub(lambda m: f'"{_again(m[0][1:-1], number)}"', named))
    document = made["document"]
    document["text"] = f"{reading['document']['text']}\nNo. {number}"
    document["id"] = digest_of(document["text"])
    document["publisher"] = f"Paper {number % 40}"
    return made


def _shifted(day: str, by: timedelta) -> str:
    try:
        return (date.fromisoformat(day) + by).isoformat()
    except (ValueError, OverflowError):
        return day


def _other(country: str, turn: int) -> str:
    """Another country in its place, the same throughout a document; a few are named far more often than the rest."""
    if country not in COUNTRIES:
        return country
    at = (COUNTRIES.index(country) + turn * turn) % len(COUNTRIES)
    return COUNTRIES[at if turn % 3 else at % 12]


def _again(id: str, number: int) -> str:
    kind, _, digest = id.rpartition("-")
    return f"{kind}-{hashlib.sha1(f'{digest}|{number}'.encode(), usedforsecurity=False).hexdigest()[:10]}"


def stored(file: Path) -> list[Reading]:
    """The readings of a JSON Lines file that `verbale read --format jsonl` wrote; those of the examples without one."""
    if file.exists():
        with file.open(encoding="utf-8") as lines:
            return [json.loads(line) for line in lines]
    import tomllib

    import verbale

    folder = Path(__file__).resolve().parent.parent / "examples" / "articles"
    readings: list[Reading] = []
    for path in sorted(folder.glob("*.txt")):
        beside = tomllib.loads(path.with_suffix(".toml").read_text(encoding="utf-8"))
        beside.pop("record")
        readings.append(verbale.read(path.read_text(encoding="utf-8"), **beside).to_json())
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in readings), encoding="utf-8")
    return readings


def memory() -> float:
    """Megabytes that this process holds of its own (files that it maps are not counted)."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(re.search(r"RssAnon:\s+(\d+)", status)[1]) / 1024  # type: ignore[index]
