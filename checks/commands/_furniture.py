"""The option `--furniture` and the file behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import click

from ..document import Document
from ..engine import Checker
from ..finding import Unreadable
from ..furniture import Furniture, source_of
from ..reports import SideFile
from ..reports.document_lines import LONGEST_NAME
from ..reports.visible import shortened, visible
from ._errors import Failure
from ._side_files import digest_of, read_text

furniture_option = click.option(
    "--furniture",
    "furniture_path",
    metavar="FILE",
    type=click.Path(),
    help="What `copydesk learn furniture` wrote: blocks that stand in many documents of their source are "
    "found. Without it, none are: nothing is learned in passing.",
)


class LoadedFurniture(NamedTuple):
    """The furniture of a run, and what the report tells of its file."""

    furniture: Furniture
    file: SideFile | None


def load_furniture(path: str | None) -> LoadedFurniture:
    """The furniture of a file. Raises `Failure` for one that cannot be used: it was asked for."""
    if path is None:
        return LoadedFurniture(Furniture(), None)
    from ..furniture_file import FurnitureError, parse_furniture  # noqa: PLC0415 (few runs have such a file)

    text = read_text(Path(path))
    try:
        stored = parse_furniture(text)
    except FurnitureError as error:
        raise Failure(f"--furniture {path}: {error}") from None
    return LoadedFurniture(stored.furniture, SideFile(path, digest_of(text)))


class SourcesMet:
    """Whether a run meets any of the sources of which furniture was learned.

    A feed that names its sources otherwise than the one that was learned from would pass in silence.
    """

    def __init__(self, furniture: Furniture) -> None:
        self._known = furniture.sources
        self._any_met = False
        self._stranger: str | None = None

    def watched(self, documents: Iterable[Document | Unreadable]) -> Iterator[Document | Unreadable]:
        """The same documents, their sources taken note of."""
        for item in documents:
            if isinstance(item, Document):
                self.meet(item)
            yield item

    def meet(self, document: Document) -> None:
        """Take note of the source of one document."""
        if self._known and not self._any_met:
            name = source_of(document)
            self._any_met = name in self._known
            self._stranger = self._stranger or name

    def tell(self, path: str) -> None:
        """Say on standard error that no source was met, and which there was instead."""
        if self._any_met or self._stranger is None:
            return
        first = visible(shortened(self._stranger, LONGEST_NAME))
        click.echo(f"copydesk: {path} knows no source of this feed, whose first is {first}", err=True)


def tell_unused(checker: Checker, path: str | None, *, quiet: bool) -> None:
    """Say on standard error that a file of furniture was given and no rule of the run looks at it."""
    if path is None or quiet or any(rule.kind == "furniture" for rule in checker.rules()):
        return
    click.echo(f"copydesk: --furniture {path} has no effect: no rule of kind furniture runs", err=True)
