"""Measured programs, each in a process of its own, and the yardstick that runs before and after each pass."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from statistics import median
from typing import IO, Any, NamedTuple

from benchmarks.feeds import Feed

ROOT = Path(__file__).parent.parent

ONE_THREAD: Mapping[str, str] = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1"
)
"""Numerical libraries would otherwise start a thread a core, which wait by spinning."""

LEAST_SECONDS = 0.3
"""What a measurement takes at least: shorter ones are repeated until they do, or they would be all noise."""

LAST_WORDS = 300
"""Characters of what a failing program prints last that are told."""


class ProgramFailed(Exception):
    """A measured program that ended; the message is what it printed last."""


class Answer(NamedTuple):
    """What a driver tells of one request: processor seconds, what was marked, and the most memory so far."""

    cpu: float
    marks: int
    peak: int


class Program:
    """A driver that runs, and its feeds by number (see `drivers/protocol.py`)."""

    def __init__(self, process: subprocess.Popen[str], errors: IO[str]) -> None:
        """Wait until it is ready. Raises ProgramFailed."""
        self._process, self._errors = process, errors
        self.start_up: float = self._answer()["cpu"]
        """Processor seconds from the start to where it is ready."""

    def run(self, feed: int = 0, times: int = 1) -> Answer:
        """Go through a feed; `cpu` is of all the times together. Raises ProgramFailed."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(f"{feed} {times}\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            pass  # its last words are read below
        answer = self._answer()
        return Answer(answer["cpu"], int(answer["marks"]), int(answer["peak"]))

    def _answer(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            self._process.wait()
            self._errors.seek(0)
            words = self._errors.read().strip().splitlines() or [f"exit code {self._process.returncode}"]
            raise ProgramFailed(words[-1][:LAST_WORDS])
        answer: dict[str, Any] = json.loads(line)
        return answer


@contextmanager
def running(command: Sequence[str], feeds: Sequence[Feed]) -> Iterator[Program]:
    """A driver with its feeds. Raises ProgramFailed where it does not get ready."""
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as errors:
        process = subprocess.Popen(
            [*command, *(str(feed.path.resolve()) for feed in feeds)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            encoding="utf-8",
            cwd=ROOT,
            env={**os.environ, **ONE_THREAD},
        )
        try:
            yield Program(process, errors)
        finally:
            process.kill()
            process.communicate()


class Yardstick:
    """What reading the documents costs on this machine just now."""

    def __init__(self, program: Program, size: int) -> None:
        """Find out how often the feed, of `size` bytes, must be read for a measurement."""
        self._program, self._size = program, size
        program.run()
        self._times = ceil(LEAST_SECONDS / max(program.run().cpu, 1e-6))

    def seconds_a_byte(self) -> float:
        """Measure now."""
        return self._program.run(times=self._times).cpu / self._times / self._size


@contextmanager
def yardstick_of(feed: Feed) -> Iterator[Yardstick]:
    """The yardstick on a feed, in its own process."""
    with running([sys.executable, "-m", "benchmarks.drivers.yardstick"], [feed]) as program:
        yield Yardstick(program, feed.size)


@dataclass(frozen=True)
class Cost:
    """Of one program over one feed, medians of the passes; seconds of processor time, bytes of memory."""

    seconds: float
    yardsticks: float
    """How often as much text could have been read and split in that time."""
    passes: int
    start_up: float
    first_pass: float
    """With what is made or compiled when the first texts ask for it; no part of `seconds`."""
    marks: int
    peak: int


@dataclass(frozen=True)
class Effort:
    """How much is measured: passes over a feed, and processor seconds that a program's passes may take.

    A slow program gets as many of the passes as fit, and at least one.
    """

    passes: int = 3
    budget: float = 10.0


def cost(program: Program, yardstick: Yardstick, effort: Effort, size: int, feed: int = 0) -> Cost:
    """Measure a program over one of its feeds, of `size` bytes, the yardstick before and after each pass."""
    first = program.run(feed)
    times = ceil(LEAST_SECONDS / max(first.cpu, 1e-6)) if first.cpu < LEAST_SECONDS else 1
    seconds, ratios, before = [], [], yardstick.seconds_a_byte()
    for _ in range(max(1, min(effort.passes, int(effort.budget / max(first.cpu, 1e-6))))):
        answer = program.run(feed, times)
        after = yardstick.seconds_a_byte()
        seconds.append(answer.cpu / times)
        ratios.append(2 * seconds[-1] / size / (before + after))
        before = after
    return Cost(
        seconds=median(seconds),
        yardsticks=median(ratios),
        passes=len(seconds),
        start_up=program.start_up,
        first_pass=first.cpu,
        marks=answer.marks,
        peak=answer.peak,
    )


class Usage(NamedTuple):
    """What a command cost: processor seconds and bytes, of itself and of the workers that it started."""

    own: float
    workers: float
    own_peak: int
    worker_peak: int
    """Of the largest worker."""
    wall: float


def command_usage(arguments: Sequence[str]) -> Usage:
    """Run a copydesk command that may end with any gate's exit code. Raises ProgramFailed for other ends."""
    with tempfile.TemporaryDirectory() as folder:
        usage = Path(folder) / "usage.json"
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.drivers.metered", str(usage), *arguments],
            cwd=ROOT,
            env={**os.environ, **ONE_THREAD},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
        if done.returncode not in {0, 1} or not usage.exists():
            raise ProgramFailed((done.stderr.strip().splitlines() or [f"exit code {done.returncode}"])[-1])
        return Usage(**json.loads(usage.read_text("utf-8")))
