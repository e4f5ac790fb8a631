"""No pattern and no text can hang a check: a rule that would take too many steps is told of, others run."""

from __future__ import annotations

from typing import Any

import pytest

from checks import Checker, Document, Result, RuleSet, load_rules
from checks.budget import OUT_OF_BUDGET
from checks.dialect import Pattern
from checks.gate import Ledger
from checks.kinds.pattern import Pattern as PatternKind
from checks.rules.schema import Examples, Rule, Unless

CROSS = "symbols/cross"
COSTLY = "symbols/costly"


def rule(source: str, rule_id: str = COSTLY, **values: Any) -> Rule:
    defaults: dict[str, Any] = {
        "kind": "pattern",
        "severity": "error",
        "confidence": "high",
        "message": '"{match}"',
        "why": "A test.",
        "examples": Examples((), ()),
        "scope": ("block",),
    }
    return Rule(id=rule_id, match=PatternKind(Pattern(source)), **{**defaults, **values})


def checked(text: str, *rules: Rule) -> Result:
    return Checker(RuleSet(tuple(sorted(rules, key=lambda one: one.id)))).check(
        Document(text, declared_language="en")
    )


def found(result: Result, rule_id: str) -> list[str]:
    return [finding.match for finding in result.findings if finding.rule == rule_id]


EXPONENTIAL = [
    r"(?:x{1,10}){1,50}y",
    r"(?:x|x|xx){1,60}y",
    r"(?:\w{1,30})+[!]",
    r"(?:\w+\s?){1,30}[!]$",
    r"\w+\w+\w+\w+\w+[!]",
]


@pytest.mark.parametrize("source", EXPONENTIAL)
def test_a_pattern_that_backtracking_would_not_survive_is_matched_all_the_same(source: str) -> None:
    result = checked("x" * 300 + " z, y ! and † there.", rule(source), rule("†", CROSS))

    assert result.complete
    assert result.skipped == ()
    assert found(result, CROSS) == ["†"]


def test_what_such_a_pattern_matches_is_found() -> None:
    result = checked("x" * 60 + " " + "x" * 30 + "y", rule(r"(?:x{1,10}){1,50}y"))

    assert found(result, COSTLY) == ["x" * 30 + "y"]


HOPELESS = "x" * 20_000 + " z y"
HUNGRY = r"(?:\p{L}{1,10}){1,50}\p{Sc}"
"""It has no literal to look for, and each of the letters is a place where it may begin."""


def test_a_rule_that_runs_out_of_steps_is_skipped_and_the_document_is_not_complete() -> None:
    result = checked(HOPELESS + " †", rule(HUNGRY), rule("†", CROSS))

    assert not result.complete
    assert [(skip.rule, skip.reason) for skip in result.skipped] == [(COSTLY, OUT_OF_BUDGET)]
    assert found(result, CROSS) == ["†"]


def test_such_a_document_counts_as_unreadable() -> None:
    ledger = Ledger()

    ledger.add(checked(HOPELESS, rule(HUNGRY)))

    assert (ledger.scored, ledger.unreadable) == (0, 1)


def test_the_next_document_has_a_budget_of_its_own() -> None:
    checker = Checker(RuleSet((rule(HUNGRY),)))

    assert not checker.check(Document(HOPELESS)).complete
    assert checker.check(Document("xxx €")).complete


def test_an_exception_is_held_to_the_budget_of_its_rule() -> None:
    exception = Unless(Pattern(HUNGRY), "a test", "block")

    result = checked(HOPELESS + " †", rule("†", CROSS, unless=(exception,)), rule("z", COSTLY))

    assert [skip.rule for skip in result.skipped] == [CROSS]
    assert found(result, CROSS) == []
    assert found(result, COSTLY) == ["z"]


def test_a_witness_that_runs_out_leaves_the_document_incomplete() -> None:
    rules = load_rules()
    reader = next(one for one in rules.rules if one.match.reads)
    glob = reader.match.reads[0]
    witness = rule(HUNGRY, glob.replace("*", "costly"))

    checker = Checker(RuleSet((reader, witness)), select=(reader.id,))

    assert not checker.check(Document(HOPELESS, declared_language="en")).complete


def test_long_lines_and_runs_are_complete_with_the_shipped_rules() -> None:
    checker = Checker(load_rules())
    texts = ("a\n", '"', "([{", "a ", "A", "\N{MAN}\N{ZERO WIDTH JOINER}", "the the ", "Ab Cd ", "† ", ". ")

    for text in texts:
        assert checker.check(Document(text * (6_000 // len(text)), declared_language="en")).complete, text
