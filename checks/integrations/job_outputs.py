"""What the GitHub action tells the steps behind it, as lines for the file that `GITHUB_OUTPUT` names.

The action runs this file by its path, beside whatever version of copydesk it installed: it needs nothing but
Python.
"""

import json
import sys
from collections import Counter
from pathlib import Path

NAMES = {"pass": "passed", "review": "review", "fail": "failed"}
"""Verdicts, and the outputs that count them."""


def outputs(exit_code: str, folder: Path) -> dict[str, object]:
    """The outputs of a run whose reports lie in `folder`; after bad usage or rules there are no counts."""
    results, sarif = folder / "results.jsonl", folder / "copydesk.sarif"
    told: dict[str, object] = {"exit-code": exit_code}
    if not results.exists():
        return told
    counts: Counter[str] = Counter()
    with results.open(encoding="utf-8") as lines:
        for line in lines:
            document = json.loads(line)
            # what was not looked at in full has no verdict
            counts[NAMES[document["verdict"]] if document.get("complete") else "unreadable"] += 1
    told["documents"] = counts.total()
    told.update({name: counts[name] for name in (*NAMES.values(), "unreadable")})
    told["results"] = results
    if sarif.exists():
        told["sarif"] = sarif
    return told


if __name__ == "__main__":
    for name, value in outputs(sys.argv[1], Path(sys.argv[2])).items():
        sys.stdout.write(f"{name}={value}\n")
