"""Kind `splice`: a sentence glued to the next without a stop."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Annotated, ClassVar

from ..document import Span
from ..later import later
from ._base import ByLanguage, Context, Doc, Hit, Kind, Scope
from ._seam_model import SeamModel, seam_models
from ._seams import Seam, Word, mark_between, plain, words_between
from ._second_reading import Capital, odds_of_seams

MAX_CAPITALISED_SHARE = 0.5
"""Where more of a sentence's words are capitalised it is a headline or a title, and capitals say nothing."""

MIN_WORDS_BEFORE = 3
"""A seam needs a clause before it; after one or two words a capital opens a label's text."""

MIN_WORDS_AFTER = 2
"""A seam needs the beginning of a clause after it: the opener and a word."""

TITLE_ODDS = 3.0
"""Log odds by which a seam must be surer for each sign of a title or a label."""

LEAST_ODDS = -1.0
"""Log odds by the words around a capital from which the whole sentence is read: one capital of eleven, and of
the planted seams that are found in the end all but 2 %."""

NAME_ODDS = 1.0
"""Log odds by which a seam before a name, or within one, must be surer: a name's capital tells nothing."""

SURE_ODDS = 4.5
"""Log odds by the words around a capital from which it is enough that the whole sentence does not clear it: a
capital that was put into a sentence leaves the rest of it whole."""

QUOTATION_REACH = 1_000
"""Characters in which the start of a quotation is looked for: a bound for text that never ends a sentence."""

_TOKEN = later(r"[\p{L}\p{N}][\p{L}\p{M}\p{N}'’.\-]*")
_CAPITAL = later(r"(?<=[\p{L}\p{N}’')%][ \u00a0]{1,2})\p{Lu}[\p{L}\p{M}]*+(?:['’\-]\p{L}+)*+")
_INSIDE = later(r"[^\p{Ll}\P{L}](?<=[\p{L}\p{M}\p{N}'’\- \t\u00a0][ \t\u00a0].)[\p{L}\p{M}\p{N}'’.\-]*+")
"""A word that is not in lower case, behind no stop: where a seam may be."""
_NAME_IN_CLAUSE = later(r"(?<=\p{Ll}[ \u00a0]{1,2})\p{Lu}[\p{L}\p{M}]*+[ \u00a0](?=\p{Ll})")
"""A single name between words in lower case: where a sentence that was joined on begins with one."""
_RUN = later(r"[\p{L}\p{N}]+")
_SPEAKER = "I"
"""A pronoun that is capitalised wherever it stands."""
_ONLY_SPACE = later(r"[ \t\u00a0]+")
_QUOTES = later(r"[\"“”„«»]")
_OPEN_SINGLE = later(r"‘(?:[^‘’]|’(?=\p{L}))*$")
"""A single quotation mark that is still open; an apostrophe before a letter closes nothing."""


