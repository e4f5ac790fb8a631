"""`copydesk baseline`: what is wrong today, written down so that checks fail on what is new."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from ..baseline import Baseline, Gathering, StoredBaseline, baseline_record
from ..document import Document
from ..engine import Checker
from ..feeds import FeedError, read
from ..finding import Result, Unreadable
from ..gate import Ledger
from ..reports.document_lines import LONGEST_NAME
from ..reports.output import STANDARD_OUTPUT
from ..reports.rows import dumps_rows
from ..reports.visible import shortened, visible
from ..rules import RuleSet
from ._corpus import checker_of, feed_options, options_of_check
from ._errors import Failure, debug_option
from ._furniture import SourcesMet, load_furniture, tell_unused
from ._outputs import opened, refuse_to_overwrite, require_folder
from ._progress import Progress
from ._rules import load
from ._side_files import load_side_files
from ._version import version

EPILOG = """\b
Examples:
  copydesk baseline feed.jsonl --output baseline.json
  copydesk check --baseline baseline.json feed.jsonl

\b
Give it the rules, the furniture and the accepted findings that check is given.
A baseline holds the fingerprints of today's findings by document, and how often
each occurs: no texts, lines or paths. What accepted.yaml covers is left out.
Write it again when findings were mended, so that none of them can come back.

\b
Exit codes:
  0  written
  2  bad usage or rules, no input, or unreadable records without
     --allow-unreadable; nothing was written
  3  an internal error
"""

UNREADABLE_NAMED = 5
"""Unreadable records that are named where they stand in the way; the others are counted."""

_SIDE_OPTIONS = ("rules_path", "accepted_path", "furniture_path")
_OPTIONS = [o for o in options_of_check(*_SIDE_OPTIONS) if o.name != "max_unreadable"]


@click.command(name="baseline", epilog=EPILOG, params=_OPTIONS)
@click.argument("inputs", metavar="FEED...", nargs=-1, required=True)
@click.option(
    "--output",
    type=click.Path(dir_okay=False),
    required=True,
    metavar="FILE",
    help="Where the baseline goes; - is standard output.",
)
@click.option(
    "--allow-unreadable",
    is_flag=True,
    help="Write it although records could not be read: what is wrong in them is then new.",
)
@debug_option
def command(**given: Any) -> None:
    """Write down what is wrong in FEED today, for `copydesk check --baseline FILE`.

    FEED is whatever `copydesk check` reads.
    """
    rules = load(given["rules_path"], quiet=given["quiet"])
    side = load_side_files(given["accepted_path"], None, rules, quiet=given["quiet"])
    furniture = load_furniture(given["furniture_path"])
    checker = replace(checker_of(given, rules), acceptance=side.acceptance, furniture=furniture.furniture)
    tell_unused(checker, given["furniture_path"], quiet=given["quiet"])
    beside = [file.path for file in (side.accepted, furniture.file) if file is not None]
    if Path(rules.path).is_file():
        beside.append(rules.path)
    _check_output(given["output"], [*given["inputs"], *beside])
    sources = SourcesMet(checker.furniture)
    try:
        documents = sources.watched(read(given["inputs"], feed_options(given, rules), sys.stdin.buffer))
        baseline, ledger = _gather(
            checker, documents, allow_unreadable=given["allow_unreadable"], quiet=given["quiet"]
        )
    except FeedError as error:
        raise Failure(f"copydesk: {error}") from None
    _write(baseline, rules, given["output"])
    if not given["quiet"]:
        click.echo(_told(baseline, given["output"], ledger.scored), err=True)
        if furniture.file is not None:
            sources.tell(furniture.file.path)


def _check_output(output: str, inputs: Iterable[str]) -> None:
    """Raise `Failure` for an output that cannot be, before the feed is read."""
    require_folder(output)
    refuse_to_overwrite(output, inputs)


def _gather(
    checker: Checker, documents: Iterable[Document | Unreadable], *, allow_unreadable: bool, quiet: bool
) -> tuple[Baseline, Ledger]:
    """The findings of all documents, and their count. Raises `Failure` where too little could be checked."""
    gathering, ledger, unreadable = Gathering(), Ledger(), list[str]()
    with Progress(wanted=not quiet) as progress:
        for item in checker.check_all(documents):
            ledger.add(item)
            if isinstance(item, Result):
                gathering.add(item)
            if (fault := _fault(item)) and len(unreadable) < UNREADABLE_NAMED:
                unreadable.append(fault)
            progress.advance()
    if not ledger.scored:
        raise Failure(_refusal("no document could be checked", unreadable))
    if ledger.unreadable and not allow_unreadable:
        count = f"{ledger.unreadable} of {ledger.documents} documents could not be checked"
        raise Failure(_refusal(f"{count} (--allow-unreadable writes a baseline of the others)", unreadable))
    return gathering.baseline(), ledger


def _fault(item: Result | Unreadable) -> str | None:
    """Why an item was not checked to its end."""
    if isinstance(item, Unreadable):
        return f"{item.location}: {item.kind}: {item.message}"
    return None if item.complete else f"{item.id}: a rule ran out of its budget"


def _refusal(why: str, unreadable: Sequence[str]) -> str:
    named = [f"  {visible(shortened(line, LONGEST_NAME))}" for line in unreadable]
    return "\n".join([f"copydesk: nothing was written: {why}", *named])


def _write(baseline: Baseline, rules: RuleSet, output: str) -> None:
    record = baseline_record(StoredBaseline(baseline, version(), rules.digest))
    with opened(output) as stream:
        stream.write(dumps_rows(record))


def _told(baseline: Baseline, output: str, documents: int) -> str:
    findings = sum(sum(counts.values()) for counts in baseline.documents.values())
    where = "standard output" if output == STANDARD_OUTPUT else output
    return (
        f"copydesk: {where}: {findings} known findings in {len(baseline.documents)} of {documents} documents"
    )
