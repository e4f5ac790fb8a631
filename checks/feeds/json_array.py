"""JSON files: an array of records, an object around such an array, one record, or in truth JSON Lines.

The array is cut into its elements by brackets and quotation marks alone, a chunk at a time, and each element
is then parsed as a record of its own. So a record that is not valid JSON costs that record and not the rest,
and a record of any size costs no more memory than the limit.

What a JSON Feed (jsonfeed.org) says of itself reaches its items: all of it where the feed is no longer than
the limit of a record, else what stands before the items.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from ..document import Location
from ..finding import Unreadable
from . import jsonl
from .documents import OpenFeed, identity_of
from .fields import GUESSES
from .options import FeedOptions
from .records import Record, parse_record
from .stream import PeekableStream

ARRAY_KEYS = ("items", "articles", "documents", "data", "records", "results", "entries", "docs")
"""Keys of an object that may hold the array of records."""

JSON_FEED = "https://jsonfeed.org/version/"
"""How the version of a JSON Feed begins."""

_FEED_KEYS = {"source": "title", "language": "language", "home_page_url": "home_page_url"}
"""What the items of a JSON Feed get from it: the key of a record, and that of the feed."""

CHUNK_BYTES = 1 << 18
"""Bytes that are read at a time: large enough that Python's work for each chunk does not count."""

FIRST_LINE_BYTES = 1 << 16
"""Bytes in which the first line is looked for when a feed may be JSON Lines."""

_WHITE_SPACE = b" \t\n\r"
_STRUCTURE = re.compile(rb'["\[\]{},]')
_IN_STRING = re.compile(rb'(?:[^"\\]++|\\.)*+', re.DOTALL)
_KEY_END = re.compile(rb"[ \t\n\r]*:[ \t\n\r]*")
_ARRAY_OF_OBJECTS = re.compile(rb"\[[ \t\n\r]*[{\]]")


def read_records(feed: OpenFeed, options: FeedOptions) -> Iterator[Record | Unreadable]:
    """The records of a JSON feed; an object with the key of a text is itself a record."""
    wide = jsonl.wide_encoding(feed)
    if wide is not None:
        yield wide
        return
    first = _skip_white_space(feed.stream)
    if first == b"[":
        feed.stream.skip(1)
        yield from _elements(feed, options, trailer=b"")
    elif first == b"{":
        yield from _object(feed, options)
    elif first:
        yield _single(feed, options)


def _skip_white_space(stream: PeekableStream) -> bytes:
    """Pass over a byte order mark and white space; the byte after them, none at the end of the feed."""
    if stream.peek(3) == codecs.BOM_UTF8:
        stream.skip(3)
    while piece := stream.peek(CHUNK_BYTES):
        rest = piece.lstrip(_WHITE_SPACE)
        stream.skip(len(piece) - len(rest))
        if rest:
            return rest[:1]
    return b""


def _single(feed: OpenFeed, options: FeedOptions) -> Record | Unreadable:
    data = feed.stream.read_up_to(options.max_record_bytes)
    location = Location(feed.path, None, 1)
    return parse_record(data if len(data) <= options.max_record_bytes else None, location, options)


def _object(feed: OpenFeed, options: FeedOptions) -> Iterator[Record | Unreadable]:
    if _first_line_is_object(feed.stream.peek(FIRST_LINE_BYTES)):
        yield from jsonl.read_records(feed, options)
        return
    head = feed.stream.peek(options.max_record_bytes)
    outline = _outline(head)
    if outline.followed_by_object:
        yield from jsonl.read_records(feed, options)
    elif len(outline.arrays) == 1 and not _text_keys(options) & outline.keys:
        about = _about_feed(head, outline)
        feed.stream.skip(outline.arrays[0].start + 1)
        for item in _elements(feed, options, trailer=b"}"):
            yield item if about is None or isinstance(item, Unreadable) else _with_feed(item, about)
    else:
        yield _single(feed, options)


def _first_line_is_object(head: bytes) -> bool:
    line, line_feed, rest = head.partition(b"\n")
    if not line_feed or not rest.strip(_WHITE_SPACE):
        return False
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


@dataclass
class _Array:
    """Where an array of records begins, and the offset behind it, if that is known."""

    start: int
    end: int | None = None


class _Outline(NamedTuple):
    """What the outermost object of a feed shows: its keys, its arrays of records, and its end, if known."""

    keys: frozenset[str]
    arrays: tuple[_Array, ...]
    end: int | None
    followed_by_object: bool


def _outline(head: bytes) -> _Outline:
    keys, arrays, depth, at = set[str](), list[_Array](), 0, 0
    while found := _STRUCTURE.search(head, at):
        at = found.end()
        mark = found.group()
        if mark == b'"':
            end = _IN_STRING.match(head, at).end()  # type: ignore[union-attr]  # it matches anything
            key = head[at:end].decode("utf-8", "replace")
            at = end + 1
            if depth == 1 and (colon := _KEY_END.match(head, at)):
                keys.add(key)
                if key in ARRAY_KEYS and _ARRAY_OF_OBJECTS.match(head, colon.end()):
                    arrays.append(_Array(colon.end()))
        elif mark in b"[{":
            depth += 1
        elif mark in b"]}":
            depth -= 1
            if depth == 1 and arrays and arrays[-1].end is None:
                arrays[-1].end = at
            if depth == 0:
                break
    followed = depth == 0 and head[at:].lstrip(_WHITE_SPACE).startswith(b"{")
    return _Outline(frozenset(keys), tuple(arrays), None if depth else at, followed)


