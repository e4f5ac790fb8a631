"""What is measured of a paragraph, and how much must speak against it."""

from __future__ import annotations

from itertools import product

import pytest

from checks.document import Block, Document
from checks.kinds._topic import Story, cohesion
from checks.kinds._topic_figures import Figures, figures
from checks.kinds._topic_model import Suspect, least_odds, topic_model

FILLER = "and the " * 12
"""Function words, so that a line is long enough to be a passage."""

HARBOUR = f"{FILLER}harbour ferry winter"
FERRY = f"{FILLER}ferries winter islander"
WINTER = f"{FILLER}winter islanders harbour ferry"
GUEST = f"{FILLER}circus elephant winter by Marconi"


def story(*paragraphs: str, title: str = "") -> Story:
    return Story(Document("\n\n".join(f"{each}." for each in paragraphs), title, declared_language="en"))


def measured(told: Story, index: int) -> Figures:
    return figures(told, index, continuing=False, marked=False)


def test_words_are_compared_by_their_first_letters() -> None:
    assert [sorted(each.stems) for each in story(HARBOUR, FERRY).passages] == [
        ["ferry", "harbou", "winter"],
        ["ferrie", "island", "winter"],
    ]


def test_shares_leave_the_passage_itself_out() -> None:
    found = measured(story(HARBOUR, FERRY, GUEST, WINTER), 2)
    assert (found.known, found.shared) == (1 / 4, 1)
    assert found.usual == 1.0
    assert found.least == 2 / 3
    assert found.under_usual == found.known - found.usual


def test_own_names_are_those_of_no_other_passage() -> None:
    told = story(HARBOUR, FERRY, GUEST, WINTER)
    assert (measured(told, 2).own_names, measured(told, 0).own_names) == (1, 0)
    assert told.only_here(told.passages[2]) == ("Marconi", "circus", "elephant")


def test_a_title_is_part_of_the_rest_but_no_neighbour() -> None:
    with_title = measured(story(HARBOUR, FERRY, GUEST, title="An elephant walks out of a circus"), 2)
    without = measured(story(HARBOUR, FERRY, GUEST), 2)
    assert (with_title.shared, without.shared) == (3, 1)
    assert with_title.beside == without.beside


def test_neighbours_meet_where_a_passage_is_left_out() -> None:
    told = story(HARBOUR, GUEST, WINTER)
    one, guest, other = told.passages
    found = measured(told, 1)
    assert found.bridge == found.usual_link == cohesion(one, other)
    assert found.beside == max(cohesion(one, guest), cohesion(guest, other))
    assert measured(told, 2).bridge == -1.0


def test_cohesion_is_that_of_sets() -> None:
    harbour, ferry = story(HARBOUR, FERRY).passages
    assert cohesion(harbour, harbour) == pytest.approx(1)
    assert cohesion(harbour, ferry) == pytest.approx(1 / 3)


def least(*, named: bool, continuing: bool, personal: bool) -> float:
    found = measured(story(HARBOUR, FERRY, GUEST), 2)._replace(own_names=int(named))
    block = Block(0, 0, "paragraph")
    return least_odds(found, Suspect(2, block, continuing, marked=False, personal=personal), 3.0)


def test_a_lead_with_names_needs_least() -> None:
    everything = [
        least(named=named, continuing=continuing, personal=personal)
        for named, continuing, personal in product((True, False), repeat=3)
    ]
    assert min(everything) == 3.0 == least(named=True, continuing=False, personal=True)
    assert least(named=True, continuing=True, personal=False) == least(
        named=False, continuing=False, personal=False
    )
    assert max(everything) == least(named=False, continuing=False, personal=True)


def test_the_model_knows_its_figures() -> None:
    trees = topic_model().trees
    used = {feature for tree in trees for feature in _features(tree)}
    assert trees
    assert used <= set(range(len(Figures._fields)))


def _features(tree: object) -> list[int]:
    if not isinstance(tree, tuple):
        return []
    feature, _, low, high, _ = tree
    return [feature, *_features(low), *_features(high)]
