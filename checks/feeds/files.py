"""From what the user names to files that exist, in order."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from ..document import Location
from ..finding import Unreadable
from .compression import SUFFIXES
from .formats import FORMAT_OF_SUFFIX, format_of_name
from .options import FeedError

STANDARD_INPUT = "-"


def find(inputs: Sequence[str]) -> Iterator[str | Unreadable]:
    """The paths of all inputs, each input's in sorted order, and folders that cannot be looked into.

    Raises FeedError, before the first path, for an input that is not there.
    """
    if list(inputs).count(STANDARD_INPUT) > 1:
        raise FeedError("standard input (-) can be read only once")
    for name in inputs:
        if next(_expand(name), None) is None:
            raise FeedError(_nothing_there(name))
    for name in inputs:
        yield from _expand(name)


def _expand(name: str) -> Iterator[str | Unreadable]:
    if name == STANDARD_INPUT or (os.path.lexists(name) and not Path(name).is_dir()):
        yield name
    elif Path(name).is_dir():
        yield from _walk(name)
    elif glob.has_magic(name):
        yield from sorted(_matches(name), key=_order)


def _matches(pattern: str) -> Iterator[str]:
    """The files that a pattern matches, as a shell finds them: hidden ones only where the pattern says so.

    Unlike the module glob, Path.glob follows no link for `**`, and so never runs in a circle.
    """
    parts = Path(pattern).parts
    fixed = next(number for number, part in enumerate(parts) if glob.has_magic(part))
    folder, wild = Path(*parts[:fixed]), list(parts[fixed:])
    if wild[-1] == "**":
        wild.append("*")
    names_hidden = any(part.startswith(".") for part in wild)
    try:
        for path in folder.glob("/".join(wild)):
            inner = path.relative_to(folder).parts
            is_hidden = any(part.startswith(".") for part in inner)
            if _is_file(str(path)) and (names_hidden or not is_hidden):
                yield str(path)
    except ValueError as error:
        raise FeedError(f"{pattern}: {error}") from error


def _order(path: str) -> tuple[str, ...]:
    """Sorts paths as a walk through their folders meets them."""
    return Path(path).parts


def _walk(folder: str) -> Iterator[str | Unreadable]:
    """The files of a folder and the folders in it; a stack instead of recursion, so depth does not matter."""
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        if path != folder and not Path(path).is_dir():
            yield path
            continue
        try:
            with os.scandir(path) as entries:
                kept = sorted((entry.name, entry.path) for entry in entries if _is_wanted(entry))
        except OSError as error:
            yield unreadable_file(path, error)
            continue
        waiting.extend(inner for _, inner in reversed(kept))


def _is_wanted(entry: os.DirEntry[str]) -> bool:
    """A visible folder (no link, which might lead in a circle) or a visible file of a known format.

    A link that leads nowhere is kept: it is reported when it is opened.
    """
    if entry.name.startswith("."):
        return False
    if Path(entry.path).is_dir():
        return not entry.is_symlink()
    return _is_file(entry.path) and format_of_name(entry.name) is not None


def _is_file(path: str) -> bool:
    """A file, or a link that leads nowhere or in a circle; no pipe or device, which may never end."""
    return Path(path).is_file() or not os.path.exists(path)  # noqa: PTH110 (Path.exists raises on circles)


def unreadable_file(path: str, error: OSError) -> Unreadable:
    """A file or folder that is there and cannot be read."""
    return Unreadable(path, Location(path), "unreadable-file", error.strerror or str(error))


def _nothing_there(name: str) -> str:
    if Path(name).is_dir():
        known = f"{' '.join(FORMAT_OF_SUFFIX)}, also with {' or '.join(SUFFIXES)} behind"
        return f"{name}: no files to read in this folder (known endings: {known})"
    if glob.has_magic(name):
        return f"{name}: no file matches this pattern"
    return f"{name}: no such file or folder"
