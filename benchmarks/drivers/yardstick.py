"""The yardstick behind the protocol: what it costs to read documents and to cut them into words.

python -m benchmarks.drivers.yardstick FEED...
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence

from benchmarks.drivers.protocol import serve


def check_all(lines: Sequence[str]) -> int:
    """Read and split; nothing is marked."""
    for line in lines:
        json.loads(line)["text"].split()
    return 0


if __name__ == "__main__":
    serve(check_all, sys.argv[1:])
