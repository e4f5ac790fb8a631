"""Compressed inputs: gzip and Zstandard, undone as they are read.

Each archive is unpacked a piece at a time, and what could be unpacked before a damage is always handed on.
Python's gzip and zstandard's own readers drop what they have in hand when they raise; so the members of a
gzip file are walked with zlib, and the frames of a Zstandard file block by block (RFC 8878, section 3.1.1).
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from pathlib import PurePath
from typing import TYPE_CHECKING, NoReturn

from ..document import Location
from ..finding import Unreadable
from .documents import OpenFeed
from .stream import PeekableStream

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

GZIP = "gzip"
ZSTANDARD = "Zstandard"

SUFFIXES = {".gz": GZIP, ".zst": ZSTANDARD}
"""What the last ending of a name says about compression."""

PIECE_BYTES = 1 << 14
"""Gzip data that are unpacked at a time; deflate packs at most 1,032 to 1, so that is 17 MB in memory."""

MAX_WINDOW_BYTES = 1 << 27
"""Largest window of a Zstandard frame, and so the memory that unpacking takes: what `zstd -d` itself accepts
unless it is told otherwise, and all that its presets up to `--ultra -22` ask for."""

MAX_BLOCK_BYTES = 1 << 17
"""Largest block of a Zstandard frame, as its format has it."""

_GZIP_MAGIC = b"\x1f\x8b"
_ZSTANDARD_MAGIC = b"\x28\xb5\x2f\xfd"
_SKIPPABLE_MAGIC = range(0x184D2A50, 0x184D2A60)
"""First four bytes, little-endian, of a Zstandard frame that holds no data but a note."""

_DICTIONARY_MAGIC = b"\x5d\x2a\x4d\x18"
"""First bytes of the skippable frame in which crawlers (`.warc.zst`) keep the dictionary of all others."""

MAX_DICTIONARY_BYTES = 1 << 24
"""Largest dictionary that is read, unpacked; `zstd --train` makes them of 110 kB."""

_GZIP_WBITS = 16 + zlib.MAX_WBITS
"""Tells zlib to read the header and the trailer of gzip."""

_FRAME_HEADER_BYTES = 18
"""Longest header of a Zstandard frame, with its magic."""

_SKIPPABLE_HEADER_BYTES = 8
_BLOCK_HEADER_BYTES = 3
_CHECKSUM_BYTES = 4
_RAW_BLOCK, _REPEATING_BLOCK, _COMPRESSED_BLOCK = range(3)


class _DamageError(Exception):
    """An archive that cannot be unpacked any further; the message says why and where."""


def plain_name(path: str) -> str:
    """The name of what an archive holds: `feed.csv` for `feed.csv.gz`; other names stay."""
    return path.removesuffix(PurePath(path).suffix) if _named(path) else path


def unpacked(feed: OpenFeed) -> OpenFeed | Unreadable:
    """The feed that an archive holds, known by its magic bytes; any other feed as it is.

    A damage shows as the end of the unpacked stream and as `OpenFeed.damage`.
    """
    kind, named = _kind_of(feed.stream), _named(feed.path)
    if kind is None:
        return feed if named is None else bad_compression(feed.path, _not_as_named(feed, named))
    archive = _Archive(kind, feed.stream)
    stream = PeekableStream(io.BufferedReader(archive))
    inner = _kind_of(stream)
    if inner is not None:
        message = f"compressed twice: in the {kind} data lie {inner} data; unpack the outer ones first"
        return bad_compression(feed.path, message)
    return OpenFeed(feed.path, stream, archive)


def bad_compression(path: str, message: str, record: int | None = None) -> Unreadable:
    """An archive that cannot be read, or not beyond its `record`th record."""
    identity = path if record is None else f"{path}:{record}"
    return Unreadable(identity, Location(path, None, record), "bad-compression", message)


def _named(path: str) -> str | None:
    return SUFFIXES.get(PurePath(path).suffix.lower())


def _kind_of(stream: PeekableStream) -> str | None:
    head = stream.peek(len(_ZSTANDARD_MAGIC))
    if head.startswith(_GZIP_MAGIC):
        return GZIP
    return ZSTANDARD if head == _ZSTANDARD_MAGIC or _is_skippable(head) else None


def _is_skippable(head: bytes) -> bool:
    return int.from_bytes(head[:4], "little") in _SKIPPABLE_MAGIC


def _not_as_named(feed: OpenFeed, named: str) -> str:
    suffix = PurePath(feed.path).suffix
    if not feed.stream.peek(1):
        return f"the name ends in {suffix}, and the file is empty"
    return f"the name ends in {suffix}, and this is no {named} data"


class _Archive(io.RawIOBase):
    """The unpacked bytes of a stream; they end where the archive does, or where it is damaged."""

    def __init__(self, kind: str, source: PeekableStream) -> None:
        self.damage: str | None = None
        self._pieces = _gunzip(_Source(source)) if kind == GZIP else _unzstd(_Source(source))
        self._piece = memoryview(b"")

    def readable(self) -> bool:
        """It is there to be read."""
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Fill the buffer with what one piece of the archive holds; 0 at the end."""
        while not self._piece:
            try:
                self._piece = memoryview(next(self._pieces))
            except StopIteration:
                return 0
            except _DamageError as error:
                self.damage = str(error)
        target = memoryview(buffer).cast("B")
        size = min(len(target), len(self._piece))
        target[:size] = self._piece[:size]
        self._piece = self._piece[size:]
        return size


