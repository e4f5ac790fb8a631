from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, ClassVar

import pytest
from rule_files import load

from checks import Checker, RuleSet, load_rules
from checks.examples import ExampleOutcome, run_examples
from checks.kinds import Context, Hit, Kind, Scope
from checks.rules.schema import Examples, Rule

SHIPPED = load_rules()
EVERY_RULE = pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.id) for rule in SHIPPED.rules])


def outcomes_of(rule: Rule) -> list[ExampleOutcome]:
    """The outcomes of one rule, which may read what others find."""
    read = [r for r in SHIPPED.rules if any(fnmatchcase(r.id, glob) for glob in rule.match.reads)]
    others = [replace(r, examples=Examples((), ())) for r in read]
    return list(run_examples(RuleSet((rule, *others))))


@EVERY_RULE
def test_every_shipped_rule_keeps_its_word(rule: Rule) -> None:
    assert [f"{o.group} {o.number} {o.message}" for o in outcomes_of(rule) if not o.ok] == []


@dataclass(frozen=True)
class Blind(Kind):
    """Finds nothing."""

    scopes: ClassVar[tuple[Scope, ...]] = ("document",)
    any_language: ClassVar[bool] = True

    def find(self, context: Context) -> Iterator[Hit]:
        yield from ()


@EVERY_RULE
def test_a_rule_that_finds_nothing_breaks_its_word(rule: Rule) -> None:
    assert any(not outcome.ok for outcome in outcomes_of(replace(rule, match=Blind())))


@dataclass(frozen=True)
class Wider(Kind):
    """Finds what a rule reports, one character more."""

    rule: Rule

    scopes: ClassVar[tuple[Scope, ...]] = ("document",)
    any_language: ClassVar[bool] = True

    def find(self, context: Context) -> Iterator[Hit]:
        for finding in Checker(RuleSet((self.rule,))).check(context.document).findings:
            yield Hit(finding.start, finding.end + 1, finding.field)


@EVERY_RULE
def test_a_span_that_is_one_character_too_long_breaks_a_rules_word(rule: Rule) -> None:
    wide = replace(
        rule, match=Wider(rule), scope=("document",), span="match", absorb=None, unless=(), message="wide"
    )

    assert any(not outcome.ok for outcome in outcomes_of(wide))


RULE = r"""
version: 1
rules:
  symbols/cross:
    kind: pattern
    severity: error
    confidence: high
    scope: [block, title]
    languages: [nl, en]
    match: {pattern: '\[*(?:x+|kruis)\]*'}
    message: '{match}'
    why: A cross.
    examples:
"""
SOUND: dict[str, list[Any]] = {
    "bad": ["a [[x]]", "an a [[xx]]", "the a [[xxx]]"],
    "good": ["a", "an a", "the a"],
}


def outcomes(folder: Path, **groups: list[Any]) -> dict[str, str]:
    """The faults of a rule with these examples laid over sound ones, by group and number."""
    examples = {**SOUND, **groups}
    lines = (f"      {group}: {json.dumps(items, ensure_ascii=False)}\n" for group, items in examples.items())
    found = run_examples(load(folder, RULE + "".join(lines)))
    return {f"{outcome.group} {outcome.number}": outcome.message for outcome in found if not outcome.ok}


def test_examples_are_run_in_order_and_hold(tmp_path: Path) -> None:
    examples = "\n".join(f"      {group}: {json.dumps(items)}" for group, items in SOUND.items())
    rules = load(tmp_path, f"{RULE}{examples}\n")

    assert [(o.rule, o.group, o.number, o.ok) for o in run_examples(rules)] == [
        ("symbols/cross", group, number, True) for group in ("bad", "good") for number in (1, 2, 3)
    ]


def test_a_rule_that_is_switched_off_is_tested_all_the_same(tmp_path: Path) -> None:
    examples = "".join(f"      {group}: {json.dumps(items)}\n" for group, items in SOUND.items())
    (rule,) = load(tmp_path, RULE + examples).rules

    assert all(outcome.ok for outcome in outcomes_of(replace(rule, enabled=False)))


def test_marks_do_not_shift_the_blocks_of_a_page(tmp_path: Path) -> None:
    anchored = RULE.replace(r"'\[*(?:x+|kruis)\]*'", "'^x+$'")
    bad = ["[[x]]", {"html": "<p>One</p><p>[[xx]]</p><p>Two</p>"}, "[[xxx]]"]
    rules = load(tmp_path, f"{anchored}      bad: {json.dumps(bad)}\n      good: [a, an a, b]\n")

    assert [outcome.message for outcome in run_examples(rules) if not outcome.ok] == []