@dataclass(frozen=True)
class Splice(Kind):
    """Finds a word that opens sentences, capitalised in mid-sentence, where two sentences were joined.

    The word stands between white space alone and is followed by a lower-case word or a figure, as a clause
    would go on, or is an adverb that a comma follows ("However,"). Headlines, titles of works (after "the
    film", or inside quotation marks), names that begin with such a word and words after any punctuation are
    left alone. The hit runs from the last word before the seam to the first after it.

    With `model`, capitals in mid-sentence that no list tells are judged, in the languages that the shipped
    models know, by the words around them and then by the whole sentence.
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
    model: Annotated[
        float | None,
        Doc("Log odds from which a capital that no list tells is a seam too; unset: the lists alone decide."),
    ] = None
    left_to_model: Annotated[
        ByLanguage, Doc("By language: words after which the lists say nothing, lower case.")
    ] = field(default_factory=dict)
    left_out: Annotated[ByLanguage, Doc("By language: capitals that the model does not judge.")] = field(
        default_factory=dict
    )
    listed_alone: Annotated[bool, Doc("Whether the model judges the listed words alone.")] = False

    scopes: ClassVar[tuple[Scope, ...]] = ("sentence",)
    values: ClassVar[tuple[str, ...]] = ("word",)

    def find(self, context: Context) -> Iterator[Hit]:
        """Each seam in the sentence."""
        listed, judged = self._may_hold_listed(context), self._judged(context)
        if not (listed or judged):
            return
        tokens = [Word(*m.span(), m.group()) for m in _TOKEN.finditer(context.unit)]
        if len(tokens) < MIN_WORDS_BEFORE + MIN_WORDS_AFTER or _is_headline(tokens):
            return
        found = set(self._listed(context, tokens)) if listed else set()
        if judged and (model := seam_models().get(context.language)):
            found.update(self._told_by_model(context, model, judged, {end for _, end in found}))
        for start, end in sorted(found):
            word = context.unit[start:end].split()[-1]
            yield Hit(context.start + start, context.start + end, context.field, {"word": word})

    def _may_hold_listed(self, context: Context) -> bool:
        """Whether a listed word stands in mid-sentence: most sentences hold none."""
        starts, words = _capitals_inside(context.text)
        first, stop = bisect_right(starts, context.start), bisect_left(starts, context.end)
        return first < stop and not self._openers(context.language).isdisjoint(words[first:stop])

    def _openers(self, language: str) -> frozenset[str]:
        if language not in self._openers_of:
            listed = (*self.words.get(language, ()), *self.before_comma.get(language, ()))
            self._openers_of[language] = frozenset(listed)
        return self._openers_of[language]

    @cached_property
    def _openers_of(self) -> dict[str, frozenset[str]]:
        return {}

    def _judged(self, context: Context) -> list[int]:
        """Where the capitals stand that the model is asked about: most are names, and are not."""
        is_asked = self.model is not None and context.models
        model = seam_models().get(context.language) if is_asked else None
        if model is None:
            return []
        left_out, own = self.left_out.get(context.language, ()), self.words.get(context.language, ())
        return [
            match.start()
            for match in _CAPITAL.finditer(context.unit)
            if (word := match.group()) not in left_out
            and (word in own or not self.listed_alone)
            and (model.may_open(word) or _NAME_IN_CLAUSE.match(context.unit, match.start()))
        ]

    def _listed(self, context: Context, tokens: Sequence[Word]) -> Iterator[tuple[int, int]]:
        """The seams that the lists tell."""
        unit, language = context.unit, context.language
        openers = frozenset(self.words.get(language, ()))
        adverbs = frozenset(self.before_comma.get(language, ()))
        for index in range(MIN_WORDS_BEFORE, len(tokens) - 1):
            before, word = tokens[index - 1], tokens[index]
            if word.text not in openers and word.text not in adverbs:
                continue
            if not self._may_end(unit, before, word, language):
                continue
            opens = word.text in openers and self._goes_on(unit, word, tokens[index + 1], language)
            if opens or (word.text in adverbs and unit.startswith(",", word.end)):
                yield before.start, word.end

    def _told_by_model(
        self, context: Context, model: SeamModel, starts: Sequence[int], known: set[int]
    ) -> Iterator[tuple[int, int]]:
        """The seams that the words around a capital, and then the whole sentence, tell."""
        words = words_between(context.unit, 0, len(context.unit))
        place = {word.start: index for index, word in enumerate(words)}
        capitals: list[Capital] = []
        seams: list[tuple[Word, Word, float]] = []
        for start in starts:
            index = place.get(start, 0)
            if not MIN_WORDS_BEFORE <= index < len(words) - 1 or words[index].end in known:
                continue
            if not self._may_be_seam(context, model, words[index - 1], words[index]):
                continue
            seam = _seam_at(context, words, index)
            signs = _signs_of_title(seam)
            odds = model.odds_of_seam(seam) - TITLE_ODDS * signs
            if odds >= LEAST_ODDS:
                surer = signs + NAME_ODDS * _may_be_name(model, words[index - 1], words[index])
                capitals.append(Capital(context.start + start, odds))
                seams.append((words[index - 1], words[index], surer))
        span = Span(context.start, context.end)
        read = odds_of_seams(context.text, span, context.language, capitals)
        for (before, word, surer), capital, odds in zip(seams, capitals, read, strict=True):
            is_sure = capital.odds >= SURE_ODDS and not surer
            if odds >= (0.0 if is_sure else (self.model or 0.0) + surer):
                yield before.start, word.end

    def _may_be_seam(self, context: Context, model: SeamModel, before: Word, word: Word) -> bool:
        """Whether nothing but space stands before a capital that is no label, no title and no surname."""
        unit = context.unit
        if _is_no_opener(word.text) or not _joined(unit, before, word) or _opens_quotation(unit, word):
            return False
        if before.text.lower() in self.not_after.get(context.language, ()):
            return False
        return model.may_open(word.text) or plain(before.text) not in model.frequent

    def _may_end(self, unit: str, before: Word, word: Word, language: str) -> bool:
        """Whether a sentence may end with the word before the seam, outside any quotation."""
        if not _joined(unit, before, word) or before.text.endswith("."):
            return False
        if before.text.lower() in self.not_after.get(language, ()):
            return False
        if before.text.lower() in self.left_to_model.get(language, ()):
            return False
        if self.lower_before and not before.text[0].islower():
            return False
        reach = max(0, word.start - QUOTATION_REACH)
        in_quotation = len(_QUOTES.findall(unit, reach, word.start)) % 2 == 1
        return not in_quotation and not _OPEN_SINGLE.search(unit, reach, word.start)

    def _goes_on(self, unit: str, word: Word, following: Word, language: str) -> bool:
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


@lru_cache(maxsize=1)
def _capitals_inside(text: str) -> tuple[list[int], list[str]]:
    """The words of a whole text where seams may be, and where they stand: asked for in each sentence."""
    found = list(_INSIDE.finditer(text))
    return [match.start() for match in found], [match.group() for match in found]


def _may_be_name(model: SeamModel, before: Word, word: Word) -> bool:
    """Whether a capital is like a name's: such a word, or a rare one behind another capital."""
    if not model.may_open(word.text):
        return True
    return before.text[0].isupper() and plain(word.text) not in model.frequent


