"""From numbers to spans: what counts as a trigger, an attribute, an argument."""

from __future__ import annotations

import numpy as np

from verbale.learned import decode
from verbale.learned.labels import CHOICES, FLAGS, ROLES, TRIGGERS, attributes_of

TEXT = "Accra will meet Lome soon"
OFFSETS = [(0, 0), (0, 5), (6, 10), (11, 15), (16, 18), (18, 20), (21, 25), (0, 0)]
MEETING = TRIGGERS.index("meeting")


def logits(rows: int, columns: int, *high: tuple[int, int]) -> np.ndarray:
    """Numbers that say no everywhere but at the places given."""
    made = np.full((rows, columns), -9.0)
    for at in high:
        made[at] = 4.0
    return made


def attributes(*wanted: tuple[str, str]) -> np.ndarray:
    """The row of attributes in which some values stand out."""
    names = [(name, value) for name, values in (*CHOICES.items(), *FLAGS.items()) for value in values]
    return np.array([5.0 if pair in wanted else -5.0 for pair in names])


def test_a_run_is_as_sure_as_its_strongest_piece() -> None:
    row = np.array([0.1, 0.32, 0.8, 0.31, 0.1, 0.34, 0.1])
    assert list(decode.runs(row, 0.35, 0.3)) == [(1, 3, 0.8)]


def test_long_spans_may_lack_a_piece_or_two() -> None:
    row = np.array([0.9, 0.1, 0.9, 0.0, 0.0, 0.0, 0.0, 0.0, 0.7])
    assert [(a, b) for a, b, _ in decode.runs(row, 0.5, 0.4, gap=decode.GAP)] == [(0, 2), (8, 8)]


def test_a_trigger_is_told_with_its_attributes_and_arguments() -> None:
    found = decode.triggers(decode.sigmoid(logits(8, len(TRIGGERS), (3, MEETING))))
    assert [(label, first, last) for label, first, last, _ in found] == [(MEETING, 3, 3)]
    participant, time = ROLES.index("participant"), ROLES.index("time")
    roles = logits(8, len(ROLES), (1, participant), (4, participant), (6, time))
    seen = decode.seen(TEXT, found[0], attributes(("meeting.status", "planned")), roles, OFFSETS)
    assert (seen.kind, TEXT[seen.start : seen.end], seen.choice("status")) == ("meeting", "meet", "planned")
    assert [TEXT[a.start : a.end] for a in seen.all("participant")] == ["Accra", "Lome"]
    assert seen.one("time") is not None and seen.one("place") is None


def test_a_span_that_ends_within_a_word_takes_the_whole_word() -> None:
    roles = logits(8, len(ROLES), (5, ROLES.index("participant")))
    seen = decode.seen(TEXT, (MEETING, 3, 3, 0.9), attributes(), roles, OFFSETS)
    assert [TEXT[a.start : a.end] for a in seen.arguments] == ["Lome"]


def test_each_piece_has_its_likeliest_label_by_where_it_starts() -> None:
    labels = ("", "GPE", "DATE")
    found = decode.likeliest(logits(8, 3, (1, 1), (2, 0), (3, 1), (4, 2), (5, 2), (6, 0)), labels, OFFSETS)
    assert found == {0: "GPE", 6: "", 11: "GPE", 16: "DATE", 18: "DATE", 21: ""}


def test_roles_of_another_kind_are_not_told() -> None:
    roles = logits(8, len(ROLES), (1, ROLES.index("speaker")))
    assert decode.seen(TEXT, (MEETING, 3, 3, 0.9), attributes(), roles, OFFSETS).arguments == ()


def test_what_is_too_faint_to_be_seen_is_known_by_its_probability() -> None:
    p = decode.sigmoid(logits(8, len(TRIGGERS), (3, MEETING)))
    p[4, MEETING], p[6, MEETING] = 0.25, 0.01
    sight = decode.Sight(faint=decode.faint(p, OFFSETS))
    assert sight.probability("meeting", 11, 15) > 0.9
    assert sight.probability("meeting", 16, 20) == 0.25
    assert sight.probability("meeting", 21, 25) == sight.probability("claim", 0, 25) == 0.0


def test_every_kind_has_the_attributes_named_after_it() -> None:
    assert attributes_of("position") == ("position.stance", "position.movement", "position.issue")
    assert attributes_of("violence") == ()
