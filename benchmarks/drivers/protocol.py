"""How a measured program is spoken to: it reads its documents, says so, and goes through them when asked.

A driver is started with the paths of JSON Lines files (`text` in each line). It answers on standard output
with a line of JSON when it is ready, and again for each request on standard input, `FEED TIMES`: the
documents of the file of that number, so many times over. Whatever the program itself prints goes to
standard error. `node_peers.mjs` speaks the same.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

BYTES_A_KILOBYTE = 1024


def processor_seconds() -> float:
    """User and system time of this process, of all its threads and of the children that have ended."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def peak_bytes() -> int:
    """The most memory that this process had resident.

    Linux's own counter where there is one: what `getrusage` says begins with the size of the process that
    started this one. Elsewhere that is taken for kilobytes, which macOS alone counts otherwise.
    """
    try:
        lines = Path("/proc/self/status").read_text("ascii", "replace").splitlines()
    except OSError:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak if sys.platform == "darwin" else peak * BYTES_A_KILOBYTE
    return next(int(line.split()[1]) * BYTES_A_KILOBYTE for line in lines if line.startswith("VmHWM:"))


def serve(check_all: Callable[[Sequence[str]], int], paths: Sequence[str]) -> None:
    """Answer requests until standard input ends; `check_all` takes lines of JSON and counts what it marks."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    feeds = [Path(path).read_text("utf-8").rstrip("\n").split("\n") for path in paths]

    def answer(**values: float) -> None:
        answers.write(json.dumps(values) + "\n")
        answers.flush()

    answer(cpu=processor_seconds())
    for request in sys.stdin:
        feed, times = map(int, request.split())
        begun, marks = processor_seconds(), 0
        for _ in range(times):
            marks = check_all(feeds[feed])
        answer(cpu=processor_seconds() - begun, marks=marks, peak=peak_bytes())
