"""When: every kind of time expression, its interval, and how exact it is."""

from __future__ import annotations

from datetime import date

import pytest

from verbale.articles.make import document
from verbale.codebook import load
from verbale.coding.when import TimeExpression, Times, times_in
from verbale.terms import Precision, TimeBasis

WEDNESDAY = "2025-11-19"


def read(text: str, published: str | None = WEDNESDAY) -> Times:
    return times_in(document(text, published=published), load())


def one(text: str, published: str | None = WEDNESDAY) -> TimeExpression:
    """The one expression of a sentence."""
    found = read(text, published).expressions
    assert len(found) == 1, [e.time.text for e in found]
    return found[0]


def interval(text: str, published: str | None = WEDNESDAY) -> tuple[str, str]:
    """First day, last day (`..` where open) and precision of the one expression."""
    time = one(text, published).time
    return f"{time.start or '..'} {time.end or '..'}", time.precision.value


def days(stated: str) -> str:
    """One day stands for an interval of that day alone."""
    return stated if " " in stated else f"{stated} {stated}"


# (sentence, interval, precision), read as published on Wednesday, 19 November 2025
ABSOLUTE = [
    ("They signed the accord on June 14, 2024.", "2024-06-14", "day"),
    ("They signed the accord on 14 June 2024.", "2024-06-14", "day"),
    ("They signed the accord on the 14th of June 2024.", "2024-06-14", "day"),
    ("They signed the accord on Friday, June 14, 2024.", "2024-06-14", "day"),
    ("They signed the accord on 2024-06-14.", "2024-06-14", "day"),
    ("They signed the accord on Sept. 3, 2019.", "2019-09-03", "day"),
    ("They signed the accord on 25/12/2024.", "2024-12-25", "day"),
    ("They signed the accord on 12/25/2024.", "2024-12-25", "day"),
    ("They signed the accord on 03/05/2024.", ".. ..", "day"),
    ("The talks ran from 3 to 5 May 2023.", "2023-05-03 2023-05-05", "range"),
    ("The talks ran between 3 and 5 May 2023.", "2023-05-03 2023-05-05", "range"),
    ("The talks ran on March 10-12, 2022.", "2022-03-10 2022-03-12", "range"),
    ("The talks ran from 30 March to 2 April 2022.", "2022-03-30 2022-04-02", "range"),
    ("The talks ran from March 30 to April 2, 2022.", "2022-03-30 2022-04-02", "range"),
    ("The talks broke down in July 2024.", "2024-07-01 2024-07-31", "month"),
    ("The talks broke down in July of 2024.", "2024-07-01 2024-07-31", "month"),
    ("The talks broke down in July last year.", "2024-07-01 2024-07-31", "month"),
    ("The talks broke down in early July 2024.", "2024-07-01 2024-07-11", "range"),
    ("The talks broke down in mid-July 2024.", "2024-07-11 2024-07-21", "range"),
    ("The talks broke down in late July 2024.", "2024-07-21 2024-07-31", "range"),
    ("The talks ran from May to July 2023.", "2023-05-01 2023-07-31", "range"),
    ("The talks ran between November and February 2023.", "2022-11-01 2023-02-28", "range"),
    ("The front moved in the spring of 1998.", "1998-03-01 1998-05-31", "season"),
    ("The front moved in spring 1998.", "1998-03-01 1998-05-31", "season"),
    ("The front moved in the winter of 1998.", "1998-12-01 1999-02-28", "season"),
    ("The front moved in the second quarter of 2024.", "2024-04-01 2024-06-30", "range"),
    ("The front moved in the first half of 2024.", "2024-01-01 2024-06-30", "range"),
    ("The treaty was signed in 1998.", "1998-01-01 1998-12-31", "year"),
    ("The treaty was signed in late 1998.", "1998-09-01 1998-12-31", "range"),
    ("The dispute began in the 1990s.", "1990-01-01 1999-12-31", "range"),
    ("The dispute began in the early 1990s.", "1990-01-01 1993-12-31", "range"),
    ("The dispute began in the sixties.", "1960-01-01 1969-12-31", "range"),
    ("The border was drawn in the 19th century.", "1800-01-01 1899-12-31", "range"),
    ("The border was drawn in the nineteenth century.", "1800-01-01 1899-12-31", "range"),
    ("The war lasted from 1992 to 1995.", "1992-01-01 1995-12-31", "range"),
    ("The 1992-95 war left deep scars.", "1992-01-01 1995-12-31", "range"),
    ("They called a truce on Christmas Eve 2023.", "2023-12-24", "day"),
    ("They signed it on Good Friday 1998.", "1998-04-10", "day"),
    ("Turkey hosted a round in the first weeks of the invasion in 2022.", "2022-02-24 2022-03-23", "range"),
    ("Turkey hosted a round in the first weeks of the strike in 2022.", "2022-01-01 2022-04-30", "range"),
]

