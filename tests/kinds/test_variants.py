"""One thing written in two ways; `[[…]]` marks what must be found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kind_helpers import contexts, found, hits

from checks.dialect import Pattern
from checks.document import Document
from checks.kinds.variants import Variants


def variants(*things: tuple[str, ...], language: str = "en") -> Variants:
    return Variants({language: tuple(tuple(map(Pattern, forms)) for forms in things)})


KIND = variants(
    (r"\bpercent\b", r"\bper cent\b"), (r"\bUS\b", r"\bU\.S\."), (r"\bG7\b", r"\bG-7\b", r"\bG 7\b")
)


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param(
            "Six percent is a lot. Nine percent is more. Ten [[per cent]] is not.", id="the rarer one"
        ),
        pytest.param(
            "Ten [[per cent]] is not. Six percent is a lot. Nine percent is more.", id="before the others"
        ),
        pytest.param("Six percent is a lot. Ten [[per cent]] is not.", id="the later of two"),
        pytest.param("To G7, G7 and G7, by G-7 or G-7, with [[G 7]] alone.", id="the rarest of three"),
        pytest.param("The US [[per cent]] and the percent of the percent: a [[U.S.]] US.", id="two things"),
        pytest.param(
            "Six percent, six percent. Ten [[per cent]], ten per cent, percent.", id="its first place"
        ),
    ],
)
def test_finds_the_rarer_way(marked: str) -> None:
    assert found(KIND, marked, "document") == marked


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Six percent is a lot. Nine percent is more.", id="one way"),
        pytest.param("Six percent is a lot. “Ten per cent is not,” she said.", id="a quotation"),
        pytest.param("Six percent (ten per cent before tax) is a lot.", id="brackets"),
        pytest.param("Six percent is a lot.\n\nTEN PER CENT OF US", id="capitals"),
        pytest.param(
            "A US ship lies here.\n\nOld U.S. Ships Leave Harbour Town", id="a heading in title case"
        ),
        pytest.param("A US ship lies here. Write to u.s.ships@u.s.example.", id="an address"),
        pytest.param("", id="nothing"),
    ],
)
def test_leaves_alone_what_is_not_the_house_style(text: str) -> None:
    assert not hits(KIND, text, "document")


def test_the_usual_way_and_its_number_are_named() -> None:
    (hit,) = hits(KIND, "Six percent, nine percent. Ten per cent.", "document")
    assert hit.values == {"other": "percent", "count": "2"}


def test_each_language_has_its_own_things() -> None:
    text = "Six percent, nine percent. Ten per cent."
    assert not hits(KIND, text, "document", "fr")
    assert hits(variants((r"percent", r"per cent"), language="fr"), text, "document", "fr")


@given(
    st.lists(
        st.sampled_from(["percent", "per cent", "US", "U.S.", "G7", "“", "”", "(", ")", "\n\n", "."]),
        max_size=25,
    )
)
def test_looking_at_the_places_of_clues_alone_finds_the_same(words: list[str]) -> None:
    text = " ".join(words)
    (context,) = contexts(Document(text, declared_language="en"), "document")
    every_place = range(len(text) + 1)
    assert list(KIND.find_at(context, every_place)) == list(KIND.find(context))


def test_the_clues_are_the_texts_of_all_forms() -> None:
    clues = KIND.clues("en")
    assert clues is not None
    assert {"percent", "per cent", "us", "u.s.", "g0"} <= set(clues.literals)
    assert KIND.clues("fr") == (KIND.clues("nl"))
    assert not KIND.clues("fr").literals  # type: ignore[union-attr]


def test_clues_can_be_kept() -> None:
    copy = variants((r"\bpercent\b", r"\bper cent\b"))
    copy.recall({"en": [{"percent": [0, 0, True, True, False]}, ["q", None]]})
    clues = copy.clues("en")
    assert clues is not None
    assert set(clues.literals) == {"percent"}
    (context,) = contexts(Document("Ten percent, ten per cent.", declared_language="en"), "document")
    assert list(copy.find(context))
    assert not list(copy.find_at(context, [4, 17]))  # no form is tried that was kept to begin otherwise


def test_a_form_without_a_text_to_look_for_has_no_clues() -> None:
    assert variants((r"\bpercent\b", r"\p{Lu}\p{Lu}")).clues("en") is None


@pytest.mark.parametrize(
    ("spellings", "problem"), [({}, "nothing"), ({"en": ((Pattern("percent"),),)}, "at least two")]
)
def test_refuses_what_has_no_two_ways(
    spellings: dict[str, tuple[tuple[Pattern, ...], ...]], problem: str
) -> None:
    with pytest.raises(ValueError, match=problem):
        Variants(spellings)
