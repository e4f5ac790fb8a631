"""A history opened: runs written to it as a whole, listed, read and pruned."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Engine, Table, delete, insert, select

from . import rows, schema
from .database import engine_of, file_of, history_url, lock, reading, shown, writing
from .errors import HistoryError
from .migrating import revision_of, revisions, upgrade
from .model import DocumentRecord, RunHead, RunRecord
from .queries import NEWEST_FIRST, batches, numbered_heads, of_runs, streamed, worst_of
from .spans import Span

LATEST_RUN = "latest"
"""What stands for the run that started last."""

_MIGRATION_LOCK = "copydesk history: migration"
_RUN_LOCK = "copydesk history: run "


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
        query = select(schema.run).order_by(*NEWEST_FIRST).limit(limit)
        with reading(self._engine) as connection:
            return [head for _, head in numbered_heads(connection, query)]

    def run(self, run_id: str) -> RunRecord:
        """The run of an id, or the latest. Raises HistoryError where there is none."""
        with reading(self._engine) as connection:
            return _run(connection, run_id)[1]

    def run_with_documents(self, run_id: str, keep: Callable[[DocumentRecord], object]) -> RunRecord:
        """The run as `run` gives it, after each of its documents was given to `keep`, in their order.

        Both are of one state of the history: no other run takes its place in between. Whoever keeps them lets
        go of the database with the last one, and not when the last one was read at leisure.
        """
        with reading(self._engine) as connection:
            number, run = _run(connection, run_id)
            for row in streamed(connection, of_runs(schema.document, [number])):
                keep(rows.document(row))
        return run

    def documents(self, run_id: str) -> Iterator[DocumentRecord]:
        """The documents of a run, in the order of its input; read lazily."""
        query = (
            select(schema.document)
            .join(schema.run, schema.run.c.number == schema.document.c.run_number)
            .where(schema.run.c.id == run_id)
            .order_by(schema.document.c.number)
        )
        with reading(self._engine) as connection:
            yield from map(rows.document, streamed(connection, query))

    @contextmanager
    def span(
        self, since: datetime | None = None, until: datetime | None = None, *, sources: str | None = None
    ) -> Iterator[Span]:
        """What the runs say that started in [since, until), of all sources or of those that a glob names.

        It is one state of the history as long as it is open; close it soon, for writers of SQLite wait until
        then. `since` and `until` know their time zone; None is no bound.
        """
        with reading(self._engine) as connection:
            yield Span(connection, since, until, sources)

    def prune(self, *, keep: int = 0, since: datetime | None = None, dry: bool = False) -> list[str]:
        """Remove all runs but the `keep` latest and, with `since`, those that started then or later.

        Returns the ids of what is removed, the latest first; `dry` removes nothing.
        """
        query = select(schema.run.c.number, schema.run.c.id, schema.run.c.started).order_by(*NEWEST_FIRST)
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
    for batch in batches(values):
        connection.execute(insert(table), batch)


def _run(connection: Connection, run_id: str) -> tuple[int, RunRecord]:
    """The run of an id, or the latest, and its number."""
    query = select(schema.run).order_by(*NEWEST_FIRST).limit(1)
    if run_id != LATEST_RUN:
        query = query.where(schema.run.c.id == run_id)
    found = numbered_heads(connection, query)
    if not found:
        raise HistoryError(f"there is no run {run_id}")
    ((number, head),) = found
    tables = (schema.source, schema.source_rule, schema.source_unreadable, schema.source_family)
    sources = rows.sources(*(connection.execute(of_runs(table, [number])) for table in tables))
    return number, RunRecord(head, sources, tuple(worst for _, worst in worst_of(connection, [number])))
