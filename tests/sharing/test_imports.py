"""Event data of others come in by the names or places of their columns, with where they came from, and never ACLED."""

from __future__ import annotations

import gzip
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from invented import READING
from typer.testing import CliRunner

from verbale import record
from verbale.cli import app
from verbale.errors import InputError
from verbale.record import imported
from verbale.record.clock import utc_now
from verbale.sharing.export.formats import FORMATS
from verbale.sharing.export.rows import rows_of
from verbale.sharing.imports.files import Skipped, events


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    """The invented reading as POLECAT, ICEWS, GDELT and DNA write such things."""
    found = {name: tmp_path / f"{name}.txt" for name in ("polecat", "icews", "gdelt", "dna-csv")}
    for name, file in found.items():
        FORMATS[name].save(rows_of([READING]), file, Counter())
    return found


def read(file: Path) -> list[dict[str, Any]]:
    found = list(events(str(file)))
    assert not any(isinstance(e, Skipped) for e in found)
    return found  # type: ignore[return-value]


def test_polecat_comes_back_as_it_went_out(files: dict[str, Path]) -> None:
    first, planned, *_ = read(files["polecat"])
    assert [(p["name"], p["country"]) for p in first["actors"]] == [
        ("Ghana", "GHA"),
        ("Togo", "TGO"),
        ("United Nations", "IGO"),
    ]
    assert (first["event_type"], first["mode"], first["intensity"], first["quad_code"]) == (
        "CONSULT",
        ["multilateral"],
        4.0,
        1,
    )
    assert (first["origin"], first["key"], first["file"], first["line"]) == ("polecat", "event-1", "polecat.txt", 2)
    assert planned["event_type"] == "AGREE"
    assert planned["recipients"] == [{"name": "Benin", "country": "BEN", "sectors": ["GOV"]}]


def test_icews_keeps_the_code_as_text_and_names_become_codes(files: dict[str, Path]) -> None:
    found = read(files["icews"])
    assert [e["cameo"] for e in found] == ["046", "046", "046", "036", "120", "120"]
    assert [e["event_type"] for e in found] == ["CONSULT"] * 3 + ["AGREE", "REJECT", "REJECT"]
    assert found[3]["actors"][0]["country"] == "TGO"
    assert found[0]["place"] == {"name": "Accra", "country": "GHA", "lat": 5.556, "lon": -0.197}


def test_gdelt_of_both_versions_is_told_by_its_width(files: dict[str, Path], tmp_path: Path) -> None:
    found = read(files["gdelt"])
    assert found[1]["recipients"] == [{"name": "UNITED NATIONS", "country": None, "sectors": []}]
    assert found[0]["place"]["country"] == "GHA"
    older = tmp_path / "20240513.export.CSV"
    cells = files["gdelt"].read_text(encoding="utf-8").splitlines()[0].split("\t")
    older.write_text("\t".join(c for n, c in enumerate(cells) if n not in (39, 47, 55)) + "\n")
    (one,) = read(older)
    assert {**one, "file": None} == {**found[0], "file": None}


def test_dna_lists_come_back(files: dict[str, Path]) -> None:
    first, second = read(files["dna-csv"])
    assert (first["day"], first["variables"]["concept"], first["variables"]["agreement"]) == (
        "2024-05-14",
        "ceasefire",
        "1",
    )
    assert first["actors"] == [{"name": "Ghana", "country": "GHA", "sectors": []}]
    assert second["actors"][0]["country"] == "TGO"


def test_packed_and_older_files_are_read(files: dict[str, Path], tmp_path: Path) -> None:
    data = files["icews"].read_bytes().replace(b"Accra", "Lomé".encode("iso-8859-1"))
    (tmp_path / "a.tab.gz").write_bytes(gzip.compress(data))
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("events.tab", data)
    for name in ("a.tab.gz", "a.zip"):
        assert read(tmp_path / name)[0]["place"]["name"] == "Lomé"


def test_a_broken_line_is_named_and_the_others_are_read(files: dict[str, Path], tmp_path: Path) -> None:
    lines = files["icews"].read_text(encoding="utf-8").splitlines(keepends=True)
    (tmp_path / "b.tab").write_text(
        "".join([lines[0], "too\tshort\n", lines[1].replace("2024-05-13", "soon"), lines[2]]), encoding="utf-8"
    )
    short, undated, good = events(str(tmp_path / "b.tab"))
    assert isinstance(short, Skipped)
    assert (short.where, short.reason) == ("b.tab:2", "2 columns instead of 20")
    assert isinstance(undated, Skipped)
    assert isinstance(good, dict)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("event_id_cnty,event_date,year\nGHA1,13 May 2024,2024\n", "ACLED data are not imported"),
        ("a,b\n1,2\n", "none of polecat, icews, dna, gdelt"),
        ("", "none of"),
    ],
)
def test_what_is_not_imported_is_one_clear_line(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "x.csv").write_text(text)
    with pytest.raises(InputError, match=says):
        list(events(str(tmp_path / "x.csv")))


def test_events_are_kept_once_and_asked_by_country_and_day(files: dict[str, Path], tmp_path: Path) -> None:
    with record.open(tmp_path / "a.db") as book:
        assert imported.add(book, read(files["icews"]), now=utc_now) == 6
        assert imported.add(book, read(files["icews"]), now=utc_now) == 0
        assert imported.add(book, read(files["polecat"]), now=utc_now) == 4
        dyad = imported.events(book, origin="icews", country=["TGO", "BEN"])
        assert [e["event_type"] for e in dyad] == ["REJECT", "AGREE"]
        assert len(imported.events(book, until="2024-05-13")) == 4
        assert imported.counts(book, country=["GHA"])["CONSULT"] == {"icews": 2, "polecat": 1}
        assert len(book.events()) == 0


def test_the_command_line_imports_lists_and_compares(files: dict[str, Path], tmp_path: Path) -> None:
    def call(*args: object) -> Any:
        return CliRunner().invoke(app, [*map(str, args), "--store", str(tmp_path / "a.db")], catch_exceptions=False)

    told = call("import", *files.values())
    assert (told.exit_code, told.stderr) == (0, "verbale: 18 events new, 0 known already, 0 skipped\n")
    listed = call("imported", "--origin", "polecat").stdout.splitlines()
    assert listed[0].split()[:3] == ["origin", "day", "event_type"]
    assert len(listed) == 5
    compared = call("imported", "--compare").stdout.splitlines()
    assert compared[0].split() == ["event_type", "verbale", "dna", "gdelt", "icews", "polecat"]
    assert "CONSULT     0        0    3      3      1" in compared
    assert call("imported", "--format", "csv", "--country", "BEN").stdout.count("\n") == 7
