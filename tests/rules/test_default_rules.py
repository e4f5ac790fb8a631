"""What the shipped rules promise beyond their own examples."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from checks import Checker, load_rules
from checks.finding import FAMILIES
from checks.kinds.phrase import Phrase
from checks.rules import Rule

RULES = load_rules().rules
MIN_PHRASES = 20
"""Phrases that a rule of furniture needs for each language that it claims."""


def test_every_family_has_rules_and_there_are_forty_or_more() -> None:
    assert {rule.family for rule in RULES} == set(FAMILIES)
    assert len(RULES) >= 40


@pytest.mark.parametrize("rule", [r for r in RULES if isinstance(r.match, Phrase)], ids=lambda rule: rule.id)
def test_a_language_that_a_phrase_rule_claims_has_its_phrases(rule: Rule) -> None:
    assert isinstance(rule.match, Phrase)
    groups = (rule.match.block, rule.match.start, rule.match.anywhere)
    given = {language for group in groups for language in group}

    assert given == set(rule.languages)
    for language in given:
        phrases = {phrase for group in groups for phrase in group.get(language, ())}
        assert len(phrases) >= MIN_PHRASES, f"{language}: {len(phrases)}"


CASES = Path(__file__).parents[1] / "cases"
SOUND = sorted((CASES / "negative").glob("*.txt"))
WILD = sorted((CASES / "wild").glob("*.yaml"))


@pytest.mark.parametrize("path", SOUND, ids=lambda path: path.stem)
def test_sound_copy_is_silent(path: Path) -> None:
    result = Checker(load_rules()).check(path.read_text(encoding="utf-8"))

    assert [(finding.rule, finding.match) for finding in result.findings] == []
    assert (result.score, result.verdict) == (100, "pass")


@pytest.mark.parametrize("path", WILD, ids=lambda path: path.stem)
def test_broken_copy_is_marked_where_it_broke(path: Path) -> None:
    """Every defect that the case names is found at its span, and nothing else is."""
    case = yaml.safe_load(path.read_text(encoding="utf-8"))

    result = Checker(load_rules()).check(case["text"])

    found = [[finding.rule, finding.match] for finding in result.findings]
    assert found == case["findings"]
    assert result.verdict == case["verdict"]
