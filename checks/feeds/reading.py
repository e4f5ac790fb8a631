"""Reads inputs one after the other, each with the reader of its format."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, islice
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

from ..document import Document, Location
from ..finding import Unreadable
from . import delimited, html, json_array, jsonl, markdown, syndication, text
from .compression import bad_compression, unpacked
from .decoding import BINARY_BYTES, binary_kind
from .documents import OpenFeed, read_document, unreadable_whole
from .fields import GUESSES, check_target
from .files import STANDARD_INPUT, find, unreadable_file
from .formats import check_format, format_of
from .mapping import documents
from .options import FeedOptions, UnknownFieldsError
from .records import Record
from .stream import PeekableStream

_DOCUMENTS: Mapping[str, Callable[[bytes, str], Document]] = MappingProxyType(
    {"text": text.document, "markdown": markdown.document, "html": html.document}
)
"""Formats of which a file is one document: its bytes and path to that document."""


def _read_json(feed: OpenFeed, options: FeedOptions) -> Iterator[Record | Unreadable]:
    return json_array.read_records(feed, options, _text_keys(options))


_RECORDS: Mapping[str, Callable[[OpenFeed, FeedOptions], Iterator[Record | Unreadable]]] = MappingProxyType(
    {
        "jsonl": jsonl.read_records,
        "json": _read_json,
        "csv": delimited.read_csv,
        "tsv": delimited.read_tsv,
        "rss": syndication.read_records,
        "atom": syndication.read_records,
    }
)
"""Formats of which a file holds many records."""


def read(inputs: Sequence[str], options: FeedOptions, stdin: BinaryIO) -> Iterator[Document | Unreadable]:
    """The documents of all inputs, in order, each read when it is asked for.

    An input is a file, a folder (all files of a known ending in it and below), a glob, or `-` for `stdin`.
    What cannot be read comes as an Unreadable in its place. Raises FeedError for an input that is not
    there, for options that mean nothing, and for an only feed whose text cannot be found; among several
    such a feed is an Unreadable, and the others are read.
    """
    if options.format is not None:
        check_format(options.format)
    for target in options.fields:
        check_target(target)
    paths = find(inputs)
    first, others = next(paths, None), list(islice(paths, 1))
    for path in chain([first] if first is not None else [], others, paths):
        if isinstance(path, Unreadable):
            yield path
            continue
        try:
            if path == STANDARD_INPUT:
                yield from _read_stream(OpenFeed(path, PeekableStream(stdin)), options)
            else:
                yield from _read_file(path, options)
        except UnknownFieldsError as error:
            if not others:
                raise
            yield Unreadable(None, Location(path), "missing-text", str(error))


def _read_file(path: str, options: FeedOptions) -> Iterator[Document | Unreadable]:
    try:
        with Path(path).open("rb") as raw:
            yield from _read_stream(OpenFeed(path, PeekableStream(raw)), options)
    except OSError as error:
        yield unreadable_file(path, error)


def _read_stream(packed: OpenFeed, given: FeedOptions) -> Iterator[Document | Unreadable]:
    options = given.for_input(packed.path)
    feed = unpacked(packed)
    if isinstance(feed, Unreadable):
        yield feed
        return
    if kind := binary_kind(feed.stream.peek(BINARY_BYTES)):
        yield unreadable_whole(feed, "unreadable-file", f"this is {kind}, not a text")
        return
    name = format_of(feed, options.format)
    if name in _DOCUMENTS:
        yield read_document(feed, options, _DOCUMENTS[name])
        return
    is_empty = True
    records = _up_to_damage(feed, _RECORDS[name](feed, options))
    for item in documents(records, options, feed.path):
        is_empty = False
        yield item
    if is_empty:
        yield Unreadable(None, Location(feed.path), "empty-feed", "the feed holds no record")


def _up_to_damage(feed: OpenFeed, records: Iterator[Record | Unreadable]) -> Iterator[Record | Unreadable]:
    """The records of a feed; that its archive is damaged comes last, in place of a record cut in two."""
    if feed.archive is None:
        yield from records
        return
    held: Record | Unreadable | None = None
    count = 0
    for item in records:
        if held is not None:
            yield held
        held, count = item, count + 1
    if feed.damage is None:
        if held is not None:
            yield held
        return
    if isinstance(held, Record):
        yield held
        count += 1
    yield bad_compression(feed.path, feed.damage, count or None)


def _text_keys(options: FeedOptions) -> frozenset[str]:
    """Keys by which an object shows that it is a record itself, and not a wrapping around records."""
    given = [options.fields[target] for target in ("text", "html") if target in options.fields]
    names = given or [*GUESSES["text"], *GUESSES["html"]]
    return frozenset(name.partition(".")[0] for name in names)
