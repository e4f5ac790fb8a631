"""What is known of inputs before they are read: whether they may keep silent, and how large they are."""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from ..finding import Unreadable
from .files import STANDARD_INPUT, find


def may_wait(inputs: Sequence[str], stdin: BinaryIO) -> bool:
    """Whether an input is a pipe, a terminal or the like: who reads it waits for another to write."""
    return any(_may_wait(_mode_of(name, stdin)) for name in inputs)


def holds_at_least(inputs: Sequence[str], stdin: BinaryIO, size: int) -> bool | None:
    """Whether the inputs hold so many bytes, compressed ones as they are; None where that is not known.

    Nothing is opened, and folders are looked through only until the answer is known. Raises FeedError for an
    input that is not there.
    """
    unknown = False
    for path in find(inputs):
        if isinstance(path, Unreadable):
            continue
        try:
            about = _about(path, stdin)
        except (OSError, ValueError):
            unknown = unknown or path == STANDARD_INPUT
            continue
        unknown = unknown or _may_wait(about.st_mode)
        size -= about.st_size
        if size <= 0:
            return True
    return None if unknown else False


def _about(name: str, stdin: BinaryIO) -> os.stat_result:
    return os.fstat(stdin.fileno()) if name == STANDARD_INPUT else Path(name).stat()


def _mode_of(name: str, stdin: BinaryIO) -> int | None:
    try:
        return _about(name, stdin).st_mode
    except (OSError, ValueError):  # bytes in memory have no descriptor, and a glob is no file
        return None


def _may_wait(mode: int | None) -> bool:
    return mode is not None and not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))
