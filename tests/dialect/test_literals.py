from __future__ import annotations

from collections.abc import Collection

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.dialect import Pattern, PatternError
from checks.dialect.reach import Reach
from checks.kinds._folding import has_settled_case, loosen


def literals(source: str) -> dict[str, tuple[int, int | None]] | None:
    found = Pattern(source).required(loosen, has_settled_case)
    return None if found is None else {text: (reach.low, reach.high) for text, reach in found.items()}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("stray", {"stray": (0, 0)}),
        ("(?i)Stray", {"stray": (0, 0)}),
        ("(?:see|read) more", {"see more": (0, 0), "read more": (0, 0)}),
        (r"\d{1,3} shares", {"0 shares": (0, 2), "٠ shares": (0, 2)}),
        (r"of \d", {"of 0": (0, 0), "of ٠": (0, 0)}),
        (r"19\d\d", {f"00{a}{b}": (0, 0) for a in "0٠" for b in "0٠"}),
        (r"\w+ shares", {" shares": (1, None)}),
        (r"(?<=\w )quux", {" quux": (-1, -1)}),
        (r"quux(?= (?:the|a) )", {"quux the ": (0, 0), "quux a ": (0, 0)}),
        (r"(?:quux)?jazz", {"jazz": (0, 0), "quuxjazz": (0, 0)}),
        (r"(?:quux)?\wjazz", {"jazz": (1, 5)}),
        (r"quu(?:x|z)(?!y)", {"quux": (0, 0), "quuz": (0, 0)}),
        (r"(?:ha){2}", {"haha": (0, 0)}),
        (r"[†‡]", {"†": (0, 0), "‡": (0, 0)}),
    ],
)
def test_what_every_match_holds(source: str, expected: dict[str, tuple[int, int | None]]) -> None:
    assert literals(source) == expected


@pytest.mark.parametrize("source", [r"\w+", "[^x]", "quux|.", "(?!quux).", "e", r"\p{Latin}"])
def test_some_patterns_hold_nothing_worth_looking_for(source: str) -> None:
    assert literals(source) is None


@pytest.mark.parametrize(
    ("source", "opens", "closes"),
    [
        (r"\bquux", True, False),
        (r"quux\b", False, True),
        (r"(?<![\p{L}\p{N}])quux(?![\p{L}\p{N}])", True, True),
        (r"(?<!\w)(?:quux)(?!\w)", True, True),
        (r"\b(?:quux|jazz)\b", True, True),
        (r"\b(?:quux\w+|jazz)\b", True, False),
        (r"(?<!a)quux(?!a)", False, False),
        (r"(?<![ab])quux(?![ab])", False, False),
        (r"(?<![^\p{L}])quux", False, False),
        (r"\b\w(?:quux\w+|jazz)", False, False),
        (r"\b(?:\w)?(?:quux\w+|jazz)", False, False),
        (r"\b\w?quux", False, False),
        (r"\b†quux", False, False),
        (r"\Bquux\B", False, False),
    ],
)
def test_whether_a_literal_begins_and_ends_a_word(source: str, opens: bool, closes: bool) -> None:
    found = Pattern(source).required(loosen, has_settled_case)

    assert found is not None
    edges = [reach for literal, reach in found.items() if "quux" in literal]
    assert [(reach.opens_word, reach.closes_word) for reach in edges] == [(opens, closes)]


@pytest.mark.parametrize(
    ("source", "at_start"),
    [
        ("^quux", True),
        (r"(?i)^[^\p{L}]{0,6}(?:quux|jazz)", True),
        (r"\Aquux", True),
        ("(?:^quux|^jazz)", True),
        ("(?:^quux|jazz)", False),
        ("(?m)^quux", False),
        ("(?<=^a )quux", False),
        ("(?:^q)?quux", False),
        (r"\w?^quux", False),
        (r"(?=^)quux", False),
    ],
)
def test_whether_a_match_starts_at_the_very_start(source: str, at_start: bool) -> None:
    found = Pattern(source).required(loosen, has_settled_case)

    assert found is not None
    assert all(reach.at_start for reach in found.values()) == at_start


def test_a_letter_whose_cases_are_not_settled_ends_a_literal() -> None:
    unsettled = "\N{LATIN SMALL LETTER RAMS HORN}"

    assert literals(f"(?i)quux{unsettled}") == {"quux": (0, 0)}
    assert literals(f"quux{unsettled}") == {f"quux{unsettled}": (0, 0)}


