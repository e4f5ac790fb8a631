"""`copydesk learn fluency`: a model of how the house's own sound copy reads."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from ..document import Document
from ..feeds import FeedError, read
from ..finding import Unreadable
from ..language import UNKNOWN, stop_words
from ..reports.output import binary_file
from ..training.fluency import MILLION_TOKENS, SEED, Recipe, TooLittleText, one_thread, trained
from ._corpus import feed_options, options_of_check
from ._errors import Failure, debug_option
from ._outputs import refuse_to_overwrite, require_folder
from ._rules import load

EPILOG = """\b
Examples:
  copydesk learn fluency archive.jsonl -o house.model
  copydesk learn fluency --lang nl archief/ -o nl.model
  copydesk check --fluency house.model feeds/today.jsonl

\b
The corpus must be sound: whatever is wrong in it is learned as right. A million
words are few, ten million good. Any language that writes spaces between words will
do. docs/fluency.md tells more.

\b
Exit codes:
  0  written
  2  bad usage, no input, or too little text; nothing was written
  3  an internal error
"""

_UNUSED = frozenset({"max_unreadable", "select", "ignore"})
_OPTIONS = [option for option in options_of_check("rules_path") if option.name not in _UNUSED]


@click.command(name="fluency", epilog=EPILOG, params=_OPTIONS)
@click.argument("inputs", metavar="CORPUS...", nargs=-1, required=True)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False),
    required=True,
    metavar="FILE",
    help="Where the model goes.",
)
@click.option(
    "--million-tokens",
    type=click.FloatRange(min=0.01),
    metavar="N",
    default=MILLION_TOKENS,
    show_default=True,
    help="Tokens to read, sound and damaged: half an hour of one core for 80 million.",
)
@click.option("--seed", type=int, default=SEED, show_default=True, help="What chance begins with.")
@debug_option
def command(**given: Any) -> None:
    """Train a model on CORPUS, sound texts of one language, for `copydesk check --fluency FILE`.

    CORPUS is whatever `copydesk check` reads. The language is --lang, else that of the first text.
    """
    one_thread()
    rules = load(given["rules_path"], quiet=given["quiet"])
    require_folder(given["output"])
    refuse_to_overwrite(given["output"], given["inputs"])
    try:
        documents = _documents(read(given["inputs"], feed_options(given, rules), sys.stdin.buffer))
        first = next(documents, None)
        language = given["language"] or (first.language if first is not None else UNKNOWN)
        if not stop_words(language):
            raise Failure("copydesk: the language of the corpus is not known: name it with --lang")
        recipe = Recipe(language, given["million_tokens"], given["seed"])
        data = trained(_texts(first, documents), recipe, lambda line: _tell(line, quiet=given["quiet"]))
    except FeedError as error:
        raise Failure(f"copydesk: {error}") from None
    except TooLittleText as error:
        raise Failure(f"copydesk: nothing was written: {error}") from None
    with binary_file(Path(given["output"])) as stream:
        stream.write(data)
    _tell(f"copydesk: {given['output']}: {len(data):,} bytes", quiet=given["quiet"])


def _documents(items: Iterable[Document | Unreadable]) -> Iterator[Document]:
    """The documents that could be read; a corpus may have others."""
    return (item for item in items if isinstance(item, Document))


def _texts(first: Document | None, documents: Iterable[Document]) -> Iterator[tuple[str, str]]:
    """Source and text of each document."""
    if first is not None:
        yield first.source or "", first.text
    for document in documents:
        yield document.source or "", document.text


def _tell(line: str, *, quiet: bool) -> None:
    if not quiet:
        click.echo(line, err=True)
