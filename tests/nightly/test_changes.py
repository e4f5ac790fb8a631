"""What the test that tells a change from noise finds, what it leaves alone, and what never matters to it."""

from __future__ import annotations

import math
from itertools import accumulate

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.nightly.changes import (
    LEAST_DOCUMENTS,
    LEAST_NIGHTS,
    MATERIAL_SCORE,
    MATERIAL_SHARE,
    mean_change,
    share_change,
)

LEVEL = 0.05
SERIES = 300
REPORT_LEVEL = LEVEL / SERIES
NIGHTS = 30
SIMULATED = 900

# Shares of 200 documents that scatter as independent documents do, written down once.
USUAL_HITS = [4, 3, 6, 5, 2, 4, 4, 1, 5, 3, 7, 4, 2, 6, 3, 4, 5, 3, 2, 4]
USUAL_MEANS = [93.8, 94.6, 94.1, 93.5, 94.4, 93.9, 94.9, 94.2, 93.6, 94.0, 94.5, 93.7, 94.3, 94.8]


def steady_deviations(means: list[float]) -> list[float | None]:
    return [12.0] * len(means)


# --- what it finds -----------------------------------------------------------------------------------------


def test_a_share_that_rose_last_night_is_found() -> None:
    hits = [*USUAL_HITS, 31]
    shift = share_change(hits, [200] * 21, REPORT_LEVEL)
    assert shift is not None
    assert (shift.start, shift.nights_before, shift.nights_after) == (20, 20, 1)
    assert (shift.documents_before, shift.documents_after) == (4000, 200)
    assert shift.before == pytest.approx(sum(USUAL_HITS) / 4000)
    assert shift.after == pytest.approx(31 / 200)
    assert shift.chance <= REPORT_LEVEL


def test_a_score_that_fell_last_night_is_found() -> None:
    means = [*USUAL_MEANS, 80.0]
    shift = mean_change(means, steady_deviations(means), [200] * 15, REPORT_LEVEL)
    assert shift is not None
    assert (shift.start, shift.nights_before, shift.nights_after) == (14, 14, 1)
    assert shift.after == pytest.approx(80.0)


def test_an_older_change_is_dated_to_the_night_it_began() -> None:
    hits = [*USUAL_HITS[:12], 20, 17, 24, 19, 22, 18, 21, 20]
    shift = share_change(hits, [200] * 20, REPORT_LEVEL)
    assert shift is not None
    assert shift.start == 12


def test_an_improvement_is_found_too() -> None:
    shift = share_change([*[40, 44, 37, 41, 39, 42, 40, 38], *[2, 4, 3]], [200] * 11, LEVEL)
    assert shift is not None
    assert shift.after < shift.before


def test_levels_are_weighted_by_documents() -> None:
    documents = [*[1000, 10] * 5, *[1000, 10] * 3]
    hits = [*[20, 0] * 5, *[200, 3] * 3]
    shift = share_change(hits, documents, LEVEL)
    assert shift is not None
    assert shift.before == pytest.approx(100 / 5050)
    assert shift.after == pytest.approx(609 / 3030)


def test_the_last_of_several_changes_is_told_from_the_stretch_before_it() -> None:
    rng = np.random.default_rng(7)
    shares = [0.05] * 10 + [0.30] * 10 + [0.60] * 10
    shift = share_change([int(rng.binomial(400, share)) for share in shares], [400] * 30, REPORT_LEVEL)
    assert shift is not None
    assert (shift.start, shift.nights_before) == (20, 10)
    assert shift.before == pytest.approx(0.30, abs=0.03)


def test_everything_falls_from_a_perfect_score() -> None:
    means = [100.0] * 10 + [95.0] * 2
    shift = mean_change(means, [0.0] * 12, [200] * 12, REPORT_LEVEL)
    assert shift is not None
    assert (shift.start, shift.before, shift.after) == (10, 100.0, 95.0)


def test_a_new_defect_where_there_was_none() -> None:
    shift = share_change([0] * 20 + [15], [200] * 21, REPORT_LEVEL)
    assert shift is not None
    assert (shift.start, shift.before) == (20, 0.0)


# --- what it leaves alone ----------------------------------------------------------------------------------


def test_a_bump_that_ended_is_not_reported_as_a_rise() -> None:
    for bump in range(1, 12):
        for nights_since in range(1, 8):
            hits = [*USUAL_HITS, *[40] * bump, *USUAL_HITS[:nights_since]]
            shift = share_change(hits, [200] * len(hits), LEVEL)
            assert shift is None or shift.after < shift.before


def test_nights_that_always_differ_widely_hide_what_one_night_does() -> None:
    swinging = [2, 30, 8, 55, 12, 1, 40, 20, 4, 33, 16, 48, 6, 25, 3, 37, 10, 44, 18, 60]
    assert share_change([*swinging, 70], [200] * 21, LEVEL) is None


