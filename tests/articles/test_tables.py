"""Parquet tables of articles or of readings are read like JSON Lines."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from verbale.articles.sources import Failure, Raw, sources

READING = {"id": "7", "document": {"text": "Talks.", "title": "T", "published": "2024-05-13"}, "meetings": []}


def read(path: Path, **columns: list[object]) -> list[Raw | Failure]:
    pq.write_table(pa.table(columns), path / "part-0.parquet")
    (path / "_SUCCESS").touch()
    (path / ".part-0.parquet.crc").write_bytes(b"crc")
    return list(sources([str(path)]))


def test_rows_are_documents_in_their_order(tmp_path: Path) -> None:
    one, two = read(tmp_path, id=["a", "b"], text=["One.", "Two."], published=[date(2024, 5, 13), None], more=[1, 2])
    assert isinstance(one, Raw)
    assert isinstance(two, Raw)
    assert (one.id, one.text, one.published) == ("a", "One.", "2024-05-13")
    assert (two.id, two.published) == ("b", None)


def test_readings_come_back_with_what_was_read(tmp_path: Path) -> None:
    good, bad = read(tmp_path, reading=[json.dumps(READING), None], failure=[None, "not English"])
    assert isinstance(good, Raw)
    assert (good.id, good.text, good.title) == ("7", "Talks.", "T")
    assert good.reading is not None
    assert json.loads(good.reading) == READING
    assert isinstance(bad, Failure)
    assert bad.reason.endswith("not English")


def test_a_table_without_texts_and_a_broken_one_are_one_clear_line(tmp_path: Path) -> None:
    (found,) = read(tmp_path, words=["One."])
    assert isinstance(found, Failure)
    assert 'no column "text"' in found.reason
    (tmp_path / "part-0.parquet").write_bytes(b"PAR1 and nonsense")
    (found,) = sources([str(tmp_path)])
    assert isinstance(found, Failure)
    assert "no Parquet table" in found.reason
