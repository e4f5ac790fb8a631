"""GitLab's code quality report: an object for each finding, each unreadable record and each gate not met.

GitLab compares the reports of two branches itself, so that what is known stays in; what is accepted does not.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from typing import Any, TextIO

from ..document import Location
from ..finding import Result, Severity, Unreadable
from ..gate import INCOMPLETE, Level, failed_gates, warned_gates
from . import Options, Run, Summary
from .finding_lines import message_of, not_checked
from .places import Place, place_of, record_place
from .record import dumps, shown
from .summary_lines import gate_sentence
from .visible import visible

SEVERITIES: Mapping[Severity, str] = {"error": "major", "warning": "minor", "info": "info"}
UNREADABLE_SEVERITY = "critical"
"""What could not be checked may hold anything."""

GATE_SEVERITIES: Mapping[Level, str] = {"fail": "critical", "warn": "minor"}

FIRST_LINE = 1
"""Where a place without a known line is shown: the report has no issue without a line."""

FINGERPRINT_CHARACTERS = 32
"""As long as the MD5 sums that GitLab's documentation shows."""


class Writer:
    """Writes one array, an object to a line."""

    def __init__(self, stream: TextIO, options: Options) -> None:
        """Write to `stream`."""
        self._stream = stream
        self._options = options
        self._separator = "["

    def begin(self, run: Run) -> None:
        """Nothing: the array is opened with its first object."""

    def add(self, item: Result | Unreadable) -> None:
        """Write the findings of a document."""
        if isinstance(item, Unreadable):
            self._write_unreadable(item.kind, item.message, item.id, item.location)
            return
        if not item.complete:
            self._write_unreadable(INCOMPLETE, not_checked(item), item.id, item.document.location)
        times: Counter[str] = Counter()
        for finding in shown(item.findings, self._options.show):
            if finding.state == "accepted":
                continue
            times[finding.fingerprint] += 1
            self._write(
                f"{message_of(finding)} (in {visible(item.id)})",
                finding.rule,
                # the same defect may stand in several documents, and several times in one
                _digest(item.id, finding.fingerprint, times[finding.fingerprint]),
                SEVERITIES[finding.severity],
                place_of(item.document, finding, self._options),
            )

    def end(self, summary: Summary) -> None:
        """Write the gates that are not met, and close the array."""
        for gate in (*failed_gates(summary.outcomes), *warned_gates(summary.outcomes)):
            identity = _digest("gate", gate.level, gate.name, gate.source or "")
            severity = GATE_SEVERITIES[gate.level]
            what = "Gate failed" if gate.level == "fail" else "Gate warning"
            self._write(f"{what}: {gate_sentence(gate)}", f"copydesk/{gate.name}", identity, severity, None)
        self._stream.write("[]\n" if self._separator == "[" else "\n]\n")

    def _write_unreadable(self, kind: str, message: str, id_: str | None, location: Location | None) -> None:
        place = None if location is None else record_place(location, self._options)
        identity = _digest(id_ or str(location), kind)
        description = f"Could not be checked: {visible(message)}"
        self._write(description, f"copydesk/{kind}", identity, UNREADABLE_SEVERITY, place)

    def _write(self, description: str, check: str, identity: str, severity: str, place: Place | None) -> None:
        issue: dict[str, Any] = {
            "description": description,
            "check_name": check,
            "fingerprint": identity,
            "severity": severity,
            "location": {
                "path": "-" if place is None else visible(place.path),
                "lines": {"begin": (place and place.line) or FIRST_LINE},
            },
        }
        self._stream.write(f"{self._separator}\n{dumps(issue)}")
        self._separator = ","


def _digest(*parts: object) -> str:
    joined = "\0".join(map(str, parts)).encode("utf-8", "surrogatepass")
    return hashlib.sha256(joined).hexdigest()[:FINGERPRINT_CHARACTERS]
