"""SARIF 2.1.0, for code scanning and for editors: one run, a result to a line.

Documents are not held; of the records that could not be read, the first `NOTIFICATIONS_KEPT` are told.
"""

from __future__ import annotations

from typing import Any, TextIO

from ..document import Location
from ..finding import Accepted, Finding, Result, Unreadable
from ..gate import INCOMPLETE, exit_code, failed_gates, warned_gates
from . import Options, Run, Summary
from .finding_lines import not_checked
from .places import place_of, record_place
from .record import dumps, finding_record, location_record, shown, summary_record
from .sarif_regions import physical_location
from .sarif_rules import LEVELS, rule_descriptor, sarif_text
from .summary_lines import gate_sentence
from .visible import visible

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
VERSION = "2.1.0"

FINGERPRINT = "copydesk/v1"
"""Name and version of our fingerprints; a change of how they are made changes it."""

NOTIFICATIONS_KEPT = 1_000
"""Unreadable records that are told one by one: a reader of more has a broken feed, not broken records."""

EXIT_CODES = {
    0: "every gate is met",
    1: "more documents failed, or are up for review, than a gate allows",
    2: "something could not be checked",
}


class Writer:
    """Writes one SARIF log."""

    def __init__(self, stream: TextIO, options: Options) -> None:
        """Write to `stream`."""
        self._stream = stream
        self._options = options
        self._separator = "\n"
        self._rules: dict[str, int] = {}
        self._has_baseline = self._has_accepted = False
        self._notifications: list[dict[str, Any]] = []
        self._not_told = 0

    def begin(self, run: Run) -> None:
        """Open the log and describe the rules."""
        self._rules = {rule.id: index for index, rule in enumerate(run.rules)}
        self._has_baseline, self._has_accepted = run.baseline is not None, run.accepted is not None
        head = {"$schema": SCHEMA, "version": VERSION}
        about: dict[str, Any] = {
            "columnKind": "unicodeCodePoints",
            "newlineSequences": ["\r\n", "\n", "\r"],
        }
        write = self._stream.write
        write(f'{dumps(head)[:-1]}, "runs": [{{"tool": {{"driver": {{"name": "copydesk", ')
        write(f'"version": {dumps(run.version)}, "rules": [')
        write(",".join(f"\n{dumps(rule_descriptor(rule))}" for rule in run.rules))
        write(f']}}}},\n{dumps(about)[1:-1]},\n"results": [')

    def add(self, item: Result | Unreadable) -> None:
        """Write the findings of a document; keep what could not be checked for the end."""
        if isinstance(item, Unreadable):
            self._notify(item.kind, item.message, item.id, item.location)
            return
        if not item.complete:
            self._notify(INCOMPLETE, not_checked(item), item.id, item.document.location)
        for finding in shown(item.findings, self._options.show):
            self._stream.write(self._separator + dumps(self._result(item, finding)))
            self._separator = ",\n"

    def end(self, summary: Summary) -> None:
        """Close the results, and tell how the run went."""
        self._stream.write(f'\n],\n"invocations": [{dumps(self._invocation(summary))}],\n')
        self._stream.write(f'"properties": {dumps({"summary": summary_record(summary)})}}}]}}\n')

    def _result(self, result: Result, finding: Finding) -> dict[str, Any]:
        record = finding_record(finding)
        kept = ("confidence", "points", "field", "start", "end", "line", "column")
        return {
            "ruleId": finding.rule,
            **({"ruleIndex": self._rules[finding.rule]} if finding.rule in self._rules else {}),
            "level": LEVELS[finding.severity],
            "message": {"text": sarif_text(visible(finding.message))},
            "locations": [self._location(result, finding)],
            "partialFingerprints": {FINGERPRINT: finding.fingerprint},
            **self._state(finding),
            "properties": {name: record[name] for name in kept},
        }

    def _state(self, finding: Finding) -> dict[str, Any]:
        """What the baseline and the accepted findings say: of every result, or of none."""
        state: dict[str, Any] = {}
        if self._has_baseline:
            state["baselineState"] = "unchanged" if finding.state == "known" else "new"
        if self._has_accepted:
            accepted = finding.accepted
            state["suppressions"] = [] if accepted is None else [_suppression(accepted)]
        return state

    def _location(self, result: Result, finding: Finding) -> dict[str, Any]:
        place = place_of(result.document, finding, self._options)
        location: dict[str, Any] = {"logicalLocations": [_logical(result.id)]}
        if place is not None:
            location["physicalLocation"] = physical_location(place, finding)
        return location

    def _notify(self, kind: str, message: str, id_: str | None, location: Location | None) -> None:
        if len(self._notifications) == NOTIFICATIONS_KEPT:
            self._not_told += 1
            return
        notification = _notification(kind, visible(message))
        place: dict[str, Any] = {}
        if location is not None:
            place["physicalLocation"] = physical_location(record_place(location, self._options))
            place["properties"] = {"record": location_record(location)}
        if id_ is not None:
            place["logicalLocations"] = [_logical(id_)]
        if place:
            notification["locations"] = [place]
        self._notifications.append(notification)

    def _invocation(self, summary: Summary) -> dict[str, Any]:
        """An interrupted run has no exit code here: that is another's to know."""
        notifications = list(self._notifications)
        if self._not_told:
            notifications.append(_notification("unreadable", f"{self._not_told} more could not be checked"))
        notifications += [
            _notification(gate.name, f"gate failed: {gate_sentence(gate)}")
            for gate in failed_gates(summary.outcomes)
        ]
        notifications += [
            {**_notification(gate.name, f"gate warning: {gate_sentence(gate)}"), "level": "warning"}
            for gate in warned_gates(summary.outcomes)
        ]
        if summary.interrupted:
            notifications.append(_notification("interrupted", "the input holds more than was checked"))
            return {"executionSuccessful": False, "toolExecutionNotifications": notifications}
        code = exit_code(summary.outcomes)
        return {
            "executionSuccessful": code in {0, 1},
            "exitCode": code,
            "exitCodeDescription": EXIT_CODES[code],
            "toolExecutionNotifications": notifications,
        }


def _notification(kind: str, message: str) -> dict[str, Any]:
    return {"level": "error", "message": {"text": sarif_text(message)}, "descriptor": {"id": kind}}


def _suppression(accepted: Accepted) -> dict[str, Any]:
    justification = f"{visible(accepted.reason)} ({visible(accepted.who)})"
    return {"kind": "external", "status": "accepted", "justification": justification}


def _logical(id_: str) -> dict[str, Any]:
    name = visible(id_)
    return {"name": name, "fullyQualifiedName": name, "kind": "document"}
