from __future__ import annotations

import pytest

from checks.training.fluency_corpus import read, sentences

SOUND = "The council met on Tuesday to discuss the budget."


def told(text: str) -> list[str]:
    return [" ".join(sentence) for sentence in sentences(text, "en")]


def test_whole_sentences_of_paragraphs_are_learned_from() -> None:
    assert told(
        f"{SOUND} Nobody from the harbour came.\n\n“It was late and the rain had begun,” she said."
    ) == [
        "The council met on Tuesday to discuss the budget .",
        "Nobody from the harbour came .",
        "“ It was late and the rain had begun , ” she said .",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "# The council met on Tuesday to discuss the budget.",
        "- The council met on Tuesday to discuss the budget.",
        "The council met on Tuesday to discuss",
        "THE COUNCIL MET ON TUESDAY TO DISCUSS THE BUDGET.",
        "The <unk> met on Tuesday to discuss the budget.",
        "on Tuesday the council met to discuss the budget.",
        "12, 14, 7 and 9 of 33, 41 or 5, 6.",
        "It rained.",
    ],
    ids=["heading", "list", "no end", "capitals", "markup", "no beginning", "figures", "short"],
)
def test_what_is_no_whole_sentence_is_left_out(text: str) -> None:
    assert told(text) == []


def test_a_sentence_that_recurs_is_learned_from_once() -> None:
    corpus = read([("a", SOUND), ("b", f"{SOUND} {SOUND.upper()} {SOUND}")], "en")
    assert len(corpus.learned) + sum(map(len, corpus.held.values())) == 1
