"""What is exported is read back by the loaders that people use: pandas, pyarrow, sqlite3, followthemoney, prov."""

from __future__ import annotations

import io
import json
import sqlite3
from collections import Counter
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest
from invented import READING, TEXT

from verbale.sharing.export import dna, flat, gdelt
from verbale.sharing.export.formats import FORMATS
from verbale.sharing.export.rows import rows_of


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """A folder with the invented reading in every format."""
    for form in FORMATS.values():
        form.save(rows_of([READING]), tmp_path / form.name, Counter())
    return tmp_path


def test_pandas_reads_the_tab_separated_formats(written: Path) -> None:
    polecat = pd.read_csv(written / "polecat", sep="\t", dtype={"Actor COW": str})
    icews = pd.read_csv(written / "icews", sep="\t", dtype={"CAMEO Code": str})
    events = pd.read_csv(written / "gdelt", sep="\t", header=None, names=gdelt.COLUMNS, dtype={"EventCode": str})
    assert list(polecat["Event Type"]) == ["CONSULT", "AGREE", "REJECT", "REJECT"]
    assert list(icews["CAMEO Code"]) == ["046", "046", "046", "036", "120", "120"]
    assert list(icews["Intensity"]) == [7.0, 7.0, 7.0, 4.0, -4.0, -4.0]
    assert list(events["EventCode"]) == list(icews["CAMEO Code"])
    assert events["ActionGeo_Lat"].iloc[0] == pytest.approx(5.556)


def test_a_strict_reader_without_quoting_sees_the_same_cells(written: Path) -> None:
    for name, count in (("polecat", 40), ("icews", 20), ("gdelt", 61), ("phoenix", 26), ("petrarch", 8)):
        for line in (written / name).read_text(encoding="utf-8").splitlines():
            assert line.count("\t") == count - 1
            assert '"' not in line


def test_the_csv_of_all_findings_is_read_back(written: Path) -> None:
    table = pd.read_csv(written / "csv")
    assert list(table["kind"].unique()) == ["meeting", "statement", "position", "claim", "violence", "event"]
    assert table.loc[table["id"] == "meeting-1", "actors"].item() == "Ghana;Togo;United Nations"
    assert table.loc[table["id"] == "violence-1", "dead_low"].item() == 3


def test_parquet_keeps_lists_and_the_whole_finding(written: Path) -> None:
    table = pq.read_table(written / "parquet")
    assert tuple(table.column_names) == flat.COLUMNS
    rows = table.to_pylist()
    assert rows[0]["actors"] == ["Ghana", "Togo", "United Nations"]
    assert rows[0]["actor_countries"] == ["GHA", "TGO", "IGO"]
    assert [json.loads(row["json"]) for row in rows[:2]] == READING["meetings"]


def test_the_dna_database_holds_statements_entities_and_offsets(written: Path) -> None:
    base = sqlite3.connect(written / "dna")
    base.execute("PRAGMA foreign_keys = ON")
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    assert base.execute("SELECT Title, Date FROM DOCUMENTS").fetchall() == [
        ('+Talks resume "today"; maybe', 1715661000)
    ]
    spans = base.execute("SELECT Start, Stop FROM STATEMENTS ORDER BY ID").fetchall()
    wide = TEXT.encode("utf-16-le")
    words = [wide[start * 2 : stop * 2].decode("utf-16-le") for start, stop in spans]
    assert words == ["Ghana demands a ceasefire.", '=SUM(A1) "Never"; said Lomé.']
    named = base.execute(
        "SELECT v.Variable, e.Value FROM DATASHORTTEXT d JOIN ENTITIES e ON e.ID = d.Entity "
        "JOIN VARIABLES v ON v.ID = d.VariableId WHERE d.StatementId = 1 ORDER BY v.ID"
    ).fetchall()
    assert named == [("person", ""), ("organization", "Ghana"), ("concept", "ceasefire")]
    assert base.execute("SELECT Value FROM DATABOOLEAN ORDER BY StatementId").fetchall() == [(1,), (0,)]
    assert base.execute("SELECT count(*) FROM ENTITIES WHERE Value = ''").fetchone() == (3,)
    tables = {name for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert len(tables) == 16
    base.close()


def test_dna_stores_no_password_in_clear_and_no_title_too_long(tmp_path: Path) -> None:
    long = json.loads(json.dumps(READING))
    long["document"]["title"] = "x" * 400
    dna.save(rows_of([long]), tmp_path / "a.dna", Counter())
    base = sqlite3.connect(tmp_path / "a.dna")
    assert base.execute("SELECT max(length(Title)) FROM DOCUMENTS").fetchone() == (190,)
    (stored,) = base.execute("SELECT Password FROM CODERS").fetchone()
    assert stored == dna.digest("verbale") != dna.digest("another")
    base.close()


def test_the_password_is_the_one_that_dna_checks() -> None:
    # jasypt 1.9.3, which DNA uses, accepts this for "verbale" (StrongPasswordEncryptor.checkPassword)
    assert dna.digest("verbale") == "dmVyYmFsZS1kbmEtZmlsZQlwgUAsY0RKsTsByAmPF4VULAmPbirASRwwgLw8Zw9u"


def test_followthemoney_takes_every_entity_and_keeps_every_value(written: Path) -> None:
    from followthemoney import model

    entities = [json.loads(line) for line in (written / "ftm").read_text(encoding="utf-8").splitlines()]
    for entity in entities:
        proxy = model.get_proxy(entity, cleaned=False)
        kept = {name: len(proxy.get(name)) for name in entity["properties"]}
        assert kept == {name: len(set(values)) for name, values in entity["properties"].items()}, entity
    known = {e["id"] for e in entities}
    assert all(
        link in known for e in entities for name in ("involved", "proof") for link in e["properties"].get(name, ())
    )


def test_prov_reads_the_document_and_finds_the_article_of_each_finding(written: Path) -> None:
    from prov.model import ProvDerivation, ProvDocument, ProvGeneration

    document = ProvDocument.deserialize(io.StringIO((written / "prov").read_text(encoding="utf-8")), format="json")
    findings = sum(len(READING[k]) for k in ("meetings", "statements", "positions", "claims", "violence", "events"))
    assert len(list(document.get_records(ProvGeneration))) == findings
    assert len(list(document.get_records(ProvDerivation))) > findings
