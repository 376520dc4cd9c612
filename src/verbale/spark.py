"""A corpus read on Spark: JSON Lines, Parquet or web archives in, partitioned Parquet of readings out.

Spark does what it is for: sharing out the files, starting again what failed, writing. Each Python worker loads the
language model once and reads batch after batch with `verbale.batch`.
"""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from verbale.articles.raw import Failure, Raw
from verbale.errors import InputError, UsageError
from verbale.settings import DEFAULT

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

FORMATS = ("jsonl", "parquet", "warc")
BATCH = 64  # documents in one Arrow batch
TRIES = 4  # of one partition, as Spark's own default on a cluster
_RAISED = re.compile(r"(?!java|org\.|scala)[\w.]*(?:Error|Exception): .")
Work = Callable[[Iterable[Any]], Iterator[Any]]  # Arrow batches to Arrow batches


def session(master: str | None = None) -> SparkSession:
    """The session to read in: that of spark-submit where there is one, else a new one on `master`.

    The default is this machine, with as many workers as cores and failed partitions tried again.
    """
    try:
        from pyspark.sql import SparkSession
    except ImportError as problem:
        raise UsageError('Spark is not installed: pip install "verbale[spark]"') from problem
    builder = SparkSession.builder.appName("verbale")
    submitted = "PYSPARK_GATEWAY_PORT" in os.environ  # spark-submit has said where, and with which Python
    if not submitted:
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    if master or not submitted:
        builder = builder.master(master or f"local[*,{TRIES}]")
        builder = builder.config("spark.ui.enabled", "false")
    builder = builder.config("spark.sql.execution.arrow.maxRecordsPerBatch", BATCH)
    try:
        started = builder.getOrCreate()
    except Exception as problem:  # of py4j, or of the start of Java: all say the same to a person
        raise UsageError(f"Spark does not start ({str(problem)[:200]}): it needs Java 17 or later") from problem
    if not submitted:
        started.sparkContext.setLogLevel("OFF")  # what goes wrong is said in one line
    return started


def documents(spark: SparkSession, path: str, format: str | None = None) -> tuple[DataFrame, Work]:
    """The rows of a corpus, and what turns them into readings; the format is told by the names of the files."""
    format = format or told(path)
    if format == "parquet":
        frame = spark.read.parquet(path)
        kept = [
            name
            for name in ("id", "text", "html", "title", "url", "publisher", "published", "language")
            if name in frame.columns
        ]
        if not {"text", "html"} & set(kept):
            raise InputError(f'{path}: no column "text"; there are {", ".join(frame.columns)}')
        return frame.select(*(frame[name].cast("string") for name in kept)), tables
    if format == "warc":
        return spark.read.format("binaryFile").load(path).select("path", "content"), archives
    from pyspark.sql.functions import input_file_name

    return spark.read.text(path).withColumn("name", input_file_name()), lines


def told(path: str) -> str:
    """The format that a path shows; UsageError where it shows none."""
    name = path.rstrip("/*").removesuffix(".gz").lower()
    for format, endings in {
        "jsonl": (".jsonl", ".ndjson"),
        "parquet": (".parquet",),
        "warc": (".warc", ".wet"),
    }.items():
        if name.endswith(endings):
            return format
    raise UsageError(f"{path}: say with --format what is in it: {', '.join(FORMATS)}")


def read(
    spark: SparkSession,
    source: str,
    output: str,
    *,
    format: str | None = None,
    partitions: int | None = None,
    work: Work | None = None,
) -> tuple[int, int]:
    """(documents read, documents that could not be): the readings stand in `output`, one row a document.

    `partitions` shares the rows out anew: for few large files on many cores. `work` replaces the reading, in tests.
    """
    from pyspark.errors import PySparkException

    try:
        frame, reading = documents(spark, source, format)
        if partitions:
            frame = frame.repartition(partitions)
        frame.mapInArrow(work or reading, ", ".join(f"{name} string" for name in _names())).write.parquet(output)
        counts = spark.read.parquet(output).selectExpr("count(reading)", "count(failure)").first()
    except PySparkException as problem:
        raise InputError(f"Spark could not read {source} into {output}: {_cause(problem)}") from problem
    return (int(counts[0]), int(counts[1])) if counts else (0, 0)


def _names() -> tuple[str, ...]:
    from verbale.batch import MADE

    return MADE


def _cause(problem: Exception) -> str:
    """The line that says what was wrong: that of the Python worker, else the first."""
    said = [line.strip() for line in str(problem).splitlines() if line.strip()]
    ours = [line for line in said if _RAISED.match(line)]
    return (ours or said or [type(problem).__name__])[0][:300]


def tables(batches: Iterable[Any]) -> Iterator[Any]:
    """Batches with texts as columns."""
    from verbale.batch import read_batch

    for batch in batches:
        yield from read_batch(batch).to_batches()


def lines(batches: Iterable[Any]) -> Iterator[Any]:
    """Batches of JSON Lines: `value` is a line, `name` its file."""
    for batch in batches:
        rows = batch.to_pylist()
        yield from _read([_line(row["value"], row["name"]) for row in rows if row["value"].strip()])


def archives(batches: Iterable[Any]) -> Iterator[Any]:
    """Batches of web archives: `content` is a file, `path` its name; its pages are read a few at a time."""
    from verbale.articles import warc

    for batch in batches:
        for row in batch.to_pylist():
            pages = warc.pages(io.BytesIO(row["content"]), row["path"], DEFAULT)
            yield from _read(pages)


def _read(raws: Iterable[Raw | Failure]) -> Iterator[Any]:
    import itertools

    import pyarrow as pa

    from verbale.batch import read_raws, schema

    rest = iter(raws)
    while group := list(itertools.islice(rest, BATCH)):
        yield pa.RecordBatch.from_pylist(read_raws(group), schema=schema())


def _line(line: str, name: str) -> Raw | Failure:
    import dataclasses

    from verbale.articles.jsonlines import object_of, record_of

    try:
        record = object_of(line.encode(), name)
        name = f"{name}#{record['id']}" if record.get("id") is not None else name
        return dataclasses.replace(record_of(record, name, DEFAULT), reading=None)
    except InputError as problem:
        return Failure(name, str(problem))
