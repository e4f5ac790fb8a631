"""Who checks the documents of a run, and which are too large: `--jobs` and `--max-document-size`."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import BinaryIO

import click

from ..feeds import holds_at_least, may_wait
from ..feeds.files import STANDARD_INPUT
from ..feeds.options import MAX_CHARACTERS, MAX_RECORD_BYTES
from ..parallel import WORTH_WORKERS, Workers, usable_cores

MAX_BYTES_PER_CHARACTER = 4
"""Bytes of a character in UTF-8, at most: a record has room for the largest text whatever its script."""

jobs_option = click.option(
    "--jobs",
    metavar="N",
    type=click.IntRange(min=1),
    help="Processes that check. Without it: one for each core that this process may use, and none beside it "
    "for a small input. The report is the same with any number.",
)
size_option = click.option(
    "--max-document-size",
    metavar="CHARACTERS",
    type=click.IntRange(min=1),
    default=MAX_CHARACTERS,
    show_default=True,
    help="Longest text or title that is checked; a longer one is reported as unreadable (too-large).",
)


def record_bytes(characters: int) -> int:
    """The largest record that is read where texts of so many characters are checked."""
    return max(MAX_RECORD_BYTES, MAX_BYTES_PER_CHARACTER * characters)


def workers_for(jobs: int | None, inputs: Sequence[str], stdin: BinaryIO) -> Workers:
    """Who checks the inputs. It depends on what was asked for, the cores and the size of the inputs alone.

    Of a stream, whose size nobody knows, the beginning is checked in this process.
    """
    waits = may_wait(inputs, stdin)
    if jobs is not None:
        return Workers(jobs, waits=waits)
    cores = usable_cores()
    is_large = holds_at_least(inputs, stdin, WORTH_WORKERS)
    if cores == 1 or is_large is False:
        return Workers(1, waits=waits)
    return Workers(cores, from_size=0 if is_large else WORTH_WORKERS, waits=waits)


def standard_input(inputs: Sequence[str]) -> BinaryIO:
    """Standard input; where it is read, by a stream of its own.

    A thread may be left waiting in it when the command ends, and Python would wait for that thread to let go
    of `sys.stdin`.
    """
    if STANDARD_INPUT not in inputs:
        return sys.stdin.buffer
    try:
        descriptor = os.dup(sys.stdin.fileno())
    except (OSError, ValueError):  # bytes in memory have none
        return sys.stdin.buffer
    return os.fdopen(descriptor, "rb")
