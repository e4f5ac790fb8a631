"""Kind `variants`: one word in two house styles, in one text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any, ClassVar, NamedTuple, TypeAlias

from ..dialect import Pattern, Reach
from ..document import Span
from ._base import Clues, Context, Doc, Hit, Kind, LanguageKey, Scope
from ._folding import has_settled_case, loosen
from ._quoted import without_asides
from ._title_case import is_title_case

Forms: TypeAlias = tuple[Pattern, ...]
"""The ways to write one thing: each pattern is one house's."""

ByLanguageForms: TypeAlias = Mapping[Annotated[str, LanguageKey()], tuple[Forms, ...]]

Places = Mapping[int, Sequence[Span]]
"""Where each form of one thing stands, by the form's number."""


class _Found(NamedTuple):
    """A place of a form: which thing it is, which of its forms, and where."""

    thing: int
    form: int
    span: Span


@dataclass(frozen=True)
class Variants(Kind):
    """Finds texts that write one thing in two ways: US and U.S., percent and per cent.

    Each house has its style, and no text has two, unless it was put together from several or came back from a
    translation. A hit is the first place of the rarer form, the later one where both are as frequent; one hit
    for each thing. What stands in quotation marks or brackets, in an address, in title case or in capitals
    follows other rules than the house's and does not count.
    """

    spellings: Annotated[
        ByLanguageForms,
        Doc("By language: lists of patterns, each the ways to write one thing; see docs/patterns.md."),
    ]

    scopes: ClassVar[tuple[Scope, ...]] = ("document",)
    values: ClassVar[tuple[str, ...]] = ("other", "count")

    def __post_init__(self) -> None:
        """Raise ValueError for a thing that can be written in one way only, or for nothing to find."""
        if not any(self.spellings.values()):
            raise ValueError("spellings names nothing that is written in two ways")
        for things in self.spellings.values():
            if any(len(forms) < 2 for forms in things):  # noqa: PLR2004 (two ways)
                raise ValueError("give at least two patterns for each thing")

    def clues(self, language: str) -> Clues | None:
        """Texts of which each form holds one, where all have such."""
        return self._clues.get(language, Clues())

    @cached_property
    def _clues(self) -> Mapping[str, Clues | None]:
        return {language: _clues_of(things) for language, things in self.spellings.items()}

    def derived(self) -> Any:
        """By language the literals, where there are any to look for."""
        return {lang: None if clues is None else clues.literals for lang, clues in self._clues.items()}

    def recall(self, data: Any) -> None:
        """Take the literals back."""
        self.__dict__["_clues"] = {
            language: None if kept is None else Clues({text: Reach(*reach) for text, reach in kept.items()})
            for language, kept in data.items()
        }

    def find(self, context: Context) -> Iterator[Hit]:
        """The first place of the rarer form of each thing; `other` is the usual one, `count` its number."""
        return _hits(context, _everywhere(context, self.spellings.get(context.language, ())))

    def find_at(self, context: Context, starts: Collection[int]) -> Iterator[Hit]:
        """The same, where no form begins elsewhere than at these offsets."""
        things = self.spellings.get(context.language, ())
        return _hits(context, _at(context, things, sorted(set(starts))))


def _clues_of(things: Sequence[Forms]) -> Clues | None:
    literals: dict[str, Reach] = {}
    for forms in things:
        for form in forms:
            of_form = form.required(loosen, has_settled_case)
            if of_form is None:
                return None
            for text, reach in of_form.items():
                literals[text] = _widest(literals.get(text, reach), reach)
    return Clues(literals)


def _widest(one: Reach, other: Reach) -> Reach:
    """The reach of a text that two forms hold."""
    high = None if one.high is None or other.high is None else max(one.high, other.high)
    return Reach(
        min(one.low, other.low),
        high,
        one.opens_word and other.opens_word,
        one.closes_word and other.closes_word,
        one.at_start and other.at_start,
    )


def _everywhere(context: Context, things: Sequence[Forms]) -> Iterator[_Found]:
    for number, forms in enumerate(things):
        for form, pattern in enumerate(forms):
            for match in pattern.finditer(context.text, context.budget, context.start, context.end):
                yield _Found(number, form, Span(*match.span()))


def _at(context: Context, things: Sequence[Forms], starts: Iterable[int]) -> Iterator[_Found]:
    patterns = [
        (number, form, pattern.match_in(context.text, context.budget, context.end))
        for number, forms in enumerate(things)
        for form, pattern in enumerate(forms)
    ]
    for start in starts:
        for number, form, match_at in patterns:
            if match := match_at(start):
                yield _Found(number, form, Span(*match.span()))


def _hits(context: Context, found: Iterable[_Found]) -> Iterator[Hit]:
    by_thing: defaultdict[int, defaultdict[int, list[Span]]] = defaultdict(lambda: defaultdict(list))
    for thing, form, span in found:
        by_thing[thing][form].append(span)
    prose = _Prose(context)
    hits = (_rarer(context, _in_prose(places, prose)) for places in by_thing.values() if len(places) > 1)
    yield from sorted((hit for hit in hits if hit is not None), key=lambda hit: hit.start)


def _in_prose(places: Places, prose: _Prose) -> Places:
    kept = {form: [span for span in spans if prose.holds(span)] for form, spans in places.items()}
    return {form: spans for form, spans in kept.items() if spans}


def _rarer(context: Context, places: Places) -> Hit | None:
    """The hit for one thing: None where the text writes it in one way."""
    if len(places) < 2:  # noqa: PLR2004 (two ways)
        return None
    forms = sorted(places.values(), key=lambda spans: (len(spans), -spans[0].start))
    (start, end), usual = forms[0][0], forms[-1]
    other = context.text[usual[0].start : usual[0].end]
    return Hit(start, end, context.field, {"other": other, "count": str(len(usual))})


class _Prose:
    """The writer's own sentences of a document: no quotation, no aside, no heading in title case."""

    def __init__(self, context: Context) -> None:
        self._text = context.text
        self._document = context.document
        self._blocks: dict[int, str] = {}

    def holds(self, span: Span) -> bool:
        """Whether a span stands in a sentence of the writer's own."""
        indices = self._document.block_range(*span)
        if len(indices) != 1:
            return False
        block = self._document.blocks[indices[0]]
        own = self._own_words(indices[0], block.start, block.end)
        return (
            bool(own) and own[span.start - block.start : span.end - block.start] == self._text[slice(*span)]
        )

    def _own_words(self, index: int, start: int, end: int) -> str:
        """The block with spaces for all that is not the writer's own; empty for a heading."""
        if index not in self._blocks:
            block = self._text[start:end]
            is_heading = block.isupper() or is_title_case(self._text, start, end)
            is_code = self._document.blocks[index].kind == "code"
            self._blocks[index] = "" if is_heading or is_code else without_asides(block)
        return self._blocks[index]
