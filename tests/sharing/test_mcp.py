"""An assistant asks the record and can cite every answer; asked over the protocol itself."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from invented import READING
from mcp import Client

from verbale.record.book import Record
from verbale.sharing.mcp import LONGEST, server

DAY = date(2024, 5, 24)


def run(talk: Coroutine[Any, Any, Any]) -> Any:
    """What a conversation gives, in a thread of its own: another test's browser may keep a loop in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, talk).result()


def asked(record: Record, tool: str, **arguments: Any) -> Any:
    """The answer of a tool as plain values; its message where it is an error."""

    async def talk() -> Any:
        async with Client(server(record, lambda: DAY)) as client:
            return await client.call_tool(tool, arguments)

    result = run(talk())
    text = "".join(part.text for part in result.content)
    return text if result.is_error else json.loads(text)


def tools(record: Record) -> dict[str, Any]:
    async def talk() -> Any:
        async with Client(server(record, lambda: DAY)) as client:
            return await client.list_tools()

    return {tool.name: tool for tool in run(talk()).tools}


def test_every_tool_only_reads_and_says_what_it_gives(talks: Record) -> None:
    found = tools(talks)
    assert {"dossiers", "search", "meetings", "positions", "claims", "violence", "statements", "timeline", "brief",
            "explain", "document"} == set(found)  # fmt: skip
    assert all(tool.description and tool.annotations.read_only_hint for tool in found.values())


@pytest.mark.parametrize("tool", ["meetings", "positions", "claims", "violence", "statements"])
def test_every_row_carries_words_that_stand_in_its_document(talks: Record, tool: str) -> None:
    list(talks.add([READING]))
    rows = asked(talks, tool)["rows"]
    assert rows
    for words in (w for row in rows for w in row["words"]):
        assert words["publisher"]
        assert words["published"]
        told = asked(talks, "document", id=words["document"], start=words["start"], end=words["end"])
        assert told["text"] == words["quote"]


@pytest.mark.parametrize("tool", ["timeline", "brief"])
def test_a_view_of_a_dossier_carries_words_too(talks: Record, tool: str) -> None:
    rows = asked(talks, tool, dossier="ghana-togo", since="2024-05-01")["rows"]
    assert rows
    assert all(row["words"][0]["quote"] and row["words"][0]["publisher"] for row in rows)


def test_search_finds_words_kind_by_kind(talks: Record) -> None:
    found = asked(talks, "search", text="gunmen")
    assert len(found["violence"]) == 1
    assert found["positions"] == []


def test_explain_gives_the_chain_behind_an_id(talks: Record) -> None:
    meeting = asked(talks, "meetings", dossier="ghana-togo")["rows"][0]
    assert asked(talks, "explain", id=meeting["id"])["record"]["id"] == meeting["id"]


def test_long_answers_come_in_pieces(talks: Record) -> None:
    first = asked(talks, "positions", limit=1)
    assert len(first["rows"]) == 1
    assert asked(talks, "positions", limit=1, offset=first["next"])["rows"] != first["rows"]
    document = asked(talks, "document", id=first["rows"][0]["words"][0]["document"], end=10**9)
    assert len(document["text"]) <= LONGEST


@pytest.mark.parametrize(
    ("tool", "arguments", "says"),
    [
        ("brief", {"dossier": "none"}, "no dossier 'none'"),
        ("meetings", {"actor": ["Nobody"]}, "no actor of the record"),
        ("timeline", {"dossier": "ghana-togo", "as_of": "May"}, "no date"),
        ("document", {"id": "x"}, "no document 'x'"),
        ("search", {"text": " "}, "which words"),
    ],
)
def test_what_cannot_be_answered_is_said(talks: Record, tool: str, arguments: dict[str, Any], says: str) -> None:
    assert says in asked(talks, tool, **arguments)


def test_a_hostile_article_is_quoted_and_leads_nowhere(hostile: Record) -> None:
    rows = asked(hostile, "meetings")["rows"]
    assert all(w["url"] is None for row in rows for w in row["words"])
