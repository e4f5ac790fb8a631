"""`copydesk spark`, installed as `copydesk-spark` too: tables of texts through the rules, on a cluster."""

from __future__ import annotations

import os
import sys
from collections import Counter
from typing import TYPE_CHECKING, Any, NoReturn

import click

from ..engine import Checker
from ..feeds import FeedError, parse_fields
from ..gate import INCOMPLETE, Ledger, evaluate, exit_code, failed_gates, warned_gates
from ..language import UNKNOWN, normalise_code
from ..limit import SourceGate
from ..reports import SHOW_LEVELS
from ..reports.summary_lines import gate_sentence
from ..rules import RuleSet
from ._chosen import chosen_rules
from ._errors import Failure, debug_option
from ._fluency import fluency_option, load_models
from ._furniture import furniture_option, load_furniture
from ._gate_options import gate_options
from ._rules import rules_option
from ._side_files import accepted_option, load_side_files

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

INSTALL = "pip install 'copydesk[spark]'"

BATCH_ROWS = 1_000
"""Rows that Spark hands over at a time, of 10,000 by default: texts are long, and held twice for a while."""

EPILOG = """\b
Examples:
  copydesk-spark --field text=body s3a://crawl/texts/ s3a://crawl/checked/
  copydesk-spark --master 'local[8]' --show none texts.parquet checked.parquet

\b
spark-submit wants a file: examples/spark/copydesk_spark.py is one.
Exit codes are those of `copydesk check`; docs/scale.md.
"""


