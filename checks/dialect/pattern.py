"""A checked regular expression of the rule dialect."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import regex

from .parser import check


@dataclass(frozen=True)
class Pattern:
    """A pattern in the rule dialect (docs/patterns.md), compiled when first used.

    Raises `PatternError` with the offset of the fault when it is made from a source outside the dialect.
    """

    source: str

    def __post_init__(self) -> None:
        check(self.source)

    @cached_property
    def compiled(self) -> regex.Pattern[str]:
        r"""The pattern, compiled; `\w`, `\b` and `\s` know all of Unicode."""
        return regex.compile(self.source)

    def __str__(self) -> str:
        return self.source
