"""Which rules a command works with, found and loaded in one order, and picked by id."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase
from pathlib import Path

import click

from ..rules import RuleErrors, RuleSet, find_rules, load_rules
from ..suggest import did_you_mean
from ._errors import Failure

SHIPPED = "default"

rules_option = click.option(
    "--rules",
    "rules_path",
    metavar="FILE",
    type=click.Path(),
    help="Rule file. Without it: the nearest rules.yaml from here up to the repository's root, else the "
    "shipped rules. `--rules default` asks for the shipped ones.",
)


def rule_file(path: str | None) -> str | None:
    """The rule file that is meant, as a path from here; None for the shipped rules."""
    if path == SHIPPED and not Path(path).exists():
        return None
    if path is not None:
        return path
    found = find_rules(Path.cwd())
    return None if found is None else os.path.relpath(found)


def load(path: str | None, *, quiet: bool = False) -> RuleSet:
    """Load the rules that are meant, and name a file that was found and not asked for on standard error.

    Raises `Failure` with every fault of the rules.
    """
    file = rule_file(path)
    if path is None and file is not None and not quiet:
        click.echo(f"rules: {file}", err=True)
    try:
        rules = load_rules(file)
    except RuleErrors as errors:
        raise Failure(str(errors)) from None
    gc.freeze()  # they stay for the whole run, and are no garbage to look through
    return replace(rules, path=SHIPPED if file is None else file)


def split_globs(values: Iterable[str]) -> tuple[str, ...]:
    """Globs from an option that may be repeated and may hold several, with commas between them."""
    return tuple(glob.strip() for value in values for glob in value.split(",") if glob.strip())


def require_known(globs: Sequence[str], rules: RuleSet, option: str) -> None:
    """Raise a usage error for a glob that matches no rule: what it asks for would not be done."""
    ids = [rule.id for rule in rules.rules]
    for glob in globs:
        if any(fnmatchcase(rule_id, glob) for rule_id in ids):
            continue
        renamed = next((rule.id for rule in rules.rules if glob in rule.replaces), None)
        families = sorted({f"{rule.family}/*" for rule in rules.rules})
        hint = f" (it is now {renamed!r})" if renamed else did_you_mean(glob, [*ids, *families])
        raise click.BadParameter(f"no rule matches {glob!r}{hint}", param_hint=f"'{option}'")
