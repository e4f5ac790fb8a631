"""The worst documents of a run with their excerpts, and an index for lists of runs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_NUMBER = sa.BigInteger()


def upgrade() -> None:
    """Make the tables and the index."""
    op.create_index("ix_copydesk_run_started", "copydesk_run", ["started"])
    op.create_table(
        "copydesk_worst",
        _key("run_number"),
        _key("position"),
        sa.Column("document_number", _NUMBER, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("run_number", "position", name="pk_copydesk_worst"),
        sa.ForeignKeyConstraint(
            ["run_number", "document_number"],
            ["copydesk_document.run_number", "copydesk_document.number"],
            name="fk_copydesk_worst_run_number",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_copydesk_worst_document", "copydesk_worst", ["run_number", "document_number"])
    op.create_table(
        "copydesk_excerpt",
        _key("run_number"),
        _key("worst_position"),
        _key("position"),
        sa.Column("rule", sa.Text, nullable=False),
        sa.Column("severity", sa.Text, nullable=False),
        sa.Column("field", sa.Text, nullable=False),
        sa.Column("line_number", _NUMBER, nullable=False),
        sa.Column("column_number", _NUMBER, nullable=False),
        sa.Column("text_before", sa.Text, nullable=False),
        sa.Column("text_matched", sa.Text, nullable=False),
        sa.Column("text_after", sa.Text, nullable=False),
        sa.Column("message", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("run_number", "worst_position", "position", name="pk_copydesk_excerpt"),
        sa.ForeignKeyConstraint(
            ["run_number", "worst_position"],
            ["copydesk_worst.run_number", "copydesk_worst.position"],
            name="fk_copydesk_excerpt_run_number",
            ondelete="CASCADE",
        ),
    )


def _key(name: str) -> sa.Column[int]:
    return sa.Column(name, _NUMBER, nullable=False, autoincrement=False)
