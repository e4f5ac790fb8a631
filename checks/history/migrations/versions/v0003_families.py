"""What each family found in a source, how far scores lie apart, and rules summed over the sources of a run.

Runs that are there already: the deviation is told from the rows of their documents, as exactly as it would
have been recorded; the findings of a family and the sums of rules, from the rules of its sources. A family's
mean score and the documents that it found something in were not kept, and stay NULL.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_NUMBER = sa.BigInteger()
_FAMILIES = ("translation", "garble", "symbols", "injection")
_CENTS = 100
"""Scores have two decimals. As whole numbers they add up exactly, in whatever order a database takes them."""

_DECIMALS = 4
_BATCH = 1000

_run = sa.table("copydesk_run", sa.column("number"), sa.column("score_deviation"))
_source = sa.table(
    "copydesk_source", sa.column("run_number"), sa.column("number"), sa.column("score_deviation")
)
_source_rule = sa.table(
    "copydesk_source_rule",
    sa.column("run_number"),
    sa.column("source_number"),
    sa.column("rule", sa.Text),
    sa.column("findings"),
    sa.column("documents"),
)
_run_rule = sa.table(
    "copydesk_run_rule",
    sa.column("run_number"),
    sa.column("rule"),
    sa.column("findings"),
    sa.column("documents"),
)
_family = sa.table(
    "copydesk_source_family",
    sa.column("run_number"),
    sa.column("source_number"),
    sa.column("family"),
    sa.column("findings"),
)
_document = sa.table(
    "copydesk_document", sa.column("run_number"), sa.column("source_number"), sa.column("score", sa.Float)
)


def upgrade() -> None:
    """Make the columns and the tables, and fill them for the runs that are there."""
    _make()
    connection = op.get_bind()
    _fill_deviations(connection)
    connection.execute(_sums_of_rules())
    for family in _FAMILIES:
        connection.execute(_findings_of(family))


def _make() -> None:
    op.add_column("copydesk_run", sa.Column("score_deviation", sa.Float))
    op.add_column("copydesk_source", sa.Column("score_deviation", sa.Float))
    op.create_table(
        "copydesk_source_family",
        _key("run_number"),
        _key("source_number"),
        sa.Column("family", sa.Text, nullable=False),
        sa.Column("score_mean", sa.Float),
        sa.Column("findings", _NUMBER, nullable=False),
        sa.Column("documents", _NUMBER),
        sa.PrimaryKeyConstraint("run_number", "source_number", "family", name="pk_copydesk_source_family"),
        sa.ForeignKeyConstraint(
            ["run_number", "source_number"],
            ["copydesk_source.run_number", "copydesk_source.number"],
            name="fk_copydesk_source_family_run_number",
            ondelete="CASCADE",
        ),
    )
    op.create_table(
        "copydesk_run_rule",
        _key("run_number"),
        sa.Column("rule", sa.Text, nullable=False),
        sa.Column("findings", _NUMBER, nullable=False),
        sa.Column("documents", _NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("run_number", "rule", name="pk_copydesk_run_rule"),
        sa.ForeignKeyConstraint(
            ["run_number"],
            ["copydesk_run.number"],
            name="fk_copydesk_run_rule_run_number",
            ondelete="CASCADE",
        ),
    )


def _key(name: str) -> sa.Column[int]:
    return sa.Column(name, _NUMBER, nullable=False, autoincrement=False)


class _Sums(NamedTuple):
    """Of the scores of a group of documents, in cents."""

    documents: int = 0
    cents: int = 0
    squares: int = 0

    def and_(self, other: _Sums) -> _Sums:
        return _Sums(*(mine + its for mine, its in zip(self, other, strict=True)))

    def deviation(self) -> float:
        """Of the population, by whole numbers up to the root."""
        spread = self.documents * self.squares - self.cents**2
        return round(math.sqrt(spread) / self.documents / _CENTS, _DECIMALS)


def _fill_deviations(connection: sa.Connection) -> None:
    """One look at the documents; what is kept of it is a row for each source."""
    of_source = dict(_sums(connection))
    of_run: dict[int, _Sums] = defaultdict(_Sums)
    for (run, _), sums in of_source.items():
        of_run[run] = of_run[run].and_(sums)
    run_is = _run.c.number == sa.bindparam("of_run")
    source_is = (_source.c.run_number == sa.bindparam("of_run")) & (
        _source.c.number == sa.bindparam("of_source")
    )
    deviation: sa.BindParameter[float] = sa.bindparam("deviation")
    _update(
        connection,
        sa.update(_source).where(source_is).values(score_deviation=deviation),
        (
            {"of_run": run, "of_source": source, "deviation": sums.deviation()}
            for (run, source), sums in of_source.items()
        ),
    )
    _update(
        connection,
        sa.update(_run).where(run_is).values(score_deviation=deviation),
        ({"of_run": run, "deviation": sums.deviation()} for run, sums in of_run.items()),
    )


def _sums(connection: sa.Connection) -> Iterator[tuple[tuple[int, int], _Sums]]:
    """By run and source. Floats hold whole numbers to 2^53 exactly: the squares of ninety million scores."""
    cents = sa.func.round(_document.c.score * _CENTS)
    group = (_document.c.run_number, _document.c.source_number)
    query = (
        sa.select(*group, sa.func.count(), sa.func.sum(cents), sa.func.sum(cents * cents))
        .where(_document.c.score.is_not(None))
        .group_by(*group)
    )
    for run, source, documents, total, squares in connection.execute(query):
        yield (run, source), _Sums(documents, int(total), int(squares))


def _update(connection: sa.Connection, statement: sa.Update, rows: Iterator[dict[str, Any]]) -> None:
    while batch := list(islice(rows, _BATCH)):
        connection.execute(statement, batch)


def _sums_of_rules() -> sa.Insert:
    rule = _source_rule.c
    key = (rule.run_number, rule.rule)
    summed = sa.select(*key, sa.func.sum(rule.findings), sa.func.sum(rule.documents)).group_by(*key)
    return sa.insert(_run_rule).from_select(["run_number", "rule", "findings", "documents"], summed)


def _findings_of(family: str) -> sa.Insert:
    """A row for each source that there is, also where the family found nothing."""
    rule = _source_rule.c
    joined = sa.outerjoin(
        _source,
        _source_rule,
        (rule.run_number == _source.c.run_number)
        & (rule.source_number == _source.c.number)
        & rule.rule.startswith(f"{family}/"),
    )
    group = (_source.c.run_number, _source.c.number)
    counted = (
        sa.select(*group, sa.literal(family), sa.func.coalesce(sa.func.sum(rule.findings), 0))
        .select_from(joined)
        .group_by(*group)
    )
    return sa.insert(_family).from_select(["run_number", "source_number", "family", "findings"], counted)
