"""Spark: the rows of a DataFrame checked where they lie, with `mapInArrow`.

    from checks.integrations.spark import check_dataframe

    results = check_dataframe(spark.read.parquet("crawl/"), checker, fields={"text": "body", "id": "guid"})
    results.where("verdict = 'fail'").write.parquet("failed/")

Every machine needs copydesk in the same version and pyarrow. A worker that dies is Spark's to replace: rows
do not depend on each other, so that a task that runs again gives what it would have given.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ..engine import Checker
from .arrow import check_batches, columns_of, result_schema
from .parcel import Parcel

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame

    from ..reports import Show


def check_dataframe(
    frame: DataFrame,
    checker: Checker,
    *,
    fields: Mapping[str, str] | None = None,
    language: str | None = None,
    show: Show = "info",
) -> DataFrame:
    """A DataFrame of results, a row for each row of `frame`, with the columns of `arrow.result_schema()`.

    The arguments are those of `arrow.check_batch`. Raises ValueError for a column that is not there.
    """
    from pyspark.sql.functions import col  # noqa: PLC0415 (optional, and heavy)
    from pyspark.sql.pandas.types import from_arrow_schema  # noqa: PLC0415

    columns = columns_of(frame.columns, fields)
    texts = frame.select(*(col(_quoted(column)).alias(target) for target, column in columns.items()))
    parcel = Parcel.of(checker)
    options: dict[str, Any] = {"language": language, "show": show}

    def check(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        return check_batches(batches, parcel.open(), **options)

    return texts.mapInArrow(check, from_arrow_schema(result_schema()))


def _quoted(column: str) -> str:
    """A column's name as Spark takes it to the letter: a point in it is no path."""
    return "`" + column.replace("`", "``") + "`"
