"""A comparison as one JSON object; report.schema.json describes it."""

from __future__ import annotations

from typing import Any

from ..reports import Run
from ..reports.excerpt import CONTEXT
from ..reports.record import finding_record, location_record
from .comparing import Comparison, Example, RuleChange


def report_record(comparison: Comparison, old: Run, new: Run) -> dict[str, Any]:
    """The comparison as JSON values; rules in order of id, documents in that of the input."""
    return {
        "run": {
            "version": new.version,
            "old": {"path": old.rules_path, "sha256": old.rules_digest},
            "new": {"path": new.rules_path, "sha256": new.rules_digest},
            "settings": {name: new.settings[name] for name in ("select", "ignore")},
        },
        "documents": comparison.documents,
        "words": comparison.words,
        "unreadable": comparison.ledger.unreadable,
        "documents_changed": comparison.documents_changed,
        "rules": [_rule(change) for change in comparison.rules.values()],
        "transitions": [
            {"old": before, "new": after, "documents": number}
            for before, after, number in comparison.transitions()
        ],
        "verdicts": [change._asdict() for change in comparison.verdicts],
        "examples": [
            _example(rule, example)
            for rule in comparison.rules
            for example in comparison.examples.get(rule, [])
        ],
    }


def _rule(change: RuleChange) -> dict[str, Any]:
    return {
        "rule": change.rule,
        "in": change.presence,
        "renamed_from": list(change.renamed_from),
        "before": change.before,
        "after": change.after,
        "new": change.new,
        "gone": change.gone,
        "regraded": change.regraded,
    }


def _example(rule: str, example: Example) -> dict[str, Any]:
    finding, result = example.finding, example.document
    text = result.document.field_text(finding.field)
    return {
        "rule": rule,
        "change": example.change,
        "document": result.id,
        "location": location_record(result.document.location),
        "before": text[max(0, finding.start - CONTEXT) : finding.start],
        "after": text[finding.end : finding.end + CONTEXT],
        "finding": finding_record(finding),
    }
