"""One name in two spellings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, ClassVar

from ._base import Context, Doc, Hit, Kind, Scope
from ._name_slips import MAX_EDITS, is_slip, near_spellings
from ._names import Spelling, names_in, spellings
from ._names_data import CAPITALISE_NOUNS, KNOWN

DEFAULT_MIN_LENGTH = 5
"""Shorter names differ by a letter too often: Iran and Iraq, Jane and Jana."""

MAX_SPELLINGS = 1500
"""Spellings that are compared in one document, the most frequent first: a bound for hostile lists."""


@dataclass(frozen=True, slots=True)
class Names(Kind):
    """Finds the rarer spelling of a name that the same text spells another way: Brandmer beside Brandner.

    Two names that only look alike stay: those with first names or surnames of their own, unless they are
    long and only one of them has, or everybody knows the right one (Syria, University); those whose
    difference is an ending (Russia and Russian, Paul and Paula) or an apostrophe, a relative's or a second
    name that the text announces (his father, Wayne; formerly Lindau), exonyms (Scotland and Schottland),
    accepted transliterations (Kiev and Kyiv), pairs from a short list (Austria and Australia, Anderson and
    Andersen), marks on letters (Erdoğan), words that the text also writes in lower case, and all that stands
    in title case, in capitals or in a menu. The right spelling is the one that the news knows, else the more
    frequent one, else the one that came first.
    """

    scopes: ClassVar[tuple[Scope, ...]] = ("document",)
    values: ClassVar[tuple[str, ...]] = ("other", "count")

    min_length: Annotated[int, Doc("Letters that a name must have to be compared.")] = DEFAULT_MIN_LENGTH
    variants: Annotated[
        Mapping[str, tuple[str, ...]],
        Doc("Accepted spellings beyond the shipped ones: a name and its other forms."),
    ] = field(default_factory=dict)

    def find(self, context: Context) -> Iterator[Hit]:
        """Yield each place of each minority spelling; `other` is the right one, `count` its number."""
        names = names_in(context, self.min_length - 1)
        near = near_spellings(names) if len(names) <= MAX_SPELLINGS else names
        if not near:
            return
        found = [
            spelling
            for spelling in spellings(context, self.min_length - 1, near).values()
            if spelling.name.lower() not in context.vocabulary
        ]
        hits: dict[tuple[int, int], Spelling] = {}
        nouns_have_capitals = context.language in CAPITALISE_NOUNS
        for right, wrong in _confused(found, self.min_length, nouns_have_capitals=nouns_have_capitals):
            if self._accepts(right.name, wrong.name):
                continue
            for place in wrong.places:
                hits.setdefault(place, right)
        for (start, end), right in sorted(hits.items(), key=lambda item: item[0]):
            yield Hit(start, end, context.field, {"other": right.name, "count": str(right.count)})

    def _accepts(self, one: str, other: str) -> bool:
        """Whether the rule itself lists the two as spellings of one name."""
        pair = {one.casefold(), other.casefold()}
        return any(
            pair <= {name.casefold() for name in (key, *forms)} for key, forms in self.variants.items()
        )


def _confused(
    found: list[Spelling], min_length: int, *, nouns_have_capitals: bool
) -> Iterator[tuple[Spelling, Spelling]]:
    """Pairs of a right and a wrong spelling, the former known, more frequent or earlier."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415, only documents with names pay for loading it

    order = {spelling.name: number for number, spelling in enumerate(found)}
    frequent = sorted(found, key=lambda s: (-s.count, order[s.name]))[:MAX_SPELLINGS]
    ranked = sorted(frequent, key=lambda s: s.name.lower() not in KNOWN)
    neighbours = _neighbours(ranked)
    for number, right in enumerate(ranked):
        if len(right.name) < min_length:
            continue
        others = set[int]().union(*(neighbours[key] for key in _keys(right)))
        for wrong in (ranked[other] for other in sorted(others) if other > number):
            if abs(len(right.name) - len(wrong.name)) > MAX_EDITS:
                continue
            distance = OSA.distance(right.name.lower(), wrong.name.lower(), score_cutoff=MAX_EDITS)
            if not 0 < distance <= MAX_EDITS:
                continue
            if is_slip(
                right, wrong, distance, min_length=min_length, nouns_have_capitals=nouns_have_capitals
            ):
                yield right, wrong


def _keys(spelling: Spelling) -> Iterator[str]:
    """What two spellings of one name share one of: the first letter, or a first name before both."""
    yield spelling.name[0]
    yield from (f"{first} " for first in spelling.before)


def _neighbours(found: Sequence[Spelling]) -> Mapping[str, Sequence[int]]:
    """The numbers of the spellings by each of their keys."""
    numbers: defaultdict[str, list[int]] = defaultdict(list)
    for number, spelling in enumerate(found):
        for key in _keys(spelling):
            numbers[key].append(number)
    return numbers
