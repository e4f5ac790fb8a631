"""Faults of a rule file, each with its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Mark(NamedTuple):
    """A place in a rule file; line and column count from 1."""

    path: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class RuleError:
    """One fault of a rule file. `str(error)` is `file:line:column: message`."""

    mark: Mark
    message: str

    def __str__(self) -> str:
        return f"{self.mark}: {self.message}"


class RuleErrors(Exception):
    """A rule set that cannot be used: every fault found, in order of file and line."""

    def __init__(self, errors: list[RuleError]) -> None:
        """Keep each error once, sorted by place."""
        self.errors = sorted(set(errors), key=lambda error: (error.mark, error.message))
        super().__init__("\n".join(map(str, self.errors)))