def _signs_of_title(seam: Seam) -> int:
    """How much around a capital speaks for a title or a label: "the magazine The Bark", "straight A"."""
    goes_on = seam.after[0][0].isupper() and not seam.marks[0]
    return goes_on + 2 * (len(seam.word) == 1)


def _seam_at(context: Context, words: Sequence[Word], index: int) -> Seam:
    unit, word = context.unit, words[index]
    behind = words[index + 2] if index + 2 < len(words) else None
    return Seam(
        [each.text for each in words[index - 2 : index]],
        word.text,
        [each.text for each in words[index + 1 : index + 3]],
        (
            mark_between(unit, word.end, words[index + 1].start),
            mark_between(unit, words[index + 1].end, behind.start) if behind else "$",
        ),
        index,
        _times(context.text, word.text.lower()) > 0,
        _times(context.text, word.text, behind_word=True) > 1,
    )


def _opens_quotation(unit: str, word: Word) -> bool:
    """Whether a quotation, or a title in its marks, began so few words before that it may begin with them."""
    reach = max(0, word.start - QUOTATION_REACH)
    marks = [match.end() for match in _QUOTES.finditer(unit, reach, word.start)]
    return bool(marks) and len(unit[marks[-1] : word.start].split()) < MIN_WORDS_BEFORE


def _is_no_opener(word: str) -> bool:
    """Whether a capital says nothing: "I", "I’m", and words with more capitals than the first."""
    if word[0] == _SPEAKER and not word[1:2].isalpha():
        return True
    return any(letter.isupper() for letter in word[1:])


def _times(text: str, word: str, *, behind_word: bool = False) -> int:
    """How often a word stands in a text; `behind_word`: after a word. Two are as good as more."""
    if word.isalnum():
        return _word_times(text)[behind_word][word]
    count, at = 0, text.find(word)
    while at >= 0 and count < 2:  # noqa: PLR2004 (as the docstring says)
        end = at + len(word)
        if not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum()):
            count += not behind_word or _is_behind_word(text, at)
        at = text.find(word, end)
    return count


@lru_cache(maxsize=1)
def _word_times(text: str) -> tuple[Counter[str], Counter[str]]:
    """How often each run of letters and digits stands in a text, and how often behind a word."""
    everywhere, behind_words = Counter[str](), Counter[str]()
    for match in _RUN.finditer(text):
        everywhere[match.group()] += 1
        behind_words[match.group()] += _is_behind_word(text, match.start())
    return everywhere, behind_words


def _is_behind_word(text: str, at: int) -> bool:
    return text[at - 1 : at].isspace() and text[at - 2 : at - 1].isalpha()


def _joined(unit: str, one: Word, other: Word) -> bool:
    return _ONLY_SPACE.fullmatch(unit, one.end, other.start) is not None


def _is_headline(tokens: Sequence[Word]) -> bool:
    capitalised = sum(token.text[0].isupper() for token in tokens)
    return capitalised > MAX_CAPITALISED_SHARE * len(tokens)
