"""Where Alembic runs the steps: in the connection and transaction that it is given; see `..migrating`.

Alembic executes this file by its path and not as a part of the package, so that it imports nothing of it.
"""

from __future__ import annotations

from alembic import context

context.configure(**context.config.attributes["configured"])
context.run_migrations()
