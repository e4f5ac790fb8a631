"""Any program that checks a folder of text files, behind the protocol; its start is part of every pass.

    python -m benchmarks.drivers.any_command COMMAND FEED...

COMMAND is split as a shell would and run without one; `{folder}` in it is a folder with a document to each
file. A line that it prints counts as something marked. Exit codes up to 1 are a checker's usual word on what
it found; higher ones end the measurement.
"""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.drivers.protocol import serve

FOUND_SOMETHING = 1


def main(command: str, feeds: Sequence[str]) -> None:
    """Serve; a feed's files are written when it is first asked for."""
    with tempfile.TemporaryDirectory() as kept:
        folders: dict[int, Path] = {}

        def check_all(lines: Sequence[str]) -> int:
            if id(lines) not in folders:  # the lists of lines live as long as this does
                folders[id(lines)] = written(lines, Path(kept) / str(len(folders)))
            return run(command, folders[id(lines)])

        serve(check_all, feeds)


def written(lines: Sequence[str], folder: Path) -> Path:
    """A folder with the documents as text files."""
    folder.mkdir()
    for number, line in enumerate(lines):
        (folder / f"{number}.txt").write_text(json.loads(line)["text"], "utf-8")
    return folder


def run(command: str, folder: Path) -> int:
    """How many lines the command prints of a folder."""
    words = [word.replace("{folder}", str(folder)) for word in shlex.split(command)]
    done = subprocess.run(words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=False)
    if not 0 <= done.returncode <= FOUND_SOMETHING:
        raise SystemExit(f"{words[0]} ended with exit code {done.returncode}")
    return done.stdout.count(b"\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