RELATIVE = [
    ("The envoys met today.", "2025-11-19", "day"),
    ("The envoys met yesterday.", "2025-11-18", "day"),
    ("The envoys met the day before yesterday.", "2025-11-17", "day"),
    ("The envoys will meet tomorrow.", "2025-11-20", "day"),
    ("The envoys will meet tonight.", "2025-11-19", "part_of_day"),
    ("The envoys met yesterday evening.", "2025-11-18", "part_of_day"),
    ("The envoys met this morning.", "2025-11-19", "part_of_day"),
    ("The envoys met last night.", "2025-11-18", "part_of_day"),
    ("Missiles struck the port overnight.", "2025-11-18 2025-11-19", "part_of_day"),
    ("The envoys met last week.", "2025-11-10 2025-11-16", "week"),
    ("The envoys met this week.", "2025-11-17 2025-11-23", "week"),
    ("The envoys will meet next week.", "2025-11-24 2025-11-30", "week"),
    ("The envoys will meet early next week.", "2025-11-24 ..", "week"),
    ("The envoys will meet later this week.", ".. 2025-11-23", "week"),
    ("The envoys met earlier this week.", "2025-11-17 ..", "week"),
    ("The envoys met last month.", "2025-10-01 2025-10-31", "month"),
    ("The envoys will meet next month.", "2025-12-01 2025-12-31", "month"),
    ("The envoys met last year.", "2024-01-01 2024-12-31", "year"),
    ("The envoys met earlier this year.", "2025-01-01 ..", "year"),
    ("The envoys will meet later this year.", ".. 2025-12-31", "year"),
    ("The envoys met last weekend.", "2025-11-15 2025-11-16", "range"),
    ("The envoys met over the weekend.", "2025-11-15 2025-11-16", "range"),
    ("The envoys will meet this weekend.", "2025-11-22 2025-11-23", "range"),
    ("The envoys met three weeks ago.", "2025-10-27 2025-11-02", "week"),
    ("The envoys met two days ago.", "2025-11-17", "day"),
    ("The envoys met four months ago.", "2025-07-01 2025-07-31", "month"),
    ("The envoys met two years ago.", "2023-01-01 2023-12-31", "year"),
    ("The envoys met seventeen years ago.", "2008-01-01 2008-12-31", "year"),
    ("The envoys have met in recent weeks.", ".. 2025-11-19", "range"),
    ("The envoys have met over the past three weeks.", "2025-10-29 2025-11-19", "range"),
    ("The army will pull out in the coming weeks.", "2025-11-19 ..", "range"),
    ("The army will pull out within 30 days.", "2025-11-19 2025-12-19", "range"),
    ("The army will pull out in two weeks.", "2025-12-01 2025-12-07", "week"),
    ("The envoys met last summer.", "2025-06-01 2025-08-31", "season"),
    ("The envoys will meet next spring.", "2026-03-01 2026-05-31", "season"),
    ("The envoys met in last July.", "2025-07-01 2025-07-31", "month"),
    ("The envoys will meet next March.", "2026-03-01 2026-03-31", "month"),
]