class _Source:
    """The compressed bytes, and how many of them have been unpacked."""

    def __init__(self, stream: PeekableStream) -> None:
        self._stream = stream
        self._offset = 0

    def peek(self, size: int) -> bytes:
        return self._stream.peek(size)

    def skip(self, size: int) -> None:
        self._stream.skip(size)
        self._offset += size

    def take(self, size: int, kind: str) -> bytes:
        """Exactly `size` bytes; an archive that has not so many is cut off."""
        data = self.peek(size)
        if len(data) < size:
            self.skip(len(data))
            self.fail(f"the {kind} data are cut off")
        self.skip(size)
        return data

    def fail(self, what: str, ahead: int = 0) -> NoReturn:
        """Give up at this byte, or so many bytes ahead."""
        raise _DamageError(f"{what} at byte {self._offset + ahead:,} of the file")


def _gunzip(source: _Source) -> Iterator[bytes]:
    """The data of all members of a gzip file; zeros may pad it, as on tapes."""
    while source.peek(1):
        if not source.peek(2).startswith(_GZIP_MAGIC):
            source.fail("something else follows the gzip data")
        yield from _gunzip_member(source)
        _skip_zeros(source)


def _gunzip_member(source: _Source) -> Iterator[bytes]:
    inflater = zlib.decompressobj(_GZIP_WBITS)
    while not inflater.eof:
        packed = source.peek(PIECE_BYTES)
        if not packed:
            source.fail("the gzip data are cut off")
        before = inflater.copy()
        try:
            data = inflater.decompress(packed)
        except zlib.error:
            yield from _gunzip_to_damage(before, packed, source)
        else:
            source.skip(len(packed) - len(inflater.unused_data))
            yield data


def _gunzip_to_damage(inflater: zlib._Decompress, packed: bytes, source: _Source) -> Iterator[bytes]:
    """What a piece holds before its damage: byte by byte, since zlib hands out nothing when it fails."""
    for offset in range(len(packed)):
        try:
            data = inflater.decompress(packed[offset : offset + 1])
        except zlib.error as error:
            reason = str(error).rpartition(": ")[2]
            source.fail(f"the gzip data are damaged ({reason})", offset)
        yield data


def _skip_zeros(source: _Source) -> None:
    while piece := source.peek(PIECE_BYTES):
        zeros = len(piece) - len(piece.lstrip(b"\0"))
        source.skip(zeros)
        if zeros < len(piece):
            return


