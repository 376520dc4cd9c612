"""Meetings: what is found, how real it is, who sits there, and what is one meeting."""

from __future__ import annotations

import pytest

from verbale import codebook, pipeline
from verbale.articles.make import document
from verbale.findings import Meeting
from verbale.terms import Attendance, Auxiliary, Level, MeetingForm, MeetingStatus, Role

S = MeetingStatus


def meetings(text: str, published: str | None = "2024-05-15") -> tuple[Meeting, ...]:
    """The meetings of a text published on a Wednesday."""
    found: tuple[Meeting, ...] = pipeline.layers(document(text, published=published), codebook.load())["meetings"]
    return found


def only(text: str, published: str | None = "2024-05-15") -> Meeting:
    found = meetings(text, published)
    assert len(found) == 1, [(m.trigger.quote, m.status) for m in found]
    return found[0]


def seats(meeting: Meeting) -> dict[str | None, Role]:
    """Role by country of the participants."""
    return {p.actor.country: p.role for p in meeting.participants}


STATUSES = [
    ("The foreign ministers of Peru and Chile met in Lima on Monday.", S.HELD),
    ("The foreign ministers of Peru and Chile will meet in Lima on Friday.", S.PLANNED),
    ("The foreign ministers of Peru and Chile are to meet in Lima.", S.PLANNED),
    ("The foreign ministers of Peru and Chile are due to meet in Lima on Friday.", S.PLANNED),
    ("The foreign ministers of Peru and Chile are expected to meet in Lima on Friday.", S.EXPECTED),
    ("A meeting between the presidents of Peru and Chile is likely on Friday.", S.EXPECTED),
    ("Lima confirmed that the presidents of Peru and Chile will meet on Friday.", S.CONFIRMED),
    ("The presidents of Peru and Chile may meet in Lima on Friday.", S.PROPOSED),
    ("The presidents of Peru and Chile could meet in Lima in June.", S.PROPOSED),
    ("Ecuador offered to host talks between Peru and Chile.", S.PROPOSED),
    ("The presidents of Peru and Chile will meet in Lima if the border stays calm.", S.PROPOSED),
    ("The presidents of Peru and Chile are meeting in Lima.", S.UNDER_WAY),
    ("Talks between Peru and Chile continue in Lima.", S.UNDER_WAY),
    ("The meeting between the presidents of Peru and Chile was called off.", S.CANCELLED),
    ("The summit between Peru and Chile due on Friday will not take place.", S.CANCELLED),
    ("The talks between Peru and Chile have been postponed.", S.POSTPONED),
    ("The presidents of Peru and Chile did not meet in Lima.", S.DID_NOT_HAPPEN),
    ("The presidents of Peru and Chile have not met since 2019.", S.DID_NOT_HAPPEN),
    ("Talks between Peru and Chile produced no agreement on Monday.", S.HELD),
]


@pytest.mark.parametrize(("text", "status"), STATUSES)
def test_meetings_read_how_real_a_meeting_is(text: str, status: S) -> None:
    assert only(text).status is status


@pytest.mark.parametrize(
    "text",
    [
        "If the presidents of Peru and Chile meet, the border will be discussed.",
        "Had the presidents of Peru and Chile met in Lima, the border would look different.",
        "Peru met every target that its lenders had set.",
        "Peru rejected talks with Chile.",
        "Peru refuses to meet Chile's negotiators.",
        "Peru and Chile meet in the final on Sunday.",
        "Shares rose on peace talk.",
        "The striker's club has opened talks with his agent.",
        "The minister gave a press conference in Lima on Monday.",
        "Thousands of protesters gathered in Lima on Monday.",
        "Efforts to revive stalled peace talks have failed.",
    ],
)
def test_meetings_finds_nothing_where_nobody_meets(text: str) -> None:
    assert meetings(text) == ()


def test_meetings_never_takes_what_lies_ahead_for_held() -> None:
    for text, status in STATUSES:
        if status not in (S.HELD, S.UNDER_WAY):
            assert all(m.status is not S.HELD for m in meetings(text)), text


