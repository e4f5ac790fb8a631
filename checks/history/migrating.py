"""The tables of a history brought up to date, by Alembic."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from .errors import HistoryError
from .schema import metadata

VERSION_TABLE = "copydesk_history_version"
"""Where the revision stands: not in Alembic's usual table, which another program in the same database has."""

LATEST = "head"


def revisions() -> list[str]:
    """All revisions that this copydesk knows, the oldest first."""
    return [step.revision for step in ScriptDirectory.from_config(_config()).walk_revisions()][::-1]


def revision_of(connection: Connection) -> str | None:
    """The revision of a history; None where there is no history yet.

    Raises HistoryError where it is one that only a newer copydesk knows.
    """
    context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
    revision = context.get_current_revision()
    if revision is not None and revision not in revisions():
        raise HistoryError(
            f"the history was written by a newer copydesk (its revision is {revision}, "
            f"the latest that is known here {revisions()[-1]}): upgrade copydesk"
        )
    return revision


def upgrade(connection: Connection, revision: str = LATEST) -> None:
    """Run the steps up to a revision within the connection's transaction: all of them or none."""
    config = _config()
    config.attributes["configured"] = {
        "connection": connection,
        "target_metadata": metadata,
        "version_table": VERSION_TABLE,
        # SQLite too undoes changes of tables, which Alembic does not count on; see `database`
        "transactional_ddl": True,
    }
    command.upgrade(config, revision)


def _config() -> Config:
    config = Config()
    folder = str(Path(__file__).parent / "migrations")
    config.set_main_option("script_location", folder.replace("%", "%%"))
    return config
