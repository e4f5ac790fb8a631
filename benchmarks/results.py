"""What a run of the benchmarks found, as it is kept in JSON and printed in tables."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.processes import Cost


@dataclass(frozen=True)
class Row:
    """One program over the feed, or one size of something; `version` is a peer's."""

    name: str
    what: str
    megabytes: float
    cost: Cost
    version: str = ""

    @property
    def speed(self) -> float:
        """Megabytes a second of processor time."""
        return self.megabytes / self.cost.seconds


@dataclass(frozen=True)
class CommandRow:
    """A run of `copydesk check`; seconds of processor time but for `wall`, sizes in megabytes."""

    name: str
    documents: int
    megabytes: float
    seconds: float
    """Of the command and its workers, from start to exit."""
    parent_seconds: float
    wall: float
    peak: float
    """Megabytes of the largest process."""


@dataclass(frozen=True)
class Results:
    """All tables of a run."""

    machine: Mapping[str, str]
    feed: Mapping[str, str]
    yardstick: float
    """Megabytes a second."""
    own: list[Row] = field(default_factory=list)
    peers: list[Row] = field(default_factory=list)
    missing: dict[str, str] = field(default_factory=dict)
    """Peers that were not measured, and why."""
    documents: list[Row] = field(default_factory=list)
    """Copies of one article as one document."""
    mixed: list[Row] = field(default_factory=list)
    """Different articles as one document."""
    rules: list[Row] = field(default_factory=list)
    feeds: list[CommandRow] = field(default_factory=list)
    workers: list[CommandRow] = field(default_factory=list)
    start_up: dict[str, float] = field(default_factory=dict)
    """Processor seconds of a command, by what is told of it."""
    failed: list[str] = field(default_factory=list)
    """Parts that copydesk did not get through."""


def save(results: Results, path: Path) -> None:
    """Write the results as JSON."""
    path.write_text(json.dumps(asdict(results), indent=1, ensure_ascii=False) + "\n", "utf-8")


def load(path: Path) -> Results:
    """Read what `save` wrote."""
    kept: dict[str, Any] = json.loads(path.read_text("utf-8"))
    for name in ("own", "peers", "documents", "mixed", "rules"):
        kept[name] = [Row(**{**row, "cost": Cost(**row["cost"])}) for row in kept[name]]
    for name in ("feeds", "workers"):
        kept[name] = [CommandRow(**row) for row in kept[name]]
    return Results(**kept)
