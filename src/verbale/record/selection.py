"""Which records and findings belong to a dossier, and why: in one clause for a reader, or None."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from verbale.codebook.places import fold
from verbale.record.dossiers import Dossier, name_of
from verbale.record.link.sides import sides
from verbale.record.merged import Merged
from verbale.record.told import Told

Selected = tuple[Merged, str]  # a record and why the dossier selects it


def why(dossier: Dossier, record: Merged) -> str | None:
    """Why the dossier selects the record; None when it does not."""
    if not _in_time(dossier, record.start or record.first_reported, record.end or record.last_reported):
        return None
    quotes = [w["quote"] for w in record.value["words"]]
    return _why(dossier, record.kind, record.value, record.about, quotes)


def in_entry(dossier: Dossier, record: Merged, entry: Mapping[str, Any]) -> bool:
    """Whether one entry of a position's ledger is about the dossier: a ledger may touch several negotiations."""
    others = frozenset(entry["about"]) - frozenset(sides([record.value["holder"]]))
    if not _in_time(dossier, entry["reported_at"], entry["reported_at"]):
        return False
    concerned = not others or bool(others & dossier.everybody)
    return concerned or _alias(dossier, dossier.everybody, [entry["object"]]) is not None


def why_told(dossier: Dossier, told: Told) -> str | None:
    """Why the dossier selects a finding that is listed and not merged (a statement, an event)."""
    time = told.finding["time"]
    if not _in_time(dossier, time["start"] or told.day, time["end"] or told.day):
        return None
    return _why(dossier, told.kind, told.finding, told.about, [m["quote"] for m in told.finding["evidence"]])


def _in_time(dossier: Dossier, start: str | None, end: str | None) -> bool:
    if dossier.since and end and end < dossier.since:
        return False
    return not (dossier.until and start and start > dossier.until)


def _why(
    dossier: Dossier, kind: str, value: Mapping[str, Any], about: Iterable[str], quotes: Iterable[str]
) -> str | None:
    acting, named = _acting(kind, value), frozenset(about)
    if dossier.around and not (acting | named) & set(dossier.around):
        return None
    found = {
        "meeting": _meeting, "position": _position, "claim": _talk, "violence": _violence, "statement": _position,
        "event": _talk,
    }[kind](dossier, acting, named, value)  # fmt: skip
    somebody = acting or kind in ("claim", "violence", "event")  # "34 people seeking aid" hold no position in it
    return found or (_alias(dossier, acting | named, quotes) if somebody else None)


def _acting(kind: str, value: Mapping[str, Any]) -> frozenset[str]:
    """The sides that take part: at the table, as holder, speaker, claimant, attacker or target."""
    if kind == "meeting":
        return frozenset(sides(p["actor"] for p in value["participants"]))
    actors: list[Mapping[str, Any]] = []
    for field in ("holder", "speaker", "claimant", "actors", "targets", "recipients"):
        there = value.get(field)
        actors.extend(there if isinstance(there, list) else [there] if there else [])
    return frozenset(sides(actors + [r["actor"] for r in value.get("responses", ())]))


def _meeting(dossier: Dossier, acting: frozenset[str], named: frozenset[str], value: Mapping[str, Any]) -> str | None:
    parties, mediators = acting & set(dossier.parties), acting & set(dossier.mediators)
    home = value["place"]["country"] if value["place"] else None
    if len(parties) > 1:
        return _both("sits", parties)
    if parties and (mediators or home in dossier.everybody - parties):
        return _both("sits", parties | mediators or {str(home)})
    if parties and named & set(dossier.parties) - parties:
        return f"{_names(parties)} sits, {_names(named & set(dossier.parties) - parties)} is named"
    if mediators and len(named & set(dossier.parties)) > 0 and _on_issue(dossier, value["issues"]):
        return f"{_names(mediators)} sits, about {_names(named & set(dossier.parties))}"
    return None


def _position(dossier: Dossier, acting: frozenset[str], named: frozenset[str], value: Mapping[str, Any]) -> str | None:
    """A position or statement: by somebody of the dossier, about another of its parties."""
    others = named | frozenset(sides([v for f in ("toward", "addressee") if (v := value.get(f))]))
    holder, concerned = acting & dossier.everybody, (others - acting) & set(dossier.parties)
    if not holder or ("issue" in value and not _on_issue(dossier, [value["issue"]])):
        return None
    if concerned:
        return f"{_names(holder)} about {_names(concerned)}"
    if holder & set(dossier.parties) and (others - acting) & set(dossier.mediators):
        return f"{_names(holder)} about {_names((others - acting) & set(dossier.mediators))}"
    if not others - acting and holder & set(dossier.parties) and value.get("issue") in dossier.issues:
        return f"{_names(holder)} on {value['issue']}"
    return None


def _talk(dossier: Dossier, acting: frozenset[str], named: frozenset[str], value: Mapping[str, Any]) -> str | None:
    """A claim or event: two of the dossier's sides are in it, one of them a party."""
    there = (acting | named) & dossier.everybody
    if len(there & set(dossier.parties)) > 1 or (len(there) > 1 and there & set(dossier.parties)):
        return _both("is in it", there)
    return _violence(dossier, acting, frozenset(), value) if "claimant" not in value else None


def _violence(dossier: Dossier, acting: frozenset[str], named: frozenset[str], value: Mapping[str, Any]) -> str | None:
    place = value["place"]
    where = {place["country"]} if place else set()
    fighting = (acting | where | named) & set(dossier.parties)
    if len(fighting) > 1 and acting & set(dossier.parties):
        return _both("is in it", fighting)
    strangers = {s for s in acting if s not in dossier.everybody}
    if place and not strangers and _in_theatre(dossier, place):
        return f"violence in {place['name']}"
    return None


def _in_theatre(dossier: Dossier, place: Mapping[str, Any]) -> bool:
    theatres = {fold(t) for t in dossier.theatres}
    return fold(place["name"]) in theatres or (place["country"] and fold(name_of(place["country"])) in theatres)


def _on_issue(dossier: Dossier, issues: Iterable[str | None]) -> bool:
    given = [i for i in issues if i]
    return not given or not dossier.issues or bool(set(given) & set(dossier.issues))


def _alias(dossier: Dossier, there: frozenset[str], quotes: Iterable[str]) -> str | None:
    """An alias in the words brings a record in, if anybody of the dossier is there too."""
    if not there & dossier.everybody:
        return None
    for quote in quotes:
        words = quote.casefold()
        for alias in dossier.aliases:
            if alias.casefold() in words:
                return f"the words name “{alias}”"
    return None


def _both(verb: str, who: Iterable[str]) -> str:
    return f"{_names(who)} {verb}"


def _names(who: Iterable[str]) -> str:
    return " and ".join(name_of(s) for s in sorted(who))
