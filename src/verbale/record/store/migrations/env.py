"""How Alembic runs the migrations: on the connection that the store gives it, inside its transaction."""

from __future__ import annotations

from alembic import context

from verbale.record.store.tables import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA, transactional_ddl=True)
context.run_migrations()
