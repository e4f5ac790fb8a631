"""`copydesk rules diff OLD NEW CORPUS`: what a change of the rules does to texts."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from typing import Any

import click

from ..configuring import configured
from ..feeds import FeedError, read
from ..gate import GATE_FAILED
from ..reports.lines import printer, takes_colour
from ..reports.output import text_stream
from ..reports.rows import dumps_rows
from ..rule_diff import compare_rules
from ..rule_diff.json_report import report_record
from ..rule_diff.text_report import report_lines
from ._corpus import checker_of, code_of_unchecked, feed_options, format_option, options_of_check
from ._errors import Failure, debug_option
from ._progress import Progress
from ._rules import load
from ._settings import run_of

EPILOG = """\b
Examples:
  copydesk rules diff default rules.yaml our-articles/
  copydesk rules diff --show 3 before.yaml after.yaml feed.jsonl
  git show HEAD:rules.yaml > old.yaml && copydesk rules diff old.yaml rules.yaml .

\b
Two findings are the same if they are of one rule (or of one that says with
`replaces` that it was the other) and on the same span. A finding of both whose
severity or confidence is another is regraded.

\b
Exit codes:
  0  compared
  1  with --exit-code: there is a difference
  2  bad usage or rules, no input, or more unreadable records than
     --max-unreadable allows (2 wins over 1)
  3  an internal error
"""


@click.command(name="diff", epilog=EPILOG, params=options_of_check())
@click.argument("old_path", metavar="OLD", type=click.Path())
@click.argument("new_path", metavar="NEW", type=click.Path())
@click.argument("inputs", metavar="CORPUS...", nargs=-1)
@click.option(
    "--show",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    metavar="N",
    help="Examples to show of the new and of the gone findings of each rule.",
)
@format_option
@click.option("--exit-code", "tell", is_flag=True, help="Exit with 1 if there is a difference.")
@debug_option
@click.pass_context
def command(ctx: click.Context, /, **given: Any) -> None:
    """Compare two rule files on texts: findings new and gone by rule, and verdicts that changed.

    OLD and NEW are rule files, or `default` for the shipped rules. CORPUS is whatever `copydesk check` reads;
    settings by source are those of NEW.
    """
    if not given["inputs"]:
        raise click.UsageError("Name texts to compare the rules on, or - for standard input.", ctx)
    old, new = (
        configured(load(given[side]), max_unreadable=given["max_unreadable"])
        for side in ("old_path", "new_path")
    )
    either = replace(new, rules=(*new.rules, *old.rules))
    before, after = checker_of(given, old, either), checker_of(given, new, either)
    if not before.rules() and not after.rules():
        raise Failure("copydesk: no rule is left to compare")
    try:
        documents = read(given["inputs"], feed_options(given, new), sys.stdin.buffer)
        with Progress(wanted=not given["quiet"]) as progress:
            comparison = compare_rules(before, after, documents, progress.advance, examples=given["show"])
    except FeedError as error:
        raise Failure(f"copydesk: {error}") from None
    runs = [run_of(checker.rule_set, checker.select, checker.ignore) for checker in (before, after)]
    with text_stream(sys.stdout.buffer) as stream:
        if given["format_"] == "json":
            stream.write(dumps_rows(report_record(comparison, *runs)))
        else:
            show = printer(stream, colour=takes_colour(sys.stdout, os.environ))
            for line in report_lines(comparison, *runs):
                show(line)
    unchecked = code_of_unchecked(comparison.ledger, new)
    ctx.exit(unchecked or (GATE_FAILED if given["tell"] and comparison.differs else 0))
