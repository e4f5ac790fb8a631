"""Rows of Arrow tables as plain values: bytes are texts; a value that cannot be read costs its row alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from ..finding import UnreadableKind

if TYPE_CHECKING:
    import pyarrow

_FAULTS = (ValueError, OverflowError, NotImplementedError)
"""What turning an Arrow value into Python's raises: bytes that are no UTF-8, dates out of range …"""


class Unusable(NamedTuple):
    """Stands for a value that cannot be read, and says why."""

    kind: UnreadableKind
    message: str


def rows_of(batch: pyarrow.RecordBatch) -> Iterator[Sequence[Any]]:
    """The values of each row, in the order of the columns; an `Unusable` where a value cannot be read."""
    if batch.num_columns:
        yield from zip(*map(_values, batch.columns), strict=True)
    else:
        yield from ((),) * batch.num_rows


def fault_of(values: Sequence[Any], limit: int) -> Unusable | None:
    """Why a row cannot be read: a value that is unusable, or texts of more than `limit` bytes in all."""
    unusable = next((value for value in values if isinstance(value, Unusable)), None)
    if unusable is not None:
        return unusable
    size = sum(len(value) for value in values if isinstance(value, str))  # no more than its bytes
    return Unusable("too-large", f"the row has more than {limit:,} bytes") if size > limit else None


def _values(column: pyarrow.Array) -> list[Any]:
    """The values of a column; one after the other, which is slow, only where one of them is unusable."""
    try:
        return [_decoded(value) for value in column.to_pylist()]
    except _FAULTS:
        return [_value(column.slice(row, 1)) for row in range(len(column))]


def _value(cell: pyarrow.Array) -> Any:
    """The value of a column of one row."""
    try:
        return _decoded(cell.to_pylist()[0])
    except UnicodeDecodeError as error:
        return Unusable("bad-bytes", f"a text of the row is not UTF-8 ({error.reason})")
    except _FAULTS as error:
        return Unusable("not-a-record", f"a value of the row cannot be read ({error})")


def _decoded(value: Any) -> Any:
    """A value whose bytes are texts: older writers do not say so of them."""
    if isinstance(value, bytes):
        return value.decode("utf-8")
    return {key: _decoded(held) for key, held in value.items()} if isinstance(value, dict) else value
