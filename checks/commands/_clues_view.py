"""How the engine comes to ask a rule about a text, in words: what it looks for first, or why for nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ..kinds import Clues
from ..rules import Rule

SHOWN = 8
"""Texts that are named; the others are counted."""

DEFAULT_LANGUAGE = "en"
"""The language that a rule for all languages is explained for."""


def looked_for(rule: Rule) -> str:
    """What a text must show for the rule to be asked about it, in documents in the rule's first language."""
    clues = rule.match.clues(rule.languages[0] if rule.languages else DEFAULT_LANGUAGE)
    if clues is not None:
        return "; ".join(_kinds_of_clues(clues)) or "nothing in this language: the rule is not asked"
    if rule.kind == "pattern":
        return f"no literal to look for: the pattern is tried in every {_unit(rule)}"
    return f"no clue to look for: the rule reads every {_unit(rule)}"


def _unit(rule: Rule) -> str:
    return " and ".join(rule.scope)


def _kinds_of_clues(clues: Clues) -> Iterator[str]:
    if clues.literals or clues.phrases:
        yield f"looked for by: {_listed({*clues.literals, *clues.phrases})}"
    if clues.openings:
        yield f"looked for where a text begins with: {_listed(clues.openings)}"


def _listed(texts: Collection[str]) -> str:
    """The shortest texts in quotes, and how many others there are."""
    named = sorted(texts, key=lambda text: (len(text), text))[:SHOWN]
    others = len(texts) - len(named)
    return ", ".join(f'"{text}"' for text in named) + (f" and {others} more" if others else "")
