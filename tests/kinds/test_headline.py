"""Headlines that are printed again, or belong to another story."""

from __future__ import annotations

import pytest

from checks.document import Document
from checks.kinds import Context
from checks.kinds.headline import Headline

REPEATED = Headline(form="repeated")
UNRELATED = Headline(form="unrelated")
NUMBER = Headline(form="number")

TITLE = "A school for both towns opens"
STORY = "It has four rooms and a garden on the hill."
LONG_STORY = " ".join(["The council met on Monday and closed the old harbour to ships for the winter."] * 12)


def marked_blocks(text: str, title: str = "") -> list[str]:
    document = Document(text, title=title, declared_language="en")
    hits = REPEATED.find(Context(document, "text", 0, len(text)))
    return [text[hit.start : hit.end] for hit in hits]


def is_unrelated(title: str, text: str, language: str = "en") -> bool:
    document = Document(text, title=title, declared_language=language)
    return bool(list(UNRELATED.find(Context(document, "text", 0, len(text)))))


@pytest.mark.parametrize(
    ("title", "text", "repetitions"),
    [
        pytest.param(TITLE, f"{STORY}\n\n{TITLE}", [TITLE], id="the title as a block"),
        pytest.param(TITLE, f"{TITLE}\n\n{STORY}", [], id="the title in its place"),
        pytest.param(TITLE, f"{TITLE}\n\n{TITLE.upper()}\n\n{STORY}", [TITLE.upper()], id="in capitals"),
        pytest.param("", f"{TITLE}\n\n{STORY}\n\n“{TITLE}”", [f"“{TITLE}”"], id="the first line, in quotes"),
        pytest.param("", f"{STORY}\n\n{STORY}", [], id="a first line that is a sentence"),
        pytest.param("Row on", "Row on\n\nThe sea is wide.\n\nRow on", [], id="a short refrain"),
        pytest.param(TITLE, f"{TITLE} today, said the mayor.", [], id="inside a sentence"),
        pytest.param("", "", [], id="nothing"),
    ],
)
def test_finds_the_headline_again(title: str, text: str, repetitions: list[str]) -> None:
    assert marked_blocks(text, title) == repetitions


def test_a_headline_without_a_word_in_the_text_is_of_another_story() -> None:
    assert is_unrelated("Singer announces second album before tour", LONG_STORY)


def test_a_headline_whose_names_the_text_never_mentions_may_share_a_word_with_it() -> None:
    assert is_unrelated("The singer Ilse Brandner announces a winter tour", LONG_STORY)


@pytest.mark.parametrize(
    ("title", "text", "language"),
    [
        pytest.param(
            "The singer Ilse Brandner announces a winter tour",
            f"{LONG_STORY} Nobody thanked Brandner.",
            "en",
            id="one name of it",
        ),
        pytest.param(
            "Closing of the harbour: winter council with Ilse Brandner",
            LONG_STORY,
            "en",
            id="many words of it",
        ),
        pytest.param("Singer announces album in old harbour", LONG_STORY, "en", id="one word of it"),
        pytest.param("Closing singers announce second album", LONG_STORY, "en", id="one stem of it"),
        pytest.param("News in brief", LONG_STORY, "en", id="a short title"),
        pytest.param("Singer announces second album before tour", STORY, "en", id="a teaser"),
        pytest.param(
            "Singer announces second album before tour", LONG_STORY, "yo", id="no list of its words"
        ),
    ],
)
def test_leaves_titles_alone(title: str, text: str, language: str) -> None:
    assert not is_unrelated(title, text, language)


def test_the_title_itself_is_no_part_of_the_story() -> None:
    title = "Singer announces second album before tour"
    assert is_unrelated(title, f"{title}\n\n{LONG_STORY}")


def odd_numbers(title: str, text: str, language: str = "en") -> list[str]:
    document = Document(text, title=title, declared_language=language)
    return [text[hit.start : hit.end] for hit in NUMBER.find(Context(document, "text", 0, len(text)))]


@pytest.mark.parametrize(
    ("title", "text", "language"),
    [
        pytest.param("12 people dead in fire", "A fire killed 21 people.", "en", id="figures changed places"),
        pytest.param("Storm sinks 17 boats", "The storm sank 21 of the old boats.", "en", id="words between"),
        pytest.param("12 Menschen sterben", "Im Hafen starben 21 Menschen.", "de", id="another language"),
    ],
)
def test_finds_what_the_headline_counts_otherwise(title: str, text: str, language: str) -> None:
    assert odd_numbers(title, text, language) == ["21"]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        pytest.param(
            "12 people dead", "A fire killed 12 people and hurt 21 people.", id="the number is there"
        ),
        pytest.param("12 people dead", "A fire killed twelve people; 21 people were hurt.", id="in letters"),
        pytest.param("21 people dead", "One killed 12 people, the other 9 people.", id="a sum"),
        pytest.param("20 people dead", "A fire killed 21 people.", id="a round number"),
        pytest.param("Over 18 people dead", "A fire killed 21 people.", id="an estimate in the headline"),
        pytest.param("12 people dead", "A fire killed at least 21 people.", id="an estimate in the text"),
        pytest.param("12 people dead", "A fire sank 21 boats.", id="something else is counted"),
        pytest.param("12 people dead", "A fire in 2021 cost people £21 each.", id="years and money"),
    ],
)
def test_leaves_other_numbers_alone(title: str, text: str) -> None:
    assert odd_numbers(title, text) == []


def test_numbers_are_read_where_number_words_are_known() -> None:
    assert odd_numbers("12 people dead", "A fire killed 21 people.", "yo") == []
