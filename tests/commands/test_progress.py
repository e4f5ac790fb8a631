from __future__ import annotations

import contextlib
import json
import os
import re
import subprocess
import sys
import time

import pytest
from command_helpers import DAGGER, RULES, start

from checks.commands._progress import PATIENCE

RECORD = json.dumps({"text": DAGGER, "language": "en"}).encode() + b"\n"
SAMPLE = 20
"""Records that are looked at before the first one of a feed is read."""


@pytest.mark.skipif(sys.platform == "win32", reason="terminals of POSIX")
@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize(("options", "is_shown"), [([], True), (["--quiet"], False)])
def test_a_run_that_lasts_is_counted_on_a_terminal(options: list[str], is_shown: bool, jobs: int) -> None:
    import pty  # noqa: PLC0415 (POSIX alone)

    reader, terminal = pty.openpty()
    feed_of_lines = ["--format", "jsonl", "--input-format", "jsonl", "-"]
    with start(
        "check", "--rules", RULES, "--jobs", jobs, *options, *feed_of_lines,
        stdin=subprocess.PIPE, stderr=terminal, env={"TERM": "xterm"},
    ) as process:  # fmt: skip
        os.close(terminal)
        assert process.stdin is not None and process.stdout is not None
        process.stdin.write(RECORD * SAMPLE)
        process.stdin.flush()
        for _ in range(SAMPLE):
            process.stdout.readline()
        time.sleep(PATIENCE)  # so long a run lasts at least; how much longer changes nothing
        process.stdin.write(RECORD)
        process.stdin.close()
        process.stdout.read()
        shown = b""
        # the end of a terminal's output is an error on Linux and nothing on others
        with contextlib.suppress(OSError):
            while piece := os.read(reader, 4096):
                shown += piece
    os.close(reader)
    plain = re.sub(rb"\x1b\[[0-9;?]*[A-Za-z]", b"", shown).decode()
    assert (f"{SAMPLE + 1} documents, " in plain) is is_shown
