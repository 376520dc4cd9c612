"""The tables. Rows are only ever added; the one thing that changes later is `superseded_at`, and that once.

`n` is a row's own number; ids are the contract's. Times of recording are UTC, ISO with microseconds and a Z, so that
text order is time order. Days are ISO dates; `first_day` is "" where no day is known at all, so that it sorts first.
JSON stands as text, written once and given back as it was.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Float, ForeignKey, Index, Integer, MetaData, Table, Text
from sqlalchemy.sql.schema import SchemaItem

CONVENTION = {
    "ix": "%(table_name)s_by_%(column_0_N_name)s",
    "uq": "%(table_name)s_one_%(column_0_N_name)s",
    "fk": "%(table_name)s_%(column_0_name)s_of_%(referred_table_name)s",
    "pk": "%(table_name)s_key",
}
METADATA = MetaData(naming_convention=CONVENTION)
Words = Text().with_variant(Text(collation="C"), "postgresql")  # the same order on both, whatever the server speaks


def _number() -> Column[int]:
    return Column("n", Integer, primary_key=True, autoincrement=False)  # given out by the one who writes


def _text(name: str, null: bool = False, **more: bool) -> Column[str]:
    return Column(name, Words, nullable=null, **more)  # type: ignore[arg-type]


def _of(name: str, target: str, **more: bool) -> Column[int]:
    return Column(name, Integer, ForeignKey(target), nullable=False, **more)  # type: ignore[arg-type]


def _long(**more: bool) -> Column[bool]:
    """Whether a thing lasts so long that it is looked up on its own (`columns.LONG`)."""
    return Column("long", Boolean, nullable=False, **more)  # type: ignore[arg-type]


def _table(name: str, *items: SchemaItem, keyed: bool = False) -> Table:
    """A table; `keyed` ones have no row number on SQLite: the primary key is the table."""
    return Table(name, METADATA, *items, sqlite_with_rowid=not keyed)


def _recorded() -> Column[str]:
    return _text("recorded_at")


def _superseded() -> Column[str]:
    return _text("superseded_at", null=True)


# every writing transaction, in order: no two have one time, and times never go back
changes = _table(
    "changes", _number(), _text("recorded_at", unique=True), _text("what"), _text("subject", null=True)
)  # fmt: skip

documents = _table(
    "documents", _number(), _text("id", unique=True), _text("given_id", null=True), _text("title", null=True),
    _text("url", null=True), _text("publisher", null=True), _text("published", null=True), _text("day"),
    _text("published_basis"), _text("language"), _text("dateline", null=True), _text("text"), _text("sentences"),
    _text("story"), _recorded(),
    Index("documents_by_day", "day"), Index("documents_by_publisher", "publisher", "day"),
    Index("documents_by_story", "story"), Index("documents_by_given_id", "given_id"),
)  # fmt: skip

# every place where a document's text stood: the first, and each reprint under another publisher or address
printings = _table(
    "printings", _number(), _of("document", "documents.n"), _text("title", null=True), _text("url", null=True),
    _text("publisher", null=True), _text("published", null=True), _text("day"), _recorded(),
    Index("printings_by_document", "document"), Index("printings_by_publisher", "publisher", "document"),
)  # fmt: skip

# what came in, by a digest of it as it came: known before anything expensive is done
arrivals = _table(
    "arrivals", _text("digest", primary_key=True), _text("name"), _of("document", "documents.n"), _recorded(),
    keyed=True,
)  # fmt: skip

readings = _table(
    "readings", _number(), _of("document", "documents.n"), _text("codebook"), _text("model"), _text("software"),
    _text("actors"), _text("warnings"), _recorded(), _superseded(),
    Index("readings_by_document", "document"), Index("readings_by_codebook", "codebook", "model"),
)  # fmt: skip

findings = _table(
    "findings", _number(), _text("id"), _text("kind"), _of("document", "documents.n"), _of("reading", "readings.n"),
    _text("first_day"), _text("last_day"), _long(), _text("precision"),
    _text("status", null=True), _text("stance", null=True), _text("issue", null=True),
    _text("issues"), _text("place", null=True), _text("place_country", null=True), _text("rule"),
    Column("confidence", Float, nullable=False), _text("about"), _text("json"), _recorded(), _superseded(),
    Index("findings_by_id", "id"), Index("findings_by_document", "document"),
    Index("findings_by_day", "kind", "long", "first_day"),
    Index("findings_by_issue", "kind", "issue", "long", "first_day"),
    Index("findings_by_place", "place", "kind"), Index("findings_by_place_country", "place_country", "kind"),
    Index("findings_long", "kind", "last_day", sqlite_where=Column("long", Boolean).is_(True),
          postgresql_where=Column("long", Boolean).is_(True)),
)  # fmt: skip

finding_actors = _table(
    "finding_actors", _of("finding", "findings.n", primary_key=True), _text("actor", primary_key=True),
    _text("role", primary_key=True), _text("country", null=True), _text("kind"), _long(), _text("first_day"),
    Index("finding_actors_by_actor", "actor", "kind", "long", "first_day", "finding"),
    Index("finding_actors_by_country", "country", "kind", "long", "first_day", "finding"),
    keyed=True,
)  # fmt: skip

# the pairs of countries in a finding, each pair in alphabetical order
finding_dyads = _table(
    "finding_dyads", _text("low", primary_key=True), _text("high", primary_key=True), _text("kind", primary_key=True),
    _long(primary_key=True), _text("first_day", primary_key=True), _of("finding", "findings.n", primary_key=True),
    keyed=True,
)  # fmt: skip

# the sides (`link.sides`) that a finding is about: who takes part, who is named, whose country the place is in
finding_sides = _table(
    "finding_sides", _text("side", primary_key=True), _text("kind", primary_key=True),
    _long(primary_key=True), _text("first_day", primary_key=True), _of("finding", "findings.n", primary_key=True),
    keyed=True,
)  # fmt: skip

actors = _table(
    "actors", _number(), _text("id", unique=True), _text("name"), _text("folded"), _text("kind"),
    _text("country", null=True), _text("sectors"), _recorded(),
    Index("actors_by_folded", "folded"), Index("actors_by_country", "country"),
)  # fmt: skip

# versions of what linking merged; `whole` is false where the JSON leaves out long lists, to be folded when asked for
records = _table(
    "records", _number(), _text("id"), _text("kind"), _text("first_day"), _text("last_day"),
    _long(), _text("status", null=True), _text("stance", null=True),
    _text("issue", null=True), _text("issues"), _text("place", null=True), _text("place_country", null=True),
    _text("first_reported", null=True),
    Column("whole", Boolean, nullable=False), _text("json"), _recorded(), _superseded(),
    Index("records_by_id", "id"), Index("records_by_day", "kind", "long", "first_day"),
    Index("records_by_issue", "kind", "issue", "long", "first_day"),
    Index("records_by_place", "place", "kind"), Index("records_by_place_country", "place_country", "kind"),
    Index("records_long", "kind", "last_day", sqlite_where=Column("long", Boolean).is_(True),
          postgresql_where=Column("long", Boolean).is_(True)),
)  # fmt: skip

record_actors = _table(
    "record_actors", _of("record", "records.n", primary_key=True), _text("actor", primary_key=True),
    _text("country", null=True), _text("kind"), _long(), _text("first_day"),
    Index("record_actors_by_actor", "actor", "kind", "long", "first_day", "record"),
    Index("record_actors_by_country", "country", "kind", "long", "first_day", "record"),
    keyed=True,
)  # fmt: skip

record_dyads = _table(
    "record_dyads", _text("low", primary_key=True), _text("high", primary_key=True), _text("kind", primary_key=True),
    _long(primary_key=True), _text("first_day", primary_key=True), _of("record", "records.n", primary_key=True),
    keyed=True,
)  # fmt: skip

record_sides = _table(
    "record_sides", _text("side", primary_key=True), _text("kind", primary_key=True),
    _long(primary_key=True), _text("first_day", primary_key=True), _of("record", "records.n", primary_key=True),
    keyed=True,
)  # fmt: skip

links = _table(
    "links", _number(), _text("record"), _of("finding", "findings.n"), Column("score", Float, nullable=True),
    _text("decision", null=True), _text("reasons"), _recorded(), _superseded(),
    Index("links_by_record", "record"), Index("links_by_finding", "finding"),
)  # fmt: skip

block_keys = _table(
    "block_keys", _text("key", primary_key=True), _text("record", primary_key=True), _recorded(), keyed=True
)

# keys under which near duplicates of a text meet (`link.stories`), as 64-bit digests
story_keys = _table(
    "story_keys", Column("key", BigInteger, primary_key=True), _of("document", "documents.n", primary_key=True),
    keyed=True,
)  # fmt: skip

verdicts = _table(
    "verdicts", _number(), _text("id", unique=True), _text("judgement"), _text("findings"), _text("others"),
    _text("field", null=True), _text("value", null=True), _text("by"), _text("reason"), _recorded(),
)  # fmt: skip

verdict_findings = _table(
    "verdict_findings", _text("finding", primary_key=True), _of("verdict", "verdicts.n", primary_key=True), keyed=True
)

dossiers = _table(
    "dossiers", _number(), _text("name"), _text("toml"), _recorded(), _superseded(), Index("dossiers_by_name", "name")
)

imported_events = _table(
    "imported_events", _number(), _text("id", unique=True), _text("origin"), _text("file", null=True), _text("day"),
    _text("low", null=True), _text("high", null=True), _text("event_type", null=True), _text("json"), _recorded(),
    _superseded(),
    Index("imported_events_by_day", "origin", "day"), Index("imported_events_by_dyad", "low", "high", "day"),
)  # fmt: skip

# what a desk keeps beside the record: tokens, subscriptions, webhooks, by kind and id
desk = _table(
    "desk", _number(), _text("kind"), _text("id"), _text("json"), _recorded(), _superseded(),
    Index("desk_by_kind", "kind", "id"),
)  # fmt: skip
