"""Parquet: each row is a record, whose keys are the names of the columns.

Only columns that may hold something of a document are read: vectors, pictures and the like cost nothing. Rows
are read a batch at a time, row group by row group, and what is damaged costs its row group. pyarrow is
imported inside the functions: few runs need it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from ..document import Location
from ..finding import Unreadable, UnreadableKind
from .arrow_rows import fault_of, rows_of
from .documents import OpenFeed, identity_of, unreadable_whole
from .fields import may_hold_a_target
from .options import FeedOptions
from .records import Record

if TYPE_CHECKING:
    import pyarrow
    from pyarrow.parquet import ParquetFile, RowGroupMetaData

BATCH_BYTES = 4 << 20
"""Bytes, unpacked, that a batch of rows should have: enough that pyarrow's work for each does not count."""

MAX_BATCH_ROWS = 1_000
"""Rows of a batch at most, however small they are."""

BUFFER_BYTES = 1 << 20
"""Bytes of a column that are read at a time; without a buffer pyarrow reads a row group's whole column."""

LONGEST_REASON = 200
"""Characters that are told of what pyarrow says of a fault."""

_MISSING = "reading Parquet needs pyarrow: pip install 'copydesk[parquet]'"


def read_records(feed: OpenFeed, options: FeedOptions) -> Iterator[Record | Unreadable]:
    """The records of a Parquet file, known by the number of their row; a null is a missing value."""
    raw = feed.stream.rewound()
    if raw is None:
        message = "Parquet is read from its end, and this can only be read from its start; save or unpack it"
        yield unreadable_whole(feed, "unreadable-file", message)
        return
    try:
        from pyarrow.parquet import ParquetFile  # noqa: PLC0415
    except ModuleNotFoundError:
        yield unreadable_whole(feed, "unreadable-file", _MISSING)
        return
    try:
        file = ParquetFile(raw, buffer_size=BUFFER_BYTES, pre_buffer=False)
        reader = _Reader(file, _columns(file, options), feed.path, options.max_record_bytes)
    except _faults() as error:
        yield unreadable_whole(feed, "bad-parquet", _reason(error))
        return
    yield from reader.records()


class _Columns(NamedTuple):
    """The names of a file's columns: of all, each made distinct, and of those that are read."""

    all: Sequence[str]
    read: Sequence[str]


@dataclass(frozen=True)
class _Reader:
    """Reads an open file; `limit` is how many bytes a row may have."""

    file: ParquetFile
    columns: _Columns
    path: str
    limit: int

    def records(self) -> Iterator[Record | Unreadable]:
        """The records of all rows, in order."""
        before = 0
        for group in range(self.file.metadata.num_row_groups):
            rows = self.file.metadata.row_group(group).num_rows
            yield from self._row_group(group, before, rows)
            before += rows

    def _row_group(self, group: int, before: int, rows: int) -> Iterator[Record | Unreadable]:
        """The records of a row group of so many rows, `before` which there are others."""
        done = 0
        try:
            for batch in self._batches(group):
                for record in self._batch(batch, before + done):
                    done += 1
                    yield record
        except _faults() as error:
            first = before + done + 1
            lost = f"rows {first:,} to {before + rows:,} cannot be read: {_reason(error)}"
            yield self._unreadable(first, "bad-parquet", lost)

    def _batches(self, group: int) -> Iterator[pyarrow.RecordBatch]:
        size = _batch_rows(self.file.metadata.row_group(group), self.columns.read)
        yield from self.file.iter_batches(
            size, row_groups=[group], columns=list(self.columns.read), use_threads=False
        )

    def _batch(self, batch: pyarrow.RecordBatch, before: int) -> Iterator[Record | Unreadable]:
        unread: Mapping[str, Any] = dict.fromkeys(self.columns.all)
        names = _distinct(batch.schema.names)
        for row, values in enumerate(rows_of(batch), before + 1):
            fault = fault_of(values, self.limit)
            if fault is not None:
                yield self._unreadable(row, *fault)
            else:
                location = Location(self.path, None, row)
                yield Record(location, {**unread, **dict(zip(names, values, strict=True))})

    def _unreadable(self, row: int, kind: UnreadableKind, message: str) -> Unreadable:
        location = Location(self.path, None, row)
        return Unreadable(identity_of(location), location, kind, message)


def _columns(file: ParquetFile, options: FeedOptions) -> _Columns:
    """Which columns can hold what a document is made of, by their names and types."""
    schema = file.schema_arrow
    wanted = (
        column.name
        for column in schema
        if may_hold_a_target(column.name, options) and _may_be_read(column.type)
    )
    return _Columns(_distinct(schema.names), tuple(wanted))


def _may_be_read(kind: pyarrow.DataType) -> bool:
    """Texts, numbers and structures; dates and lists hold nothing of a document, and some raise when read."""
    from pyarrow import types  # noqa: PLC0415

    if types.is_dictionary(kind):
        kind = kind.value_type
    if types.is_struct(kind):
        return True
    return bool(_is_text(kind) or types.is_integer(kind) or types.is_floating(kind) or types.is_boolean(kind))


def _is_text(kind: pyarrow.DataType) -> bool:
    """Whether values may be texts, bytes included."""
    from pyarrow import types  # noqa: PLC0415

    return bool(
        types.is_string(kind)
        or types.is_large_string(kind)
        or types.is_string_view(kind)
        or types.is_binary(kind)
        or types.is_large_binary(kind)
        or types.is_binary_view(kind)
    )


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    """The names of columns, of two of one name the second with "(2)"."""
    kept: dict[str, None] = {}
    for base in names:
        name, times = base, 1
        while name in kept:
            times += 1
            name = f"{base} ({times})"
        kept[name] = None
    return tuple(kept)


def _batch_rows(group: RowGroupMetaData, names: Sequence[str]) -> int:
    """How many rows of a row group make a batch, by what its metadata say of the columns' sizes."""
    parts = (group.column(index) for index in range(group.num_columns))
    size = sum(part.total_uncompressed_size for part in parts if _top(part.path_in_schema) in names)
    fitting = group.num_rows * BATCH_BYTES // max(size, 1)
    return int(min(max(fitting, 1), MAX_BATCH_ROWS))


def _top(path: str) -> str:
    """The column at the top of a path in a schema."""
    return path.partition(".")[0]


def _faults() -> tuple[type[Exception], ...]:
    """What pyarrow raises for a file that is damaged, encrypted or of a kind that it cannot read."""
    import pyarrow as pa  # noqa: PLC0415

    return (pa.ArrowException, OSError, ValueError, OverflowError)


def _reason(error: Exception) -> str:
    """The first line of what pyarrow says of a fault."""
    first = next(iter(str(error).splitlines()), "") or type(error).__name__
    return first if len(first) <= LONGEST_REASON else first[: LONGEST_REASON - 1] + "…"
