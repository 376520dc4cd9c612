"""Every view opens, says what the record says, and leads to the words."""

from __future__ import annotations

import re
from datetime import date

import pytest
from fastapi.testclient import TestClient

from verbale.record.book import Record
from verbale.sharing.web.app import create_app

VIEWS = ["", "/timeline", "/matrix", "/claims", "/map", "/network"]


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("day", ["", "?reported_by=2024-05-14", "?as_of=2024-06-30"])
def test_every_view_of_a_dossier_opens_as_of_any_day(site: TestClient, view: str, day: str) -> None:
    answer = site.get(f"/d/ghana-togo{view}{day}")
    assert answer.status_code == 200
    assert "Ghana and Togo, the border" in answer.text


def test_the_front_door_tells_what_was_held_once_it_was_reported(site: TestClient) -> None:
    before, after = (site.get(f"/d/ghana-togo?reported_by={day}").text for day in ("2024-05-14", "2024-05-22"))
    assert "planned" in before
    assert "in 6 days" in before
    assert "status held" in after
    assert "status held" not in before


@pytest.mark.parametrize("view", VIEWS[:3])
def test_every_line_leads_to_its_words(site: TestClient, view: str) -> None:
    page = site.get(f"/d/ghana-togo{view}").text
    ways = set(re.findall(r'href="(/documents/[0-9a-f]+)#([a-z]+-[0-9a-f]+)"', page))
    assert ways
    for document, finding in ways:
        assert f'id="{finding}"' in site.get(document).text


def test_the_reader_marks_the_words_of_each_finding(site: TestClient, record: Record) -> None:
    document = record.documents(text="crossed")[0]["id"]
    page = site.get(f"/documents/{document}").text
    assert re.search(r'<mark class="[a-z ]*violence[a-z ]*" data-findings="[^"]+">', page)
    assert "<code>" in page  # the rule


def test_a_record_shows_history_and_every_source(site: TestClient, record: Record) -> None:
    meeting = record.meetings(country=["GHA", "TGO"])[0]
    page = site.get(f"/records/{meeting['id']}").text
    for publisher in meeting["sources"]:
        assert publisher in page
    assert "History" in page


def test_search_finds_words_and_filters(site: TestClient) -> None:
    assert "Accra" in site.get("/search?text=Accra").text
    assert "Nothing." in site.get("/search?text=submarine").text
    assert "Ghana and Togo to meet" in site.get("/documents").text


@pytest.mark.parametrize(
    ("address", "status", "says"),
    [
        ("/documents/none", 404, "no document"),
        ("/records/meeting-record-none", 404, "no record"),
        ("/d/none", 404, "no dossier"),
        ("/search?actor=Nobody", 404, "no actor"),
        ("/d/ghana-togo?as_of=yesterday", 400, "is no date"),
        ("/d/ghana-togo?reported_by=0001-01-01", 200, "No meeting was reported"),
        ("/d/ghana-togo/timeline?since=0001-01-01&until=0001-01-02", 200, "Nothing in these days"),
        ("/d/ghana-togo/timeline?since=9999-12-30&until=9999-12-31", 200, "Nothing in these days"),
        ("/d/ghana-togo/timeline?since=May", 400, "YYYY-MM-DD"),
    ],
)
def test_what_is_not_there_is_said_in_one_line(site: TestClient, address: str, status: int, says: str) -> None:
    answer = site.get(address)
    assert answer.status_code == status
    assert says in answer.text


def test_nothing_comes_from_elsewhere_and_nothing_runs_inline(site: TestClient) -> None:
    for view in VIEWS:
        answer = site.get(f"/d/ghana-togo{view}")
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert not re.search(r'(?:src|href)="(?:https?:)?//', answer.text)
        assert not re.search(r"<script(?![^>]* src=)| style=|<style| on[a-z]+=", answer.text)


