"""An open input: a byte stream that can be looked into before it is read."""

from __future__ import annotations

from typing import BinaryIO


class PeekableStream:
    """A byte stream with a look ahead of any length; nothing is read that is not asked for."""

    def __init__(self, raw: BinaryIO) -> None:
        """Read from `raw`, which stays its owner's to close."""
        self._raw = raw
        self._head = b""
        self._at = 0

    def peek(self, size: int) -> bytes:
        """The next `size` bytes (fewer only at the end of the stream), which are still to be read."""
        missing = size - (len(self._head) - self._at)
        if missing <= 0:
            return self._head[self._at : self._at + size]
        parts = [self._head[self._at :]]
        while missing > 0 and (chunk := self._raw.read(missing)):
            parts.append(chunk)
            missing -= len(chunk)
        self._head, self._at = b"".join(parts), 0
        return self._head

    def read(self, size: int) -> bytes:
        """At most `size` bytes; none at the end of the stream."""
        if self._at < len(self._head):
            piece = self._head[self._at : self._at + size]
            self._advance(len(piece))
            return piece
        return self._raw.read(size)

    def read_up_to(self, limit: int) -> bytes:
        """All that is left, or `limit + 1` bytes of it where it is longer than `limit`."""
        data = self.peek(limit + 1)
        self._advance(len(data))
        return data

    def readline(self, limit: int) -> bytes:
        """The next line with its LF, or `limit` bytes of it where it is longer."""
        if self._at == len(self._head):
            return self._raw.readline(limit)
        line_feed = self._head.find(b"\n", self._at, self._at + limit)
        end = line_feed + 1 if line_feed >= 0 else min(self._at + limit, len(self._head))
        piece = self._head[self._at : end]
        self._advance(len(piece))
        if line_feed >= 0 or len(piece) == limit:
            return piece
        return piece + self._raw.readline(limit - len(piece))

    def rewound(self) -> BinaryIO | None:
        """The stream beneath, at its beginning, for a reader that must seek; None where it cannot be sought.

        Nothing must be read from here afterwards.
        """
        if not self._raw.seekable():
            return None
        self._raw.seek(0)
        return self._raw

    def skip(self, size: int) -> None:
        """Leave out `size` bytes that `peek` has shown."""
        self._advance(size)

    def _advance(self, size: int) -> None:
        self._at += size
        if self._at >= len(self._head):
            self._head, self._at = b"", 0
