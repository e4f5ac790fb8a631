"""Matrix products that one thread computes."""

from __future__ import annotations

from typing import Any

MOST_PRODUCTS = 1 << 18
"""Multiplications of a matrix product up to which OpenBLAS computes with one thread: more threads would do
little else than wait for each other."""

MOST_COLUMNS = 128
"""Columns of a table that are multiplied at once, so that a product has rows enough to be worth its call."""


def product(rows: Any, table: Any) -> Any:
    """A product of two matrices."""
    import numpy as np  # noqa: PLC0415 (dear to import, and most commands need no product)

    result = np.empty((len(rows), table.shape[1]), np.float32)
    for first in range(0, table.shape[1], MOST_COLUMNS):
        columns = slice(first, first + MOST_COLUMNS)
        multiply(rows, table[:, columns], result[:, columns])
    return result


def multiply(rows: Any, table: Any, result: Any) -> None:
    """Put products of matrices, or of stacks of them, into `result`: a few rows at a time."""
    import numpy as np  # noqa: PLC0415

    step = max(1, MOST_PRODUCTS // (table.shape[-2] * table.shape[-1]))
    whole = rows.shape[-2] // step * step

    def split(array: Any) -> Any:
        return array[..., :whole, :].reshape(*array.shape[:-2], -1, step, array.shape[-1])

    if whole:
        np.matmul(split(rows), table[..., None, :, :], out=split(result))
    np.matmul(rows[..., whole:, :], table, out=result[..., whole:, :])
