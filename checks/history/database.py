"""The database of a history: which may be, and how transactions run in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Connection, Engine, NullPool, create_engine, event, func, make_url, select, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from .errors import HistoryError

WAIT_SECONDS = 300
"""How long a writer waits for others: as long as the rows of ten million documents take, and some more."""

CONNECT_SECONDS = 15
"""How long a server may take to answer; libpq itself would wait for minutes."""

POSTGRES_INSTALL = "pip install 'copydesk[postgres]'"

_SERVERS = ("postgresql", "postgres", "postgresql+psycopg")
_WRITES = "copydesk_writes"
"""The execution option of connections that write."""


def history_url(given: str) -> URL:
    """The address of a history. Raises HistoryError for what is none, naming no password."""
    try:
        url = make_url(given)
    except (ArgumentError, ValueError):
        example = f"; for a file: sqlite:///{given}" if "://" not in given else ""
        raise HistoryError(f"that is no address of a history{example}") from None
    if url.drivername == "sqlite":
        if url.database in {None, "", ":memory:"}:
            raise HistoryError("sqlite:// names no file; for example sqlite:///history.db")
        if url.query:
            raise HistoryError("an address of SQLite is a file and takes no options")
        return url
    if url.drivername in _SERVERS:
        return url.set(drivername="postgresql+psycopg")
    raise HistoryError(f"{url.drivername!r} is no database for a history: sqlite or postgresql")


def shown(url: URL) -> str:
    """The address without what may be secret: the password, and options, which can hold one."""
    return url.set(password=None, query={}).render_as_string()


def file_of(url: URL) -> Path | None:
    """The file of a history; None where a server keeps it."""
    return Path(url.database) if url.drivername == "sqlite" and url.database else None


def engine_of(url: URL) -> Engine:
    """What connects to a database. Raises HistoryError where its driver is not installed."""
    if url.drivername == "sqlite":
        # autocommit of the driver's own is off: with it, it would commit before it changes a table
        options: dict[str, Any] = {"timeout": WAIT_SECONDS, "isolation_level": None}
        engine = create_engine(url, poolclass=NullPool, connect_args=options)
        event.listen(engine, "connect", _keep_references)
        event.listen(engine, "begin", _begin_in_sqlite)
        return engine
    try:
        options = {} if "connect_timeout" in url.query else {"connect_timeout": CONNECT_SECONDS}
        return create_engine(url, poolclass=NullPool, connect_args=options)
    except ImportError as error:
        raise HistoryError(f"PostgreSQL needs psycopg ({error}): {POSTGRES_INSTALL}") from None


def _keep_references(connection: Any, _record: object) -> None:
    connection.execute("PRAGMA foreign_keys = ON")


def _begin_in_sqlite(connection: Connection) -> None:
    """A writer takes its turn at once: two that have both read could not both go on to write."""
    writes = connection.get_execution_options().get(_WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that sees one state of the history from its first query to its last."""
    with told_plainly(engine), engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection = connection.execution_options(isolation_level="REPEATABLE READ")  # noqa: PLW2901
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that is kept as a whole, or after any error or the end of the process not at all."""
    with told_plainly(engine), engine.execution_options(**{_WRITES: True}).begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text(f"SET LOCAL lock_timeout = '{WAIT_SECONDS}s'"))
        yield connection


def lock(connection: Connection, name: str, mode: Literal["alone", "shared"] = "alone") -> None:
    """Wait for what others do under this name, until the transaction's end; SQLite has one writer anyway."""
    if connection.dialect.name == "postgresql":
        key = int.from_bytes(
            blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest(), signed=True
        )
        take = func.pg_advisory_xact_lock if mode == "alone" else func.pg_advisory_xact_lock_shared
        connection.execute(select(take(key)))


@contextmanager
def told_plainly(engine: Engine) -> Iterator[None]:
    """Turn what the database says into a HistoryError of one line."""
    try:
        yield
    except SQLAlchemyError as error:
        said = " ".join(str(getattr(error, "orig", None) or error).split())
        raise HistoryError(f"{shown(engine.url)}: {said}") from error
