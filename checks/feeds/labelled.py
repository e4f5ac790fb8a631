"""Labelled feeds: the documents of JSON Lines, each with the record that it was read from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from ..document import Document, Location
from ..finding import Unreadable
from .compression import bad_compression, unpacked
from .documents import OpenFeed
from .files import STANDARD_INPUT, find, unreadable_file
from .formats import format_of
from .jsonl import read_records
from .mapping import documents
from .options import FeedError, FeedOptions, quoted
from .records import Record
from .stream import PeekableStream

FORMAT = "jsonl"
"""The format of labelled feeds: a label may be a list, which neither a text nor a table holds."""


def read_labelled(
    inputs: Sequence[str], options: FeedOptions
) -> Iterator[tuple[Document, Mapping[str, Any]] | Unreadable]:
    """The documents of all inputs, in order, each with its record.

    Raises FeedError for an input that is not there, is in another format, or is standard input: labels are
    looked through before the first text is checked, and a stream cannot be read twice.
    """
    for path in find(inputs):
        if isinstance(path, Unreadable):
            yield path
        elif path == STANDARD_INPUT:
            raise FeedError("labelled records are read twice, and standard input cannot be; give a file")
        else:
            try:
                with Path(path).open("rb") as raw:
                    yield from _read(OpenFeed(path, PeekableStream(raw)), options.for_input(path))
            except OSError as error:
                yield unreadable_file(path, error)


def _read(
    packed: OpenFeed, options: FeedOptions
) -> Iterator[tuple[Document, Mapping[str, Any]] | Unreadable]:
    feed = unpacked(packed)
    if isinstance(feed, Unreadable):
        yield feed
        return
    name = format_of(feed, options.format)
    if name != FORMAT:
        raise FeedError(f"labels stand in JSON Lines ({FORMAT}), and {quoted(feed.path)} is {name}")
    kept: dict[Location, Mapping[str, Any]] = {}
    is_empty = True
    for item in documents(_keeping(read_records(feed, options), kept), options, feed.path):
        is_empty = False
        if isinstance(item, Unreadable):
            kept.pop(item.location, None)
            yield item
        elif item.location is not None:  # a record always has its place
            yield item, kept.pop(item.location)
    if feed.damage is not None:
        yield bad_compression(feed.path, feed.damage, None)
    elif is_empty:
        yield Unreadable(None, Location(feed.path), "empty-feed", "the feed holds no record")


def _keeping(
    records: Iterable[Record | Unreadable], kept: dict[Location, Mapping[str, Any]]
) -> Iterator[Record | Unreadable]:
    """The same records, each kept by its place until its document has come."""
    for record in records:
        if isinstance(record, Record):
            kept[record.location] = record.value
        yield record
