"""Training of the figures that tell where two sentences were joined, and where a text was cut."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest

from checks.kinds._seams import words_between
from checks.training.seam_model import (
    examples_of_cutting,
    examples_of_joining,
    main,
    train,
    vocabulary,
)

PLACES = ("harbour", "school", "bridge", "market", "tower", "garden")
TEXT = "\n\n".join(
    f"The keeper of the old {place} went home with Anna Holm in the evening. "
    f"They said that the {place} would be closed by Mayor Brandt until the spring."
    for place in PLACES
)


def test_every_pair_of_neighbours_is_joined_whole_and_clipped() -> None:
    found = list(examples_of_joining(TEXT, vocabulary([TEXT]), Random(1)))
    seams = [example for example in found if example.is_seam]
    assert len(seams) == 2 * len(PLACES)
    assert {"c=they", "n=said"} <= set.intersection(*(set(seam.traits) for seam in seams))
    assert {"c=anna", "c=mayor"} <= {
        trait for example in found if not example.is_seam for trait in example.traits
    }


def test_every_sentence_is_shown_whole_and_cut() -> None:
    found = list(examples_of_cutting(TEXT, Random(1)))
    assert sum(example.is_seam for example in found) == sum(not e.is_seam for e in found) == 2 * len(PLACES)
    assert {"w=evening", "w=spring"} == {
        trait for e in found if not e.is_seam for trait in e.traits if trait.startswith("w=")
    }


def test_the_first_words_of_sentences_get_the_odds() -> None:
    model = train([TEXT] * 20)
    traits = model["joined"]["traits"]
    assert traits["c=they"] > 0 > traits.get("c=holm", -1.0)
    assert model["cut"]["traits"]["w=spring"] < 0


def test_the_same_texts_give_the_same_bytes(tmp_path: Path) -> None:
    source = tmp_path / "texts.jsonl"
    source.write_text("\n".join(json.dumps({"text": TEXT}) for _ in range(10)), encoding="utf-8")
    for name in ("one.json", "other.json"):
        main([f"en={source}", "-o", str(tmp_path / name)])
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "other.json").read_bytes()
    assert set(json.loads((tmp_path / "one.json").read_text("utf-8"))["en"]) == {
        "frequent",
        "common",
        "joined",
        "cut",
    }


@pytest.mark.parametrize("text", ["", "One.", "NO STOPS HERE", "A b c d e f g h"])
def test_texts_without_sentences_teach_nothing(text: str) -> None:
    assert list(examples_of_cutting(text, Random(1))) == []
    assert not any(e.is_seam for e in examples_of_joining(text, vocabulary([text]), Random(1)))


def test_words_keep_what_ties_their_parts() -> None:
    text = "The U.S. envoy’s co-founder paid 1.5 million."
    assert [word.text for word in words_between(text, 0, len(text))] == [
        "The", "U.S", "envoy’s", "co-founder", "paid", "1.5", "million",
    ]  # fmt: skip
