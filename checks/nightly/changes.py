"""Tells a change from noise: whether a source got worse, since which night, and whether it still is.

Pure functions on one series of nights of one source and one measure. The method, its references, its limits
and what it costs and finds in simulations: docs/change-test.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from .two_samples import NightlyMeans, NightlySeries, NightlyShares, largest_deviation

LEAST_NIGHTS = 7
"""Before a change. A week, so that a stretch has its weekend, and a weekend is not taken for a change."""

LEAST_DOCUMENTS = 20
"""On either side. Below it one document among a handful moves the mean too far for any test to trust."""

MATERIAL_SHARE = 0.01
"""Of documents. With ten thousand a night smaller changes are real, and nobody's concern."""

MATERIAL_SCORE = 1.0
"""Points of mean score, likewise."""

RETURN_LEVEL = 0.01
"""The last night is back at the former level where its documents' chance is not even this."""


class Shift(NamedTuple):
    """The change that still stands.

    `start` is the index, in the series given, of the first night after it. `before` and `after` are the
    levels of the stretch that ended and of the one that goes on, weighted by documents; nights are those that
    had documents. `chance` is the p-value, corrected for all nights at which the change might have begun.
    """

    start: int
    before: float
    after: float
    nights_before: int
    nights_after: int
    documents_before: int
    documents_after: int
    chance: float


def share_change(hits: Sequence[int], documents: Sequence[int], level: float) -> Shift | None:
    """The last lasting change in the share of documents that were hit, or None.

    Args:
        hits: for each night, how many of its documents were hit.
        documents: for each night, how many documents there were; nights without are left out.
        level: the most that `Shift.chance` may be; where several series are tested, divide by their number.

    Raises:
        ValueError: the sequences differ in length, or a night has fewer than 0 or more hits than documents.

    """
    nights = [night for night, (_, count) in enumerate(zip(hits, documents, strict=True)) if count > 0]
    if any(not 0 <= hit <= max(count, 0) for hit, count in zip(hits, documents, strict=True)):
        raise ValueError("hits must lie between 0 and the night's documents")
    if len(nights) <= LEAST_NIGHTS:
        return None
    hit, count = (np.array([column[night] for night in nights], float) for column in (hits, documents))
    return _Scan(NightlyShares(hit, count), MATERIAL_SHARE, level).last_change(nights)


def mean_change(
    means: Sequence[float | None],
    deviations: Sequence[float | None],
    documents: Sequence[int],
    level: float,
) -> Shift | None:
    """The last lasting change in the mean of scores from 0 to 100, or None.

    Args:
        means: for each night, the mean; None where no document was scored.
        deviations: for each night, the (population's) standard deviation of its documents; None is taken for
            the largest that scores of this mean can have.
        documents: for each night, how many documents were scored; nights without are left out.
        level: the most that `Shift.chance` may be; where several series are tested, divide by their number.

    Raises:
        ValueError: the sequences differ in length.

    """
    known = [
        (night, mean, largest_deviation(mean) if deviation is None else deviation, count)
        for night, (mean, deviation, count) in enumerate(zip(means, deviations, documents, strict=True))
        if count > 0 and mean is not None
    ]
    if len(known) <= LEAST_NIGHTS:
        return None
    _, mean, deviation, count = np.array(known, float).T
    series = NightlyMeans(mean, deviation, count)
    return _Scan(series, MATERIAL_SCORE, level).last_change([night for night, *_ in known])


class _Split(NamedTuple):
    """A split that is no noise, and its chance corrected for all splits that were looked at."""

    at: int
    chance: float


class _Scan:
    """Binary segmentation (Scott and Knott, 1974; Vostrikova, 1981) of one series."""

    def __init__(self, series: NightlySeries, material: float, level: float) -> None:
        self._series = series
        self._material = material
        self._level = level
        self._end = len(series.documents)

    def last_change(self, nights: Sequence[int]) -> Shift | None:
        """The last change, told between the last stretch and the one before it; `nights` are their indices.

        Once all stretches are known, the last boundary is looked for anew between its neighbours (Bai, 1997,
        Econometric Theory 13: 315–352): it was found in a range that other changes blurred.
        """
        starts = [0, *self._boundaries(0, self._end)]
        while len(starts) > 1:
            starts.pop()
            split = self._best_split(starts[-1], self._end)
            if split is not None:
                return self._shift(starts[-1], split, nights) if self._stands(starts[-1], split.at) else None
        return None

    def _boundaries(self, first: int, last: int) -> list[int]:
        split = self._best_split(first, last)
        if split is None:
            return []
        return [*self._boundaries(first, split.at), split.at, *self._boundaries(split.at, last)]

    def _best_split(self, first: int, last: int) -> _Split | None:
        """The split that sets the levels furthest apart of those that noise does not explain, or None.

        A change may be one night old, but only at the end of the series. The level is shared out among the
        candidates (Bonferroni with weights: Genovese, Roeder and Wasserman, 2006, Biometrika 93: 509–524), to
        each the inverse of its nights after: the young ones, which have the least to show, get the most.
        """
        least_after = 1 if last == self._end else LEAST_NIGHTS
        candidates = np.arange(first + LEAST_NIGHTS, last - least_after + 1)
        if not len(candidates):
            return None
        weights = 1 / (last - candidates)
        part = weights / weights.sum()
        sides = self._series.sides(first, last, candidates)
        rise = sides.after - sides.before
        passed = np.abs(rise) >= self._material
        passed &= np.minimum(sides.documents_before, sides.documents_after) >= LEAST_DOCUMENTS
        for nights_differ in (False, True):  # both noises must be beaten; the one cheap to tell goes first
            kept = np.flatnonzero(passed)
            if not len(kept):
                return None
            found = self._series.comparison(first, last, candidates[kept], nights_differ=nights_differ)
            chance = found.chance / part[kept]
            survives = (chance <= self._level) & (found.errors * rise[kept] > 0)
            passed[kept] = survives
        if not survives.any():
            return None
        best = int(np.argmax(np.where(survives, np.abs(found.errors), 0)))
        return _Split(int(candidates[kept[best]]), float(chance[best]))

    def _stands(self, first: int, split: int) -> bool:
        """False where the last night is back: nearer to the former level, and that not by chance."""
        last_night = self._end - 1
        if split == last_night:
            return True
        sides = self._series.sides(first, self._end, np.array([split, last_night]))
        before, after, latest = sides.before[0], sides.after[0], sides.after[1]
        if abs(latest - after) <= abs(latest - before):
            return True
        return_ = self._series.comparison(split, self._end, np.array([last_night]), nights_differ=False)
        return bool(return_.chance[0] > RETURN_LEVEL)

    def _shift(self, first: int, split: _Split, nights: Sequence[int]) -> Shift:
        sides = self._series.sides(first, self._end, np.array([split.at]))
        return Shift(
            start=nights[split.at],
            before=float(sides.before[0]),
            after=float(sides.after[0]),
            nights_before=split.at - first,
            nights_after=self._end - split.at,
            documents_before=round(sides.documents_before[0]),
            documents_after=round(sides.documents_after[0]),
            chance=split.chance,
        )
