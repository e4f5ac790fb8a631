from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
SIZE = 100_000
COUNT = 1_500
"""Documents and their characters: 150 MB together."""

SCRIPT = """
import resource, sys
from deadly_checkers import Quick, rules
from checks import Document
from checks.parallel import check_all

count, size = map(int, sys.argv[1:])
documents = (Document("x" * size, id=str(number)) for number in range(count))
assert [result.id for result in check_all(Quick(rules()), documents, 2)] == list(map(str, range(count)))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
"""Prints the most memory that the parent of the workers has had, in kilobytes."""


def peak(count: int) -> int:
    folders = [str(PROJECT), str(Path(__file__).parent)]
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(count), str(SIZE)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(folders)},
        capture_output=True,
        text=True,
        check=True,
    )
    return int(done.stdout) * 1024


@pytest.mark.skipif(sys.platform != "linux", reason="the unit of ru_maxrss is that of Linux")
def test_memory_does_not_grow_with_the_feed() -> None:
    assert peak(COUNT) - peak(10) < COUNT * SIZE / 4
