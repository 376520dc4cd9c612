"""Every exporter keeps the same promises: its columns, one record a line, odd signs kept, nothing invented."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from pathlib import Path

import pytest
from invented import READING, TEXT

from verbale.errors import InputError, UsageError
from verbale.sharing.export import dna_csv, gdelt, icews, petrarch, phoenix, polecat, table
from verbale.sharing.export.formats import FORMATS, format_named
from verbale.sharing.export.rows import rows_of

GOLDEN = Path(__file__).parent / "golden"
TEXTS = [f for f in FORMATS.values() if f.text]
DELIMITED = [
    ("polecat", "\t", polecat.COLUMNS, 40, True),
    ("icews", "\t", icews.COLUMNS, 20, True),
    ("gdelt", "\t", gdelt.COLUMNS, 61, False),
    ("phoenix", "\t", phoenix.COLUMNS, 26, False),
    ("petrarch", "\t", petrarch.COLUMNS, 8, False),
    ("dna-csv", ";", dna_csv.COLUMNS, 16, True),
    ("csv", ",", table.COLUMNS, len(table.COLUMNS), True),
]


def exported(name: str, *readings: object) -> tuple[str, Counter[str]]:
    """(text, what was left out) of the invented reading, or of those given."""
    left: Counter[str] = Counter()
    found = rows_of(readings or [READING])  # type: ignore[arg-type]
    return "".join(FORMATS[name].lines(found, left)), left


@pytest.mark.parametrize("name", [f.name for f in TEXTS])
def test_each_format_writes_its_golden_file(name: str) -> None:
    text = exported(name)[0]
    if name == "prov":  # names the codebook that read the article
        text = json.dumps(json.loads(text) | {"agent": {}}, ensure_ascii=False, indent=1) + "\n"
    assert text == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "between", "columns", "count", "header"), DELIMITED)
def test_delimited_formats_have_their_columns_in_every_line(
    name: str, between: str, columns: tuple[str, ...], count: int, header: bool
) -> None:
    rows = list(csv.reader(io.StringIO(exported(name)[0]), delimiter=between))
    assert len(columns) == count
    assert {len(row) for row in rows} == {count}
    assert (tuple(rows[0]) == columns) is header
    assert len(rows) > header


@pytest.mark.parametrize("name", [d[0] for d in DELIMITED])
def test_no_cell_makes_a_spreadsheet_calculate_or_holds_a_line_end(name: str) -> None:
    between = next(d[1] for d in DELIMITED if d[0] == name)
    for row in csv.reader(io.StringIO(exported(name)[0]), delimiter=between):
        for cell in row:
            assert not cell.startswith(("=", "+", "@"))
            assert not cell.startswith("-") or cell == "---" or float(cell) < 0
            assert not set(cell) & set("\t\n\r")


@pytest.mark.parametrize("name", [f.name for f in TEXTS])
def test_a_line_is_a_record_and_accents_and_emoji_survive(name: str) -> None:
    text = exported(name)[0]
    assert text.endswith("\n")
    assert "\ufffd" not in text
    if name in ("plover", "jsonl", "csv", "ftm", "prov"):
        assert "😀" in text


@pytest.mark.parametrize("name", list(FORMATS))
def test_no_finding_gives_an_empty_file_that_is_still_one(name: str, tmp_path: Path) -> None:
    FORMATS[name].save([], tmp_path / "out", Counter())
    assert (tmp_path / "out").exists()
    header = next((d[4] for d in DELIMITED if d[0] == name), False)
    if FORMATS[name].text and name != "prov":
        assert len((tmp_path / "out").read_text(encoding="utf-8").splitlines()) == int(header)


@pytest.mark.parametrize("name", list(FORMATS))
def test_the_same_findings_give_the_same_file(name: str, tmp_path: Path) -> None:
    for file in ("one", "two"):
        FORMATS[name].save(rows_of([READING, READING]), tmp_path / file, Counter())
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


@pytest.mark.parametrize("name", ["plover", "polecat", "icews", "gdelt", "phoenix", "petrarch"])
def test_a_planned_meeting_is_never_a_consultation(name: str) -> None:
    planned = [line for line in exported(name)[0].splitlines() if "BEN" in line or "Benin" in line]
    assert planned
    assert not any("CONSULT" in line or "\t04" in line for line in planned)


def test_what_a_format_has_no_place_for_is_counted() -> None:
    assert exported("polecat")[1] == Counter(
        {"events that did not happen or only may": 1, "events without an actor": 1, "events without a day": 1}
    )
    assert exported("icews")[1]["events without a CAMEO code"] == 1
    assert exported("dna-csv")[1] == Counter({"positions withdrawn or negated": 1})


def test_polecat_keeps_lists_in_parallel_and_says_none() -> None:
    first = next(csv.DictReader(io.StringIO(exported("polecat")[0]), delimiter="\t"))
    assert first["Actor Name"] == "Ghana;Togo;United Nations"
    assert first["Actor Country"] == "GHA;TGO;IGO"
    assert first["Actor COW"] == "452;461;None"
    assert (first["Recipient Name"], first["Quad Code"]) == ("None", "VERBAL COOPERATION")


def test_icews_writes_a_row_for_each_pair_with_codes_as_text() -> None:
    rows = list(csv.DictReader(io.StringIO(exported("icews")[0]), delimiter="\t"))
    pairs = [(r["Source Name"], r["Target Name"]) for r in rows[:3]]
    assert pairs == [("Ghana", "Togo"), ("Ghana", "United Nations"), ("Togo", "United Nations")]
    assert rows[0]["CAMEO Code"] == "046"
    assert len({(r["Event ID"], r["Event Date"]) for r in rows}) == len(rows)


def test_gdelt_codes_places_in_fips_and_actors_in_cameo() -> None:
    cells = dict(zip(gdelt.COLUMNS, exported("gdelt")[0].splitlines()[1].split("\t"), strict=True))
    assert (cells["Actor1Code"], cells["Actor2Code"], cells["Actor2KnownGroupCode"]) == ("GHAGOV", "IGOUNO", "UNO")
    assert (cells["ActionGeo_FullName"], cells["ActionGeo_CountryCode"]) == ("Accra, Ghana", "GH")
    assert (cells["QuadClass"], cells["EventRootCode"], cells["DATEADDED"]) == ("1", "04", "20240514043000")


def test_announcements_are_dated_by_the_announcement() -> None:
    rows = list(csv.DictReader(io.StringIO(exported("icews")[0]), delimiter="\t"))
    (planned,) = (r for r in rows if r["CAMEO Code"] == "036")
    assert planned["Event Date"] == "2024-05-14"


def test_dna_counts_characters_as_java_does() -> None:
    first = next(csv.DictReader(io.StringIO(exported("dna-csv")[0]), delimiter=";"))
    start, stop = int(first["start_position"]), int(first["stop_position"])
    assert TEXT.encode("utf-16-le")[start * 2 : stop * 2].decode("utf-16-le") == "Ghana demands a ceasefire."
    assert start == TEXT.index("Ghana demands") + 1
    assert first["time"] == "2024-05-14 04:30:00"


def test_what_is_no_reading_is_one_clear_line() -> None:
    with pytest.raises(InputError, match="reading 1 has no document"):
        exported("jsonl", {"text": "One."})


def test_a_wrong_name_gets_a_suggestion() -> None:
    with pytest.raises(UsageError, match="did you mean polecat"):
        format_named("polcat")
