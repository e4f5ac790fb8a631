from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from checks import Checker, Document, load_rules
from checks.kinds.combination import Combination

RULES = """\
version: 1
rules:
  symbols/one: &marker
    kind: pattern
    severity: warning
    confidence: high
    match: {pattern: 'one'}
    message: one
    why: A test.
    examples: &examples {bad: ['an [[one]]', '[[one]] b', 'c [[one]] d'], good: [a, b b, c c c]}
  symbols/two: {kind: pattern, severity: error, confidence: high, match: {pattern: 'two'}, message: no,
    why: A test., examples: {bad: ['a [[two]]', '[[two]] b', 'c [[two]] d'], good: [a, b b, c c c]}}
  garble/three: {kind: pattern, severity: warning, confidence: high, match: {pattern: 'three'}, message: no,
    why: A test., examples: {bad: ['a [[three]]', '[[three]] b', 'c [[three]] d'], good: [a, b b, c c c]}}
  garble/noted: {kind: pattern, severity: info, confidence: high, match: {pattern: 'noted'}, message: no,
    why: A test., examples: {bad: ['a [[noted]]', '[[noted]] b', 'c [[noted]] d'], good: [a, b b, c c c]}}
  translation/together:
    kind: combination
    severity: warning
    confidence: medium
    match: MATCH
    message: '{count} at once: {rules}'
    why: A test.
    examples: {bad: ['[[]]one two', '[[]]two three', '[[]]three one a'], good: [one one, two a, three b c]}
""".replace(" &marker", "").replace(" &examples", "")


def checker(tmp_path: Path, match: str, select: Sequence[str] = (), ignore: Sequence[str] = ()) -> Checker:
    path = tmp_path / "rules.yaml"
    path.write_text(RULES.replace("MATCH", match), encoding="utf-8")
    return Checker(load_rules(path), select, ignore)


def fired(checker: Checker, text: str) -> list[str]:
    return [f.message for f in checker.check(text).findings if f.rule == "translation/together"]


TWO_OF_ALL = "{rules: [symbols/*, garble/*], at_least: 2}"


def test_it_fires_where_enough_different_rules_did(tmp_path: Path) -> None:
    result = checker(tmp_path, TWO_OF_ALL).check("here is one and here is three")

    (finding,) = [f for f in result.findings if f.rule == "translation/together"]
    assert (finding.start, finding.end, finding.match) == (0, 0, "")
    assert finding.message == "2 at once: garble/three, symbols/one"
    assert finding.points > 0


def test_one_rule_many_times_is_no_combination(tmp_path: Path) -> None:
    assert fired(checker(tmp_path, TWO_OF_ALL), "one one one one") == []


def test_only_the_rules_of_its_list_count(tmp_path: Path) -> None:
    assert fired(checker(tmp_path, "{rules: [symbols/*], at_least: 2}"), "one three three") == []


def test_findings_of_info_are_no_evidence(tmp_path: Path) -> None:
    assert fired(checker(tmp_path, TWO_OF_ALL), "one noted") == []


def test_they_must_stand_near_each_other_where_the_rule_says_so(tmp_path: Path) -> None:
    near = checker(tmp_path, "{rules: [symbols/*], at_least: 2, within: 10}")

    assert fired(near, "one " + "word " * 8 + "two") == ["2 at once: symbols/one, symbols/two"]
    assert fired(near, "one " + "word " * 9 + "two") == []
    assert fired(near, "one " + "word " * 9 + "two one") == ["2 at once: symbols/one, symbols/two"]


def test_it_works_where_it_alone_is_selected(tmp_path: Path) -> None:
    alone = checker(tmp_path, TWO_OF_ALL, select=["translation/*"])

    result = alone.check("one two")

    assert [finding.rule for finding in result.findings] == ["translation/together"]


def test_what_is_ignored_is_no_evidence(tmp_path: Path) -> None:
    assert fired(checker(tmp_path, TWO_OF_ALL, ignore=["symbols/two"]), "one two") == []


def test_rules_that_mark_one_place_have_seen_one_thing(tmp_path: Path) -> None:
    assert fired(checker(tmp_path, TWO_OF_ALL), "onetwo") == []
    assert fired(checker(tmp_path, TWO_OF_ALL), "onetwo one") == ["2 at once: symbols/one, symbols/two"]