DIRECTED = [
    ("The envoys met on Wednesday.", "2025-11-19", "day"),
    ("The envoys will meet on Wednesday.", "2025-11-19", "day"),
    ("The envoys met on Friday.", "2025-11-14", "day"),
    ("The envoys will meet on Friday.", "2025-11-21", "day"),
    ("The envoys are due to meet on Friday.", "2025-11-21", "day"),
    ("The envoys are expected to meet on Friday.", "2025-11-21", "day"),
    ("The envoys could meet on Friday.", "2025-11-21", "day"),
    ("The envoys had met on Friday.", "2025-11-14", "day"),
    ("The envoys are meeting on Friday.", "2025-11-21", "day"),
    ("The envoys have scheduled a session for Friday.", "2025-11-21", "day"),
    ("The session was postponed to Friday.", "2025-11-21", "day"),
    ("The envoys welcomed the talks planned for Friday.", "2025-11-21", "day"),
    ("The envoys arrived ahead of talks on Friday.", "2025-11-21", "day"),
    ("The envoys prepared for Friday's upcoming session.", "2025-11-21", "day"),
    ("The envoys met on Monday evening.", "2025-11-17", "part_of_day"),
    ("The envoys met early on Monday.", "2025-11-17", "part_of_day"),
    ("The envoys met last Wednesday.", "2025-11-12", "day"),
    ("The envoys will meet next Wednesday.", "2025-11-26", "day"),
    ("The envoys will meet this Friday.", "2025-11-21", "day"),
    ("The envoys met on Tuesday last week.", "2025-11-11", "day"),
    ("The envoys will meet from Monday to Wednesday.", "2025-11-24 2025-11-26", "range"),
    ("The envoys met from Monday to Wednesday.", "2025-11-17 2025-11-19", "range"),
    ("The envoys met on June 14.", "2025-06-14", "day"),
    ("The envoys met on December 2.", "2024-12-02", "day"),
    ("The envoys will meet on December 2.", "2025-12-02", "day"),
    ("The envoys will meet on January 7.", "2026-01-07", "day"),
    ("The envoys met in July.", "2025-07-01 2025-07-31", "month"),
    ("The envoys met in December.", "2024-12-01 2024-12-31", "month"),
    ("The envoys will meet in March.", "2026-03-01 2026-03-31", "month"),
    ("The envoys met in the spring.", "2025-03-01 2025-05-31", "season"),
    ("The envoys will meet in the spring.", "2026-03-01 2026-05-31", "season"),
    ("The envoys will meet on the 27th.", "2025-11-27", "day"),
    ("The envoys will meet on New Year's Day.", "2026-01-01", "day"),
    ("The envoys met over Easter.", "2025-04-20", "day"),
    ("Talks on Monday and Tuesday failed.", "2025-11-17 2025-11-18", "range"),
    ("Rabat has invited the parties to a round table in Geneva in January.", "2026-01-01 2026-01-31", "month"),
    ("Fighting resumed in the early hours of Monday.", "2025-11-17", "part_of_day"),
    ("Drones struck on the night of Sunday to Monday.", "2025-11-16 2025-11-17", "part_of_day"),
    ("The session is set for the week of December 8.", "2025-12-08 2025-12-14", "week"),
    ("The session ran from Nov. 3 to Nov. 5.", "2025-11-03 2025-11-05", "range"),
]

BOUNDED = [
    ("Nobody has met since July.", "2025-07-01 2025-11-19", "range", "since"),
    ("Nobody has met since Monday.", "2025-11-17 2025-11-19", "range", "since"),
    ("Nobody has met since 12 February.", "2025-02-12 2025-11-19", "range", "since"),
    ("Nobody has met since the spring.", ".. 2025-11-19", "range", "since"),
    ("Nobody has met since the fall of the Berlin Wall.", "1989-11-09 2025-11-19", "range", "since"),
    ("No talks took place until this year.", ".. 2024-12-31", "range", "until"),
    ("The plan was drafted by late October.", ".. 2025-10-31", "range", "until"),
    ("The mediator will stay until Friday.", ".. 2025-11-21", "range", "until"),
    ("The deadline was extended until Friday.", ".. 2025-11-21", "range", "until"),
    ("The commissions are to meet again by the end of October.", ".. 2026-10-31", "range", "until"),
    ("The army must pull out by the end of the year.", ".. 2025-12-31", "range", "until"),
    ("The army must pull out before Friday.", ".. 2025-11-20", "range", "before"),
    ("The army must pull out before the end of December.", ".. 2025-12-31", "range", "before"),
    ("The army must pull out before the end of next week.", ".. 2025-11-30", "range", "before"),
    ("A vote will be held before the end of the year.", ".. 2025-12-31", "range", "before"),
    ("The envoys will meet before Christmas.", ".. 2025-12-24", "range", "before"),
    ("The army will pull out after Friday.", "2025-11-21 ..", "range", "after"),
]


@pytest.mark.parametrize(("text", "expected", "precision"), ABSOLUTE + RELATIVE + DIRECTED)
def test_an_expression_becomes_its_interval(text: str, expected: str, precision: str) -> None:
    assert interval(text) == (days(expected), precision)


@pytest.mark.parametrize(("text", "expected", "precision", "kind"), BOUNDED)
def test_a_preposition_bounds_the_interval(text: str, expected: str, precision: str, kind: str) -> None:
    assert interval(text) == (days(expected), precision)
    assert one(text).kind == kind


