"""The matcher that counts its steps finds what `regex` finds, and takes few where that would never end."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.budget import Budget, OutOfBudgetError
from checks.dialect import Pattern, PatternError, parse
from checks.dialect.stepping import Stepper

Groups = tuple[tuple[int, int], dict[str, str | None]]


def stepped(source: str, text: str) -> list[Groups]:
    matches = Stepper(parse(source)).finditer(text, 0, len(text), Budget(len(text)))
    return [(match.span(), match.groupdict()) for match in matches]


def by_regex(source: str, text: str) -> list[Groups]:
    return [(match.span(), match.groupdict()) for match in regex.finditer(source, text)]


TEXT = (
    "The Minister 's plan: 'so be it', she said.\n"
    "Était-ce l’été? 1,000 of 2,500 — ÅÄÖ ſee İstanbul a\u0301b\n"
)
PATTERNS = [
    r"\b(?P<name>\p{Lu}\p{L}+) [''’]s\b(?!-)",
    r"(?i)SEE|İ|été",
    r"(?i:the) (?P<span>\w+)",
    r"\d{1,3}(?:,\d{3})+",
    r"\w+?(?=\W)",
    r"(?<=\p{Ll}{2,9} )\p{L}+",
    r"(?<!\p{L})\p{L}{2}(?!\p{L})",
    r"(?m)^\S+|\S+$",
    r"\A\w+|[^\s\p{L}]{2,}\Z",
    r"(?s:.)\n",
    r"(?:a|ab|abc)?d|(?:s|sa|said)",
    r"(?P<a>\w)(?P<b>\w)?(?P<c>\d)?",
    r"(?=(?P<ahead>\w{3}))\w",
    r"[^\W\d_]{3,5}?",
    r"(?:\w{1,4} ?){2,3}",
    r"\Bi\B",
    r"[\p{P}\p{S}--]+".replace("--", ""),
]


@pytest.mark.parametrize("source", PATTERNS)
def test_it_finds_what_regex_finds(source: str) -> None:
    assert stepped(source, TEXT) == by_regex(source, TEXT) != []


ATOMS = st.sampled_from(
    [
        "a",
        "b",
        "ab",
        r"\w",
        r"\s",
        r"[ab]",
        r"[^a]",
        ".",
        r"\b",
        "^",
        "$",
        r"(?=a)",
        r"(?!b)",
        r"(?<=a)",
        r"(?i:A)",
    ]
)
QUANTIFIERS = st.sampled_from(["", "?", "*", "+", "{1,3}", "{2}", "??", "*?", "+?", "{0,2}?"])
SOURCES = st.recursive(
    ATOMS,
    lambda parts: st.one_of(
        st.builds("{}{}".format, parts, parts),
        st.builds("(?:{}|{})".format, parts, parts),
        st.builds("(?:{}){}".format, parts, QUANTIFIERS),
        st.builds("({})".format, parts),
    ),
    max_leaves=8,
)


@given(SOURCES, st.text("ab \nAé", max_size=14))
@settings(max_examples=400, deadline=None)
def test_whatever_the_pattern_and_the_text(source: str, text: str) -> None:
    try:
        Pattern(source)
    except PatternError:
        return

    assert stepped(source, text) == by_regex(source, text)


@given(SOURCES, st.text("ab \nA", max_size=10), st.integers(0, 10))
@settings(max_examples=200, deadline=None)
def test_a_match_at_one_place(source: str, text: str, start: int) -> None:
    try:
        pattern = Pattern(source)
    except PatternError:
        return
    start, stepper = min(start, len(text)), Stepper(pattern.tree)

    found = stepper.match(text, start, len(text), Budget())
    whole = stepper.match(text, 0, len(text), Budget(), whole=True)

    expected = regex.compile(source).match(text, start)
    assert (found and found.span()) == (expected and expected.span())
    assert (whole is None) == (regex.compile(source).fullmatch(text) is None)


@pytest.mark.parametrize(
    "source", [r"(?:x{1,9}){1,9}y", r"(?:x|x|x){1,40}y", r"\w+\w+\w+\w+y", r"(?:x?){30}x{30}y"]
)
def test_steps_grow_with_pattern_times_text(source: str) -> None:
    steps = [_steps(source, "x" * length) for length in (400, 800, 1_600)]

    assert steps[1] <= 2.2 * steps[0]
    assert steps[2] <= 2.2 * steps[1]


def _steps(source: str, text: str) -> int:
    class Counting(Budget):
        taken = 0

        def spend(self, steps: int) -> None:
            self.taken += steps

    budget = Counting()
    assert list(Stepper(parse(source)).finditer(text, 0, len(text), budget)) == []
    return budget.taken


def test_a_budget_that_runs_out_is_told() -> None:
    with pytest.raises(OutOfBudgetError):
        list(Stepper(parse(r"(?:x{1,10}){1,50}y")).finditer("x" * 10_000, 0, 10_000, Budget()))


def test_a_program_too_long_to_be_written_is_out_of_any_budget() -> None:
    alternatives = "|".join(f"word{number}" for number in range(2_000))

    with pytest.raises(OutOfBudgetError):
        list(Stepper(parse(f"(?:{alternatives}){{1,50}}")).finditer("text", 0, 4, Budget()))
