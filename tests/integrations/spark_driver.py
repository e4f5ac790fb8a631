"""Checks a table on Spark's own cluster of two executors on this machine, then again while some of it dies.

spark_driver.py TABLE FOLDER
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyspark
from cluster_deaths import kill_once
from pyspark.sql import SparkSession

from checks import Checker, load_rules
from checks.integrations.spark import check_dataframe

FIELDS = {"text": "body", "id": "guid", "language": "language"}
EXECUTOR = 2
"""Generations from a Python worker to its executor: the daemon that forks workers is between them."""


def main(table: str, folder: Path) -> None:
    os.environ["SPARK_HOME"] = str(Path(pyspark.__file__).parent)  # where executors find their classes
    session = (
        SparkSession.builder.master("local-cluster[2,1,1024]")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.ui.enabled", "false")
        .getOrCreate()
    )
    session.sparkContext.addPyFile(str(Path(__file__).with_name("cluster_deaths.py")))
    checker = Checker(load_rules())
    texts = session.read.parquet(table).repartition(6)
    check_dataframe(texts, checker, fields=FIELDS).write.parquet(str(folder / "plain"))

    worker, executor = str(folder / "worker-died"), str(folder / "executor-died")

    def dying(batches: Iterator[Any]) -> Iterator[Any]:
        for batch in batches:
            kill_once(worker)
            kill_once(executor, ancestors=EXECUTOR)
            yield batch

    mortal = texts.mapInArrow(dying, texts.schema)
    check_dataframe(mortal, checker, fields=FIELDS).write.parquet(str(folder / "killed"))
    session.stop()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
