"""Opening a store: its tables, its place, and what is said when it cannot be opened."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from verbale.errors import StoreError, UsageError
from verbale.record.book import Record
from verbale.record.store import engine
from verbale.record.store.place import file_of, url_of
from verbale.record.store.search import INDEXES
from verbale.record.store.tables import METADATA


def test_the_migrations_make_the_tables_that_the_code_uses(record: Record) -> None:
    def ours(_: object, name: str | None, kind: str, *__: object) -> bool:
        return not (kind == "table" and str(name).startswith((*INDEXES, "alembic")))

    with record.engine.connect() as connection:
        options = {"include_object": ours, "compare_type": False}
        assert compare_metadata(MigrationContext.configure(connection, opts=options), METADATA) == []


def test_the_newest_migration_is_the_one_that_is_looked_for() -> None:
    folder = Path(engine.__file__).with_name("migrations")
    assert ScriptDirectory(str(folder)).get_current_head() == engine.HEAD


def test_the_place_is_a_path_a_url_or_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("VERBALE_STORE", str(tmp_path / "team.db"))
    assert url_of() == f"sqlite:///{tmp_path}/team.db"
    assert url_of("/data/talks.db") == "sqlite:////data/talks.db"
    assert url_of("postgres://desk@archive/talks") == "postgresql+psycopg://desk@archive/talks"
    assert file_of(url_of("postgres://desk@archive/talks")) is None
    with pytest.raises(UsageError, match="mysql: no store that Verbale knows"):
        url_of("mysql://desk@archive/talks")


def test_a_store_that_is_not_there_is_made_only_by_adding(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store there: `verbale add"):
        Record(tmp_path / "none.db", create=False)
    Record(tmp_path / "deep" / "new.db").close()
    assert (tmp_path / "deep" / "new.db").exists()


def test_a_file_that_is_no_store_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "letter.db"
    other.write_text("Dear all, this is no database. " * 100, encoding="utf-8")
    with pytest.raises(StoreError, match=r"letter\.db: not a store of Verbale's"):
        Record(other)


def test_a_store_of_a_later_version_is_refused(tmp_path: Path) -> None:
    place = tmp_path / "later.db"
    with Record(place) as record, record.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match="made by another version of Verbale"):
        Record(place)


def test_a_server_that_does_not_answer_is_named_without_its_password() -> None:
    with pytest.raises(StoreError, match="cannot be reached") as problem:
        Record("postgresql://desk:secret@127.0.0.1:9/talks?connect_timeout=2")
    assert "secret" not in str(problem.value)