def _about_feed(head: bytes, outline: _Outline) -> Mapping[str, Any] | None:
    """What a JSON Feed says of all its items, by the keys that records have for it; None for other feeds."""
    array = outline.arrays[0]
    rest = b"}" if array.end is None or outline.end is None else head[array.end : outline.end]
    try:
        feed = json.loads(head[: array.start] + b"[]" + rest)
    except (ValueError, RecursionError):  # bytes that are not UTF-8 are a ValueError too
        return None
    if not str(feed.get("version")).startswith(JSON_FEED):
        return None
    return {key: feed[name] for key, name in _FEED_KEYS.items() if isinstance(feed.get(name), str)}


def _with_feed(item: Record, about: Mapping[str, Any]) -> Record:
    """An item of a JSON Feed with what its feed says, where it says nothing itself."""
    url = item.value.get("url") or item.value.get("external_url")
    return Record(item.location, {**about, **item.value, **({"url": url} if url else {})})


class _Element(NamedTuple):
    """An element's bytes (None where they were too many), and what ended it: `,`, `]`, `}` or nothing."""

    data: bytes | None
    end: bytes


def _elements(feed: OpenFeed, options: FeedOptions, trailer: bytes) -> Iterator[Record | Unreadable]:
    """The records of the array that the stream stands in; `trailer` is what may follow the array's end."""
    number = 0
    for element in _split(feed.stream, options.max_record_bytes):
        data = None if element.data is None else element.data.strip(_WHITE_SPACE)
        if data == b"" and number == 0 and element.end == b"]":
            break
        if element.end in (b"", b"}"):
            ending = "ends" if not element.end else "is closed by a brace"
            after = f"record {number}" if number else "its opening bracket"
            message = f"the array {ending} after {after} and cannot be read further"
            yield _bad_json(feed, number + 1, message)
            return
        number += 1
        location = Location(feed.path, None, number)
        yield parse_record(data, location, options)
    if not _ends_well(feed.stream, trailer):
        yield _bad_json(feed, number + 1, f"the array ends after record {number}, and more follows it")


def _bad_json(feed: OpenFeed, number: int, message: str) -> Unreadable:
    location = Location(feed.path, None, number)
    return Unreadable(identity_of(location), location, "bad-json", message)


def _ends_well(stream: PeekableStream, trailer: bytes) -> bool:
    """Whether nothing but white space follows an array; behind one in an object, the object goes on."""
    first = _skip_white_space(stream)
    return first in (trailer, b",") if trailer else not first


class _Splitter:
    """Cuts chunks of JSON into the elements of the array that they lie in."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._parts: list[bytes] = []
        self._size = 0
        self._depth = 0
        self._in_string = False
        self._escaped = False

    def feed(self, chunk: bytes) -> Iterator[tuple[_Element, int]]:
        """The elements that end in this chunk, each with the offset behind its end."""
        begin, at = 0, 0
        while True:
            if self._in_string:
                at = self._pass_string(chunk, at)
            found = None if self._in_string else _STRUCTURE.search(chunk, at)
            if found is None:
                self._keep(chunk[begin:])
                return
            at = found.end()
            if self._ends_element(found.group()):
                self._keep(chunk[begin : at - 1])
                yield self.take(found.group()), at
                begin = at

    def take(self, end: bytes) -> _Element:
        """What was kept since the last element."""
        data = b"".join(self._parts) if self._size <= self._limit else None
        self._parts, self._size = [], 0
        return _Element(data, end)

    def _ends_element(self, mark: bytes) -> bool:
        if mark == b'"':
            self._in_string = True
        elif mark in b"[{":
            self._depth += 1
        elif self._depth == 0:
            return True
        elif mark != b",":
            self._depth -= 1
        return False

    def _pass_string(self, chunk: bytes, at: int) -> int:
        """The offset behind the string's end, if that lies in the chunk."""
        if self._escaped and chunk:
            at, self._escaped = at + 1, False
        end = _IN_STRING.match(chunk, at).end()  # type: ignore[union-attr]  # it matches anything
        self._escaped = chunk[end : end + 1] == b"\\"
        self._in_string = chunk[end : end + 1] != b'"'
        return end + 1

    def _keep(self, piece: bytes) -> None:
        self._size += len(piece)
        if self._size > self._limit:
            self._parts = []
        else:
            self._parts.append(piece)


def _split(stream: PeekableStream, limit: int) -> Iterator[_Element]:
    """The elements up to the array's end, or up to the end of the stream."""
    splitter = _Splitter(limit)
    while chunk := stream.peek(CHUNK_BYTES):
        for element, offset in splitter.feed(chunk):
            if element.end != b",":
                stream.skip(offset)
                yield element
                return
            yield element
        stream.skip(len(chunk))
    yield splitter.take(b"")


def _text_keys(options: FeedOptions) -> frozenset[str]:
    """Keys by which an object shows that it is a record itself, and not a wrapping around records."""
    given = [options.fields[target] for target in ("text", "html") if target in options.fields]
    names = given or [*GUESSES["text"], *GUESSES["html"]]
    return frozenset(name.partition(".")[0] for name in names)
