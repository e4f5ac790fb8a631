"""Kind `fused`: two words that grew into one where a link, a tag or a line end between them was dropped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Annotated, ClassVar

from ._base import ByLanguage, Context, Doc, Hit, Kind, Scope

SHORT_WORD = 2
"""Letters of a second word that may well be an ending (in, on, as): its first word must be long."""

MIN_FIRST, MIN_FIRST_BEFORE_SHORT = 4, 6
"""Letters of the first word. `Clint` stands beside `Clinton`, `Mart` beside `Martin`; of six letters and more
no pair of an English word and the same word with `in`, `on` or `as` behind it was met."""

MAX_TIMES = 2
"""A fused word is an accident of one place; what stands there more often is a word."""


@dataclass(frozen=True)
class Fused(Kind):
    """Finds words that are a word of the same text and a function word in one: `Bridgewaterand`.

    No dictionary can hold the names of the news, but the text itself can: the first part must stand elsewhere
    in it as a word of its own, in the same case.
    """

    second: Annotated[ByLanguage, Doc("By language: words that may be stuck to the one before them.")]
    names_only: Annotated[
        ByLanguage, Doc("By language: those of them that are stuck to capitalised words only.")
    ] = field(default_factory=dict)

    scopes: ClassVar[tuple[Scope, ...]] = ("document",)
    values: ClassVar[tuple[str, ...]] = ("first", "second")

    def __post_init__(self) -> None:
        """Raise ValueError for no word."""
        if not any(self.second.values()):
            raise ValueError("give words under second")

    def find(self, context: Context) -> Iterator[Hit]:
        """A hit for each fused word."""
        seconds = self.second.get(context.language)
        if not seconds:
            return
        document = context.document
        words = [document.text[word.start : word.end] for word in document.words]
        ending = [number for number, word in enumerate(words) if word.endswith(seconds)]
        times = Counter(words) if ending else Counter()
        for number in ending:
            parts = self._parts(words[number], context.language, times)
            if parts is not None:
                first, second = parts
                yield Hit(*document.words[number], "text", {"first": first, "second": second})

    def _parts(self, word: str, language: str, times: Counter[str]) -> tuple[str, str] | None:
        """The two words that a word was fused from."""
        if times[word] > MAX_TIMES or not word.isalpha():
            return None
        for second in self.second[language]:
            first = word.removesuffix(second)
            least = MIN_FIRST_BEFORE_SHORT if len(second) <= SHORT_WORD else MIN_FIRST
            joins = first[:1].isupper() or second not in self.names_only.get(language, ())
            if joins and least <= len(first) < len(word) and times[first]:
                return first, second
        return None
