"""A share that was counted, and how far chance may have moved it."""

from __future__ import annotations

from math import sqrt
from typing import NamedTuple

Z = 1.959963984540054
"""Standard normal quantile of 0.975: intervals hold 95 % of the time."""


class Estimate(NamedTuple):
    """A share of `total`, with the interval in which the true one lies 95 times of 100."""

    share: float
    low: float
    high: float
    total: int


def wilson(count: int, total: int) -> Estimate | None:
    """The share `count` of `total` with Wilson's score interval; None where nothing was counted.

    Unlike the textbook interval around the share it stays within 0 and 1 and is honest for few trials and
    for shares of none or all. E. B. Wilson, Journal of the American Statistical Association 22 (1927), 209.
    """
    if not total:
        return None
    share = count / total
    spread = Z * Z / total
    centre = (share + spread / 2) / (1 + spread)
    reach = Z * sqrt(share * (1 - share) / total + spread / (4 * total)) / (1 + spread)
    low = 0.0 if count == 0 else centre - reach  # what rounding leaves of an exact bound
    high = 1.0 if count == total else centre + reach
    return Estimate(share, low, high, total)
