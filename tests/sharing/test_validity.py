"""What programs take is valid: Atom against a schema of RFC 4287, JSON Feed 1.1 against one of its own, the calendar
in a client library that Verbale does not write with."""

from __future__ import annotations

import json
import warnings
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import feedparser
import jsonschema
import pytest
from fastapi.testclient import TestClient
from lxml import etree

from verbale.record.book import Record
from verbale.sharing.web.app import create_app

HERE = Path(__file__).parent
ATOM = "{http://www.w3.org/2005/Atom}"
FEEDS = ["/d/ghana-togo.atom", "/feed.atom?country=GHA", "/feed.atom?issue=troop_withdrawal", "/feed.atom?text=nothing"]


def relaxed() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(HERE / "atom.rng"))


def schema() -> dict[str, Any]:
    known: dict[str, Any] = json.loads((HERE / "json_feed.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(known)
    return known


def site(record: Record) -> TestClient:
    return TestClient(create_app(record, day=lambda: date(2024, 5, 24)), base_url="http://127.0.0.1")


@pytest.mark.parametrize("kind", ["talks", "hostile"])
@pytest.mark.parametrize("address", FEEDS)
def test_every_atom_feed_is_what_rfc_4287_asks_for(request: pytest.FixtureRequest, kind: str, address: str) -> None:
    answer = site(request.getfixturevalue(kind)).get(address)
    assert answer.headers["content-type"].startswith("application/atom+xml")
    made = etree.fromstring(answer.content)
    rules = relaxed()
    assert rules.validate(made), rules.error_log
    ids = [entry.findtext(f"{ATOM}id") for entry in made.iter(f"{ATOM}entry")]
    assert len(set(ids)) == len(ids)  # 4.1.1: no two entries of one id and moment
    alternates = [link for link in made.findall(f"{ATOM}link") if link.get("rel") == "alternate"]
    assert len({(a.get("type"), a.get("hreflang")) for a in alternates}) == len(alternates)  # 4.1.1
    assert [link.get("href") for link in made.findall(f"{ATOM}link") if link.get("rel") == "self"] == [
        f"http://127.0.0.1{address}"
    ]
    assert not feedparser.parse(answer.content).bozo


def test_the_schema_of_atom_refuses_what_the_specification_refuses(talks: Record) -> None:
    good = site(talks).get(FEEDS[0]).text
    for old, bad in (
        ("<updated>", "<updated>on "),
        ("<id>urn:", "<id>"),
        ("</author>", "<x/></author>"),
        ("<title>", "<title type='xhtml'>"),
        ("</entry>", "<updated>2024-01-01T00:00:00Z</updated></entry>"),
    ):
        assert old in good
        assert not relaxed().validate(etree.fromstring(good.replace(old, bad, 1).encode())), bad


@pytest.mark.parametrize("kind", ["talks", "hostile"])
@pytest.mark.parametrize("address", [a.replace(".atom", ".json") for a in FEEDS])
def test_every_json_feed_is_what_version_1_1_asks_for(request: pytest.FixtureRequest, kind: str, address: str) -> None:
    answer = site(request.getfixturevalue(kind)).get(address)
    assert answer.headers["content-type"].startswith("application/feed+json")
    made = answer.json()
    jsonschema.validate(made, schema())
    assert made["feed_url"] == f"http://127.0.0.1{address}"
    assert len({item["id"] for item in made["items"]}) == len(made["items"])


def test_the_schema_of_json_feed_refuses_what_the_specification_refuses(talks: Record) -> None:
    made = site(talks).get("/d/ghana-togo.json").json()
    item = made["items"][0]
    for bad in (
        made | {"version": "1"},
        {k: v for k, v in made.items() if k != "title"},
        made | {"items": [{k: v for k, v in item.items() if k != "id"}]},
        made | {"items": [{k: v for k, v in item.items() if k != "content_html"}]},
        made | {"items": [item | {"date_modified": "yesterday"}]},
        made | {"items": [item | {"url": "javascript:alert(1)"}]},
        made | {"own": 1},
    ):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(bad, schema())


def imported(calendar: bytes) -> list[Any]:
    """The events as a client that shares no code with the writer reads them."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        import vobject

        read = vobject.readOne(calendar.decode())
        read.validate(raiseException=True)
        return list(read.vevent_list) if "vevent" in read.contents else []


def test_a_calendar_is_imported_by_another_library_than_wrote_it(talks: Record) -> None:
    page = site(talks)
    [event] = imported(page.get("/d/ghana-togo.ics").content)
    [meeting] = [m for m in talks.meetings(dossier="ghana-togo") if m["start"]]
    assert event.dtstart.value == date.fromisoformat(meeting["start"])
    assert (event.dtend.value - event.dtstart.value).days == 1
    assert event.status.value == "CONFIRMED"
    assert event.uid.value == f"{meeting['id']}@verbale"
    assert event.location.value == "Accra"
    assert event.url.value == f"http://127.0.0.1/records/{meeting['id']}"
    assert {a.params["PARTSTAT"][0] for a in event.attendee_list} == {"ACCEPTED"}
    assert "met in Accra on Monday" in event.description.value


def test_a_client_that_imports_again_sees_the_same_event_changed(talks: Record) -> None:
    page = site(talks)
    [before] = imported(page.get("/d/ghana-togo.ics?as_of=2024-05-24&reported_by=2024-05-14").content)
    [after] = imported(page.get("/d/ghana-togo.ics").content)
    assert before.uid.value == after.uid.value
    assert (before.status.value, after.status.value) == ("TENTATIVE", "CONFIRMED")
    assert int(after.sequence.value) > int(before.sequence.value)


def test_a_hostile_calendar_is_imported_as_text(hostile: Record) -> None:
    for event in imported(site(hostile).get("/d/ghana-togo.ics").content):
        assert "\n" not in event.summary.value
        assert not any("mailto" in str(a.value).lower() for a in event.attendee_list)
        assert {child.name for child in event.getChildren()} <= {
            "UID", "SEQUENCE", "DTSTAMP", "LAST-MODIFIED", "DTSTART", "DTEND", "SUMMARY", "STATUS", "X-VERBALE-STATUS",
            "TRANSP", "CATEGORIES", "LOCATION", "GEO", "DESCRIPTION", "URL", "ATTENDEE",
        }  # fmt: skip


def test_a_clock_time_is_imported_without_a_zone_that_nobody_stated(talks: Record) -> None:
    from verbale.record.merged import merged_from
    from verbale.sharing.calendar import calendar

    plain = talks.merged("ghana-togo")[0].as_json()
    plain["value"]["time"] |= {"clock": "15:30"}
    [event] = imported(calendar("Border", [merged_from(plain)], day=date(2024, 5, 24)))
    assert event.dtstart.value == datetime(2024, 5, 20, 15, 30)
    assert event.dtstart.value.tzinfo is None
    assert event.dtstamp.value.tzinfo is not None
    assert event.dtstamp.value.astimezone(UTC).year == 2024
