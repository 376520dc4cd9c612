"""The first tables. A migration is never edited once it is out: what it made is in people's stores."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from verbale.record.store.search import CREATE

revision = "0001"
down_revision = None
WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make every table and the indexes of words."""
    op.create_table(
        "actors",
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", WORDS, nullable=False),
        sa.Column("name", WORDS, nullable=False),
        sa.Column("folded", WORDS, nullable=False),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("country", WORDS, nullable=True),
        sa.Column("sectors", WORDS, nullable=False),
        sa.Column("recorded_at", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("n", name=("actors_key")),
        sa.UniqueConstraint("id", name=("actors_one_id")),
    )
    op.create_index("actors_by_country", "actors", ["country"], unique=False)
    op.create_index("actors_by_folded", "actors", ["folded"], unique=False)
    op.create_table(
        "block_keys",
        sa.Column("key", WORDS, nullable=False),
        sa.Column("record", WORDS, nullable=False),
        sa.Column("recorded_at", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("key", "record", name=("block_keys_key")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "changes",
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("recorded_at", WORDS, nullable=False),
        sa.Column("what", WORDS, nullable=False),
        sa.Column("subject", WORDS, nullable=True),
        sa.PrimaryKeyConstraint("n", name=("changes_key")),
        sa.UniqueConstraint("recorded_at", name=("changes_one_recorded_at")),
    )
    op.create_table(
        "documents",
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", WORDS, nullable=False),
        sa.Column("given_id", WORDS, nullable=True),
        sa.Column("title", WORDS, nullable=True),
        sa.Column("url", WORDS, nullable=True),
        sa.Column("publisher", WORDS, nullable=True),
        sa.Column("published", WORDS, nullable=True),
        sa.Column("day", WORDS, nullable=False),
        sa.Column("published_basis", WORDS, nullable=False),
        sa.Column("language", WORDS, nullable=False),
        sa.Column("dateline", WORDS, nullable=True),
        sa.Column("text", WORDS, nullable=False),
        sa.Column("sentences", WORDS, nullable=False),
        sa.Column("story", WORDS, nullable=False),
        sa.Column("recorded_at", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("n", name=("documents_key")),
        sa.UniqueConstraint("id", name=("documents_one_id")),
    )
    op.create_index("documents_by_day", "documents", ["day"], unique=False)
    op.create_index("documents_by_given_id", "documents", ["given_id"], unique=False)
    op.create_index("documents_by_publisher", "documents", ["publisher", "day"], unique=False)
    op.create_index("documents_by_story", "documents", ["story"], unique=False)
    op.create_table(
        "dossiers",
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", WORDS, nullable=False),
        sa.Column("toml", WORDS, nullable=False),
        sa.Column("recorded_at", WORDS, nullable=False),
        sa.Column("superseded_at", WORDS, nullable=True),
        sa.PrimaryKeyConstraint("n", name=("dossiers_key")),
    )
    op.create_index("dossiers_by_name", "dossiers", ["name"], unique=False)
    op.create_table(
        "imported_events",
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", WORDS, nullable=False),
        sa.Column("origin", WORDS, nullable=False),
        sa.Column("file", WORDS, nullable=True),
        sa.Column("day", WORDS, nullable=False),
        sa.Column("low", WORDS, nullable=True),
        sa.Column("high", WORDS, nullable=True),
        sa.Column("event_type", WORDS, nullable=True),
        sa.Column("json", WORDS, nullable=False),
        sa.Column("recorded_at", WORDS, nullable=False),
        sa.Column("superseded_at", WORDS, nullable=True),
        sa.PrimaryKeyConstraint("n", name=("imported_events_key")),
        sa.UniqueConstraint("id", name=("imported_events_one_id")),
    )
    op.create_index("imported_events_by_day", "imported_events", ["origin", "day"], unique=False)
    op.create_index("imported_events_by_dyad", "imported_events", ["low", "high", "day"], unique=False)
    op.create_table(
        "records",
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", WORDS, nullable=False),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("first_day", WORDS, nullable=False),
        sa.Column("last_day", WORDS, nullable=False),
        sa.Column("long", sa.Boolean(), nullable=False),
        sa.Column("status", WORDS, nullable=True),
        sa.Column("stance", WORDS, nullable=True),
        sa.Column("issue", WORDS, nullable=True),
        sa.Column("issues", WORDS, nullable=False),
        sa.Column("place", WORDS, nullable=True),
        sa.Column("place_country", WORDS, nullable=True),
        sa.Column("first_reported", WORDS, nullable=True),
        sa.Column("whole", sa.Boolean(), nullable=False),
        sa.Column("json", WORDS, nullable=False),
        sa.Column("recorded_at", WORDS, nullable=False),
        sa.Column("superseded_at", WORDS, nullable=True),
        sa.PrimaryKeyConstraint("n", name=("records_key")),
    )
    op.create_index("records_by_day", "records", ["kind", "long", "first_day"], unique=False)
    op.create_index("records_by_id", "records", ["id"], unique=False)
    op.create_index("records_by_issue", "records", ["kind", "issue", "long", "first_day"], unique=False)
    op.create_index("records_by_place", "records", ["place", "kind"], unique=False)
    op.create_index("records_by_place_country", "records", ["place_country", "kind"], unique=False)
    op.create_index(
        "records_long",
        "records",
        ["kind", "last_day"],
        unique=False,
        sqlite_where=sa.text("long IS 1"),
        postgresql_where=sa.text("long IS true"),
    )
    op.create_table(
        "verdicts",
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", WORDS, nullable=False),
        sa.Column("judgement", WORDS, nullable=False),
        sa.Column("findings", WORDS, nullable=False),
        sa.Column("others", WORDS, nullable=False),
        sa.Column("field", WORDS, nullable=True),
        sa.Column("value", WORDS, nullable=True),
        sa.Column("by", WORDS, nullable=False),
        sa.Column("reason", WORDS, nullable=False),
        sa.Column("recorded_at", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("n", name=("verdicts_key")),
        sa.UniqueConstraint("id", name=("verdicts_one_id")),
    )
    op.create_table(
        "arrivals",
        sa.Column("digest", WORDS, nullable=False),
        sa.Column("name", WORDS, nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("recorded_at", WORDS, nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.n"], name=("arrivals_document_of_documents")),
        sa.PrimaryKeyConstraint("digest", name=("arrivals_key")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "printings",
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("title", WORDS, nullable=True),
        sa.Column("url", WORDS, nullable=True),
        sa.Column("publisher", WORDS, nullable=True),
        sa.Column("published", WORDS, nullable=True),
        sa.Column("day", WORDS, nullable=False),
        sa.Column("recorded_at", WORDS, nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.n"], name=("printings_document_of_documents")),
        sa.PrimaryKeyConstraint("n", name=("printings_key")),
    )
    op.create_index("printings_by_document", "printings", ["document"], unique=False)
    op.create_index("printings_by_publisher", "printings", ["publisher", "document"], unique=False)
    op.create_table(
        "readings",
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("codebook", WORDS, nullable=False),
        sa.Column("model", WORDS, nullable=False),
        sa.Column("software", WORDS, nullable=False),
        sa.Column("actors", WORDS, nullable=False),
        sa.Column("warnings", WORDS, nullable=False),
        sa.Column("recorded_at", WORDS, nullable=False),
        sa.Column("superseded_at", WORDS, nullable=True),
        sa.ForeignKeyConstraint(["document"], ["documents.n"], name=("readings_document_of_documents")),
        sa.PrimaryKeyConstraint("n", name=("readings_key")),
    )
    op.create_index("readings_by_codebook", "readings", ["codebook", "model"], unique=False)
    op.create_index("readings_by_document", "readings", ["document"], unique=False)
    op.create_table(
        "record_actors",
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("actor", WORDS, nullable=False),
        sa.Column("country", WORDS, nullable=True),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("long", sa.Boolean(), nullable=False),
        sa.Column("first_day", WORDS, nullable=False),
        sa.ForeignKeyConstraint(["record"], ["records.n"], name=("record_actors_record_of_records")),
        sa.PrimaryKeyConstraint("record", "actor", name=("record_actors_key")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "record_actors_by_actor", "record_actors", ["actor", "kind", "long", "first_day", "record"], unique=False
    )
    op.create_index(
        "record_actors_by_country", "record_actors", ["country", "kind", "long", "first_day", "record"], unique=False
    )
    op.create_table(
        "record_dyads",
        sa.Column("low", WORDS, nullable=False),
        sa.Column("high", WORDS, nullable=False),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("long", sa.Boolean(), nullable=False),
        sa.Column("first_day", WORDS, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["record"], ["records.n"], name=("record_dyads_record_of_records")),
        sa.PrimaryKeyConstraint("low", "high", "kind", "long", "first_day", "record", name=("record_dyads_key")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "record_sides",
        sa.Column("side", WORDS, nullable=False),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("long", sa.Boolean(), nullable=False),
        sa.Column("first_day", WORDS, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["record"], ["records.n"], name=("record_sides_record_of_records")),
        sa.PrimaryKeyConstraint("side", "kind", "long", "first_day", "record", name=("record_sides_key")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "story_keys",
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.n"], name=("story_keys_document_of_documents")),
        sa.PrimaryKeyConstraint("key", "document", name=("story_keys_key")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "verdict_findings",
        sa.Column("finding", WORDS, nullable=False),
        sa.Column("verdict", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["verdict"], ["verdicts.n"], name=("verdict_findings_verdict_of_verdicts")),
        sa.PrimaryKeyConstraint("finding", "verdict", name=("verdict_findings_key")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "findings",
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", WORDS, nullable=False),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("first_day", WORDS, nullable=False),
        sa.Column("last_day", WORDS, nullable=False),
        sa.Column("long", sa.Boolean(), nullable=False),
        sa.Column("precision", WORDS, nullable=False),
        sa.Column("status", WORDS, nullable=True),
        sa.Column("stance", WORDS, nullable=True),
        sa.Column("issue", WORDS, nullable=True),
        sa.Column("issues", WORDS, nullable=False),
        sa.Column("place", WORDS, nullable=True),
        sa.Column("place_country", WORDS, nullable=True),
        sa.Column("rule", WORDS, nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("about", WORDS, nullable=False),
        sa.Column("json", WORDS, nullable=False),
        sa.Column("recorded_at", WORDS, nullable=False),
        sa.Column("superseded_at", WORDS, nullable=True),
        sa.ForeignKeyConstraint(["document"], ["documents.n"], name=("findings_document_of_documents")),
        sa.ForeignKeyConstraint(["reading"], ["readings.n"], name=("findings_reading_of_readings")),
        sa.PrimaryKeyConstraint("n", name=("findings_key")),
    )
    op.create_index("findings_by_day", "findings", ["kind", "long", "first_day"], unique=False)
    op.create_index("findings_by_document", "findings", ["document"], unique=False)
    op.create_index("findings_by_id", "findings", ["id"], unique=False)
    op.create_index("findings_by_issue", "findings", ["kind", "issue", "long", "first_day"], unique=False)
    op.create_index("findings_by_place", "findings", ["place", "kind"], unique=False)
    op.create_index("findings_by_place_country", "findings", ["place_country", "kind"], unique=False)
    op.create_index(
        "findings_long",
        "findings",
        ["kind", "last_day"],
        unique=False,
        sqlite_where=sa.text("long IS 1"),
        postgresql_where=sa.text("long IS true"),
    )
    op.create_table(
        "finding_actors",
        sa.Column("finding", sa.Integer(), nullable=False),
        sa.Column("actor", WORDS, nullable=False),
        sa.Column("role", WORDS, nullable=False),
        sa.Column("country", WORDS, nullable=True),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("long", sa.Boolean(), nullable=False),
        sa.Column("first_day", WORDS, nullable=False),
        sa.ForeignKeyConstraint(["finding"], ["findings.n"], name=("finding_actors_finding_of_findings")),
        sa.PrimaryKeyConstraint("finding", "actor", "role", name=("finding_actors_key")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "finding_actors_by_actor", "finding_actors", ["actor", "kind", "long", "first_day", "finding"], unique=False
    )
    op.create_index(
        "finding_actors_by_country", "finding_actors", ["country", "kind", "long", "first_day", "finding"], unique=False
    )
    op.create_table(
        "finding_dyads",
        sa.Column("low", WORDS, nullable=False),
        sa.Column("high", WORDS, nullable=False),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("long", sa.Boolean(), nullable=False),
        sa.Column("first_day", WORDS, nullable=False),
        sa.Column("finding", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["finding"], ["findings.n"], name=("finding_dyads_finding_of_findings")),
        sa.PrimaryKeyConstraint("low", "high", "kind", "long", "first_day", "finding", name=("finding_dyads_key")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "finding_sides",
        sa.Column("side", WORDS, nullable=False),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("long", sa.Boolean(), nullable=False),
        sa.Column("first_day", WORDS, nullable=False),
        sa.Column("finding", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["finding"], ["findings.n"], name=("finding_sides_finding_of_findings")),
        sa.PrimaryKeyConstraint("side", "kind", "long", "first_day", "finding", name=("finding_sides_key")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "links",
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", WORDS, nullable=False),
        sa.Column("finding", sa.Integer(), nullable=False),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("decision", WORDS, nullable=True),
        sa.Column("reasons", WORDS, nullable=False),
        sa.Column("recorded_at", WORDS, nullable=False),
        sa.Column("superseded_at", WORDS, nullable=True),
        sa.ForeignKeyConstraint(["finding"], ["findings.n"], name=("links_finding_of_findings")),
        sa.PrimaryKeyConstraint("n", name=("links_key")),
    )
    op.create_index("links_by_finding", "links", ["finding"], unique=False)
    op.create_index("links_by_record", "links", ["record"], unique=False)
    op.create_table(
        "desk",
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("id", WORDS, nullable=False),
        sa.Column("json", WORDS, nullable=False),
        sa.Column("recorded_at", WORDS, nullable=False),
        sa.Column("superseded_at", WORDS, nullable=True),
        sa.PrimaryKeyConstraint("n", name="desk_key"),
    )
    op.create_index("desk_by_kind", "desk", ["kind", "id"], unique=False)
    for statement in CREATE[op.get_bind().dialect.name]:
        op.execute(statement)