def test_meetings_keeps_month_precision_and_both_findings_of_not_since() -> None:
    not_held, held = meetings("Talks between Peru and Chile have not taken place since a meeting in Quito in February.")
    assert (not_held.status, held.status) == (S.DID_NOT_HAPPEN, S.HELD)
    assert held.place is not None and held.place.name == "Quito"
    assert (str(held.time.start), str(held.time.end)) == ("2024-02-01", "2024-02-29")
    assert str(not_held.time.end) == "2024-05-15"
    assert {p.actor.country for p in held.participants} == {"PER", "CHL"}


def test_meetings_names_who_stays_away_and_keeps_the_meeting() -> None:
    meeting = only(
        "Bolivia said that no Bolivian delegates would take part in the talks between Peru and Chile in Lima."
    )
    assert meeting.status is S.PLANNED
    there = {p.actor.country: p.attendance for p in meeting.participants}
    assert there["BOL"] is Attendance.DECLINED
    assert there["PER"] is Attendance.EXPECTED


def test_meetings_tell_visitor_from_host() -> None:
    meeting = only("The Peruvian foreign minister travelled to Santiago on Monday.")
    assert meeting.form is MeetingForm.VISIT
    assert seats(meeting) == {"PER": Role.VISITOR, "CHL": Role.HOST}
    assert meeting.level is Level.MINISTER


def test_meetings_take_a_journey_and_its_purpose_for_one() -> None:
    meeting = only("The Peruvian foreign minister flew to Santiago for talks with the Chilean president.")
    assert meeting.status is S.HELD
    assert seats(meeting) == {"PER": Role.VISITOR, "CHL": Role.HOST}


def test_meetings_know_a_mediator() -> None:
    meeting = only("Talks between Peru and Chile mediated by Norway were held in Quito on Monday.")
    assert seats(meeting)["NOR"] is Role.MEDIATOR


def test_meetings_know_a_host_that_is_no_party() -> None:
    meeting = only("Ecuador hosted talks between Peru and Chile in Quito on Monday.")
    assert seats(meeting) == {"ECU": Role.HOST, "PER": Role.PARTY, "CHL": Role.PARTY}


def test_meetings_by_telephone_are_meetings() -> None:
    meeting = only("The presidents of Peru and Chile spoke by phone on Monday.")
    assert (meeting.form, meeting.status) == (MeetingForm.PHONE, S.HELD)


def test_meetings_merge_a_later_mention_of_the_same_meeting() -> None:
    meeting = only("The presidents of Peru and Chile met in Quito on Monday. The meeting lasted two hours.")
    assert len(meeting.evidence) == 2


def test_meetings_keep_two_rounds_apart() -> None:
    found = meetings(
        "Peru and Chile held talks in Quito on Monday. The next round of talks will be held in Bogota on Friday."
    )
    assert [m.status for m in found] == [S.HELD, S.PLANNED]
    assert {p.actor.country for p in found[1].participants} >= {"PER", "CHL"}


def test_meetings_take_the_latest_status() -> None:
    meeting = only(
        "The presidents of Peru and Chile were to meet in Quito on Friday. The meeting was called off on Tuesday."
    )
    assert meeting.status is S.CANCELLED


def test_meetings_do_not_take_the_day_of_calling_off_for_the_day_of_the_meeting() -> None:
    meeting = only("Peru's president on Monday called off a summit with the president of Chile.")
    assert meeting.time.start is None
    assert meeting.auxiliary == (Auxiliary.FUTURE, Auxiliary.NEGATION)


def test_meetings_long_past_are_historical() -> None:
    assert only("The presidents of Peru and Chile met in Lima in March 2019.").auxiliary == (Auxiliary.HISTORICAL,)


def test_meetings_trigger_slices_back() -> None:
    text = "The presidents of Peru and Chile held a second round of talks in Quito on Monday."
    meeting = only(text)
    assert text[meeting.trigger.start : meeting.trigger.end] == meeting.trigger.quote == "round of talks"


