"""Furniture of sites in many languages: lines of a page that must be found, and prose about such lines."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from checks import Checker, Document, load_rules
from checks.language import normalise_code

CASES = sorted((Path(__file__).parents[1] / "cases" / "furniture").glob("*.yaml"))
CHECKER = Checker(load_rules())
MIN_LANGUAGES = 30
"""Languages whose furniture the rules must know."""


def case(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded


def found(text: str, language: str | None) -> list[tuple[str, str]]:
    document = Document(text, declared_language=language)
    return [(f.rule, f.match) for f in CHECKER.check(document).findings if f.severity != "info"]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
@pytest.mark.parametrize("is_declared", [True, False], ids=["declared", "not-declared"])
def test_furniture_between_paragraphs_is_found(path: Path, *, is_declared: bool) -> None:
    """Each line alone between two paragraphs, under its rule and nothing else, language known or not."""
    page = case(path)
    first, second, *_ = page["article"].strip().split("\n\n")
    language = page["language"] if is_declared else None

    wrong = {}
    for rule, lines in page["furniture"].items():
        for line in lines:
            got = found(f"{first}\n\n{line}\n\n{second}\n", language)
            if got != [(rule, line)]:
                wrong[line] = (rule, got)

    assert wrong == {}


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_prose_about_such_things_is_silent(path: Path) -> None:
    page = case(path)

    assert found(page["article"], page["language"]) == []
    assert {line: found(line, page["language"]) for line in page["sound"]} == {
        line: [] for line in page["sound"]
    }


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_articles_of_the_cases_are_known_for_their_language(path: Path) -> None:
    page = case(path)

    assert Document(page["article"]).language == normalise_code(page["language"])


def test_the_furniture_of_many_languages_is_known() -> None:
    by_rule = {rule.id: set(rule.languages) for rule in load_rules().rules}
    rules = {rule for path in CASES for rule in case(path)["furniture"]}

    assert min(len(by_rule[rule]) for rule in rules) >= MIN_LANGUAGES
