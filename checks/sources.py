"""Settings by source: how its inputs are read, what is taken for granted of them, and what they must be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Annotated, Literal, NamedTuple

from .doc import Doc
from .finding import Result, Unreadable
from .language import UNKNOWN, normalise_code
from .limit import SourceGate

FeedFormat = Literal[
    "text", "markdown", "html", "jsonl", "json", "csv", "tsv", "rss", "atom", "parquet", "warc"
]
"""The formats that an input can be read in."""

FieldName = Literal["text", "html", "title", "id", "url", "source", "language"]
"""What a field of a record can be read as."""

SourceLevel = Literal["error", "warning", "none"]
"""The level of findings that decides a verdict; `none` unsets what holds for other sources."""

MAX_SCORE = 100


@dataclass(frozen=True, slots=True)
class SourceScore:
    """Thresholds of the verdict for the documents of one source; None leaves those of `score`."""

    fail_under: Annotated[float | None, Doc("A score below this fails the document.")] = None
    fail_on: Annotated[SourceLevel | None, Doc("A finding of this severity or graver fails it.")] = None
    review_under: Annotated[float | None, Doc("A score below this asks for review.")] = None
    review_on: Annotated[SourceLevel | None, Doc("A finding of this severity or graver asks for review.")] = (
        None
    )

    def __post_init__(self) -> None:
        """Raise ValueError for a threshold that no score can reach."""
        for name in ("fail_under", "review_under"):
            value: float | None = getattr(self, name)
            if value is not None and not 0 <= value <= MAX_SCORE:
                raise ValueError(f"{name} must lie between 0 and {MAX_SCORE}")


@dataclass(frozen=True, slots=True)
class SourceSettings:
    """What is known of a source before it is read, and what its documents are held to."""

    fields: Annotated[
        Mapping[FieldName, str], Doc("Which key of its records holds what; `--field` wins over it.")
    ] = field(default_factory=dict)
    format: Annotated[FeedFormat | None, Doc("Its format; `--input-format` wins over it.")] = None
    language: Annotated[
        str | None, Doc("The language of its documents that do not say theirs; `--lang` wins over it.")
    ] = None
    score: Annotated[SourceScore, Doc("Thresholds of the verdict on its documents, over `score`.")] = (
        SourceScore()
    )
    gate: Annotated[SourceGate, Doc("Limits for its documents, beside those of `gate`.")] = field(
        default_factory=SourceGate
    )

    def __post_init__(self) -> None:
        """Raise ValueError for a language that is none."""
        if self.language is not None and normalise_code(self.language) == UNKNOWN:
            raise ValueError(f"unknown language {self.language!r}; give a code such as en")


Sources = Mapping[str, SourceSettings]
"""Settings by glob of a source: of the path that an input is known by, a document's source or its address."""


class Names(NamedTuple):
    """What the glob of a source is held against."""

    path: str | None
    source: str | None = None
    url: str | None = None


def names_of(item: Result | Unreadable) -> Names:
    """The names that an item is known by; of a record that could not be read, only the path is known."""
    if isinstance(item, Unreadable):
        return Names(item.location.path)
    document = item.document
    path = None if document.location is None else document.location.path
    return Names(path, document.source, document.url)


def matches(glob: str, *names: str | None) -> bool:
    """Whether a glob of a source is meant for what has one of these names."""
    return any(name is not None and fnmatchcase(name, glob) for name in names)


def settings_of(sources: Sources, *names: str | None) -> Iterator[SourceSettings]:
    """The settings whose globs match one of the names, the last in the file first: it weighs most."""
    for glob, settings in reversed(list(sources.items())):
        if matches(glob, *names):
            yield settings
