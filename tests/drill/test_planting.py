from __future__ import annotations

import html
from random import Random

import pytest
import regex
from drill_helpers import KIND, materials, plantings
from drill_helpers import material as material_of
from hypothesis import example, given, settings
from hypothesis import strategies as st

from checks.drill import KINDS, DefectKind
from checks.finding import FAMILIES

WORD = r"[\p{L}\p{M}]+"
ON_ITS_OWN = r"\S(?s:.)*\S|\S"

SPANS = {
    "advert": ON_ITS_OWN,
    "assistant-reply": ON_ITS_OWN,
    "author-bio": r'"?\p{Lu}(?s:.)*[."]',
    "between-pair": rf"({WORD}) \p{{Ll}}+ \1",
    "capital-in-sentence": r"\p{Lu}\p{Ll}+",
    "comment-form": ON_ITS_OWN,
    "consent": ON_ITS_OWN,
    "control-character": r"\p{Cc}",
    "copyright-line": ON_ITS_OWN,
    "detached-clitic": rf"{WORD} ['’]s|\p{{L}}+['’] {WORD}",
    "detached-stop": r"\.",
    "determiner-clash": r"\p{Ll}+ \p{Ll}+",
    "double-mojibake": r"[^\x00-\x7f]{2,}(?s:.)*",
    "doubled-paragraph": r"(?s:.){80,}",
    "doubled-phrase": r"(\p{Ll}.*) \1",
    "doubled-sentence": r"[\p{Lu}\p{P}](?s:.){30,}",
    "doubled-unit": r"[$€£][\d.,]+( \p{Ll}+)? \p{Ll}+",
    "doubled-word": r"(\p{Ll}+) \1",
    "dropped-name": r"",
    "echoed-phrase": r"(\p{Ll}.*), \1",
    "empty-brackets": r"\(\)",
    "entity": r"&(amp;)?#?\w+;",
    "escape-sequence": r"\\.*",
    "foreign-block": r"\p{Lu}.*\.",
    "foreign-sentence": r"\p{Lu}.*\.",
    "fused-words": rf"{WORD}",
    "homoglyph": r"\p{Cyrillic}",
    "lost-character": r"\?|\N{REPLACEMENT CHARACTER}",
    "mojibake": r"[^\x00-\x7f](?s:.)+",
    "modal-clash": r"\p{Ll}+ \p{Ll}+",
    "name-drift": r"\p{Lu}\p{Ll}+",
    "navigation": ON_ITS_OWN,
    "newsletter": ON_ITS_OWN,
    "off-topic": r"The orchestra (?s:.)*",
    "open-quotation": r"[“„«\"](?s:.)+",
    "orphan-attribution": r".*\.",
    "padded-quotation": r"[“„\"] ",
    "padded-end": r" [“”»]",
    "paywall": ON_ITS_OWN,
    "preposition-clash": r"\p{Ll}+ \p{Ll}+",
    "sharing": ON_ITS_OWN,
    "shortcode": r"[\[{<%$#].*",
    "small-start": r"\p{Ll}+",
    "space-before-mark": r" [,.]",
    "spam": ON_ITS_OWN,
    "split-abbreviation": r"\p{L}\.( \p{L}\.)+",
    "split-number": r"\d+[.,] \d+",
    "stop-in-sentence": r"\.",
    "stray-symbol": r"[\p{S}\p{P}]",
    "tag": r"<.*>",
    "teaser": r".*The orchestra .*",
    "teaser-in-paragraph": r".*The orchestra .*",
    "to-pair": rf"({WORD})-to-\1",
    "turned-mark": r"[“”]",
    "unmarked-speech": r"\p{Lu}(?s:.)+,",
    "untranslated-word": r"\p{Ll}+",
    "weekday-with-date": rf"{WORD} \(\d{{1,2}}\)",
    "word-salad": r"(?s:.){20,}",
    "zero-width": r"\p{Cf}",
}
"""What stands at the defect, by kind; `SEAMS` has those of which the span is empty."""

SEAMS = {
    "clipped-splice": r"[\p{L}\p{N}]|\s+\p{Lu}",
    "cut-off": r"[\p{L}\p{N}]|$",
    "dropped-name": r" |[,.]\s",
    "glued-sentence": r"\.|\p{Lu}",
    "splice": r"\p{Ll}|\s+\p{Lu}",
}
"""What stands before and after an empty span, with the bar at the seam."""

ADDED = """
    advert assistant-reply author-bio comment-form consent control-character copyright-line detached-stop
    foreign-block foreign-sentence navigation newsletter off-topic orphan-attribution paywall
    sharing shortcode spam stop-in-sentence stray-symbol tag teaser teaser-in-paragraph zero-width
"""
"""Kinds of which the defect is all that was added."""

SURROUNDED = frozenset({"to-pair", "between-pair"})
"""Kinds whose defect stands in a sentence that was added with it."""

every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)


def squeezed(text: str) -> str:
    return "".join(text.split())


@every_kind
def test_the_clean_examples_have_a_place_for_every_kind(kind: DefectKind) -> None:
    assert any(True for _ in plantings(kind))


@every_kind
def test_the_span_is_the_defect(kind: DefectKind) -> None:
    for _, planted in plantings(kind):
        span = planted.text[planted.start : planted.end]
        if span or kind.name not in SEAMS:
            assert regex.fullmatch(SPANS[kind.name], span), span
        else:
            before, after = SEAMS[kind.name].split("|", 1)
            assert regex.search(rf"(?:{before})$", planted.text[: planted.start])
            assert regex.match(after, planted.text, pos=planted.start)


