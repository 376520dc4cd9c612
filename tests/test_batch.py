"""A batch of documents: an Arrow table in, one row of readings for each out, whoever calls it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from verbale import batch, pipeline, record
from verbale.articles.make import document
from verbale.cli import app
from verbale.errors import UsageError

TEXTS = [
    "Ministers of Ghana and Togo met in Accra on Monday. Ghana demands a ceasefire, the minister said.",
    "   ",
    "Les ministres du Ghana et du Togo se sont rencontrés lundi à Accra pour parler de la paix et du commerce.",
    "The president of Togo will visit Ghana next week, officials said. Togo denied the report.",
]
TABLE = pa.table(
    {"id": ["a", "b", "c", "d"], "text": TEXTS, "published": [date(2024, 5, 14)] * 4, "words": [1, 2, 3, 4]}
)


def test_a_row_in_is_a_row_out_in_its_place() -> None:
    made = batch.read_batch(TABLE)
    assert tuple(made.column_names) == batch.MADE
    rows = made.to_pylist()
    assert [row["id"] for row in rows] == ["a", "b", "c", "d"]
    assert [row["failure"] is None for row in rows] == [True, False, False, True]
    assert "French" in rows[2]["failure"] or "fr" in rows[2]["failure"]
    reading = json.loads(rows[0]["reading"])
    assert reading["id"] == "a"
    assert reading["document"]["published"] == "2024-05-14"
    assert [m["status"] for m in reading["meetings"]] == ["held"]


def test_a_batch_reads_as_one_document_alone_does() -> None:
    reading = json.loads(batch.read_batch(TABLE).to_pylist()[3]["reading"])
    alone = pipeline.read_document(document(TEXTS[3], id="d", published="2024-05-14")).to_json()
    assert {k: v for k, v in reading.items() if k not in ("reader", "document")} == {
        k: v for k, v in alone.items() if k != "document"
    }
    assert set(reading["reader"]) == {"codebook", "model", "software"}


def test_two_processes_give_the_rows_of_one() -> None:
    assert batch.read_table(TABLE, workers=2, chunk=1).equals(batch.read_batch(TABLE))
    assert batch.read_table(TABLE.slice(0, 0)).num_rows == 0


def test_a_table_without_texts_is_one_clear_line() -> None:
    with pytest.raises(UsageError, match='no column "text" in the table; it has words'):
        batch.read_batch(pa.table({"words": ["One."]}))


def test_what_a_batch_made_is_added_to_a_store(tmp_path: Path) -> None:
    (tmp_path / "readings").mkdir()
    pq.write_table(batch.read_batch(TABLE), tmp_path / "readings" / "part-0.parquet")
    found = CliRunner().invoke(app, ["add", str(tmp_path / "readings"), "--store", str(tmp_path / "a.db")])
    assert found.exit_code == 1  # two rows could not be read
    assert found.stderr.count("part-0.parquet:") == 2
    with record.open(tmp_path / "a.db") as book:
        assert {d["given_id"] for d in book.documents()} == {"a", "d"}
        assert len(book.meetings(status="held")) == 1
