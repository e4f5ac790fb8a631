"""The worst documents of a run with excerpts: the text around their findings, as it stands."""

from __future__ import annotations

from ..finding import SEVERITIES, Finding, Result
from ..reports.visible import shortened
from .model import DocumentRecord, ExcerptRecord, WorstRecord

WORST_DOCUMENTS = 20
"""Documents of a run that excerpts are kept of: what an editor reads through the next morning."""

EXCERPTS = 10
"""Findings of each that are kept, the gravest: enough to see what went wrong with it."""

CONTEXT = 60
"""Characters kept on either side of a finding: a clause or two."""

LONGEST_MATCH, LONGEST_MESSAGE, LONGEST_TITLE = 400, 400, 200
"""Characters kept of each; the middle of what is longer is left out."""


def worst_record(document: DocumentRecord, result: Result) -> WorstRecord:
    """A document with its gravest findings, which stand in reading order."""
    findings = [finding for finding in result.findings if finding.state != "accepted"]
    gravest = sorted(enumerate(findings), key=lambda pair: _mildness(pair[1]))[:EXCERPTS]
    title = shortened(result.document.title, LONGEST_TITLE)
    return WorstRecord(document, title, tuple(_excerpt(finding, result) for _, finding in sorted(gravest)))


def has_excerpts(result: Result) -> bool:
    """Whether there is anything to show of a document."""
    return any(finding.state != "accepted" for finding in result.findings)


def _mildness(finding: Finding) -> tuple[bool, int, float]:
    """What sorts the gravest of the new findings first."""
    return (finding.state != "new", -SEVERITIES.index(finding.severity), -finding.points)


def _excerpt(finding: Finding, result: Result) -> ExcerptRecord:
    text = result.document.field_text(finding.field)
    return ExcerptRecord(
        rule=finding.rule,
        severity=finding.severity,
        field=finding.field,
        line=finding.line,
        column=finding.column,
        before=text[max(0, finding.start - CONTEXT) : finding.start],
        match=shortened(finding.match, LONGEST_MATCH),
        after=text[finding.end : finding.end + CONTEXT] if finding.end else "",
        message=shortened(finding.message, LONGEST_MESSAGE),
    )
