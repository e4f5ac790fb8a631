from __future__ import annotations

import pytest
from kind_helpers import found, hits

from checks.kinds.fused import Fused

KIND = Fused({"en": ("said", "and", "in", "over"), "de": ("sagte",)}, names_only={"en": ("over",)})


@pytest.mark.parametrize(
    "text",
    [
        "Ferreira stays. Reporters heard that [[Ferreirasaid]] no.",
        "The Moselle rose. Along the [[Moselleand]] its side arms, cellars filled.",
        "Some degrees more; the [[degreesand]] the wind.",
        "The Ferreira family met in [[Ferreirain]] spring.",
        "Nobody asked Okafor, but [[Okaforover]] there waved.",
    ],
)
def test_a_word_of_the_text_with_a_function_word_stuck_to_it_is_found(text: str) -> None:
    assert found(KIND, text, scope="document") == text


@pytest.mark.parametrize(
    "text",
    [
        "The Visa Cuba office is shut. Ask at [[VisaCuba]] again.",
        "The visa costs much. Every [[visaCuba]] sells is dear, says Cuba.",
        "The Marine left. The [[MarineThey]] saw was old. They laughed.",
    ],
)
def test_words_with_a_capital_inside_are_found_where_the_text_says_they_are_two(text: str) -> None:
    assert found(KIND, text, scope="document") == text


@pytest.mark.parametrize(
    "text",
    [
        "You need a Visa for Cuba. VisaCuba sells it.",
        "In August Augustin left.",
        "The island has a thousand people in its capital.",
        "Mart met Martin.",
        "The berl is a bead; Berlin is a city.",
        "More rain fell, and moreover it was cold.",
        "Ferreira stays. Ferreira-and-sons said so.",
        "Ferreira stays. Write to ferreirasaid@example.org today.",
        "The ferreirasaid clan said so.",
    ],
)
def test_words_that_only_end_so_are_left_alone(text: str) -> None:
    assert found(KIND, text, scope="document") == text


def test_what_stands_there_often_is_a_word() -> None:
    assert hits(KIND, "Ferreira stays. " + "Ferreirasaid spoke. " * 3, scope="document") == []


def test_the_words_are_those_of_the_text_s_language() -> None:
    text = "Olsen kam an Bord. [[Olsensagte]] nichts."

    assert found(KIND, text, scope="document", language="de") == text
    assert hits(KIND, "Olsen kam. Olsensagte nichts.", scope="document", language="fr") == []


def test_both_words_are_named() -> None:
    (hit,) = hits(KIND, "Ferreira stays, as Ferreirasaid.", scope="document")

    assert hit.values == {"first": "Ferreira", "second": "said"}


def test_no_words_are_refused() -> None:
    with pytest.raises(ValueError, match="give words under second"):
        Fused({"en": ()})


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("They moved [[becauseHalden]] is cheap.", id="a common word and a name"),
        pytest.param("The old [[problemand]] the keeper went home.", id="a common word and a listed one"),
    ],
)
def test_common_words_of_the_language_need_not_stand_elsewhere(text: str) -> None:
    assert found(KIND, text, scope="document") == text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Set getName, setColour and removeHarbour before the call.", id="names of programs"),
        pytest.param("They undertook the work and overtook the boat.", id="words of their own"),
        pytest.param("Ask on eBay or on an iPhone.", id="brands"),
    ],
)
def test_common_words_make_other_words_too(text: str) -> None:
    assert hits(Fused({"en": ("took", "and")}), text, scope="document") == []
