"""The tables of a history as they are today. What they were, and how they changed, tell the migrations.

All names begin with `copydesk_`, so that a history can share a database. Everything of a run hangs on its row
in `copydesk_run` and goes with it. No column is named by a word of SQL.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
)

from .columns import AnyText, UtcTime
from .model import QUANTILES

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

RUN_NUMBER = BigInteger().with_variant(Integer, "sqlite")
"""SQLite numbers rows by itself only where the type is INTEGER."""

QUANTILE_COLUMNS = tuple(f"score_p{percent:02}" for percent in QUANTILES)


def _counts() -> list[Column[object]]:
    """The columns of `model.Counts`."""
    whole = ("documents", "passed", "review", "failed", "unreadable", "words", "findings")
    return [
        *(Column(name, BigInteger, nullable=False) for name in whole),
        *(
            Column(name, Float)
            for name in ("score_mean", "score_deviation", "score_lowest", *QUANTILE_COLUMNS)
        ),
    ]


def _of_run() -> Column[object]:
    return Column(
        "run_number",
        BigInteger,
        ForeignKey("copydesk_run.number", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    )


def _number(name: str) -> Column[object]:
    return Column(name, BigInteger, primary_key=True, autoincrement=False)


run = Table(
    "copydesk_run",
    metadata,
    Column("number", RUN_NUMBER, primary_key=True, autoincrement=True),
    Column("id", AnyText, nullable=False, unique=True),
    Column("started", UtcTime, nullable=False),
    Column("ended", UtcTime, nullable=False),
    Column("version", AnyText, nullable=False),
    Column("rules_path", AnyText, nullable=False),
    Column("rules_digest", AnyText, nullable=False),
    Column("conditions", JSON, nullable=False),
    Column("near_duplicates", BigInteger, nullable=False),
    *_counts(),
)
Index(None, run.c.started)

gate = Table(
    "copydesk_gate",
    metadata,
    _of_run(),
    _number("position"),
    Column("name", AnyText, nullable=False),
    Column("source", AnyText),
    Column("level", AnyText, nullable=False),
    Column("allowed", AnyText, nullable=False),
    Column("value", BigInteger, nullable=False),
    Column("total", BigInteger, nullable=False),
    Column("met", Boolean, nullable=False),
)

run_rule = Table(
    "copydesk_run_rule",
    metadata,
    _of_run(),
    Column("rule", AnyText, primary_key=True),
    Column("findings", BigInteger, nullable=False),
    Column("documents", BigInteger, nullable=False),
)
"""What `source_rule` adds up to. Kept because a report asks it of the whole history: of 60 runs of 2,000
sources with 20 rules each, these rows answer at once, and those in 5 seconds."""

source = Table(
    "copydesk_source",
    metadata,
    _of_run(),
    _number("number"),
    Column("name", AnyText, nullable=False),
    *_counts(),
)


def _of_source() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["run_number", "source_number"],
        ["copydesk_source.run_number", "copydesk_source.number"],
        ondelete="CASCADE",
    )


source_rule = Table(
    "copydesk_source_rule",
    metadata,
    _number("run_number"),
    _number("source_number"),
    Column("rule", AnyText, primary_key=True),
    Column("findings", BigInteger, nullable=False),
    Column("documents", BigInteger, nullable=False),
    _of_source(),
)

source_family = Table(
    "copydesk_source_family",
    metadata,
    _number("run_number"),
    _number("source_number"),
    Column("family", AnyText, primary_key=True),
    Column("score_mean", Float),
    Column("findings", BigInteger, nullable=False),
    Column("documents", BigInteger),
    _of_source(),
)

source_unreadable = Table(
    "copydesk_source_unreadable",
    metadata,
    _number("run_number"),
    _number("source_number"),
    Column("reason", AnyText, primary_key=True),
    Column("documents", BigInteger, nullable=False),
    _of_source(),
)

document = Table(
    "copydesk_document",
    metadata,
    _of_run(),
    _number("number"),
    Column("source_number", BigInteger, nullable=False),
    Column("id", AnyText),
    Column("score", Float),
    Column("verdict", AnyText),
    Column("words", BigInteger),
    Column("findings", BigInteger, nullable=False),
    Column("unreadable", AnyText),
    Column("path", AnyText),
    Column("line_number", BigInteger),
    Column("record_number", BigInteger),
)

worst = Table(
    "copydesk_worst",
    metadata,
    _number("run_number"),
    _number("position"),
    Column("document_number", BigInteger, nullable=False),
    Column("title", AnyText, nullable=False),
    ForeignKeyConstraint(
        ["run_number", "document_number"],
        ["copydesk_document.run_number", "copydesk_document.number"],
        ondelete="CASCADE",
    ),
)
Index("ix_copydesk_worst_document", worst.c.run_number, worst.c.document_number)
"""Without it, to delete a document would be to look through all worst ones."""

excerpt = Table(
    "copydesk_excerpt",
    metadata,
    _number("run_number"),
    _number("worst_position"),
    _number("position"),
    Column("rule", AnyText, nullable=False),
    Column("severity", AnyText, nullable=False),
    Column("field", AnyText, nullable=False),
    Column("line_number", BigInteger, nullable=False),
    Column("column_number", BigInteger, nullable=False),
    Column("text_before", AnyText, nullable=False),
    Column("text_matched", AnyText, nullable=False),
    Column("text_after", AnyText, nullable=False),
    Column("message", AnyText, nullable=False),
    ForeignKeyConstraint(
        ["run_number", "worst_position"],
        ["copydesk_worst.run_number", "copydesk_worst.position"],
        ondelete="CASCADE",
    ),
)
