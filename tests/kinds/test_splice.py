"""Sentences glued to the next without a stop; `[[…]]` marks what must be found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kind_helpers import found, hits

from checks.kinds.splice import Splice

GLUED = Splice(
    words={"en": ("He", "She", "It"), "fr": ("Il",)},
    after={"en": ("was", "is", "had", "said")},
    not_after={"en": ("called", "film", "on")},
)
CAPITAL = Splice(words={"en": ("The", "When", "There")}, lower_before=True)


@pytest.mark.parametrize(
    "marked",
    [
        "The mayor said he would not stay so [[Norway He]] was the last to go.",
        "Prices went up again last [[winter It]] is not over yet.",
        "Prices went up in [[winter\N{NO-BREAK SPACE}It]]\N{NO-BREAK SPACE}is not over yet.",
        "It rained. Prices went up last [[winter It]] is not over. It is late.",
        "“We go,” he said, and went [[home She]] was late, he said.",
        "They met in the o’clock [[tower He]] was late.",
    ],
)
def test_finds_a_word_that_opens_sentences_in_the_middle_of_one(marked: str) -> None:
    assert found(GLUED, marked, "sentence") == marked


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Prices went up last winter. It is not over yet.", id="after a stop"),
        pytest.param("Prices went up last winter – It is not over yet.", id="after a dash"),
        pytest.param("Prices went up last winter: It is not over yet.", id="after a colon"),
        pytest.param("Prices went up last winter (It is not over yet).", id="after a bracket"),
        pytest.param("Prices went up in the U.S. He was not there.", id="after an abbreviation"),
        pytest.param("Prices went up last winter it is not over yet.", id="lower case"),
        pytest.param("Last winter It is not over yet for us.", id="no clause before"),
        pytest.param(
            "They saw Prime Minister Li He was not there.".replace("was", "Wei"), id="a name goes on"
        ),
        pytest.param(
            "In his first and only film She was the hero.", id="after a word that introduces a title"
        ),
        pytest.param("A book of verse, “When the day is done He was here”, is out.", id="in quotation marks"),
        pytest.param(
            "A book of verse, ‘When it’s done He was here’, is out.", id="in single quotation marks"
        ),
        pytest.param("Why The Man From Rome Said That He was Not There", id="a headline"),
        pytest.param("Prices went up last winter\nIt is not over yet.", id="a line of verse"),
        pytest.param("God knows that whatever is to come He will do.", id="another word follows"),
        pytest.param("Prices went up last winter It", id="nothing follows"),
        pytest.param("Prices went up last winter Italy is here.", id="part of a word"),
    ],
)
def test_leaves_alone(text: str) -> None:
    assert found(GLUED, text, "sentence") == text


def test_knows_the_words_of_the_documents_language_alone() -> None:
    marked = "Le maire est parti hier [[soir Il]] était en colère."
    assert found(GLUED, marked, "sentence", "fr") == marked
    text = "The mayor left last night Il was the last to go."
    assert found(GLUED, text, "sentence", "en") == text
    assert found(GLUED, "Prices went up last winter It is not over.", "sentence", "sv").count("[[") == 0


def test_the_word_before_may_have_to_be_in_lower_case() -> None:
    marked = "The court upheld the [[verdict When]] it had heard both."
    assert found(CAPITAL, marked, "sentence") == marked
    text = "The court in old Oslo When it had heard both."
    assert found(CAPITAL, text, "sentence") == text


@pytest.mark.parametrize(
    "marked",
    [
        "The council closed the [[gate However]], nobody on the island was told.",
        "The council closed the [[gate In]] Norway nobody was told about it.",
        "The council closed the [[gate In]] 1998 it was built again.",
        "The council closed the gate However nobody on the island was told.",
        "The council closed the gate, However, nobody on the island was told.",
        "The council closed the gate When Norway was at war with it.",
    ],
)
def test_adverbs_want_a_comma_and_prepositions_may_take_a_name(marked: str) -> None:
    kind = Splice(
        words={"en": ("In", "When")}, before_comma={"en": ("However",)}, before_name={"en": ("In",)}
    )
    assert found(kind, marked, "sentence") == marked


def test_endings_stand_for_the_words_that_may_follow() -> None:
    kind = Splice(words={"en": ("He",)}, after={"en": ("was",)}, after_endings={"en": ("ed",)})
    marked = "The council closed the [[gate He]] testified on Monday."
    assert found(kind, marked, "sentence") == marked
    text = "The council closed the gate He knows on Monday."
    assert found(kind, text, "sentence") == text


def test_gives_the_word_for_the_message() -> None:
    (hit,) = hits(GLUED, "Prices went up last winter It is not over yet.", "sentence")
    assert hit.values == {"word": "It"}


def test_many_open_quotation_marks_are_read_once() -> None:
    text = "Prices went up last winter " + "‘" * 100_000 + " It is not over yet."
    assert found(GLUED, text, "sentence") == text


@given(
    st.lists(
        st.sampled_from(["rain", "fell", "on", "the", "Hill", "town", "He", "was", ",", "“", "’"]),
        max_size=12,
    )
)
def test_a_hit_runs_from_the_word_before_the_seam_to_the_opener(words: list[str]) -> None:
    text = " ".join(words)
    for piece in found(GLUED, text, "sentence").split("[[")[1:]:
        before, opener = piece.split("]]")[0].split()
        assert opener in GLUED.words["en"]
        assert before not in {"on", ",", "“", "’"}


JUDGED = Splice(
    words={"en": ("He",)},
    after={"en": ("was",)},
    not_after={"en": ("magazine",)},
    model=3.0,
)


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param("The council closed the old harbour last [[winter The]] boats were sold.", id="no list"),
        pytest.param("They will pay for the road next [[year However]], nobody was told.", id="adverb"),
        pytest.param("The gate was shut by the end [[of She]] says that it is too late.", id="cut clause"),
        pytest.param("The council closed the harbour last [[winter Since]] then nobody came.", id="since"),
        pytest.param("They sold the boats last [[winter He]] was not told.", id="listed as well"),
        pytest.param(
            "They were late because of [[the She]] said that nobody was told.", id="behind an article"
        ),
        pytest.param("The council closed the old [[harbour  The]] boats were sold in May.", id="two spaces"),
        pytest.param("They closed the old harbour last [[week Critics]] say it was too late.", id="a noun"),
    ],
)
def test_the_model_judges_capitals_that_no_list_tells(marked: str) -> None:
    assert found(JUDGED, marked, "sentence") == marked


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("They took the boat to Halden and went home in the evening.", id="a name"),
        pytest.param("She has written for the magazine The Harbour since last spring.", id="a title"),
        pytest.param("The people of the town and I were at the gate.", id="I"),
        pytest.param("The boats that we have ARE the ones that we want.", id="capitals"),
        pytest.param("He called it “The old harbour” when the boats were sold.", id="opens a quotation"),
        pytest.param("There were mostly straight A students in the school.", id="a letter"),
    ],
)
def test_the_model_leaves_names_and_titles_alone(text: str) -> None:
    assert hits(JUDGED, text, "sentence") == []


def test_after_some_words_the_lists_say_nothing() -> None:
    text = "He said that the gas held more of it than of H and He was not in it."
    words, after = {"en": ("He",)}, {"en": ("was",)}
    assert hits(Splice(words, after=after), text, "sentence")
    assert hits(Splice(words, after=after, left_to_model={"en": ("and",)}), text, "sentence") == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The two sides met in the same week Malawi held its first vote.", id="a name"),
        pytest.param("It sets one of the activity KPIs and the goals for the year.", id="capitals within"),
        pytest.param("He wrote for the newspaper The Hindu and for two others.", id="a paper's name"),
        pytest.param("The study found that the Party members were older than the rest.", id="a party"),
    ],
)
def test_the_whole_sentence_clears_a_capital(text: str) -> None:
    assert hits(Splice(words={}, model=1.5), text, "sentence") == []


def test_a_sentence_without_end_is_read_around_its_capitals() -> None:
    filler = "and the boats of the coast were sold " * 200
    marked = f"They {filler}before the council closed the old [[harbour The]] boats were {filler}by May."
    assert found(Splice(words={}, model=1.5), marked, "sentence") == marked


def test_words_left_out_are_not_judged() -> None:
    text = "The council closed the old harbour last winter The boats were sold."
    kind = Splice(words={}, model=3.0, left_out={"en": ("The",)})
    assert hits(kind, text, "sentence") == []


def test_the_listed_words_alone_are_judged_where_so_asked() -> None:
    text = "The council closed the old harbour last winter The boats were sold."
    kind = Splice(words={"en": ("She",)}, model=3.0, listed_alone=True)
    assert hits(kind, text, "sentence") == []


def test_languages_without_figures_go_by_the_lists_alone() -> None:
    text = "Der Rat hat den alten Hafen gestern geschlossen Die Boote sind verkauft."
    assert hits(Splice(words={}, model=3.0), text, "sentence", "de") == []
