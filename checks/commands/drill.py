"""`copydesk drill`: known defects planted into clean texts, and how many of them the rules find."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from fnmatch import fnmatchcase
from typing import Any

import click

from ..configuring import configured
from ..drill import KINDS, DefectKind, DrillOutcome, Sample, Settings, TooFewTexts, draw, drill
from ..drill.gates import DrillGate, evaluate, exit_code
from ..drill.json_report import report_record
from ..drill.running import PER_KIND, SEED
from ..drill.sampling import MAX_DOCUMENTS
from ..drill.text_report import report_lines
from ..engine import Checker
from ..feeds import FeedError, read
from ..limit import Limit
from ..reports import Run
from ..reports.lines import printer, takes_colour
from ..reports.output import text_stream
from ..reports.record import dumps
from ..reports.visible import visible
from ..suggest import did_you_mean
from ._corpus import feed_options, format_option, options_of_check
from ._errors import Failure, debug_option
from ._progress import Progress
from ._rules import load, require_known, split_globs
from ._settings import run_of

EPILOG = """\b
Examples:
  copydesk drill examples/clean/
  copydesk drill --show 3 --kinds 'doubled-*,splice' our-articles.jsonl
  copydesk drill --min-recall 60% --max-false-alarms 5% our-articles/
  copydesk drill --list-kinds

\b
Exit codes:
  0  every gate is met
  1  the mean recall is below --min-recall, or more clean documents have an
     alarm than --max-false-alarms allows
  2  bad usage or rules, too few texts, or more unreadable records than
     --max-unreadable allows (2 wins over 1)
  3  an internal error

\b
A defect counts as found where a finding that is not info, of a rule of the
right family, lies on it, is at most a sentence longer (for injection: a block),
and was not there before the defect was. The same seed, texts and rules give the
same figures.
"""


def _share(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    if value is not None and not _limit_of(value).percent:
        raise click.BadParameter(f"{value!r} is no share such as 60%")
    return value


def _limit(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    if value is not None:
        _limit_of(value)
    return value


def _limit_of(value: str) -> Limit:
    try:
        return Limit.parse(value)
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


def _list_kinds(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    if not value or ctx.resilient_parsing:
        return
    for kind in KINDS:
        click.echo(f"{kind.name} ({kind.family})\n    {kind.teaches}")
    ctx.exit()


@click.command(name="drill", epilog=EPILOG, params=options_of_check("rules_path"))
@click.argument("inputs", metavar="CLEAN...", nargs=-1)
@click.option(
    "--kinds", "kind_globs", metavar="GLOB", multiple=True, help="Plant only these; repeat it or use commas."
)
@click.option(
    "--per-kind",
    type=click.IntRange(min=1),
    default=PER_KIND,
    show_default=True,
    help="Texts to damage for each kind, drawn by lot.",
)
@click.option(
    "--documents",
    type=click.IntRange(min=2),
    default=MAX_DOCUMENTS,
    show_default=True,
    help="Clean documents to use; of a larger feed, so many are drawn by lot.",
)
@click.option("--seed", type=int, default=SEED, show_default=True, help="What all lots are drawn with.")
@click.option(
    "--show",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    metavar="N",
    help="Misses to show of each kind, the defect in [[…]].",
)
@format_option
@click.option(
    "--min-recall", metavar="P%", callback=_share, help="Mean recall over the kinds that there must be."
)
@click.option(
    "--max-false-alarms",
    metavar="N|P%",
    callback=_limit,
    help="Clean documents that may have an alarm, of those checked.",
)
@click.option(
    "--list-kinds",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_list_kinds,
    help="Tell what each kind plants, and exit.",
)
@debug_option
@click.pass_context
def command(ctx: click.Context, /, **given: Any) -> None:
    """Plant known defects, one at a time, into CLEAN texts and count how many of them are found.

    CLEAN is whatever `copydesk check` reads: files, folders or feeds of texts that you trust, or - for
    standard input. The report has the recall of each kind of defect, and the false alarms on the texts as
    they are.
    """
    if not given["inputs"]:
        raise click.UsageError("Name clean texts to drill on, or - for standard input.", ctx)
    kinds = _kinds(split_globs(given["kind_globs"]), asked=bool(given["kind_globs"]))
    checker, run, max_unreadable = _checker(given)
    try:
        feed = feed_options(given, checker.rule_set)
        sample = draw(read(given["inputs"], feed, sys.stdin.buffer), given["seed"], given["documents"])
        settings = Settings(given["seed"], given["per_kind"], kinds)
        outcome = _drilled(checker, sample, settings, quiet=given["quiet"])
    except (FeedError, TooFewTexts) as error:
        raise Failure(f"copydesk: {visible(str(error))}") from None
    gates = evaluate(
        outcome,
        min_recall=given["min_recall"],
        max_false_alarms=given["max_false_alarms"],
        max_unreadable=max_unreadable,
    )
    _write(outcome, gates, run, given["format_"], given["show"])
    for gate in gates:
        if not gate.met:
            click.echo(f"copydesk: gate failed: {gate.sentence}", err=True)
    ctx.exit(exit_code(gates))


def _checker(given: dict[str, Any]) -> tuple[Checker, Run, str]:
    """The checker that is asked for, what the run depends on, and how much may be unreadable."""
    select, ignore = split_globs(given["select"]), split_globs(given["ignore"])
    rules = configured(
        load(given["rules_path"], quiet=given["quiet"]), max_unreadable=given["max_unreadable"]
    )
    require_known(select, rules, "--select")
    require_known(ignore, rules, "--ignore")
    checker = Checker(rules, select=select, ignore=ignore)
    if not checker.rules():
        raise Failure(f"{rules.path}: no rule is left to drill")
    return checker, run_of(rules, select, ignore), rules.gate.max_unreadable


def _kinds(globs: Sequence[str], *, asked: bool) -> tuple[DefectKind, ...]:
    if not asked:
        return tuple(KINDS)
    names = [kind.name for kind in KINDS]
    for glob in globs:
        if not any(fnmatchcase(name, glob) for name in names):
            raise click.BadParameter(
                f"no kind matches {glob!r}{did_you_mean(glob, names)}", param_hint="'--kinds'"
            )
    chosen = tuple(kind for kind in KINDS if any(fnmatchcase(kind.name, glob) for glob in globs))
    if not chosen:
        raise click.BadParameter("it names no kind", param_hint="'--kinds'")
    return chosen


def _drilled(checker: Checker, sample: Sample, settings: Settings, *, quiet: bool) -> DrillOutcome:
    progress = Progress(wanted=not quiet)
    with progress:
        outcome = drill(checker, sample, settings, progress.advance)
    if outcome.recall is None:
        raise Failure("copydesk: none of the texts has a place for a defect of these kinds")
    return outcome


def _write(outcome: DrillOutcome, gates: Sequence[DrillGate], run: Run, format_: str, misses: int) -> None:
    colour = takes_colour(sys.stdout, os.environ)
    with text_stream(sys.stdout.buffer) as stream:
        if format_ == "json":
            stream.write(dumps(report_record(outcome, gates, run, misses)) + "\n")
            return
        show = printer(stream, colour=colour)
        for line in report_lines(outcome, gates, misses):
            show(line)
