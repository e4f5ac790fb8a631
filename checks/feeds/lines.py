"""The physical lines of a text that is read as a stream, numbered, and with a way back."""

from __future__ import annotations

import codecs
import re
from collections import deque
from collections.abc import Iterator, Sequence

from .decoding import byte_order_mark
from .stream import PeekableStream

CHUNK_BYTES = 1 << 18
"""Bytes that are read at a time: large enough that Python's work for each chunk does not count."""

HEAD_BYTES = 1 << 16
"""Bytes in which the first line break is looked for, which tells what ends a line."""

_BLANK = " \r\n"
"""What a blank line holds; one of tabs may be a row of empty cells."""

_FIRST_BREAK = re.compile(r'(?:[^"\r\n]|"[^"]*")*+(\r\n|\n|\r)')
"""The first line break that is in no quotation."""

_TO_LINE_FEED = re.compile(r"[^\n]*\n|[^\n]+")
_TO_ANY_BREAK = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")


class Lines:
    r"""The lines of a text in UTF-8, or in the UTF-16 of its byte order mark, each with its line end.

    LF ends a line, after a CR or not; where the first line ends in a CR alone, a CR does too, as in files of
    old Macs. Bytes that are not the encoding's come as lone surrogates, for `encoded` to turn back. A line of
    more than `limit` bytes is cut, behind the limit. Lines can be given back, and then come again.
    """

    def __init__(self, stream: PeekableStream, limit: int) -> None:
        """Read from `stream`, which stands at its beginning."""
        mark, self.encoding = byte_order_mark(stream.peek(4)) or (b"", "utf-8")
        self._errors = "surrogateescape" if self.encoding == "utf-8" else "surrogatepass"
        stream.skip(len(mark))
        head = stream.peek(HEAD_BYTES).decode(self.encoding, "replace")
        first = _FIRST_BREAK.match(head)
        self._cr_ends = first is not None and first[1] == "\r"
        self._stream = stream
        self._limit = limit
        self._given_back: deque[str] = deque()
        self._fresh = self._read()
        self.number = 1
        """The number of the next line, from 1."""
        self.bytes_read = 0
        """How many bytes the lines had that were taken for the first time."""

    def take(self) -> str | None:
        """The next line; None at the end."""
        if self._given_back:
            line = self._given_back.popleft()
        else:
            fresh = next(self._fresh, None)
            if fresh is None:
                return None
            line = fresh
            self.bytes_read += self.size(line)
        self.number += 1
        return line

    def skip_blank(self) -> bool:
        """Pass over lines that are blank; whether any other is left."""
        while (line := self.take()) is not None:
            if line.strip(_BLANK):
                self.give_back([line])
                return True
        return False

    def give_back(self, lines: Sequence[str]) -> None:
        """Let the lines that were taken last come again."""
        self._given_back.extendleft(reversed(lines))
        self.number -= len(lines)

    def size(self, text: str) -> int:
        """How many bytes a text has in the feed."""
        return len(text) if self.encoding == "utf-8" and text.isascii() else len(self.encoded(text))

    def encoded(self, text: str) -> bytes:
        """The bytes that a text was decoded from."""
        return text.encode(self.encoding, self._errors)

    def shown(self, text: str) -> str:
        """A text with the bytes that are not the encoding's written out in hexadecimal."""
        return self.encoded(text).decode(self.encoding, "backslashreplace")

    def _read(self) -> Iterator[str]:
        pieces_of, ends = (_TO_ANY_BREAK, ("\r", "\n")) if self._cr_ends else (_TO_LINE_FEED, ("\n",))
        kept: list[str] = []
        size = 0
        for chunk in self._chunks():
            for found in pieces_of.finditer(chunk):
                piece = found.group()
                if size <= self._limit:
                    kept.append(piece)
                    size += self.size(piece)
                if piece.endswith(ends):
                    yield "".join(kept)
                    kept, size = [], 0
        if kept:
            yield "".join(kept)

    def _chunks(self) -> Iterator[str]:
        """The decoded text in pieces, none of which ends between a CR and its LF."""
        decoder = codecs.getincrementaldecoder(self.encoding)(self._errors)
        behind = ""
        while data := self._stream.read(CHUNK_BYTES):
            chunk = behind + decoder.decode(data)
            behind = "\r" if chunk.endswith("\r") else ""
            yield chunk.removesuffix(behind)
        rest, _ = decoder.getstate()
        # What is cut off in the middle of a character stays as one lone surrogate a byte.
        yield behind + "".join(chr(0xDC00 + byte) for byte in bytes(rest))
