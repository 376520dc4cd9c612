"""An invented reading in the contract's JSON with everything that makes exports stumble, shared by the export tests."""

from __future__ import annotations

from typing import Any

TEXT = (
    "😀 Ministers of Ghana and Togo met in Accra on Monday.\n\n"
    'Togo\'s envoy will visit Benin next week.\t=SUM(A1) "Never"; said Lomé.\n\n'
    "Ghana demands a ceasefire. Togo rejects it. Talks were not held in July. Gunmen killed three people.\n\n"
    "The ministers had met in May."
)


def mention(quote: str) -> dict[str, Any]:
    """The first place where the words stand."""
    start = TEXT.index(quote)
    return {"start": start, "end": start + len(quote), "quote": quote}


def actor(id: str, name: str, kind: str = "government", country: str | None = None, **more: Any) -> dict[str, Any]:
    """An actor as the contract writes it."""
    sectors = {"government": ["GOV"], "person": ["GOV"]}.get(kind, [])
    plain = {"office": None, "mention": None, "members": [], "sectors": sectors}
    return {"id": id, "name": name, "kind": kind, "country": country, **plain, **more}


GHANA = actor("GHA.GOV", "Ghana", country="GHA", mention=mention("Ghana"))
TOGO = actor("TGO.GOV", "Togo", country="TGO", mention=mention("Togo"))
BENIN = actor("BEN.GOV", "Benin", country="BEN", mention=mention("Benin"))
ENVOY = actor("person:afi-mensah", '=Afi\t"Mensah"; envoy', "person", "TGO", office="Envoy", mention=mention("envoy"))
UNITED_NATIONS = actor("org:united-nations", "United Nations", "organisation", "IGO")
ACCRA = {
    "name": "Accra", "country": "GHA", "kind": "city", "lat": 5.556, "lon": -0.197, "geonames_id": 2306104,
    "mention": mention("Accra"), "contested": None,
}  # fmt: skip
UNKNOWN = {"start": None, "end": None, "precision": "unknown", "text": None, "basis": "none", "clock": None}


def on(start: str, end: str | None = None, precision: str = "day") -> dict[str, Any]:
    """A time."""
    return UNKNOWN | {"start": start, "end": end or start, "precision": precision, "basis": "stated"}


def finding(id: str, words: str, trigger: str, time: dict[str, Any] = UNKNOWN, **own: Any) -> dict[str, Any]:
    """What every finding carries, and its own."""
    common = {
        "id": id, "evidence": [mention(words)], "trigger": mention(trigger), "time": time, "place": None,
        "attribution": [], "auxiliary": [], "confidence": 0.9, "rule": "card: pattern",
    }  # fmt: skip
    return common | own


def event(id: str, words: str, trigger: str, event_type: str, cameo: str | None, **own: Any) -> dict[str, Any]:
    """An event; `own` overrides what is plain."""
    plain = {
        "event_type": event_type, "mode": [], "context": [], "actors": [], "recipients": [], "cameo": cameo,
        "quad_code": 1, "intensity": 2.5, "magnitude": {"dead": None, "injured": None, "size": None}, "finding": None,
    }  # fmt: skip
    time = own.pop("time", UNKNOWN)
    return finding(id, words, trigger, time, **(plain | own))


