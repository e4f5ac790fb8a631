"""Trees as plain data: what they sum to, and when a sum is settled before its end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.kinds._line_model import FIGURE_NAMES, line_model
from checks.kinds._line_trees import STRIDE, Forest, Tree, forest_of, tree_of

STUMP = [0, 0.5, -1.0, [1, 2.0, 0.25, 3.0, 2.0], 0.4]


@pytest.mark.parametrize(
    ("figures", "odds"),
    [((0.5, 9.0), -1.0), ((0.6, 2.0), 0.25), ((0.6, 2.1), 3.0)],
    ids=["low", "tie", "high"],
)
def test_a_line_at_the_threshold_goes_low(figures: tuple[float, float], odds: float) -> None:
    assert forest_of({"threshold": 0, "trees": [STUMP]}).log_odds(figures) == odds


def test_shares_tell_by_figure_how_the_sum_rose_and_fell() -> None:
    forest = forest_of({"threshold": 0, "trees": [STUMP, STUMP]})
    assert forest.shares((0.6, 2.0)) == pytest.approx({0: 2 * (2.0 - 0.4), 1: 2 * (0.25 - 2.0)})


@pytest.mark.parametrize("data", [None, "a", True, [0, 0.5, 1.0, 2.0], {"trees": 1}])
def test_what_is_no_tree_is_refused(data: object) -> None:
    with pytest.raises(ValueError, match="a tree is"):
        tree_of(data)


@pytest.mark.parametrize(
    "data",
    [
        {"trees": 3, "threshold": 1},
        {"trees": [1.0], "threshold": "1"},
        {"trees": [], "threshold": 1, "bounds": 2},
    ],
)
def test_what_is_no_forest_is_refused(data: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="a forest has"):
        forest_of(data)


NUMBERS = st.integers(-400, 400).map(lambda number: number / 64)  # sums of these are exact
TREES = st.recursive(
    NUMBERS, lambda inner: st.tuples(st.integers(0, 2), NUMBERS, inner, inner, NUMBERS), max_leaves=6
)


@given(st.lists(TREES, max_size=30), NUMBERS, st.tuples(NUMBERS, NUMBERS, NUMBERS))
def test_without_bounds_the_whole_sum_decides(
    trees: list[Tree], threshold: float, figures: tuple[float, float, float]
) -> None:
    forest = Forest(tuple(trees), threshold)
    assert forest.reaches(figures) == (forest.log_odds(figures) >= threshold)


@pytest.mark.parametrize(
    ("bounds", "reaches"), [((-2.0, 9.0), False), ((-9.0, 9.0), True), ((-9.0, -8.0), True)]
)
def test_a_sum_beyond_a_bound_is_settled(bounds: tuple[float, float], reaches: bool) -> None:
    trees = (*[-0.5] * STRIDE, 20.0)
    assert Forest(trees, 3.0, (bounds,)).reaches(()) is reaches


def test_a_sum_above_its_bound_is_settled_though_later_trees_would_lower_it() -> None:
    trees = (*[0.5] * STRIDE, -20.0)
    assert Forest(trees, 3.0, ((-9.0, 3.5),)).reaches(())
    assert not Forest(trees, 3.0, ((-9.0, 4.5),)).reaches(())


def test_the_shipped_trees_read_figures_that_exist() -> None:
    model = line_model()
    for forest in (model.scraped, model.whole_page):
        assert len(forest.trees) > 0
        assert forest.shares([0.0] * len(FIGURE_NAMES))


def test_the_shipped_model_is_read_once() -> None:
    assert line_model() is line_model()
