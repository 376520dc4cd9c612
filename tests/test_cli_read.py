"""`verbale read` from the outside: what it prints, what it refuses, how it exits."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from verbale import cli

ARTICLE = "Ministers of Ghana and Togo met in Accra on Monday. “We agree,” said the foreign minister of Ghana."
DAY = ("--published", "2024-05-15")


@dataclass(frozen=True)
class Outcome:
    """What a call printed and how it ended."""

    out: str
    err: str
    status: int


Call = Callable[..., Outcome]


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """Call `verbale` with these words."""

    def run(*words: str | Path) -> Outcome:
        monkeypatch.setattr(sys, "argv", ["verbale", *map(str, words)])
        with pytest.raises(SystemExit) as end:
            cli.main()
        out, err = capsys.readouterr()
        return Outcome(out, err, int(end.value.code or 0))

    return run


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """An article in a file."""
    file = tmp_path / "article.txt"
    file.write_text(ARTICLE, encoding="utf-8")
    return file


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    """Three documents in JSON Lines, the second of them broken."""
    file = tmp_path / "articles.jsonl"
    good = [{"id": n, "text": ARTICLE, "published": "2024-05-15", "title": f"Number {n}"} for n in (1, 3)]
    file.write_text(f"{json.dumps(good[0])}\n{{broken\n{json.dumps(good[1])}\n", encoding="utf-8")
    return file


def test_an_article_is_printed_as_a_table_for_a_person(call: Call, article: Path) -> None:
    done = call("read", article, *DAY)
    assert done.status == 0
    assert "Meetings (1)" in done.out
    assert "“Ministers of Ghana and Togo met in Accra on Monday.”" in done.out
    assert done.err == ""


def test_one_document_is_one_json_object(call: Call, article: Path) -> None:
    done = call("read", article, "--format", "json", *DAY, "--publisher", "Northgate Wire")
    reading = json.loads(done.out)
    assert reading["document"]["publisher"] == "Northgate Wire"
    assert reading["document"]["text"] == ARTICLE
    assert reading["meetings"][0]["status"] == "held"


def test_several_documents_are_a_json_array_and_the_broken_one_is_named(call: Call, lines: Path) -> None:
    done = call("read", lines, "--format", "json")
    assert [r["id"] for r in json.loads(done.out)] == ["1", "3"]
    assert done.status == 1
    assert f"verbale: {lines}:2: not JSON" in done.err
    assert "verbale: read 2, skipped 1" in done.err


def test_json_lines_and_plover_are_one_object_a_line(call: Call, lines: Path) -> None:
    jsonl, plover = call("read", lines, "-f", "jsonl"), call("read", lines, "-f", "plover")
    assert [json.loads(line)["document"]["title"] for line in jsonl.out.splitlines()] == ["Number 1", "Number 3"]
    assert all(isinstance(json.loads(line), dict) for line in plover.out.splitlines())
    assert plover.out


def test_output_goes_to_a_file_but_never_over_an_input(call: Call, article: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    assert call("read", article, "-f", "json", "-o", target).out == ""
    assert json.loads(target.read_text(encoding="utf-8"))["document"]["text"] == ARTICLE
    over = call("read", article, "-o", article)
    assert (over.status, article.read_text(encoding="utf-8")) == (2, ARTICLE)
    assert "is also an input" in over.err
    nowhere = call("read", article, "-o", tmp_path / "no" / "such" / "folder")
    assert (nowhere.status, nowhere.err.count("\n")) == (2, 1)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--format", "jason"], "unknown format 'jason'; did you mean json?"),
        (["--format", "zzz"], "unknown format 'zzz'; formats are table, json, jsonl, plover"),
        (["--published", "yesterday"], "'yesterday' is no date: write YYYY-MM-DD"),
    ],
)
def test_a_wrong_option_is_one_line_and_status_2(call: Call, article: Path, words: list[str], says: str) -> None:
    done = call("read", article, *words)
    assert done.status == 2
    assert says in done.err
    assert done.err.count("\n") == 1


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a binary file"),
        (b"Talks resume. " * 200_000, "longer than 2 000 000 characters"),
        (bytes([0x81, 0x8D]) * 100, "neither UTF-8 nor Windows-1252"),
        ("Dışişleri Bakanı, görüşmelerin gelecek hafta Ankara'da yapılacağını söyledi.".encode(),
         "this is Turkish; Verbale reads English"),
        (b"<!doctype html><html><body><p>Not found.</p></body></html>", "no article in this page"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_one_line_and_status_1(call: Call, tmp_path: Path, data: bytes, says: str) -> None:
    file = tmp_path / "input"
    file.write_bytes(data)
    done = call("read", file)
    assert (done.status, done.out, done.err.count("\n")) == (1, "", 1)
    assert says in done.err
    assert str(file) in done.err


@pytest.mark.parametrize("name", ["no/such.txt", "http://127.0.0.1:9/secret", "http://[bad/"])
def test_what_is_not_there_is_one_line_and_status_1(call: Call, name: str) -> None:
    done = call("read", name)
    assert (done.status, done.out, done.err.count("\n")) == (1, "", 1)


def test_letters_that_were_repaired_are_warned_of(call: Call, tmp_path: Path) -> None:
    file = tmp_path / "old.txt"
    file.write_bytes("The café’s ministers met in Accra.".encode("cp1252"))
    reading = json.loads(call("read", file, "-f", "json", *DAY).out)
    assert [w["code"] for w in reading["warnings"]] == ["repaired_encoding"]


def test_without_a_date_a_warning_says_how_to_give_one(call: Call, article: Path) -> None:
    reading = json.loads(call("read", article, "-f", "json").out)
    assert reading["document"]["published"] is None
    assert "--published" in reading["warnings"][0]["message"]
    assert reading["meetings"][0]["time"]["start"] is None


def test_a_fault_in_one_document_does_not_end_the_run(call: Call, lines: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(*_: object) -> object:
        raise RecursionError("too deep")

    monkeypatch.setattr("verbale.pipeline.read_document", faulty)
    done = call("read", lines, "-f", "jsonl")
    assert done.status == 1
    assert "a fault of Verbale's own (RecursionError: 'too deep'" in done.err
    assert "read 0, skipped 3" in done.err


def test_a_fault_in_parsing_one_document_is_named_and_the_others_are_read(
    call: Call, lines: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from verbale.articles import parse

    def faulty(texts: list[str], nlp: Any) -> list[parse.Parsed]:
        if any("Togo" in text for text in texts):
            raise RecursionError("too deep")
        return parsed(texts, nlp)

    parsed = parse._parse_batch
    lines.write_text("".join(json.dumps({"text": t}) + "\n" for t in (ARTICLE, ARTICLE.replace("Togo", "Mali"))))
    monkeypatch.setattr(parse, "_parse_batch", faulty)
    done = call("read", lines, "-f", "jsonl")
    assert (done.status, done.out.count("\n")) == (1, 1)
    assert f"{lines}:1: a fault of Verbale's own (RecursionError" in done.err


def test_an_edited_card_changes_what_is_read(
    call: Call, article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VERBALE_READERS", "codebook")
    own = tmp_path / "own"
    assert call("codebook", "copy", own).status == 0
    card = own / "acts" / "meet.toml"
    card.write_text(card.read_text(encoding="utf-8").replace('"meet', '"rendezvous'), encoding="utf-8")
    before, after = (
        json.loads(call("read", article, "-f", "json", *DAY, *words).out) for words in ((), ("--codebook", own))
    )
    assert len(before["meetings"]) == 1
    assert after["meetings"] == []


def test_a_folder_that_is_no_codebook_is_one_line_and_status_2(call: Call, article: Path, tmp_path: Path) -> None:
    for folder, says in ((tmp_path / "none", "no such folder"), (tmp_path, "not a whole codebook, actors, acts,")):
        done = call("read", article, "--codebook", folder)
        assert (done.status, done.out, done.err.count("\n")) == (2, "", 1)
        assert says in done.err
    assert "exists already" in call("codebook", "copy", tmp_path).err


def test_two_workers_print_the_same_bytes(call: Call, tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    texts = [f"Ministers of Ghana and Togo met in Accra on {n} May 2024." for n in range(1, 6)]
    file.write_text("".join(json.dumps({"id": n, "text": t}) + "\n" for n, t in enumerate(texts)), encoding="utf-8")
    one, two = call("read", file, "-f", "jsonl"), call("read", file, "-f", "jsonl", "--workers", "2")
    assert one.out.count("\n") == 5
    assert one.out == two.out


def test_importing_verbale_loads_nothing_heavy() -> None:
    names = ("spacy", "httpx", "trafilatura", "numpy")
    heavy = f"import sys, verbale, verbale.cli; print([m for m in {names} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", heavy], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_loading_the_model_is_silent() -> None:
    code = "from verbale.articles.parse import parse; parse('Talks resume.')"
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_an_interrupt_is_told_in_one_line(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("verbale.articles.sources.sources", interrupted)
    assert call("read", "anything.txt") == Outcome("", "verbale: stopped\n", 130)
