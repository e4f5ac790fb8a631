"""Kind `pattern`: text that a regular expression of the rule dialect matches."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any, ClassVar

from ..dialect import Match, Reach
from ..dialect import Pattern as Dialect
from ._base import Clues, Context, Doc, Hit, Kind, Scope
from ._folding import has_settled_case, loosen

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

    def clues(self, language: str) -> Clues | None:  # noqa: ARG002 (a pattern is the same in every language)
        """Texts of which each match holds one, where the pattern has such."""
        return self._clues

    @cached_property
    def _clues(self) -> Clues | None:
        literals = self.pattern.required(loosen, has_settled_case)
        return None if literals is None else Clues(literals)

    def derived(self) -> Any:
        """The literals, with their reaches; an empty list where there are none to look for."""
        return [] if self._clues is None else [self._clues.literals]

    def recall(self, data: Any) -> None:
        """Take the literals back."""
        clues = [Clues({text: Reach(*reach) for text, reach in literals.items()}) for literals in data]
        self.__dict__["_clues"] = clues[0] if clues else None

    def find(self, context: Context) -> Iterator[Hit]:
        """Every match that is not empty."""
        return self._hits(context, self.pattern.finditer(context.unit, context.budget))

    def find_at(self, context: Context, starts: Collection[int]) -> Iterator[Hit]:
        """The matches that begin at these offsets of the field: all, where none can begin elsewhere."""
        return self._hits(context, self._matches_at(context, sorted(set(starts))))

    def _matches_at(self, context: Context, starts: Iterable[int]) -> Iterator[Match]:
        """Matches in order, none within another, as `finditer` gives them."""
        match_at, done = self.pattern.match_in(context.unit, context.budget), 0
        for start in starts:
            at = start - context.start
            if at >= done and (match := match_at(at)):
                yield match
                done = match.end()

    def _hits(self, context: Context, matches: Iterable[Match]) -> Iterator[Hit]:
        group = SPAN_GROUP if SPAN_GROUP in self.values else 0
        for match in matches:
            start, end = match.span(group)
            if start < end:
                values = {name: text or "" for name, text in match.groupdict().items()}
                yield Hit(context.start + start, context.start + end, context.field, values)