def test_meetings_take_who_sits_face_to_face_under_one_roof_or_shakes_hands() -> None:
    for text in (
        "Negotiators from Peru and Chile met face to face in Quito.",
        "The presidents of Peru and Chile came face to face in Quito on Monday.",
        "The Peruvian president shook the Chilean president's hand in Quito on Monday.",
        "The presidents of Peru and Chile sat at the same table in Quito on Monday.",
    ):
        assert {p.actor.country for p in only(text).participants} == {"PER", "CHL"}, text


def test_meetings_know_who_spoke_during_a_call() -> None:
    meeting = only("The Peruvian president warned the Chilean president of delays during a video call on Monday.")
    assert meeting.form is MeetingForm.VIDEO
    assert {p.actor.country for p in meeting.participants} == {"PER", "CHL"}


def test_meetings_find_their_people_in_the_relative_clause() -> None:
    meeting = only("Monday's telephone conversation, in which the presidents of Peru and Chile made peace, was short.")
    assert meeting.form is MeetingForm.PHONE
    assert {p.actor.country for p in meeting.participants} == {"PER", "CHL"}


def test_meetings_seat_whoever_seeks_or_leaves_them() -> None:
    sought = only("Peru has sought talks with Chile in Quito in June.")
    assert {p.actor.country for p in sought.participants} == {"PER", "CHL"}
    left = only("Peru's president has pulled out of a meeting with the Chilean president due on Friday in Quito.")
    assert left.status is S.CANCELLED
    assert {p.actor.country: p.attendance for p in left.participants}["PER"] is Attendance.DECLINED


def test_meetings_look_forward_to_nothing_held() -> None:
    assert [m.status for m in meetings("Peru and Chile look forward to meeting in Quito in June.")] == [S.PROPOSED]


def test_meetings_are_not_made_of_a_refusal_to_talk() -> None:
    assert meetings("Peru said it would not enter talks with Chile.") == ()


def test_meetings_take_the_day_of_the_news_that_follows_them() -> None:
    meeting = only("Peru promised on Monday to reopen the border after Peruvian and Chilean envoys met in Quito.")
    assert str(meeting.time.start) == "2024-05-13"


def test_meetings_of_some_who_sat_there_share_day_and_town() -> None:
    found = meetings(
        "Delegations from Peru and Chile held talks in Quito on Monday. "
        "On leaving, the Peruvian foreign minister and the Chilean foreign minister exchanged a few words."
    )
    assert {m.place.name for m in found if m.place} == {"Quito"}
    assert {str(m.time.start) for m in found} == {"2024-05-13"}


def test_meetings_are_not_held_where_their_topic_lies() -> None:
    meeting = only("Two days of talks between Peru and Chile on a Gaza ceasefire closed in Quito on Monday.")
    assert meeting.place is not None
    assert meeting.place.name == "Quito"


def test_meetings_name_no_partner_that_nobody_named() -> None:
    text = (
        "Peru and Chile share a border. Peru and Chile disagree about it, and Chile and Peru have soldiers there. "
        "The Peruvian president will hold talks in Quito on Friday."
    )
    assert "CHL" not in {p.actor.country for p in only(text).participants}


def test_meetings_merge_the_journey_with_the_host_named_later() -> None:
    meeting = only(
        "The Peruvian president will hold talks in Ecuador on Friday. Announcing his trip, he said he would see "
        "Ecuador's president about the border."
    )
    assert seats(meeting) == {"PER": Role.VISITOR, "ECU": Role.HOST}


def test_whoever_will_not_take_part_rejects_the_meeting_in_the_words_of_the_one_who_says_so() -> None:
    text = "Bolivia said that no Bolivian delegates would take part in the talks between Peru and Chile in Lima."
    events = pipeline.layers(document(text, published="2024-05-15"), codebook.load())["events"]
    refusal = next(e for e in events if e.event_type == "REJECT")
    assert [a.country for a in refusal.actors] == ["BOL"]
    assert refusal.auxiliary == ()
    assert refusal.attribution[0].actor.country == "BOL"


