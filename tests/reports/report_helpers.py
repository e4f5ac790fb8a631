"""Results, small and by hand, and what a report makes of them."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

from checks.document import Document, Location
from checks.finding import FAMILIES, Finding, Result, Unreadable
from checks.gate import Ledger, evaluate
from checks.reports import Format, Options, Run, Summary, open_report
from checks.rules.schema import GateSettings

ALL = Options()
LENIENT = GateSettings(max_failed="100%", max_unreadable="100%")
"""Gates that any run with a scored document meets."""

RUN = Run("1.2.3", "rules.yaml", "0" * 64)


def finding(text: str, start: int, end: int, **values: Any) -> Finding:
    """A finding of one span; `values` replace its other fields."""
    defaults: dict[str, Any] = {
        "rule": "symbols/stray-dagger",
        "severity": "error",
        "confidence": "high",
        "points": 4.0,
        "field": "text",
        "line": 1,
        "column": start + 1,
        "message": "A stray mark",
        "fingerprint": "f" * 16,
    }
    return Finding(start=start, end=end, match=text[start:end], **{**defaults, **values})


def result(text: str = "All is well.", *findings: Finding, **values: Any) -> Result:
    """A result for a text; `values` replace its other fields, `document_…` those of its document."""
    document = {key.removeprefix("document_"): values.pop(key) for key in list(values) if "document_" in key}
    document.setdefault("location", Location("a.txt"))
    defaults: dict[str, Any] = {
        "id": "a.txt",
        "language": "en",
        "words": 3,
        "score": 100.0,
        "verdict": "pass",
        "families": dict.fromkeys(FAMILIES, 100.0),
    }
    return Result(document=Document(text, **document), findings=findings, **{**defaults, **values})


def unreadable(**values: Any) -> Unreadable:
    """A record that could not be read."""
    defaults: dict[str, Any] = {
        "id": None,
        "location": Location("feed.jsonl", 7, 7),
        "kind": "bad-json",
        "message": "it breaks off",
    }
    return Unreadable(**{**defaults, **values})


def report(
    format_: Format, items: Iterable[Result | Unreadable], options: Options = ALL, **summary: Any
) -> str:
    """The whole report on the items, under gates that allow nothing unless `gate` and `sources` say so."""
    gate, run = summary.pop("gate", GateSettings()), summary.pop("run", RUN)
    stream, ledger = io.StringIO(), Ledger(summary.pop("sources", {}))
    writer = open_report(format_, stream, options)
    writer.begin(run)
    for item in items:
        ledger.add(item)
        writer.add(item)
    writer.end(Summary(ledger, evaluate(ledger, gate), **summary))
    return stream.getvalue()
