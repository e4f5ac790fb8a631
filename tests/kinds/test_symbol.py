"""Characters that do not belong; `[[…]]` marks what must be found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kind_helpers import contexts, found, hits

from checks.document import Document, Link
from checks.kinds.symbol import Symbol

ZWSP = "\N{ZERO WIDTH SPACE}"
DAGGERS = Symbol(characters=("DAGGER", "DOUBLE DAGGER"))
FORMAT = Symbol(categories=("Cf",), but=("SOFT HYPHEN",))


@pytest.mark.parametrize(
    ("kind", "marked"),
    [
        pytest.param(DAGGERS, "Talks[[†]] failed[[‡]].", id="by name"),
        pytest.param(DAGGERS, "Talks[[†‡†]] failed.", id="a run is one hit"),
        pytest.param(DAGGERS, "Talks + failed – so * far.", id="others are left alone"),
        pytest.param(Symbol(characters=("U+2020",)), "Talks[[†]] failed.", id="by code point"),
        pytest.param(
            Symbol(characters=("u+1f600",)), "Talks[[😀]] failed.", id="by code point of six digits"
        ),
        pytest.param(FORMAT, f"Talks[[{ZWSP}{ZWSP}]] failed.", id="by category"),
        pytest.param(FORMAT, "Talks fail\N{SOFT HYPHEN}ed.", id="all of a category but one"),
        pytest.param(FORMAT, f"Talks[[{ZWSP}]]\N{SOFT HYPHEN} failed.", id="what is spared ends a run"),
        pytest.param(Symbol(scripts=("Cyrillic",)), "The Bl[[а]]ck Sea.", id="by script"),
        pytest.param(
            Symbol(scripts=("Greek",), but=("GREEK SMALL LETTER PI",)), "π and [[σ]].", id="script but"
        ),
        pytest.param(Symbol(categories=("Cs",)), "Talks [[\ud83d]] failed.", id="lone surrogate"),
        pytest.param(
            Symbol(categories=("Cc",), but=("U+000A",)), "Talks[[\x00]] failed.", id="control character"
        ),
        pytest.param(
            Symbol(characters=("U+002D", "U+005D", "U+005E")), "a[[-]]b[[]]]c[[^]]", id="class syntax"
        ),
        pytest.param(Symbol(characters=("BULLET",), min_run=3), "•• a [[•••]] b [[••••]]", id="shortest run"),
    ],
)
def test_finds_runs_of_the_named_characters(kind: Symbol, marked: str) -> None:
    assert found(kind, marked) == marked


def test_characters_that_mean_something_in_patterns_are_characters() -> None:
    kind = Symbol(characters=("U+002D", "U+005D", "U+005E", "U+005C"))
    assert [hit[:2] for hit in hits(kind, r"a-b]c^d\e")] == [(1, 2), (3, 4), (5, 6), (7, 8)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Talks†", {"name": "dagger", "code": "U+2020", "others": ""}),
        ("Talks†‡†", {"name": "dagger, double dagger", "code": "U+2020, U+2021", "others": ""}),
    ],
)
def test_gives_names_and_code_points_for_the_message(text: str, values: dict[str, str]) -> None:
    (hit,) = hits(DAGGERS, text)
    assert hit.values == values


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\x00", "control character"),
        ("\ue000", "private-use character"),
        ("\ud800", "lone surrogate"),
        ("\uffff", "unassigned character"),
    ],
)
def test_a_character_without_a_name_is_called_by_what_it_is(character: str, name: str) -> None:
    (hit,) = hits(Symbol(categories=("Cc", "Co", "Cs", "Cn")), f"a{character}b", scope="document")
    assert hit.values["name"] == name


def test_no_more_than_three_characters_are_named() -> None:
    (hit,) = hits(Symbol(characters=("U+2020", "U+2021", "U+2022", "U+2023")), "a †‡•‣")
    assert hit.values["name"] == "dagger, double dagger, bullet"


HABIT = Symbol(characters=("DAGGER",), habit=3)


@pytest.mark.parametrize(
    ("marked", "others"),
    [
        pytest.param("Talks[[†]] failed[[†]].", ["", ""], id="fewer"),
        pytest.param("Talks[[††]] failed†, and† so† on.", [", as at 3 other places"], id="more"),
    ],
)
def test_a_habit_is_one_hit_at_its_first_place(marked: str, others: list[str]) -> None:
    assert found(HABIT, marked, "document") == marked
    text = marked.replace("[[", "").replace("]]", "")
    assert [hit.values["others"] for hit in hits(HABIT, text, "document")] == others


def test_finds_them_in_titles_and_links_at_the_offsets_of_those_fields() -> None:
    document = Document(
        "One", title="Talks† failed", links=(Link(0, 3, "https://a.example"), Link(0, 3, "x†"))
    )
    (in_title,) = [hit for c in contexts(document, "title") for hit in DAGGERS.find(c)]
    (in_link,) = [hit for c in contexts(document, "link") for hit in DAGGERS.find(c)]
    assert in_title[:3] == (5, 6, "title")
    assert in_link[:3] == (19, 20, "link.href")


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({}, "name characters, categories or scripts"),
        ({"characters": ("DAGER",)}, r"no Unicode character is named 'DAGER' \(did you mean 'DAGGER'\?\)"),
        ({"characters": ("qqqqqqqqqq",)}, "no Unicode character is named 'qqqqqqqqqq'$"),
        ({"categories": ("Cf",), "but": ("SOFT HYPEN",)}, "did you mean 'SOFT HYPHEN'"),
        ({"characters": ("U+XYZ",)}, "'U.XYZ' is no code point"),
        ({"characters": ("U+110000",)}, "'U.110000' is no code point"),
        ({"characters": ("U+-020",)}, "is no code point"),
        ({"characters": ("LATIN SMALL LETTER I WITH MACRON AND GRAVE",)}, "names a sequence of characters"),
        ({"categories": ("Xx",)}, "unknown general category 'Xx'"),
        ({"categories": ("C",)}, "unknown general category 'C'"),
        ({"scripts": ("Klingon",)}, "unknown script 'Klingon'"),
        ({"scripts": ("Greek}|a{1",)}, "unknown script"),
        ({"characters": ("DAGGER",), "min_run": 0}, "min_run counts from 1"),
        ({"characters": ("DAGGER",), "habit": 1}, "habit is 2 or more"),
    ],
)
def test_refuses_what_it_cannot_look_for(fields: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Symbol(**fields)  # type: ignore[arg-type]


@given(st.text(st.sampled_from("ab †‡.\n\ud800é漢"), max_size=40))
def test_hits_are_all_the_named_characters_and_no_others(text: str) -> None:
    marked = set()
    for hit in hits(DAGGERS, text, scope="document"):
        assert hit.start not in marked
        marked |= set(range(hit.start, hit.end))
    assert marked == {index for index, character in enumerate(text) if character in "†‡"}


def test_named_characters_are_clues_and_categories_have_none() -> None:
    named = Symbol(characters=("DAGGER", "U+00B6")).clues("en")
    assert named is not None
    assert set(named.literals) == {"†", "¶"}
    assert Symbol(characters=("DAGGER",), categories=("Co",)).clues("en") is None
    assert Symbol(characters=("U+D800",)).clues("en") is None
