"""The statements that `spans` asks: on the runs of a span, and on sources by name."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    ColumnElement,
    Connection,
    FromClause,
    Select,
    Table,
    and_,
    bindparam,
    func,
    select,
)

from ..finding import FAMILIES, Family
from . import rows, schema
from .columns import storable
from .model import FamilyTally
from .queries import OLDEST_FIRST

FAMILY_TABLES: Mapping[Family, FromClause] = {
    family: schema.source_family.alias(f"of_{family}") for family in FAMILIES
}
"""The table of families once for each, so that a source and what they found in it are one row."""

IN_ORDER = (*OLDEST_FIRST, schema.source.c.number)
"""Sources by run, and in a run as they came."""


def started_within(since: datetime | None, until: datetime | None) -> list[ColumnElement[bool]]:
    """What holds of the runs that started in [since, until)."""
    started = schema.run.c.started
    conditions: list[ColumnElement[bool]] = []
    if since is not None:
        conditions.append(started >= since)
    if until is not None:
        conditions.append(started < until)
    return conditions


def is_named(connection: Connection, names: Collection[str]) -> ColumnElement[bool]:
    """What holds of the sources of these names.

    The names are one parameter, a list as JSON: of parameters a statement takes only so many (SQLite 32,766,
    and 999 before its version 3.32).
    """
    listed = bindparam(None, [storable(name) for name in names], type_=JSON)
    unpack = func.json_array_elements_text if connection.dialect.name == "postgresql" else func.json_each
    return schema.source.c.name.in_(select(unpack(listed).table_valued("value").c.value))


def of_sources(*columns: ColumnElement[Any]) -> Select[Any]:
    """Columns of runs and of their sources."""
    return select(*columns).select_from(_sources())


def beside_sources(table: Table, *columns: ColumnElement[Any]) -> Select[Any]:
    """Columns of runs, of their sources, and of a table that has rows for each of these."""
    return select(*columns).select_from(_sources().join(table, _is_of_source(table)))


def rules_of_sources() -> Select[Any]:
    """How often each rule spoke in each run, summed over the sources that are asked for."""
    table = schema.source_rule.c
    key = (table.run_number, table.rule)
    sums = (func.sum(table.findings), func.sum(table.documents))
    return beside_sources(schema.source_rule, *key, *sums).group_by(*key)


def rules_of_all_sources() -> Select[Any]:
    """The same of all sources, which is kept."""
    return select(schema.run_rule).join(schema.run, schema.run.c.number == schema.run_rule.c.run_number)


def sources_with_families() -> Select[Any]:
    """Sources with what the families found in them, which `families` reads."""
    joined: FromClause = _sources()
    columns: list[ColumnElement[Any]] = list(schema.source.c)
    for family, table in FAMILY_TABLES.items():
        joined = joined.outerjoin(table, and_(_is_of_source(table), table.c.family == family))
        columns.extend(
            table.c[name].label(f"{family}_{name}") for name in ("score_mean", "findings", "documents")
        )
    return select(*columns).select_from(joined)


def families(row: rows.AnyRow) -> dict[Family, FamilyTally]:
    """What the families found in a source of `sources_with_families`; without those that have no row."""
    values = row._mapping
    return {
        family: FamilyTally(values[f"{family}_score_mean"], findings, values[f"{family}_documents"])
        for family in FAMILIES
        if (findings := values[f"{family}_findings"]) is not None
    }


def _sources() -> FromClause:
    return schema.run.join(schema.source, schema.source.c.run_number == schema.run.c.number)


def _is_of_source(table: FromClause) -> ColumnElement[bool]:
    source = schema.source.c
    return and_(table.c.run_number == source.run_number, table.c.source_number == source.number)
