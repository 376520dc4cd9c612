"""The first tables."""

from __future__ import annotations

from alembic import op

from verbale.record.store.search import CREATE
from verbale.record.store.tables import METADATA

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table and the indexes of words."""
    METADATA.create_all(op.get_bind())
    for statement in CREATE[op.get_bind().dialect.name]:
        op.execute(statement)
