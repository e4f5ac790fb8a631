"""How many cores this process may use: its affinity, and what its control groups are granted."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

CGROUPS = Path("/sys/fs/cgroup")
"""Where Linux shows the limits of control groups; in a container, those of its own."""

MEMBERSHIP = Path("/proc/self/cgroup")
"""Where it says which control group this process is in."""


def usable_cores(cgroups: Path = CGROUPS, membership: Path = MEMBERSHIP) -> int:
    """The cores that this process may keep busy, at least one.

    The machine's number is no answer in a container: it may use fewer of them, or of each a part alone. Half
    a core is one; two and a half are two, since a third worker would wait for the others half of its time.
    """
    granted = (_quota(group) for group in _groups(cgroups, membership))
    return max(1, min([_affinity(), *(int(cores) for cores in granted if cores is not None)]))


def _affinity() -> int:
    try:
        return len(os.sched_getaffinity(0)) or 1
    except AttributeError:  # macOS and Windows have no such call
        return os.cpu_count() or 1


def _groups(cgroups: Path, membership: Path) -> Iterator[Path]:
    """The folders of this process's control groups, each of which may limit it."""
    yield cgroups
    yield cgroups / "cpu"  # version 1
    try:
        lines = membership.read_text("utf-8").splitlines()
    except (OSError, ValueError):
        return
    for line in lines:
        number, _, name = line.partition("::")  # version 2 has one group, which is no "cpu" of its own
        path = PurePosixPath(name)
        if number == "0" and path.is_absolute() and ".." not in path.parts:
            for inner in (path, *path.parents):
                yield cgroups / inner.relative_to("/")


def _quota(group: Path) -> float | None:
    """Processor seconds a second that a control group allows (version 2, else 1); None without a limit."""
    quota, period = _numbers(group / "cpu.max")
    if quota is None:
        quota, _ = _numbers(group / "cpu.cfs_quota_us")
        period, _ = _numbers(group / "cpu.cfs_period_us")
    if quota is None or not period or quota <= 0:
        return None
    return quota / period


def _numbers(file: Path) -> tuple[int | None, int | None]:
    """The one or two whole numbers of a file; None for what is missing, or a word such as `max`."""
    try:
        words = [*file.read_text("ascii").split(), "", ""]
    except (OSError, ValueError):
        return None, None
    first, second = (int(word) if word.removeprefix("-").isdecimal() else None for word in words[:2])
    return first, second