def test_a_single_terrible_document_makes_no_change() -> None:
    means = [100.0] * 20 + [98.0]
    deviations = [0.0] * 20 + [math.sqrt(60**2 / 30 - 2**2)]
    assert mean_change(means, deviations, [30] * 21, LEVEL) is None


@pytest.mark.parametrize("rise", [0.9, 1.5])
def test_only_what_matters_is_reported(rise: float) -> None:
    documents = [1_000_000] * 20
    hits = [100_000] * 10 + [100_000 + round(rise * MATERIAL_SHARE * 1_000_000)] * 10
    means = [90.0] * 10 + [90 - rise * MATERIAL_SCORE] * 10
    assert (share_change(hits, documents, LEVEL) is not None) == (rise > 1)
    assert (mean_change(means, steady_deviations(means), documents, LEVEL) is not None) == (rise > 1)


@pytest.mark.parametrize(("last_night", "is_found"), [(LEAST_DOCUMENTS - 1, False), (LEAST_DOCUMENTS, True)])
def test_too_few_documents_say_nothing(last_night: int, is_found: bool) -> None:
    documents = [200] * 20 + [last_night]
    assert (share_change([0] * 20 + [last_night], documents, LEVEL) is not None) == is_found


@pytest.mark.parametrize(("before", "is_found"), [(LEAST_NIGHTS - 1, False), (LEAST_NIGHTS, True)])
def test_too_few_nights_say_nothing(before: int, is_found: bool) -> None:
    documents = [1000] * (before + 1)
    means = [95.0] * before + [5.0]
    assert (share_change([10] * before + [900], documents, LEVEL) is not None) == is_found
    assert (mean_change(means, [5.0] * len(means), documents, LEVEL) is not None) == is_found


def test_a_weekend_is_no_change() -> None:
    week = [10, 11, 9, 10, 12, 40, 41]
    series = week * 4
    for end in range(LEAST_NIGHTS + 1, len(series) + 1):
        assert share_change(series[:end], [200] * end, LEVEL) is None


def test_a_deviation_that_is_not_known_is_taken_for_the_largest_possible() -> None:
    means: list[float | None] = [*USUAL_MEANS, 91.0]
    assert mean_change(means, [1.0] * 15, [40] * 15, LEVEL) is not None
    assert mean_change(means, [None] * 15, [40] * 15, LEVEL) is None


# --- simulated: of 900 unchanged series less than one is expected to be named ------------------------------


def simulated_hits(rng: np.random.Generator, share: float, correlation: float, documents: int) -> list[int]:
    """Beta-binomial nights; independent documents where the correlation is 0."""
    strength = (1 - correlation) / correlation if correlation else math.inf
    shares = rng.beta(share * strength, (1 - share) * strength, NIGHTS) if correlation else share
    hits: list[int] = rng.binomial(documents, shares, NIGHTS).tolist()
    return hits


@pytest.mark.parametrize(
    ("share", "correlation", "documents"),
    [
        (0.02, 0.0, 200),
        (0.01, 0.05, 200),
        (0.1, 0.01, 200),
        (0.1, 0.05, 2000),
        (0.05, 0.05, 20),
        (0.3, 0.05, 3),
    ],
)
def test_shares_that_noise_alone_moves_are_not_named(
    share: float, correlation: float, documents: int
) -> None:
    rng = np.random.default_rng(11)
    series = [simulated_hits(rng, share, correlation, documents) for _ in range(SIMULATED)]
    named = [share_change(hits, [documents] * NIGHTS, REPORT_LEVEL) for hits in series]
    assert sum(shift is not None for shift in named) <= 1


@pytest.mark.parametrize(("night_deviation", "most"), [(0.0, 10_000), (2.0, 300), (2.0, 10_000)])
def test_scores_that_noise_alone_moves_are_not_named(night_deviation: float, most: int) -> None:
    rng = np.random.default_rng(12)
    named = 0
    for _ in range(SIMULATED):
        documents = np.exp(rng.uniform(0, math.log(most), NIGHTS)).astype(int) + 1
        means = 90 + rng.normal(0, night_deviation, NIGHTS) + rng.normal(0, 12 / np.sqrt(documents))
        shift = mean_change(means.tolist(), [12.0] * NIGHTS, documents.tolist(), REPORT_LEVEL)
        named += shift is not None
    assert named <= 1


@pytest.mark.parametrize(
    ("documents", "nights_ago", "least"), [(2000, 1, 0.99), (200, 1, 0.4), (200, 2, 0.85), (200, 7, 0.95)]
)
def test_a_rise_from_2_to_10_percent_is_found_among_300_series(
    documents: int, nights_ago: int, least: float
) -> None:
    rng = np.random.default_rng(13)
    found = 0
    for _ in range(200):
        before = rng.binomial(documents, 0.02, NIGHTS - nights_ago).tolist()
        after = rng.binomial(documents, 0.10, nights_ago).tolist()
        found += share_change(before + after, [documents] * NIGHTS, REPORT_LEVEL) is not None
    assert found / 200 >= least