@pytest.mark.parametrize(
    "text",
    [
        "a [[x]]",
        "a [[x]] and [[xx]]",
        "[[x]] [[x]]",
        r"a literal \[[ before [[x]]",
        r"a literal \[[ and \]] before [[x]]",
        "a bracketed [[[x]]]",
        {"text": "a [[kruis]]", "language": "nl"},
        {"text": "[[x]]", "title": "of a cross"},
        {"title": "a title with [[x]]"},
        {"html": "<p>One <b>a</b>.</p><p>Two [[x]] and <i>[[xx]]</i></p>"},
    ],
)
def test_marks_stand_exactly_around_what_is_found(tmp_path: Path, text: Any) -> None:
    assert outcomes(tmp_path, bad=[text, *SOUND["bad"][1:]]) == {}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a [[ x]]", "should mark ' x', but marks 'x'"),
        ("a [[x]]x", "should mark 'x', but marks 'xx'"),
        ("a [[x]] x", "should mark 'x', but marks 'x', 'x'"),
        ("a [[b]]", "should mark 'b', but marks nothing"),
        ("[[a]] x [[x]] x", "should mark 'a', 'x', but marks 'x', 'x', 'x'"),
        ("a x", "marks no span with [[…]]"),
        ("a [[x", "[[ without ]]"),
        ("a x]]", "]] without its partner"),
        ("a [[x [[x]]", "[[ without its partner"),
    ],
)
def test_a_bad_example_that_is_off_by_anything_fails(tmp_path: Path, text: str, message: str) -> None:
    assert outcomes(tmp_path, bad=[text, *SOUND["bad"][1:]]) == {"bad 1": message}


def test_the_same_words_in_another_place_are_told_by_offset(tmp_path: Path) -> None:
    rule = RULE.replace(r"'\[*(?:x+|kruis)\]*'", "'a(?P<span>b)'")
    rules = load(
        tmp_path,
        f"{rule}      bad: {json.dumps(['[[b]] ab', 'a[[b]]', 'the a[[b]]'])}\n      good: [a, an a, b]\n",
    )

    assert [outcome.message for outcome in run_examples(rules) if not outcome.ok] == [
        "should mark 'b', but marks 'b' at [3] for [0]"
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [("an x", "should mark nothing, but marks 'x'"), ("an [[x]]", "marks a span")],
)
def test_a_good_example_that_is_found_or_marked_fails(tmp_path: Path, text: str, message: str) -> None:
    assert outcomes(tmp_path, good=[text, *SOUND["good"][1:]]) == {"good 1": message}


def test_known_faults_hold_while_they_last(tmp_path: Path) -> None:
    assert outcomes(tmp_path, known_miss=["a [[y]]"], known_false_alarm=["a sound [[x]]"]) == {}


def test_a_known_miss_that_is_found_asks_to_be_moved(tmp_path: Path) -> None:
    assert outcomes(tmp_path, known_miss=["a [[x]]"]) == {"known_miss 1": "is found now: move it to bad"}


def test_a_known_false_alarm_that_is_silent_asks_to_be_moved(tmp_path: Path) -> None:
    assert outcomes(tmp_path, known_false_alarm=["a sound [[y]]"]) == {
        "known_false_alarm 1": "is silent now: move it to good"
    }


def test_a_known_false_alarm_of_another_span_asks_for_the_right_marks(tmp_path: Path) -> None:
    assert outcomes(tmp_path, known_false_alarm=["a [[sound]] x"]) == {
        "known_false_alarm 1": "should mark 'sound', but marks 'x'"
    }


@pytest.mark.parametrize(
    "twin", ["Karl [[x]] came in 1999", "Anna [[x]] came in 7", "Jean-Luc [[x]] came in 2001"]
)
def test_examples_that_differ_only_in_names_are_one_example(tmp_path: Path, twin: str) -> None:
    bad = ["Otto [[x]] came in 12", twin, "He [[x]]"]

    assert outcomes(tmp_path, bad=bad) == {"bad 2": "differs from bad 1 only in names"}


def test_an_example_is_in_the_rules_first_language_unless_it_says_otherwise(tmp_path: Path) -> None:
    rule = RULE.replace("[nl, en]", "[nl]")
    good = json.dumps([{"text": "a x", "language": "en"}, "an a", "the a"])
    rules = load(tmp_path, f"{rule}      bad: {json.dumps(SOUND['bad'])}\n      good: {good}\n")

    assert [outcome for outcome in run_examples(rules) if not outcome.ok] == []
