from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.rule_scores import wilson

COUNTS = st.integers(1, 10_000).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total)))


@given(COUNTS)
def test_the_share_lies_within_its_interval_and_that_within_0_and_1(counts: tuple[int, int]) -> None:
    estimate = wilson(*counts)
    assert estimate is not None
    assert 0 <= estimate.low <= estimate.share <= estimate.high <= 1
    assert estimate.low < estimate.high


@given(COUNTS)
def test_more_of_the_same_narrows_the_interval(counts: tuple[int, int]) -> None:
    few, many = wilson(*counts), wilson(10 * counts[0], 10 * counts[1])
    assert few is not None and many is not None
    assert many.high - many.low < few.high - few.low


@pytest.mark.parametrize(
    ("count", "total", "low", "high"),
    [
        (0, 10, 0.0, 0.277533),
        (10, 10, 0.722467, 1.0),
        (81, 96, 0.758085, 0.902963),
        (1, 2, 0.094531, 0.905469),
    ],
)
def test_known_intervals(count: int, total: int, low: float, high: float) -> None:
    estimate = wilson(count, total)
    assert estimate is not None
    assert (estimate.low, estimate.high) == pytest.approx((low, high), abs=1e-4)


def test_nothing_counted_is_no_share() -> None:
    assert wilson(0, 0) is None
