"""`copydesk learn furniture`: blocks that stand in many documents of their source, found without a list."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import Any

import click

from ..document import Document
from ..feeds import FeedError, read
from ..finding import Unreadable
from ..furniture import Furniture
from ..furniture_file import StoredFurniture, furniture_record
from ..furniture_learning import MIN_DOCUMENTS, MIN_SHARE, UNSURE_SHARE, Learner, Thresholds
from ..reports.document_lines import LONGEST_NAME
from ..reports.output import STANDARD_OUTPUT
from ..reports.rows import dumps_rows
from ..reports.visible import shortened, visible
from ._corpus import feed_options, options_of_check
from ._errors import Failure, debug_option
from ._outputs import opened, refuse_to_overwrite, require_folder
from ._progress import Progress
from ._rules import load
from ._version import version

EPILOG = f"""\b
Examples:
  copydesk learn furniture feeds/ -o furniture.json
  copydesk learn furniture --show crawl.jsonl -o furniture.json
  copydesk check --furniture furniture.json feeds/today.jsonl

\b
A document's source is what its feed calls it, else the host of its address, else
its file (or folder, where a file is one document). A block counts once for a
document, and copies of a story count as one document. Headings, single words,
questions and passages must stand in {UNSURE_SHARE:.0f} % of a source's documents: they may
well be the articles' own. docs/furniture.md tells more.

\b
Exit codes:
  0  written
  2  bad usage, no input, no source with enough documents, or unreadable records
     without --allow-unreadable; nothing was written
  3  an internal error
"""

UNREADABLE_NAMED = 5
"""Unreadable records that are named where they stand in the way; the others are counted."""

_UNUSED = frozenset({"max_unreadable", "select", "ignore", "language"})
_OPTIONS = [option for option in options_of_check("rules_path") if option.name not in _UNUSED]


@click.command(name="furniture", epilog=EPILOG, params=_OPTIONS)
@click.argument("inputs", metavar="FEED...", nargs=-1, required=True)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False),
    required=True,
    metavar="FILE",
    help="Where the file goes; - is standard output.",
)
@click.option(
    "--min-documents",
    type=click.IntRange(min=2),
    metavar="N",
    default=MIN_DOCUMENTS,
    show_default=True,
    help="Documents of its source in which a block must stand.",
)
@click.option(
    "--min-share",
    type=click.FloatRange(0, 100),
    metavar="P",
    default=MIN_SHARE,
    show_default=True,
    help="Percent of its source's documents in which it must stand.",
)
@click.option("--samples", is_flag=True, help="Write down how each block begins, and not its hash alone.")
@click.option("--show", is_flag=True, help="List what was found on standard error.")
@click.option("--allow-unreadable", is_flag=True, help="Learn from the others where records cannot be read.")
@debug_option
def command(**given: Any) -> None:
    """Learn from FEED which blocks are a source's furniture, for `copydesk check --furniture FILE`.

    FEED is whatever `copydesk check` reads: the more documents of a source, the better.
    """
    rules = load(given["rules_path"], quiet=given["quiet"])
    require_folder(given["output"])
    refuse_to_overwrite(given["output"], given["inputs"])
    thresholds = Thresholds(given["min_documents"], given["min_share"])
    learner = Learner(thresholds, samples=given["samples"] or given["show"])
    try:
        documents = read(given["inputs"], feed_options({**given, "language": None}, rules), sys.stdin.buffer)
        _learn(learner, documents, allow_unreadable=given["allow_unreadable"], quiet=given["quiet"])
    except FeedError as error:
        raise Failure(f"copydesk: {error}") from None
    furniture = learner.furniture()
    samples = learner.samples() if given["samples"] else None
    with opened(given["output"]) as stream:
        stream.write(dumps_rows(furniture_record(StoredFurniture(furniture, version(), thresholds), samples)))
    if given["show"]:
        _show(learner, furniture)
    if not given["quiet"]:
        _tell(learner, furniture, given["output"])


def _learn(
    learner: Learner, documents: Iterable[Document | Unreadable], *, allow_unreadable: bool, quiet: bool
) -> None:
    """Read all documents. Raises `Failure` where nothing can be learned, or too little could be read."""
    unreadable, count = list[str](), 0
    with Progress(wanted=not quiet) as progress:
        for item in documents:
            if isinstance(item, Unreadable):
                count += 1
                if len(unreadable) < UNREADABLE_NAMED:
                    unreadable.append(f"{item.location}: {item.kind}: {item.message}")
            else:
                learner.add(item)
            progress.advance()
    if count and not allow_unreadable:
        what = f"{count} of {count + learner.documents} documents could not be read"
        raise Failure(_refusal(f"{what} (--allow-unreadable learns from the others)", unreadable))
    if not learner.sources:
        needed = f"no source has {learner.thresholds.documents} documents that differ"
        raise Failure(_refusal(f"{needed}, of {learner.documents} in all", unreadable))


def _refusal(why: str, unreadable: Sequence[str]) -> str:
    named = [f"  {_short(line)}" for line in unreadable]
    return "\n".join([f"copydesk: nothing was written: {why}", *named])


def _show(learner: Learner, furniture: Furniture) -> None:
    """What was found, the most frequent first."""
    samples = learner.samples()
    for name, source in furniture.sources.items():
        click.echo(f"{_short(name)}: {_blocks(len(source.blocks))}", err=True)
        width = len(str(source.documents))
        often = sorted(source.blocks.items(), key=lambda item: (-item[1], samples[name][item[0]]))
        for hashed, documents in often:
            line = f"  {documents:>{width}} of {source.documents}  {visible(samples[name][hashed])}"
            click.echo(line, err=True)


def _tell(learner: Learner, furniture: Furniture, output: str) -> None:
    """What the run adds up to."""
    where = "standard output" if output == STANDARD_OUTPUT else output
    found = sum(len(source.blocks) for source in furniture.sources.values())
    of = f"{len(furniture.sources)} of {_number(len(learner.sources), 'source')}"
    lines = [
        f"copydesk: {where}: {_blocks(found)} of furniture in {of}",
        f"  learned from {_number(learner.documents, 'document')} with {learner.blocks:,} blocks",
    ]
    few = learner.documents - learner.copies - sum(learner.sources.values())
    if learner.copies:
        lines.append(f"  left out: {_number(learner.copies, 'copy', 'copies')} of earlier documents")
    if few > 0:
        needed = learner.thresholds.documents
        lines.append(f"  not learned: {_number(few, 'document')} of sources with fewer than {needed}")
    if learner.pruned:
        lines.append(f"  forgotten for want of room: {_blocks(learner.pruned)} that had recurred")
    click.echo("\n".join(lines), err=True)


def _blocks(number: int) -> str:
    return _number(number, "block")


def _number(number: int, one: str, more: str | None = None) -> str:
    return f"{number:,} {one if number == 1 else more or one + 's'}"


def _short(text: str) -> str:
    return visible(shortened(text, LONGEST_NAME))
