"""Tests of the characters beside a place of a match."""

from __future__ import annotations

import pytest

from checks.dialect import parse
from checks.dialect.beside import before_of, first_of, last_of
from checks.dialect.character_tests import ANYTHING, asks_for_line_start, told


def holding(test: str, characters: str) -> str:
    """Those of some characters of which a test holds; `_` stands for a text's edge."""
    asked = told(test)
    assert asked is not None
    return "".join(one for one in characters if asked["" if one == "_" else one])


SAMPLE = "aAb1 .\n_"


@pytest.mark.parametrize(
    ("source", "first"),
    [
        ("ab", "a"),
        ("(?i:ab)", "aA"),
        ("a?b", "ab"),
        ("(?:a|1)x", "a1"),
        (r"(?!a)\p{Ll}", "b"),
        (r"(?=\d)[a1]", "1"),
        (r"(?!a|bb)[ab]", "b"),
        (r"\d{0,3}$", "1\n_"),
        (r"a{0,3}(?m:$)", "a\n_"),
        (r"(?:a|\Z)", "a_"),
        (r"\b(?<=x)a", "a"),
        (r"[^a]", "Ab1 .\n"),
        (".", "aAb1 ."),
    ],
)
def test_what_a_part_begins_with(source: str, first: str) -> None:
    assert holding(first_of(parse(source)), SAMPLE) == first


@pytest.mark.parametrize(
    ("source", "last"),
    [
        ("ab", "b"),
        ("ab?", "ab"),
        (r"(?<!a)", "Ab1 .\n_"),
        (r"(?<=\d|a)x?", "a1"),
        (r"\A", "_"),
        (r"(?m:^)", "\n_"),
    ],
)
def test_what_a_part_ends_with(source: str, last: str) -> None:
    assert "".join(c for c in holding(last_of(parse(source)), SAMPLE + "x").replace("x", "")) == last


@pytest.mark.parametrize(
    ("source", "before"),
    [
        (r"(?<=\d)a", "1"),
        (r"(?<![ab])(?<!\d)x", "A .\n_"),
        ("(?:^|(?<= ))a", " _"),
        (r"(?:(?<=a)x){1,1}", "a"),
    ],
)
def test_what_stands_before_a_part(source: str, before: str) -> None:
    assert holding(before_of(parse(source)), SAMPLE) == before


@pytest.mark.parametrize("source", [r"(?:a|x?)", r"\b", "(?!ab)"])
def test_what_is_not_known_may_be_anything(source: str) -> None:
    assert first_of(parse(source)) == ANYTHING
    assert told(ANYTHING) is None


@pytest.mark.parametrize(
    ("source", "is_line_start"),
    [
        ("(?m)^a", True),
        (r"(?<=\n)a", True),
        (r"(?i)(?<=\.\n{1,2})a", True),
        ("^a", False),
        (r"(?<=\s)a", False),
    ],
)
def test_whether_it_begins_where_lines_do(source: str, is_line_start: bool) -> None:
    assert asks_for_line_start(before_of(parse(source))) == is_line_start