@pytest.mark.parametrize(
    "text",
    [
        "A second round may follow.",
        "The ministers sat down and may talk.",
        "Thousands march against the deal.",
        "The plan won 2,014 votes.",
        "The army lost 2000 soldiers.",
        "The minister, Theresa May, spoke.",
        "The spring was dry and the well was empty.",
        "He met them in room 12.",
        "Eastern towns were shelled.",
    ],
)
def test_words_that_only_look_like_times_are_none(text: str) -> None:
    assert not [e for e in read(text).expressions if e.time.start or e.time.end]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("They agreed on a 30-day truce.", "duration"),
        ("After three hours of talks nothing was agreed.", "duration"),
        ("He governed for two years.", "duration"),
        ("The shelling resumes every day.", "frequency"),
        ("The committee meets weekly.", "frequency"),
    ],
)
def test_how_long_and_how_often_are_no_point_in_time(text: str, kind: str) -> None:
    expression = one(text)
    assert (expression.kind, expression.time.start, expression.time.end) == (kind, None, None)


@pytest.mark.parametrize(
    "text", [t for t, *_ in RELATIVE] + ["The envoys met on Friday.", "The envoys met in July.", "They met on June 14."]
)
def test_without_publication_date_relative_times_stay_open(text: str) -> None:
    for expression in read(text, published=None).expressions:
        assert (expression.time.start, expression.time.end, expression.time.basis) == (None, None, TimeBasis.NONE)


@pytest.mark.parametrize(("text", "expected", "precision"), [row for row in ABSOLUTE if "last year" not in row[0]])
def test_without_publication_date_absolute_times_resolve(text: str, expected: str, precision: str) -> None:
    assert interval(text, published=None) == (days(expected), precision)


def test_a_direction_from_the_tense_says_so() -> None:
    assert one("The envoys met on Friday.").time.basis is TimeBasis.TENSE
    assert one("The envoys met in July.").time.basis is TimeBasis.TENSE
    assert one("The envoys met last Friday.").time.basis is TimeBasis.STATED
    assert one("The envoys met in July 2024.").time.basis is TimeBasis.STATED


def test_next_saturday_on_a_saturday_is_a_week_on() -> None:
    assert one("Another round would be held next Saturday.", "2025-04-12").time.start == date(2025, 4, 19)


@pytest.mark.parametrize(
    ("text", "clock", "day"),
    [
        ("The envoys will meet at 3 p.m. on Friday.", "15:00", date(2025, 11, 21)),
        ("The envoys will meet on Friday at 3 p.m.", "15:00", date(2025, 11, 21)),
        ("The envoys met at 9:30 a.m. on Monday.", "09:30", date(2025, 11, 17)),
        ("The truce began at 06:00 on Monday.", "06:00", date(2025, 11, 17)),
        ("The truce will begin at noon on Friday.", "12:00", date(2025, 11, 21)),
    ],
)
def test_a_clock_time_and_its_day_are_one_instant(text: str, clock: str, day: date) -> None:
    time = one(text).time
    assert (time.clock, time.start, time.end, time.precision) == (clock, day, day, Precision.INSTANT)


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("They met on 3 May 2023. Two days later the truce collapsed.", "Two days later", "2023-05-05 2023-05-05"),
        (
            "They met on 3 May 2023. The following day the truce collapsed.",
            "The following day",
            "2023-05-04 2023-05-04",
        ),
        ("They met on 3 May 2023. Three weeks earlier he had refused.", "Three weeks earlier", "2023-04-10 2023-04-16"),
        ("They met on 3 May 2023. That same day the truce collapsed.", "That same day", "2023-05-03 2023-05-03"),
        ("They met in 1998. Two years later the truce collapsed.", "Two years later", "2000-01-01 2000-12-31"),
        ("They met in 1998. That year the truce collapsed.", "That year", "1998-01-01 1998-12-31"),
        ("The truce collapsed. Two days later they met.", "Two days later", ".. .."),
    ],
)
def test_a_narrated_time_counts_from_the_one_before(text: str, words: str, expected: str) -> None:
    time = next(e.time for e in read(text).expressions if e.time.text == words)
    assert f"{time.start or '..'} {time.end or '..'}" == expected


def test_a_date_takes_the_year_that_its_sentence_tells_of() -> None:
    found = read("In 1998, after months of talks, the parties signed on 10 April.").expressions
    assert date(1998, 4, 10) in [e.time.start for e in found]


def test_a_day_of_the_last_weeks_keeps_the_year_of_publication_after_an_old_year() -> None:
    found = read("He was elected in 1998. He was taken to hospital on October 30.").expressions
    assert [e.time.start for e in found] == [date(1998, 1, 1), date(2025, 10, 30)]


def test_every_expression_points_at_its_words() -> None:
    made = document("Ministers met on Monday, 3 March 2025, and will meet again next week.", published=WEDNESDAY)
    for expression in times_in(made, load()).expressions:
        assert made.text[expression.start : expression.end] == expression.time.text
