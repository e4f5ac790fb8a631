"""Kind `pattern`: text that a regular expression of the rule dialect matches."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any, ClassVar

from ..dialect import Match, Reach
from ..dialect import Pattern as Dialect
from ..dialect.character_tests import EDGE, asks_for_line_start, told
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
        kept = self.__dict__.get("_kept")
        if kept is None:
            literals = self.pattern.required(loosen, has_settled_case, tests=True)
        else:
            literals = {text: reach for reach, texts in _reaches(json.loads(kept)) for text in texts}
        return None if literals is None else Clues(literals, start=self._start)

    @cached_property
    def _start(self) -> tuple[str, str]:
        return self.pattern.start_tests()

    def derived(self) -> Any:
        """The tests of a match's start, and the literals by their reaches where there are any, as a text."""
        if self._clues is None:
            return [self._start]
        by_reach: defaultdict[Reach | None, list[str]] = defaultdict(list)
        for text, reach in self._clues.literals.items():
            by_reach[reach].append(text)
        return [self._start, json.dumps(list(by_reach.items()))]

    def recall(self, data: Any) -> None:
        """Take both back. The literals are read when they are asked for: mostly they were gathered before."""
        start, *kept = data
        self.__dict__["_start"] = tuple(start)
        self.__dict__.update({"_kept": kept[0]} if kept else {"_clues": None})

    def find(self, context: Context) -> Iterator[Hit]:
        """Every match that is not empty."""
        places = self._only_places(context)
        if places is None:
            return self._hits(context, self.pattern.finditer(context.unit, context.budget))
        return iter(self._at_places(context, places))

    def _only_places(self, context: Context) -> Sequence[int] | None:
        """The offsets in the unit at which alone a match may begin; None where it may begin anywhere."""
        before, first = self._start
        if before == EDGE:
            places: Sequence[int] = (0,)
        elif asks_for_line_start(before):
            places = context.shared(_line_starts)
        else:
            return None
        fits, unit = told(first), context.unit
        return places if fits is None else [at for at in places if at < len(unit) and fits[unit[at]]]

    def find_at(self, context: Context, starts: Collection[int]) -> Iterable[Hit]:
        """The matches that begin at these offsets of the field: all, where none can begin elsewhere."""
        offset = context.start
        return self._at_places(context, sorted({start - offset for start in starts}))

    def _at_places(self, context: Context, places: Sequence[int]) -> Iterable[Hit]:
        matches = self.pattern.matches_at(context.unit, places, context.budget) if places else ()
        return self._hits(context, matches) if matches else ()

    def _hits(self, context: Context, matches: Iterable[Match]) -> Iterator[Hit]:
        group = SPAN_GROUP if SPAN_GROUP in self.values else 0
        for match in matches:
            start, end = match.span(group)
            if start < end:
                values = {name: text or "" for name, text in match.groupdict().items()}
                yield Hit(context.start + start, context.start + end, context.field, values)


def _reaches(kept: Iterable[Any]) -> Iterator[tuple[Reach, Sequence[str]]]:
    return ((Reach(*reach), texts) for reach, texts in kept)


def _line_starts(context: Context) -> Sequence[int]:
    """The offsets at which the lines of a unit begin, as `^` knows them."""
    starts = [0]
    unit = context.unit
    while at := unit.find("\n", starts[-1]) + 1:
        starts.append(at)
    return starts
