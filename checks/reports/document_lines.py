"""The lines of the text report about one document."""

from __future__ import annotations

from collections.abc import Iterator

from ..document import Location
from ..finding import FAMILIES, Finding, Result, Severity, Unreadable, Verdict
from . import Show
from .excerpt import excerpt
from .lines import Line, Piece, Style
from .record import SCORE_DECIMALS, shown
from .visible import shortened, visible

LONGEST_NAME = 200
"""Characters of an id, a place or a message that are shown; a message may quote a whole block."""

LONGEST_TITLE = 80

POSITION_WIDTH = 9
"""Room for `line:column` in a long article; a wider position shifts its line and nothing else."""

VERDICT_STYLES: dict[Verdict, Style] = {"pass": "good", "review": "doubtful", "fail": "bad"}
SEVERITY_STYLES: dict[Severity, Style] = {"info": "faint", "warning": "doubtful", "error": "bad"}

_INDENT = "  "
_BELOW = _INDENT + " " * (POSITION_WIDTH + 1)


def unreadable_lines(item: Unreadable) -> Iterator[Line]:
    """One line: where the record stands, and why it could not be checked."""
    reason = f": {item.kind}: {_name(item.message)}"
    yield ["-  ", Piece("UNREADABLE", "bad"), "  ", *_heading(item.id, item.location, ""), reason]


def heading_line(result: Result) -> Line:
    """One line: score and verdict, then which document it is."""
    verdict = Piece(result.verdict.upper(), VERDICT_STYLES[result.verdict])
    document = result.document
    score = Piece(number(result.score), "strong")
    return [score, "  ", verdict, "  ", *_heading(result.id, document.location, document.title)]


def result_lines(result: Result, show: Show) -> Iterator[Line]:
    """A scored document in full: heading, family scores, what was not checked, and two lines a finding."""
    yield heading_line(result)
    families = "  ".join(f"{family} {number(result.families[family])}" for family in FAMILIES)
    words = "1 word" if result.words == 1 else f"{result.words} words"
    yield [_INDENT, families, Piece(f"  ({result.language}, {words})", "faint")]
    if result.near_duplicate_of is not None:
        yield [_INDENT, Piece(f"near-duplicate of {_name(result.near_duplicate_of)}", "doubtful")]
    if not result.complete:
        reasons = "; ".join(f"{skip.rule} ({skip.reason})" for skip in result.skipped)
        yield [_INDENT, Piece("INCOMPLETE", "bad"), f"  not checked: {_name(reasons)}"]
    findings = shown(result.findings, show)
    for finding in findings:
        yield from _finding_lines(result, finding)
    if hidden := len(result.findings) - len(findings):
        yield [
            _INDENT,
            Piece(f"{hidden} of {len(result.findings)} findings not shown (--show {show})", "faint"),
        ]


def number(value: float) -> str:
    """A score or points, with the decimals that it has and no more than are written elsewhere."""
    return f"{round(value, SCORE_DECIMALS) + 0.0:.{SCORE_DECIMALS}f}".rstrip("0").rstrip(".")


def _heading(id_: str | None, location: Location | None, title: str) -> Iterator[Piece | str]:
    place = None if location is None else str(location)
    yield Piece(_name(id_ if id_ is not None else place or "?"), "strong")
    if place is not None and id_ not in (None, place):
        yield f"  ({_name(place)})"
    if title:
        yield f'  "{visible(shortened(title, LONGEST_TITLE))}"'


def _finding_lines(result: Result, finding: Finding) -> Iterator[Line]:
    """Two lines, always: grep -A1 on a position and grep -B1 on a rule both show the whole finding."""
    place = "title" if finding.field == "title" else "link" if finding.field == "link.href" else ""
    if finding.start == finding.end:
        yield [_INDENT, Piece("document ".ljust(POSITION_WIDTH + 1), "strong"), "(the document as a whole)"]
    else:
        position = f"{place} {finding.line}:{finding.column}".strip().ljust(POSITION_WIDTH)
        shown_as = excerpt(result.document.field_text(finding.field), finding.start, finding.end)
        yield [
            *(_INDENT, Piece(position, "strong"), " "),
            *(shown_as.before, Piece(shown_as.span, "mark"), shown_as.after),
        ]
    cost = f" (-{number(finding.points)})" if finding.points else ""
    severity = Piece(finding.severity, SEVERITY_STYLES[finding.severity])
    rule = Piece(finding.rule, "strong")
    yield [_BELOW, severity, " ", rule, f": {_name(finding.message)}", Piece(cost, "faint")]


def _name(text: str) -> str:
    return visible(shortened(text, LONGEST_NAME))
