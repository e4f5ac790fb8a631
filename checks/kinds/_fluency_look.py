"""The first look at a sentence: whether its words keep such unusual company that the network should read it.

Each token is seen with the two before and the two behind it, through rectified units as the network has them,
but without a memory. This costs a small part of what the network does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from ._fluency_heads import Heads
from ._fluency_products import product
from ._fluency_scores import BREAK_WEIGHT
from ._fluency_vectors import vectors

BATCH = 256
"""Sentences that are looked at together, so that a long text needs no more memory than a short one."""


class FirstLook:
    """The first look of one model.

    `look_window` has the weights of each place of the window, in whole numbers of one byte.
    """

    def __init__(self, arrays: Mapping[str, Any]) -> None:
        self._arrays = arrays

    def strangeness(self, sentences: Sequence[tuple[Sequence[int], Sequence[int]]]) -> list[float]:
        """How unusual each sentence is, given as entries and shapes of its tokens; none is empty."""
        found: list[float] = []
        for first in range(0, len(sentences), BATCH):
            found += self._of_batch(sentences[first : first + BATCH])
        return found

    def _of_batch(self, sentences: Sequence[tuple[Sequence[int], Sequence[int]]]) -> list[float]:
        import numpy as np  # noqa: PLC0415 (dear to import, and most commands need no look)

        sizes = np.array([len(entries) for entries, _ in sentences])
        starts = np.cumsum(sizes) - sizes
        places, _, units = self._arrays["look_window"].shape
        rows = gapped(vectors(self._arrays, sentences), sizes, places // 2)
        apart = product(rows.vectors, self._window)
        sums = sum(
            apart[place : place + rows.windows, place * units : (place + 1) * units]
            for place in range(places)
        )[rows.centres]
        sums *= self._arrays["look_scale"]
        sums += self._arrays["look_bias"]
        odds, tokens = self._heads.odds(sums, starts, sizes)
        odds += BREAK_WEIGHT * np.maximum.reduceat(tokens, starts)
        found: list[float] = odds.tolist()
        return found

    @cached_property
    def _window(self) -> Any:
        """The weights of all places side by side."""
        import numpy as np  # noqa: PLC0415

        window = self._arrays["look_window"].astype(np.float32)
        return np.ascontiguousarray(window.transpose(1, 0, 2).reshape(window.shape[1], -1))

    @cached_property
    def _heads(self) -> Heads:
        return Heads(self._arrays, "look_")


class Gapped(NamedTuple):
    """Vectors of sentences with rows of zeros around each: a window beyond a sentence's end finds nothing."""

    vectors: Any
    centres: Any
    """The window around token `n` of all is the one that begins in row `centres[n]`."""
    windows: int
    """How many windows there are."""


def gapped(found: Any, sizes: Any, reach: int) -> Gapped:
    """The vectors of sentences of some sizes with `reach` rows of zeros between them."""
    import numpy as np  # noqa: PLC0415

    centres = np.arange(len(found)) + np.repeat(np.arange(len(sizes)) * reach, sizes)
    rows = np.zeros((len(found) + (len(sizes) + 1) * reach, found.shape[1]), np.float32)
    rows[centres + reach] = found
    return Gapped(rows, centres, len(rows) - 2 * reach)
