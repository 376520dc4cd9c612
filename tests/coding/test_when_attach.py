"""When an event happened: the time that modifies it, not any time in the sentence."""

from __future__ import annotations

import pytest

from verbale.articles.make import document
from verbale.codebook import load
from verbale.coding.when import times_in

WEDNESDAY = "2025-11-19"


def time_of(text: str, word: str, published: str | None = WEDNESDAY) -> str | None:
    """The words of the time of `word` (its second occurrence for "word#2"); None when it has none."""
    made = document(text, published=published)
    quote, _, nth = word.partition("#")
    token = [t for t in made.tokens if t.text == quote][int(nth or 1) - 1]
    return times_in(made, load()).of(token).text


OWN = [
    ("The envoys met on Monday.", "met", "Monday"),
    ("On Monday, the envoys met in Doha.", "met", "Monday"),
    ("The envoys met in Doha on Monday.", "met", "Monday"),
    ("The envoys met for an hour on Monday.", "met", "Monday"),
    ("The envoys met for an hour in Doha on Monday.", "met", "Monday"),
    ("He received the envoys at his residence on Monday.", "received", "Monday"),
    ("The envoys met last week in Doha.", "met", "last week"),
    ("The envoys will hold talks in Turkey on Friday.", "hold", "Friday"),
    ("The envoys will hold talks in Turkey on Friday.", "talks", "Friday"),
    ("The envoys are expected to meet on Friday.", "meet", "Friday"),
    ("The envoys are expected on Friday to meet the president.", "meet", "Friday"),
    ("The envoys met on Monday to discuss the truce.", "discuss", "Monday"),
    ("The envoys failed on Monday to reach a deal.", "reach", "Monday"),
    ("On Monday the envoys arrived and met the president.", "met", "Monday"),
    ("Missiles struck the port on Monday, killing two people.", "killing", "Monday"),
    ("The strikes killed two people overnight.", "killed", "overnight"),
    ("The plan was drafted by late October.", "drafted", "late October"),
    ("Monday's attack killed two people.", "killed", "Monday"),
    ("Two people died in Monday's attack.", "died", "Monday"),
    ("Two people were killed in an attack on Monday.", "killed", "Monday"),
    ("Hundreds have been killed since the war erupted on April 15.", "killed", "April 15"),
]

OF_A_NOUN = [
    ("Talks were held on Tuesday.", "Talks", "Tuesday"),
    ("Talks took place in July.", "Talks", "July"),
    ("Talks will resume on Friday.", "Talks", "Friday"),
    ("Talks are expected to resume on Friday.", "Talks", "Friday"),
    ("Talks are to start on 10 December.", "Talks", "10 December"),
    ("Talks that were to resume on Friday are frozen.", "Talks", "Friday"),
    ("The talks scheduled for Friday were called off.", "talks", "Friday"),
    ("Tuesday's summit ended without a deal.", "summit", "Tuesday"),
    ("The July meeting ended without a deal.", "meeting", "July"),
    ("The 2015 deal is dead.", "deal", "2015"),
    ("No talks have been held since a meeting in Istanbul in July.", "meeting", "July"),
    ("They ended eight hours of talks in Geneva on Monday.", "talks", "Monday"),
    ("The pact was signed at a ceremony in Brussels on Monday.", "ceremony", "Monday"),
    ("The envoy flew to Doha on Monday for talks.", "talks", "Monday"),
    ("He said that Tuesday's meeting had been deferred.", "meeting", "Tuesday"),
    ("The president announced a summit next week.", "summit", "next week"),
    ("The visit was postponed to Friday.", "visit", "Friday"),
    ("Talks on the border, due to begin on Friday, have been postponed.", "Talks", "Friday"),
    ("The envoys were invited to a conference in Geneva in January.", "conference", "January"),
]

NOT_ANOTHERS = [
    ("He said on Monday that they will meet.", "meet", None),
    ("He said on Monday that they will meet on Friday.", "meet", "Friday"),
    ("He said on Monday that they will meet on Friday.", "said", "Monday"),
    ("He said on Monday they will meet on Friday.", "said", "Monday"),
    ("He said they will meet on Friday.", "said", None),
    ("The envoys agreed on Monday to meet the president.", "meet", None),
    ("He denied Tuesday's meeting with the rebels.", "denied", None),
    ("The summit was cancelled on Monday.", "summit", None),
    ("The trip, days away, was shelved on Monday.", "trip", None),
    ("They rejected the plan on Monday.", "plan", None),
    ("The minister, who took office in May, met the envoy.", "met", None),
    ("The minister, who took office in May, met the envoy.", "took", "May"),
    ("The deal that they signed in 2015 is dead.", "signed", "2015"),
    ("They proposed on Monday to host a conference.", "conference", None),
    ("The envoys agreed on a 30-day truce.", "agreed", None),
    ("The president announced a summit next week.", "announced", None),
    ("The army said it had struck a depot.", "struck", None),
    ("He condemned Monday's attack.", "condemned", None),
    ("The deal of 14 September 2020 failed.", "failed", None),
    ("The 2015 deal limits enrichment.", "limits", None),
    ("The envoys met every day.", "met", None),
    ("Talks were held on Tuesday and will resume on Friday.", "resume", "Friday"),
]


@pytest.mark.parametrize(("text", "word", "expected"), OWN)
def test_a_predicate_has_its_own_time(text: str, word: str, expected: str) -> None:
    assert time_of(text, word) == expected


@pytest.mark.parametrize(("text", "word", "expected"), OF_A_NOUN)
def test_an_event_noun_has_its_own_time_or_its_verbs(text: str, word: str, expected: str) -> None:
    assert time_of(text, word) == expected


@pytest.mark.parametrize(("text", "word", "expected"), NOT_ANOTHERS)
def test_a_time_of_another_event_does_not_leak(text: str, word: str, expected: str | None) -> None:
    assert time_of(text, word) == expected


def test_an_event_without_stated_time_has_none_of_the_publication_day() -> None:
    assert time_of("The envoys met in Doha.", "met") is None


@pytest.mark.parametrize(
    ("text", "word", "first", "last"),
    [
        ("The two-day summit closed on Sunday.", "summit", "2025-11-15", "2025-11-16"),
        ("Three days of talks ended on Sunday.", "talks", "2025-11-14", "2025-11-16"),
        ("The two-day summit opened on Monday.", "summit", "2025-11-17", "2025-11-18"),
        ("The two-day summit was held on Monday.", "summit", "2025-11-17", "2025-11-17"),
    ],
)
def test_the_last_day_of_a_two_day_summit_gives_both_days(text: str, word: str, first: str, last: str) -> None:
    made = document(text, published=WEDNESDAY)
    time = times_in(made, load()).of(next(t for t in made.tokens if t.text == word))
    assert (str(time.start), str(time.end)) == (first, last)
