"""Everything a user may name as input, and every way in which it may be broken."""

from __future__ import annotations

import gzip
import io
import json
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from verbale.articles.sources import Failure, Raw, sources
from verbale.settings import DEFAULT

SMALL = replace(DEFAULT, max_text=1000)


def read(path: Path, name: str, data: bytes, settings: object = SMALL) -> list[Raw | Failure]:
    """What comes of a file with these bytes."""
    file = path / name
    file.write_bytes(data)
    return list(sources([str(file)], settings))  # type: ignore[arg-type]


def reason(found: list[Raw | Failure]) -> str:
    assert [type(f) for f in found] == [Failure]
    assert "\n" not in found[0].reason  # type: ignore[union-attr]
    return found[0].reason  # type: ignore[union-attr]


def test_a_text_file_is_one_document(tmp_path: Path) -> None:
    (found,) = read(tmp_path, "a.txt", "Talks résumé.".encode())
    assert isinstance(found, Raw)
    assert (found.text, found.html, found.repaired) == ("Talks résumé.", False, None)


def test_gzip_of_anything_is_unpacked(tmp_path: Path) -> None:
    text = read(tmp_path, "a.txt.gz", gzip.compress(b"Talks resume."))
    lines = read(tmp_path, "b.jsonl.gz", gzip.compress(b'{"text": "One."}\n{"text": "Two."}\n'))
    assert [f.text for f in text + lines if isinstance(f, Raw)] == ["Talks resume.", "One.", "Two."]


def test_standard_input_may_be_gzip(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = SimpleNamespace(buffer=io.BufferedReader(io.BytesIO(gzip.compress(b"Talks resume."))))  # type: ignore[arg-type]
    monkeypatch.setattr("sys.stdin", stream)
    (found,) = sources(["-"])
    assert isinstance(found, Raw)
    assert found.text == "Talks resume."


def test_json_lines_keep_their_order_and_their_fields(tmp_path: Path) -> None:
    record = {
        "id": 7,
        "text": "One.",
        "title": "T",
        "url": "u",
        "publisher": "P",
        "published": "2024-05-03",
        "language": "en",
    }
    found = read(tmp_path, "a.jsonl", (json.dumps(record) + '\n\n{"text": "Two."}\n').encode())
    assert found[0] == Raw(f"{tmp_path}/a.jsonl:1", "One.", False, "7", "T", "u", "P", "2024-05-03", "en")
    assert [f.name.rpartition(":")[2] for f in found] == ["1", "3"]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (b"{broken", ":2: not JSON"),
        (b"[1]", ":2: no object"),
        (b'{"title": "T"}', ':2: no "text"'),
        (b'{"text": " "}', ':2: no "text"'),
        (b'{"text": 5}', ':2: "text" is not a text'),
        (b'{"text": "T", "published": 2024}', ':2: "published" is not a text'),
        (b'{"text": "caf\xe9"}', ":2: not UTF-8 at byte 13"),
        (b'{"text": "' + b"x" * 1001 + b'"}', ":2: longer than 1 000 characters"),
        (b'{"text": "' + b"x" * 9000 + b'"}', ":2: a line of more than"),
        (b'{"a":' * 5000, ":2: "),
    ],
)
def test_a_broken_line_is_named_and_the_others_are_read(tmp_path: Path, line: bytes, says: str) -> None:
    found = read(tmp_path, "a.jsonl", b'{"text": "One."}\n' + line + b'\n{"text": "Three."}\n')
    assert [type(f) for f in found] == [Raw, Failure, Raw]
    assert says in found[1].reason  # type: ignore[union-attr]
    assert found[2].name.endswith(":3")


