"""The command run on small inputs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from checks.commands import cli

PROJECT = Path(__file__).parents[2]
RULES = PROJECT / "tests" / "cases" / "reports" / "rules.yaml"
"""One rule an error (daggers), one a warning (a line "Read more"), one an info (capitals in the title)."""

CLEAN = "The council met on Tuesday to discuss the budget. Members agreed that the roads need repair."
DAGGER = CLEAN.replace("agreed", "agreed†")
DAGGERS = DAGGER.replace("council", "council†").replace("roads", "roads†")
"""Three findings, which fail a short text."""
READ_MORE = f"{CLEAN}\n\nRead more"


def copydesk(*arguments: object, input: str | bytes | None = None, rules: Path | None = RULES) -> Result:
    """Run `copydesk check`, `copydesk rules …` and the like in this process."""
    given = [str(argument) for argument in arguments]
    if rules is not None and given[0] == "check":
        given[1:1] = ["--rules", str(rules)]
    return CliRunner().invoke(cli, given, input=input)


def start(*arguments: object, **options: Any) -> subprocess.Popen[bytes]:
    """Start the command in a process of its own, with pipes, where streams and signals matter."""
    environment: Mapping[str, str] = {**os.environ, "PYTHONPATH": str(PROJECT), **options.pop("env", {})}
    command = [sys.executable, "-m", "checks", *map(str, arguments)]
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
    return subprocess.Popen(command, env=environment, **options)


def feed(path: Path, texts: Iterable[str | dict[str, Any]]) -> Path:
    """Write a feed of English records: a text each, or a whole record."""
    records = ({"text": text} if isinstance(text, str) else text for text in texts)
    lines = (json.dumps({"id": str(n), "language": "en", **record}) for n, record in enumerate(records, 1))
    path.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return path


def objects(result: Result) -> list[dict[str, Any]]:
    """The objects of a JSON Lines report; fails where standard output holds anything else."""
    return [json.loads(line) for line in result.stdout.splitlines()]
