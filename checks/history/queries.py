"""Questions that are asked of one run and of many alike: a few statements each, however many runs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, Table, select

from . import rows, schema
from .model import ExcerptRecord, RunHead, WorstRecord

BATCH = 1000
"""Rows that are sent or fetched at a time: more is hardly faster, and each may hold the longest of ids."""

OLDEST_FIRST = (schema.run.c.started, schema.run.c.number)
NEWEST_FIRST = tuple(column.desc() for column in OLDEST_FIRST)


_Item = TypeVar("_Item")


def batches(items: Iterable[_Item]) -> Iterator[list[_Item]]:
    """The items in lists of at most `BATCH`, made as they are asked for."""
    remaining = iter(items)
    while batch := list(islice(remaining, BATCH)):
        yield batch


def streamed(connection: Connection, query: Select[Any]) -> Iterator[rows.AnyRow]:
    """The rows of a query, fetched in batches as they are asked for."""
    with connection.execute(query, execution_options={"yield_per": BATCH}) as result:
        yield from result


def numbered_heads(connection: Connection, runs: Select[Any]) -> list[tuple[int, RunHead]]:
    """The runs of a query on `schema.run`, by number, in its order, with their gates."""
    numbers = runs.with_only_columns(schema.run.c.number)
    gates: dict[int, list[rows.AnyRow]] = defaultdict(list)
    for row in connection.execute(of_runs(schema.gate, numbers)):
        gates[row.run_number].append(row)
    return [(row.number, rows.head(row, gates[row.number])) for row in connection.execute(runs)]


def worst_of(connection: Connection, numbers: Iterable[int]) -> Iterator[tuple[int, WorstRecord]]:
    """The worst documents of the runs of these numbers, each with its run's, the worst of a run first."""
    asked = list(numbers)
    excerpts: dict[tuple[int, int], list[ExcerptRecord]] = defaultdict(list)
    for row in connection.execute(of_runs(schema.excerpt, asked)):
        excerpts[row.run_number, row.worst_position].append(rows.excerpt(row))
    documents = (
        select(schema.document)
        .join(
            schema.worst,
            (schema.worst.c.run_number == schema.document.c.run_number)
            & (schema.worst.c.document_number == schema.document.c.number),
        )
        .where(schema.worst.c.run_number.in_(asked))
    )
    by_number = {(row.run_number, row.number): rows.document(row) for row in connection.execute(documents)}
    for row in connection.execute(of_runs(schema.worst, asked)):
        document = by_number[row.run_number, row.document_number]
        found = tuple(excerpts[row.run_number, row.position])
        yield row.run_number, WorstRecord(document, row.title, found)


def of_runs(table: Table, numbers: Select[Any] | list[int]) -> Select[Any]:
    """The rows of some runs, in the order of their key."""
    return select(table).where(table.c.run_number.in_(numbers)).order_by(*table.primary_key)
