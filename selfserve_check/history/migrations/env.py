"""What Alembic runs: the migrations, inside the transaction of whoever called it."""

from __future__ import annotations

from alembic import context

connection = context.config.attributes["connection"]
# SQLite changes a column by copying its table; ``render_as_batch`` lets later migrations do that.
context.configure(connection=connection, render_as_batch=True, transactional_ddl=True)
context.run_migrations()
