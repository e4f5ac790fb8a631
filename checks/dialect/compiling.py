"""Compiled patterns, kept between runs: `regex` compiles in Python, and a text asks for hundreds of patterns.

What `regex` makes of a pattern is what it gives for copying one between processes: numbers, names and a code.
It is kept as JSON with a digest, by the pattern's source and by the versions of Python and `regex`. What
cannot be read, was cut short, or is of another shape is compiled anew. A folder that others may write is left
alone: `regex` runs a code as it is given.
"""

from __future__ import annotations

import base64
import contextlib
import copyreg
import hashlib
import json
import os
import stat
import sys
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import regex

from ..cache_folder import cache_folder, write_whole

FOLDER = "patterns"

FORMAT = 1
"""Version of a file's layout."""

MIN_SOURCE = 50
"""Characters of the shortest pattern that is kept: a shorter one is compiled as quickly as a file is read."""

MAX_FILES = 6_000
"""Patterns that stay in the folder: with more, the older half of them goes."""

MAX_KNOWN = 500
"""Patterns that are not even read again, as many as `regex` itself remembers."""

Parts = Sequence[Any]
"""What a compiled pattern is made of: its source, its flags, its code, its groups."""


def compiled(source: str) -> regex.Pattern[str]:
    """A pattern, compiled now or before. Raises `regex.error` for a faulty one."""
    cached = cache_folder() if len(source) >= MIN_SOURCE else None
    folder = None if cached is None else _own_folder(cached / FOLDER)
    return regex.compile(source) if folder is None else kept_in(folder, source)


@lru_cache(maxsize=MAX_KNOWN)
def kept_in(folder: Path, source: str) -> regex.Pattern[str]:
    """The pattern that a folder keeps, or will keep from now on."""
    path = folder / f"{_name_of(source)}.json"
    kept = _find(path, source)
    if kept is not None:
        return kept
    pattern = regex.compile(source)
    with contextlib.suppress(OSError, ValueError):
        _keep(path, pattern)
    return pattern


@cache
def _own_folder(folder: Path) -> Path | None:
    """The folder, made where it is missing; None where others than its owner may write it."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        state = folder.stat()
    except OSError:
        return None
    if os.name != "posix":
        return folder
    is_private = state.st_uid == os.geteuid() and not state.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    return folder if is_private else None


def _name_of(source: str) -> str:
    parts = (str(FORMAT), sys.version, sys.byteorder, regex.__version__, _codes(), source)
    return hashlib.sha256("\0".join(parts).encode(errors="surrogatepass")).hexdigest()


@cache
def _codes() -> str:
    """What tells the codes of one build of `regex` from another's: a sample of them."""
    take_apart = _taken_apart()
    sample = regex.compile(r"(?i)\b(?P<word>[\p{L}\d]++)(?<=x)(?:\s*,|$){1,3}")
    return repr(take_apart(sample)[1]) if take_apart else ""


def _find(path: Path, source: str) -> regex.Pattern[str] | None:
    try:
        digest, _, text = path.read_bytes().partition(b"\n")
        if hashlib.sha256(text).hexdigest().encode() != digest:
            return None
        pattern = _rebuilt(json.loads(text))
    except (OSError, ValueError, TypeError, RuntimeError):
        return None
    return pattern if pattern.pattern == source else None


def _keep(path: Path, pattern: regex.Pattern[str]) -> None:
    parts = _parts_of(pattern)
    if parts is None:
        return
    text = json.dumps(parts).encode()
    write_whole(path, hashlib.sha256(text).hexdigest().encode() + b"\n" + text)
    _prune_once(path.parent)


@cache
def _taken_apart() -> Callable[[regex.Pattern[str]], tuple[Callable[..., Any], Parts]] | None:
    """How `regex` takes a pattern apart to be copied; None where it does not."""
    return copyreg.dispatch_table.get(type(regex.compile("")))  # type: ignore[return-value]


def _parts_of(pattern: regex.Pattern[str]) -> list[Any] | None:
    """The parts as JSON has them; None where there is one that JSON has not."""
    take_apart = _taken_apart()
    if take_apart is None:
        return None
    _, parts = take_apart(pattern)
    plain = [_plain(part) for part in parts]
    restored = [_restored(part) for part in json.loads(json.dumps(plain))]
    return plain if restored == list(parts) else None


def _plain(part: Any) -> Any:
    """A part with its type by its side, where JSON does not keep that."""
    if isinstance(part, bytes):
        return {"bytes": base64.b64encode(part).decode()}
    if isinstance(part, dict):
        return {"dict": list(part.items())}
    return {"tuple": list(part)} if isinstance(part, tuple) else part


def _restored(part: Any) -> Any:
    match part:
        case {"bytes": text}:
            return base64.b64decode(text, validate=True)
        case {"dict": items}:
            return dict(items)
        case {"tuple": items}:
            return tuple(items)
    return part


def _rebuilt(parts: list[Any]) -> regex.Pattern[str]:
    """A pattern out of its parts. Raises TypeError, ValueError or RuntimeError where they are none."""
    take_apart = _taken_apart()
    if take_apart is None:
        raise ValueError("this regex takes no patterns apart")
    rebuild, _ = take_apart(regex.compile(""))
    pattern: regex.Pattern[str] = rebuild(*map(_restored, parts))
    return pattern


@cache
def _prune_once(folder: Path) -> None:
    """Once a process, delete the older half of too many files."""
    if len(os.listdir(folder)) <= MAX_FILES:  # noqa: PTH208 (names alone are counted, which is much quicker)
        return
    times = {file: file.stat().st_mtime_ns for file in folder.iterdir()}
    for file in sorted(times, key=lambda file: times[file])[: len(times) // 2]:
        file.unlink(missing_ok=True)
