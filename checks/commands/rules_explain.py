"""`copydesk rules explain RULE`: everything about a rule."""

from __future__ import annotations

import os
import shutil
import sys

import click

from ..reports.lines import printer, takes_colour
from ..reports.record import dumps
from ..suggest import did_you_mean
from ._errors import Failure, debug_option
from ._rule_view import explanation, rule_record
from ._rules import load, rules_option

PLAIN_WIDTH = 80
"""Columns where there is no terminal: the output does not hang on who runs it."""
WIDEST = 100
"""Columns beyond which prose is hard to read."""


@click.command(name="explain")
@click.argument("rule_id", metavar="RULE")
@rules_option
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@debug_option
def command(rule_id: str, rules_path: str | None, format_: str) -> None:
    """Show what RULE finds, why it is wrong, where the rule stays silent, and its examples.

    An old id of a rule works as well.
    """
    rules = load(rules_path).rules
    rule = next((rule for rule in rules if rule_id in (rule.id, *rule.replaces)), None)
    if rule is None:
        raise Failure(f"no rule {rule_id!r}{did_you_mean(rule_id, [rule.id for rule in rules])}")
    if format_ == "json":
        click.echo(dumps(rule_record(rule)))
        return
    width = min(shutil.get_terminal_size().columns, WIDEST) if sys.stdout.isatty() else PLAIN_WIDTH
    show = printer(sys.stdout, colour=takes_colour(sys.stdout, os.environ))
    for line in explanation(rule, width):
        show(line)
