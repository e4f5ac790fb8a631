"""CSV and TSV: each row under the header is a record, whose keys are the header's names.

Python's csv module parses the rows, in its strict mode, one at a time: a quotation mark that is never closed,
or closed in the middle of a cell, costs its row alone. Reading then goes on at the next line at which a row
begins that is beyond doubt, so that lines from the middle of a broken text are not taken for rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..document import Location
from ..finding import Unreadable, UnreadableKind
from .decoding import describe
from .documents import OpenFeed, identity_of, unreadable_whole
from .lines import Lines
from .options import FeedOptions
from .records import Record
from .rows import Row, Rows

DELIMITERS = ",;\t|"
"""What may part the cells of a CSV feed: what its header holds most of, of equals the first."""

_SEPARATOR_LINE = re.compile(r"sep=([^\r\n])[\r\n]*", re.IGNORECASE)
"""The first line with which Excel tells itself what parts the cells."""

_QUOTED = re.compile(r'"[^"]*"?')
_BAD_BYTE = re.compile("[\ud800-\udfff]")


def read_csv(feed: OpenFeed, options: FeedOptions) -> Iterator[Record | Unreadable]:
    """The records of a CSV feed, its delimiter told by its header."""
    return _read(feed, options, None)


def read_tsv(feed: OpenFeed, options: FeedOptions) -> Iterator[Record | Unreadable]:
    """The records of a TSV feed, with or without quotation marks around its cells."""
    return _read(feed, options, "\t")


def _read(feed: OpenFeed, options: FeedOptions, delimiter: str | None) -> Iterator[Record | Unreadable]:
    lines = Lines(feed.stream, options.max_record_bytes)
    if lines.encoding.startswith("utf-32"):
        message = f"the feed is in {lines.encoding.upper()}; convert it to UTF-8"
        yield unreadable_whole(feed, "bad-bytes", message)
        return
    rows = Rows(lines, delimiter or _delimiter(lines), options.max_record_bytes)
    header = rows.header()
    if header is None:
        return
    if header.fault is not None:
        message = f"the header cannot be read: {header.fault.message}"
        yield unreadable_whole(feed, header.fault.kind, message)
        return
    names = _names([lines.shown(cell) for cell in header.cells])
    for number, row in enumerate(rows.rows(), 1):
        location = Location(feed.path, row.line, number)
        fault = (row.fault and (row.fault.kind, row.fault.message)) or _doubt(row, lines, feed)
        if fault is None:
            yield Record(location, dict(zip(names, row.cells, strict=False)))
        else:
            yield Unreadable(identity_of(location), location, *fault)


def _delimiter(lines: Lines) -> str:
    """What parts the cells: as the first line says, which is then passed over, or as the header shows."""
    lines.skip_blank()
    first = lines.take()
    if first is None:
        return DELIMITERS[0]
    if told := _SEPARATOR_LINE.fullmatch(first):
        return told[1]
    lines.give_back([first])
    names = _QUOTED.sub("", first)
    return max(DELIMITERS, key=names.count)


def _names(header: list[str]) -> list[str]:
    """The keys of a feed: a column without a name has its number, and of two of one name the second "(2)"."""
    names: dict[str, None] = {}
    for number, cell in enumerate(header, 1):
        base = name = cell.strip() or f"column {number}"
        times = 1
        while name in names:
            times += 1
            name = f"{base} ({times})"
        names[name] = None
    return list(names)


def _doubt(row: Row, lines: Lines, feed: OpenFeed) -> tuple[UnreadableKind, str] | None:
    """Why a row that could be parsed is no record all the same."""
    if feed.damage is not None and not row.text.endswith(("\n", "\r")):
        return "bad-csv", "the row is cut off"
    if _BAD_BYTE.search(row.text):
        data = lines.encoded(row.text)
        try:
            data.decode(lines.encoding)
        except UnicodeDecodeError as error:
            return "bad-bytes", describe(error, data) + " of the row"
    return None