@pytest.mark.parametrize(
    ("source", "literal", "before", "first", "after"),
    [
        (r"\p{Lu}(?:UN|AP)\p{Ll}", "ap", r"[\p{Lu}]", "[A]", r"[\p{Ll}]"),
        (r"\w\.\p{Lu}", ".", r"[\w]", "", r"[\p{Lu}]"),
        (r"\p{L}†(?=\p{Lu})", "†", r"[\p{L}]", "", r"[\p{Lu}]"),
        (r"(?:quux){1,3}\p{Lu}", "quux", "", "", r"(?:[\p{Lu}]|[q])"),
    ],
)
def test_what_stands_beside_a_literal(source: str, literal: str, before: str, first: str, after: str) -> None:
    found = Pattern(source).required(loosen, has_settled_case, tests=True)

    assert found is not None
    reach = found[literal]
    assert (reach.before, reach.first, reach.after) == (before, first, after)


LETTERS = "qzkKsSiIvv†\"’'` \n" + "İıſßẞσςΣвВé" + "\N{KELVIN SIGN}\N{CYRILLIC SMALL LETTER ROUNDED VE}\u00a0"
CHARACTERS = st.sampled_from(LETTERS)
ESCAPED = CHARACTERS.map(lambda c: {"\n": r"\n", "\u00a0": r"\xA0"}.get(c, regex.escape(c)))
ATOMS = st.one_of(
    ESCAPED,
    st.lists(ESCAPED, min_size=1, max_size=4).map("".join),
    st.lists(ESCAPED, min_size=1, max_size=3).map(lambda items: f"[{''.join(items)}]"),
    st.sampled_from(
        [
            r"\w",
            r"\b",
            r"\b",
            r"\B",
            r"(?<!\w)",
            r"(?!\w)",
            r"(?<!\p{L})",
            ".",
            r"\p{Ll}",
            "[^q]",
            "^",
            "^",
            r"\A",
            "(?m:^)",
            "$",
        ]
    ),
)


def composed(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    rows = st.lists(parts, min_size=1, max_size=4).map("".join)
    groups = st.lists(rows, min_size=1, max_size=3).map(lambda options: f"(?:{'|'.join(options)})")
    return st.one_of(
        rows,
        groups,
        st.builds("{}{}".format, groups, st.sampled_from(["?", "{2}", "{1,2}", "{0,3}", "+"])),
        st.builds("({}{})".format, st.sampled_from(["?=", "?!", "?<=", "?<!", "?i:"]), groups),
    )


SOURCES = st.builds(
    "{}{}".format, st.sampled_from(["", "(?i)"]), st.recursive(ATOMS, composed, max_leaves=10)
)


@pytest.mark.parametrize("tests", [False, True])
@given(source=SOURCES, texts=st.lists(st.text(CHARACTERS, max_size=30), min_size=1, max_size=5))
@settings(max_examples=1500, deadline=None)
def test_every_match_holds_a_literal_within_its_reach(source: str, texts: list[str], tests: bool) -> None:
    try:
        pattern = Pattern(source)
    except PatternError:
        return
    found = pattern.required(loosen, has_settled_case, tests=tests)
    if found is None:
        return
    for text in texts:
        loose = loosen(text)
        for match in pattern.compiled.finditer(text):
            assert any(
                match.start() in starts_at(place, reach) and stands_as_told(text, place, literal, reach)
                for literal, reach in found.items()
                for place in places(literal, loose)
            ), (match, found)


def places(literal: str, text: str) -> list[int]:
    return [place for place in range(len(text)) if text.startswith(literal, place)]


def stands_as_told(text: str, place: int, literal: str, reach: Reach) -> bool:
    end = place + len(literal)
    beside = ((reach.before, place - 1), (reach.first, place), (reach.after, end))
    if not all(regex.match(test, text[at] if 0 <= at < len(text) else "") for test, at in beside):
        return False
    within = place > 0 and text[place - 1].isalpha()
    goes_on = text[end : end + 1].isalpha()
    return not (within and reach.opens_word) and not (goes_on and reach.closes_word)


def starts_at(place: int, reach: Reach) -> Collection[int]:
    first = 0 if reach.high is None else place - reach.high
    starts = range(first, place - reach.low + 1)
    return {0}.intersection(starts) if reach.at_start else starts
