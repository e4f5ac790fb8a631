"""A history opened: runs written to it as a whole, listed, read and pruned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import Connection, Engine, Select, Table, delete, insert, select

from . import rows, schema
from .database import engine_of, file_of, history_url, lock, reading, shown, writing
from .errors import HistoryError
from .migrating import revision_of, revisions, upgrade
from .model import DocumentRecord, ExcerptRecord, RunHead, RunRecord, WorstRecord

BATCH = 1000
"""Rows that are sent at a time: more is hardly faster, and each may hold the longest of ids."""

LATEST_RUN = "latest"
"""What stands for the run that started last."""

_MIGRATION_LOCK = "copydesk history: migration"
_RUN_LOCK = "copydesk history: run "
_NEWEST_FIRST = (schema.run.c.started.desc(), schema.run.c.number.desc())


class Upgrade(NamedTuple):
    """The revision that a history had when it was opened, None where there was none, and what it has now."""

    before: str | None
    now: str


class History:
    """The runs of a database. Every method raises HistoryError where the database does not play along.

    No connection is kept between calls.
    """

    def __init__(self, engine: Engine, upgraded: Upgrade) -> None:
        """Take a history that is up to date; see `open`."""
        self._engine = engine
        self.upgraded = upgraded

    @classmethod
    def open(cls, url: str, *, create: bool = False) -> History:
        """Open the history of an address, and bring its tables up to date.

        `create` makes one where there is none; without it that raises HistoryError.
        """
        address = history_url(url)
        file = file_of(address)
        if file is not None and not create and not file.is_file():
            raise HistoryError(f"there is no history {file}")
        engine = engine_of(address)
        with reading(engine) as connection:
            before = revision_of(connection)
        if before is None and not create:
            raise HistoryError(f"{shown(address)} holds no history")
        latest = revisions()[-1]
        if before != latest:
            with writing(engine) as connection:
                lock(connection, _MIGRATION_LOCK)
                upgrade(connection)
        return cls(engine, Upgrade(before, latest))

    def write(self, run: RunRecord, documents: Iterable[DocumentRecord]) -> bool:
        """Write a run, in one transaction, in the place of one with the same id if there is one.

        Returns whether there was. In PostgreSQL, writers of different runs do not wait for each other; of
        those of one run, the last to come leaves its own.
        """
        with writing(self._engine) as connection:
            lock(connection, _MIGRATION_LOCK, "shared")
            lock(connection, _RUN_LOCK + run.head.id)
            if revision_of(connection) != self.upgraded.now:
                raise HistoryError("the history was upgraded by another copydesk while this one ran")
            gone = connection.execute(delete(schema.run).where(schema.run.c.id == run.head.id)).rowcount
            connection.execute(insert(schema.run).values(rows.of_head(run.head)))
            numbered = select(schema.run.c.number).where(schema.run.c.id == run.head.id)
            number = connection.execute(numbered).scalar_one()
            _insert_all(connection, rows.of_run(number, run))
            _insert(connection, schema.document, (rows.of_document(number, row) for row in documents))
            _insert_all(connection, rows.of_worst(number, run))
        return gone > 0

    def runs(self, limit: int | None = None) -> list[RunHead]:
        """The runs, the latest first, at most `limit` of them."""
        with reading(self._engine) as connection:
            query = select(schema.run).order_by(*_NEWEST_FIRST).limit(limit)
            return [_head(connection, row) for row in connection.execute(query).all()]

    def run(self, run_id: str) -> RunRecord:
        """The run of an id, or the latest. Raises HistoryError where there is none."""
        query = select(schema.run).order_by(*_NEWEST_FIRST).limit(1)
        if run_id != LATEST_RUN:
            query = query.where(schema.run.c.id == run_id)
        with reading(self._engine) as connection:
            found = connection.execute(query).one_or_none()
            if found is None:
                raise HistoryError(f"there is no run {run_id}")
            tables = (schema.source, schema.source_rule, schema.source_unreadable)
            sources = rows.sources(*(connection.execute(_of_run(table, found.number)) for table in tables))
            return RunRecord(_head(connection, found), sources, _worst(connection, found.number))

    def documents(self, run_id: str) -> Iterator[DocumentRecord]:
        """The documents of a run, in the order of its input; read lazily."""
        query = (
            select(schema.document)
            .join(schema.run, schema.run.c.number == schema.document.c.run_number)
            .where(schema.run.c.id == run_id)
            .order_by(schema.document.c.number)
        )
        with reading(self._engine) as connection:
            for row in connection.execution_options(yield_per=BATCH).execute(query):
                yield rows.document(row)

    def prune(self, *, keep: int = 0, since: datetime | None = None, dry: bool = False) -> list[str]:
        """Remove all runs but the `keep` latest and, with `since`, those that started then or later.

        Returns the ids of what is removed, the latest first; `dry` removes nothing.
        """
        query = select(schema.run.c.number, schema.run.c.id, schema.run.c.started).order_by(*_NEWEST_FIRST)
        with writing(self._engine) as connection:
            gone = [
                row for row in connection.execute(query).all()[keep:] if since is None or row.started < since
            ]
            for row in [] if dry else gone:
                connection.execute(delete(schema.run).where(schema.run.c.number == row.number))
        return [row.id for row in gone]


def _insert_all(connection: Connection, tables: Iterable[tuple[Table, Iterable[Mapping[str, Any]]]]) -> None:
    for table, values in tables:
        _insert(connection, table, values)


def _insert(connection: Connection, table: Table, values: Iterable[Mapping[str, Any]]) -> None:
    """Send rows in batches, so that memory does not grow with their number."""
    remaining = iter(values)
    while batch := list(islice(remaining, BATCH)):
        connection.execute(insert(table), batch)


def _of_run(table: Table, number: int) -> Select[Any]:
    """The rows of a run, in the order of their key."""
    return select(table).where(table.c.run_number == number).order_by(*table.primary_key)


def _head(connection: Connection, row: rows.AnyRow) -> RunHead:
    return rows.head(row, connection.execute(_of_run(schema.gate, row.number)))


def _worst(connection: Connection, number: int) -> tuple[WorstRecord, ...]:
    excerpts: dict[int, list[ExcerptRecord]] = defaultdict(list)
    for row in connection.execute(_of_run(schema.excerpt, number)):
        excerpts[row.worst_position].append(rows.excerpt(row))
    documents = (
        select(schema.document)
        .join(
            schema.worst,
            (schema.worst.c.run_number == schema.document.c.run_number)
            & (schema.worst.c.document_number == schema.document.c.number),
        )
        .where(schema.worst.c.run_number == number)
    )
    by_number = {row.number: rows.document(row) for row in connection.execute(documents)}
    return tuple(
        WorstRecord(by_number[row.document_number], row.title, tuple(excerpts[row.position]))
        for row in connection.execute(_of_run(schema.worst, number))
    )
