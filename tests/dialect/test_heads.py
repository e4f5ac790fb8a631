"""The head of a pattern: it matches wherever the pattern does, without risk."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.budget import Budget
from checks.dialect import Pattern, PatternError, parse
from checks.dialect.heads import head_of


@pytest.mark.parametrize(
    ("source", "begins", "does_not"),
    [
        pytest.param(r"abc(?:x{1,30}y?){1,30}!", "abcx", "abd", id="up to a part with many ways"),
        pytest.param(r"(?:(?:x{1,30}y?){1,30}z)?ab", "ab", "b", id="a dear part may be left out"),
        pytest.param(r"(?i)(?:read|see) more", "SEE MORE", "saw more", id="options, in either case"),
        pytest.param(r"(?<=\n)\d+ views", "\n12 views", "\nviews", id="what stands before it"),
        pytest.param(r"a{3,}b", "aaa", "aab", id="as often as it must be repeated"),
        pytest.param(r"^(?=[^\n]{2,5}$)\w+", "abc", "abcdefg", id="what stands ahead of it"),
    ],
)
def test_a_head_tells_places_apart(source: str, begins: str, does_not: str) -> None:
    head = regex.compile(head_of(parse(source)))
    start = 1 if begins.startswith("\n") else 0

    assert head.match(begins, start)
    assert not head.match(does_not, start)


@pytest.mark.parametrize("source", [r"[^\n]{0,500}?cheap", "(?:x|.{1,900}y)", r"(?!x)(?:\w{0,300}z)?."])
def test_a_head_that_would_match_nearly_everywhere_is_none(source: str) -> None:
    assert head_of(parse(source)) == ""


def test_many_parts_that_may_be_left_out_have_no_head() -> None:
    assert head_of(parse("(?:a{0,30}b{0,30})?" * 1_000 + "c")) == ""


PARTS = st.sampled_from(
    [
        "a",
        "b",
        "ab",
        "[ab]",
        "[^a]",
        ".",
        r"\b",
        "^",
        "$",
        "(?=a)",
        "(?!b)",
        "(?<=a)",
        "(?<!b)",
        r"\n",
        "(?i:A)",
    ]
)
TIMES = st.sampled_from(["", "", "?", "*", "+", "{2}", "{1,3}", "{0,40}", "{2,}"])


def rows(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    row = st.lists(parts, min_size=1, max_size=4).map("".join)
    options = st.lists(row, min_size=1, max_size=3).map("|".join)
    return st.builds("(?:{}){}".format, options, TIMES)


@given(st.recursive(PARTS, rows, max_leaves=12), st.text("abAB\n", max_size=14))
@settings(max_examples=1500, deadline=None)
def test_a_head_matches_wherever_its_pattern_does(source: str, text: str) -> None:
    try:
        pattern = Pattern(source)
    except PatternError:
        return
    head = regex.compile(head_of(pattern.tree))

    for start in range(len(text) + 1):
        if pattern.compiled.match(text, start):
            assert head.match(text, start), (head.pattern, start)


RISKY = r"\b(?:a{1,30}b?){1,30}c"


def test_a_risky_pattern_has_a_head_and_others_do_without() -> None:
    assert Pattern(RISKY).head
    assert not Pattern("abc+").head


def test_trying_by_heads_gives_what_finditer_gives() -> None:
    text = "abaaabc\naac\nabab\nc\nac"
    pattern, starts = Pattern(RISKY), range(len(text))

    spans = [match.span() for match in pattern.matches_at(text, starts, Budget(len(text)))]

    assert (
        spans
        == [match.span() for match in pattern.finditer(text, Budget(len(text)))]
        == [(0, 7), (8, 11), (19, 21)]
    )


def test_a_pattern_that_was_kept_has_its_head() -> None:
    pattern = Pattern(RISKY)

    again = Pattern.checked_before(pattern.kept())

    assert (again.head, again.risk) == (pattern.head, pattern.risk)
