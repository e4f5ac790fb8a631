"""Kind `phrase`: literal phrases of interfaces, as the whole block, at its start or anywhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, pairwise
from typing import Annotated, Any, ClassVar, TypeAlias

import regex

from ..dialect import Pattern, compiled
from ..document import count_words
from ._base import ByLanguage, Clues, Context, Doc, Hit, Kind, Scope
from ._folding import leading_marks, loosen
from ._wording import pattern_of, shape_of, sides, words_of

DEFAULT_MAX_WORDS = 40
"""A block that only starts with a phrase and is longer than this is prose about something."""

MIN_FUZZY_CHARACTERS = 12
"""Shorter phrases are near too many others."""

MARKS_ALLOWANCE = 2
"""A whole block may be so many times as long as the longest phrase, with its marks and white space."""


Found: TypeAlias = tuple[int, int, str]
"""A phrase in a unit: where it stands, and its text."""


@dataclass(frozen=True)
class Phrase(Kind):
    """Finds literal phrases, given by language: as a whole block, at a block's start, or anywhere.

    Case, white space, the shape of apostrophes and marks at the edges make no difference. Whole-block and
    start phrases are furniture of sites and run in every document, for theme strings turn up in any
    language; phrases that may stand anywhere run in documents of their own language alone.
    """

    block: Annotated[ByLanguage, Doc("By language: phrases that are the whole block.")] = field(
        default_factory=dict
    )
    start: Annotated[ByLanguage, Doc("By language: phrases that a block begins with.")] = field(
        default_factory=dict
    )
    anywhere: Annotated[ByLanguage, Doc("By language: phrases inside running text.")] = field(
        default_factory=dict
    )
    followed_by: Annotated[
        Pattern | None, Doc("What must stand right after a phrase (not for whole-block phrases).")
    ] = None
    max_words: Annotated[int, Doc("A longer unit is silent (not for whole-block phrases).")] = (
        DEFAULT_MAX_WORDS
    )
    at_least: Annotated[int, Doc("So many different phrases in one unit make one hit.")] = 1
    within: Annotated[
        int | None,
        Doc("They must stand within so many words of each other; a unit may then be of any length."),
    ] = None
    similarity: Annotated[
        float | None, Doc("0 to 100: a whole block this similar to a phrase counts as it; unset: exact.")
    ] = None

    scopes: ClassVar[tuple[Scope, ...]] = ("block", "sentence", "title", "document")
    values: ClassVar[tuple[str, ...]] = ("phrase",)
    any_language: ClassVar[bool] = True

    def __post_init__(self) -> None:
        """Raise ValueError for no phrase, one that is nothing but marks, or a number out of range."""
        phrases = [*_all(self.block), *_all(self.start), *_all(self.anywhere)]
        if not phrases:
            raise ValueError("give phrases under block, start or anywhere")
        shapes = {phrase: shape_of(phrase) for phrase in phrases}
        for phrase, shape in shapes.items():
            if not shape:
                raise ValueError(f"the phrase {phrase!r} has no letter or digit")
        self.recall([[shapes[phrase] for phrase in _all(listed)] for listed in (self.block, self.start)])
        if self.max_words < 1 or self.at_least < 1:
            raise ValueError("max_words and at_least count from 1")
        if self.within is not None and (self.within < 1 or self.at_least == 1):
            raise ValueError("within counts words from 1, and needs an at_least above 1")
        if self.similarity is not None and not 0 < self.similarity <= 100:  # noqa: PLR2004 (per cent)
            raise ValueError("similarity is above 0 and at most 100")

    def clues(self, language: str) -> Clues | None:
        """The phrases themselves; none where likeness counts."""
        if self.similarity is not None:
            return None
        return Clues(
            phrases=frozenset(loosen(shape_of(phrase)) for phrase in self.anywhere.get(language, ())),
            openings=self._openings,
        )

    @cached_property
    def _openings(self) -> frozenset[str]:
        return frozenset((*self._block_shapes, *self._start_shapes))

    @cached_property
    def _block_shapes(self) -> Sequence[str]:
        """The whole-block phrases as they are compared, in order."""
        return [*map(shape_of, _all(self.block))]

    @cached_property
    def _start_shapes(self) -> Sequence[str]:
        """The start phrases as they are compared, in order."""
        return [*map(shape_of, _all(self.start))]

    def derived(self) -> Any:
        """The shapes of the phrases that units are or begin with."""
        return [self._block_shapes, self._start_shapes]

    def recall(self, data: Any) -> None:
        """Take the shapes back."""
        self.__dict__["_block_shapes"], self.__dict__["_start_shapes"] = data

    def find(self, context: Context) -> Iterator[Hit]:
        """One hit for a whole-block or start phrase, one for each phrase elsewhere."""
        whole = self._whole(context)
        if whole is not None:
            yield Hit(context.start, context.end, context.field, {"phrase": whole})
            return
        found = self._inside(context)
        if not found or (self.within is None and count_words(context.unit) > self.max_words):
            return
        if self.at_least > 1:
            found = [_together(cluster) for cluster in self._clusters(context.unit, found)]
        for start, end, phrase in found:
            yield Hit(context.start + start, context.start + end, context.field, {"phrase": phrase})

    def _clusters(self, unit: str, found: Sequence[Found]) -> Iterator[Sequence[Found]]:
        """The runs of phrases that stand close enough together and are different enough."""
        before = _words_before(unit, found)
        first = 0
        runs: list[tuple[int, int]] = []
        for last in range(len(found)):
            while self.within is not None and before[last] - before[first] >= self.within:
                first += 1
            if len({shape_of(phrase) for _, _, phrase in found[first : last + 1]}) >= self.at_least:
                is_new = not runs or runs[-1][1] < first
                runs[len(runs) if is_new else -1 :] = [(first if is_new else runs[-1][0], last)]
        return (found[start : end + 1] for start, end in runs)

    def _whole(self, context: Context) -> str | None:
        """The phrase that the unit is, exactly or by similarity."""
        if self.similarity is None and context.core not in self._openings:
            return None
        if context.end - context.start > self._longest_whole:
            return None
        exact = self._whole_phrases.get(context.core)
        if exact is not None or self.similarity is None or len(context.core) < MIN_FUZZY_CHARACTERS:
            return exact
        from rapidfuzz import fuzz, process  # noqa: PLC0415 (only for fuzzy rules)

        best = process.extractOne(
            context.core, self._whole_phrases.keys(), scorer=fuzz.ratio, score_cutoff=self.similarity
        )
        return self._whole_phrases[best[0]] if best else None

    def _inside(self, context: Context) -> list[Found]:
        """Phrases at the start or anywhere, as offsets into the unit, in order and each span once."""
        matches: list[regex.Match[str]] = []
        starters = self._starts.get(context.core[:1])
        if starters is not None and context.core.startswith(starters.shapes):
            first = starters.at(context.folded, leading_marks(context.folded))
            matches.extend([first] if first else [])
        anywhere = self._anywhere_of(context.language)
        if anywhere is not None and anywhere.may_occur(context.core, self.at_least - len(matches)):
            matches.extend(anywhere.pattern.finditer(context.folded))
        spans = {match.span() for match in matches if self._is_followed(context, match.end())}
        return [(start, end, context.unit[start:end]) for start, end in sorted(spans)]

    def _is_followed(self, context: Context, end: int) -> bool:
        followed_by = self.followed_by
        return followed_by is None or followed_by.match_in(context.unit, context.budget)(end) is not None

    @cached_property
    def _whole_phrases(self) -> dict[str, str]:
        return dict(zip(self._block_shapes, _all(self.block), strict=True))

    @cached_property
    def _longest_whole(self) -> int:
        return MARKS_ALLOWANCE * max(map(len, self._whole_phrases), default=0)

    @cached_property
    def _starts(self) -> dict[str, _Alternatives]:
        """The start phrases by their first character."""
        by_first: dict[str, list[str]] = defaultdict(list)
        for shape in self._start_shapes:
            by_first[shape[0]].append(shape)
        return {first: _Alternatives.of_shapes(shapes) for first, shapes in by_first.items()}

    @cached_property
    def _anywhere_lists(self) -> dict[str, _Alternatives]:
        return {}

    def _anywhere_of(self, language: str) -> _Alternatives | None:
        phrases = self.anywhere.get(language)
        if not phrases:
            return None
        if language not in self._anywhere_lists:
            self._anywhere_lists[language] = _Alternatives.of(phrases)
        return self._anywhere_lists[language]


@dataclass(frozen=True)
class _Alternatives:
    """Phrases to look for in folded text, the longest first; each begins and ends with a word.

    Looking for the bare shapes is much cheaper than matching and comes first. Patterns are compiled when a
    text asks for them: most of the thousands of phrases never meet one.
    """

    shapes: tuple[str, ...]

    @classmethod
    def of(cls, phrases: Iterable[str]) -> _Alternatives:
        """The phrases without the differences that do not count."""
        return cls.of_shapes(map(shape_of, phrases))

    @classmethod
    def of_shapes(cls, shapes: Iterable[str]) -> _Alternatives:
        """Phrases that are without these differences already."""
        return cls(tuple(sorted(set(shapes), key=lambda shape: (-len(shape), shape))))

    def may_occur(self, core: str, least: int) -> bool:
        """Whether so many of the phrases stand in the text, be it as a part of longer words."""
        for shape in self.shapes:
            if shape in core:
                least -= 1
                if least <= 0:
                    return True
        return False

    def at(self, folded: str, offset: int) -> regex.Match[str] | None:
        """The longest phrase that stands at an offset of a text."""
        for shape in self.shapes:
            if folded.startswith(shape.partition(" ")[0], offset):
                if shape not in self._single:
                    self._single[shape] = compiled(pattern_of(shape))
                if match := self._single[shape].match(folded, offset):
                    return match
        return None

    @cached_property
    def pattern(self) -> regex.Pattern[str]:
        """All phrases as one pattern; what must stand around each is asked once where it is the same."""
        around = {sides(shape[0], shape[-1]) for shape in self.shapes}
        if len(around) > 1:
            return compiled("|".join(map(pattern_of, self.shapes)))
        [(before, after)] = around
        return compiled(f"{before}(?:{'|'.join(map(words_of, self.shapes))}){after}")

    @cached_property
    def _single(self) -> dict[str, regex.Pattern[str]]:
        return {}


def _together(cluster: Sequence[Found]) -> Found:
    """Several phrases as one, from the first to the last."""
    distinct = dict.fromkeys(shape_of(phrase) for _, _, phrase in cluster)
    return cluster[0][0], cluster[-1][1], ", ".join(distinct)


def _words_before(unit: str, found: Sequence[Found]) -> list[int]:
    """How many words stand before each phrase, beginning with the first one."""
    starts = [start for start, _, _ in found]
    return [0, *accumulate(count_words(unit[a:b]) for a, b in pairwise(starts))]


def _all(phrases: ByLanguage) -> Iterator[str]:
    return (phrase for of_language in phrases.values() for phrase in of_language)
