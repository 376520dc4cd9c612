"""Positions, claims and violence across articles; verdicts of reviewers."""

from __future__ import annotations

from told import (
    ANKARA,
    HAMAS,
    ISRAEL,
    ISTANBUL,
    PUTIN,
    RUSSIA,
    UKRAINE,
    USA,
    ZELENSKY,
    claim,
    meeting,
    position,
    time,
    violence,
)

from verbale.record.link.fold_claims import status
from verbale.record.link.folding import merge
from verbale.record.link.linker import link
from verbale.record.link.placing import FULL
from verbale.record.verdicts import Judgement, Verdict


def test_positions_of_a_president_and_his_state_are_one_ledger() -> None:
    records = link([
        position("a", "2025-05-01", RUSSIA, "rejects", "ceasefire", about=["UKR"], object="a ceasefire"),
        position("b", "2025-05-08", PUTIN, "open_to", "ceasefire", about=["UKR"], object="a three-day truce"),
        position("c", "2025-05-09", RUSSIA, "demands", "territory", about=["UKR"], object="four regions"),
    ])  # fmt: skip
    assert len(records) == 2
    ledger = records[0].value["ledger"]
    assert [(e["stance"], e["movement"]) for e in ledger] == [("rejects", "opened"), ("open_to", "softened")]
    assert (records[0].stance, records[0].issue) == ("open_to", "ceasefire")


def test_a_ledger_goes_on_over_new_year_and_is_closed_when_it_is_full() -> None:
    old = position("a", "2024-11-30", RUSSIA, "rejects", "ceasefire", about=["UKR"], object="a truce")
    new = position("b", "2025-02-01", RUSSIA, "rejects", "ceasefire", about=["UKR"], object="a truce")
    assert len(link([old, new])) == 1
    day = "2025-02-01"
    many = [position(f"p{n}", day, RUSSIA, "demands", "territory", about=["UKR"]) for n in range(FULL + 1)]
    assert sorted(len(r.findings) for r in link(many)) == [1, FULL]


def test_the_ceasefire_in_one_war_is_not_the_ceasefire_in_another() -> None:
    a = position("a", "2025-05-01", USA, "supports", "ceasefire", about=["RUS", "UKR"], object="a ceasefire")
    b = position("b", "2025-05-01", USA, "demands", "ceasefire", about=["ISR", "org:hamas"], object="a ceasefire")
    assert len(link([a, b])) == 2


def test_a_claim_gathers_its_retellings_and_answers_and_its_status_follows() -> None:
    words = "Washington is drafting a roadmap to end the war in Ukraine"
    records = link([
        claim("a", "2025-11-19", words, about=["USA", "UKR"]),
        claim("b", "2025-11-20", words + " with Moscow", (RUSSIA, "downplays"), about=["USA", "UKR", "RUS"]),
        claim("c", "2025-11-21", "Washington is drafting a roadmap to end the war", (USA, "confirms"), about=["USA"]),
    ])  # fmt: skip
    assert len(records) == 1
    assert records[0].status == "disputed"
    assert [h["status"] for h in records[0].value["status_history"]] == ["unverified", "dismissed", "disputed"]
    assert len(records[0].value["retellings"]) == 3


def test_no_comment_leaves_a_claim_unverified() -> None:
    assert status(["declines_comment"]) == "unverified"


def test_one_strike_keeps_the_range_of_figures_and_who_gave_which() -> None:
    strike = {"actors": [RUSSIA], "targets": [UKRAINE], "place": ANKARA, "time": time("2025-11-18", "2025-11-19")}
    records = link([violence("a", "2025-11-19", dead=16, **strike), violence("b", "2025-11-20", dead=19, **strike)])
    assert len(records) == 1
    assert (records[0].value["dead"]["low"], records[0].value["dead"]["high"]) == (16, 19)
    assert [(f["low"], f["reported_at"]) for f in records[0].value["figures"]] == [
        (16, "2025-11-19"),
        (19, "2025-11-20"),
    ]


def test_strikes_on_other_days_or_towns_are_other_incidents() -> None:
    a = violence("a", "2025-11-19", actors=[ISRAEL], targets=[HAMAS], place=ANKARA, time=time("2025-11-19"), dead=5)
    b = violence("b", "2025-11-20", actors=[ISRAEL], targets=[HAMAS], place=ANKARA, time=time("2025-11-20"), dead=5)
    c = violence("c", "2025-11-19", actors=[ISRAEL], targets=[HAMAS], place=ISTANBUL, time=time("2025-11-19"), dead=5)
    assert len(link([a, b, c])) == 3


def test_undated_strikes_reported_on_two_days_of_a_war_are_two() -> None:
    gaza = {"name": "Gaza Strip", "country": "PSE", "kind": "region", "lat": 31.4, "lon": 34.4}
    a = violence("a", "2025-06-25", actors=[ISRAEL], place=gaza, dead=78)
    b = violence("b", "2025-06-26", actors=[ISRAEL], place=gaza, dead=71)
    total = violence("c", "2025-06-25", actors=[ISRAEL], place=gaza, dead=78, time=time("2025-01-01", "2025-06-25"))
    assert len(link([a, b, total])) == 3


def test_a_demand_for_something_else_is_no_move_and_a_turn_within_one_article_neither() -> None:
    a = position("a", "2025-05-01", RUSSIA, "demands", "territory", about=["UKR"], object="four regions")
    b = position("b", "2025-05-08", RUSSIA, "accepts", "territory", about=["UKR"], object="a map of the front line")
    c = position(
        "c", "2025-05-09", RUSSIA, "rejects", "territory", about=["UKR"], object="a swap", document="one", publisher="P"
    )
    d = position(
        "d",
        "2025-05-09",
        RUSSIA,
        "supports",
        "territory",
        about=["UKR"],
        object="a freeze",
        document="one",
        publisher="P",
    )
    moves = [e["movement"] for e in link([a, b, c, d])[0].value["ledger"]]
    assert moves == ["opened", "opened", "hardened", "opened"]


def verdict(judgement: Judgement, *findings: str, others: tuple[str, ...] = (), **more: object) -> Verdict:
    return Verdict(judgement, findings, "Ada", "2025-12-01T00:00:00Z", "I read both", others, **more)  # type: ignore[arg-type]


def test_a_reviewer_splits_merges_rejects_and_corrects_for_good() -> None:
    day = time("2025-11-19")
    a = meeting("a", "2025-11-19", RUSSIA, UKRAINE, time=day, place=ISTANBUL)
    b = meeting("b", "2025-11-20", RUSSIA, UKRAINE, time=day, place=ISTANBUL)
    far = meeting("c", "2025-12-20", ZELENSKY, USA)
    assert len(link([a, b])) == 1
    assert len(link([a, b], [verdict(Judgement.SPLIT, "a", others=("b",))])) == 2
    assert len(link([a, b, far], [verdict(Judgement.MERGE, "a", others=("c",))])) == 1
    assert len(link([a, b], [verdict(Judgement.REJECT, "b")])[0].findings) == 1
    corrected = merge("meeting", [a], [verdict(Judgement.CORRECT, "a", field="level", value="minister")])
    assert corrected.value["level"] == "minister"
    assert corrected.value["corrections"][0]["by"] == "Ada"
