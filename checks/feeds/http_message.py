"""An HTTP response as a crawler kept it: its status, its head, and the payload of its body.

Crawlers keep a body as it came over the wire, in chunks and compressed, or undo that and leave the head as it
was. So what a head says of a body holds where the body bears it out. After RFC 9112 and RFC 9110.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

MAX_HEAD_BYTES = 1 << 16
"""Longest head that is read: servers refuse requests with more than an eighth of it."""

_STATUS_LINE = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+(\d{3})")
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_CHUNK_SIZE = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")
_CHARSET = re.compile(r"""charset\s*=\s*["']?\s*([^\s"';,]+)""", re.IGNORECASE)

_GZIP_MAGIC, _ZSTANDARD_MAGIC = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
_GZIP_WBITS = 16 + zlib.MAX_WBITS
_AS_IT_IS = frozenset({"", "identity", "none"})


class PayloadError(Exception):
    """A body that cannot be unpacked; the message says why."""


class PayloadTooLargeError(Exception):
    """A body that unpacks to more bytes than are read."""


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a response: `fields` by their names in lower case, `size` its bytes with the blank line."""

    status: int
    fields: Mapping[str, str]
    size: int

    @property
    def media_type(self) -> str:
        """Like `text/html`, in lower case; empty where the head does not say."""
        return media_type(self.fields.get("content-type", ""))

    @property
    def charset(self) -> str | None:
        """The encoding that the head names."""
        return charset(self.fields.get("content-type", ""))


def media_type(content_type: str) -> str:
    """The media type of a field `Content-Type`, without its parameters."""
    return content_type.partition(";")[0].strip().lower()


def charset(content_type: str) -> str | None:
    """The parameter `charset` of such a field."""
    found = _CHARSET.search(content_type)
    return found[1] if found else None


def parse_head(data: bytes) -> Head | None:
    """The head that some bytes begin with; None where they are no response, or its head has no end."""
    status = _STATUS_LINE.match(data)
    end = _HEAD_END.search(data, 0, MAX_HEAD_BYTES)
    if status is None or end is None:
        return None
    fields: dict[str, str] = {}
    for line in data[: end.start()].decode("latin-1").splitlines()[1:]:
        name, colon, value = line.partition(":")
        if colon:
            fields.setdefault(name.strip().lower(), value.strip())
    return Head(int(status[1]), fields, end.end())


def payload(head: Head, body: bytes, limit: int) -> bytes:
    """What a body holds once chunks and compression are undone, `limit` bytes at most.

    Raises PayloadError and PayloadTooLargeError.
    """
    if "chunked" in head.fields.get("transfer-encoding", "").lower():
        body = _unchunked(body)
    for coding in reversed(head.fields.get("content-encoding", "").lower().split(",")):
        body = _decoded(body, coding.strip(), limit)
    return body


def _unchunked(body: bytes) -> bytes:
    """The chunks of a body as one; a body that is in no chunks as it is. Raises PayloadError."""
    if _CHUNK_SIZE.match(body) is None:
        return body
    return b"".join(_chunks(body))


def _chunks(body: bytes) -> Iterator[bytes]:
    at = 0
    while size := _CHUNK_SIZE.match(body, at):
        length = int(size[1], 16)
        if not length:
            return
        chunk = body[size.end() : size.end() + length]
        if len(chunk) < length:
            break
        yield chunk
        at = size.end() + length
        at += 2 if body.startswith(b"\r\n", at) else body.startswith(b"\n", at)
    raise PayloadError("the body is cut off in the middle of its chunks")


def _decoded(body: bytes, coding: str, limit: int) -> bytes:
    if coding in _AS_IT_IS:
        return body
    if coding in ("gzip", "x-gzip"):
        return _inflated(body, _GZIP_WBITS, limit) if body.startswith(_GZIP_MAGIC) else body
    if coding == "deflate":
        return _deflated(body, limit)
    if coding == "zstd":
        return _expanded(body, limit) if body.startswith(_ZSTANDARD_MAGIC) else body
    if _is_text(body):
        return body
    raise PayloadError(f"the body is packed as {coding!r}, which cannot be undone here")


def _deflated(body: bytes, limit: int) -> bytes:
    """A body in deflate, with zlib's wrapping, as it should be, or without; text as it is."""
    if _is_text(body):
        return body
    try:
        return _inflated(body, zlib.MAX_WBITS, limit)
    except PayloadError:
        return _inflated(body, -zlib.MAX_WBITS, limit)


def _inflated(body: bytes, wbits: int, limit: int) -> bytes:
    inflater = zlib.decompressobj(wbits)
    try:
        data = inflater.decompress(body, limit + 1)
    except zlib.error as error:
        raise PayloadError(f"the body's compression is damaged ({str(error).rpartition(': ')[2]})") from error
    if len(data) > limit:
        raise PayloadTooLargeError
    if not inflater.eof:
        raise PayloadError("the body's compressed data are cut off")
    return data


def _expanded(body: bytes, limit: int) -> bytes:
    """A body in Zstandard; zstandard is imported here: few runs need it."""
    import zstandard  # noqa: PLC0415

    try:
        with zstandard.ZstdDecompressor(max_window_size=max(limit, 1 << 10)).stream_reader(body) as reader:
            data = reader.read(limit + 1)
    except zstandard.ZstdError as error:
        raise PayloadError(f"the body's compression is damaged ({str(error).rpartition(': ')[2]})") from error
    if len(data) > limit:
        raise PayloadTooLargeError
    return data


def _is_text(body: bytes) -> bool:
    """Whether a body is UTF-8, which no packed data is that is worth its packing."""
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