def test_half_a_character_in_json_is_replaced(tmp_path: Path) -> None:
    (found,) = read(tmp_path, "a.jsonl", b'{"text": "One \\ud83d.", "title": "\\ud83d"}\n')
    assert isinstance(found, Raw)
    assert (found.text, found.title) == ("One \ufffd.", "\ufffd")


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\n", "empty"),
        ("a.pdf", b"%PDF-1.7 ...", "a binary file"),
        ("a.bin", bytes(range(256)) * 3, "a binary file"),
        ("a.txt", bytes([0x81, 0x8D, 0x8F, 0x90]) * 50, "neither UTF-8 nor Windows-1252"),
        ("a.txt", b"x" * 1001, "longer than 1 000 characters"),
        ("a.txt.gz", gzip.compress(b"Talks resume." * 50)[:-30], "damaged"),
        ("a.txt.gz", b"\x1f\x8b\x08\x00garbage that is no gzip", "damaged"),
        ("a.jsonl", b"{broken\n", "line 1 is not JSON"),
        ("a.json", b'[{"text": "One."}]', "not JSON Lines"),
        ("a.json", b'{\n "text": "One."\n}', "not JSON Lines"),
    ],
)
def test_what_cannot_be_read_is_one_clear_line(tmp_path: Path, name: str, data: bytes, says: str) -> None:
    said = reason(read(tmp_path, name, data))
    assert says in said
    assert said.startswith(f"{tmp_path}/{name}")


@pytest.mark.parametrize("name", ["no/such.txt", "a\x00b.txt", "n" * 300])
def test_a_missing_file_is_one_clear_line(name: str) -> None:
    assert reason(list(sources([name])))


def test_bytes_that_are_no_utf8_are_repaired_and_it_is_said(tmp_path: Path) -> None:
    (old,) = read(tmp_path, "a.txt", "The café’s talks.".encode("cp1252"))
    (slip,) = read(tmp_path, "b.txt", "“Yes” — caf".encode() + b"\xe9")
    assert isinstance(old, Raw)
    assert isinstance(slip, Raw)
    assert (old.text, old.repaired) == ("The café’s talks.", "Windows-1252")
    assert (slip.text, slip.repaired) == ("“Yes” — café", "Windows-1252")


def test_a_page_is_read_in_the_encoding_that_it_declares(tmp_path: Path) -> None:
    (found,) = read(tmp_path, "a.html", '<meta charset="iso-8859-9"><p>Görüşme'.encode("iso-8859-9"))
    assert isinstance(found, Raw)
    assert (found.text.endswith("Görüşme"), found.repaired) == (True, "iso-8859-9")


def test_a_folder_is_read_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", ".hidden", "sub/c.txt", ".git/d.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    assert [f.text for f in sources([str(tmp_path)]) if isinstance(f, Raw)] == ["a.txt", "b.txt", "sub/c.txt"]
    (tmp_path / "empty").mkdir()
    assert "an empty folder" in reason(list(sources([str(tmp_path / "empty")])))


def test_json_lines_are_not_held_in_memory() -> None:
    class Endless(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
            line = b'{"text": "One."}\n'
            buffer[: len(line)] = line
            return len(line)

    from verbale.articles.sources import _stream

    found = _stream(io.BufferedReader(Endless()), "endless", DEFAULT)
    assert [next(found).name for _ in range(3)] == ["endless:1", "endless:2", "endless:3"]


def test_a_folder_passes_over_what_is_no_article_and_says_so_once(tmp_path: Path) -> None:
    for name in ("one.txt", "one.toml", "two", "two.TOML", "notes.csv"):
        (tmp_path / name).write_text("Talks resume.", encoding="utf-8")
    passed_over: list[str] = []
    found = list(sources([str(tmp_path)], passed_over=passed_over))
    assert [Path(f.name).name for f in found] == ["one.txt", "two"]
    (line,) = passed_over
    assert line.startswith(f"{tmp_path}: passed over 3 files that are no articles (.csv, .toml)")


def test_a_file_that_is_named_is_read_whatever_its_ending(tmp_path: Path) -> None:
    (found,) = read(tmp_path, "notes.toml", b"Talks resume.")
    assert isinstance(found, Raw)
