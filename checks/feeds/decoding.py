"""Bytes to text, without changing a character: no newline translation, no replacement characters."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    # UTF-32's little-endian mark begins with UTF-16's, so it is looked for first.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class BadBytesError(Exception):
    """Bytes that are no text in their encoding; the message names the first, and its offset from 0."""


def byte_order_mark(data: bytes) -> tuple[bytes, str] | None:
    """The byte order mark that `data` begins with, and its encoding."""
    return next((pair for pair in _MARKS if data.startswith(pair[0])), None)


_BINARY = {
    b"%PDF-": "a PDF document",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\xfd7zXZ\x00": "xz data (gzip and Zstandard can be read)",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
}
"""The first bytes of files that are no text, some of which could be decoded all the same."""

_TAR_MAGIC, _TAR_MAGIC_AT = b"ustar", 257
_BZIP2_START = re.compile(rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)")

BINARY_BYTES = _TAR_MAGIC_AT + len(_TAR_MAGIC)
"""Bytes that `binary_kind` needs to see."""


def binary_kind(data: bytes) -> str | None:
    """What a file that is no text is, by its first bytes; None for what may be text."""
    if data[_TAR_MAGIC_AT:BINARY_BYTES] == _TAR_MAGIC and b"\0" in data[:_TAR_MAGIC_AT]:
        return "a tar archive"
    if _BZIP2_START.match(data):
        return "bzip2 data (gzip and Zstandard can be read)"
    return next((kind for magic, kind in _BINARY.items() if data.startswith(magic)), None)


def decode(data: bytes) -> str:
    """Text of bytes in UTF-8, or in what their byte order mark says; one such mark is taken off.

    Raises BadBytesError.
    """
    mark, encoding = byte_order_mark(data) or (b"", "utf-8")
    try:
        return data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        raise BadBytesError(describe(error, data, len(mark))) from error


def describe(error: UnicodeDecodeError, data: bytes, shift: int = 0) -> str:
    """What is wrong with the first bad byte; `shift` is how many bytes of `data` the decoder did not get."""
    offset = error.start + shift
    return f"byte 0x{data[offset]:02X} at offset {offset} is not {error.encoding.upper()} ({error.reason})"
