"""Boilerplate goes, news stays, and every character can be found again in the source."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verbale.articles.clean import clean, is_boilerplate
from verbale.codebook import PACKAGED
from verbale.document import Document

RAW = tomllib.loads((PACKAGED / "boilerplate.toml").read_text(encoding="utf-8"))
LINES = [
    "GENEVA, May 3, 2024 (Northgate Wire) - Envoys of Togo met.", "Subscribe to our newsletter.", "", "Photo: The lake",
    "The truce holds, she said. Sign up for our newsletter.", "14:05 GMT Talks resume.", "\ufeffBOM", "so\u00adft",
    "\u202eevil\u202c text", "nul\x00byte", "By Anna Lindqvist in Geneva", "\u200b", "line\u2028separator",
]  # fmt: skip


@pytest.mark.parametrize("example", RAW["examples"], ids=lambda e: e["text"][:40])
def test_boilerplate_lines_go_and_news_stays(example: dict[str, object]) -> None:
    assert is_boilerplate(str(example["text"])) is example["takes"]


@pytest.mark.parametrize("example", RAW["starts"], ids=lambda e: e["text"][:40])
def test_datelines_and_stamps_are_taken_off_the_start(example: dict[str, str]) -> None:
    cleaned = clean(example["text"])
    assert (cleaned.text, cleaned.dateline) == (example.get("left", example["text"]), example.get("place"))


@settings(deadline=None)
@given(
    st.lists(st.one_of(st.sampled_from(LINES), st.text(max_size=40)), max_size=12),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_every_character_left_is_found_in_the_source(lines: list[str], end: str) -> None:
    source = end.join(lines)
    cleaned = clean(source)
    document = Document(cleaned.text, removed=cleaned.removed)
    offsets = [document.source_offset(n) for n in range(len(cleaned.text))]
    assert offsets == sorted(set(offsets))
    gone = {n for start, stop in cleaned.removed for n in range(start, stop)}
    assert gone.isdisjoint(offsets)
    assert len(gone) + len(offsets) == len(source)
    for here, there in enumerate(offsets):
        if source[there].isalnum():
            assert cleaned.text[here] == source[there]


def test_spans_removed_are_in_order_and_apart() -> None:
    removed = clean("One.\r\nSubscribe to our newsletter.\r\n\ufeffTwo.\r\n").removed
    flat = [n for span in removed for n in span]
    assert flat == sorted(flat)


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("GENEVA, May 3, 2024 (Northgate Wire) - Envoys met.", "2024-05-03"),
        ("Talks resume\nFriday, 3 May 2024\nEnvoys met.", "2024-05-03"),
        ("Talks resume\nPublished: 2024-05-03 14:00\nEnvoys met.", "2024-05-03"),
        ("GENEVA, May 3 (Northgate Wire) - Envoys met.", None),
        ("Envoys met on May 3, 2024.", None),
        ("Talks resume\nUpdated: 3 May 2024\nEnvoys met.", None),
        ("Talks resume\n31 February 2024\nEnvoys met.", None),
    ],
)
def test_only_a_full_date_at_the_top_gives_the_day_of_publication(text: str, published: str | None) -> None:
    assert clean(text).published == published


def test_lines_wrapped_at_a_fixed_width_are_one_paragraph() -> None:
    wrapped = (
        "The envoys of the two governments met at the lake for a third\n"
        "time and said that “a truce without conditions has never been so\n"
        "close” while the mediators asked both delegations for patience\n"
        "until the end of the week, when the talks are to be resumed.\n\n"
        "A second paragraph."
    )
    text = clean(wrapped).text
    assert text.count("\n") == 2
    assert "never been so close” while" in text


def test_headings_keep_their_own_lines() -> None:
    text = "Talks resume\nThe envoys met.\nWhat comes next\nA second round follows."
    assert clean(text).text == text


def test_hostile_lines_cost_linear_time() -> None:
    clean("By " + "A " * 200_000 + "\n" + "(" * 200_000 + "\n" + "2024 " * 100_000)


def test_a_codebook_of_ones_own_says_what_is_boilerplate(tmp_path: Path) -> None:
    raw = (PACKAGED / "boilerplate.toml").read_text(encoding="utf-8")
    own = raw.replace("[lines]", "[lines]\nlighthouse = 'lit by the .{0,40} lighthouse'", 1)
    (tmp_path / "boilerplate.toml").write_text(own, encoding="utf-8")
    text = "The envoys met.\nLit by the Northgate lighthouse.\nThey parted."
    assert "lighthouse" in clean(text).text
    assert "lighthouse" not in clean(text, tmp_path).text
