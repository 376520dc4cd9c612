"""Does the table of office holders agree with a reference of leaders? `python benches/holders.py [--show N]`.

Spells of the reference (../shared/corpora/reference_leaders_reign.jsonl, to March 2021) since 1990 count where one of
ours overlaps: the same name as head of state or government of the same country (`both`). They agree when ours holds
the office on the middle day; `start` and `end` say how often ours begins and ends within 31 days of theirs.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

sys.path.insert(0, str(Path(__file__).parent))
from cases import shared

SINCE, UNTIL = date(1990, 1, 1), date(2021, 3, 1)
NEAR = 31  # days
# The reference's own country codes (Correlates of War) where ISO 3166 has another; SLV, SWZ, AUS and MNG mean others.
_PAIRS = """
AAB ATG ALG DZA ANG AGO AUL AUS AUS AUT BAH BHR BAR BRB BFO BFA BHM BHS BHU BTN BNG BGD BOS BIH BOT BWA BRU BRN BUI BDI
BUL BGR CAM KHM CAO CMR CAP CPV CDI CIV CEN CAF CHA TCD CON COG COS CRI CRO HRV CZR CZE DEN DNK DRC COD DRV VNM EQG GNQ
ETM TLS FIJ FJI FRN FRA GAM GMB GFR DEU GMY DEU GRG GEO GRN GRD GUA GTM GUI GIN HAI HTI HON HND ICE ISL INS IDN IRE IRL
KOS XKX KUW KWT KYR KGZ KZK KAZ LAT LVA LEB LBN LES LSO LIB LBY LIT LTU MAA MRT MAC MKD MAD MDV MAG MDG MAL MYS MAS MUS
MAW MWI MLD MDA MNC MCO MNG MNE MON MNG MOR MAR MSI MHL MYA MMR MZM MOZ NAU NRU NEP NPL NEW NZL NIG NGA NIR NER NTH NLD
OMA OMN PAL PLW PAR PRY PHI PHL POR PRT ROK KOR ROM ROU SAF ZAF SAL SLV SEY SYC SIE SLE SIN SGP SKN KNA SLO SVK SLU LCA
SLV SVN SNM SMR SOL SLB SPN ESP SRI LKA SUD SDN SVG VCT SWA SWZ SWD SWE SWZ CHE TAJ TJK TAZ TZA THI THA TOG TGO TRI TTO
UAE ARE UKG GBR URU URY VAN VUT YUG SRB ZAM ZMB ZIM ZWE
""".split()
ISO = dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True))
ROLES = ("head_of_state", "head_of_government")


def names(text: str) -> set[str]:
    """The words of a name without accents, case and hyphens."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).casefold()
    return {w for w in re.split(r"[^\w]+", plain.replace("'", "").replace("’", "")) if len(w) > 1}


def day(text: str, last: bool = False) -> date:
    """A day, or the first or last day of a month."""
    if len(text) > 7:
        return date.fromisoformat(text)
    year, month = int(text[:4]), int(text[5:7] or 1)
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1) if last else date(year, month, 1)


def spells(path: Path) -> Iterator[tuple[dict[str, Any], date, date]]:
    """Spells of the reference that reach into the years of our table, with their days cut to them."""
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        begin = max(day(record["start"]), SINCE)
        end = min(day(record["end"], last=True), UNTIL) if record["end"] else UNTIL
        if begin < end:
            yield record, begin, end


def figures(show: int = 0) -> dict[str, float]:
    """Shares of agreement; empty where the reference is absent."""
    from verbale.codebook import actors, load

    path = shared("corpora", "reference_leaders_reign.jsonl")
    if path is None:
        return {}
    heads: dict[str, list[Any]] = {}
    for held in actors.load(load().folder).holdings:
        if held.role in ROLES and held.country:
            heads.setdefault(held.country, []).append(held)
    total = both = right = starts = ends = 0
    for record, begin, end in spells(path):
        total += 1
        middle = begin + (end - begin) / 2
        there = heads.get(ISO.get(record["country"], record["country"]), [])
        known = [h for h in there if reaches(h, begin, end) and is_named(record["leader"], h)]
        if not known:
            continue
        both += 1
        same = [h for h in known if covers(h, middle)]
        if not same:
            if show > both - right:
                ours = [(h.person, h.start, h.end) for h in known]
                print(f"{record['country']} {begin} {end} {record['leader']}: {ours}")
            continue
        right += 1
        starts += begin == SINCE or any(h.start and abs((day(h.start) - begin).days) <= NEAR for h in same)
        ends += end == UNTIL or any(h.end and abs((day(h.end, last=True) - end).days) <= NEAR for h in same)
    return {
        "spells": total, "both": both / total, "agreement": right / both, "start": starts / right, "end": ends / right,
    }  # fmt: skip


def reaches(held: Any, begin: date, end: date) -> bool:
    return (not held.start or day(held.start) <= end) and (not held.end or begin <= day(held.end, last=True))


def is_named(leader: str, held: Any) -> bool:
    """Whether a word of the leader's name is one of the holder's, spelt nearly alike."""
    mine = set().union(*(names(n) for n in (held.person, *held.aliases)))
    return any(fuzz.ratio(one, other) >= 80 for one in names(leader) for other in mine)


def covers(held: Any, when: date) -> bool:
    return (not held.start or day(held.start) <= when) and (not held.end or when <= day(held.end, last=True))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", type=int, default=0, help="print so many spells where the names differ")
    for name, figure in figures(parser.parse_args().show).items():
        print(f"{name:10} {figure:9.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
