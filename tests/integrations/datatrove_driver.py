"""Parts the texts of a folder with a datatrove pipeline of two worker processes.

datatrove_driver.py FOLDER: reads FOLDER/in and writes FOLDER/kept and FOLDER/dropped.
"""

from __future__ import annotations

import sys
from pathlib import Path

from datatrove.executor.local import LocalPipelineExecutor
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers import JsonlWriter

from checks import Checker, load_rules
from checks.integrations.datatrove import CopydeskFilter

RULES = Path(__file__).resolve().parents[1] / "cases" / "reports" / "rules.yaml"


def main(folder: Path) -> None:
    dropped = JsonlWriter(str(folder / "dropped"), compression=None)
    LocalPipelineExecutor(
        [
            JsonlReader(str(folder / "in")),
            CopydeskFilter(Checker(load_rules(RULES)), exclusion_writer=dropped),
            JsonlWriter(str(folder / "kept"), compression=None),
        ],
        tasks=2,
        workers=2,
        logging_dir=str(folder / "log"),
    ).run()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
