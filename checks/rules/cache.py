"""Rule sets that were read and found sound before, kept in the user's cache folder.

Reading the shipped rules takes some seconds, for their words are many; what came of it is taken back in
a hundredth. An entry is plain data, JSON line by line. It counts only where every file that was read is there
with the same content, and only for the same code that wrote it, so that it never hides a fault of a rule
file. Files with faults are never kept. An entry that cannot be read, or written, is as good as none, and all
may be deleted at any time. `COPYDESK_NO_CACHE=1` does without.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from ..cache_folder import cache_folder, prune, write_whole
from .schema import RuleSet

FORMAT = 3
"""Version of an entry's layout."""

MIN_BYTES = 100_000
"""Rule files smaller than this together are read as quickly as a cache is: they are not kept."""

MAX_ENTRIES = 8
"""Entries that stay in the folder, the latest: each has about two megabytes."""

_PACKAGE = Path(__file__).parent.parent
_CODE = ("rules", "kinds", "dialect", ".")
"""Folders of the package whose code decides what a rule file means."""


class RuleCache:
    """The entry of one rule file; without a folder to keep it in, nothing is found and nothing kept."""

    def __init__(self, file: Path) -> None:
        """Look for nothing yet."""
        self._path = _entry_path(file)

    def find(self) -> RuleSet | None:
        """The rule set, if it was kept and nothing that went into it has changed."""
        return self._read(lambda files: all(digest_of(Path(name)) == of for name, of in files))

    def outdated(self) -> RuleSet | None:
        """The rule set that was kept, whatever has changed since in the files."""
        return self._read(lambda _: True)

    def _read(self, is_current: Callable[[Any], bool]) -> RuleSet | None:
        if self._path is None:
            return None
        from .entry import BROKEN, unpacked  # noqa: PLC0415 (not needed where there is no entry)

        try:
            return unpacked(self._path.read_bytes(), is_current)
        except (OSError, *BROKEN):
            return None

    def keep(self, rule_set: RuleSet, files: Sequence[Path]) -> None:
        """Keep a sound rule set that was read from these files."""
        if self._path is None:
            return
        from .entry import packed  # noqa: PLC0415 (as above)

        with contextlib.suppress(OSError):
            if sum(file.stat().st_size for file in files) < MIN_BYTES:
                return
            digests = [(str(file.absolute()), digest_of(file)) for file in files]
            write_whole(self._path, packed(rule_set, digests))
            prune(self._path.parent, "rules-*.json", MAX_ENTRIES)


def _entry_path(file: Path) -> Path | None:
    """Where the entry of a rule file lies; None where there is no cache."""
    folder = cache_folder()
    if folder is None:
        return None
    try:
        key = [FORMAT, sys.version, str(file), str(file.absolute()), code_state()]
    except (OSError, ValueError):
        return None
    name = hashlib.sha256(json.dumps(key).encode(errors="replace")).hexdigest()
    return folder / f"rules-{name}.json"


@cache
def code_state() -> tuple[tuple[str, int, int], ...]:
    """Name, size and time of each module that has a say in what rules mean, and the version of `regex`."""
    import regex  # noqa: PLC0415 (loaded long since)

    found = [(regex.__version__, 0, 0)]
    for folder in _CODE:
        for module in sorted(os.scandir(_PACKAGE / folder), key=lambda module: module.name):
            if module.name.endswith(".py"):
                state = module.stat()
                found.append((module.path, state.st_size, state.st_mtime_ns))
    return tuple(found)


def digest_of(file: Path) -> str:
    """The SHA-256 of a file, hexadecimal. Raises OSError."""
    return hashlib.sha256(file.read_bytes()).hexdigest()