def test_meetings_told_in_the_present_by_a_short_report_were_held_that_day() -> None:
    meeting = only("The Peruvian president meets the Chilean president in Quito, where they sign a pact.")
    assert (meeting.status, str(meeting.time.start), meeting.time.basis) == (S.HELD, "2024-05-15", "publication")
    assert only("Talks between Peru and Chile continue in Quito.").status is S.UNDER_WAY
    long = "A bus burned. A market closed. A mayor left. A bank opened. "
    assert only(long + "The Peruvian president meets the Chilean president in Quito.").status is S.UNDER_WAY
    assert only("The Peruvian president meets the Chilean president on Friday.").status is S.PLANNED
    assert meetings("The presidents of Peru and Chile rarely meet.") == ()


def test_meetings_name_who_was_not_asked() -> None:
    meeting = only("Bolivia was not invited to the summit between Peru and Chile in Quito.")
    assert {p.actor.country: p.attendance for p in meeting.participants}["BOL"] is Attendance.ABSENT


def test_meetings_keep_the_partner_of_who_meets_for_talks() -> None:
    for text in (
        "The Peruvian president met with the Chilean president in Quito for talks on the border.",
        "The rebels of Peru will withdraw from talks that were due to open with the Chilean government on Friday.",
    ):
        assert {p.actor.country for p in only(text).participants} == {"PER", "CHL"}, text


def test_meetings_are_not_made_of_the_occasion_on_whose_margins_people_meet() -> None:
    meeting = only("The presidents of Peru and Chile met on the sidelines of the session of the General Assembly.")
    assert meeting.trigger.quote == "met"
    assert len(meeting.participants) == 2


def test_meetings_praised_are_held_not_asked_for() -> None:
    meeting = only("Peru's president praised the talks with Chile in Quito.")
    assert (meeting.status, len(meeting.participants)) == (S.HELD, 2)


def test_whoever_is_called_on_to_talk_is_a_party_not_whoever_calls() -> None:
    meeting = only("Ecuador and Brazil called on Peru and Chile to resume talks in Quito on 20 May.")
    assert {p.actor.country for p in meeting.participants} == {"PER", "CHL"}
    assert meeting.status is S.PROPOSED


def test_meetings_that_had_been_due_are_not_held() -> None:
    for text in (
        "Peru and Chile had been due to open talks in Quito on Thursday.",
        "A meeting that Peru and Chile were due to open in Quito on Friday has been put off.",
        "The ministers of Peru and Chile were to have met in Quito on Monday.",
    ):
        assert all(m.status not in (S.HELD, S.UNDER_WAY) for m in meetings(text)), text


def test_meetings_of_airlines_and_shareholders_are_none_of_ours() -> None:
    assert meetings("The two airlines held talks on a merger in Quito.") == ()
    assert meetings("The shareholders attended the annual meeting in Quito.") == ()


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Peru and Chile failed to agree on fishing rights at talks in Quito on Tuesday.", S.HELD),
        ("Peru and Chile began to quarrel over fishing rights during talks in Quito on Tuesday.", S.HELD),
        ("Peru plans to sign a deal with Chile at a meeting in Quito.", S.PLANNED),
        ("A meeting between Peru and Chile planned for March never happened.", S.DID_NOT_HAPPEN),
        ("Peru and Chile traded blame over the collapse of talks that Brazil had hoped to open in Quito.", S.CANCELLED),
        ("Bankers doubt that a summit of Peru and Chile will take place this year.", S.PROPOSED),
    ],
)
def test_meetings_at_which_people_fail_are_held_and_those_that_collapse_ahead_are_off(
    text: str, status: MeetingStatus
) -> None:
    assert only(text).status is status


def test_meetings_counted_without_a_day_or_only_thought_of_are_none() -> None:
    assert meetings("The Peruvian president met the Chilean president three times during her first term.") == ()
    assert meetings("Peru asked Chile to confirm the truce before any direct talks between the two states.") == ()