MET = "😀 Ministers of Ghana and Togo met in Accra on Monday."
VISIT = "Togo's envoy will visit Benin next week."
HOSTILE = '=SUM(A1) "Never"; said Lomé.'
WEEK = on("2024-05-20", "2024-05-26", "week")
MEETINGS = [
    finding(
        "meeting-1", MET, "met", on("2024-05-13"), place=ACCRA, status="held", form="bilateral", level="minister",
        participants=[{"actor": a, "role": "party", "attendance": "present"} for a in (GHANA, TOGO, UNITED_NATIONS)],
        purpose=None, issues=["ceasefire", "water"],
    ),
    finding(
        "meeting-2", VISIT, "visit", WEEK, status="planned", form="visit", level="envoy", purpose=None, issues=[],
        participants=[
            {"actor": ENVOY, "role": "visitor", "attendance": "expected"},
            {"actor": BENIN, "role": "host", "attendance": "expected"},
        ],
        auxiliary=["future"],
    ),
]  # fmt: skip
POSITIONS = [
    finding(
        "position-1", "Ghana demands a ceasefire.", "demands", holder=GHANA, stance="demands", issue="ceasefire",
        object=mention("a ceasefire"), toward=TOGO, since=None, movement="stated",
    ),
    finding(
        "position-2", HOSTILE, "said", holder=ENVOY, stance="rejects", issue=None, object=mention('"Never"; said'),
        toward=None, since=None, movement="stated",
    ),
    finding(
        "position-3", "Togo rejects it.", "rejects", holder=TOGO, stance="demands", issue="water",
        object=mention("it"), toward=None, since=None, movement="withdrawn",
    ),
]  # fmt: skip
STATEMENT = finding(
    "statement-1", HOSTILE, "said", speaker=TOGO, manner="direct", cue="said", content=mention(HOSTILE),
    quotes=[mention("Never")], addressee=None, occasion=None,
)  # fmt: skip
CLAIM = finding(
    "claim-1", "Talks were not held in July.", "not held", content=mention("Talks were not held"), claimant=None,
    responses=[{"actor": GHANA, "response": "denies", "trigger": mention("rejects"), "time": UNKNOWN}], status="denied",
)  # fmt: skip
KILLED = finding(
    "violence-1", "Gunmen killed three people.", "killed", on("2024-05-12"), actors=[], targets=[BENIN], mode=None,
    dead={"low": 3, "high": 3, "mention": mention("three people")}, injured=None, captured=None,
    attribution=[{"actor": TOGO, "source_kind": "official", "cue": "said", "mention": mention("said")}],
)  # fmt: skip
EVENTS = [
    event(
        "event-1", MET, "met", "CONSULT", "046", time=on("2024-05-13"), place=ACCRA, context=["diplomatic"],
        mode=["multilateral"], actors=[GHANA, TOGO, UNITED_NATIONS], finding="meeting-1", intensity=4.0,
    ),
    event(
        "event-2", VISIT, "visit", "CONSULT", "042", time=WEEK, actors=[ENVOY], recipients=[BENIN], mode=["visit"],
        auxiliary=["future"], finding="meeting-2",
    ),
    event(
        "event-3", HOSTILE, "said", "REJECT", "120", actors=[ENVOY], recipients=[GHANA, BENIN], quad_code=3,
        intensity=-2.0, finding="position-2",
    ),
    event("event-4", "Talks were not held in July.", "not held", "CONSULT", "046", actors=[GHANA, TOGO],
          auxiliary=["negation"]),
    event("event-5", "Gunmen killed three people.", "killed", "ASSAULT", "190"),
    event("event-6", "The ministers had met in May.", "had met", "CONSULT", "046", actors=[GHANA, TOGO],
          time=on("2024-05-01", "2024-05-31", "month"), auxiliary=["historical"]),
    event("event-7", "Togo rejects it.", "rejects", "REJECT", None, actors=[TOGO], quad_code=3),
]  # fmt: skip
READING: dict[str, Any] = {
    "document": {
        "id": "d" * 64, "title": "+Talks\nresume\t\"today\"; maybe", "url": "https://northgate.example/a;b?c=1",
        "publisher": "Northgate Wire", "published": "2024-05-14T06:30:00+02:00", "published_basis": "given",
        "language": "en", "text": TEXT, "sentences": [[0, 54], [56, 96], [97, 125]],
    },
    "actors": [a | {"mentions": []} for a in (GHANA, TOGO, BENIN, ENVOY, UNITED_NATIONS)],
    "meetings": MEETINGS, "statements": [STATEMENT], "positions": POSITIONS, "claims": [CLAIM], "violence": [KILLED],
    "events": EVENTS, "warnings": [],
}  # fmt: skip
