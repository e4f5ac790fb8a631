"""`copydesk rules list`: the rules in force, a line each."""

from __future__ import annotations

from collections.abc import Iterator

import click

from ..reports.record import dumps
from ..rules import Rule
from ._errors import debug_option
from ._rule_view import languages_of, rule_record, status_of
from ._rules import load, rules_option

_HEADINGS = ("rule", "severity", "confidence", "status", "languages")
_GAP = "  "


@click.command(name="list")
@rules_option
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@debug_option
def command(rules_path: str | None, format_: str) -> None:
    """List the rules in force: id, severity, confidence, status and languages."""
    rules = load(rules_path).rules
    if format_ == "json":
        click.echo("[\n" + ",\n".join(dumps(rule_record(rule)) for rule in rules) + "\n]")
        return
    for line in _table([_HEADINGS, *map(_row, rules)]):
        click.echo(line)


def _row(rule: Rule) -> tuple[str, ...]:
    return rule.id, rule.severity, rule.confidence, status_of(rule), languages_of(rule)


def _table(rows: list[tuple[str, ...]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield _GAP.join(cells).rstrip()
