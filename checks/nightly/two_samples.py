"""Two stretches of nights compared: how often noise alone would set their levels as far apart.

A textbook test of two samples of documents, of which as many are counted as they are worth (`clustering`): so
the noise of documents and the noise of nights must both be beaten. The statistic is read as a Student's t
with as many degrees of freedom as the nights give to the estimate of that worth.
"""

from __future__ import annotations

from typing import NamedTuple, Protocol

import numpy as np
from scipy.special import gammaln, ndtri_exp, stdtr

from .clustering import FEWEST_DEGREES, Clustering, Floats, Splits, Sums

HIGHEST_SCORE = 100.0

LEAST_DEVIATION = 1.0
"""Points of score. Where every document scores 100 the deviation is 0, and any change would be certain."""

GAMMA_KURTOSIS = 6.0
"""Times 1 / a: the excess kurtosis of a gamma distribution with shape a."""

_TINY = float(np.finfo(float).eps)
"""In place of a denominator of 0."""


class Comparison(NamedTuple):
    """One entry for each candidate split, of the nights before it against the nights from it on."""

    errors: Floats
    """How many standard errors the later stretch is above the earlier: the best split has the most."""
    chance: Floats
    """Two-sided p-value of that, for one split looked at alone."""


class Sides(NamedTuple):
    """One entry for each candidate split: levels weighted by documents, and how many documents."""

    before: Floats
    after: Floats
    documents_before: Floats
    documents_after: Floats


class NightlySeries(Protocol):
    """Nights of one source and one measure, each with at least one document."""

    documents: Floats

    def sides(self, first: int, last: int, splits: Splits) -> Sides:
        """The levels of nights `first` to `split` and of `split` to `last` (exclusive)."""
        ...

    def comparison(self, first: int, last: int, splits: Splits, *, nights_differ: bool = True) -> Comparison:
        """How far those stretches are apart; with `nights_differ` off, as if ρ were 0."""
        ...


class NightlyShares:
    """Of `documents` of each night, `hits` were hit. Compared by Fisher's exact test on effective counts.

    Where hits are rare their number is skewed, and a variance estimated from T nights is worth less than T
    normal ones: T / (1 + κ / 2) degrees of freedom, with κ the excess kurtosis of a night (Satterthwaite's
    rule: the degrees of a χ² of the same relative variance). Beta-distributed shares of mean p are nearly
    gamma-distributed with shape a = p (1 − ρ) / ρ, and counts of n' effective documents add no more than that
    of a Poisson variable: κ ≤ 6 / a + 1 / (n' p (1 − p)).
    """

    def __init__(self, hits: Floats, documents: Floats) -> None:
        """Documents from 1 up, hits from 0 to as many."""
        self.documents = documents
        self._counts = Sums(hits, documents)
        self._clustering = Clustering(hits / documents, documents)

    def sides(self, first: int, last: int, splits: Splits) -> Sides:
        """The shares before and after each split."""
        hits, documents = np.moveaxis(self._counts.of(first, last, splits), 2, 0)
        return Sides(*(hits / documents), *documents)

    def comparison(self, first: int, last: int, splits: Splits, *, nights_differ: bool = True) -> Comparison:
        """Fisher's exact test, two-sided by doubling; its p-value as a normal deviate counts as errors."""
        hits, documents = np.moveaxis(self._counts.of(first, last, splits), 2, 0)
        if not nights_differ:
            log_chance = log_fisher(hits, documents)
            return Comparison(_as_deviate(log_chance, hits, documents), np.exp(log_chance))
        shares = hits / documents
        rho = self._clustering.correlations(first, last, splits, shares * (1 - shares))
        counts, hit = self._clustering.effective(first, last, splits, rho)
        errors = _as_deviate(log_fisher(hit, counts), hit, counts)
        degrees = np.full(len(splits), self._clustering.degrees(first, last))
        degrees /= 1 + excess_kurtosis(rho, counts, hit, last - first) / 2
        return Comparison(errors, 2 * stdtr(np.maximum(degrees, FEWEST_DEGREES), -np.abs(errors)))


