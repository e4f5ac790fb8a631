"""Kind `cues`: units that say several telling things at once, each of which alone would be harmless."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated, ClassVar

from ..document import count_words
from ._base import ByLanguage, Clues, Context, Doc, Hit, Kind, Scope
from ._folding import loosen
from ._wording import shape_of, stands_alone

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
            opening = next((s for s in self._shapes(-1, language) if _stands_at(core, s, 0)), None)
            if opening is None:
                return []
            found.append(opening)
        for number in range(len(self.groups)):
            cue = next((s for s in self._shapes(number, language) if _stands_in(core, s)), None)
            if cue is None:
                return []
            found.append(cue)
        return list(dict.fromkeys(found))

    def _shapes(self, number: int, language: str) -> Sequence[str]:
        """The phrases of a group, or with -1 of the openings, the longest first."""
        if (number, language) not in self._kept:
            group = self.start if number < 0 else self.groups[number]
            shapes = set(map(shape_of, group.get(language, ())))
            self._kept[number, language] = sorted(shapes, key=lambda shape: (-len(shape), shape))
        return self._kept[number, language]

    @cached_property
    def _kept(self) -> dict[tuple[int, str], Sequence[str]]:
        return {}


def _stands_in(core: str, shape: str) -> bool:
    """Whether a phrase stands in a text as words of its own."""
    at = core.find(shape)
    while at >= 0:
        if _stands_at(core, shape, at):
            return True
        at = core.find(shape, at + 1)
    return False


def _stands_at(core: str, shape: str, at: int) -> bool:
    """Whether a phrase stands at an offset of a text as words of its own, where spaces part words."""
    if not core.startswith(shape, at):
        return False
    end = at + len(shape)
    opens = at == 0 or not core[at - 1].isalnum() or not stands_alone(shape[0])
    return opens and (end == len(core) or not core[end].isalnum() or not stands_alone(shape[-1]))


def _all(phrases: ByLanguage) -> Iterator[str]:
    return (phrase for of_language in phrases.values() for phrase in of_language)
