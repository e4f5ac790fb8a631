"""Rules as SARIF describes them, so that a reader of a finding learns why the rule is there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from ..finding import Confidence, Severity
from ..rules import Rule
from .markup import code_span, escaped_markdown
from .visible import visible

Level = Literal["error", "warning", "note"]

LEVELS: Mapping[Severity, Level] = {"error": "error", "warning": "warning", "info": "note"}

PRECISION: Mapping[Confidence, str] = {"high": "high", "medium": "medium", "low": "low"}
PROBLEM_SEVERITY: Mapping[Severity, str] = {"error": "error", "warning": "warning", "info": "recommendation"}
"""The words of code scanning, which filters by them."""

EXAMPLES_SHOWN = 3


def rule_descriptor(rule: Rule) -> dict[str, Any]:
    """What a run's tool says about one rule."""
    severity: Severity = "info" if rule.status == "preview" else rule.severity
    return {
        "id": rule.id,
        "shortDescription": {"text": _title(rule)},
        "fullDescription": {"text": sarif_text(visible(rule.why))},
        "help": {"text": sarif_text("\n\n".join(_help(rule))), "markdown": _markdown(rule)},
        "defaultConfiguration": {"level": LEVELS[severity]},
        "properties": {
            "family": rule.family,
            "confidence": rule.confidence,
            "status": rule.status,
            "precision": PRECISION[rule.confidence],
            "problem.severity": PROBLEM_SEVERITY[severity],
            "tags": [rule.family, f"confidence-{rule.confidence}"],
        },
    }


def sarif_text(text: str) -> str:
    """Text that a viewer of SARIF shows as it stands: no placeholder and no link is read out of it."""
    return text.replace("{", "{{").replace("}", "}}").replace("](", "] (")


def _title(rule: Rule) -> str:
    """`symbols/stray-dagger` as "Stray dagger": a rule is named after its problem."""
    return rule.id.partition("/")[2].replace("-", " ").capitalize()


def _help(rule: Rule) -> Iterator[str]:
    yield visible(rule.why)
    if rule.unless:
        yield f"Left alone: {'; '.join(visible(exception.because) for exception in rule.unless)}."
    if rule.fix is not None:
        yield f"Fix: {rule.fix.action} ({rule.fix.safety})."
    yield f"copydesk rules explain {rule.id}"


def _markdown(rule: Rule) -> str:
    """Markdown without HTML, as SARIF wants it; braces doubled like in any of its messages."""
    *about, command = _help(rule)
    parts = [*map(escaped_markdown, about), *_examples(rule), code_span(command)]
    return "\n\n".join(parts).replace("{", "{{").replace("}", "}}")


def _examples(rule: Rule) -> Iterator[str]:
    texts = [example.text or example.title for example in rule.examples.bad if example.html is None]
    shown = [f"- {code_span(visible(text))}" for text in texts[:EXAMPLES_SHOWN] if text]
    if shown:
        yield "\n".join(["Found, the defect in brackets:", "", *shown])
