"""Results as plain data: the one output model, which the JSON formats write and the schemas describe."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ..acceptance import STALE_NAMED, Staleness
from ..document import Location
from ..finding import FAMILIES, SEVERITIES, STATES, Finding, Result, Unreadable
from ..fingerprint import document_key
from ..gate import GateOutcome, Ledger
from . import Run, Show, SideFile, Summary

SCORE_DECIMALS = 2
MEASURE_DECIMALS = 4
"""Decimals that are written: more would be noise, and would differ between platforms."""

_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]|(?<=#)#")
"""What JSON allows as it stands but a reader may choke on.

DEL and C1 controls drive terminals, U+0085, U+2028 and U+2029 end lines for some readers, bidi controls
reorder what is shown, and lone surrogates have no UTF-8. Runners of CI jobs obey `##[…]` and the like
anywhere in a line of output.
"""


def dumps(value: object) -> str:
    """One line of JSON that is valid UTF-8 and safe to show, whatever the strings in it hold."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def shown(findings: Sequence[Finding], show: Show) -> list[Finding]:
    """The findings of the severity `show` and graver."""
    if show == "none":
        return []
    least = SEVERITIES.index(show)
    return [finding for finding in findings if SEVERITIES.index(finding.severity) >= least]


def new_only(findings: Iterable[Finding]) -> list[Finding]:
    """The findings that decide, and that somebody should see to: neither known nor accepted."""
    return [finding for finding in findings if finding.state == "new"]


def outstanding(findings: Sequence[Finding], show: Show) -> list[Finding]:
    """Those of them that are shown."""
    return new_only(shown(findings, show))


def item_record(item: Result | Unreadable, show: Show = "info") -> dict[str, Any]:
    """The output object of a document, scored or unreadable."""
    return unreadable_record(item) if isinstance(item, Unreadable) else result_record(item, show)


def result_record(result: Result, show: Show = "info") -> dict[str, Any]:
    """The output object of a scored document; `show` trims its findings and nothing else."""
    document = result.document
    return {
        "id": result.id,
        "key": document_key(document),
        "location": location_record(document.location),
        "url": document.url,
        "source": document.source,
        "title": document.title,
        "language": result.language,
        "words": result.words,
        "complete": result.complete,
        "score": _rounded(result.score),
        "verdict": result.verdict,
        "judged": _judged_record(result),
        "families": {family: _rounded(result.families[family]) for family in FAMILIES},
        "measures": _measures(result.measures),
        "near_duplicate_of": result.near_duplicate_of,
        "skipped": [{"rule": skip.rule, "reason": skip.reason} for skip in result.skipped],
        "findings": [finding_record(finding) for finding in shown(result.findings, show)],
    }


def _judged_record(result: Result) -> dict[str, Any]:
    """What the verdict rests on: the score of the new findings, and how many there are of each state."""
    score = result.score if result.judged_score is None else result.judged_score
    return {"score": _rounded(score), **{state: result.count(state) for state in STATES}}


def finding_record(finding: Finding) -> dict[str, Any]:
    """The output object of a finding; who accepted it is told where somebody did."""
    record: dict[str, Any] = {
        "rule": finding.rule,
        "severity": finding.severity,
        "confidence": finding.confidence,
        "points": _rounded(finding.points),
        "field": finding.field,
        "start": finding.start,
        "end": finding.end,
        "line": finding.line,
        "column": finding.column,
        "match": finding.match,
        "message": finding.message,
        "fingerprint": finding.fingerprint,
        "state": finding.state,
    }
    if finding.accepted is not None:
        record["accepted"] = {"who": finding.accepted.who, "reason": finding.accepted.reason}
    return record


def unreadable_record(unreadable: Unreadable) -> dict[str, Any]:
    """The output object of a record that could not be scored."""
    return {
        "id": unreadable.id,
        "location": location_record(unreadable.location),
        "error": {"kind": unreadable.kind, "message": unreadable.message},
    }


def location_record(location: Location | None) -> dict[str, Any] | None:
    """Where in a file a document stands."""
    return None if location is None else location._asdict()


def run_record(run: Run) -> dict[str, Any]:
    """What the results depend on beside the documents. No clock: the same input gives the same bytes."""
    return {
        "version": run.version,
        "rules": {"path": run.rules_path, "sha256": run.rules_digest},
        "baseline": _side_file_record(run.baseline),
        "accepted": _side_file_record(run.accepted),
        "settings": dict(run.settings),
        "model": run.models,
        "furniture": None if run.furniture is None else run.furniture.digest,
    }


def _side_file_record(file: SideFile | None) -> dict[str, Any] | None:
    return None if file is None else {"path": file.path, "sha256": file.digest}


def summary_record(summary: Summary) -> dict[str, Any]:
    """The ledger and the gates."""
    return {
        **_ledger_record(summary.ledger),
        "stale": _stale_record(summary.staleness or Staleness()),
        "gates": [_gate_record(outcome) for outcome in summary.outcomes],
        "interrupted": summary.interrupted,
    }


def _ledger_record(ledger: Ledger) -> dict[str, Any]:
    return {
        "documents": ledger.documents,
        "scored": ledger.scored,
        "unreadable": ledger.unreadable,
        "unreadable_kinds": dict(sorted(ledger.unreadable_kinds.items())),
        "verdicts": {"pass": ledger.passed, "review": ledger.review, "fail": ledger.failed},
        "rules": [count._asdict() for count in ledger.by_rule()],
        "states": {
            state: {"findings": ledger.states[state], "documents": ledger.state_documents[state]}
            for state in STATES
        },
        "skipped": [count._asdict() for count in ledger.skipped()],
        "near_duplicates": ledger.near_duplicates,
        "duplicate_ids": {"count": ledger.duplicates, "first": ledger.duplicate_ids},
    }


def _stale_record(staleness: Staleness) -> dict[str, Any]:
    first = staleness.stale[:STALE_NAMED]
    return {
        "count": len(staleness.stale),
        "not_judged": staleness.not_judged,
        "of": staleness.total,
        "first": [
            {"place": place, "fingerprint": entry.fingerprint, "rule": entry.rule, "match": entry.match}
            for entry, place in first
        ],
    }


def _gate_record(outcome: GateOutcome) -> dict[str, Any]:
    return outcome._asdict()


def _measures(measures: Mapping[str, float | None]) -> dict[str, float | None]:
    """JSON has no NaN: a measure that is no number is null."""
    return {
        name: None if value is None or not math.isfinite(value) else _rounded(value, MEASURE_DECIMALS)
        for name, value in sorted(measures.items())
    }


def _rounded(value: float, decimals: int = SCORE_DECIMALS) -> float:
    """Adding zero turns -0.0, which JSON would show, into 0.0."""
    return round(float(value), decimals) + 0.0
