"""The records of a WARC file (ISO 28500), one after the other, each with its offset.

A record that is broken costs itself: reading goes on at the next line that begins a record.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .stream import PeekableStream

MAX_HEAD_BYTES = 1 << 16
"""Bytes of a record's head at most: crawlers write a few hundred."""

MAX_VERSION_BYTES = 32
"""Bytes in which a line that begins a record is recognised."""

CUT_OFF = "the record is cut off"

PIECE_BYTES = 1 << 18
"""Bytes at a time in which what nobody wants is passed over."""

_VERSION = re.compile(rb"WARC/\d{1,2}\.\d{1,2}[ \t]*\r?\n")
_LENGTH = re.compile(r"\d{1,18}")


@dataclass(frozen=True, slots=True)
class WarcRecord:
    """The head of a record: its number and the offset of its first byte, and its fields in lower case.

    `length` is how many bytes its block should have.
    """

    number: int
    offset: int
    fields: Mapping[str, str]
    length: int

    @property
    def type(self) -> str:
        """What kind of record it is, like `response`."""
        return self.fields.get("warc-type", "").lower()


@dataclass(frozen=True, slots=True)
class Fault:
    """A stretch of a file that is no record, and why."""

    number: int
    offset: int
    message: str


class WarcRecords:
    """Walks through a file. Of each record whoever reads takes the block, or leaves it to be passed over."""

    def __init__(self, stream: PeekableStream) -> None:
        """Read from `stream`, which stands at the beginning."""
        self._stream = stream
        self._offset = 0
        self._left = 0
        self._number = 0

    def __iter__(self) -> Iterator[WarcRecord | Fault]:
        """The records in order, and what lies between them and is none."""
        while self._skip_blank_lines():
            self._number += 1
            offset = self._offset
            record = self._head(offset)
            if isinstance(record, str):
                yield Fault(self._number, offset, record + self._go_on())
                continue
            self._left = record.length
            yield record
            if self._left > self._skip(self._left):
                yield Fault(self._number, offset, CUT_OFF)
            self._left = 0

    def peek(self, size: int) -> bytes:
        """The first bytes of the block of the record that was given last."""
        return self._stream.peek(min(size, self._left))[: self._left]

    def take(self) -> bytes:
        """The whole block; shorter than the record's `length` where the file is cut off."""
        parts: list[bytes] = []
        while self._left and (piece := self._stream.read(min(self._left, PIECE_BYTES))):
            self._left -= len(piece)
            self._offset += len(piece)
            parts.append(piece)
        self._left = 0
        return b"".join(parts)

    def _head(self, offset: int) -> WarcRecord | str:
        """The head of the record that begins here, or what is wrong with it."""
        if not _VERSION.fullmatch(self._line()):
            return "no WARC record begins here"
        fields, name = dict[str, str](), ""
        while (line := self._line()).strip():
            if not line.endswith(b"\n") or self._offset - offset > MAX_HEAD_BYTES:
                return "the head of the record has no end"
            text = line.decode("utf-8", "replace").rstrip("\r\n")
            if text[0] in " \t" and name:  # a field may go on in the next line
                fields[name] += " " + text.strip()
                continue
            name, _, value = text.partition(":")
            name = name.strip().lower()
            fields.setdefault(name, value.strip())
        if not line:
            return "the head of the record is cut off"
        length = fields.get("content-length", "")
        if not _LENGTH.fullmatch(length):
            return "the record does not tell its length"
        return WarcRecord(self._number, offset, fields, int(length))

    def _go_on(self) -> str:
        """Pass over lines until one begins a record; where that is, in words."""
        while self._stream.peek(1):
            if _VERSION.match(self._stream.peek(MAX_VERSION_BYTES)):
                return f"; reading goes on at byte {self._offset:,}"
            while (line := self._line()) and not line.endswith(b"\n"):
                pass
        return "; nothing behind it can be read"

    def _line(self) -> bytes:
        line = self._stream.readline(MAX_HEAD_BYTES)
        self._offset += len(line)
        return line

    def _skip_blank_lines(self) -> bool:
        """Pass over line ends; whether anything is left."""
        while (byte := self._stream.peek(1)) in (b"\r", b"\n"):
            self._stream.skip(1)
            self._offset += 1
        return bool(byte)

    def _skip(self, size: int) -> int:
        """Pass over so many bytes; how many there were."""
        passed = 0
        while passed < size and (piece := self._stream.read(min(size - passed, PIECE_BYTES))):
            passed += len(piece)
        self._offset += passed
        return passed
