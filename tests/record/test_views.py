"""Timeline, matrix and brief of a dossier, and how a plan stands when its day has passed."""

from __future__ import annotations

from datetime import date

from told import (
    ANKARA,
    ERDOGAN,
    PUTIN,
    RUSSIA,
    TURKIYE,
    UKRAINE,
    USA,
    ZELENSKY,
    claim,
    meeting,
    position,
    time,
    violence,
)

from verbale.record.brief import brief
from verbale.record.dossiers import parse
from verbale.record.link.folding import merge
from verbale.record.link.linker import link
from verbale.record.matrix import matrix
from verbale.record.standing import standing
from verbale.record.timeline import timeline

WAR = parse('name = "The war"\nparties = ["Russia", "Ukraine"]\nmediators = ["Turkey", "United States"]', "the-war")
RECORDS = link([
    meeting("m1", "2025-11-18", ZELENSKY, ERDOGAN, status="planned", time=time("2025-11-19"), place=TURKIYE),
    meeting("m2", "2025-11-20", ZELENSKY, ERDOGAN, status="held", time=time("2025-11-19"), place=ANKARA),
    meeting("m3", "2025-11-18", PUTIN, USA, status="planned", time=time("2025-11-21")),
    meeting("m4", "2025-11-18", UKRAINE, USA, status="planned", time=time("2025-12-05")),
    position("p1", "2025-06-01", PUTIN, "rejects", "ceasefire", about=["UKR"], object="a truce"),
    position("p2", "2025-11-19", RUSSIA, "rejects", "ceasefire", about=["UKR"], object="a truce"),
    position("p3", "2025-11-20", RUSSIA, "open_to", "ceasefire", about=["UKR"], object="a truce of three days"),
    position("p4", "2025-11-20", UKRAINE, "demands", "territory", about=["RUS"], object="the return of the ports"),
    claim("c1", "2025-11-19", "Washington drafts a roadmap for the war", (RUSSIA, "downplays"), about=["USA", "RUS"]),
    violence("v1", "2025-11-19", actors=[RUSSIA], targets=[UKRAINE], time=time("2025-11-19"), dead=19),
])  # fmt: skip
TODAY = date(2025, 11, 24)


def test_a_plan_whose_day_has_passed_is_no_report_since_and_never_held() -> None:
    plan = merge("meeting", [meeting("a", "2025-11-18", PUTIN, USA, status="planned", time=time("2025-11-21"))])
    assert standing(plan, date(2025, 11, 21)) == "planned"
    assert standing(plan, date(2025, 11, 22)) == "no_report_since"
    begun = merge("meeting", [meeting("a", "2025-11-21", PUTIN, USA, status="under_way", time=time("2025-11-21"))])
    assert [standing(begun, date(2025, 11, d)) for d in (21, 22)] == ["under_way", "held"]
    undated = merge("meeting", [meeting("a", "2025-11-18", PUTIN, USA, status="planned")])
    assert standing(undated, date(2026, 11, 22)) == "planned"


def test_timeline_gives_what_happened_by_day_and_only_moves_of_positions() -> None:
    rows = timeline(RECORDS, WAR, day=TODAY)
    assert [(r["at"], r["kind"], r["what"]) for r in rows] == [
        ("2025-06-01", "position", "opened"),
        ("2025-11-19", "claim", "dismissed"),
        ("2025-11-19", "meeting", "held"),
        ("2025-11-19", "violence", "violence"),
        ("2025-11-20", "position", "softened"),
        ("2025-11-20", "position", "opened"),
        ("2025-11-21", "meeting", "no_report_since"),
        ("2025-12-05", "meeting", "planned"),
    ]
    assert all(r["words"]["quote"] and r["document"] and r["publisher"] for r in rows)
    assert [r["at"] for r in timeline(RECORDS, WAR, day=TODAY, since="2025-11-20", until="2025-11-21")] == [
        "2025-11-20",
        "2025-11-20",
        "2025-11-21",
    ]


def test_matrix_has_parties_by_issues_with_sign_and_movement() -> None:
    grid = matrix(RECORDS, WAR)
    assert (grid.actors, grid.issues) == (("RUS", "UKR"), ("ceasefire", "territory"))
    cell = grid.cells["RUS", "ceasefire"]
    assert (cell["sign"], cell["moved"], len(cell["entries"])) == ("+", "softened", 3)
    assert grid.cells["UKR", "territory"]["sign"] == "·"
    assert ("UKR", "ceasefire") not in grid.cells


def test_brief_says_what_is_new_and_what_is_ahead_each_with_words() -> None:
    rows = brief(RECORDS, WAR, since="2025-11-19", day=TODAY)
    assert [(r["section"], r["what"]) for r in rows] == [
        ("ahead", "planned"),
        ("held", "held"),
        ("off", "no_report_since"),
        ("positions", "softened"),
        ("positions", "opened"),
        ("claims", "dismissed"),
        ("violence", "violence"),
    ]
    assert rows[1]["text"] == "Volodymyr Zelensky, Recep Tayyip Erdogan: meeting in Ankara (held)"
    assert rows[6]["text"] == "Russia against Ukraine: 19 dead"
