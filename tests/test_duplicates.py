from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks import Checker, Document, Result, RuleSet
from checks.duplicates import MAX_REMEMBERED, MEASURE, NearDuplicates

WORDS = [f"word{number}" for number in range(120)]
ARTICLE = " ".join(WORDS)
OTHER = " ".join(reversed(WORDS))


def results(*documents: str | Document) -> list[Result]:
    found = list(Checker(RuleSet(())).check_all(documents))
    assert all(isinstance(result, Result) for result in found)
    return [result for result in found if isinstance(result, Result)]


def last(*documents: str | Document) -> tuple[str | None, float | None]:
    result = results(*documents)[-1]
    return result.near_duplicate_of, result.measures[MEASURE]


def test_a_copy_is_a_near_duplicate_of_the_earlier_document() -> None:
    assert last(Document(ARTICLE, id="a"), Document(OTHER, id="b"), Document(ARTICLE, id="c")) == ("a", 1.0)


def test_the_first_of_its_kind_is_measured_too() -> None:
    assert last(Document(OTHER, id="a"), Document(ARTICLE, id="b")) == (None, 0.0)


def test_another_first_and_last_sentence_leave_a_near_duplicate() -> None:
    changed = " ".join(["another", "beginning", "here", *WORDS[3:-3], "and", "another", "end"])

    nearest, similarity = last(Document(ARTICLE, id="a"), Document(changed, id="b"))

    assert nearest == "a"
    assert similarity is not None
    assert 0.8 <= similarity < 1


def test_every_tenth_word_replaced_makes_another_text() -> None:
    changed = [f"new{i}" if i % 10 == 0 else word for i, word in enumerate(WORDS)]

    assert last(Document(ARTICLE, id="a"), Document(" ".join(changed), id="b")) == (None, 0.0)


def test_case_marks_and_white_space_make_no_difference() -> None:
    changed = ARTICLE.upper().replace(" ", ",\n")

    assert last(Document(ARTICLE, id="a"), Document(changed, id="b")) == ("a", 1.0)


def test_the_nearest_of_several_is_named() -> None:
    near = " ".join([*WORDS[:-4], "with", "another", "end", "here"])

    found = results(Document(near, id="1"), Document(ARTICLE, id="2"), Document(ARTICLE, id="3"))

    assert [result.near_duplicate_of for result in found] == [None, "1", "2"]


def test_copies_are_found_among_many_texts_with_the_same_boilerplate() -> None:
    footer = " ".join(f"footer{n}" for n in range(70))
    texts = [" ".join(f"story{number}word{n}" for n in range(12)) + " " + footer for number in range(60)]

    found = results(*(Document(text, id=str(n)) for n, text in enumerate([*texts, *texts])))

    assert [result.measures[MEASURE] for result in found[60:]] == [1.0] * 60


def test_a_short_text_says_nothing() -> None:
    assert last("All rights reserved.", "All rights reserved.") == (None, None)


def test_a_text_without_spaces_is_compared_by_its_characters() -> None:
    text = "记者昨日从市政府获悉新建的大桥将于下月正式通车届时两岸居民出行时间可缩短一半"
    text += "有关部门同时表示沿线公交线路也将随之调整新增站点共计十二处末班车时间延长至晚上十一点"

    assert last(Document(text, id="a"), Document(text + "。", id="b")) == ("a", 1.0)


@pytest.mark.parametrize("text", ["\ud800 " * 50, "", "a " * 5000, "İ" * 500])
def test_odd_texts_are_measured_too(text: str) -> None:
    assert last(text, text)[1] in (None, 0.0, 1.0)


@given(st.lists(st.sampled_from("abcdefgh"), min_size=65, max_size=400))
def test_a_text_is_like_itself(words: list[str]) -> None:
    nearest, similarity = last(Document(" ".join(words), id="a"), Document(" ".join(words), id="b"))

    assert (nearest, similarity) in [("a", 1.0), (None, None)]


def test_the_measure_is_the_same_in_every_run() -> None:
    changed = " ".join(WORDS[6:])

    assert json.dumps(last(ARTICLE, changed)) == json.dumps(last(ARTICLE, changed))


def test_what_was_forgotten_is_no_longer_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checks.duplicates.MAX_REMEMBERED", 2)
    assert MAX_REMEMBERED > 2
    third = " ".join(sorted(WORDS))
    earlier = NearDuplicates()
    given_ = [ARTICLE, OTHER, third, ARTICLE]

    found = [
        earlier.measured(result).near_duplicate_of
        for result in results(*(Document(text, id=str(n)) for n, text in enumerate(given_)))
    ]

    assert found == [None, None, None, None]
