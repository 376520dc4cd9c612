"""When and where meetings were, and who sat there, by what the words around them lend."""

from __future__ import annotations

from datetime import date

import pytest
from test_meetings import meetings, only

from verbale.terms import Level, MeetingStatus, PlaceKind, Precision, Role

S = MeetingStatus


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("The presidents of Peru and Chile met in Lima on Friday, their second encounter in a month.", 10),
        ("The presidents of Chad and Niger met in Doha on Tuesday, their first talks since the war began.", 14),
        ("The foreign minister of Chad saw his Turkish counterpart in Ankara on Sunday, the first meeting between the "
         "two since 2013.", 12),
        ("Envoys of India and China held talks in Leh on Thursday, the fifth round since the clash.", 9),
        ("The kings of Jordan and Bahrain met in Amman on Sunday, their third meeting this year.", 12),
        ("President Ruto received General Burhan in Nairobi on Monday, the first visit by the general since the war "
         "began.", 13),
        ("Josep Borrell received Vucic and Kurti in Brussels on Monday in the latest round of a dialogue that the EU "
         "has mediated since 2011.", 13),
    ],
)  # fmt: skip
def test_which_of_several_a_meeting_was_is_no_meeting_of_its_own(text: str, start: int) -> None:
    found = only(text)
    assert found.status is S.HELD
    assert (found.time.start, found.time.end) == (date(2024, 5, start), date(2024, 5, start))
    assert len(found.participants) > 1


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("The meeting stole the show from Luanda, where rebel envoys of Chad had been due to open direct negotiations "
         "with Niger the same day.", "Luanda"),
        ("Rubio told reporters in Vienna, where the presidents of Iran and Peru had gathered for talks.", "Vienna"),
        ("Marco Rubio flew on to Seoul and briefed President Moon Jae-in on Sunday.", "Seoul"),
        ("Kim Jong Un stays in Hanoi until Saturday and will meet President Nguyen Phu Trong on Friday.", "Hanoi"),
        ("Chad and Niger signed a pact after long talks led by the African Union in the Kenyan capital.", "Nairobi"),
    ],
)  # fmt: skip
def test_where_the_words_around_a_meeting_put_it(text: str, place: str) -> None:
    assert any(m.place is not None and m.place.name == place for m in meetings(text) if len(m.participants) > 1)


@pytest.mark.parametrize(
    "text",
    [
        "Marco Rubio travelled to Amman, where he demanded talks between Israel and Hamas.",
        "LONDON, May 14 (Wire) - Chad and Niger held talks on Monday.",
        "Marco Rubio flew to Seoul and later spoke with President Zelenskiy by telephone.",
        "Saudi Arabia and Iran held talks on Sunday on the war in Yemen, officials said.",
        "The talks between Chad and Niger stole the show from Oslo on Monday.",
    ],
)
def test_a_place_beside_a_meeting_is_not_its_own(text: str) -> None:
    talks = [m for m in meetings(text) if all(p.role is not Role.VISITOR for p in m.participants)]
    assert [m.place for m in talks] == [None]


def test_a_host_receives_at_home_unless_told_otherwise() -> None:
    found = only("Both Vucic and Kurti were received on Monday by the president of the United Arab Emirates.")
    assert found.place is not None
    assert (found.place.country, found.place.kind) == ("ARE", PlaceKind.COUNTRY)


def test_the_day_in_the_clause_above_is_that_of_talks_that_broke_up() -> None:
    found = only("Hopes were dashed on Tuesday when talks between Chad and Niger broke up in Accra without a deal.")
    assert found.time.start == date(2024, 5, 14)


@pytest.mark.parametrize(
    "text",
    [
        "The presidents of Chad and Niger have not spoken to each other since the fighting began.",
        "The talks failed in March. The presidents of Chad and Niger have not met since.",
    ],
)
def test_not_met_since_lasts_until_publication(text: str) -> None:
    found = next(m for m in meetings(text) if m.status is S.DID_NOT_HAPPEN)
    assert (found.time.start, found.time.end, found.time.precision) == (None, date(2024, 5, 15), Precision.RANGE)


def test_those_who_have_not_met_since_a_session_sat_there() -> None:
    found = meetings(
        "President Ruto and President Kagame met in Nairobi on Monday. The chief of Hamas and President Abbas have not "
        "met since a session in Cairo in February."
    )
    session = next(m for m in found if m.place is not None and m.place.name == "Cairo" and m.status is S.HELD)
    assert {p.actor.country for p in session.participants} == {"PSE"}


def test_many_days_of_a_round_end_on_the_day_it_ended() -> None:
    found = only("Chad and Niger ended their talks in Accra on Monday. The three-day round was chaired by Ghana.")
    assert (found.time.start, found.time.end) == (date(2024, 5, 11), date(2024, 5, 13))


def test_the_same_day_is_that_of_the_meeting_just_told() -> None:
    found = meetings("Chad and Niger met in Lome on Monday. Envoys of Peru and Chile held talks in Quito the same day.")
    assert [m.time.start for m in found] == [date(2024, 5, 13)] * 2


def test_on_the_sidelines_is_on_those_of_the_session_just_told() -> None:
    found = meetings("Chad and Niger opened talks in Accra on Monday. Marco Rubio met President Deby on the sidelines.")
    assert [m.time.start for m in found] == [date(2024, 5, 13)] * 2


def test_a_body_that_mediates_is_no_host_of_the_two_sides() -> None:
    found = only(
        "Josep Borrell received Vucic and Kurti in Brussels on Monday, first separately and then together, in the "
        "latest round of a dialogue that the EU has mediated since 2011."
    )
    assert [p.role for p in found.participants] == [Role.MEDIATOR, Role.PARTY, Role.PARTY]


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("The chief negotiators of Chad and Niger met in Lome on Monday.", Level.ENVOY),
        ("Negotiators from Chad and Niger met in Lome on Monday.", Level.DELEGATION),
        ("Chad and Niger agreed to open working-level talks in June.", Level.OFFICIAL),
        ("After talks between Chad and Niger in Lome on Monday, the delegations left in silence.", Level.DELEGATION),
        ("Talks between Chad and Niger opened in Lome on Monday.", Level.UNKNOWN),
    ],
)  # fmt: skip
def test_how_high_they_rank(text: str, level: Level) -> None:
    assert only(text).level is level


def test_ministers_of_a_region_are_not_the_two_of_the_article() -> None:
    *_, planned = meetings(
        "Chad and Niger met in Lome on Monday. Southern and East African foreign ministers are to meet on Friday."
    )
    assert not {"TCD", "NER"} & {p.actor.country for p in planned.participants}


def test_both_are_invited_not_to_two_places() -> None:
    *_, asked = meetings(
        "Oleg Serebrian and Vitaly Ignatiev met on Monday. Malta has invited both to Vienna in the second half of June."
    )
    assert asked.status is S.PROPOSED
    assert len(asked.participants) == 3


def test_a_session_called_off_is_one_where_its_day_is_told() -> None:
    *_, off = meetings(
        "Oleg Serebrian and Vitaly Ignatiev met on May 2. A session pencilled in for this Friday has been cancelled."
    )
    assert (off.status, off.time.start) == (S.CANCELLED, date(2024, 5, 17))
