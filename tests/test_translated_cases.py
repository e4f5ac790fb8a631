"""Translated passages, and sound copy that looks like them: what the default rules find and leave alone.

The passages were written without a look at the rules. Each file of them says how many defects are `marked`
in it, how many of these were `found` and how many passages `held_back` when it was last measured: floors, to
be raised when the rules get better (`python -m benchmarks.translated` prints what they reach). A
`known_false_alarm` is strict: it fails on the day when the rules have learned better.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from translated_helpers import LOOK_ALIKES, MIN_DEFECTS, PASSAGES, Outcome, cases, content, outcomes

from checks.finding import FAMILIES

MIN_CASES = 60
"""Passages, and look-alikes, that the measure rests on."""

EVERY = [*PASSAGES, *LOOK_ALIKES]


def missed(outcome: Outcome) -> str:
    """The defects of a passage that nothing found, for the message of a failing test."""
    text = outcome.case.document.text
    return "\n".join(f"{outcome.case.id}: {text[slice(*defect.span)]!r}" for defect in outcome.missed)


@pytest.mark.parametrize("paths", [PASSAGES, LOOK_ALIKES], ids=["passages", "look-alikes"])
def test_the_measure_is_broad_enough(paths: list[Path]) -> None:
    ids = Counter(case.id for path in paths for case in cases(path))

    assert len(ids) >= MIN_CASES
    assert set(ids.values()) == {1}


@pytest.mark.parametrize("path", PASSAGES, ids=lambda path: path.stem)
def test_a_passage_is_marked_as_its_file_says(path: Path) -> None:
    marked = [case.defects for case in cases(path)]

    assert sum(map(len, marked)) == content(path)["marked"]
    assert min(map(len, marked)) >= MIN_DEFECTS
    assert {defect.family for defects in marked for defect in defects} <= set(FAMILIES)


@pytest.mark.parametrize("path", LOOK_ALIKES, ids=lambda path: path.stem)
def test_a_look_alike_marks_nothing(path: Path) -> None:
    assert [case.id for case in cases(path) if case.defects or "[[" in case.document.text] == []


@pytest.mark.parametrize("path", EVERY, ids=lambda path: path.stem)
def test_what_is_no_defect_is_left_alone(path: Path) -> None:
    alarms = {outcome.case.id: outcome.named_alarms for outcome in outcomes(path)}

    assert alarms == {case.id: list(case.known_false_alarms) for case in cases(path)}


@pytest.mark.parametrize("path", LOOK_ALIKES, ids=lambda path: path.stem)
def test_a_look_alike_passes(path: Path) -> None:
    assert [outcome.case.id for outcome in outcomes(path) if outcome.verdict != "pass"] == []


@pytest.mark.parametrize("path", PASSAGES, ids=lambda path: path.stem)
def test_no_fewer_defects_are_found_than_before(path: Path) -> None:
    found = sum(len(outcome.found) for outcome in outcomes(path))

    assert found >= content(path)["found"], "\n".join(map(missed, outcomes(path)))


@pytest.mark.parametrize("path", PASSAGES, ids=lambda path: path.stem)
def test_no_fewer_passages_are_held_back_than_before(path: Path) -> None:
    held_back = sum(outcome.verdict != "pass" for outcome in outcomes(path))

    assert held_back >= content(path)["held_back"]
