"""Sentences that were torn; `[[…]]` marks what must be found."""

from __future__ import annotations

import pytest
from kind_helpers import found, hits

from checks.document import Block, Document
from checks.kinds import Context
from checks.kinds.fragment import Fragment

NAME_TAIL = Fragment(
    form="name-tail",
    words={"en": ("their", "his", "the", "a", "both")},
    verbs={"en": ("was", "left", "went", "is")},
)
CUT_OFF = Fragment(form="cut-off", words={"en": ("the", "and", "of"), "de": ("und",)})
LONG = "The council voted last night to close the old harbour and"


@pytest.mark.parametrize(
    "marked",
    [
        "The talks begin on Monday. [[Marin, their first as neighbours.]] Nobody expects a treaty.",
        "They speak next week. [[Ilse Brandt, the second of this year.]]",
        "They speak next week. [[J.-P. O’Neill, his last as head of the bank.]]",
        "It rained.\n\nThey speak next week. [[Xi, the second of this year.]]",
    ],
)
def test_finds_a_name_left_with_a_tail(marked: str) -> None:
    assert found(NAME_TAIL, marked, "document") == marked


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Ilse Brandt, the head of the bank.", id="a caption of its own"),
        pytest.param("It rained.\n\nIlse Brandt, the head of the bank.", id="a caption under a paragraph"),
        pytest.param("He smiled. Marin, the winner of it, was glad.", id="a clause after the apposition"),
        pytest.param("He smiled. Marin, the winner, left.", id="a listed verb"),
        pytest.param("He smiled. Marin, his brother and both friends nodded.", id="a past tense in -ed"),
        pytest.param("He smiled. Marin, his dad, you know, we’re on one line.", id="a contraction"),
        pytest.param("He smiled. Marin, the one they haven't seen.", id="a contraction with not"),
        pytest.param("He smiled. Marin, so they say, was glad of it.", id="no opener of a tail"),
        pytest.param("He smiled. Marin, his friend.", id="too short a tail"),
        pytest.param(
            "He smiled. Marin, the head of a bank in the old town by the sea.", id="too long a tail"
        ),
        pytest.param("He smiled. The mayor of the town, a friend of the bank.", id="no name"),
        pytest.param("He smiled. Marin, a friend of the bank?", id="a question"),
        pytest.param("He smiled. “Marin, a friend of the bank.”", id="in quotation marks"),
    ],
)
def test_leaves_names_alone(text: str) -> None:
    assert found(NAME_TAIL, text, "document") == text


@pytest.mark.parametrize(
    "marked",
    [
        "The council voted last night to close the old harbour [[and]]",
        "The council voted last night to close the harbour, of [[the]],",
        "The council voted last night to close the old harbour [[and]]\n\nThe mayor left early.",
        "It rained.\n\nThe council voted last night to close the old harbour [[AND]]",
    ],
)
def test_finds_the_last_word_of_a_text_that_stops(marked: str) -> None:
    assert found(CUT_OFF, marked, "document") == marked


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The council voted last night to close the old harbour and.", id="an end mark"),
        pytest.param("The council voted last night to close the old harbour", id="another last word"),
        pytest.param("What he made of the", id="too short"),
        pytest.param(f"{LONG}\n\nto build a bridge.", id="the next block goes on in lower case"),
        pytest.param(f"{LONG}\n\n– a bridge\n– a road", id="a list goes on"),
        pytest.param(f"{LONG}\n\n“a bridge”, he said.", id="a quotation goes on"),
        pytest.param(f"- {LONG[4:]}", id="a list item"),
        pytest.param(f"# {LONG}", id="a heading"),
        pytest.param(
            "When evening falls upon the sea and\n"
            "The boats come home again to me and\n"
            "The lamps are lit along the bay",
            id="verse",
        ),
        pytest.param("The old word for it in the books of that time is und", id="another language's word"),
        pytest.param("The council met in the hall of the duke’s castle by the sand", id="part of a word"),
    ],
)
def test_leaves_endings_alone(text: str) -> None:
    assert found(CUT_OFF, text, "document") == text


def test_a_shorter_block_may_be_asked_for() -> None:
    kind = Fragment(form="cut-off", words={"en": ("the",)}, min_words=4)
    assert found(kind, "What he made of [[the]]", "document") == "What he made of [[the]]"


