"""The bytes of an XML feed as text, in the encoding that the feed is in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .decoding import byte_order_mark
from .encodings import TextDecoder, codec_of
from .options import quoted
from .stream import PeekableStream

CHUNK_BYTES = 1 << 18
"""Bytes that are read at a time: large enough that Python's work for each chunk does not count."""

HEAD_BYTES = 1024
"""Bytes in which the encoding is looked for."""

_WIDE_STARTS = {b"<\0\0\0": "utf-32-le", b"\0\0\0<": "utf-32-be", b"<\0": "utf-16-le", b"\0<": "utf-16-be"}
"""How XML begins in wide encodings without a byte order mark (XML 1.0, appendix F)."""

_DECLARED = re.compile(rb"""[^<]*+<\?xml\s[^>]*?\bencoding\s*=\s*["']\s*([^"'<>]*?)\s*["']""")


class XmlSource:
    """The text of a feed: byte order mark first, then the XML declaration, else UTF-8."""

    def __init__(self, stream: PeekableStream) -> None:
        """Look at the first bytes of `stream`; `fault` says what is wrong with the encoding they name."""
        self._stream = stream
        self.fault: str | None = None
        self.codec = self._detect(stream.peek(HEAD_BYTES))

    def _detect(self, head: bytes) -> str:
        mark = byte_order_mark(head)
        if mark is not None:
            self._stream.skip(len(mark[0]))
            return mark[1]
        wide = next((codec for start, codec in _WIDE_STARTS.items() if head.startswith(start)), None)
        if wide is not None:
            return wide
        declared = _DECLARED.match(head)
        if declared is None:
            return "utf-8"
        label = declared[1].decode("ascii", "replace")
        codec = codec_of(label)
        if codec is None:
            self.fault = f"the feed is not in the encoding {quoted(label)} that it names; it is read as UTF-8"
        return codec or "utf-8"

    def chunks(self) -> Iterator[str]:
        """The text, a piece at a time. Raises UnicodeDecodeError where nothing after a fault can be read."""
        decoder = TextDecoder(self.codec)
        while data := self._stream.peek(CHUNK_BYTES):
            self._stream.skip(len(data))
            yield decoder.decode(data)
        yield decoder.decode(b"", is_last=True)
