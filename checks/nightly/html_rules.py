"""The rules on the page: those that rise, that fall, the others, and those that are new."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..reports.html_page import (
    cell_html,
    details_html,
    figure_html,
    row_heading_html,
    table_html,
    word_html,
)
from ..reports.html_text import name_html
from .html_series import share_line, short_time_html
from .model import NewKind, NightlyReport, RuleTrend
from .wording import chance, count, share

ROWS_SHOWN = 50
"""Rules of one table: more than the default rules have of any family."""


def rules_html(report: NightlyReport) -> Iterator[str]:
    """A table each of the rules that rise, that fall, and that do neither."""
    moved = {
        "rising": [rule for rule in report.rules if rule.change and rule.change.direction == "worse"],
        "falling": [rule for rule in report.rules if rule.change and rule.change.direction == "better"],
    }
    for word, rules in moved.items():
        yield f"<h3>{word.capitalize()}</h3>\n"
        yield _changed(report, rules, word) if rules else f'<p class="soft">No rule is {word}.</p>\n'
        yield from _left_out(len(rules) - ROWS_SHOWN, f"{word}, not shown")
    steady = [rule for rule in report.rules if rule.change is None]
    if steady:
        yield from details_html("Rules without a change", [_steady(report, steady)])
    left_out = report.rules_left_out + len(steady[ROWS_SHOWN:])
    yield from _left_out(left_out, "without a change, not shown")


def new_kinds_html(report: NightlyReport) -> Iterator[str]:
    """The rules that spoke for the first time, and where."""
    if not report.new_kinds:
        yield '<p class="soft">No rule spoke for the first time.</p>\n'
        return
    headings = ("Rule", "number:Documents", "number:Findings", "Sources", "Note")
    shown = report.new_kinds[:ROWS_SHOWN]
    yield table_html("Rules that spoke for the first time", headings, map(_new, shown))
    yield from _left_out(len(report.new_kinds) - len(shown), "first spoke")


def _left_out(number: int, what: str) -> Iterator[str]:
    if number > 0:
        yield f'<p class="soft">{count(number, "more rule")} {what}.</p>\n'


def _changed(report: NightlyReport, rules: Sequence[RuleTrend], word: str) -> str:
    headings = (
        "Rule",
        "Since",
        "number:Before",
        "number:Now",
        "Documents with it, by night",
        "number:Chance",
    )
    rows = [
        (
            row_heading_html(f"<code>{name_html(rule.rule)}</code>"),
            cell_html(short_time_html(rule.change.since)),
            figure_html(share(rule.change.before)),
            figure_html(share(rule.change.after)),
            cell_html(_line(report, rule)),
            figure_html(chance(rule.change.chance)),
        )
        for rule in rules[:ROWS_SHOWN]
        if rule.change is not None
    ]
    return table_html(f"Rules {word}: share of documents with a finding", headings, rows)


def _steady(report: NightlyReport, rules: Sequence[RuleTrend]) -> str:
    headings = ("Rule", "number:Documents", "number:Findings", "Documents with it, by night")
    rows = [
        (
            row_heading_html(f"<code>{name_html(rule.rule)}</code>"),
            figure_html(rule.documents[-1]),
            figure_html(rule.findings[-1]),
            cell_html(_line(report, rule)),
        )
        for rule in rules[:ROWS_SHOWN]
    ]
    return table_html("Rules without a change, in the last night", headings, rows)


def _line(report: NightlyReport, rule: RuleTrend) -> str:
    shares = [
        documents / night.figures.scored if night.figures.scored else None
        for documents, night in zip(rule.documents, report.nights, strict=True)
    ]
    return share_line(shares, "documents with it")


def _new(kind: NewKind) -> tuple[str, ...]:
    note = "" if kind.was_asked else "the rules changed: it may be the rule that is new"
    return (
        row_heading_html(f"{word_html('error', 'New')} <code>{name_html(kind.rule)}</code>"),
        figure_html(kind.documents),
        figure_html(kind.findings),
        cell_html(", ".join(map(name_html, kind.sources))),
        cell_html(note),
    )
