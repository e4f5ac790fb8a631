"""`copydesk rules validate`: rule files checked, every fault shown."""

from __future__ import annotations

import click

from ..rules import RuleErrors, load_rules
from ._errors import BAD_USAGE, debug_option, safe_lines
from ._rules import SHIPPED, rule_file, rules_option


@click.command(name="validate")
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path())
@rules_option
@debug_option
@click.pass_context
def command(ctx: click.Context, paths: tuple[str, ...], rules_path: str | None) -> None:
    """Check rule files with all that they extend, and show every fault with its place.

    Without PATH: the rules that `copydesk check` would use here. Exit code 2 where a file has a fault.
    """
    files = paths or (rules_path,)
    sound = [_validate(rule_file(path)) for path in files]
    ctx.exit(0 if all(sound) else BAD_USAGE)


def _validate(file: str | None) -> bool:
    try:
        rules = load_rules(file)
    except RuleErrors as errors:
        click.echo(safe_lines(str(errors)))
        return False
    click.echo(f"{file or SHIPPED}: {len(rules.rules)} rules, valid")
    return True
