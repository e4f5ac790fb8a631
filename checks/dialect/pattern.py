"""A checked regular expression of the rule dialect."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import regex

from .literals import Fold, Reach, Settled, required
from .parser import parse
from .restrictions import refuse_empty
from .tree import Node


@dataclass(frozen=True)
class Pattern:
    """A pattern in the rule dialect (docs/patterns.md), compiled when first used.

    Raises `PatternError` with the offset of the fault when it is made from a source outside the dialect.
    """

    source: str

    def __post_init__(self) -> None:
        self.__dict__["tree"] = tree = parse(self.source)
        refuse_empty(tree)

    @classmethod
    def checked_before(cls, source: str) -> Pattern:
        """A pattern from a source that was checked when the same was made before; it is not checked again."""
        pattern = object.__new__(cls)
        object.__setattr__(pattern, "source", source)
        return pattern

    @cached_property
    def tree(self) -> Node:
        """What the source says, as its parser read it."""
        return parse(self.source)

    @cached_property
    def compiled(self) -> regex.Pattern[str]:
        r"""The pattern, compiled; `\w`, `\b` and `\s` know all of Unicode."""
        return regex.compile(self.source)

    def required(self, fold: Fold, has_settled_case: Settled) -> Mapping[str, Reach] | None:
        """Texts of which each match holds one once it is folded; see `literals.required`."""
        return required(self.tree, fold, has_settled_case)

    def __str__(self) -> str:
        return self.source
