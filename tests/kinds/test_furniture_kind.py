"""Blocks that were learned as furniture of the document's source."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kind_helpers import contexts

from checks import Checker, RuleSet, load_rules
from checks.document import Document
from checks.furniture import Furniture as Learned
from checks.furniture import SourceFurniture, block_hash, normalised
from checks.kinds import Hit
from checks.kinds.furniture import Furniture

PITCH = "Stories that smell of salt, in your letterbox"
HEAD = "Harbour desk · 7 boats in port"
TEXT = f"The ferry sails again.\n\n{PITCH}\n\n{HEAD}\n\nPassengers had waited since the storm."


def learned(*blocks: str, documents: int = 8, of: int = 10) -> SourceFurniture:
    return SourceFurniture(of, {block_hash(normalised(block)): documents for block in blocks})


def hits(text: str, furniture: SourceFurniture, kind: Furniture | None = None) -> list[Hit]:
    shown = [replace(context, furniture=furniture) for context in contexts(Document(text), "block")]
    return [hit for context in shown for hit in (kind or Furniture()).find(context)]


def test_finds_the_whole_block_and_says_where_else_it_stands() -> None:
    (hit,) = hits(TEXT, learned(PITCH))
    assert TEXT[hit.start : hit.end] == PITCH
    assert hit.values == {"block": PITCH, "documents": "8", "of": "10"}


@pytest.mark.parametrize("block", [f"» {PITCH.upper()}  …", "harbour desk  · 1,250 boats in port"])
def test_finds_it_in_another_guise(block: str) -> None:
    text = f"The ferry sails again.\n\n{block}"
    assert [text[hit.start : hit.end] for hit in hits(text, learned(PITCH, HEAD))] == [block]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"She sells {PITCH} and more.", id="part of a block"),
        pytest.param("Stories that smell of salt", id="the beginning of one"),
        pytest.param("* * *", id="no letters"),
        pytest.param("", id="nothing"),
    ],
)
def test_leaves_alone(text: str) -> None:
    assert hits(text, learned(PITCH, "* * *")) == []


def test_is_silent_where_nothing_was_learned() -> None:
    assert hits(TEXT, SourceFurniture()) == []


@pytest.mark.parametrize(("share", "found"), [(80, 1), (80.1, 0)])
def test_a_rule_may_ask_for_a_greater_share(share: float, found: int) -> None:
    assert len(hits(TEXT, learned(PITCH), Furniture(min_share=share))) == found


@pytest.mark.parametrize("share", [-1, 101])
def test_a_share_lies_between_0_and_100(share: float) -> None:
    with pytest.raises(ValueError, match="min_share"):
        Furniture(min_share=share)


SHIPPED = load_rules()
ALONE = replace(SHIPPED, rules=tuple(rule for rule in SHIPPED.rules if rule.kind == "furniture"))


def checker(rules: RuleSet = ALONE) -> Checker:
    return Checker(rules, furniture=Learned({"courier": learned(PITCH, HEAD)}))


def test_a_document_is_held_against_its_own_source() -> None:
    own, strange = (Document(TEXT, source=source) for source in ("courier", "herald"))
    assert [finding.match for finding in checker().check(own).findings] == [f"{PITCH}\n\n{HEAD}"]
    assert checker().check(strange).findings == ()


def test_the_message_counts_documents() -> None:
    (finding,) = checker().check(Document(TEXT, source="courier")).findings
    assert finding.message == f'"{PITCH}" stands in 8 of 10 documents of this source'


def test_the_shipped_rules_are_silent_about_it_without_furniture() -> None:
    assert Checker(ALONE).check(Document(TEXT, source="courier")).findings == ()


def test_a_source_without_a_language_is_checked_too() -> None:
    result = checker().check(Document(HEAD, source="courier"))
    assert (result.language, len(result.findings), result.skipped) == ("unknown", 1, ())


@given(st.lists(st.sampled_from([PITCH, HEAD, "A line.", "", "† x"]), max_size=8))
def test_marks_what_was_learned_and_nothing_else(blocks: list[str]) -> None:
    text = "\n\n".join(blocks)
    found = [text[hit.start : hit.end] for hit in hits(text, learned(PITCH))]
    assert found == [block for block in blocks if block == PITCH]
