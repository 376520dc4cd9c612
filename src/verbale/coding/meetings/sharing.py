"""What the meeting told before lends to one that does not say when or where it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from verbale.coding import grammar
from verbale.coding.meetings.agreement import countries_of, places_agree
from verbale.coding.meetings.found import Found
from verbale.coding.meetings.mentions import MARGINS
from verbale.terms import MeetingStatus, Precision

_DONE = frozenset({MeetingStatus.HELD, MeetingStatus.UNDER_WAY})
_SAME = ("same day", "that day", "in the day")


def lean_on_day(mention: Found, meetings: Sequence[Found]) -> None:
    """The day of the meeting just spoken of, where the words say "the same day"."""
    text = (mention.time.text or "").lower()
    if mention.dated or not any(word in text for word in _SAME):
        return
    near = {f.head.i: m for m in meetings for f in (m, *m.also) if _is_near(mention, f)}
    last = near[max(near)] if near else None
    if last is not None and last.time.precision in (Precision.DAY, Precision.PART_OF_DAY):
        mention.time = replace(last.time, precision=mention.time.precision, text=mention.time.text)


def share_setting(mention: Found, meetings: Sequence[Found]) -> None:
    """The day and town of the talks just told, for a meeting of people from their midst ("on leaving, both spoke")."""
    if mention.dated or mention.status not in _DONE or mention.kind != "meeting" or mention.order:
        return
    near = [m for m in meetings if m.status in _DONE and _is_near(mention, m)]
    last = near[-1] if near and near[-1] is meetings[-1] else None
    aside, apart = _is_on_the_side(mention), _is_separate(mention)
    if last is not None and (aside or apart):  # apart from it, but on the day of the news
        mention.time, mention.place = last.time, mention.place or (last.place if aside else None)
        return
    for talks in reversed(near):
        within = len(mention.seats) > 1 and countries_of(mention.seats) <= countries_of(talks.seats)
        if within and talks.kind == "meeting" and places_agree(mention.place, talks.place) is not False:
            mention.time, mention.place = talks.time, mention.place or talks.place
            return


def _is_separate(mention: Found) -> bool:
    """ "Separately, the two ministers held talks"."""
    verb = mention.head if mention.mention.is_verb else grammar.governor(mention.head)
    return verb is not None and any(c.lower == "separately" and c.i < verb.i for c in verb.all("advmod"))


def _is_on_the_side(mention: Found) -> bool:
    """ "Addressed the session and met the envoy on the sidelines": on those of the one just told."""
    sides = grammar.preposition_objects(mention.head, "on", "at")
    return any(t.lemma in MARGINS and not t.all("prep") for t in sides)


def _is_near(mention: Found, meeting: Found) -> bool:
    """Whether the mention stands in the sentence of another or in the one after it."""
    return any(0 <= mention.head.sentence - m.head.sentence <= 1 for m in (meeting, *meeting.also))
