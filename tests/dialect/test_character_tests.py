"""Tests of one character, and what is known of them beforehand."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from checks.dialect.character_tests import EDGE, LINE_EDGE, answers, either, told

TESTS = ["a", "[^a]", r"\w", r"[^\w]", r"(?i:[kſ])", EDGE, LINE_EDGE, r"(?![\p{Lu}\p{Ll}\p{Lt}])", "[^a-z]"]


@given(st.sampled_from(TESTS), st.one_of(st.just(""), st.characters()))
def test_known_answers_are_those_of_the_test(test: str, character: str) -> None:
    with_answers, without = told(test, answers(test)), told(test)
    assert with_answers is not None
    assert without is not None
    assert with_answers[character] == without[character] == bool(regex.match(test, character))


@given(st.lists(st.sampled_from(TESTS), min_size=1, max_size=4), st.one_of(st.just(""), st.characters()))
def test_either_holds_where_one_of_the_tests_does(tests: list[str], character: str) -> None:
    joined = told(either(*tests))
    assert joined is not None
    assert joined[character] == any(regex.match(test, character) for test in tests)


@pytest.mark.parametrize("character", ["a", "b", "c"])
def test_either_of_two_characters_being_absent_holds_of_both(character: str) -> None:
    joined = told(either("[^a]", "[^b]"))
    assert joined is not None
    assert joined[character]