class NightlyMeans:
    """Means of scores and their deviations within the night. Compared by a t test on effective documents.

    The larger of the two stretches' variances stands for both, and there are never more degrees of freedom
    than the smaller stretch has documents, less one: a single terrible document then widens the noise as much
    as it moves the mean.
    """

    def __init__(self, means: Floats, deviations: Floats, documents: Floats) -> None:
        """Means and the population's standard deviations, from 0 to 100; documents from 1 up."""
        self.documents = documents
        self._centre = float(np.average(means, weights=documents))
        levels = means - self._centre  # sums of squares keep their digits
        self._moments = Sums(documents, documents * levels, documents * (levels**2 + deviations**2))
        self._clustering = Clustering(levels, documents)

    def sides(self, first: int, last: int, splits: Splits) -> Sides:
        """The means before and after each split."""
        documents, total, _ = np.moveaxis(self._moments.of(first, last, splits), 2, 0)
        return Sides(*(total / documents + self._centre), *documents)

    def comparison(self, first: int, last: int, splits: Splits, *, nights_differ: bool = True) -> Comparison:
        """Student's t of the difference."""
        documents, total, squares = np.moveaxis(self._moments.of(first, last, splits), 2, 0)
        variances = np.maximum(squares / documents - (total / documents) ** 2, LEAST_DEVIATION**2)
        degrees = documents.min(axis=0) - 1
        counts, totals = documents, total
        if nights_differ:
            rho = self._clustering.correlations(first, last, splits, variances)
            counts, totals = self._clustering.effective(first, last, splits, rho)
            degrees = np.minimum(degrees, self._clustering.degrees(first, last))
        before, after = totals / counts
        errors = (after - before) / np.sqrt(variances.max(axis=0) * (1 / counts).sum(axis=0))
        return Comparison(errors, 2 * stdtr(np.maximum(degrees, FEWEST_DEGREES), -np.abs(errors)))


def largest_deviation(mean: float) -> float:
    """The most that scores of this mean can deviate, all lying within 0 to 100 (Bhatia and Davis, 2000)."""
    return float(np.sqrt(max(mean * (HIGHEST_SCORE - mean), 0.0)))


def excess_kurtosis(rho: Floats, counts: Floats, hits: Floats, nights: int) -> Floats:
    """Of a night's hits, at most: see `NightlyShares`. `counts` and `hits` are effective, of two samples."""
    all_counts = counts.sum(axis=0)
    share = hits.sum(axis=0) / all_counts
    of_shares = GAMMA_KURTOSIS * rho / np.maximum(np.minimum(share, 1 - share) * (1 - rho), _TINY)
    of_counts = nights / np.maximum(all_counts * share * (1 - share), _TINY)
    result: Floats = of_shares + of_counts
    return result


def log_fisher(hits: Floats, documents: Floats) -> Floats:
    """Logarithm of an upper bound, close to it, of Fisher's exact p-value, two-sided by doubling.

    Both arguments hold two samples along the first axis; counts need not be whole. The hypergeometric
    probabilities in the tail fall ever faster, so that their sum is at most the first of them divided by one
    less the ratio of the first two: at four standard deviations that is some percent more than the exact sum.
    """
    rises = hits[1] * documents[0] > hits[0] * documents[1]
    hit, other_hit = np.where(rises, hits[1], hits[0]), np.where(rises, hits[0], hits[1])
    size, other_size = (
        np.where(rises, documents[1], documents[0]),
        np.where(rises, documents[0], documents[1]),
    )
    log_first = (
        _log_choose(size, hit)
        + _log_choose(other_size, other_hit)
        - _log_choose(size + other_size, hit + other_hit)
    )
    ratio = (size - hit) * other_hit / ((hit + 1) * (other_size - other_hit + 1))
    falls = ratio < 1
    bound = np.log(2) + log_first - np.log1p(-np.where(falls, ratio, 0))
    return np.where(falls, np.minimum(bound, 0), 0)


def _log_choose(size: Floats, chosen: Floats) -> Floats:
    result: Floats = gammaln(size + 1) - gammaln(chosen + 1) - gammaln(size - chosen + 1)
    return result


def _as_deviate(log_chance: Floats, hits: Floats, documents: Floats) -> Floats:
    """The normal deviate with this two-sided p-value, with the sign of the rise."""
    result: Floats = np.copysign(
        ndtri_exp(log_chance - np.log(2)), hits[1] / documents[1] - hits[0] / documents[0]
    )
    return result
