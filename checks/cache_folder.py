"""Where what was worked out before is kept: `$XDG_CACHE_HOME/copydesk`, else `~/.cache/copydesk`.

What lies there may be deleted at any time, and several processes may write it at once. `COPYDESK_NO_CACHE=1`
does without.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

NO_CACHE = "COPYDESK_NO_CACHE"
"""Environment variable: set to anything but 0 or nothing, it switches the cache off."""


def cache_folder() -> Path | None:
    """The folder, which need not be there yet; None where there is no cache."""
    if os.environ.get(NO_CACHE, "0") not in ("", "0"):
        return None
    base = os.environ.get("XDG_CACHE_HOME", "")
    try:
        return (Path(base) if Path(base).is_absolute() else Path.home() / ".cache") / "copydesk"
    except (RuntimeError, ValueError):  # nobody's home; a zero byte
        return None


def write_whole(path: Path, data: bytes) -> None:
    """Write a file that is there as a whole or not at all, whoever else writes it meanwhile.

    Raises OSError where it cannot be written.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix="writing-")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def prune(folder: Path, pattern: str, most: int) -> None:
    """Delete all files of a pattern but so many, the latest. Raises OSError."""
    times = {path: path.stat().st_mtime_ns for path in folder.glob(pattern)}
    for path in sorted(times, key=lambda path: times[path], reverse=True)[most:]:
        path.unlink(missing_ok=True)
