"""Direct speech without quotation marks; `[[…]]` marks what must be found."""

from __future__ import annotations

import pytest
from kind_helpers import found, hits

from checks.kinds.speech import Speech

SPEECH = Speech(
    speakers={"en": ("I", "we", "We", "my"), "de": ("wir", "Wir")},
    verbs={"en": ("said", "says"), "de": ("sagte",)},
    subjects={"en": ("he", "she", "the mayor")},
    roles={"en": ("spokeswoman", "captain", "physicians", "company", "chief")},
    articles={"en": ("the", "a")},
)


@pytest.mark.parametrize(
    "marked",
    [
        "[[We need a new harbour before the winter comes, said the mayor]].",
        "[[I will not pay for this any longer, Ilse Brandt said]] on Monday.",
        "[[We will not be there in May, State Harbour Secretary Ilse Brandt said]].",
        "It rained. [[We lost the boat in the storm, she said]].",
        "We lost the boat in the storm. [[It was a sad day for the town, she said]].",
        "[[Brandner said, We have waited for ten years.]]",
        "“Nobody came.” [[We had to go home without them, he said]].",
        "[[We will look into it before the winter, said a former city spokeswoman]] when asked.",
        "[[We have seen what the flu can do, the physicians said]].",
        "[[We will not sell the boats this year, company chief Ilse Brandt said]].",
        "[[We will not sell the boats, Ilse Brandt, who runs the line, said]] on Monday.",
        "It rained. [[We lost the boat, Ilse Brandt said]].",
        "[[We were late again, Ilse Brandt said]] Monday.",
        "[[We lost the boat in the storm, she said]].\n\nHe spoke of “my town” and “our harbour” for hours.",
    ],
)
def test_finds_a_sentence_in_the_first_person_with_its_attribution(marked: str) -> None:
    assert found(SPEECH, marked, "document") == marked


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("“We need a new harbour before the winter comes,” said the mayor.", id="marks"),
        pytest.param("‘We need a new harbour before the winter,’ said the mayor.", id="single marks"),
        pytest.param("The town needs a new harbour before winter, said the mayor.", id="no speaker"),
        pytest.param("– We need a new harbour before the winter, said the mayor.", id="a dash"),
        pytest.param("Brandt: We need a new harbour before the winter, she said.", id="a label"),
        pytest.param("As we know, he said.", id="a parenthesis"),
        pytest.param("We have not seen the sky for a month, says Halden reporter", id="a headline"),
        pytest.param("The film The We Company came out in May, she said.", id="a capital in mid-sentence"),
        pytest.param("When we met, the said spokeswoman was in the hall.", id="a participle"),
        pytest.param("We saw it, and the captain of the boat said so.", id="a clause"),
        pytest.param("“We went home. We did not see the boat, she said, and nobody came.", id="still open"),
    ],
)
def test_other_sentences_are_sound(text: str) -> None:
    assert hits(SPEECH, text, "document") == []


def test_a_writer_may_speak_of_herself() -> None:
    text = "I saw the boat.\n\nMy brother and I went home.\n\nI was tired by then and should sleep, he said."
    assert hits(SPEECH, text, "document") == []


def test_a_language_without_lists_is_passed_over() -> None:
    assert hits(SPEECH, "We need a new harbour now, said she.", "document", "nl") == []


def test_other_languages_have_their_own_words() -> None:
    marked = "[[Wir brauchen einen neuen Hafen, sagte Ilse Brandt]] am Montag."
    assert found(SPEECH, marked, "document", "de") == marked
