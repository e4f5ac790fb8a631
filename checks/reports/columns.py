"""Results as columns: the output model of `record` as an Arrow table, one row a document.

A row holds what a line of JSON Lines holds, under the same names. What only one kind of row has (`error`, or
all but `id` and `location`) is null in the others. pyarrow is imported inside the functions: few runs need
it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from ..finding import FAMILIES, STATES

if TYPE_CHECKING:
    import pyarrow

SCHEMA_VERSION = 1
"""Version of the columns. A new column leaves it; one that goes, or means something else, raises it."""

VERSION_KEY = "copydesk.schema"
"""Where the metadata of a table's schema tell that version."""

INSTALL = "pip install 'copydesk[parquet]'"


def schema() -> pyarrow.Schema:
    """The columns of every table of results. All may be null."""
    import pyarrow as pa  # noqa: PLC0415

    text, number, share, flag = pa.string(), pa.int64(), pa.float64(), pa.bool_()
    finding = pa.struct(
        {
            "rule": text,
            "severity": text,
            "confidence": text,
            "points": share,
            "field": text,
            "start": number,
            "end": number,
            "line": number,
            "column": number,
            "match": text,
            "message": text,
            "fingerprint": text,
            "state": text,
            "accepted": pa.struct({"who": text, "reason": text}),
        }
    )
    columns = {
        "id": text,
        "key": text,
        "location": pa.struct({"path": text, "line": number, "record": number}),
        "url": text,
        "source": text,
        "title": text,
        "language": text,
        "words": number,
        "complete": flag,
        "score": share,
        "verdict": text,
        "judged": pa.struct({"score": share, **dict.fromkeys(STATES, number)}),
        "families": pa.struct(dict.fromkeys(FAMILIES, share)),
        "measures": pa.map_(text, share),
        "near_duplicate_of": text,
        "skipped": pa.list_(pa.struct({"rule": text, "reason": text})),
        "findings": pa.list_(finding),
        "error": pa.struct({"kind": text, "message": text}),
    }
    return pa.schema(columns, metadata={VERSION_KEY: str(SCHEMA_VERSION)})


def batch_of(records: Iterable[Mapping[str, Any]]) -> pyarrow.RecordBatch:
    r"""The rows of some output objects, in order; a lone surrogate, which Arrow cannot hold, is `\udXXX`."""
    import pyarrow as pa  # noqa: PLC0415

    rows = [_row(record) for record in records]
    try:
        return pa.RecordBatch.from_pylist(rows, schema())
    except UnicodeEncodeError:
        return pa.RecordBatch.from_pylist([_encodable(row) for row in rows], schema())


def _row(record: Mapping[str, Any]) -> dict[str, Any]:
    """An output object as Arrow takes it: a map is a list of pairs."""
    measures = record.get("measures")
    return {**record, "measures": None if measures is None else list(measures.items())}


def _encodable(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode("utf-8")
    if isinstance(value, dict):
        return {key: _encodable(held) for key, held in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(map(_encodable, value))
    return value
