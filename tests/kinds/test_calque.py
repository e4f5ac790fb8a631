"""Wording that gives a source language away; `[[…]]` marks what must be found."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kind_helpers import contexts, found, hits

from checks.dialect import Pattern
from checks.document import Document
from checks.kinds.calque import Calque, Wording

IDIOMS = Calque(
    into={
        "en": (
            Wording(("nl",), phrases=("the monkey comes|came out of the sleeve",)),
            Wording(("de",), phrases=("understand|understood only train station", "the frog")),
            Wording(("fr",), phrases=("the frog in the throat",)),
            Wording(("es", "pt"), phrases=("a bucket of cold water",)),
            Wording(("pt",), phrases=("on the day <number> of the? month", "my <word> knocked on the door")),
            Wording(
                ("pl", "ru", "uk"),
                phrases=("without ceremon*",),
                patterns=(Pattern(r"\bat (?P<span>\d{1,2} hours? \d\d)\b"), Pattern(r"\bthe o'clock\b")),
            ),
        ),
        "de": (Wording(("en",), phrases=("nimmt platz am",)),),
    }
)


def sources(kind: Calque, text: str, language: str = "en") -> list[str]:
    return [hit.values["source"] for hit in hits(kind, text, language=language)]


@pytest.mark.parametrize(
    "marked",
    [
        "Now [[the monkey comes out of the sleeve]] at last.",
        "Now [[The Monkey\N{NO-BREAK SPACE}came   out of the sleeve]].",
        "They [[understood only train station]], she said.",
        "It works [[on the day 14 of the month]] alone.",
        "It works [[on the day 1,400 of month]] alone.",
        "He said [[my mother-in-law knocked on the door]].",
        "They were let in [[without ceremoniousness]].",
        "They met at [[14 hours 30]] in the hall.",
    ],
)
def test_finds_a_wording(marked: str) -> None:
    assert found(IDIOMS, marked) == marked


@pytest.mark.parametrize(
    "text",
    [
        "The monkey sat in the sleeve.",
        "They understood only train stations.",
        "It works on the day fourteen of the month.",
        "Nobody misunderstood only train station.",
        "They met at 14 hours 3.",
    ],
)
def test_leaves_other_wordings_alone(text: str) -> None:
    assert hits(IDIOMS, text) == []


def test_a_wording_belongs_to_the_language_of_the_text() -> None:
    assert sources(IDIOMS, "Er nimmt Platz am Tisch.", "de") == ["English"]
    assert sources(IDIOMS, "Er nimmt Platz am Tisch.", "en") == []
    assert sources(IDIOMS, "The frog sat there.", "de") == []


def test_names_the_languages_that_it_may_come_from() -> None:
    (hit,) = hits(IDIOMS, "It was a bucket of cold water.")
    assert hit.values == {"source": "Spanish or Portuguese", "origin": "es pt"}
    assert sources(IDIOMS, "He came without ceremony.") == ["Polish, Russian or Ukrainian"]


def test_many_languages_are_not_listed() -> None:
    common = Calque(into={"en": (Wording(("de", "fr", "it", "es", "pt"), ("the frog",)),)})

    (hit,) = hits(common, "He saw the frog.")
    assert hit.values == {"source": "another language", "origin": "de fr it es pt"}


def test_the_longest_of_those_that_overlap_counts() -> None:
    assert sources(IDIOMS, "He had the frog in the throat.") == ["French"]
    assert sources(IDIOMS, "He had the frog in the pond.") == ["German"]


def test_two_wordings_of_one_text_add_up_to_their_languages() -> None:
    both = Calque(into={"en": (Wording(("de",), ("the frog",)), Wording(("nl", "de"), ("the frog",)))})

    assert sources(both, "He saw the frog.") == ["German or Dutch"]


@pytest.mark.parametrize(
    ("near", "text", "number"),
    [
        ("unit", "The volcano spat wash on the road.", 1),
        ("unit", "The volcano woke.\n\nThere was wash on the road.", 0),
        ("document", "The volcanoes woke.\n\nThere was wash on the road.", 1),
        ("document", "The washing machine woke.\n\nThere was wash on the road.", 0),
    ],
)
def test_a_wording_may_need_a_topic(near: str, text: str, number: int) -> None:
    wash = Wording(("es",), phrases=("wash",), when=("volcan*", "lava"), near=near)  # type: ignore[arg-type]

    assert len(hits(Calque(into={"en": (wash,)}), text)) == number


def test_a_topic_may_stand_in_the_title() -> None:
    wash = Wording(("es",), phrases=("wash",), when=("volcano",), near="document")
    document = Document("There was wash on the road.", title="A volcano woke", declared_language="en")

    found = [hit for unit in contexts(document, "block") for hit in Calque(into={"en": (wash,)}).find(unit)]

    assert [hit[:2] for hit in found] == [(10, 14)]


def test_what_it_derived_may_be_kept_as_json() -> None:
    kept = json.loads(json.dumps(IDIOMS.derived()))
    again = Calque(into=IDIOMS.into)
    again.recall(kept)

    for language in ("en", "de", "fr"):
        assert again.clues(language) == IDIOMS.clues(language)


def test_a_pattern_without_a_fixed_text_leaves_no_clues() -> None:
    open_pattern = Calque(into={"en": (Wording(("es",), patterns=(Pattern(r"\p{Lu}\p{Lu}"),)),)})

    assert open_pattern.clues("en") is None
    assert open_pattern.clues("de") is not None


WORDING = (Wording(("fr",), phrases=("the frog",)),)


@pytest.mark.parametrize(
    ("into", "message"),
    [
        ({}, "into names no wording"),
        ({"en": ()}, "into names no wording"),
        ({"fr": WORDING}, "'fr' is no translation from itself"),
    ],
)
def test_refuses_what_says_nothing(into: Mapping[str, Sequence[Wording]], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Calque(into=into)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"from_": (), "phrases": ("a",)}, "from names no language"),
        ({"from_": ("fra",), "phrases": ("a",)}, "unknown language 'fra'"),
        ({"from_": ("fr",)}, "give phrases or patterns"),
        ({"from_": ("fr",), "phrases": (" ",)}, "a phrase is blank"),
        ({"from_": ("fr",), "phrases": ("the? frog",)}, "may be left out"),
        ({"from_": ("fr",), "phrases": ("frog", "<word> fr*")}, "no word that stands as it is"),
        ({"from_": ("fr",), "phrases": ("a frog| b",)}, "an empty word"),
        ({"from_": ("fr",), "phrases": ("frog",), "when": ("",)}, "a phrase is blank"),
    ],
)
def test_refuses_a_faulty_wording(fields: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Wording(**fields)  # type: ignore[arg-type]


PLANTED = ["the frog", "The  frog", "a bucket\nof cold water", "at 14 hours 30", "without ceremony"]


@given(st.lists(st.sampled_from([*PLANTED, "x", "\n\n", ". ", "’", "é"]), max_size=8).map(" ".join))
def test_hits_are_in_order_apart_and_hold_what_their_clues_ask_for(text: str) -> None:
    found = hits(IDIOMS, text, "document")

    assert all(a.end <= b.start for a, b in pairwise(found))
    assert len(found) == sum(text.count(phrase) for phrase in PLANTED)
