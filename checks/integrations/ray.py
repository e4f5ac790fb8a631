"""Ray Data: the rows of a dataset checked by its workers, with `map_batches`.

    from checks.integrations.ray import check_dataset

    results = check_dataset(ray.data.read_parquet("crawl/"), checker, fields={"text": "body", "id": "guid"})
    results.write_parquet("checked/")

Every machine needs copydesk in the same version and pyarrow. A worker that dies is Ray's to replace.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ..engine import Checker
from .arrow import check_batches, columns_of, result_schema
from .parcel import Parcel

if TYPE_CHECKING:
    import pyarrow
    from ray.data import Dataset

    from ..reports import Show

BATCH_ROWS = 1_000
"""Rows of a batch: texts are long, and a worker holds them twice for a while."""


def check_dataset(
    dataset: Dataset,
    checker: Checker,
    *,
    fields: Mapping[str, str] | None = None,
    language: str | None = None,
    show: Show = "info",
    batch_rows: int = BATCH_ROWS,
    **remote: Any,
) -> Dataset:
    """A dataset of results, a row for each row of `dataset`, with the columns of `arrow.result_schema()`.

    `fields`, `language` and `show` are those of `arrow.check_batch`; `remote` goes to `map_batches`
    (`concurrency`, `num_cpus`, `memory` …). Batches are checked by tasks and not by actors: they share the
    cores with those that read, and Ray runs them again elsewhere where a worker dies. Raises ValueError for a
    column that is not there.
    """
    columns = columns_of(dataset.schema().names, fields)
    options: dict[str, Any] = {"fields": columns, "language": language, "show": show}
    parcel = Parcel.of(checker)

    def check(table: pyarrow.Table) -> pyarrow.Table:
        import pyarrow as pa  # noqa: PLC0415 (optional, and heavy)

        results = check_batches(table.to_batches(), parcel.open(), **options)
        return pa.Table.from_batches(results, result_schema())

    return dataset.map_batches(check, batch_format="pyarrow", batch_size=batch_rows, **remote)
