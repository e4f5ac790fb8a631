"""How much documents of one night resemble each other, and how many independent ones they are worth.

One crawl, one template, one piece of news: a night's thousand documents say less than a thousand independent
ones. How much less is measured on the series itself. The intraclass correlation ρ of documents of one night
is estimated from how the nights *within* either of two stretches scatter, by moments (Kleinman, 1973, JASA
68: 46–54; Williams, 1982, Applied Statistics 31: 144–148). A night's n documents then count as the
n / (1 + (n − 1) ρ) independent ones that they are worth (Kish's design effect; for counts: Rao and Scott,
1992, Biometrics 48: 577–585), never as more.

A candidate split is the index of the first night of the later stretch. All candidates of a range are worked
on at once, from cumulative sums.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Splits = NDArray[np.intp]

WORKING_CORRELATION = 0.003
"""Only weighs nights against each other while ρ is estimated; every value gives a consistent estimate. With
this one nights of more than some 300 documents speak about alike, and smaller ones by the square of their
size. With a larger one (0.05) the scatter of many tiny nights drowned what the large ones told, where
volumes varied from 1 to 10,000, and changes were made up: benchmarks/change_detection.py."""

ROUNDING = 1e-9
"""What is left of a difference of cumulative sums that should be 0, as a part of them, is less than this."""

FEWEST_DEGREES = 1.0
"""Of freedom: Student's t is not defined for 0."""


class Sums:
    """Sums of columns over stretches of nights, for many splits at once."""

    def __init__(self, *columns: Floats) -> None:
        """Columns with one value for each night."""
        table = np.zeros((len(columns), len(columns[0]) + 1))
        np.cumsum(columns, axis=1, out=table[:, 1:])
        self._table = table

    def of(self, first: int, last: int, splits: Splits) -> Floats:
        """Axes: before or after, split, column in the order given."""
        at_split = self._table[:, splits].T
        start, end = self._table[:, first], self._table[:, last]
        return np.stack((at_split - start, end - at_split))


@dataclass(frozen=True)
class Clustering:
    """What is needed to estimate ρ of any split: see `correlations`."""

    levels: Floats
    documents: Floats

    @cached_property
    def _weights(self) -> Floats:
        """Inverse squares of the variances of the nights' levels: what each tells about ρ."""
        return (self.documents / (1 + (self.documents - 1) * WORKING_CORRELATION)) ** 2

    @cached_property
    def _sums(self) -> Sums:
        weights, levels, documents = self._weights, self.levels, self.documents
        return Sums(
            weights,
            weights * levels,
            weights * levels**2,
            weights / documents,
            weights**2 / documents,
            weights**2,
        )

    def correlations(self, first: int, last: int, splits: Splits, variances: Floats) -> Floats:
        """ρ for each split, 0 to 1, from the scatter of nights within either stretch.

        `variances` (before or after × split) is a document's variance σ². The mean of a night of n documents
        has the variance σ² (ρ + (1 − ρ) / n); the weighted sum of squares about the stretch's level is set
        equal to its expectation and solved for ρ. A stretch without variance (nothing was hit) says nothing.
        """
        weight, first_moment, second_moment, by_documents, squared_by_documents, squared = np.moveaxis(
            self._sums.of(first, last, splits), 2, 0
        )
        scatter = np.maximum(second_moment - first_moment**2 / weight, 0)
        if_independent = by_documents - squared_by_documents / weight
        if_identical = weight - squared / weight
        tells = variances > 0
        excess = np.where(tells, scatter / np.where(tells, variances, 1) - if_independent, 0).sum(axis=0)
        room = np.where(tells, if_identical - if_independent, 0).sum(axis=0)
        has_room = room > ROUNDING * weight.sum(axis=0)
        return np.where(has_room, np.clip(excess / np.where(has_room, room, 1), 0, 1), 0)

    def degrees(self, first: int, last: int) -> float:
        """Nights less the two levels, nights counted by what they tell about ρ (Kish's effective number)."""
        weights = self._weights[first:last]
        return max(float(weights.sum() ** 2 / (weights**2).sum()) - 2, FEWEST_DEGREES)

    def effective(self, first: int, last: int, splits: Splits, rho: Floats) -> tuple[Floats, Floats]:
        """Sums over either stretch (before or after × split): effective documents, and these × level."""
        documents = self.documents[first:last]
        worth = documents / (1 + (documents - 1) * rho[:, np.newaxis])
        is_after = np.arange(first, last) >= splits[:, np.newaxis]
        parts = np.stack((np.where(is_after, 0, worth), np.where(is_after, worth, 0)))
        return parts.sum(axis=2), parts @ self.levels[first:last]
