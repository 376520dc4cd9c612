"""A store of many records in one dossier, replayed from four short readings: other days, other towns, other figures."""

from __future__ import annotations

import copy
import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from verbale.record.book import Record

READINGS = Path(__file__).resolve().parent.parent / "tests" / "record" / "readings.json"
DOSSIER = 'name = "Ghana and Togo, the border"\nparties = ["Ghana", "Togo"]\nissues = ["troop_withdrawal", "borders"]\n'
LAST = date(2024, 5, 24)
EACH = 20  # findings of one document
PUBLISHERS = ("Harbour Times", "Lagoon Post", "Lakeside Herald", "Delta Wire")
Plain = dict[str, Any]


def fill(path: Path, records: int) -> None:
    """A new store at `path` with about so many records in the dossier `ghana-togo`, the last ones of LAST."""
    known = json.loads(READINGS.read_text(encoding="utf-8"))
    moments = iter(range(10**9))
    start = datetime(2024, 5, 25, tzinfo=UTC)
    with Record(path) as book:

        def now() -> datetime:
            return start + timedelta(seconds=next(moments))

        book.keep_dossier("ghana-togo", DOSSIER, now=now)
        for _ in book.add(replayed(known, records), now=now):
            pass


def replayed(known: Mapping[str, Plain], records: int) -> Iterator[Plain]:
    """Readings whose findings happened on days of their own, a document for every EACH of them."""
    count = records // EACH
    for n in range(count):
        day = LAST - timedelta(days=(count - 1 - n) * 10)
        yield _document(known, n, day)


def _document(known: Mapping[str, Plain], n: int, day: date) -> Plain:
    made = copy.deepcopy(known["plan"])
    id = hashlib.sha256(str(n).encode()).hexdigest()
    own = " ".join(_letters(n * 999983 + k * 7919) for k in range(60))  # or all would be reprints of one story
    text = f"{made['document']['text']}\n{own}"
    made["document"] |= {"id": id, "text": text, "published": day.isoformat(), "publisher": PUBLISHERS[n % 4]}
    lists: dict[str, list[Plain]] = {"meetings": [], "statements": [], "positions": [], "claims": [], "violence": []}
    for k in range(EACH):
        if k == 0 and n % 4 == 0:
            lists["positions"].append(_told(known["held"]["positions"][0], n, k, day))
        elif k % 4 == 0:
            lists["meetings"].append(_told(known["held"]["meetings"][0], n, k, day))
        elif k % 10 == 9:
            lists["claims"].append(_told(_claim(known), n, k, day))
        else:
            lists["violence"].append(_told(known["denial"]["violence"][0], n, k, day))
    return made | lists | {"events": []}


def _claim(known: Mapping[str, Plain]) -> Plain:
    """A claim nobody has answered, with the parts of a position: the four articles hold none."""
    position = known["held"]["positions"][0]
    shared = ("evidence", "trigger", "time", "place", "attribution", "auxiliary", "confidence", "rule")
    told = {key: position[key] for key in shared} | {"id": position["id"].replace("position", "claim")}
    return told | {"content": dict(position["object"]), "claimant": None, "responses": [], "status": "unverified"}


def _told(finding: Plain, n: int, k: int, published: date) -> Plain:
    """The finding as another one: its own id, day, town, words and figures."""
    made = copy.deepcopy(finding)
    number = n * EACH + k
    made["id"] = f"{finding['id'].partition('-')[0]}-{hashlib.sha256(str(number).encode()).hexdigest()[:10]}"
    day = (published - timedelta(days=k % 10)).isoformat()
    made["time"] |= {"start": day, "end": day, "precision": "day", "basis": "stated"}
    if made["place"]:
        made["place"] |= {
            "name": f"Town {number}", "lat": 5 + number % 60 / 10, "lon": number // 60 % 20 / 10 - 1,
            "geonames_id": number, "contested": None,
        }  # fmt: skip
    made["evidence"][0]["quote"] = f"{_letters(number)} {made['evidence'][0]['quote']}"
    if "content" in made:
        made["content"]["quote"] = f"{_letters(number)} {_letters(number * 7919)} {_letters(number * 104729)}"
    if made.get("dead"):
        made["dead"] |= {"low": number % 90 + 1, "high": number % 90 + 1}
    return made


def _letters(number: int) -> str:
    """A word of its own for a number."""
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))
