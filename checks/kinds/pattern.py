"""Kind `pattern`: text that a regular expression of the rule dialect matches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, ClassVar

from ..dialect import Pattern as Dialect
from ._base import Context, Doc, Hit, Kind, Scope

SPAN_GROUP = "span"
"""A group of this name is what the hit covers; the rest of the match is only its surroundings."""


@dataclass(frozen=True)
class Pattern(Kind):
    """Finds what a pattern matches, the group `span` of it where there is one.

    Named groups are values for the message. The pattern sees one unit: with scope `block`, `^` and `$` are
    the block's ends.
    """

    pattern: Annotated[Dialect, Doc("A pattern in the rule dialect; see docs/patterns.md.")]

    scopes: ClassVar[tuple[Scope, ...]] = ("block", "document", "sentence", "title", "link")

    @cached_property
    def values(self) -> tuple[str, ...]:
        """The names of the pattern's groups."""
        return tuple(self.pattern.compiled.groupindex)

    def find(self, context: Context) -> Iterator[Hit]:
        """Every match that is not empty."""
        group = SPAN_GROUP if SPAN_GROUP in self.values else 0
        for match in self.pattern.compiled.finditer(context.unit):
            start, end = match.span(group)
            if start < end:
                values = {name: text or "" for name, text in match.groupdict().items()}
                yield Hit(context.start + start, context.start + end, context.field, values)