def test_a_sound_text_is_silent(tmp_path: Path) -> None:
    assert fired(checker(tmp_path, TWO_OF_ALL), "Nothing here is amiss.") == []
    assert checker(tmp_path, TWO_OF_ALL).check(Document("")).findings == ()


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"rules": ()}, "rules names no rule"),
        ({"rules": ("a/*",), "at_least": 1}, "at_least is 2 or more"),
        ({"rules": ("a/*",), "within": 0}, "within counts words from 1"),
    ],
)
def test_a_match_that_means_nothing_is_refused(fields: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Combination(**fields)  # type: ignore[arg-type]


CALQUES = """\
  translation/borrowed:
    kind: calque
    severity: warning
    confidence: medium
    languages: [en]
    match:
      into:
        en:
          - {from: [nl], phrases: [dutch wording, flemish wording]}
          - {from: [de], phrases: [german wording, swiss wording]}
          - {from: [es, pt], phrases: [iberian wording, american wording]}
          - {from: [es, pt, it], phrases: [southern wording, northern wording]}
    message: from {source}
    why: A test.
    examples:
      bad: ['[[dutch wording]]', 'a [[german wording]]', '[[iberian wording]] b']
      good: [a, b b, c c c]
  translation/pointing:
    kind: combination
    severity: warning
    confidence: medium
    languages: [en]
    match: MATCH
    message: '{count}: {rules}{pointer}'
    why: A test.
    examples: {bad: ['[[]]one two', '[[]]two three', '[[]]three one a'], good: [one one, two a, three b c]}
"""


def pointed(tmp_path: Path, match: str, text: str) -> list[str]:
    path = tmp_path / "rules.yaml"
    calques = CALQUES.replace("MATCH", match)
    path.write_text(RULES.replace("MATCH", TWO_OF_ALL) + calques, encoding="utf-8")
    result = Checker(load_rules(path)).check(Document(text, declared_language="en"))
    return [f.message for f in result.findings if f.rule == "translation/pointing"]


ALL_THREE = "{rules: [symbols/*, garble/*, translation/borrowed], at_least: 2}"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "Here dutch wording, there flemish wording.",
            "2: translation/borrowed ×2; the wording points to Dutch",
        ),
        ("Here dutch wording, there german wording.", "2: translation/borrowed ×2"),
        ("Here dutch wording, there one.", "2: symbols/one, translation/borrowed"),
        (
            "Here iberian wording, there american wording.",
            "2: translation/borrowed ×2; the wording points to Spanish or Portuguese",
        ),
        ("Here southern wording, there northern wording.", "2: translation/borrowed ×2"),
        (
            "Iberian wording, southern wording dutch wording, flemish wording, german wording, swiss wording",
            "6: translation/borrowed ×6",
        ),
        (
            "Here iberian wording, dutch wording, flemish wording and german wording.",
            "4: translation/borrowed ×4; the wording points to Dutch",
        ),
    ],
)
def test_marks_that_agree_name_the_source_language(tmp_path: Path, text: str, message: str) -> None:
    assert pointed(tmp_path, ALL_THREE, text) == [message]


def test_one_wording_that_is_repeated_is_one_mark(tmp_path: Path) -> None:
    assert pointed(tmp_path, ALL_THREE, "Here dutch wording, there Dutch  wording.") == []


@pytest.mark.parametrize(
    ("match", "fires"),
    [
        ("{rules: [symbols/*], at_least: 2, weight: 2}", True),
        ("{rules: [symbols/*], at_least: 2, weight: 2.5}", False),
        ("{rules: [symbols/*], at_least: 2, weight: 2.5, weights: {symbols/one: 1.5}}", True),
        ("{rules: [symbols/*], at_least: 2, weight: 2.5, weights: {symbols/*: 2, symbols/two: 0.4}}", False),
        ("{rules: [symbols/*], at_least: 2, weight: 2.5, weights: {symbols/two: 0.4, symbols/*: 2}}", True),
        ("{rules: [symbols/*], at_least: 3, weight: 2.5, weights: {symbols/*: 9}}", False),
    ],
)
def test_marks_must_weigh_enough(tmp_path: Path, match: str, fires: bool) -> None:
    assert bool(fired(checker(tmp_path, match), "one two")) is fires


def test_the_heaviest_stretch_counts(tmp_path: Path) -> None:
    heavy = "{rules: [symbols/*, garble/*], at_least: 2, within: 5, weight: 4, weights: {garble/*: 3}}"
    light_then_heavy = "one two " + "word " * 20 + "two three"

    assert fired(checker(tmp_path, heavy), light_then_heavy) == ["2 at once: garble/three, symbols/two"]
    assert fired(checker(tmp_path, heavy), "one two " + "word " * 20 + "three") == []


@pytest.mark.parametrize("fields", [{"weight": -1.0}, {"weights": {"a/*": -0.5}}])
def test_a_negative_weight_is_refused(fields: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="weights are 0 or more"):
        Combination(("a/*",), **fields)  # type: ignore[arg-type]
