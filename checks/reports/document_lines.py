"""The lines of the text report about one document."""

from __future__ import annotations

from collections.abc import Iterator

from ..document import Location
from ..finding import FAMILIES, Finding, Result, Severity, State, Unreadable, Verdict
from . import Show
from .excerpt import excerpt
from .lines import Line, Piece, Style
from .record import SCORE_DECIMALS, outstanding, shown
from .visible import shortened, visible

LONGEST_NAME = 200
"""Characters of an id, a place or a message that are shown; a message may quote a whole block."""

LONGEST_TITLE = 80

POSITION_WIDTH = 9
"""Room for `line:column` in a long article; a wider position shifts its line and nothing else."""

VERDICT_STYLES: dict[Verdict, Style] = {"pass": "good", "review": "doubtful", "fail": "bad"}
SEVERITY_STYLES: dict[Severity, Style] = {"info": "faint", "warning": "doubtful", "error": "bad"}

_SET_ASIDE: tuple[State, ...] = ("known", "accepted")
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
    names = _heading(result.id, document.location, document.title)
    return [score, "  ", verdict, "  ", *names, Piece(_set_aside(result), "faint")]


def _set_aside(result: Result) -> str:
    """What explains a verdict that the score does not: findings on which it does not rest."""
    counts = [f"{count} {state}" for state in _SET_ASIDE if (count := result.count(state))]
    if not counts:
        return ""
    judged = "" if result.judged_score is None else f"; judged {number(result.judged_score)} by what is new"
    return f"  ({', '.join(counts)}{judged})"


def short_lines(result: Result) -> Iterator[Line]:
    """The heading, and below it the earlier document that this one hardly differs from."""
    yield heading_line(result)
    if result.near_duplicate_of is not None:
        yield [_INDENT, Piece(f"near-duplicate of {_name(result.near_duplicate_of)}", "doubtful")]


def result_lines(result: Result, show: Show, *, details: bool = False) -> Iterator[Line]:
    """A scored document in full: heading, family scores, what was not checked, and two lines a finding.

    `details` shows what is known and what is accepted too, and fingerprints.
    """
    yield from short_lines(result)
    families = "  ".join(f"{family} {number(result.families[family])}" for family in FAMILIES)
    words = "1 word" if result.words == 1 else f"{result.words} words"
    yield [_INDENT, families, Piece(f"  ({result.language}, {words})", "faint")]
    if not result.complete:
        reasons = "; ".join(f"{skip.rule} ({skip.reason})" for skip in result.skipped)
        yield [_INDENT, Piece("INCOMPLETE", "bad"), f"  not checked: {_name(reasons)}"]
    findings = shown(result.findings, show)
    listed = findings if details else outstanding(result.findings, show)
    for finding in listed:
        yield from _finding_lines(result, finding, details=details)
    if hidden := len(findings) - len(listed):
        note = f"{hidden} known or accepted not shown (--verbose shows all)"
        yield [_INDENT, Piece(note, "faint")]
    if hidden := len(result.findings) - len(findings):
        yield [
            _INDENT,
            Piece(f"{hidden} of {len(result.findings)} findings not shown (--show {show})", "faint"),
        ]


def number(value: float) -> str:
    """A score or points, with the decimals that it has and no more than are written elsewhere."""
    return f"{round(value, SCORE_DECIMALS) + 0.0:.{SCORE_DECIMALS}f}".rstrip("0").rstrip(".")


def position_of(finding: Finding) -> str:
    """Where in its document a finding stands: `5:32`, with the field where that is not the text."""
    if finding.start == finding.end:
        return "document"
    place = "title" if finding.field == "title" else "link" if finding.field == "link.href" else ""
    return f"{place} {finding.line}:{finding.column}".strip()


def _heading(id_: str | None, location: Location | None, title: str) -> Iterator[Piece | str]:
    place = None if location is None else str(location)
    yield Piece(_name(id_ if id_ is not None else place or "?"), "strong")
    if place is not None and id_ not in (None, place):
        yield f"  ({_name(place)})"
    if title:
        yield f'  "{visible(shortened(title, LONGEST_TITLE))}"'


def _finding_lines(result: Result, finding: Finding, *, details: bool) -> Iterator[Line]:
    """Two lines, always: grep -A1 on a position and grep -B1 on a rule both show the whole finding."""
    if finding.start == finding.end:
        yield [_INDENT, Piece("document ".ljust(POSITION_WIDTH + 1), "strong"), "(the document as a whole)"]
    else:
        position = position_of(finding).ljust(POSITION_WIDTH)
        shown_as = excerpt(result.document.field_text(finding.field), finding.start, finding.end)
        yield [
            *(_INDENT, Piece(position, "strong"), " "),
            *(shown_as.before, Piece(shown_as.span, "mark"), shown_as.after),
        ]
    cost = f" (-{number(finding.points)})" if finding.points else ""
    severity = Piece(finding.severity, SEVERITY_STYLES[finding.severity])
    rule = Piece(finding.rule, "strong")
    extra = _details(finding) if details else ""
    yield [_BELOW, severity, " ", rule, f": {_name(finding.message)}", Piece(cost + extra, "faint")]


def _details(finding: Finding) -> str:
    """A finding's fingerprint, which `copydesk accept` takes, and what became of it."""
    if finding.accepted is not None:
        by = f"accepted by {_name(finding.accepted.who)}: {_name(finding.accepted.reason)}"
        return f" [{finding.fingerprint}, {by}]"
    return f" [{finding.fingerprint}{', known' if finding.state == 'known' else ''}]"


def _name(text: str) -> str:
    return visible(shortened(text, LONGEST_NAME))
