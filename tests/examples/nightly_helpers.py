"""What the tests of the nightly examples share: feeds, and a `copydesk` to be found on PATH."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NIGHTLY = ROOT / "examples" / "nightly"
RULES = ROOT / "tests" / "cases" / "reports" / "rules.yaml"

SOUND = "The council met on Tuesday to discuss the budget of the harbour."
BROKEN = "The council† met† on Tuesday† to discuss the roads† of the town."


def feed(folder: Path, texts: Mapping[str, str]) -> Path:
    """A folder of feeds with one record for each text, by its source; its name holds a space."""
    place = folder / "the feeds"
    place.mkdir(exist_ok=True)
    records = [{"text": text, "source": source, "language": "en"} for source, text in texts.items()]
    lines = "".join(json.dumps(record) + "\n" for record in records)
    (place / "wire.jsonl").write_text(lines, "utf-8")
    return place


def environment(folder: Path, **variables: object) -> Mapping[str, str]:
    """The variables of a job that finds `copydesk` on its PATH: this checkout's, run by this Python."""
    commands = folder / "commands"
    commands.mkdir(exist_ok=True)
    command = commands / "copydesk"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m checks "$@"\n', "utf-8")
    command.chmod(0o755)
    return {
        "PATH": os.pathsep.join([str(commands), os.environ["PATH"]]),
        "PYTHONPATH": str(ROOT),
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        **{name: str(value) for name, value in variables.items()},
    }
