"""Checks a table on two worker processes of Ray, then again while one of them dies.

ray_driver.py TABLE FOLDER
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import ray
from cluster_deaths import kill_once

from checks import Checker, load_rules
from checks.integrations.ray import check_dataset

FIELDS = {"text": "body", "id": "guid", "language": "language"}
BLOCKS = 6


def main(table: str, folder: Path) -> None:
    tests = str(Path(__file__).parent)
    ray.init(
        num_cpus=2,
        include_dashboard=False,
        log_to_driver=False,
        runtime_env={"env_vars": {"PYTHONPATH": f"{Path(tests).parents[1]}:{tests}"}},
    )
    ray.data.DataContext.get_current().enable_progress_bars = False
    checker = Checker(load_rules())
    texts = ray.data.read_parquet(table, override_num_blocks=BLOCKS)
    check_dataset(texts, checker, fields=FIELDS).write_parquet(str(folder / "plain"))

    marker = str(folder / "worker-died")

    def dying(batch: Any) -> Any:
        kill_once(marker)
        return batch

    mortal = texts.map_batches(dying, batch_format="pyarrow")
    check_dataset(mortal, checker, fields=FIELDS).write_parquet(str(folder / "killed"))
    ray.shutdown()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
