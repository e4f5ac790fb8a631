"""Annotations of GitHub Actions: workflow commands, as many as GitHub shows, the worst first.

The gates that failed come first, then what could not be checked, then findings: the gravest one of each
document, the worst documents first, then the second of each, and so on. A notice tells how many were left
out. What is known or accepted is nobody's to mend now, and not annotated.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Literal, NamedTuple, TextIO

from ..document import Location
from ..finding import SEVERITIES, Finding, Result, Severity, Unreadable
from ..gate import INCOMPLETE, GateOutcome, failed_gates, warned_gates
from . import Options, Run, Summary
from .document_lines import LONGEST_NAME
from .finding_lines import excerpt_line, message_of, not_checked
from .places import Place, place_of, record_place
from .record import outstanding
from .summary_lines import gate_sentence
from .visible import shortened, visible
from .worst import Worst, badness

Level = Literal["error", "warning", "notice"]

LEVELS: Mapping[Severity, Level] = {"error": "error", "warning": "warning", "info": "notice"}

LEVELS_IN_ORDER: tuple[Level, ...] = ("error", "warning", "notice")

SHOWN_PER_LEVEL = 10
"""Annotations of one level that GitHub shows for a step; three levels stay below its 50 for a job."""

GATES_SHOWN = 5
"""Gates of a level: a rule file may have one for each of a hundred sources."""

UNREADABLE_SHOWN = 3
"""Unreadable records among the errors: a broken feed shows in the first, and must not hide the findings."""


LEFT_OUT = "{} more are not annotated: GitHub shows ten of a level. Other reports have them all."


class Annotation(NamedTuple):
    """One workflow command."""

    level: Level
    title: str
    message: str
    place: Place | None = None

    def __str__(self) -> str:
        properties = ",".join(f"{name}={_property(value)}" for name, value in self._properties() if value)
        return f"::{self.level} {properties}::{_data(self.message)}"

    def _properties(self) -> Iterator[tuple[str, str]]:
        place = self.place
        if place is not None:
            yield "file", place.path
            yield "line", str(place.line or "")
            yield "endLine", str(place.end_line or "")
            # GitHub has no columns for what runs over several lines
            yield "col", str(place.column or "") if place.line == place.end_line else ""
        yield "title", self.title


class Writer:
    """Writes the workflow commands at the end of the run."""

    def __init__(self, stream: TextIO, options: Options) -> None:
        """Write to `stream`."""
        self._stream = stream
        self._options = options
        self._unreadable: Worst[Annotation] = Worst(UNREADABLE_SHOWN)
        self._findings: dict[Level, Worst[Annotation]] = {
            level: Worst(SHOWN_PER_LEVEL) for level in LEVELS_IN_ORDER
        }

    def begin(self, run: Run) -> None:
        """Nothing: the worst is not known yet."""

    def add(self, item: Result | Unreadable) -> None:
        """Remember what may be among the worst."""
        if isinstance(item, Unreadable):
            self._add_unreadable(item.kind, item.message, item.location)
            return
        if not item.complete:
            self._add_unreadable(INCOMPLETE, not_checked(item), item.document.location)
        rounds: Counter[Level] = Counter()
        findings = outstanding(item.findings, self._options.show)
        for finding in sorted(findings, key=_gravity, reverse=True):
            level = LEVELS[finding.severity]
            rounds[level] += 1
            how_bad = (-rounds[level], *badness(item), finding.points)
            self._findings[level].add(how_bad, partial(self._annotation, item, finding))

    def end(self, summary: Summary) -> None:
        """Write the commands, and nothing else."""
        failed = _gate_annotations("error", failed_gates(summary.outcomes))
        warned = _gate_annotations("warning", warned_gates(summary.outcomes))
        gates = [*failed, *warned]
        room = SHOWN_PER_LEVEL - len(failed) - len(self._unreadable)
        errors, warnings, notices = (self._findings[level].items() for level in LEVELS_IN_ORDER)
        seen = self._unreadable.seen + sum(worst.seen for worst in self._findings.values())
        warnings = warnings[: SHOWN_PER_LEVEL - len(warned)]
        written = [*self._unreadable.items(), *errors[:room], *warnings]
        if seen > len(written) + len(notices):
            del notices[SHOWN_PER_LEVEL - 1 :]
            left_out = seen - len(written) - len(notices)
            notices.append(Annotation("notice", "copydesk", LEFT_OUT.format(left_out)))
        for annotation in (*gates, *written, *notices):
            self._stream.write(f"{annotation}\n")

    def _add_unreadable(self, kind: str, message: str, location: Location | None) -> None:
        place = None if location is None else record_place(location, self._options)
        where = "" if location is None else f"{location}: "
        text = f"Could not be checked: {where}{message}"
        self._unreadable.add((), partial(Annotation, "error", kind, text, place))

    def _annotation(self, result: Result, finding: Finding) -> Annotation:
        name = visible(shortened(result.id, LONGEST_NAME))
        lines = [message_of(finding), f"{name}: {excerpt_line(result.document, finding)}".rstrip(": ")]
        place = place_of(result.document, finding, self._options)
        return Annotation(LEVELS[finding.severity], finding.rule, "\n".join(lines), place)


def _gate_annotations(level: Level, outcomes: Sequence[GateOutcome]) -> list[Annotation]:
    """One for each gate that is not met; where a rule file has many sources, the last tells the rest."""
    sentences = [gate_sentence(outcome) for outcome in outcomes]
    if len(sentences) > GATES_SHOWN:
        sentences[GATES_SHOWN - 1 :] = [f"{len(sentences) - GATES_SHOWN + 1} more gates are not met"]
    return [Annotation(level, "copydesk gate", sentence) for sentence in sentences]


def _gravity(finding: Finding) -> tuple[int, float]:
    return SEVERITIES.index(finding.severity), finding.points


def _data(text: str) -> str:
    """The message of a command: one line of output, whose own line breaks are escaped."""
    shown_lines = "\n".join(map(visible, text.split("\n")))
    return shown_lines.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """The value of a property, which ends at a comma or a colon."""
    return _data(visible(text)).replace(":", "%3A").replace(",", "%2C")
