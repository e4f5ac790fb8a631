"""RSS 0.9 to 2.0, RSS 1.0 (RDF) and Atom: each entry is a record.

Nothing is repaired on the way. What an entry's XML stands for is its text, decoded once; what of that is HTML
goes through the HTML reader like any. An entry that is ill-formed costs itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath

from ..document import Location
from ..finding import Unreadable
from .documents import OpenFeed, identity_of
from .encodings import BAD_BYTE, TextDecoder, describe_bad_byte
from .entry import FIELDS, record_of
from .options import FeedOptions, quoted
from .records import Record
from .xml_entries import EntrySplitter, RawEntry
from .xml_faults import Fault, Faults
from .xml_parsing import BadXmlError, parse_entry
from .xml_source import XmlSource

FEED_SUFFIXES = frozenset({".rss", ".atom", ".rdf"})
"""Endings of names that promise a feed; `.xml` may be a page as well."""

PAGE_BYTES = 1 << 16
"""Bytes in which it must show that a file is a page and no feed."""

_PAGE = re.compile(
    r"\s*+(?:<\?(?:(?!\?>).)*+\?>\s*+|<!--(?:(?!-->).)*+-->\s*+|<!DOCTYPE[^<>]*+>\s*+)*+<(?:[\w.-]+:)?html[\s>]",
    re.DOTALL | re.IGNORECASE,
)
_FEED = re.compile(r"<(?:[\w.-]+:)?(?:rss|feed|RDF|channel)[\s>]")


def read_records(feed: OpenFeed, options: FeedOptions) -> Iterator[Record | Unreadable]:
    """The entries of a feed, in order; what is wrong with the feed as a whole comes once, at the end.

    What a feed says of itself reaches the entries behind it. A `.xml` file that is a page is one record.
    """
    source = XmlSource(feed.stream)
    if _is_page(feed, source, options):
        yield _page(feed, source, options)
        return
    faults = Faults()
    if source.fault is not None:
        faults.note(Fault(1, source.fault))
    splitter = EntrySplitter(options.max_record_bytes, source.codec, faults)
    for number, entry in enumerate(_entries(splitter, source, faults), 1):
        if splitter.foreign_root is not None:
            break
        yield _record(entry, splitter, Location(feed.path, entry.line, number), options)
    if splitter.foreign_root is not None:
        yield _no_feed(feed, splitter.foreign_root)
        return
    report = faults.report(feed.path)
    if report is not None:
        yield report


def _entries(splitter: EntrySplitter, source: XmlSource, faults: Faults) -> Iterator[RawEntry]:
    try:
        for piece in source.chunks():
            yield from splitter.feed(piece)
    except UnicodeDecodeError as error:
        faults.note(_bad_bytes(error, splitter.line))
    yield from splitter.close()


def _record(
    entry: RawEntry, splitter: EntrySplitter, location: Location, options: FeedOptions
) -> Record | Unreadable:
    identity = identity_of(location)
    if entry.text is None:
        message = f"the record has more than {options.max_record_bytes:,} bytes"
        return Unreadable(identity, location, "too-large", message)
    if entry.fault is not None:
        return entry.fault.unreadable(identity, location)
    channel = splitter.channel
    try:
        parsed = parse_entry(entry.text, entry.line, channel, FIELDS)
    except BadXmlError as error:
        return error.fault.unreadable(identity, location)
    return Record(location, record_of(parsed, channel))


def _is_page(feed: OpenFeed, source: XmlSource, options: FeedOptions) -> bool:
    """Whether a file is a page, where neither its name nor the user says that it is a feed."""
    names_feed = FEED_SUFFIXES & {suffix.lower() for suffix in PurePath(feed.path).suffixes}
    if options.format is not None or names_feed:
        return False
    head = feed.stream.peek(PAGE_BYTES).decode(source.codec, "replace")
    return _PAGE.match(head) is not None and _FEED.search(head) is None


def _page(feed: OpenFeed, source: XmlSource, options: FeedOptions) -> Record | Unreadable:
    location = Location(feed.path, None, 1)
    data = feed.stream.read_up_to(options.max_record_bytes)
    if len(data) > options.max_record_bytes:
        message = f"more than {options.max_record_bytes:,} bytes"
        return Unreadable(feed.path, location, "too-large", message)
    try:
        markup = TextDecoder(source.codec).decode(data, is_last=True)
    except UnicodeDecodeError as error:
        return _bad_bytes(error, 1).unreadable(feed.path, location)
    bad = BAD_BYTE.search(markup)
    if bad is not None:
        line = 1 + markup.count("\n", 0, bad.start())
        fault = Fault(line, describe_bad_byte(bad[0], source.codec), "bad-bytes")
        return fault.unreadable(feed.path, location)
    return Record(location, {"id": feed.path, "html": markup})


def _bad_bytes(error: UnicodeDecodeError, line: int) -> Fault:
    """Bytes of an encoding in which nothing behind a fault can be read."""
    return Fault(line, f"bytes that are not {error.encoding.upper()} ({error.reason})", "bad-bytes")


def _no_feed(feed: OpenFeed, root: str) -> Unreadable:
    message = (
        f"this is no RSS or Atom feed: its outermost element is <{quoted(root)[1:-1]}>"
        " (--input-format html reads the text of any markup)"
    )
    return Unreadable(feed.path, Location(feed.path), "unreadable-file", message)
