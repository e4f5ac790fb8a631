"""Kind `cues`: units that say several telling things at once, each of which alone would be harmless."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated, ClassVar

import regex

from ..document import count_words
from ._base import ByLanguage, Clues, Context, Doc, Hit, Kind, Scope
from ._folding import loosen
from ._wording import shape_of, sides, words_of

DEFAULT_MAX_WORDS = 40
"""A unit with more words than this is prose about something."""


@dataclass(frozen=True)
class Cues(Kind):
    """Finds units that hold a phrase of every group, all in one language, and open with one if so asked.

    “Get” opens many a sentence and “our app” stands in many; a short line that opens with the one and holds
    the other is a pitch. Case, white space and the shape of apostrophes make no difference. Cues run in
    every document, for a page speaks its own language around an article in another.
    """

    groups: Annotated[
        tuple[ByLanguage, ...],
        Doc("Groups of phrases by language: a unit must hold one of each group, in one language."),
    ]
    start: Annotated[ByLanguage, Doc("By language: the unit must begin with one of these phrases.")] = field(
        default_factory=dict
    )
    max_words: Annotated[int, Doc("A longer unit is silent.")] = DEFAULT_MAX_WORDS

    scopes: ClassVar[tuple[Scope, ...]] = ("block", "sentence", "title")
    values: ClassVar[tuple[str, ...]] = ("cues",)
    any_language: ClassVar[bool] = True

    def __post_init__(self) -> None:
        """Raise ValueError for no groups, a language that one of them lacks, or a phrase without letters."""
        if not self.groups or not all(self.groups):
            raise ValueError("give at least one group of phrases, and none of them empty")
        if self.max_words < 1:
            raise ValueError("max_words counts from 1")
        groups = [*self.groups, self.start] if self.start else list(self.groups)
        for language in sorted({language for group in groups for language in group}):
            if not all(group.get(language) for group in groups):
                raise ValueError(f"the language {language!r} has no phrases in one of the groups or in start")
        for phrase in (p for group in groups for phrases in group.values() for p in phrases):
            if not shape_of(phrase):
                raise ValueError(f"the phrase {phrase!r} has no letter or digit")

    def clues(self, language: str) -> Clues:  # noqa: ARG002 (they run in every language)
        """The openings, or else the phrases of the first group."""
        if self.start:
            return Clues(openings=frozenset(map(shape_of, _all(self.start))))
        return Clues(phrases=frozenset(loosen(shape_of(phrase)) for phrase in _all(self.groups[0])))

    def find(self, context: Context) -> Iterator[Hit]:
        """One hit for the unit."""
        for language in self.groups[0]:
            found = self._found(context.core, language)
            if found and count_words(context.unit) <= self.max_words:
                yield Hit(context.start, context.end, context.field, {"cues": ", ".join(found)})
                return

    def _found(self, core: str, language: str) -> list[str]:
        """What the unit shows of a language's cues, one for each group; nothing if one is missing."""
        found = []
        if self.start:
            opening = self._pattern(-1, language).match(core)
            if opening is None:
                return []
            found.append(opening[0])
        for number in range(len(self.groups)):
            match = self._pattern(number, language).search(core)
            if match is None:
                return []
            found.append(match[0])
        return list(dict.fromkeys(found))

    def _pattern(self, number: int, language: str) -> regex.Pattern[str]:
        """The phrases of a group, or with -1 of the openings, compiled when first asked for."""
        if (number, language) not in self._compiled:
            group = self.start if number < 0 else self.groups[number]
            self._compiled[number, language] = _compiled(group[language])
        return self._compiled[number, language]

    @cached_property
    def _compiled(self) -> dict[tuple[int, str], regex.Pattern[str]]:
        return {}


def _compiled(phrases: Iterable[str]) -> regex.Pattern[str]:
    """Any of the phrases as words of their own, the longest first."""
    shapes = sorted(set(map(shape_of, phrases)), key=lambda shape: (-len(shape), shape))
    parts = []
    for shape in shapes:
        before, after = sides(shape[0], shape[-1])
        parts.append(before + words_of(shape) + after)
    return regex.compile("|".join(parts))


def _all(phrases: ByLanguage) -> Iterator[str]:
    return (phrase for of_language in phrases.values() for phrase in of_language)
