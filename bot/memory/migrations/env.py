"""Run by Alembic: migrates on the connection that `bot.memory.database.migrate` hands over."""

from __future__ import annotations

from alembic import context

from bot.memory.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite alters a table by copying it
)
with context.begin_transaction():
    context.run_migrations()
