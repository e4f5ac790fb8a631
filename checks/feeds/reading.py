"""Reads inputs one after the other, each with the reader of its format, imported for the first that asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from itertools import chain, islice
from pathlib import Path
from types import MappingProxyType
from typing import Any, BinaryIO

from ..document import Document, Location
from ..finding import Unreadable
from .compression import bad_compression, unpacked
from .decoding import BINARY_BYTES, binary_kind
from .documents import OpenFeed, read_document, unreadable_whole
from .fields import check_target
from .files import STANDARD_INPUT, find, unreadable_file
from .formats import check_format, format_of, format_of_name
from .mapping import units
from .options import FeedOptions, UnknownFieldsError
from .records import RawRecord, Record
from .stream import PeekableStream
from .units import ReadUnit, Unit

_DOCUMENTS = ("text", "markdown", "html")
"""Formats of which a file is one document: each has a module with `document`, from its bytes and path."""

_RECORDS: Mapping[str, str] = MappingProxyType(
    {
        "jsonl": "jsonl.read_raw",
        "json": "json_array.read_records",
        "csv": "delimited.read_csv",
        "tsv": "delimited.read_tsv",
        "rss": "syndication.read_records",
        "atom": "syndication.read_records",
        "parquet": "parquet.read_records",
        "warc": "warc.read_records",
    }
)
"""Formats of which a file holds many records: the module and function that read them."""

_DocumentReader = Callable[[bytes, str], Document]
_RecordReader = Callable[[OpenFeed, FeedOptions], Iterator[Record | RawRecord | Unreadable]]


def read(inputs: Sequence[str], options: FeedOptions, stdin: BinaryIO) -> Iterator[Document | Unreadable]:
    """The documents of all inputs, in order, each read when it is asked for.

    An input is a file, a folder (all files of a known ending in it and below), a glob, or `-` for `stdin`.
    What cannot be read comes as an Unreadable in its place. Raises FeedError for an input that is not
    there, for options that mean nothing, and for an only feed whose text cannot be found; among several
    such a feed is an Unreadable, and the others are read.
    """
    for unit in read_units(inputs, options, stdin):
        yield unit.read()


@dataclass(frozen=True, slots=True)
class FileUnit:
    """A file that is one document, and still to be opened."""

    path: str
    options: FeedOptions

    @property
    def location(self) -> Location:
        """The file as a whole."""
        return Location(self.path)

    @property
    def size(self) -> int:
        """Its bytes; none where the file cannot be asked."""
        try:
            return Path(self.path).stat().st_size
        except OSError:
            return 0

    def read(self) -> Document | Unreadable:
        """Its document."""
        (unit,) = _read_file(self.path, self.options)
        return unit.read()


def read_units(inputs: Sequence[str], options: FeedOptions, stdin: BinaryIO) -> Iterator[Unit]:
    """What `read` gives, each document still to be read. Raises FeedError as `read` does."""
    if options.format is not None:
        check_format(options.format)
    for target in options.fields:
        check_target(target)
    paths = find(inputs)
    first, others = next(paths, None), list(islice(paths, 1))
    for path in chain([first] if first is not None else [], others, paths):
        if isinstance(path, Unreadable):
            yield ReadUnit(path)
            continue
        try:
            if path == STANDARD_INPUT:
                yield from _read_stream(OpenFeed(path, PeekableStream(stdin)), options)
            elif ((told := options.for_input(path)).format or format_of_name(path)) in _DOCUMENTS:
                yield FileUnit(path, told)
            else:
                yield from _read_file(path, options)
        except UnknownFieldsError as error:
            if not others:
                raise
            yield ReadUnit(Unreadable(None, Location(path), "missing-text", str(error)))


def _read_file(path: str, options: FeedOptions) -> Iterator[Unit]:
    try:
        with Path(path).open("rb") as raw:
            yield from _read_stream(OpenFeed(path, PeekableStream(raw)), options)
    except OSError as error:
        yield ReadUnit(unreadable_file(path, error))


def _read_stream(packed: OpenFeed, given: FeedOptions) -> Iterator[Unit]:
    options = given.for_input(packed.path)
    feed = unpacked(packed)
    if isinstance(feed, Unreadable):
        yield ReadUnit(feed)
        return
    if kind := binary_kind(feed.stream.peek(BINARY_BYTES)):
        yield ReadUnit(unreadable_whole(feed, "unreadable-file", f"this is {kind}, not a text"))
        return
    name = format_of(feed, options.format)
    if name in _DOCUMENTS:
        of_document: _DocumentReader = _function(f"{name}.document")
        yield ReadUnit(read_document(feed, options, of_document))
        return
    is_empty = True
    of_records: _RecordReader = _function(_RECORDS[name])
    records = _up_to_damage(feed, of_records(feed, options), options)
    for unit in units(records, options, feed.path):
        is_empty = False
        yield unit
    if is_empty:
        yield ReadUnit(Unreadable(None, Location(feed.path), "empty-feed", "the feed holds no record"))


def _up_to_damage(
    feed: OpenFeed, records: Iterator[Record | RawRecord | Unreadable], options: FeedOptions
) -> Iterator[Record | RawRecord | Unreadable]:
    """The records of a feed; that its archive is damaged comes last, in place of a record cut in two."""
    if feed.archive is None:
        yield from records
        return
    held: Record | RawRecord | Unreadable | None = None
    for item in records:
        if held is not None:
            yield held
        held = item
    if feed.damage is None:
        if held is not None:
            yield held
        return
    if isinstance(held, RawRecord):
        held = held.parsed(options)  # whether it was cut in two shows then
    number = None if held is None else held.location.record
    if isinstance(held, Record):
        yield held
        number = None if number is None else number + 1
    yield bad_compression(feed.path, feed.damage, number)


def _function(name: str) -> Any:
    """A function of a module in this folder."""
    module, _, function = name.partition(".")
    return getattr(import_module(f".{module}", __package__), function)
