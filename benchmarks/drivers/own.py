"""copydesk behind the protocol: from a line of JSON to findings with their places, which are not printed.

    python -m benchmarks.drivers.own [--select GLOB] [--no-models] [--no-prefilter] [--rules all] FEED...

`--rules even` and `odd` are every second rule; `twice` is all rules and a copy of each under another id.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import click

from benchmarks.drivers.protocol import serve
from checks import Checker, Document, RuleSet, load_rules
from checks.rules import Rule

Rules = tuple[Rule, ...]

PARTS: Mapping[str, Callable[[Rules], Rules]] = {
    "all": lambda rules: rules,
    "even": lambda rules: rules[::2],
    "odd": lambda rules: rules[1::2],
    "twice": lambda rules: (*rules, *(replace(rule, id=f"{rule.id}-again") for rule in rules)),
}


def rule_set(part: str) -> RuleSet:
    """The shipped rules, or a part of them, or more."""
    rules = load_rules()
    return replace(rules, rules=tuple(sorted(PARTS[part](rules.rules), key=lambda rule: rule.id)))


@click.command(help=__doc__)
@click.argument("feeds", nargs=-1, required=True)
@click.option("--select", multiple=True)
@click.option("--no-models", is_flag=True)
@click.option("--no-prefilter", is_flag=True)
@click.option("--rules", "part", type=click.Choice(list(PARTS)), default="all")
def main(
    feeds: Sequence[str], select: Sequence[str], part: str, *, no_models: bool, no_prefilter: bool
) -> None:
    """Serve."""
    checker = Checker(rule_set(part), select=select, models=not no_models, prefilter=not no_prefilter)

    def check_all(lines: Sequence[str]) -> int:
        return sum(len(checker.check(Document(json.loads(line)["text"])).findings) for line in lines)

    serve(check_all, feeds)


if __name__ == "__main__":
    main()
