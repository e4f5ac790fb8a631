"""Arrow: a batch of texts in, a batch of results out, a row for each row and in the same order.

    from checks.integrations.arrow import check_batch

    results = check_batch(batch, checker, fields={"text": "body", "id": "guid"})

The results have the columns of `result_schema()`, those of a Parquet report. This is what runs on a cluster:
it keeps nothing from one row to the next, so that results do not depend on how rows are parted. It knows no
near-duplicates for that reason, and no place in a file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ..engine import Checker
from ..feeds import FeedError, FeedOptions
from ..feeds.arrow_rows import fault_of, rows_of
from ..feeds.fields import TARGETS, check_target, scalar
from ..finding import Unreadable
from ..reports import Show
from ..reports.columns import SCHEMA_VERSION, batch_of
from ..reports.columns import schema as result_schema
from ..reports.record import item_record
from ..suggest import did_you_mean
from .records import NOWHERE, check_record

if TYPE_CHECKING:
    import pyarrow

__all__ = ["SCHEMA_VERSION", "check_batch", "check_batches", "columns_of", "result_schema"]

SLICE_ROWS = 128
"""Rows that are checked before their results go on: a bound on memory, whatever size the batches have."""


def check_batch(
    batch: pyarrow.RecordBatch,
    checker: Checker,
    *,
    fields: Mapping[str, str] | None = None,
    language: str | None = None,
    show: Show = "info",
) -> pyarrow.RecordBatch:
    """The results of a batch. A row that cannot be checked has an `error` and no verdict, and ends nothing.

    `fields` says which column holds `text` or `html`, `title`, `id`, `url`, `source`, `language`; without it,
    columns of these names do. Values may be strings of any Arrow type, dictionaries of them, or UTF-8 bytes.
    `language` overrides what rows say of theirs; `show` is the mildest finding that is kept. The `id` of a
    result is the row's own, or null. Raises ValueError for a column that is not there.
    """
    columns = columns_of(batch.schema.names, fields)
    options = FeedOptions(
        fields={target: target for target in columns}, language=language, sources=checker.rule_set.sources
    )
    read = batch.select(list(columns.values()))
    rows = (dict(zip(columns, values, strict=True)) for values in rows_of(read))
    return batch_of(_checked(row, checker, options, show) for row in rows)


def check_batches(
    batches: Iterable[pyarrow.RecordBatch], checker: Checker, **options: Any
) -> Iterator[pyarrow.RecordBatch]:
    """The results of many batches, as `check_batch` gives them, a few rows at a time."""
    for batch in batches:
        for start in range(0, batch.num_rows, SLICE_ROWS):
            yield check_batch(batch.slice(start, SLICE_ROWS), checker, **options)


def columns_of(names: Sequence[str], fields: Mapping[str, str] | None = None) -> Mapping[str, str]:
    """Which of the columns hold what: as told, else those that are called like it.

    Raises ValueError where a column is not there, or there twice, or none holds a text.
    """
    by_name: dict[str, str] = {name: name for name in TARGETS if name in names}
    wanted = by_name if fields is None else dict(fields)
    for target, column in wanted.items():
        try:
            check_target(target)
        except FeedError as error:
            raise ValueError(str(error)) from None
        if column not in names:
            raise ValueError(f"{target}: there is no column {column!r}{did_you_mean(column, names)}")
        if list(names).count(column) > 1:
            raise ValueError(f"{target}: there are several columns {column!r}")
    if {"text", "html"}.isdisjoint(wanted):
        raise ValueError(f"no column holds the text; name one of {', '.join(names)} for text or html")
    return wanted


def _checked(row: Mapping[str, Any], checker: Checker, options: FeedOptions, show: Show) -> dict[str, Any]:
    """The output object of a row, with the row's own id or none, and without a place."""
    own = scalar(row.get("id"))
    fault = fault_of(list(row.values()), options.max_record_bytes)
    item = check_record(row, checker, options) if fault is None else Unreadable(own, NOWHERE, *fault)
    return {**item_record(item, show), "id": own, "location": None}
