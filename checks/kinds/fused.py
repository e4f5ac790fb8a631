"""Kind `fused`: two words that grew into one where a link, a tag or a line end between them was dropped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated, ClassVar, NamedTuple, TypeAlias

from ..later import later
from ..stopwords import STOP_WORDS
from ._base import ByLanguage, Context, Doc, Hit, Kind, Scope
from ._fluency_model import shipped_model
from ._seam_model import seam_models

SHORT_WORD = 2
"""Letters of a second word that may well be an ending (in, on, as): its first word must be long."""

MIN_FIRST, MIN_FIRST_BEFORE_SHORT = 4, 6
"""Letters of the first word. `Clint` stands beside `Clinton`, `Mart` beside `Martin`; of six letters and more
no pair of an English word and the same word with `in`, `on` or `as` behind it was met."""

MIN_AFTER_LISTED = 5
"""Letters of a capitalised word that nobody else in the text has said: `onTime` and `theScore` are brands."""

MIN_COMMON_FIRST = 5
"""Letters of a lower-case word before a capital: shorter ones make brands (`eBay`, `openSUSE`)."""

MIN_VERB = 5
"""Letters of a verb behind a name."""

MIN_FUSED = 6
"""Letters of a fused word: the shortest parts are a first word of four letters and a second of two."""

MIN_COMMON_BEFORE_NAME, MIN_NAME = 2, 3
"""Letters of a common word, and of a capitalised one behind it that need not stand elsewhere."""

MAX_INNER_CAPITALS = 3
"""From so many different words with a capital inside on, they are names of programs and not accidents."""

MIN_COMMON_STEM, MIN_ENDING = 4, 3
"""Letters of a common word and of a listed one that have grown together, where the text has neither."""

MAX_TIMES = 2
"""A fused word is an accident of one place; what stands there more often is a word."""

_CALENDAR_LIST = """
    January February March April May June July August September October November December
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday
"""
_CALENDAR = frozenset(_CALENDAR_LIST.split())
"""First words that make a name with a short second one: Augustin, Julyan, Fridayish."""

_PARTICLES = frozenset({"through", "about", "under", "into"})
"""Second words that make nouns of verbs: walkthrough, layabout."""

MIN_KNOWN = 5
"""Letters of a first word that stands nowhere else in the text."""

_NAME_ENDINGS = _PARTICLES | {"can", "her"}
"""Second words that end names of peoples and people: Mexican, Thatcher."""

_HANDLES = frozenset("@#/._-")
"""What stands before the parts of addresses, user names and hashtags."""

TAIL = 3
"""Last letters of a word by which most words are told to end with no listed one; each number of them up to
this is written out where words are asked, for all words of a text are."""

_CAPITAL_INSIDE = later(r"(\p{L}\p{Ll}+)(\p{Lu}\p{Ll}{3,})$")


_Splits: TypeAlias = Sequence[tuple[str, str]]
"""A word as a first word and a listed second one, in all ways."""


class _Listed(NamedTuple):
    """The second words of one language, and their places in the list."""

    ranks: dict[str, int]
    names_only: frozenset[str]
    tails: Mapping[str, Sequence[int]]
    """The last letters of the words and of the endings of verbs, up to `TAIL`, and for each the lengths, in
    order, of the words that end so."""

    def splits(self, word: str) -> _Splits:
        """The splits of a word, that with the shortest second word first."""
        of_tail = self.tails.get
        lengths = (*of_tail(word[-1:], ()), *of_tail(word[-2:], ()), *of_tail(word[-3:], ()))
        return [(word[:-length], word[-length:]) for length in lengths if word[-length:] in self.ranks]


@dataclass(frozen=True)
class Fused(Kind):
    """Finds words that are a word of the same text and a function word in one: `Bridgewaterand`.

    No dictionary can hold the names of the news, but the text itself can: the first part must stand elsewhere
    in it as a word of its own, in the same case. Where the shipped model knows the common words of a
    language, they may be a first part too.
    """

    second: Annotated[ByLanguage, Doc("By language: words that may be stuck to the one before them.")]
    first: Annotated[
        ByLanguage, Doc("By language: words that may be stuck to a capitalised word after them.")
    ] = field(default_factory=dict)
    names_only: Annotated[
        ByLanguage, Doc("By language: those of them that are stuck to capitalised words only.")
    ] = field(default_factory=dict)
    endings: Annotated[
        ByLanguage, Doc("By language: endings that tell a verb, listed or not, behind a name.")
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
        forms = document.word_forms
        suspects = list(self._suspects(forms, context.language))
        parts = {word: self._parts(word, context, forms) for word in suspects}
        inner = [word for word in suspects if word[0].islower() and _CAPITAL_INSIDE.match(word)]
        if not (inner or any(parts.values())):
            return
        times = Counter(document.word_texts)
        inner = [word for word in inner if times[word] <= MAX_TIMES]
        if len(inner) < MAX_INNER_CAPITALS:
            parts.update({word: parts[word] or self._common_before_name(word, context) for word in inner})
        told = {word: found for word, found in parts.items() if found and times[word] <= MAX_TIMES}
        if not told:
            return
        for word, place in zip(document.word_texts, document.words, strict=True):
            if (found := told.get(word)) and document.text[place.start - 1 : place.start] not in _HANDLES:
                yield Hit(*place, "text", {"first": found[0], "second": found[1]})

    def _suspects(self, forms: Collection[str], language: str) -> Iterator[str]:
        """The words that may end as a fused word does, or have a capital inside."""
        tails = self._listed(language).tails
        for word in forms:
            if len(word) < MIN_FUSED or not word.isalpha():
                continue
            has_capital_inside = not (word.islower() or word.istitle())
            if has_capital_inside or word[-3:] in tails or word[-2:] in tails or word[-1:] in tails:
                yield word

    def _parts(self, word: str, context: Context, forms: Collection[str]) -> tuple[str, str] | None:
        """The two words that a word was fused from."""
        is_lower = word.islower()
        if not (is_lower or word.istitle()) and (found := self._at_capital(word, context, forms)):
            return found
        language = context.language
        splits = self._listed(language).splits(word)
        if is_lower and not splits:
            return None  # so it is with many: a verb, or a name, has a capital before it
        return (
            self._before_second(splits, language, forms)
            or self._before_verb(word, language, forms)
            or self._common_before_second(word, splits, language)
            or self._known_before_second(word, splits, context)
        )

    def _common_before_name(self, word: str, context: Context) -> tuple[str, str] | None:
        """A common word and a name: "becauseHalden"; few brands begin with a word in lower case."""
        match = _CAPITAL_INSIDE.match(word)
        model = seam_models().get(context.language)
        if match is None or model is None:
            return None
        first, second = match.groups()
        is_common = first in model.common and len(first) >= MIN_COMMON_BEFORE_NAME
        return (first, second) if is_common and len(second) >= MIN_NAME else None

    def _common_before_second(self, word: str, splits: _Splits, language: str) -> tuple[str, str] | None:
        """A common word and a listed one: "Sociologistand"; the whole is no word itself."""
        model = seam_models().get(language) if splits else None
        if model is None or word.lower() in model.common:
            return None
        names_only = self._listed(language).names_only
        for first, second in splits:
            if len(second) < MIN_ENDING or second in names_only or second in _PARTICLES:
                continue
            stem = first.lower()
            if len(stem) >= MIN_COMMON_STEM and stem in model.common and stem not in model.frequent:
                return first, second
        return None

    def _known_before_second(self, word: str, splits: _Splits, context: Context) -> tuple[str, str] | None:
        """A capitalised word that the fluency model has met, and a listed one: "Ukrainewill".

        The model must not have met the whole, as it has most names that end so by chance.
        """
        if not (word[0].isupper() and word[1:].islower() and context.models):
            return None
        parts = [pair for pair in splits if len(pair[0]) >= MIN_KNOWN and len(pair[1]) >= MIN_ENDING]
        model = shipped_model(context.language) if parts else None
        if model is None or model.lexicon.knows(word):
            return None
        fit = (pair for pair in parts if model.lexicon.knows(pair[0]) and pair[1] not in _NAME_ENDINGS)
        return next(fit, None)

    def _at_capital(self, word: str, context: Context, forms: Collection[str]) -> tuple[str, str] | None:
        """The two words on either side of a capital inside a word.

        A brand is made of two content words with capitals, and a text about it uses both ("VisaCuba" for
        those who need a visa for Cuba): such words must stand side by side elsewhere.
        """
        match = _CAPITAL_INSIDE.match(word)
        if match is None:
            return None
        first, second = match.groups()
        is_listed = first in self.first.get(context.language, ())
        if is_listed and first.islower() and len(second) >= MIN_AFTER_LISTED:
            return first, second
        function_words = STOP_WORDS.get(context.language, "").split()
        is_brand_like = first[0].isupper() and not is_listed and second.lower() not in function_words
        if is_brand_like and f"{first} {second}" not in context.document.text:
            return None
        is_known = is_listed or first in forms or (first.islower() and len(first) >= MIN_COMMON_FIRST)
        return (first, second) if is_known and second in forms else None

    def _before_second(
        self, splits: _Splits, language: str, forms: Collection[str]
    ) -> tuple[str, str] | None:
        """The two words that a word with a listed ending was fused from, by the ending listed first."""
        listed = self._listed(language)
        found: list[tuple[int, str, str]] = []
        for first, second in splits:
            if first not in forms:
                continue
            is_short = len(second) <= SHORT_WORD
            least = MIN_FIRST_BEFORE_SHORT if is_short else MIN_FIRST
            joins = first[:1].isupper() or second not in listed.names_only
            joins = joins and not (first in _CALENDAR and is_short)
            if joins and least <= len(first):
                found.append((listed.ranks[second], first, second))
        return min(found)[1:] if found else None

    def _listed(self, language: str) -> _Listed:
        if language not in self._by_language:
            seconds = self.second[language]
            tails: dict[str, set[int]] = {}
            for ending in filter(None, (*seconds, *self.endings.get(language, ()))):
                tails.setdefault(ending[-TAIL:], set()).add(len(ending))
            self._by_language[language] = _Listed(
                {second: rank for rank, second in reversed(list(enumerate(seconds)))},
                frozenset(self.names_only.get(language, ())),
                {tail: sorted(lengths) for tail, lengths in tails.items()},
            )
        return self._by_language[language]

    @cached_property
    def _by_language(self) -> dict[str, _Listed]:
        return {}

    def _before_verb(self, word: str, language: str, forms: Collection[str]) -> tuple[str, str] | None:
        """A name of the text and a verb, told by its ending, that have grown together."""
        endings = self.endings.get(language, ())
        if not (endings and word[0].isupper() and word.endswith(endings)):
            return None
        for cut in range(MIN_FIRST, len(word) - MIN_VERB + 1):
            if word[:cut] in forms:
                return word[:cut], word[cut:]
        return None