def test_addresses_keep_the_root_of_a_proxy_and_the_day(record: Record) -> None:
    from verbale.sharing.web.app import create_app

    behind = TestClient(create_app(record), base_url="http://127.0.0.1", root_path="/desk")
    page = behind.get("/desk/d/ghana-togo?reported_by=2024-05-22").text
    assert 'href="/desk/d/ghana-togo/matrix?reported_by=2024-05-22"' in page
    assert 'src="/desk/static/verbale.js"' in page


def test_calendar_and_feeds_are_there_to_subscribe_to(site: TestClient) -> None:
    assert site.get("/d/ghana-togo.ics").text.startswith("BEGIN:VCALENDAR")
    assert site.get("/d/ghana-togo.atom").headers["content-type"].startswith("application/atom+xml")
    assert site.get("/d/ghana-togo.json").json()["items"]
    assert site.get("/feed.json?country=TGO").json()["items"]
    assert site.get("/feed.atom").status_code == 400


def test_a_record_leads_back_to_its_dossier_and_to_what_it_may_be_merged_with(site: TestClient, record: Record) -> None:
    meetings = record.meetings(dossier="ghana-togo")
    page = site.get(f"/records/{meetings[0]['id']}").text
    assert '<a href="/d/ghana-togo">' in page
    assert '<option value="cancelled">' in page
    near = [r["id"] for r in record.meetings() if r["id"] != meetings[0]["id"] and "GHA" in r["sides"]]
    assert all(f'<option value="{id}">' in page for id in near)


def test_a_quiet_dossier_shows_the_last_meeting_that_was_held(record: Record) -> None:
    later = TestClient(create_app(record, day=lambda: date(2024, 9, 1)), base_url="http://127.0.0.1")
    page = later.get("/d/ghana-togo").text
    assert "No meeting was reported since the last one:" in page
    assert 'class="status held"' in page


def test_a_search_for_anything_opens_on_the_kind_of_which_there_is_some(site: TestClient) -> None:
    found = site.get("/search?text=gunmen").text
    assert "1 act of violence</h2>" in found
    assert 'href="/search?kind=documents&amp;text=gunmen">Articles</a>' in found
    assert '<span class="when">Wed 22 May 2024</span>' in found
    empty = site.get("/search?text=gunmen&kind=positions").text
    assert 'href="/search?kind=violence&amp;text=gunmen">acts of violence</a> that match' in empty


def test_the_timeline_zooms_in_on_what_happened_last(site: TestClient) -> None:
    page, rows = site.get("/d/ghana-togo/timeline").text, []
    for zoom in ("Year", "Month", "Week", "Day"):
        [way] = re.findall(rf'href="([^"]+)"[^>]*>{zoom}</a>', page)
        page = site.get(way.replace("&amp;", "&")).text
        rows.append(page.count('<article class="line'))
        assert re.search(rf'aria-current="true">{zoom}</a>', page)
    assert rows[-1] > 0


def test_a_day_of_the_timeline_leads_to_the_days_beside_it(site: TestClient) -> None:
    page = site.get("/d/ghana-togo/timeline?since=2024-05-20&until=2024-05-20").text
    assert "since=2024-05-19&amp;until=2024-05-19" in page
    assert "since=2024-05-21&amp;until=2024-05-21" in page


def test_search_names_the_issues_and_statuses_that_there_are(site: TestClient) -> None:
    page = site.get("/search").text
    assert '<option value="troop_withdrawal">' in page
    assert '<option value="did_not_happen">' in page


def test_a_verdict_leads_to_the_words_that_it_is_about(site: TestClient, record: Record) -> None:
    meeting = record.meetings(dossier="ghana-togo")[0]
    record.review("confirm", meeting["findings"][0], by="Ama", because="so it was")
    [way] = re.findall(r'href="(/findings/[^"]+)"', site.get("/reviews").text)
    answer = site.get(way, follow_redirects=False)
    assert answer.headers["location"].endswith(f"#{meeting['findings'][0]}")
    assert site.get(answer.headers["location"].partition("#")[0]).status_code == 200
    assert site.get("/findings/meeting-0000000000").status_code == 404