def test_whoever_was_flown_to_a_meeting_did_not_host_it() -> None:
    text = "Peru's army and Chile's army quarrel. Brazilian pilots flew the Peruvian minister to Quito on Monday."
    assert seats(only(text)).get("PER") is Role.VISITOR


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The presidents of Peru and Chile were to have met in Quito on Monday.", S.DID_NOT_HAPPEN),
        ("The talks between Peru and Chile in Quito collapsed before they could begin.", S.CANCELLED),
        ("Peru and Chile were to open talks in Quito on Friday; the hosts put them off by a week.", S.POSTPONED),
        ("A summit of Peru and Chile was planned for June. It was called off.", S.CANCELLED),
        ("The summit between Peru and Chile on Friday could be postponed.", S.PLANNED),
        ("The group, in which Peru and Chile sit down together, has not met since 2019.", S.DID_NOT_HAPPEN),
        ("Delegates of Peru have been sitting with Chilean diplomats in Quito since noon.", S.UNDER_WAY),
    ],
)
def test_what_was_to_have_been_and_what_it_became(text: str, status: MeetingStatus) -> None:
    assert only(text).status is status


@pytest.mark.parametrize(
    "text",
    [
        "Even the date of the sixth round between Peru and Chile is in dispute.",
        "The venue of the talks between Peru and Chile is still open.",
        "No date has been set for the next round of talks between Peru and Chile.",
    ],
)
def test_naming_date_or_venue_says_nothing_of_a_meeting_being_held(text: str) -> None:
    assert meetings(text) == ()


def test_a_round_whose_noun_is_left_out_is_one_of_its_own() -> None:
    text = "A second round of talks between Peru and Chile is due to open in Quito in June. The first ended in Bogota."
    found = {m.status: m for m in meetings(text)}
    assert set(found) == {S.PLANNED, S.HELD}
    assert found[S.HELD].place is not None and found[S.HELD].place.name.startswith("Bogot")
    assert set(seats(found[S.HELD])) == {"PER", "CHL"}
    assert len(meetings("Peru and Chile held talks on two wars in Quito. The first ended in 1884.")) == 1


def test_a_host_of_their_own_and_another_number_make_another_meeting() -> None:
    text = "The leaders of Peru and Chile met in Quito on Monday. Both were received by the Brazilian president."
    received = meetings(text)[1]
    assert seats(received) == {"BRA": Role.HOST, "PER": Role.VISITOR, "CHL": Role.VISITOR}
    rounds = "The fifth round between Peru and Chile was held in May 2023. The 6th round will be held in Quito."
    assert {m.status for m in meetings(rounds)} == {S.HELD, S.PLANNED}


def test_who_brokers_a_meeting_stands_between_its_parties() -> None:
    roles = seats(only("EU-mediated talks between Peru and Chile ended in Brussels on Monday."))
    assert roles == {"IGO": Role.MEDIATOR, "PER": Role.PARTY, "CHL": Role.PARTY}


def test_envoys_at_the_beginning_of_a_sentence_are_those_of_all_that_are_named() -> None:
    assert set(seats(only("Envoys of Peru and Chile sat down in Quito on Monday."))) == {"PER", "CHL"}


def test_a_summit_at_which_others_quarrelled_is_not_of_the_parties_before() -> None:
    held, summit = meetings(
        "Ghana and Togo held talks in Lomé on Monday. Italy and France, whose ministers quarrelled at a summit in "
        "Brussels last week, are drafting a paper."
    )
    assert set(seats(held)) == {"GHA", "TGO"} and not {"GHA", "TGO"} & set(seats(summit))


def test_who_ends_talks_took_part_in_them() -> None:
    ended = only("Negotiators from Peru and Chile ended two days of talks in Lima on Tuesday.")
    assert set(seats(ended)) == {"PER", "CHL"} and ended.status is S.HELD
    assert set(seats(only("Peru and Chile held two days of talks in Lima on Tuesday."))) == {"PER", "CHL"}
