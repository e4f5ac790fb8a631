"""Kind `variants`: one word in two house styles, in one text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
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
        forms = self._forms.get(language)
        return Clues() if forms is None else forms.clues

    @cached_property
    def _forms(self) -> Mapping[str, _AllForms]:
        return {language: _forms_of(things) for language, things in self.spellings.items()}

    def derived(self) -> Any:
        """By language the literals, where there are any to look for, and how each form may begin."""
        return {
            language: (None if forms.clues is None else forms.clues.literals, forms.initials)
            for language, forms in self._forms.items()
        }

    def recall(self, data: Any) -> None:
        """Take both back."""
        self.__dict__["_forms"] = {
            language: _AllForms(
                None if kept is None else Clues({text: Reach(*reach) for text, reach in kept.items()}),
                initials,
            )
            for language, (kept, initials) in data.items()
        }

    def find(self, context: Context) -> Iterator[Hit]:
        """The first place of the rarer form of each thing; `other` is the usual one, `count` its number."""
        return _hits(context, _everywhere(context, self.spellings.get(context.language, ())))

    def find_at(self, context: Context, starts: Collection[int]) -> Iterator[Hit]:
        """The same, where no form begins elsewhere than at these offsets."""
        return _hits(context, self._at(context, sorted({start for start in starts if start < context.end})))

    def _at(self, context: Context, starts: Sequence[int]) -> Iterator[_Found]:
        """What begins at these offsets. A start is tried with those forms alone that may begin so."""
        by_initial, others = self._by_initial(context.language)
        initials = loosen("".join(map(context.text.__getitem__, starts)))
        for start, initial in zip(starts, initials, strict=True):
            for number, form, pattern in by_initial.get(initial, others):
                if match := pattern.match_in(context.text, context.budget, context.end)(start):
                    yield _Found(number, form, Span(*match.span()))

    def _by_initial(self, language: str) -> tuple[Mapping[str, Sequence[_Form]], Sequence[_Form]]:
        """The forms by the loosened characters that they may begin with, and those that any may begin."""
        if language not in self._sorted_forms:
            flat = [
                _Form(number, form, pattern)
                for number, forms in enumerate(self.spellings.get(language, ()))
                for form, pattern in enumerate(forms)
            ]
            begins = list(zip(flat, self._forms[language].initials, strict=True)) if flat else []
            self._sorted_forms[language] = (
                {
                    initial: [form for form, own in begins if own is None or initial in own]
                    for _, initials in begins
                    for initial in initials or ""
                },
                [form for form, own in begins if own is None],
            )
        return self._sorted_forms[language]

    @cached_property
    def _sorted_forms(self) -> dict[str, tuple[Mapping[str, Sequence[_Form]], Sequence[_Form]]]:
        return {}


class _Form(NamedTuple):
    """One way to write one thing."""

    thing: int
    form: int
    pattern: Pattern


class _AllForms(NamedTuple):
    """What is known of the forms of one language."""

    clues: Clues | None
    initials: Sequence[str | None]
    """For each form of each thing the characters, loosened, that it may begin with; None for any."""


def _forms_of(things: Sequence[Forms]) -> _AllForms:
    literals: dict[str, Reach] = {}
    initials: list[str | None] = []
    for form in chain.from_iterable(things):
        of_form = form.required(loosen, has_settled_case)
        if of_form is None:
            return _AllForms(None, ())
        for text, reach in of_form.items():
            literals[text] = _widest(literals.get(text, reach), reach)
        begins_so = all(reach.low == reach.high == 0 for reach in of_form.values())
        initials.append("".join(sorted({text[0] for text in of_form})) if begins_so else None)
    return _AllForms(Clues(literals), initials)


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
