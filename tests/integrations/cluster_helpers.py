"""What the tests of clusters share: texts, what is compared, and how programs that use a cluster are run."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from checks import load_rules
from checks.rules.schema import Example

ROOT = Path(__file__).resolve().parents[2]
DRIVERS = Path(__file__).resolve().parent

DRIVER_SECONDS = 900
"""A cluster that hangs ends here, and not the job that runs the tests."""


def require(*modules: str, program: str | None = None) -> None:
    """Skip where something is not installed; fail instead where `COPYDESK_REQUIRE_CLUSTER` is set."""
    missing = [name for name in modules if importlib.util.find_spec(name) is None]
    if program is not None and shutil.which(program) is None:
        missing.append(program)
    if missing and os.environ.get("COPYDESK_REQUIRE_CLUSTER"):
        pytest.fail(f"not installed: {', '.join(missing)}")
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")


def sample() -> dict[str, list[Any]]:
    """A table of texts in many languages, with every kind of finding; some rows cannot be checked."""
    examples: list[Example] = []
    for rule in load_rules().rules:
        examples += [*rule.examples.bad[:1], *rule.examples.good[:1]]
    texts: list[str | None] = [
        example.text.replace("[[", "").replace("]]", "") for example in examples if example.text
    ]
    texts += [None, "", " \n", "\N{ZERO WIDTH SPACE}", "a\x00b", "x" * 100_000]
    return {
        "guid": [f"d{number}" for number in range(len(texts))],
        "body": texts,
        "language": [None if number % 3 else "en" for number in range(len(texts))],
    }


def environment(**more: str) -> dict[str, str]:
    """Variables under which programs, and the workers that they start, find this checkout."""
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYSPARK_PYTHON": sys.executable, **more}


def run_driver(name: str, *arguments: object) -> str:
    """Run a program of this folder to its end; what it printed."""
    return run([sys.executable, DRIVERS / name, *arguments])


def run(command: list[Any], expected: int = 0) -> str:
    """Run a program to its end; what it printed, on both streams."""
    done = subprocess.run(
        list(map(str, command)),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=environment(),
        timeout=DRIVER_SECONDS,
        check=False,
    )
    assert done.returncode == expected, done.stdout[-8_000:]
    return done.stdout


def rows_of(path: Path) -> list[dict[str, Any]]:
    """The rows of a table of results by id, without what a cluster cannot know.

    That is the place in a file, and what compares a document with those before it.
    """
    from pyarrow import parquet  # noqa: PLC0415 (not installed everywhere)

    rows: list[dict[str, Any]] = parquet.read_table(path).to_pylist()
    return sorted(map(comparable, rows), key=lambda row: str(row["id"]))


def comparable(row: dict[str, Any]) -> dict[str, Any]:
    """A row without place and near-duplicates; of an error, its kind."""
    measures = row["measures"] and [pair for pair in row["measures"] if pair[0] != "near_duplicate"]
    error = row["error"] and row["error"]["kind"]
    return {**row, "location": None, "near_duplicate_of": None, "measures": measures, "error": error}
