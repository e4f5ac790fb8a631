"""Runs, with what they counted by source, their gates, and a row for each document."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_NUMBER = sa.BigInteger()
_SCORES = ("score_mean", "score_lowest", "score_p05", "score_p25", "score_p50", "score_p75", "score_p95")
_TOTALS = ("documents", "passed", "review", "failed", "unreadable", "words", "findings")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "copydesk_run",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer, "sqlite"), autoincrement=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("started", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Text, nullable=False),
        sa.Column("rules_path", sa.Text, nullable=False),
        sa.Column("rules_digest", sa.Text, nullable=False),
        sa.Column("conditions", sa.JSON, nullable=False),
        sa.Column("near_duplicates", _NUMBER, nullable=False),
        *_counts(),
        sa.PrimaryKeyConstraint("number", name="pk_copydesk_run"),
        sa.UniqueConstraint("id", name="uq_copydesk_run_id"),
    )
    op.create_table(
        "copydesk_gate",
        _key("run_number"),
        _key("position"),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("source", sa.Text),
        sa.Column("level", sa.Text, nullable=False),
        sa.Column("allowed", sa.Text, nullable=False),
        sa.Column("value", _NUMBER, nullable=False),
        sa.Column("total", _NUMBER, nullable=False),
        sa.Column("met", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("run_number", "position", name="pk_copydesk_gate"),
        _of_run("copydesk_gate"),
    )
    op.create_table(
        "copydesk_source",
        _key("run_number"),
        _key("number"),
        sa.Column("name", sa.Text, nullable=False),
        *_counts(),
        sa.PrimaryKeyConstraint("run_number", "number", name="pk_copydesk_source"),
        _of_run("copydesk_source"),
    )
    _make_counts_by_source()
    _make_documents()


def _make_counts_by_source() -> None:
    op.create_table(
        "copydesk_source_rule",
        _key("run_number"),
        _key("source_number"),
        sa.Column("rule", sa.Text, nullable=False),
        sa.Column("findings", _NUMBER, nullable=False),
        sa.Column("documents", _NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("run_number", "source_number", "rule", name="pk_copydesk_source_rule"),
        _of_source("copydesk_source_rule"),
    )
    op.create_table(
        "copydesk_source_unreadable",
        _key("run_number"),
        _key("source_number"),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("documents", _NUMBER, nullable=False),
        sa.PrimaryKeyConstraint(
            "run_number", "source_number", "reason", name="pk_copydesk_source_unreadable"
        ),
        _of_source("copydesk_source_unreadable"),
    )


def _make_documents() -> None:
    op.create_table(
        "copydesk_document",
        _key("run_number"),
        _key("number"),
        sa.Column("source_number", _NUMBER, nullable=False),
        sa.Column("id", sa.Text),
        sa.Column("score", sa.Float),
        sa.Column("verdict", sa.Text),
        sa.Column("words", _NUMBER),
        sa.Column("findings", _NUMBER, nullable=False),
        sa.Column("unreadable", sa.Text),
        sa.Column("path", sa.Text),
        sa.Column("line_number", _NUMBER),
        sa.Column("record_number", _NUMBER),
        sa.PrimaryKeyConstraint("run_number", "number", name="pk_copydesk_document"),
        _of_run("copydesk_document"),
    )


def _key(name: str) -> sa.Column[int]:
    return sa.Column(name, _NUMBER, nullable=False, autoincrement=False)


def _counts() -> list[sa.Column[int] | sa.Column[float]]:
    return [
        *(sa.Column(name, _NUMBER, nullable=False) for name in _TOTALS),
        *(sa.Column(name, sa.Float) for name in _SCORES),
    ]


def _of_run(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["run_number"], ["copydesk_run.number"], name=f"fk_{table}_run_number", ondelete="CASCADE"
    )


def _of_source(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["run_number", "source_number"],
        ["copydesk_source.run_number", "copydesk_source.number"],
        name=f"fk_{table}_run_number",
        ondelete="CASCADE",
    )
