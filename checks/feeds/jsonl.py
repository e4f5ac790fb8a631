"""JSON Lines: one record to a line, read line by line."""

from __future__ import annotations

import codecs
from collections.abc import Iterator

from ..document import Location
from ..finding import Unreadable
from .decoding import byte_order_mark
from .documents import OpenFeed, identity_of
from .options import FeedOptions
from .records import RawRecord, Record

SKIP_BYTES = 1 << 16
"""Bytes at a time in which the rest of a line that is too long is passed over."""


def read_records(feed: OpenFeed, options: FeedOptions) -> Iterator[Record | Unreadable]:
    """The records of a feed; only LF ends a line (a CR before it is white space), blank lines are none."""
    for item in read_raw(feed, options):
        yield item.parsed(options) if isinstance(item, RawRecord) else item


def read_raw(feed: OpenFeed, options: FeedOptions) -> Iterator[RawRecord | Unreadable]:
    """The same records, still to be parsed: to find where lines end costs next to nothing."""
    wide = wide_encoding(feed)
    if wide is not None:
        yield wide
        return
    number = record = 0
    while line := feed.stream.readline(options.max_record_bytes + 1):
        number += 1
        whole = len(line) <= options.max_record_bytes or line.endswith(b"\n")
        if not whole:
            _skip_rest_of_line(feed, line)
        elif number == 1:
            line = line.removeprefix(codecs.BOM_UTF8)
        if not line.strip():
            continue
        record += 1
        location = Location(feed.path, number, record)
        yield RawRecord(location, line.rstrip(b"\r\n") if whole else None)


def wide_encoding(feed: OpenFeed) -> Unreadable | None:
    """A report for a feed in UTF-16 or UTF-32, which JSON is not written in (RFC 8259, section 8.1)."""
    mark = byte_order_mark(feed.stream.peek(4))
    if mark is None or mark[0] == codecs.BOM_UTF8:
        return None
    location = Location(feed.path, 1, 1)
    message = f"the feed is in {mark[1].upper()}; convert it to UTF-8"
    return Unreadable(identity_of(location), location, "bad-bytes", message)


def _skip_rest_of_line(feed: OpenFeed, line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = feed.stream.readline(SKIP_BYTES)
