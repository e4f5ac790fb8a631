"""`copydesk rules explain` says how the engine comes to ask a rule, or why it must always ask it."""

from __future__ import annotations

import pytest
from command_helpers import RULES, copydesk

from checks.commands._clues_view import looked_for
from checks.dialect import Pattern
from checks.kinds import Kind
from checks.kinds.pattern import Pattern as PatternKind
from checks.kinds.phrase import Phrase
from checks.kinds.repeat import Repeat
from checks.rules.schema import Examples, Rule


def rule(match: Kind, kind: str = "pattern", scope: tuple[str, ...] = ("block",)) -> Rule:
    return Rule(
        id="symbols/cross",
        kind=kind,
        match=match,
        severity="error",
        confidence="high",
        message="Cross",
        why="A test.",
        examples=Examples((), ()),
        scope=scope,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (rule(PatternKind(Pattern("(?:see|read) more"))), 'looked for by: "see more", "read more"'),
        (
            rule(PatternKind(Pattern(r"\p{L}{3}")), scope=("block", "title")),
            "no literal to look for: the pattern is tried in every block and title",
        ),
        (rule(Repeat(), "repeat", ("document",)), "no clue to look for: the rule reads every document"),
        (
            rule(Phrase(block={"en": ("leave a reply",)}), "phrase"),
            'looked for where a text begins with: "leave a reply"',
        ),
    ],
)
def test_what_the_engine_looks_for_is_told(given: Rule, told: str) -> None:
    assert looked_for(given) == told


def test_of_many_texts_the_shortest_are_named_and_the_others_counted() -> None:
    words = "|".join(f"number{'x' * size}" for size in range(1, 12))

    assert looked_for(rule(PatternKind(Pattern(f"(?:{words})!")))).endswith("and 3 more")


def test_explain_has_it() -> None:
    shown = copydesk("rules", "explain", "injection/read-more", "--rules", RULES).stdout

    assert "What the engine looks for first" in shown
