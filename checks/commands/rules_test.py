"""`copydesk rules test`: the rules held to their own examples."""

from __future__ import annotations

import click

from ..examples import run_examples
from ..gate import GATE_FAILED
from ..reports.visible import visible
from ._errors import Failure, debug_option
from ._rules import load, rules_option


@click.command(name="test")
@rules_option
@debug_option
@click.pass_context
def command(ctx: click.Context, rules_path: str | None) -> None:
    """Run every rule on its examples: bad ones must be found exactly, good ones left alone.

    Exit code 0 where all hold, 1 where one does not, 2 where the rules cannot be loaded.
    """
    rules = load(rules_path)
    total = broken = 0
    for outcome in run_examples(rules):
        total += 1
        if not outcome.ok:
            broken += 1
            which = f"{outcome.rule}: {outcome.group} example {outcome.number}"
            click.echo(f"{rules.path}: {which}: {visible(outcome.message)}")
    if total == 0:
        raise Failure(f"{rules.path}: no rule, so nothing was tested")
    verdict = f"{broken} {'does' if broken == 1 else 'do'} not hold" if broken else "all hold"
    click.echo(f"{len(rules.rules)} rules, {total} examples: {verdict}")
    ctx.exit(GATE_FAILED if broken else 0)
