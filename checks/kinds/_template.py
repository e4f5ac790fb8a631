"""Templates of wording: a phrase some of whose words may vary.

Of the words of a template, `persist|persists` is either, `the?` may be left out, `volcan*` is any word that
begins so; `<number>` is a number in digits and `<word>` any one word. All else stands for itself. Case, white
space and the shape of apostrophes make no difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, product
from math import prod

import regex

from ..dialect import compiled
from ..dialect.rarity import PRICE, odds
from ._folding import fold
from ._wording import BETWEEN_WORDS, sides

MAX_READINGS = 16
"""A run of words that can be read in more ways is not looked for as a whole."""

_LETTER = r"[\p{L}\p{M}\p{N}]"
_SLOTS = {"<number>": r"\d(?:[\d.,]*\d)?", "<word>": rf"{_LETTER}+(?:['-]{_LETTER}+)*"}


@dataclass(frozen=True)
class Template:
    """A template, taken apart. Raises ValueError for one that could not be looked for."""

    text: str

    def __post_init__(self) -> None:
        if not self._words:
            raise ValueError("a phrase is blank")
        if self._words[0].is_optional or self._words[-1].is_optional:
            raise ValueError(f"the phrase {self.text!r} begins or ends with a word that may be left out")
        if not all(reading.rstrip("*") for word in self._words for reading in word.readings):
            raise ValueError(f"the phrase {self.text!r} has an empty word")

    @cached_property
    def _words(self) -> tuple[_Word, ...]:
        return tuple(map(_Word.of, fold(self.text).split()))

    @cached_property
    def clues(self) -> tuple[str, ...]:
        """Texts of which each match holds one, as words with single spaces; none where no word is fixed."""
        runs = [list(run) for is_fixed, run in groupby(self._words, lambda word: word.is_fixed) if is_fixed]
        parts = [part for run in runs for part in _readable(run)]
        best = min(parts, key=lambda part: sum(odds(text) + PRICE for text in _readings(part)), default=None)
        return tuple(_readings(best)) if best else ()

    @cached_property
    def pattern(self) -> regex.Pattern[str]:
        """The template as a pattern for folded text."""
        source = self._words[0].source
        for word in self._words[1:]:
            part = BETWEEN_WORDS + word.source
            source += f"(?:{part})?" if word.is_optional else part
        before, after = sides(self._words[0].readings[0][0], self._words[-1].readings[0][-1])
        return compiled(before + source + after)


@dataclass(frozen=True)
class _Word:
    """A word of a template: what it may be, and whether it may be left out."""

    readings: tuple[str, ...]
    is_optional: bool = False

    @classmethod
    def of(cls, text: str) -> _Word:
        is_optional = len(text) > 1 and text.endswith("?")
        return cls(tuple(text.removesuffix("?").split("|")), is_optional)

    @property
    def is_fixed(self) -> bool:
        """Whether it is one of so many texts, and always there."""
        return not (self.is_optional or any(map(_is_open, self.readings)))

    @property
    def source(self) -> str:
        sources = [_source(reading) for reading in self.readings]
        return sources[0] if len(sources) == 1 else f"(?:{'|'.join(sources)})"


def _is_open(reading: str) -> bool:
    return reading.endswith("*") or reading in _SLOTS


def _source(reading: str) -> str:
    if reading in _SLOTS:
        return _SLOTS[reading]
    stem = reading.removesuffix("*")
    return regex.escape(stem) + (f"{_LETTER}*" if stem != reading else "")


def _readable(run: Sequence[_Word]) -> Iterator[Sequence[_Word]]:
    """The stretches of the run that can be read in few ways, each as long as may be."""
    for start in range(len(run)):
        end = start
        while end < len(run) and prod(len(word.readings) for word in run[start : end + 1]) <= MAX_READINGS:
            end += 1
        if end > start:
            yield run[start:end]


def _readings(run: Sequence[_Word]) -> list[str]:
    return [" ".join(reading) for reading in product(*(word.readings for word in run))]
