"""Findings in plain lines, for reports of other tools that show a text with each of their items."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from ..document import Document
from ..finding import SEVERITIES, STATES, Finding, Result
from .document_lines import LONGEST_NAME, number, position_of
from .excerpt import excerpt
from .record import new_only
from .visible import shortened, visible


def finding_lines(document: Document, finding: Finding) -> Iterator[str]:
    """A line that says what is wrong, and one that shows where, but for findings about the whole document.

    No line begins with a text's own characters: the log of a CI job obeys lines that begin with `::`.
    """
    cost = f" (-{number(finding.points)})" if finding.points else ""
    line = f"{position_of(finding)}: {finding.severity} {finding.rule}: {message_of(finding)}{cost}"
    yield f"{line}{state_note(finding)}"
    if finding.start != finding.end:
        yield f"    | {excerpt_line(document, finding)}"


def state_note(finding: Finding) -> str:
    """What became of a finding that is not new; nothing for one that is."""
    if finding.accepted is not None:
        by = f"accepted by {finding.accepted.who}: {finding.accepted.reason}"
        return f" [{visible(shortened(by, LONGEST_NAME))}]"
    return "" if finding.state == "new" else f" [{finding.state}]"


def message_of(finding: Finding) -> str:
    """A finding's message, fit to be shown; some quote a whole block."""
    return visible(shortened(finding.message, LONGEST_NAME))


def excerpt_line(document: Document, finding: Finding) -> str:
    """A finding with the words around it, itself in `[[…]]`; nothing for one about the whole document."""
    if finding.start == finding.end:
        return ""
    shown_as = excerpt(document.field_text(finding.field), finding.start, finding.end)
    return f"{shown_as.before}[[{shown_as.span}]]{shown_as.after}"


def not_checked(result: Result) -> str:
    """Why a document is not complete."""
    return "not checked: " + "; ".join(f"{skip.rule} ({skip.reason})" for skip in result.skipped)


def tally(findings: Iterable[Finding]) -> str:
    """`: 2 errors, 1 warning, 3 known`, the gravest first; nothing where nothing was found."""
    found = list(findings)
    counts = Counter(finding.severity for finding in new_only(found))
    parts = [_counted(counts[severity], severity) for severity in reversed(SEVERITIES) if counts[severity]]
    states = Counter(finding.state for finding in found)
    parts += [f"{states[state]} {state}" for state in STATES if state != "new" and states[state]]
    return f": {', '.join(parts)}" if parts else ""


def _counted(number_: int, severity: str) -> str:
    plural = "" if number_ == 1 or severity == "info" else "s"
    return f"{number_} {severity}{plural}"