def _language(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    if value is not None and normalise_code(value) == UNKNOWN:
        raise click.BadParameter(f"unknown language {value!r}; give a code such as en")
    return value


@click.command(name="spark", epilog=EPILOG)
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
@click.argument("output", metavar="OUTPUT")
@click.option(
    "--master", metavar="URL", help="Spark's master; without it, what spark-submit or Spark's settings say."
)
@click.option(
    "--partitions",
    metavar="N",
    type=click.IntRange(min=1),
    help="Part the rows anew before they are checked.",
)
@click.option(
    "--mode",
    type=click.Choice(["error", "overwrite"]),
    default="error",
    show_default=True,
    help="What happens where OUTPUT is there already.",
)
@click.option(
    "--field", "fields", metavar="FIELD=COLUMN", multiple=True, help="Which column holds the text, title, …"
)
@click.option(
    "--lang",
    "language",
    metavar="CODE",
    callback=_language,
    help="The language of the documents, whatever they say of it.",
)
@rules_option
@accepted_option
@click.option(
    "--baseline", "baseline_path", metavar="FILE", type=click.Path(), help="As for `copydesk check`."
)
@furniture_option
@fluency_option
@click.option(
    "--show",
    type=click.Choice(SHOW_LEVELS),
    default="info",
    show_default=True,
    help="The mildest findings to write.",
)
@click.option("--fail-on", type=click.Choice(["warning", "error", "none"]), help="As for `copydesk check`.")
@click.option("--fail-under", type=click.FloatRange(0, 100), metavar="SCORE", help="As for `copydesk check`.")
@gate_options
@click.option(
    "--select", metavar="RULE-GLOB", multiple=True, help="Run only these rules; repeat it or use commas."
)
@click.option(
    "--ignore", metavar="RULE-GLOB", multiple=True, help="Leave these rules out; repeat it or use commas."
)
@click.option("--no-models", is_flag=True, help="Leave out the rules that decide by a trained model.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing on standard error but failed gates.")
@debug_option
@click.pass_context
def command(ctx: click.Context, /, **given: Any) -> None:
    """Check the texts of Parquet tables on a Spark cluster, and write the results as one.

    INPUT is what Spark reads: a file, a folder, or an address of HDFS, S3 and the like. OUTPUT gets a row for
    each row, with the columns of `copydesk check --format parquet`.
    """
    checker = _checker(given)
    try:
        fields = parse_fields(",".join(given["fields"])) if given["fields"] else None
    except FeedError as error:
        raise Failure(f"copydesk: {error}") from None
    session = _session(given["master"])
    try:
        ledger = _run(session, checker, fields, given)
    finally:
        session.stop()
    outcomes = evaluate(ledger, checker.rule_set.gate)
    if not given["quiet"]:
        _tell(ledger, checker.rule_set)
        for outcome in warned_gates(outcomes):
            click.echo(f"copydesk: gate warning: {gate_sentence(outcome)}", err=True)
    for outcome in failed_gates(outcomes):
        click.echo(f"copydesk: gate failed: {gate_sentence(outcome)}", err=True)
    ctx.exit(exit_code(outcomes))


def _checker(given: dict[str, Any]) -> Checker:
    """The checker that the options ask for."""
    rules, select, ignore = chosen_rules(given)
    side = load_side_files(given["accepted_path"], given["baseline_path"], rules, quiet=given["quiet"])
    checker = Checker(
        rules,
        select=select,
        ignore=ignore,
        acceptance=side.acceptance,
        baseline=side.baseline,
        furniture=load_furniture(given["furniture_path"]).furniture,
        models=not given["no_models"],
        fluency_models=load_models(given["fluency_path"]),
    )
    if not checker.rules():
        raise Failure(f"{rules.path}: no rule is left to check with")
    return checker


def _session(master: str | None) -> SparkSession:
    """The session of spark-submit, or a new one. Raises `Failure` where pyspark is not installed."""
    try:
        from pyspark.sql import SparkSession  # noqa: PLC0415 (optional, and heavy)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("pyspark", "py4j"):
            raise
        raise Failure(f"copydesk: this needs pyspark ({error}): {INSTALL}") from None
    builder = SparkSession.builder.appName("copydesk")
    if master is not None:
        builder = builder.master(master)
        if master.startswith("local"):
            os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # the one that has copydesk
    return builder.config("spark.sql.execution.arrow.maxRecordsPerBatch", str(BATCH_ROWS)).getOrCreate()


def _run(session: SparkSession, checker: Checker, fields: Any, given: dict[str, Any]) -> Ledger:
    """Check, write, and count what was written. Raises `Failure` for what Spark cannot read or write."""
    from pyspark.errors import AnalysisException  # noqa: PLC0415

    from ..integrations.spark import check_dataframe  # noqa: PLC0415

    try:
        texts = session.read.parquet(*given["inputs"])
        if given["partitions"] is not None:
            texts = texts.repartition(given["partitions"])
        results = check_dataframe(
            texts, checker, fields=fields, language=given["language"], show=given["show"]
        )
        results.write.mode(given["mode"]).parquet(given["output"])
        return _counted(session.read.schema(results.schema).parquet(given["output"]))
    except ValueError as error:
        raise Failure(f"copydesk: {error}") from None
    except AnalysisException as error:
        raise Failure(f"copydesk: {str(error).splitlines()[0]}") from None


def _counted(results: DataFrame) -> Ledger:
    """What the rows of a table of results add up to, for the gates."""
    ledger = Ledger()
    for row in results.groupBy("verdict", "complete", "error.kind").count().collect():
        if row["kind"] is not None:
            ledger.unreadable_kinds[row["kind"]] += row["count"]
        elif not row["complete"]:
            ledger.unreadable_kinds[INCOMPLETE] += row["count"]
        else:
            ledger.scored += row["count"]
            ledger.verdicts[row["verdict"]] += row["count"]
    return ledger


def _tell(ledger: Ledger, rules: RuleSet) -> None:
    counts = Counter(ledger.verdicts)
    kinds = ", ".join(f"{number} {kind}" for kind, number in sorted(ledger.unreadable_kinds.items()))
    click.echo(
        f"copydesk: {ledger.documents} documents: {counts['pass']} pass, {counts['review']} review, "
        f"{counts['fail']} fail, {ledger.unreadable} unreadable{f' ({kinds})' if kinds else ''}",
        err=True,
    )
    if any(settings.gate != SourceGate() for settings in rules.sources.values()):
        click.echo(
            "copydesk: gates of single sources are not held here; query the results for them", err=True
        )


def main() -> NoReturn:
    """Run `copydesk spark` as a program of its own."""
    from . import cli  # noqa: PLC0415 (the group imports this module when the command is called)

    cli.main(["spark", *sys.argv[1:]], prog_name="copydesk")
    raise SystemExit(0)
