"""Two readers, one record: what is kept, what is overruled, and what is never asserted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from verbale import pipeline
from verbale.articles import parse
from verbale.articles.make import draft, parsed
from verbale.document import Document
from verbale.learned import model
from verbale.learned.decode import Argument, Seen, Sight
from verbale.learned.findings import RULE
from verbale.learned.labels import CHOICES, FLAGS, TRIGGERS, attributes_of
from verbale.learned.seen import parts
from verbale.terms import EventType, MeetingStatus

SURE = 0.97


def span(text: str, words: str) -> tuple[int, int]:
    at = text.index(words)
    return at, at + len(words)


def saw(text: str, kind: str, words: str, said: Mapping[str, str] | None = None, **roles: str | list[str]) -> Seen:
    """What a network would see at some words: `said` are values of attributes, `roles` the words of arguments."""
    choices = {name: (values[0], 0.5) for name, values in CHOICES.items() if name in attributes_of(kind)}
    choices |= {f"{kind}.{name}": (value, SURE) for name, value in (said or {}).items()}
    flags = {name: () for name in FLAGS if name in attributes_of(kind)}
    arguments = [
        Argument(role, *span(text, one), SURE)
        for role, some in roles.items()
        for one in ([some] if isinstance(some, str) else some)
    ]
    return Seen(kind, *span(text, words), SURE, choices, flags, tuple(arguments))


class Network:
    """A network that sees what it is told to see, gives every other word the same probability, and knows the names and
    the classes of words that the parser's model knows."""

    def __init__(self, *seen: Seen, faint: float) -> None:
        self.seen = seen
        self.faint = faint

    def read(self, text: str, _: Sequence[Any]) -> Sight:
        words = parse.parse(text)[1]
        faint = {kind: {t.start: self.faint for t in words} for kind in TRIGGERS}
        return Sight(self.seen, {t.start: t.ent for t in words}, {t.start: t.tag for t in words}, faint)


def read(monkeypatch: pytest.MonkeyPatch, text: str, *seen: Seen, faint: float = 0.3, readers: str = "both") -> Any:
    """The reading of both, or of the network alone, where it sees just that."""
    monkeypatch.setattr(model, "load", lambda: Network(*seen, faint=faint))
    return pipeline.read_document(parse_for(readers, text), readers=readers)


def parse_for(readers: str, text: str) -> Document:
    """The document of a text as these readers need it."""
    return next(parsed([draft(text, published="2024-05-15")], parts=parts(readers)))


def test_what_only_the_network_sees_makes_a_finding_that_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "The Ghanaian envoy and the Togolese minister put their heads together in Accra on Monday."
    seen = saw(
        text, "meeting", "put their heads together", {"status": "held", "form": "bilateral"},
        participant=["The Ghanaian envoy", "the Togolese minister"], place="Accra", time="Monday",
    )  # fmt: skip
    (meeting,) = read(monkeypatch, text, seen).meetings
    assert meeting.status is MeetingStatus.HELD and meeting.rule.startswith(f"{RULE}:")
    assert [p.actor.country for p in meeting.participants] == ["GHA", "TGO"]
    assert str(meeting.time.start) == "2024-05-13" and meeting.place.name == "Accra"
    assert meeting.trigger.quote == "put their heads together"


