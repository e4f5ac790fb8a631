"""Kind `phrase`: literal phrases of interfaces, as the whole block, at its start or anywhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated, ClassVar

import regex

from ..dialect import Pattern
from ._base import Context, Doc, Hit, Kind, Scope

Phrases = Mapping[str, tuple[str, ...]]

DEFAULT_MAX_WORDS = 40
"""A block that only starts with a phrase and is longer than this is prose about something."""

MIN_FUZZY_CHARACTERS = 12
"""Shorter phrases are near too many others."""

_EDGES = r"[\s\p{P}\p{S}\ufeff\u200b]*"
_INNER_SPACE = regex.compile(r"\s+")
_APOSTROPHES = regex.compile(r"['’‘`´]")
_EDGE = regex.compile(rf"^{_EDGES}|{_EDGES}$")


@dataclass(frozen=True)
class Phrase(Kind):
    """Finds literal phrases, given by language: as a whole block, at a block's start, or anywhere.

    Case, white space, the shape of apostrophes and marks at the edges make no difference. Whole-block and
    start phrases are furniture of sites and run in every document, for theme strings turn up in any
    language; phrases that may stand anywhere run in documents of their own language alone.
    """

    block: Annotated[Phrases, Doc("By language: phrases that are the whole block.")] = field(
        default_factory=dict
    )
    start: Annotated[Phrases, Doc("By language: phrases that a block begins with.")] = field(
        default_factory=dict
    )
    anywhere: Annotated[Phrases, Doc("By language: phrases inside running text.")] = field(
        default_factory=dict
    )
    followed_by: Annotated[
        Pattern | None, Doc("What must stand right after a phrase (not for whole-block phrases).")
    ] = None
    max_words: Annotated[int, Doc("A longer unit is silent (not for whole-block phrases).")] = (
        DEFAULT_MAX_WORDS
    )
    at_least: Annotated[int, Doc("So many different phrases in one unit make one hit.")] = 1
    similarity: Annotated[
        float | None, Doc("0 to 100: a whole block this similar to a phrase counts as it; unset: exact.")
    ] = None

    scopes: ClassVar[tuple[Scope, ...]] = ("block", "sentence", "title")
    values: ClassVar[tuple[str, ...]] = ("phrase",)
    any_language: ClassVar[bool] = True

    def __post_init__(self) -> None:
        """Raise ValueError where no phrase is given, or one that is nothing but marks."""
        if not (self.block or self.start or self.anywhere):
            raise ValueError("give phrases under block, start or anywhere")
        for phrase in (*_all(self.block), *_all(self.start), *_all(self.anywhere)):
            if not _folded(phrase):
                raise ValueError(f"the phrase {phrase!r} has no letter or digit")

    def find(self, context: Context) -> Iterator[Hit]:
        """One hit for a whole-block or start phrase, one for each phrase elsewhere."""
        unit = context.unit
        whole = self._whole(unit)
        if whole is not None:
            yield Hit(context.start, context.end, context.field, {"phrase": whole})
            return
        if len(unit.split(None, self.max_words)) > self.max_words:
            return
        found = list(self._inside(unit, context.language))
        if len({_folded(phrase) for _, _, phrase in found}) < self.at_least:
            return
        if self.at_least > 1:
            found = [(found[0][0], found[-1][1], ", ".join(phrase for _, _, phrase in found))]
        for start, end, phrase in found:
            yield Hit(context.start + start, context.start + end, context.field, {"phrase": phrase})

    def _whole(self, unit: str) -> str | None:
        """The phrase that the unit is, exactly or by similarity."""
        if len(unit) > self._longest_whole:
            return None
        folded = _folded(unit)
        if folded in self._whole_phrases:
            return self._whole_phrases[folded]
        if self.similarity is None or len(folded) < MIN_FUZZY_CHARACTERS:
            return None
        from rapidfuzz import fuzz, process  # noqa: PLC0415 (only for fuzzy rules)

        best = process.extractOne(
            folded, self._whole_phrases, scorer=fuzz.ratio, score_cutoff=self.similarity
        )
        return str(best[0]) if best else None

    def _inside(self, unit: str, language: str) -> Iterator[tuple[int, int, str]]:
        """Phrases at the start or anywhere, as offsets into the unit."""
        lead = _EDGE.match(unit)
        first = lead.end() if lead else 0
        starters = self._starts.get(unit[first : first + 1].lower())
        matches = [starters.match(unit, first)] if starters else []
        anywhere = self._anywhere_of(language)
        if anywhere is not None:
            matches.extend(anywhere.finditer(unit))
        for match in matches:
            if match and (self.followed_by is None or self.followed_by.compiled.match(unit, match.end())):
                yield match.start(), match.end(), match.group()

    @cached_property
    def _whole_phrases(self) -> dict[str, str]:
        return {_folded(phrase): phrase for phrase in _all(self.block)}

    @cached_property
    def _longest_whole(self) -> int:
        """Characters of the longest whole-block phrase, and as many again for marks and white space."""
        return 2 * max(map(len, self._whole_phrases), default=0)

    @cached_property
    def _starts(self) -> dict[str, regex.Pattern[str]]:
        """The start phrases as one pattern for each first character."""
        by_first: dict[str, list[str]] = defaultdict(list)
        for phrase in _all(self.start):
            by_first[_folded(phrase)[0]].append(phrase)
        return {first: _alternation(phrases) for first, phrases in by_first.items()}

    @cached_property
    def _anywhere_patterns(self) -> dict[str, regex.Pattern[str]]:
        return {}

    def _anywhere_of(self, language: str) -> regex.Pattern[str] | None:
        phrases = self.anywhere.get(language)
        if not phrases:
            return None
        if language not in self._anywhere_patterns:
            self._anywhere_patterns[language] = _alternation(phrases)
        return self._anywhere_patterns[language]


def _all(phrases: Phrases) -> Iterator[str]:
    return (phrase for of_language in phrases.values() for phrase in of_language)


def _folded(text: str) -> str:
    """Lower case, single spaces, straight apostrophes, no marks at the edges."""
    plain = _APOSTROPHES.sub("'", _INNER_SPACE.sub(" ", text)).lower()
    return _EDGE.sub("", plain)


def _alternation(phrases: Iterable[str]) -> regex.Pattern[str]:
    """The phrases in one pattern, the longest first, each ending at a word's end where it ends in a word."""
    longest_first = sorted({_folded(phrase) for phrase in phrases}, key=lambda p: (-len(p), p))
    alternatives = []
    for phrase in longest_first:
        words = r"\s+".join(regex.escape(word) for word in phrase.split())
        words = words.replace("'", "['’‘`´]").replace(r"\['’‘`´]", "['’‘`´]")
        closed = r"(?![\p{L}\p{N}])" if not _is_unspaced(phrase[-1]) else ""
        alternatives.append(words + closed)
    return regex.compile(rf"(?i)(?<![\p{{L}}\p{{N}}])(?:{'|'.join(alternatives)})")


def _is_unspaced(character: str) -> bool:
    """Whether the character belongs to a script that writes no spaces, so that any letter may follow."""
    return regex.match(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]", character) is not None
