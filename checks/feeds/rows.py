"""The rows of a delimited text, parsed one at a time, and the way back from one that is broken."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from ..finding import UnreadableKind
from .lines import Lines

MAX_ROW_LINES = 1_000_000
"""Lines of the longest row that is read: with more, even lines of five characters make a text over the limit
of a document. It bounds the memory that a quotation mark which is never closed can cost."""

REREAD_RECORDS = 4
"""How many records of the largest size may be read again in vain, beyond as many bytes as the feed has had.

After a broken row its lines are tried one by one, and each may open a quotation that goes on to the limit. A
feed that is made so that each does would take a time that grows with its square; one that is merely broken
comes nowhere near. Beyond it, a broken row costs all the lines that it ran through.
"""

_LONE_BACKSLASH = re.compile(r'\\(?!["\\])')

_REASONS = {
    "unexpected end": "a quotation mark is never closed",
    "expected after": "a cell goes on after its closing quotation mark",
    "new-line character": "a carriage return stands in a cell without quotation marks",
}
"""What errors of the csv module mean, by a part of what they say."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a row."""

    kind: UnreadableKind
    message: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the number of its first line, its lines, and its cells or what is wrong with it."""

    line: int
    lines: list[str]
    cells: list[str]
    fault: Fault | None = None

    @property
    def text(self) -> str:
        """The row as it is written, with its line end."""
        return "".join(self.lines)


class Rows:
    """The rows of some lines under a header."""

    def __init__(self, lines: Lines, delimiter: str, limit: int) -> None:
        """Read rows of up to `limit` bytes, whose cells `delimiter` parts."""
        _allow_long_cells(limit)
        self._lines = lines
        self._delimiter = delimiter
        self._limit = limit
        self._width = 0
        self._blank_follows = False
        self._shapes = _shapes(delimiter, blank_follows=False)
        self._all_open_quoted = False
        self._padding: int | None = None
        self._read_in_vain = 0

    def header(self) -> Row | None:
        """The first row, by which all others are measured; None where there is none."""
        if not self._lines.skip_blank():
            return None
        row = self._parse()
        self._width = len(row.cells)
        inner = row.cells[1:]
        self._blank_follows = bool(inner) and all(cell.startswith(" ") for cell in inner)
        self._all_open_quoted = row.text.startswith('"')
        self._shapes = _shapes(self._delimiter, blank_follows=self._blank_follows)
        return row

    def rows(self) -> Iterator[Row]:
        """The rows under the header. A broken one ends at the next row that is beyond doubt."""
        while self._lines.skip_blank():
            row = self._next()
            if row.fault is None:
                if self._padding is None:
                    self._padding = max(0, len(row.cells) - self._width)
                self._all_open_quoted = self._all_open_quoted and row.text.startswith('"')
            else:
                row = self._recover(row, row.fault)
            yield row

    def _next(self) -> Row:
        """The row that begins here: as RFC 4180 has it, else as other writers do, if that fits the header."""
        strict = self._parse()
        if strict.fault is None:
            return strict
        last = strict
        for escaped, quoted in self._other_ways(strict):
            self._lines.give_back(last.lines)
            last = self._parse(escaped=escaped, quoted=quoted)
            fits = last.fault is None and len(last.cells) >= self._width
            if fits and (quoted or self._ends_with_its_line(last)):
                return last
        self._lines.give_back(last.lines)
        self._take(len(strict.lines))
        return strict

    def _other_ways(self, row: Row) -> Iterator[tuple[bool, bool]]:
        """How else a row may be meant: with backslashes before quotation marks, or without any quoting."""
        if '\\"' in row.text:
            yield True, True
        if self._delimiter == "\t":
            yield False, False

    def _ends_with_its_line(self, row: Row) -> bool:
        """Whether a row whose quotation marks were taken for text may be whole.

        Its last cell could also be the first line of a broken text. But then no row follows it.
        """
        following = self._lines.take()
        if following is None:
            return row.cells[-1].count('"') % 2 == 0
        self._lines.give_back([following])
        return following.count(self._delimiter) >= self._width - 1

    def _parse(self, *, escaped: bool = False, quoted: bool = True) -> Row:
        """The row that begins here, read in one way; of the lines, just its own are taken."""
        number, taken, is_too_large = self._lines.number, list[str](), False

        def texts() -> Iterator[str]:
            nonlocal is_too_large
            size = 0
            while not is_too_large and (line := self._lines.take()) is not None:
                taken.append(line)
                size += self._lines.size(line)
                is_too_large = size > self._limit or len(taken) > MAX_ROW_LINES
                if not is_too_large:
                    # Of the escapes only that of a quotation mark is one: csv would drop any backslash.
                    yield _LONE_BACKSLASH.sub(r"\\\\", line) if escaped else line

        reader = csv.reader(
            texts(),
            strict=True,
            delimiter=self._delimiter,
            skipinitialspace=self._blank_follows,
            escapechar="\\" if escaped else None,
            quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE,
        )
        cells, reason = list[str](), ""
        try:
            cells = next(reader, cells)
        except csv.Error as error:
            reason = _reason(str(error))
        if is_too_large:
            return Row(number, taken, [], Fault("too-large", self._too_large(len(taken))))
        if reason:
            return Row(number, taken, [], Fault("bad-csv", reason))
        return Row(number, taken, cells, self._too_wide(cells))

    def _too_large(self, lines: int) -> str:
        size = f"{MAX_ROW_LINES:,} lines" if lines > MAX_ROW_LINES else f"{self._limit:,} bytes"
        hint = "" if lines == 1 else "; perhaps a quotation mark is never closed"
        return f"the row has more than {size}{hint}"

    def _too_wide(self, cells: list[str]) -> Fault | None:
        """What is wrong with more cells than the header has: one was cut in two, and what follows has moved.

        Empty ones that the first row has too are a writer's habit, and no cells.
        """
        extra = cells[self._width :] if self._width else []
        if any(extra) or (self._padding is not None and len(extra) > self._padding):
            return Fault("bad-csv", f"the row has {len(cells)} cells, and the header {self._width}")
        return None

    def _recover(self, row: Row, fault: Fault) -> Row:
        """Go on to the next row that is beyond doubt, and say so in the fault of the broken one."""
        self._lines.give_back(row.lines)
        self._pass_over(row)
        while self._lines.skip_blank():
            candidate = self._next()
            self._lines.give_back(candidate.lines)
            if self._begins_a_row(candidate):
                break
            self._pass_over(candidate)
        where = f"line {self._lines.number}" if self._lines.skip_blank() else "the end"
        return replace(row, fault=Fault(fault.kind, f"{fault.message}; reading goes on at {where}"))

    def _pass_over(self, row: Row) -> None:
        """Leave out the first line of a row, or all of them once too much has been read in vain."""
        self._read_in_vain += self._lines.size(row.text)
        allowed = REREAD_RECORDS * self._limit + self._lines.bytes_read
        self._take(1 if self._read_in_vain <= allowed else len(row.lines))

    def _begins_a_row(self, candidate: Row) -> bool:
        """Whether a line after a broken row begins another, which may be broken too.

        A sound row must be beyond doubt: as wide as the header and written with care. Prose has commas, but
        with blanks behind them, and the tail of a broken cell has quotation marks where none may be; tabs are
        rare in both. A broken row is rather counted once too often than passed over in silence.
        """
        first = candidate.lines[0]
        if candidate.fault is not None:
            tight = len(self._shapes.tight.findall(first)) >= self._width - 1
            return tight or self._shapes.opening.match(first) is not None
        if len(candidate.cells) < self._width or (self._all_open_quoted and not first.startswith('"')):
            return False
        is_tabbed = self._delimiter == "\t" and self._width > 1
        return is_tabbed or self._shapes.careful.fullmatch(candidate.text) is not None

    def _take(self, count: int) -> None:
        for _ in range(count):
            self._lines.take()


class _Shapes(NamedTuple):
    """What rows look like: one written with care, the beginning of one, a delimiter that is no prose."""

    careful: re.Pattern[str]
    opening: re.Pattern[str]
    tight: re.Pattern[str]


def _shapes(delimiter: str, *, blank_follows: bool) -> _Shapes:
    """The shapes of rows in which no cell without quotation marks holds one, or begins with a blank."""
    part = re.escape(delimiter)
    quoted = r'"(?:[^"]++|"")*+"|"(?:[^"\\]++|\\.|"")*+"'
    cell = rf"(?:{quoted}|(?! )[^\"\r\n{part}]*+)(?={part}|[\r\n]|\Z)"
    between = rf"{part} ?" if blank_follows else part
    return _Shapes(
        careful=re.compile(rf"{cell}(?:{between}{cell})*+[\r\n]*", re.DOTALL),
        opening=re.compile(rf'{cell}(?:{between}{cell})*?{between}"', re.DOTALL),
        tight=re.compile(part if blank_follows else rf"{part}(?! )"),
    )


def _reason(error: str) -> str:
    """An error of the csv module in our words."""
    return next((words for part, words in _REASONS.items() if part in error), error)


def _allow_long_cells(limit: int) -> None:
    """Let csv read cells of the limit's length; its own, for the whole process, is 131,072 characters.

    It is raised and never lowered, so that no other reader of CSV in the process is harmed.
    """
    if csv.field_size_limit() < limit:
        csv.field_size_limit(limit)
