from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from report_helpers import result

from checks.reports.worst import Worst, badness


@given(st.lists(st.integers(0, 9)), st.integers(0, 5))
def test_it_keeps_what_sorting_all_would_keep(values: list[int], room: int) -> None:
    worst: Worst[tuple[int, int]] = Worst(room)
    for number, value in enumerate(values):
        worst.add((value,), lambda entry=(value, number): entry)  # type: ignore[misc]
    everything = sorted(((value, n) for n, value in enumerate(values)), key=lambda pair: (-pair[0], pair[1]))
    assert worst.items() == everything[:room]
    assert (worst.seen, worst.left_out) == (len(values), max(0, len(values) - room))


def test_what_is_not_kept_is_not_made() -> None:
    made: list[int] = []
    worst: Worst[None] = Worst(2)
    for value in (9, 8, 1, 2, 3):
        worst.add((value,), lambda value=value: made.append(value))  # type: ignore[misc]
    assert made == [9, 8]


def test_the_verdict_weighs_more_than_the_score_and_the_judged_score_is_what_counts() -> None:
    failed, review = result(verdict="fail", score=90.0), result(verdict="review", score=10.0)
    assert badness(failed) > badness(review)
    assert badness(result(score=10.0, judged_score=90.0)) < badness(result(score=20.0))
