"""Kind `pattern`: text that a regular expression of the rule dialect matches."""

from __future__ import annotations

from collections import defaultdict
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
        literals = self.pattern.required(loosen, has_settled_case, tests=True)
        return None if literals is None else Clues(literals, start=self.pattern.start_tests())

    def derived(self) -> Any:
        """The tests of a match's start, and the literals by their reaches; an empty list for none."""
        if self._clues is None:
            return []
        by_reach: defaultdict[Reach | None, list[str]] = defaultdict(list)
        for text, reach in self._clues.literals.items():
            by_reach[reach].append(text)
        return [self._clues.start, *by_reach.items()]

    def recall(self, data: Any) -> None:
        """Take both back."""
        if not data:
            self.__dict__["_clues"] = None
            return
        start, *by_reach = data
        literals = {text: reach for kept, texts in by_reach for reach in [Reach(*kept)] for text in texts}
        self.__dict__["_clues"] = Clues(literals, start=tuple(start))

    def find(self, context: Context) -> Iterator[Hit]:
        """Every match that is not empty."""
        return self._hits(context, self.pattern.finditer(context.unit, context.budget))

    def find_at(self, context: Context, starts: Collection[int]) -> Iterable[Hit]:
        """The matches that begin at these offsets of the field: all, where none can begin elsewhere."""
        offset = context.start
        places = sorted({start - offset for start in starts})
        matches = self.pattern.matches_at(context.unit, places, context.budget)
        return self._hits(context, matches) if matches else ()

    def _hits(self, context: Context, matches: Iterable[Match]) -> Iterator[Hit]:
        group = SPAN_GROUP if SPAN_GROUP in self.values else 0
        for match in matches:
            start, end = match.span(group)
            if start < end:
                values = {name: text or "" for name, text in match.groupdict().items()}
                yield Hit(context.start + start, context.start + end, context.field, values)
