"""From pages to trees: what is learned from which lines, and that training twice gives the same."""

from typing import Any

import pytest

from checks import Checker, load_rules
from checks.training.labelling import CLEAN, INJECTED
from checks.training.line_corpus import FEATURE_NAMES, MAIN_TEXT, WHOLE_PAGE, LabelledText, labelled_texts
from checks.training.line_experts import fold_of
from checks.training.line_wording import MIN_SITES, wording_lines

GOLD = """The ferry to Hallen will sail twice a day from June, the harbour board decided on Tuesday evening.
Children under six travel free of charge, and so do dogs that fit under a seat, the board added."""
FIRST, SECOND = GOLD.split("\n")


def page(gold: str = GOLD, sort: str = "article", **scraped: str) -> dict[str, Any]:
    return {
        "collection": "made",
        "page": "1",
        "host": "example.org",
        "sort": sort,
        "gold": gold,
        "headlines": ["A second ferry"],
        "scraped": {name.replace("_", "-"): text for name, text in scraped.items()},
    }


def texts_of(made: dict[str, Any]) -> dict[str, LabelledText]:
    checker = Checker(load_rules(), select=("injection/ad-label",))
    return {text.view: text for text in labelled_texts(made, checker)}


def test_a_scraped_line_has_a_row_of_figures_and_a_label() -> None:
    text = texts_of(page(goose3=f"{FIRST}\n\n{SECOND}\n\nMore from the coast"))["goose3"]
    assert text.texts == [FIRST, SECOND, "More from the coast"]
    assert text.labels == [CLEAN, CLEAN, INJECTED]
    assert [len(figures) for figures in text.figures] == [len(FEATURE_NAMES)] * 3


def test_what_rules_found_is_a_figure() -> None:
    text = texts_of(page(goose3=f"{FIRST}\n\nAdvertisement\n\n{SECOND}"))["goose3"]
    marked = FEATURE_NAMES.index("marked")
    assert [figures[marked] for figures in text.figures] == [0.0, 1.0, 0.0]


def test_what_a_scraper_sets_before_the_body_teaches_nothing() -> None:
    scraped = f"By a reporter of ours\n\n{FIRST}\n\nMore from the coast"
    texts = texts_of(page(goose3=scraped, html_text=scraped))
    assert texts["goose3"].labels == [None, CLEAN, INJECTED]
    assert texts[WHOLE_PAGE].labels == [INJECTED, CLEAN, INJECTED]


def test_the_main_text_itself_is_clean() -> None:
    assert texts_of(page())[MAIN_TEXT].labels == [CLEAN, CLEAN]


def test_without_a_main_text_the_whole_page_is_labelled_by_vote() -> None:
    voters = dict.fromkeys(("goose3", "newspaper", "readability", "trafilatura"), GOLD)
    texts = texts_of(page("", html_text=f"More from the coast\n\n{GOLD}", **voters))
    assert list(texts) == [WHOLE_PAGE]
    assert texts[WHOLE_PAGE].labels == [INJECTED, CLEAN, CLEAN]


def test_forums_are_not_used() -> None:
    assert texts_of(page(sort="forum", goose3=GOLD)) == {}


def texts_of_sites(
    number: int, clean: str = "the harbour", injected: str = "the topics"
) -> list[LabelledText]:
    """A text of two lines on each of some sites."""
    return [
        LabelledText(
            collection="made",
            page=f"{site}",
            site=f"{site}.example",
            sort="article",
            view="goose3",
            language="en",
            words=4,
            keys=[clean, injected],
            texts=[clean, injected],
            figures=[[], []],
            labels=[CLEAN, INJECTED],
        )
        for site in range(number)
    ]


def test_phrases_of_furniture_weigh_more_than_those_of_articles() -> None:
    wording = wording_lines(texts_of_sites(8)).learn()
    assert wording.weights["topics"] > wording.weights["the"] > wording.weights["harbour"]
    assert wording.odds("the topics") > 0 > wording.odds("the harbour")


def test_a_phrase_of_few_sites_has_no_weight() -> None:
    lines = wording_lines([*texts_of_sites(MIN_SITES), *texts_of_sites(1, injected="rarely said")])
    assert "rarely" not in lines.learn().weights


def test_copies_of_a_line_on_a_site_count_once() -> None:
    texts = texts_of_sites(MIN_SITES)
    assert wording_lines([*texts, *texts]).learn() == wording_lines(texts).learn()


def test_a_fold_learns_nothing_from_its_own_sites() -> None:
    lines = wording_lines([*texts_of_sites(8), *texts_of_sites(1, clean="ferry", injected="ferry")])
    assert lines.learn(lambda site: site != "0.example") == wording_lines(texts_of_sites(8)[1:]).learn()


def test_all_pages_of_a_site_are_in_one_fold_that_never_changes() -> None:
    assert [fold_of(site) for site in ("example.org", "example.com", "example.net")] == [0, 1, 1]


def test_plain_trees_sum_to_what_lightgbm_predicts() -> None:
    pytest.importorskip("lightgbm")
    import numpy as np  # noqa: PLC0415 (only who trains has it)

    from checks.kinds._line_trees import forest_of  # noqa: PLC0415
    from checks.training.line_trees import Examples, Recipe, grown, plain_trees  # noqa: PLC0415

    figures = np.random.default_rng(3).random((600, 3))
    labels = (figures[:, 0] > figures[:, 1]).astype(np.int8)
    examples = Examples(figures, labels, np.ones(600))
    recipe = Recipe(trees=12, leaves=5, rate=0.1, min_lines=10, without=frozenset({"third"}))
    booster = grown(examples, recipe, ("first", "second", "third"))
    trees = plain_trees(booster)
    forest = forest_of({"threshold": 0, "trees": trees})
    expected = booster.predict(figures[:50], raw_score=True)
    assert [forest.log_odds(row) for row in figures[:50]] == pytest.approx(list(expected), abs=1e-4)
    assert set(forest.shares(figures[0])) <= {0, 1}
    assert plain_trees(grown(examples, recipe, ("first", "second", "third"))) == trees