# --- what always holds -------------------------------------------------------------------------------------

counts = st.integers(0, 10_000)
share_nights = st.lists(
    counts.flatmap(lambda count: st.tuples(st.integers(0, count), st.just(count))), max_size=25
)
mean_nights = st.lists(
    st.tuples(
        st.none() | st.floats(0, 100),
        st.none() | st.floats(0, 50),
        st.one_of(st.just(0), st.just(50), counts),
    ),
    max_size=25,
)
stepped_nights = st.tuples(
    st.lists(st.integers(0, 60), min_size=8, max_size=14),
    st.lists(st.integers(100, 200), min_size=1, max_size=9),
).map(lambda parts: parts[0] + parts[1])


@given(share_nights)
@settings(deadline=None)
def test_shares_of_any_nights_give_a_well_formed_answer(nights: list[tuple[int, int]]) -> None:
    hits, documents = [hit for hit, _ in nights], [count for _, count in nights]
    shift = share_change(hits, documents, LEVEL)
    if shift is not None:
        assert documents[shift.start] > 0
        assert 0 <= shift.chance <= LEVEL
        assert abs(shift.after - shift.before) >= MATERIAL_SHARE
        assert sum(documents[shift.start :]) == shift.documents_after


@given(mean_nights)
@settings(deadline=None)
def test_means_of_any_nights_give_a_well_formed_answer(
    nights: list[tuple[float | None, float | None, int]],
) -> None:
    means, deviations, documents = (
        (list(column) for column in zip(*nights, strict=True)) if nights else ([], [], [])
    )
    shift = mean_change(means, deviations, documents, LEVEL)
    if shift is not None:
        assert 0 <= shift.chance <= LEVEL
        assert abs(shift.after - shift.before) >= MATERIAL_SCORE
        assert shift.nights_before >= LEAST_NIGHTS


@given(stepped_nights)
@settings(deadline=None)
def test_counting_the_other_documents_turns_the_direction_round(hits: list[int]) -> None:
    documents = [200] * len(hits)
    shift = share_change(hits, documents, LEVEL)
    mirrored = share_change([200 - hit for hit in hits], documents, LEVEL)
    if shift is None:
        assert mirrored is None
    else:
        assert mirrored is not None
        assert mirrored.start == shift.start
        assert mirrored.after - mirrored.before == pytest.approx(shift.before - shift.after)


@given(stepped_nights, st.floats(-20, 20))
@settings(deadline=None)
def test_scores_that_all_move_alike_change_nothing(hits: list[int], added: float) -> None:
    means: list[float | None] = [80 - hit / 4 for hit in hits]
    moved: list[float | None] = [80 - hit / 4 + added for hit in hits]
    rest = [10.0] * len(hits), [100] * len(hits), LEVEL
    shift, other = mean_change(means, *rest), mean_change(moved, *rest)
    assert (shift is None) == (other is None)
    if shift is not None and other is not None:
        assert other.start == shift.start
        assert other.chance == pytest.approx(shift.chance, rel=1e-6)


@given(stepped_nights, st.data())
@settings(deadline=None)
def test_nights_without_documents_count_for_nothing_but_their_place(
    hits: list[int], data: st.DataObject
) -> None:
    gaps = data.draw(st.lists(st.integers(0, 2), min_size=len(hits), max_size=len(hits)))
    spread = [count for hit, gap in zip(hits, gaps, strict=True) for count in (*[None] * gap, hit)]
    shift = share_change(hits, [200] * len(hits), LEVEL)
    other = share_change([hit or 0 for hit in spread], [0 if hit is None else 200 for hit in spread], LEVEL)
    if shift is None:
        assert other is None
    else:
        places = [place - 1 for place in accumulate(gap + 1 for gap in gaps)]
        assert other == shift._replace(start=places[shift.start])


@given(
    st.lists(st.integers(3, 5), min_size=14, max_size=14).flatmap(
        lambda hits: st.tuples(st.just(hits), st.permutations(hits))
    )
)
@settings(deadline=None)
def test_the_order_of_nights_within_a_stretch_does_not_matter(both: tuple[list[int], list[int]]) -> None:
    one, other = (share_change([*hits, *[80] * 6], [100] * 20, REPORT_LEVEL) for hits in both)
    assert one is not None
    assert other is not None
    assert (one.start, one.before, one.after) == (other.start, other.before, other.after)
    assert one.chance == pytest.approx(other.chance)


# --- what it refuses ---------------------------------------------------------------------------------------


def test_series_of_different_lengths_are_refused() -> None:
    with pytest.raises(ValueError, match="shorter"):
        share_change([1, 2], [3], LEVEL)
    with pytest.raises(ValueError, match="shorter"):
        mean_change([1.0], [1.0], [], LEVEL)


@pytest.mark.parametrize("hits", [-1, 4])
def test_more_hits_than_documents_are_refused(hits: int) -> None:
    with pytest.raises(ValueError, match="between 0 and"):
        share_change([hits], [3], LEVEL)
