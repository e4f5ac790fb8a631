"""Where a report goes: standard output, or a file that appears when it is whole."""

from __future__ import annotations

import io
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO

STANDARD_OUTPUT = "-"

_NEW_FILE_MODE = 0o666
"""As `open` does it: the user's umask takes away what it takes."""


@contextmanager
def text_stream(binary: BinaryIO) -> Iterator[TextIO]:
    r"""UTF-8 text with LF line ends on a binary stream, which stays open: the same bytes on every machine.

    A character without UTF-8 (a lone surrogate that slipped through) is written as `\udXXX` and ends no run.
    """
    stream = io.TextIOWrapper(binary, encoding="utf-8", errors="backslashreplace", newline="\n")
    try:
        yield stream
        stream.flush()
    finally:
        _detach(stream)


@contextmanager
def file_stream(path: Path) -> Iterator[TextIO]:
    """A text file that appears when it is whole, see `binary_file`."""
    with binary_file(path) as binary, text_stream(binary) as stream:
        yield stream


@contextmanager
def binary_file(path: Path) -> Iterator[BinaryIO]:
    """A file that is written beside its place and takes it at the end; after an error the place is as it was.

    What is no regular file (a pipe, /dev/null) is written directly. Raises OSError where it cannot be.
    """
    if path.exists() and not path.is_file():
        with path.open("wb") as binary:
            yield binary
        return
    target = path.resolve()
    draft = target.with_name(f".{target.name}.{secrets.token_hex(4)}.tmp")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    descriptor = os.open(draft, flags, _mode_of(target))
    try:
        with os.fdopen(descriptor, "wb") as binary:
            yield binary
            binary.flush()
            os.fsync(binary.fileno())
        draft.replace(target)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def _mode_of(target: Path) -> int:
    return stat.S_IMODE(target.stat().st_mode) if target.exists() else _NEW_FILE_MODE


def _detach(stream: io.TextIOWrapper) -> None:
    """Let go of the binary stream. Detaching flushes, which fails again where the reader has gone away."""
    try:
        stream.detach()
    except (OSError, ValueError):
        stream.close()
