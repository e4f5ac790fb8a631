"""Templates of wording: what they match, and what each match holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.kinds._folding import core, fold
from checks.kinds._template import MAX_READINGS, Template


def matches(template: str, text: str) -> list[str]:
    return [match[0] for match in Template(template).pattern.finditer(fold(text))]


@pytest.mark.parametrize(
    ("template", "text", "expected"),
    [
        ("goes|went home", "She went home.", ["went home"]),
        ("goes|went home", "She will go home.", []),
        ("in the? night", "in night and in the night", ["in night", "in the night"]),
        ("volcan* ash", "Volcanic ash, volcano's ash", ["volcanic ash"]),
        ("at <number> euros", "at 1.200,50 euros", ["at 1.200,50 euros"]),
        ("at <number> euros", "at ten euros", []),
        ("the <word> said", "the mother-in-law said", ["the mother-in-law said"]),
        ("the <word> said", "the old man said", []),
        ("don't go", "DON’T GO", ["don't go"]),
        ("ash", "ashes", []),
    ],
)
def test_matches_what_it_says(template: str, text: str, expected: list[str]) -> None:
    assert matches(template, text) == expected


@pytest.mark.parametrize(
    ("template", "clues"),
    [
        ("the night fell", ["the night fell"]),
        ("goes|went home", ["goes home", "went home"]),
        ("in the? dark night", ["dark night"]),
        ("<number> hours and volcan* ashes", ["hours and"]),
        ("volcan*", []),
    ],
)
def test_clues_are_the_longest_fixed_words(template: str, clues: list[str]) -> None:
    assert list(Template(template).clues) == clues


def test_words_that_vary_too_much_are_looked_for_in_parts() -> None:
    letters = "|".join("abcdefgh")
    clues = Template(f"{letters} {letters} together").clues

    assert len("abcdefgh") ** 2 > MAX_READINGS
    assert list(clues) == ["together"]


WORDS = st.sampled_from(["one", "two|three", "four?", "fiv*", "<number>", "<word>", "six"])


@given(
    st.lists(WORDS, max_size=5),
    st.lists(st.sampled_from(["one", "two", "three", "four", "five", "6", "six", "x"]), max_size=12),
)
def test_every_match_holds_a_clue(middle: list[str], words: list[str]) -> None:
    template = Template(" ".join(["one", *middle, "six"]))
    text = core(fold(" ".join(words)))

    for match in template.pattern.finditer(text):
        assert any(clue in match[0] for clue in template.clues)
