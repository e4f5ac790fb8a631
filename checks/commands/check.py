"""`copydesk check`: feeds through the rules into a report, and the gates into an exit code."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import click

from ..engine import Checker
from ..feeds import FeedError, FeedOptions, parse_fields
from ..feeds.options import FORMATS as FEED_FORMATS
from ..gate import exit_code, failed_gates, warned_gates
from ..language import LANGUAGES, UNKNOWN, normalise_code
from ..parallel import WorkersError
from ..profiling import Profile
from ..reports import FORMATS, SHOW_LEVELS, Options, Summary
from ..reports.document_lines import LONGEST_NAME
from ..reports.output import STANDARD_OUTPUT
from ..reports.summary_lines import gate_sentence, stale_sentences
from ..reports.visible import shortened, visible
from ..suggest import did_you_mean
from ._chosen import chosen_rules
from ._errors import INTERRUPTED, Failure, debug_option
from ._fluency import fluency_option, load_models, tell_without
from ._furniture import furniture_option, load_furniture, tell_unused
from ._gate_options import gate_options
from ._history import record_option, recording, run_id_option
from ._jobs import jobs_option, record_bytes, size_option
from ._profile import processor_time, profile_lines, profile_option
from ._reports import Target, ci_option, report_option
from ._rules import rules_option
from ._run import check_inputs
from ._settings import models_of, run_of
from ._side_files import accepted_option, load_side_files

EPILOG = """\b
Examples:
  copydesk check article.txt
  copydesk check --show warning --fail-on error articles/
  copydesk check --format jsonl --output results.jsonl feed.jsonl
  copydesk check --report html=report.html --report junit=report.xml feed.jsonl
  curl -s https://example.org/a.html | copydesk check --input-format html -
  copydesk check --select 'symbols/*,injection/*' --max-failed 2% feed.jsonl
  copydesk check --history sqlite:///history.db --run-id nightly-7 feeds/

\b
Exit codes:
  0  every gate is met
  1  more documents failed than --max-failed allows, or are up for review than
     --max-review does, or an accepted finding no longer occurs and
     --fail-on-stale is given
  2  bad usage or rules, no input, an empty feed, fewer documents than
     --min-documents asks for, or more unreadable records than
     --max-unreadable allows, or a run that --history cannot record (2 wins
     over 1)
  3  an internal error

\b
Gates of the rule file, gates by source, and warnings: docs/gates.md.

\b
Where rules come from: --rules FILE, else the nearest rules.yaml from here up to
the repository's root (named on standard error), else the shipped rules.

\b
What is known or accepted: docs/baseline.md. With --baseline, a document fails by
its new findings only; a new document is judged as always.