def test_knows_the_words_of_the_documents_language_alone() -> None:
    marked = "Der Stadtrat hat am Abend beschlossen, den alten Hafen zu schließen [[und]]"
    assert found(CUT_OFF, marked, "document", "de") == marked
    assert found(CUT_OFF, marked.replace("[[und]]", "und"), "document", "nl").count("[[") == 0


def test_code_is_no_text_that_stops() -> None:
    document = Document(LONG, declared_language="en", blocks_known=(Block(0, len(LONG), "code"),))
    assert list(CUT_OFF.find(Context(document, "text", 0, len(LONG)))) == []


def test_gives_the_word_or_the_name_for_the_message() -> None:
    (torn,) = hits(NAME_TAIL, "They speak. Ilse Brandt, the second of this year.", "document")
    (cut,) = hits(CUT_OFF, LONG, "document")
    assert (torn.values, cut.values) == ({"word": "Ilse Brandt"}, {"word": "and"})


OPEN_END = Fragment(form="open-end", words={"en": ("the", "of", "a", "is", "that", "will", "in", "and")})
ENDED = "The council met.\n\nNobody came to the hall.\n\nThe harbour is shut.\n\n"
STOPS = "The clock is late. The keeper of the gate said that the council will look for a new "


def test_finds_the_end_of_a_text_that_stops() -> None:
    assert found(OPEN_END, f"{ENDED}{STOPS}[[one]]", "document") == f"{ENDED}{STOPS}[[one]]"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"{ENDED}{STOPS}one.", id="an end mark"),
        pytest.param(f"{ENDED}{STOPS}Lindgren", id="a name at the end"),
        pytest.param(f"{ENDED}The keeper of the gate said that a clock is late", id="a headline's length"),
        pytest.param(f"The council met.\n\n{STOPS}one", id="too few paragraphs to tell"),
        pytest.param(f"{ENDED}- {STOPS}one", id="a list"),
        pytest.param(f"{ENDED}{STOPS}one\n\n{STOPS}one", id="another paragraph without an end mark"),
        pytest.param("", id="nothing"),
    ],
)
def test_leaves_ends_alone(text: str) -> None:
    assert found(OPEN_END, text, "document") == text


def test_function_words_tell_prose_from_credits() -> None:
    kind = Fragment(form="open-end", words={"en": ("zzz",)})
    assert not hits(kind, f"{ENDED}{STOPS}one", "document")


TORN_END = Fragment(form="torn-end", words={"en": ("the",)}, loose_words={"en": ("in",)})
SOUND = "The council met on Monday.\n\nIt closed the old harbour for good.\n\n"


@pytest.mark.parametrize(
    "end",
    [
        pytest.param("Nobody had paid for the first [[crossi]]", id="within a word"),
        pytest.param("The mayor told the farmers that they [[would]]", id="behind an auxiliary"),
        pytest.param("They went home. The keeper hopes for a new [[boat]]", id="behind another sentence"),
        pytest.param("The farmers said that they had never seen so [[many]]", id="before its noun"),
        pytest.param("They went home. The council will pay for it in [[May]]", id="a name behind a sentence"),
        pytest.param(
            "The council of the town, which met in the old school for the second time this year, has decided "
            "that it will [[meet]]",
            id="longer than any headline",
        ),
    ],
)
def test_finds_a_text_that_breaks_off_as_no_sentence_ends(end: str) -> None:
    assert found(TORN_END, SOUND + end, "document") == SOUND + end


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(SOUND + "Harbour closed for two more winters", id="a headline"),
        pytest.param(SOUND + "They went home. Agency", id="a credit"),
        pytest.param(SOUND + "Thank you very much for your help with the boats", id="a greeting"),
        pytest.param(SOUND + "The council will pay for it in the spring", id="a whole sentence"),
        pytest.param(SOUND + "Nobody had paid for the first crossing.", id="an end mark"),
        pytest.param(SOUND + "The mayor told the farmers of the old hill about the", id="left to cut-off"),
        pytest.param("So long\n\nThe boat is back at last\n\nWe told them that they would", id="no marks"),
        pytest.param("The mayor told the farmers that they would", id="nothing to compare with"),
    ],
)
def test_other_ends_are_no_torn_ones(text: str) -> None:
    assert hits(TORN_END, text, "document") == []


def test_a_language_without_figures_has_no_torn_ends() -> None:
    text = "Der Rat kam am Montag.\n\nDer Hafen bleibt für immer zu.\n\nNiemand hatte für die erste Über"
    assert hits(TORN_END, text, "document", "de") == []
