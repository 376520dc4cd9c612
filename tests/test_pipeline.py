"""The stages: which function gives which layer, and how an installed package swaps one."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import metadata
from typing import Any

import pytest

from verbale import pipeline
from verbale.articles.make import document
from verbale.document import Document
from verbale.errors import PipelineError


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    pipeline.stages.cache_clear()
    yield
    pipeline.stages.cache_clear()


def install(monkeypatch: pytest.MonkeyPatch, *pairs: tuple[str, str]) -> None:
    """Let some packages be installed that give (layer, function)."""
    found = metadata.EntryPoints(metadata.EntryPoint(name, value, pipeline.GROUP) for name, value in pairs)
    others = metadata.entry_points
    monkeypatch.setattr(
        metadata, "entry_points", lambda **by: found if by == {"group": pipeline.GROUP} else others(**by)
    )


def no_claims(document: Document, acts: tuple[Any, ...]) -> tuple[Any, ...]:
    """A stage that finds nothing, whatever it is given."""
    del document, acts
    return ()


def test_without_packages_the_stages_are_the_list(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch)
    assert pipeline.stages() == pipeline.STAGES


def test_a_package_swaps_a_stage_and_the_others_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, ("claims", f"{__name__}:no_claims"))
    text = "Kampala accused Nairobi of theft. Nairobi denied it."
    reading = pipeline.read_document(document(text, published="2025-11-19"), readers="codebook")
    assert reading.claims == () and reading.events
    assert [s.gives for s in pipeline.stages()] == [s.gives for s in pipeline.STAGES]


def test_a_swap_of_no_known_layer_names_the_layers(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, ("claim", f"{__name__}:no_claims"))
    with pytest.raises(PipelineError, match=r"'claim' of verbale\.stages: no such layer; layers are who, times"):
        pipeline.stages()


def test_two_swaps_of_one_stage_are_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, ("claims", "a:b"), ("claims", "c:d"))
    with pytest.raises(PipelineError, match="two packages"):
        pipeline.stages()


def test_a_function_that_is_not_there_is_named() -> None:
    with pytest.raises(PipelineError, match=r"no function verbale\.nowhere:f"):
        pipeline.Stage("claims", "verbale.nowhere:f").resolve()


def test_a_stage_whose_need_is_given_later_names_the_giver() -> None:
    first = (pipeline.Stage("claims", f"{__name__}:no_claims"), *pipeline.STAGES)
    with pytest.raises(PipelineError, match="acts_in gives it: add it before"):
        pipeline.plan(first)