@every_kind
def test_the_text_is_the_same_before_and_behind_the_defect(kind: DefectKind) -> None:
    for material, planted in plantings(kind):
        before, behind = planted.text[: planted.start].rstrip(), planted.text[planted.end :].lstrip()
        if kind.name in SURROUNDED:
            continue
        assert material.text.startswith(before)
        assert material.text.endswith(behind)


@pytest.mark.parametrize("name", ADDED.split())
def test_without_the_defect_the_text_is_the_clean_one(name: str) -> None:
    for material, planted in plantings(KIND[name]):
        mended = planted.text[: planted.start] + planted.text[planted.end :]
        assert squeezed(mended) == squeezed(material.text)


@every_kind
def test_the_same_lot_plants_the_same_defect(kind: DefectKind) -> None:
    for each in materials():
        assert kind.plant(each, Random("a lot")) == kind.plant(each, Random("a lot"))


@every_kind
def test_a_kind_tells_what_it_plants_and_of_which_family(kind: DefectKind) -> None:
    assert "The defect" in kind.teaches
    assert kind.family in FAMILIES


def test_no_two_kinds_have_one_name() -> None:
    assert len({kind.name for kind in KINDS}) == len(KINDS)


@every_kind
def test_a_text_without_prose_has_no_place(kind: DefectKind) -> None:
    assert kind.plant(material_of("Results\n\n1. Halden 3\n2. Brenford 2", "en"), Random(1)) is None


TOKENS = st.sampled_from(
    [
        "the", "harbour", "Halden", "and", "“We", "go”", "1,200", "$5", "(as", "ever)", "said.", "It’s",
        "Tuesday", "\u00a0", "café", "«Oui»", '"so"', "with", "\u200b", "\n", "\n\n", "don't", "–",
        "U.S.", "Halden's", "\ud800", "東京", "Москва", "a", ".", "?!", "\r\n", "\t",
    ]
)  # fmt: skip


@settings(max_examples=60)
@example(["the"] * 12 + ["\ud800"], "en", 0)
@given(st.lists(TOKENS, max_size=90), st.sampled_from(["en", "de", "fr", "xx"]), st.integers(0, 9))
def test_whatever_the_text_a_defect_lies_within_it(tokens: list[str], language: str, seed: int) -> None:
    material = material_of(" ".join(["Halden met", *tokens, "ended."]), language, "The ferry left.")
    for kind in KINDS:
        planted = kind.plant(material, Random(seed))
        if planted is not None:
            assert 0 <= planted.start <= planted.end <= len(planted.text)
            assert planted.text != material.text


def test_an_entity_stands_for_the_character_that_was_there() -> None:
    for material, planted in plantings(KIND["entity"]):
        span = html.unescape(html.unescape(planted.text[planted.start : planted.end]))
        mended = planted.text[: planted.start] + span + planted.text[planted.end :]
        assert mended.replace("\u00a0", " ") == material.text


def test_a_drifted_name_stands_nowhere_in_the_clean_text() -> None:
    for material, planted in plantings(KIND["name-drift"]):
        assert planted.text[planted.start : planted.end] not in material.text


def test_a_name_that_is_used_twice_does_not_drift() -> None:
    twice = "We met Halden at the port, where the ferries leave for the islands. Then Halden left us."
    assert KIND["name-drift"].plant(material_of(twice), Random(1)) is None


def test_mojibake_is_a_character_of_the_text_read_by_a_wrong_table() -> None:
    text = "The owner of the café by the harbour had closed it for the winter, as he did every year."
    spans = set()
    for seed in range(40):
        planted = KIND["mojibake"].plant(material_of(text), Random(seed))
        assert planted is not None
        spans.add(planted.text[planted.start : planted.end])
    assert {"Ã©", "├⌐", "√©"} <= spans


def test_a_text_in_ascii_has_its_apostrophe_set_by_a_printer_first() -> None:
    text = "The owner didn't open the cafe by the harbour in winter, and few of us missed what he sold."
    planted = KIND["mojibake"].plant(material_of(text), Random(3))
    assert planted is not None
    assert planted.text[: planted.start].endswith("didn")


def test_a_teaser_is_in_the_language_of_the_text() -> None:
    german = [m for m in materials() if m.language == "de"]
    openings = set()
    for seed in range(40):
        planted = KIND["teaser"].plant(german[0], Random(seed))
        assert planted is not None
        openings.add(planted.text[planted.start : planted.end].split()[0])
    assert "Lesen" in openings
    assert "Read" not in openings


def test_a_foreign_sentence_is_in_another_language_than_the_text() -> None:
    french = next(m for m in materials() if m.language == "fr")
    for seed in range(60):
        planted = KIND["foreign-sentence"].plant(french, Random(seed))
        assert planted is not None
        assert "Le maire a déclaré" not in planted.text


def test_a_text_without_other_texts_beside_it_gets_no_paragraph_of_theirs() -> None:
    alone = material_of(materials()[1].text)
    assert KIND["off-topic"].plant(alone, Random(1)) is None


def test_a_block_is_parted_as_the_blocks_of_the_text_are() -> None:
    line = (
        "The council of Halden met on the quay and agreed that the old crane should be painted green again."
    )
    planted = KIND["advert"].plant(material_of(f"{line}\n{line.replace('green', 'red')}"), Random(2))
    assert planted is not None
    assert "\n\n" not in planted.text


@pytest.mark.parametrize("name", ["determiner-clash", "to-pair", "detached-clitic", "orphan-attribution"])
def test_what_a_language_has_no_words_for_is_not_planted_in_it(name: str) -> None:
    text = materials()[1].text
    assert KIND[name].plant(material_of(text, "sv"), Random(1)) is None
