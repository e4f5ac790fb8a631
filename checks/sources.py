"""Settings by source: how the inputs of one source are read, and what is taken for granted of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Annotated, Literal

from .doc import Doc
from .language import UNKNOWN, normalise_code

FeedFormat = Literal["text", "markdown", "html", "jsonl", "json", "csv", "tsv", "rss", "atom"]
"""The formats that an input can be read in."""

FieldName = Literal["text", "html", "title", "id", "url", "source", "language"]
"""What a field of a record can be read as."""


@dataclass(frozen=True, slots=True)
class SourceSettings:
    """What is known of a source before it is read."""

    fields: Annotated[
        Mapping[FieldName, str], Doc("Which key of its records holds what; `--field` wins over it.")
    ] = field(default_factory=dict)
    format: Annotated[FeedFormat | None, Doc("Its format; `--input-format` wins over it.")] = None
    language: Annotated[
        str | None, Doc("The language of its documents that do not say theirs; `--lang` wins over it.")
    ] = None

    def __post_init__(self) -> None:
        """Raise ValueError for a language that is none."""
        if self.language is not None and normalise_code(self.language) == UNKNOWN:
            raise ValueError(f"unknown language {self.language!r}; give a code such as en")


Sources = Mapping[str, SourceSettings]
"""Settings by glob of a source: of the path that an input is known by, a document's source or its address."""


def settings_of(sources: Sources, *names: str | None) -> Iterator[SourceSettings]:
    """The settings whose globs match one of the names, the last in the file first: it weighs most."""
    for glob, settings in reversed(list(sources.items())):
        if any(name is not None and fnmatchcase(name, glob) for name in names):
            yield settings
