"""A corpus on a real Spark with two workers: the same findings as one process, row for row."""

from __future__ import annotations

import gzip
import io
import json
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

pyspark = pytest.importorskip("pyspark", reason='Spark is not installed: pip install "verbale[spark]"')
if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
    pytest.skip("no Java on this machine: install Debian's openjdk-17-jre-headless", allow_module_level=True)

from verbale import batch, spark  # noqa: E402
from verbale.errors import InputError, UsageError  # noqa: E402

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]
TEXTS = [
    "Ministers of Ghana and Togo met in Accra on Monday. Ghana demands a ceasefire, the minister said.",
    "The president of Togo will visit Ghana next week, officials said. Togo denied the report.",
    "Les ministres du Ghana et du Togo se sont rencontrés lundi à Accra pour parler de la paix et du commerce.",
    "“We will not withdraw our demand,” the envoy of Benin told reporters in Lomé. 😀 Talks resume on Friday.",
]
ROWS = [{"id": f"d{n}", "text": TEXTS[n % 4], "published": f"2024-05-{n + 1:02}"} for n in range(12)]


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    """Two workers on this machine, each partition tried four times."""
    os.environ["PYTHONPATH"] = os.pathsep.join([*sys.path, os.environ.get("PYTHONPATH", "")])
    started = spark.session(f"local[2,{spark.TRIES}]")
    yield started
    started.stop()


@pytest.fixture(scope="module")
def alone() -> list[dict[str, str | None]]:
    """What one process makes of the rows."""
    return batch.read_rows(ROWS)


def rows(folder: Path) -> list[dict[str, str | None]]:
    """The rows of all parts, sorted; names of files left aside."""
    found = [row for part in sorted(folder.glob("*.parquet")) for row in pq.read_table(part).to_pylist()]
    return without_names(found)


def without_names(found: Iterable[dict[str, str | None]]) -> list[dict[str, str | None]]:
    plain = [row | {"name": None, "failure": row["failure"] and "failed"} for row in found]
    return sorted(plain, key=lambda row: (row["id"] or "", row["document"] or ""))


def always_failing(_: Iterable[Any]) -> Iterator[Any]:
    raise RuntimeError("a worker is lost for good")


def write(path: Path, format: str) -> Path:
    """The corpus in a format, in two files."""
    path.mkdir()
    for name, part in (("a", ROWS[:7]), ("b", ROWS[7:])):
        if format == "parquet":
            pq.write_table(pa.Table.from_pylist(part), path / f"{name}.parquet")
        else:
            text = "".join(json.dumps(row) + "\n" for row in part)
            (path / f"{name}.jsonl.gz").write_bytes(gzip.compress(text.encode()))
    return path


@pytest.mark.parametrize("format", ["jsonl", "parquet"])
def test_spark_reads_what_one_process_reads(
    session: Any, alone: list[dict[str, str | None]], tmp_path: Path, format: str
) -> None:
    source = write(tmp_path / "corpus", format)
    done, failed = spark.read(session, str(source), str(tmp_path / "out"), format=format, partitions=4)
    assert (done, failed) == (9, 3)
    assert len(list((tmp_path / "out").glob("*.parquet"))) == 4
    assert rows(tmp_path / "out") == without_names(alone)


def test_archives_are_read_too(session: Any, tmp_path: Path) -> None:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    with (tmp_path / "a.warc.gz").open("wb") as out:
        writer = WARCWriter(out, gzip=True)
        for n, text in enumerate(TEXTS[:2]):
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/plain")], protocol="HTTP/1.1")
            page = io.BytesIO(text.encode())
            writer.write_record(
                writer.create_warc_record(f"https://north.example/{n}", "response", payload=page, http_headers=headers)
            )
    assert spark.read(session, str(tmp_path / "a.warc.gz"), str(tmp_path / "out")) == (2, 0)
    assert {row["url"] for row in rows(tmp_path / "out")} == {f"https://north.example/{n}" for n in (0, 1)}


def test_a_partition_that_fails_is_tried_again(
    session: Any, alone: list[dict[str, str | None]], tmp_path: Path
) -> None:
    source, mark = write(tmp_path / "corpus", "parquet"), str(tmp_path / "failed-once")

    def failing_once(batches: Iterable[Any]) -> Iterator[Any]:
        from pathlib import Path

        from verbale.spark import tables

        if not Path(mark).exists():
            Path(mark).touch()
            raise RuntimeError("a worker was lost")
        yield from tables(batches)

    assert spark.read(session, str(source), str(tmp_path / "out"), format="parquet", work=failing_once) == (9, 3)
    assert Path(mark).exists()
    assert rows(tmp_path / "out") == without_names(alone)


def test_a_worker_loads_the_model_once(session: Any, tmp_path: Path) -> None:
    source = write(tmp_path / "corpus", "parquet")

    def counting(batches: Iterable[Any]) -> Iterator[Any]:
        import os

        import pyarrow as pa

        from verbale.articles import english
        from verbale.spark import tables

        for made in tables(batches):
            loads = [str(english.pipeline.cache_info().misses)] * made.num_rows
            process = [str(os.getpid())] * made.num_rows
            yield made.set_column(0, "name", pa.array(process)).set_column(8, "failure", pa.array(loads))

    spark.read(session, str(source), str(tmp_path / "out"), format="parquet", partitions=6, work=counting)
    found = [row for part in (tmp_path / "out").glob("*.parquet") for row in pq.read_table(part).to_pylist()]
    assert len({row["name"] for row in found}) <= 2
    assert {row["failure"] for row in found} == {"1"}


def test_what_spark_cannot_do_is_one_clear_line(session: Any, tmp_path: Path) -> None:
    source = write(tmp_path / "corpus", "parquet")
    with pytest.raises(UsageError, match="say with --format what is in it"):
        spark.read(session, str(source), str(tmp_path / "out"))
    with pytest.raises(InputError, match="Spark could not read"):
        spark.read(session, str(tmp_path / "nowhere.parquet"), str(tmp_path / "out"))
    with pytest.raises(InputError, match="RuntimeError: a worker is lost for good"):
        spark.read(session, str(source), str(tmp_path / "out"), format="parquet", work=always_failing)
    with pytest.raises(InputError, match="Spark could not read"):
        spark.read(session, str(source), str(tmp_path / "out"), format="parquet")
