"""Data frames of pandas and polars: a verdict beside every text."""

from __future__ import annotations

import sys
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from ..document import Document, Location
from ..engine import Checker
from ..feeds import FeedOptions
from ..finding import Result, Unreadable
from ..reports.record import finding_record
from ..rules import load_rules
from ..suggest import did_you_mean
from .records import read_record, reason_unchecked

if TYPE_CHECKING:
    import pandas
    import polars

Frame = TypeVar("Frame", "pandas.DataFrame", "polars.DataFrame")

PREFIX = "copydesk_"

FINDING_FIELDS = {
    "rule": str,
    "severity": str,
    "confidence": str,
    "points": float,
    "field": str,
    "start": int,
    "end": int,
    "line": int,
    "column": int,
    "match": str,
    "message": str,
    "fingerprint": str,
    "state": str,
}
"""What a finding in the column `details` holds; the names are those of the JSON formats."""


class Row(NamedTuple):
    """What is added to a row, in the order of the columns. All but `unreadable` is None where that is set."""

    score: float | None
    verdict: str | None
    findings: int | None
    details: list[dict[str, Any]] | None
    unreadable: str | None


def check_frame(
    frame: Frame,
    text: Hashable = "text",
    *,
    html: Hashable | None = None,
    title: Hashable | None = None,
    id: Hashable | None = None,
    url: Hashable | None = None,
    source: Hashable | None = None,
    language: Hashable | None = None,
    checker: Checker | None = None,
    prefix: str = PREFIX,
) -> Frame:
    """A copy of a pandas or polars frame with what was found in each row's text; rows and index stay.

    The arguments up to `language` name columns; `html` is read where the text is missing or blank. `checker`
    is by default that of the shipped rules. Columns that are added (or replaced), behind `prefix`:

    - `score` (0 to 100) and `verdict` (pass, review, fail);
    - `findings`, how many, and `details`, a list of them with the fields of `FINDING_FIELDS`;
    - `unreadable`, why a row could not be checked: no text (None, NaN), a blank or too long one. The others
      are then missing: what could not be checked has no verdict.

    Raises TypeError for anything but a frame in memory, ValueError for a column that is not there, or there
    twice.
    """
    named = {
        "text": text,
        "html": html,
        "title": title,
        "id": id,
        "url": url,
        "source": source,
        "language": language,
    }
    columns = {target: column for target, column in named.items() if column is not None}
    library = _library(frame)
    _require_columns(columns, list(frame.columns))
    if checker is None:
        checker = Checker(load_rules())
    check = _check_pandas if library == "pandas" else _check_polars
    checked: Frame = check(frame, columns, checker, prefix)
    return checked


def _library(frame: object) -> str:
    """Which library's frame this is. Whoever has one has imported its library."""
    for name in ("pandas", "polars"):
        module = sys.modules.get(name)
        if module is not None and isinstance(frame, module.DataFrame):
            return name
    hint = "; collect() it first" if type(frame).__name__ == "LazyFrame" else ""
    raise TypeError(f"{type(frame).__name__} is no DataFrame of pandas or polars{hint}")


def _require_columns(columns: Mapping[str, Hashable], present: Sequence[Hashable]) -> None:
    for target, column in columns.items():
        if column not in present:
            hint = did_you_mean(str(column), [name for name in present if isinstance(name, str)])
            raise ValueError(f"{target}: the frame has no column {column!r}{hint}")
        if present.count(column) > 1:
            raise ValueError(f"{target}: the frame has several columns {column!r}")


def _check_pandas(frame: Any, columns: Mapping[str, Hashable], checker: Checker, prefix: str) -> Any:
    import pandas  # noqa: PLC0415 (optional, and heavy)

    def values(column: Hashable) -> list[Any]:
        series = frame[column]
        return list(series.astype(object).where(series.notna(), None))

    rows = list(_rows({target: values(column) for target, column in columns.items()}, len(frame), checker))
    types = {"score": "float64", "verdict": "string", "findings": "Int64", "unreadable": "string"}
    added = {
        # as arrays, which keep to the order of the rows whatever their index says
        prefix + name: pandas.Series(
            [getattr(row, name) for row in rows], dtype=types.get(name, "object")
        ).array
        for name in Row._fields
    }
    return frame.assign(**added)


def _check_polars(frame: Any, columns: Mapping[str, Hashable], checker: Checker, prefix: str) -> Any:
    import polars  # noqa: PLC0415 (optional, and heavy)

    plain = {str: polars.String, float: polars.Float64, int: polars.Int64}
    finding = polars.Struct({name: plain[kind] for name, kind in FINDING_FIELDS.items()})
    types: dict[str, Any] = {
        "score": polars.Float64,
        "verdict": polars.String,
        "findings": polars.Int64,
        "details": polars.List(finding),
        "unreadable": polars.String,
    }
    values = {target: frame[column].to_list() for target, column in columns.items()}
    rows = list(_rows(values, frame.height, checker))
    return frame.with_columns(
        polars.Series(prefix + name, [getattr(row, name) for row in rows], dtype=types[name])
        for name in Row._fields
    )


def _rows(values: Mapping[str, Sequence[Any]], height: int, checker: Checker) -> Iterator[Row]:
    """What to add to each row, in order; `values` are the columns that were named."""
    options = FeedOptions(fields={target: target for target in values}, sources=checker.rule_set.sources)

    def read() -> Iterator[Document | Unreadable]:
        for i in range(height):
            record = {target: column[i] for target, column in values.items()}
            yield read_record(record, Location("frame", record=i + 1), options)

    return map(_row, checker.check_all(read()))


def _row(item: Result | Unreadable) -> Row:
    unreadable = reason_unchecked(item)
    if unreadable is not None or isinstance(item, Unreadable):
        return Row(None, None, None, None, unreadable)
    records = [finding_record(finding) for finding in item.findings]
    details = [{name: record[name] for name in FINDING_FIELDS} for record in records]
    return Row(item.score, item.verdict, len(details), details, None)