def _unzstd(source: _Source) -> Iterator[bytes]:
    """The data of all frames of a Zstandard file, which may begin with the dictionary that they need."""
    dictionary = _dictionary(source) if source.peek(4) == _DICTIONARY_MAGIC else None
    while head := source.peek(_FRAME_HEADER_BYTES):
        if head.startswith(_ZSTANDARD_MAGIC):
            yield from _unzstd_frame(source, head, dictionary)
        elif _is_skippable(head):
            _skip_frame(source)
        else:
            source.fail("something else follows the Zstandard data")


def _skip_frame(source: _Source) -> None:
    header = source.take(_SKIPPABLE_HEADER_BYTES, ZSTANDARD)
    left = int.from_bytes(header[4:], "little")
    while left:
        left -= len(source.take(min(left, PIECE_BYTES), ZSTANDARD))


def _dictionary(source: _Source) -> bytes:
    """The dictionary that a file begins with, which may be compressed itself."""
    import zstandard  # noqa: PLC0415

    header = source.take(_SKIPPABLE_HEADER_BYTES, ZSTANDARD)
    size = int.from_bytes(header[4:], "little")
    if size > MAX_DICTIONARY_BYTES:
        source.fail(f"the Zstandard data ask for a dictionary of {size:,} bytes")
    data = source.take(size, ZSTANDARD)
    if not data.startswith(_ZSTANDARD_MAGIC):
        return data
    try:
        told = zstandard.frame_content_size(data)
        if told > MAX_DICTIONARY_BYTES:
            source.fail(f"the Zstandard data ask for a dictionary of {told:,} bytes")
        expander = zstandard.ZstdDecompressor(max_window_size=MAX_WINDOW_BYTES)
        return expander.decompress(data, max_output_size=MAX_DICTIONARY_BYTES)
    except zstandard.ZstdError:
        source.fail("the dictionary of the Zstandard data is damaged or too large")


def _unzstd_frame(source: _Source, head: bytes, dictionary: bytes | None) -> Iterator[bytes]:
    """The data of one frame, a block at a time; zstandard is imported here: few runs need it."""
    import zstandard  # noqa: PLC0415

    try:
        frame = zstandard.get_frame_parameters(head)
    except zstandard.ZstdError:
        if len(head) < _FRAME_HEADER_BYTES:
            source.fail("the Zstandard data are cut off", len(head))
        source.fail("the Zstandard data are damaged (no frame begins)")
    if frame.window_size > MAX_WINDOW_BYTES:
        wanted = f"a window of {frame.window_size:,} bytes (the limit is {MAX_WINDOW_BYTES:,})"
        source.fail(f"the Zstandard data ask for {wanted}")
    known = None if dictionary is None else zstandard.ZstdCompressionDict(dictionary)
    try:
        expander = zstandard.ZstdDecompressor(known, max_window_size=MAX_WINDOW_BYTES).decompressobj()
        yield expander.decompress(source.take(zstandard.frame_header_size(head), ZSTANDARD))
        for block in _blocks(source):
            yield expander.decompress(block)
        if frame.has_checksum:
            yield expander.decompress(source.take(_CHECKSUM_BYTES, ZSTANDARD))
    except zstandard.ZstdError as error:
        reason = str(error).rpartition(": ")[2]
        source.fail(f"the Zstandard data are damaged ({reason})")


def _blocks(source: _Source) -> Iterator[bytes]:
    """The blocks of a frame with their headers, up to the one that is marked as the last."""
    is_last = False
    while not is_last:
        header = source.take(_BLOCK_HEADER_BYTES, ZSTANDARD)
        value = int.from_bytes(header, "little")
        is_last, kind, size = bool(value & 1), value >> 1 & 3, value >> 3
        if kind > _COMPRESSED_BLOCK or size > MAX_BLOCK_BYTES:
            source.fail("the Zstandard data are damaged (no block begins)")
        yield header + source.take(1 if kind == _REPEATING_BLOCK else size, ZSTANDARD)
