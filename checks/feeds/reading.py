"""Reads inputs one after the other, each with the reader of its format."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO

from ..document import Document, Location
from ..finding import Unreadable
from . import html, json_array, jsonl, markdown, text
from .documents import OpenFeed
from .fields import GUESSES, check_target
from .files import STANDARD_INPUT, find, unreadable_file
from .formats import check_format, format_of
from .mapping import documents
from .options import FeedOptions, UnknownFieldsError
from .stream import PeekableStream

_WHOLE = {"text": text.read, "markdown": markdown.read, "html": html.read}
"""Formats of which a file is one document."""


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


def _read_stream(feed: OpenFeed, options: FeedOptions) -> Iterator[Document | Unreadable]:
    name = format_of(feed, options.format)
    if name in _WHOLE:
        yield from _WHOLE[name](feed, options)
        return
    if name == "jsonl":
        records = jsonl.read_records(feed, options)
    else:
        records = json_array.read_records(feed, options, _text_keys(options))
    is_empty = True
    for item in documents(records, options, feed.path):
        is_empty = False
        yield item
    if is_empty:
        yield Unreadable(None, Location(feed.path), "empty-feed", "the feed holds no record")


def _text_keys(options: FeedOptions) -> frozenset[str]:
    """Keys by which an object shows that it is a record itself, and not a wrapping around records."""
    given = [options.fields[target] for target in ("text", "html") if target in options.fields]
    names = given or [*GUESSES["text"], *GUESSES["html"]]
    return frozenset(name.partition(".")[0] for name in names)
