from __future__ import annotations

import sys

import regex

from checks.kinds._folding import fold, has_settled_case, loosen

EVERYTHING = [chr(code) for code in range(sys.maxunicode + 1)]
CASED = regex.findall(r"[\p{Cased}\p{Changes_When_Casemapped}\p{M}]", "".join(EVERYTHING))


def test_each_character_is_loosened_by_itself() -> None:
    loose = [loosen(character) for character in EVERYTHING]

    assert all(len(character) == 1 for character in loose)
    assert loosen("".join(EVERYTHING)) == "".join(loose)


def test_loosening_twice_changes_nothing() -> None:
    loose = loosen("".join(EVERYTHING))

    assert loosen(loose) == loose


def test_what_folding_makes_one_loosening_makes_one() -> None:
    """Folding looks at what else stands in a text; white space is not the loosened form's affair."""
    for company in ("", "\N{GREEK SMALL LETTER TAU}", "\N{ARABIC LETTER ALEF}"):
        text = company + "".join(EVERYTHING)
        folded = fold(text)
        differing = [
            one
            for one, other, was in zip(loosen(folded), loosen(text), text, strict=True)
            if one != other and was != "\N{ZERO WIDTH NON-JOINER}"
        ]
        assert differing == []


def test_what_loosens_to_a_letter_is_one_to_a_pattern() -> None:
    """A word boundary beside a loosened letter is one in the text too."""
    letters = [character for character in EVERYTHING if loosen(character).isalpha()]

    assert regex.sub(r"\w", "", "".join(letters)) == ""


def test_settled_characters_loosen_to_one_in_every_case_that_a_pattern_takes_for_them() -> None:
    everything = "".join(CASED)
    for character in filter(has_settled_case, CASED):
        others = regex.findall(f"(?i){regex.escape(character)}", everything)
        assert {loosen(other) for other in others} == {loosen(character)}, character


def test_characters_of_settled_alphabets_match_no_unsettled_one_without_case() -> None:
    unsettled = [character for character in CASED if not has_settled_case(character)]
    for character in unsettled:
        others = regex.findall(f"(?i){regex.escape(character)}", "".join(CASED))
        assert all(loosen(other) == loosen(character) for other in others if has_settled_case(other))