\b
The text report shows every document of a run of up to 20. In a longer run,
documents that pass are counted and left out, unless --verbose is given.
"""


def _score(_: click.Context, __: click.Parameter, value: float | None) -> float | None:
    if value is not None and math.isnan(value):
        raise click.BadParameter("nan is no score")
    return value


def _language(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    if value is not None and normalise_code(value) == UNKNOWN:
        hint = did_you_mean(value, [*LANGUAGES, *LANGUAGES.values()]) or "; give a code such as en"
        raise click.BadParameter(f"unknown language {value!r}{hint}")
    return value


@click.command(name="check", epilog=EPILOG)
@click.argument("inputs", metavar="INPUT...", nargs=-1)
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="Format of the report on standard output or --output; docs/reports.md tells what each is for.",
)
@click.option(
    "--output",
    type=click.Path(dir_okay=False),
    default=STANDARD_OUTPUT,
    metavar="FILE",
    help="Write the report to FILE, which appears when it is whole; - is standard output.",
)
@report_option
@ci_option
@rules_option
@accepted_option
@click.option(
    "--baseline",
    "baseline_path",
    metavar="FILE",
    type=click.Path(),
    help="What `copydesk baseline` wrote: known findings are shown as known, and only new ones decide.",
)
@furniture_option
@fluency_option
@click.option(
    "--show",
    type=click.Choice(SHOW_LEVELS),
    default="info",
    show_default=True,
    help="The mildest findings to show. Trims the report; scores, counts and gates stay the same.",
)
@click.option(
    "--fail-on",
    type=click.Choice(["warning", "error", "none"]),
    help="A finding of this severity or graver fails its document (over the rule file's score.fail_on).",
)
@click.option(
    "--fail-under",
    type=click.FloatRange(0, 100),
    metavar="SCORE",
    callback=_score,
    help="A score below this fails the document (over score.fail_under).",
)
@gate_options
@click.option(
    "--fail-on-stale", is_flag=True, help="Fail where an accepted finding no longer occurs (exit code 1)."
)
@click.option(
    "--select", metavar="RULE-GLOB", multiple=True, help="Run only these rules; repeat it or use commas."
)
@click.option(
    "--ignore", metavar="RULE-GLOB", multiple=True, help="Leave these rules out; repeat it or use commas."
)
@click.option(
    "--no-models",
    is_flag=True,
    help="Leave out the rules that decide by a trained model; reports name it.",
)
@click.option(
    "--field",
    "fields",
    metavar="FIELD=KEY",
    multiple=True,
    help="Which key of a record holds its text, title, …: text=body, title=meta.headline; commas or repeat.",
)
@click.option(
    "--lang",
    "language",
    metavar="CODE",
    callback=_language,
    help="The language of the documents, whatever the feed says of it.",
)
@click.option(
    "--input-format",
    type=click.Choice(FEED_FORMATS),
    help="Format of every input; without it, its ending or its first bytes decide.",
)
@size_option
@jobs_option
@profile_option
@click.option(
    "-v",
    "--verbose",
    is_flag=True,
    help="Show all in the text report: documents that pass in a long run, known and accepted findings, "
    "fingerprints.",
)
@click.option(
    "-q", "--quiet", is_flag=True, help="No progress and no notes on standard error but failed gates."
)
@record_option
@run_id_option
@debug_option
@click.pass_context
def command(ctx: click.Context, /, **given: Any) -> None:
    """Check the texts of INPUT and report what went wrong in them.

    INPUT is a file or a folder (text, Markdown, HTML; JSON, JSON Lines, CSV, TSV, RSS, Atom, Parquet, WARC;
    each may be compressed with gzip or Zstandard), or - for standard input.
    """
    if not given["inputs"]:
        raise click.UsageError("Name a file or a folder to check, or - for standard input.", ctx)
    rules, select, ignore = chosen_rules(given)
    side = load_side_files(given["accepted_path"], given["baseline_path"], rules, quiet=given["quiet"])
    furniture = load_furniture(given["furniture_path"])
    begun, profile = processor_time(), Profile() if given["profile"] else None
    checker = Checker(
        rules,
        select=select,
        ignore=ignore,
        acceptance=side.acceptance,
        baseline=side.baseline,
        furniture=furniture.furniture,
        models=not given["no_models"],
        fluency_models=load_models(given["fluency_path"]),
        profiled=given["profile"],
    )
    if not checker.rules():
        raise Failure(f"{rules.path}: no rule is left to check with")
    tell_unused(checker, given["furniture_path"], quiet=given["quiet"])
    if not given["quiet"]:
        tell_without(checker, given["fluency_path"])
    kept = ctx.with_resource(recording(given["history_url"], given["run_id"], given["inputs"]))
    try:
        fields = parse_fields(",".join(given["fields"])) if given["fields"] else {}
        feed = FeedOptions(
            fields=fields,
            format=given["input_format"],
            language=given["language"],
            max_record_bytes=record_bytes(given["max_document_size"]),
            max_characters=given["max_document_size"],
            sources=rules.sources,
        )
        target = Target(
            given["format_"],
            given["output"],
            Options(given["show"], given["verbose"], given["verbose"]),
            given["reports"],
            tells_ci=not given["no_ci"],
        )
        run = replace(
            side.told(run_of(rules, select, ignore)),
            furniture=furniture.file,
            models=models_of(checker),
            without_models=given["no_models"],
        )
        summary = check_inputs(
            checker,
            given["inputs"],
            feed,
            target,
            run,
            quiet=given["quiet"],
            jobs=given["jobs"],
            fail_on_stale=given["fail_on_stale"],
            recording=kept,
            profile=profile,
        )
    except (FeedError, WorkersError) as error:
        raise Failure(f"copydesk: {error}") from None
    _tell(summary, quiet=given["quiet"])
    if profile is not None:
        for line in profile_lines(profile, processor_time() - begun):
            click.echo(line, err=True)
    if kept is not None:
        kept.keep(quiet=given["quiet"])
    ctx.exit(INTERRUPTED if summary.interrupted else exit_code(summary.outcomes))


def _tell(summary: Summary, *, quiet: bool) -> None:
    """What a reader of any format must learn, on standard error."""
    ledger = summary.ledger
    if ledger.duplicates and not quiet:
        first = visible(shortened(ledger.duplicate_ids[0], LONGEST_NAME))
        click.echo(
            f"copydesk: {ledger.duplicates} with the id of an earlier document, first {first}", err=True
        )
    if summary.interrupted:
        click.echo(f"copydesk: interrupted after {ledger.documents} documents", err=True)
    if summary.staleness is not None and not quiet:
        for sentence in stale_sentences(summary.staleness):
            click.echo(f"copydesk: {sentence}", err=True)
    if not quiet:
        for outcome in warned_gates(summary.outcomes):
            click.echo(f"copydesk: gate warning: {gate_sentence(outcome)}", err=True)
    for outcome in failed_gates(summary.outcomes):
        click.echo(f"copydesk: gate failed: {gate_sentence(outcome)}", err=True)