def test_what_both_see_is_one_finding_with_both_names(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Ghana rejected the demand."
    seen = saw(text, "event", "rejected", {"type": "REJECT"}, actor="Ghana")
    events = read(monkeypatch, text, seen).events
    assert len(events) == 1 and events[0].event_type is EventType.REJECT
    assert events[0].rule.startswith("reject") and f"+ {RULE}:" in events[0].rule


def test_what_the_network_finds_too_unlikely_is_left_out_with_the_event_that_restates_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = "Ghana rejected the demand."
    kept, doubted = (read(monkeypatch, text, faint=p) for p in (0.3, 0.01))
    assert [p.holder.country for p in kept.positions] == ["GHA"]
    assert [e.finding for e in kept.events] == [kept.positions[0].id]
    assert (*doubted.positions, *doubted.events) == ()


def test_a_stance_that_is_said_to_hold_is_not_doubted(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Togo has shown no sign that it will soften its conditions for peace with Ghana."
    (position,) = read(monkeypatch, text, faint=0.01).positions
    assert (position.holder.country, position.movement.value) == ("TGO", "maintained")


def test_what_the_codebook_alone_sees_is_surer_the_more_the_network_gives_it(monkeypatch: pytest.MonkeyPatch) -> None:
    low, high = (read(monkeypatch, "Ghana rejected the demand.", faint=p).positions[0] for p in (0.25, 0.34))
    assert low.confidence < high.confidence


@pytest.mark.parametrize(
    "text",
    [
        "The ministers of Ghana and Togo will sit down in Accra on Friday.",
        "The ministers of Ghana and Togo did not sit down in Accra on Monday.",
        "The ministers of Ghana and Togo are expected to sit down in Accra on Friday.",
        "If the ministers of Ghana and Togo sit down in Accra, the strike will end.",
        "The ministers of Ghana and Togo refused to sit down in Accra.",
        "Had the ministers of Ghana and Togo chosen to sit down in Accra, the map would look different.",
        "Had the ministers of Ghana and Togo been able to sit down in Accra, peace would have come.",
    ],
)
def test_what_a_cue_denies_is_never_a_held_meeting(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    seen = saw(text, "meeting", "sit down", {"status": "held"}, participant="ministers of Ghana and Togo")
    held = [m for m in read(monkeypatch, text, seen).meetings if m.status is MeetingStatus.HELD]
    assert held == []


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("The ministers of Ghana and Togo sat down in Accra on Monday, but a deal was not signed.", True),
        ("The ministers of Ghana and Togo have not been seen since May, when they sat down in Accra.", True),
        ("The ministers of Ghana and Togo never sat down in Accra.", False),
        ("The ministers of Ghana and Togo sat down with no one in Accra.", False),
        ("Had the ministers of Ghana and Togo sat down in Accra, the map would look different.", False),
        ("Have the ministers of Ghana and Togo sat down in Accra?", False),
    ],
)
def test_the_network_alone_heeds_the_cues_of_its_clause(monkeypatch: pytest.MonkeyPatch, text: str, held: bool) -> None:
    seen = saw(text, "meeting", "sat down", {"status": "held"}, participant="ministers of Ghana and Togo")
    assert [m.status for m in read(monkeypatch, text, seen, readers="learned").meetings] == [MeetingStatus.HELD] * held


def test_what_is_denied_is_no_readiness(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Togo has shown no indication that it is prepared to move the fence."
    seen = saw(text, "position", "prepared", {"stance": "open_to"}, holder="Togo", object="move the fence")
    stances = [p.stance.value for p in read(monkeypatch, text, seen).positions]
    assert "open_to" not in stances


def test_an_act_that_is_only_demanded_is_neither_a_promise_nor_an_event(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Ghana demanded that Togo abandon its claim to the port."
    promise = saw(text, "position", "abandon", {"stance": "commits"}, holder="Togo", object="its claim to the port")
    event = saw(text, "event", "abandon", {"type": "CONCEDE"}, actor="Togo")
    reading = read(monkeypatch, text, promise, event)
    assert {p.stance.value for p in reading.positions} == {"demands"}
    assert EventType.CONCEDE not in {e.event_type for e in reading.events}


def test_what_somebody_rejects_is_no_demand_of_his(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Ghana rejected the demand that its boats be searched."
    seen = saw(text, "position", "demand", {"stance": "demands"}, holder="Ghana", object="its boats be searched")
    assert [p.stance.value for p in read(monkeypatch, text, seen).positions] == ["rejects"]


def test_a_trigger_without_actors_in_the_text_makes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "It was settled over lunch."
    seen = [saw(text, "position", "settled"), saw(text, "statement", "settled"), saw(text, "meeting", "settled")]
    assert read(monkeypatch, text, *seen).findings() == ()


def test_one_meeting_seen_in_two_words_is_one_meeting(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "The envoys of Ghana and Togo met in Accra on Monday. Their encounter lasted an hour."
    seen = saw(text, "meeting", "encounter", {"status": "held"}, participant="The envoys of Ghana and Togo")
    assert len(read(monkeypatch, text, seen).meetings) == 1


def test_another_meeting_of_a_side_is_another_meeting(monkeypatch: pytest.MonkeyPatch) -> None:
    text = (
        "The envoys of Ghana and Togo met in Accra on Monday. Ghanaian and Malian officials put their heads together."
    )
    seen = saw(
        text, "meeting", "put their heads together", {"status": "held"}, participant=["Ghanaian and Malian officials"]
    )
    assert len(read(monkeypatch, text, seen).meetings) == 2


def test_a_planned_meeting_does_not_repeat_a_held_one(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "The envoys of Ghana and Togo met in Accra on Monday. The two sides will put their heads together again."
    seen = saw(text, "meeting", "put their heads together", {"status": "planned"}, participant=["The two sides"])
    assert [m.status.value for m in read(monkeypatch, text, seen).meetings] == ["held", "planned"]


@pytest.mark.parametrize(
    ("who", "made"),
    [("Negotiators from Ghana", 1), ("The Ghanaian envoy", 0)],
)
def test_a_meeting_has_more_than_one_side_or_many_who_sit_at_it(
    monkeypatch: pytest.MonkeyPatch, who: str, made: int
) -> None:
    text = f"{who} put their heads together on Monday."
    seen = saw(text, "meeting", "put their heads together", {"status": "held"}, participant=who)
    assert len(read(monkeypatch, text, seen).meetings) == made


def test_the_network_fills_what_the_codebook_left_open(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Ghana is the host. It was in the port of Tema that envoys met on Monday."
    own = pipeline.read_document(parse_for("codebook", text), readers="codebook").meetings
    seen = saw(text, "meeting", "met", {"status": "held"}, participant="envoys", place="Tema")
    (meeting,) = read(monkeypatch, text, seen).meetings
    assert [m.place for m in own] == [None]
    assert meeting.place is not None and meeting.place.name == "Tema"


def test_a_claim_takes_the_answers_that_the_network_links_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Ghana says Togo moved the buoys. “Fantasy,” replied Togo."
    claim = saw(text, "claim", "says", claimant="Ghana", content="Togo moved the buoys", answer="replied")
    answer = saw(text, "response", "replied", {"response": "dismisses"}, actor="replied Togo")
    (found,) = read(monkeypatch, text, claim, answer).claims
    assert [(r.actor.country, r.response.value) for r in found.responses] == [("TGO", "dismisses")]
    assert found.status.value == "dismissed" and found.claimant.country == "GHA"


def test_a_quotation_keeps_its_words_and_its_marks_decide_the_manner(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "His deputy was more blunt: “The border stays shut.”"
    seen = saw(text, "statement", "was more blunt", speaker="His deputy", content="“The border stays shut.”")
    said = [s for s in read(monkeypatch, text, seen).statements if s.content.quote.startswith("The border")]
    assert len(said) == 1 and said[0].manner.value == "direct"
    assert text[said[0].content.start : said[0].content.end] == said[0].content.quote


def test_an_answer_belongs_to_one_claim(monkeypatch: pytest.MonkeyPatch) -> None:
    text = (
        "Shells killed nine people, according to Ghanaian officials. "
        "Mali dismissed reports that Accra had been working with Lomé on a plan."
    )
    toll = saw(
        text, "claim", "according to", claimant="Ghanaian officials", content="Shells killed nine people",
        answer="dismissed",
    )  # fmt: skip
    answer = saw(text, "response", "dismissed", {"response": "dismisses"}, actor="Mali")
    claims = read(monkeypatch, text, toll, answer).claims
    assert [c.content.quote for c in claims] == ["Accra had been working with Lomé on a plan"]
