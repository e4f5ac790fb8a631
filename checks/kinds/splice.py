"""Kind `splice`: a sentence glued to the next without a stop."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated, ClassVar, NamedTuple

import regex

from ._base import ByLanguage, Context, Doc, Hit, Kind, Scope

MAX_CAPITALISED_SHARE = 0.5
"""Where more of a sentence's words are capitalised it is a headline or a title, and capitals say nothing."""

MIN_WORDS_BEFORE = 3
"""A seam needs a clause before it; after one or two words a capital opens a label's text."""

MIN_WORDS_AFTER = 2
"""A seam needs the beginning of a clause after it: the opener and a word."""

QUOTATION_REACH = 1_000
"""Characters in which the start of a quotation is looked for: a bound for text that never ends a sentence."""

_TOKEN = regex.compile(r"[\p{L}\p{N}][\p{L}\p{M}\p{N}'’.\-]*")
_ONLY_SPACE = regex.compile(r"[ \t\u00a0]+")
_QUOTES = regex.compile(r"[\"“”„«»]")
_OPEN_SINGLE = regex.compile(r"‘(?:[^‘’]|’(?=\p{L}))*$")
"""A single quotation mark that is still open; an apostrophe before a letter closes nothing."""


@dataclass(frozen=True)
class Splice(Kind):
    """Finds a word that opens sentences, capitalised in mid-sentence, where two sentences were joined.

    The word stands between white space alone and is followed by a lower-case word or a figure, as a clause
    would go on, or is an adverb that a comma follows ("However,"). Headlines, titles of works (after "the
    film", or inside quotation marks), names that begin with such a word and words after any punctuation are
    left alone. The hit runs from the last word before the seam to the first after it.
    """

    words: Annotated[ByLanguage, Doc("By language: words that open sentences, capitalised.")]
    before_comma: Annotated[
        ByLanguage, Doc("By language: words that open sentences with a comma behind them, capitalised.")
    ] = field(default_factory=dict)
    before_name: Annotated[
        ByLanguage, Doc("By language: those of the words that a name may follow (In Halden, the …).")
    ] = field(default_factory=dict)
    after: Annotated[ByLanguage, Doc("By language: the word that must follow, lower case; unset: any.")] = (
        field(default_factory=dict)
    )
    after_endings: Annotated[
        ByLanguage, Doc("By language: endings of further words that may follow, such as those of verbs.")
    ] = field(default_factory=dict)
    not_after: Annotated[
        ByLanguage, Doc("By language: words that introduce a title or name, lower case.")
    ] = field(default_factory=dict)
    lower_before: Annotated[bool, Doc("Whether the word before the seam must be lower case.")] = False

    scopes: ClassVar[tuple[Scope, ...]] = ("sentence",)
    values: ClassVar[tuple[str, ...]] = ("word",)

    def find(self, context: Context) -> Iterator[Hit]:
        """Each seam in the sentence."""
        openers = frozenset(self.words.get(context.language, ()))
        adverbs = frozenset(self.before_comma.get(context.language, ()))
        unit = context.unit
        if not (openers or adverbs) or not self._candidate(context.language).search(unit):
            return
        tokens = [_Token(*m.span(), m.group()) for m in _TOKEN.finditer(unit)]
        if len(tokens) < MIN_WORDS_BEFORE + MIN_WORDS_AFTER or _is_headline(tokens):
            return
        for index in range(MIN_WORDS_BEFORE, len(tokens) - 1):
            before, word = tokens[index - 1], tokens[index]
            if word.text not in openers and word.text not in adverbs:
                continue
            if not self._may_end(unit, before, word, context.language):
                continue
            opens = word.text in openers and self._goes_on(unit, word, tokens[index + 1], context.language)
            if opens or (word.text in adverbs and unit.startswith(",", word.end)):
                start, end = context.start + before.start, context.start + word.end
                yield Hit(start, end, context.field, {"word": word.text})

    def _candidate(self, language: str) -> regex.Pattern[str]:
        """An opener between spaces: most sentences hold none, and are told so by one search."""
        if language not in self._candidates:
            words = (*self.words.get(language, ()), *self.before_comma.get(language, ()))
            openers = "|".join(map(regex.escape, words))
            initials = "|".join(regex.escape(initial) for initial in sorted({word[:1] for word in words}))
            self._candidates[language] = regex.compile(  # few words have one of the initials: asked first
                rf"[ \t\u00a0](?={initials})(?:{openers})[ \t\u00a0,]"
            )
        return self._candidates[language]

    @cached_property
    def _candidates(self) -> dict[str, regex.Pattern[str]]:
        return {}

    def _may_end(self, unit: str, before: _Token, word: _Token, language: str) -> bool:
        """Whether a sentence may end with the word before the seam, outside any quotation."""
        if not _joined(unit, before, word) or before.text.endswith("."):
            return False
        if before.text.lower() in self.not_after.get(language, ()):
            return False
        if self.lower_before and not before.text[0].islower():
            return False
        reach = max(0, word.start - QUOTATION_REACH)
        in_quotation = len(_QUOTES.findall(unit, reach, word.start)) % 2 == 1
        return not in_quotation and not _OPEN_SINGLE.search(unit, reach, word.start)

    def _goes_on(self, unit: str, word: _Token, following: _Token, language: str) -> bool:
        """Whether a clause goes on after the word that opens it."""
        if not _joined(unit, word, following):
            return False
        if following.text[0].isupper():
            return word.text in self.before_name.get(language, ())
        wanted = self.after.get(language)
        return (
            not wanted
            or following.text in wanted
            or following.text.endswith(self.after_endings.get(language, ()))
        )


class _Token(NamedTuple):
    start: int
    end: int
    text: str


def _joined(unit: str, one: _Token, other: _Token) -> bool:
    return _ONLY_SPACE.fullmatch(unit, one.end, other.start) is not None


def _is_headline(tokens: list[_Token]) -> bool:
    capitalised = sum(token.text[0].isupper() for token in tokens)
    return capitalised > MAX_CAPITALISED_SHARE * len(tokens)
