"""The rules that a run is to check with, as its options say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import click

from ..configuring import configured
from ..rules import RuleSet
from ._rules import load, require_known, split_globs


class Chosen(NamedTuple):
    """A rule set with the limits of the command line, and the globs of the rules to run and to leave out."""

    rules: RuleSet
    select: tuple[str, ...]
    ignore: tuple[str, ...]


def chosen_rules(given: Mapping[str, Any]) -> Chosen:
    """Load the rules that the options name, with the limits that they set.

    Raises a usage error for globs that name no rule, and `Failure` with every fault of the rules.
    """
    select, ignore = split_globs(given["select"]), split_globs(given["ignore"])
    if given["select"] and not select:
        raise click.UsageError("--select names no rule.", click.get_current_context())
    rules = configured(
        load(given["rules_path"], quiet=given["quiet"]),
        fail_on=given["fail_on"],
        fail_under=given["fail_under"],
        max_failed=given["max_failed"],
        max_unreadable=given["max_unreadable"],
        max_review=given["max_review"],
        min_documents=given["min_documents"],
        warn=given["warn"],
    )
    require_known(select, rules, "--select")
    require_known(ignore, rules, "--ignore")
    return Chosen(rules, select, ignore)
