"""What commands that run rules over texts share: options, the feed, and when they could not check."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from ..engine import Checker
from ..feeds import FeedOptions, parse_fields
from ..gate import Ledger, evaluate, exit_code, failed_gates
from ..reports.summary_lines import gate_sentence
from ..rules import RuleSet
from ..rules.schema import GateSettings
from ._errors import Failure
from ._rules import require_known, split_globs
from .check import command as check

CORPUS_OPTIONS = frozenset(
    {"select", "ignore", "fields", "language", "input_format", "max_unreadable", "quiet"}
)
"""Options of `copydesk check` that mean the same in these commands."""


format_option = click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="text to read, json for one object.",
)


def options_of_check(*names: str) -> list[click.Parameter]:
    """Those options, and others of `copydesk check` by name."""
    return [option for option in check.params if option.name in {*CORPUS_OPTIONS, *names}]


def feed_options(given: Mapping[str, Any], rules: RuleSet) -> FeedOptions:
    """How the texts are to be read. Raises FeedError."""
    return FeedOptions(
        fields=parse_fields(",".join(given["fields"])) if given["fields"] else {},
        format=given["input_format"],
        language=given["language"],
        sources=rules.sources,
    )


def checker_of(given: Mapping[str, Any], rules: RuleSet, known: RuleSet | None = None) -> Checker:
    """The checker that is asked for. Raises a usage error for a glob that matches no `known` rule."""
    select, ignore = split_globs(given["select"]), split_globs(given["ignore"])
    if given["select"] and not select:
        raise click.UsageError("--select names no rule.")
    require_known(select, known or rules, "--select")
    require_known(ignore, known or rules, "--ignore")
    checker = Checker(rules, select=select, ignore=ignore)
    if not checker.rules() and known is None:
        raise Failure(f"{rules.path}: no rule is left to check with")
    return checker


def code_of_unchecked(ledger: Ledger, rules: RuleSet) -> int:
    """2 where too much could not be checked, which is named on standard error; else 0."""
    only_unreadable = GateSettings(max_unreadable=rules.gate.max_unreadable, max_failed="100%")
    outcomes = evaluate(ledger, only_unreadable)
    for outcome in failed_gates(outcomes):
        click.echo(f"copydesk: gate failed: {gate_sentence(outcome)}", err=True)
    return exit_code(outcomes)
