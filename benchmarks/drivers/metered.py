"""A copydesk command with its costs written to a file: its own, and those of the workers that it starts.

python -m benchmarks.drivers.metered USAGE.json check FEED...
"""

from __future__ import annotations

import json
import resource
import runpy
import sys
import time
from pathlib import Path

from benchmarks.drivers.protocol import BYTES_A_KILOBYTE, peak_bytes


def main() -> None:
    """Run the command as `python -m checks` would, and end with its exit code."""
    target = Path(sys.argv[1])
    sys.argv = ["copydesk", *sys.argv[2:]]
    begun, code = time.perf_counter(), None
    try:
        runpy.run_module("checks", run_name="__main__")
    except SystemExit as ended:
        code = ended.code
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    usage = {
        "own": time.process_time(),
        "workers": children.ru_utime + children.ru_stime,
        "own_peak": peak_bytes(),
        "worker_peak": children.ru_maxrss * BYTES_A_KILOBYTE,
        "wall": time.perf_counter() - begun,
    }
    target.write_text(json.dumps(usage), "utf-8")
    sys.exit(code)


if __name__ == "__main__":
    main()
