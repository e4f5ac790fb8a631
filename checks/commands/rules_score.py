"""`copydesk rules score`: what each rule is worth on texts of which something is known."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from ..configuring import configured
from ..feeds import FeedError, FeedOptions
from ..finding import Finding, Result
from ..gate import GATE_FAILED
from ..reports.lines import printer, takes_colour
from ..reports.output import file_stream, text_stream
from ..reports.record import dumps
from ..reports.rows import dumps_rows
from ..rule_scores import Corpus, LabelError, remarks, rule_scores, score_rules
from ..rule_scores.corpora import clean, label_faults, labelled, unlabelled
from ..rule_scores.json_report import report_record
from ..rule_scores.reviews import hit_record, read_reviews
from ..rule_scores.running import OnHit
from ..rule_scores.text_report import report_lines
from ._corpus import checker_of, code_of_unchecked, feed_options, format_option, options_of_check
from ._errors import Failure, debug_option
from ._progress import Progress
from ._rules import load
from ._settings import run_of

EPILOG = """\b
Examples:
  copydesk rules score --clean our-articles/
  copydesk rules score --clean good.jsonl --labelled marked.jsonl --check
  copydesk rules score --select 'symbols/*' --format json feed.jsonl
  copydesk rules score --hits hits.jsonl feed.jsonl       and read them; then
  copydesk rules score --reviewed hits.jsonl feed.jsonl

\b
A labelled record has its text and one of these:
  "defects": [{"start": 12, "end": 13, "family": "symbols"}]
             all that is wrong with it, in code points; [] where it is clean.
             A hit is right if it overlaps a defect of its rule's family
             (or one without a family).
  "label":   "clean" or "bad". Hits in a bad one count as right, so the
             precision is one that the rule does not exceed.

\b
--hits writes a line of JSON for each hit, with the words around it and
"right": null. Put true or false there, and --reviewed takes your word for it.

\b
Precision is right hits of all that could be judged, with Wilson's interval at
95 %. It needs defects or a review: clean texts alone tell how many a rule marks.
A rule promises more than it keeps where the whole interval lies below what it
declares (high from 0.95, medium from 0.75), below 0.5 (preview), or where it
surely marks more than 2 % of the clean documents (preview). A precision on clean
texts alone contradicts nothing: defects are rarest there.

\b
Exit codes:
  0  measured
  1  with --check: a rule promises more than it keeps
  2  bad usage, rules or labels, no input, or more unreadable records than
     --max-unreadable allows (2 wins over 1)
  3  an internal error
"""


@click.command(name="score", epilog=EPILOG, params=options_of_check("rules_path"))
@click.argument("inputs", metavar="[CORPUS]...", nargs=-1)
@click.option(
    "--clean",
    "clean_inputs",
    metavar="CORPUS",
    multiple=True,
    help="Texts with which nothing is wrong: every hit is a false alarm. Repeat it for more.",
)
@click.option(
    "--labelled",
    "labelled_inputs",
    metavar="CORPUS",
    multiple=True,
    help="JSON Lines whose records say what is wrong with them (below). Repeat it for more.",
)
@format_option
@click.option(
    "--hits",
    "hits_path",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="Write every hit to FILE, to be read and judged.",
)
@click.option(
    "--reviewed",
    "reviewed_path",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="Such a file with `right` filled in: it weighs more than what the corpus says.",
)
@click.option("--time/--no-time", "timing", default=True, help="Take the time of each rule, or do not.")
@click.option("--check", "strict", is_flag=True, help="Exit with 1 if a rule promises more than it keeps.")
@debug_option
@click.pass_context
def command(ctx: click.Context, /, **given: Any) -> None:
    """Measure each rule on texts: how often it speaks, how often it is right, what it costs.

    CORPUS is whatever `copydesk check` reads. Texts named without an option are not judged: hits and time
    are counted. The report has the worst rules first.
    """
    if not (given["inputs"] or given["clean_inputs"] or given["labelled_inputs"]):
        raise click.UsageError("Name texts to measure the rules on: CORPUS, --clean or --labelled.", ctx)
    _refuse_to_overwrite_a_corpus(given)
    rules = configured(
        load(given["rules_path"], quiet=given["quiet"]), max_unreadable=given["max_unreadable"]
    )
    checker = checker_of(given, rules)
    clock = time.process_time if given["timing"] else None
    try:
        corpora = _corpora(given, feed_options(given, rules))
        reviews = _reviews(given["reviewed_path"])
        with Progress(wanted=not given["quiet"]) as progress, _hits(given["hits_path"], reviews) as on_hit:
            scores = score_rules(
                *(checker, corpora), reviews=reviews, clock=clock, on_hit=on_hit, done=progress.advance
            )
    except FeedError as error:
        raise Failure(f"copydesk: {error}") from None
    figures = rule_scores(scores)
    found = remarks(figures, clean_alone=scores.clean_alone)
    with text_stream(sys.stdout.buffer) as stream:
        if given["format_"] == "json":
            run = run_of(rules, checker.select, checker.ignore)
            stream.write(dumps_rows(report_record(scores, figures, found, run)))
        else:
            show = printer(stream, colour=takes_colour(sys.stdout, os.environ))
            for line in report_lines(scores, figures, found):
                show(line)
    unchecked = code_of_unchecked(scores.ledger, rules)
    contradicted = given["strict"] and any(remark.is_contradiction for remark in found)
    ctx.exit(unchecked or (GATE_FAILED if contradicted else 0))


def _corpora(given: dict[str, Any], options: FeedOptions) -> list[Corpus]:
    """The corpora in the order of the help. Raises `Failure` for labels that cannot be used."""
    faults = label_faults(given["labelled_inputs"], options)
    if faults:
        raise Failure("\n".join(faults))
    return [
        *(unlabelled(name, options, sys.stdin.buffer) for name in given["inputs"]),
        *(clean(name, options, sys.stdin.buffer) for name in given["clean_inputs"]),
        *(labelled(name, options) for name in given["labelled_inputs"]),
    ]


def _refuse_to_overwrite_a_corpus(given: dict[str, Any]) -> None:
    """Raise `Failure` where the list of hits would take the place of the texts."""
    hits = Path(given["hits_path"] or "")
    for name in (*given["inputs"], *given["clean_inputs"], *given["labelled_inputs"]):
        if hits.is_file() and Path(name).is_file() and hits.samefile(name):
            raise Failure(f"--hits {hits} is a corpus: the list would take its place")


def _reviews(path: str | None) -> Mapping[str, bool]:
    if path is None:
        return {}
    try:
        return read_reviews(Path(path).read_text("utf-8").split("\n"), path)
    except (LabelError, OSError, UnicodeDecodeError) as error:
        raise Failure(f"copydesk: {error}") from None


@contextmanager
def _hits(path: str | None, reviews: Mapping[str, bool]) -> Iterator[OnHit]:
    """What writes every hit to a file, judged as far as it was; nothing where no file is asked for."""
    if path is None:
        yield lambda _result, _finding: None
        return
    with file_stream(Path(path)) as stream:

        def write(result: Result, finding: Finding) -> None:
            stream.write(dumps(hit_record(result, finding, reviews.get(finding.fingerprint))) + "\n")

        yield write
