"""Kind `calque`: wording that gives away which language a text was translated from."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Annotated, Any, ClassVar, Literal, TypeAlias

from ..dialect import Pattern, Reach
from ..language import LANGUAGES
from ..suggest import did_you_mean
from ._base import Clues, Context, Doc, Hit, Kind, LanguageKey, Scope
from ._folding import fold, has_settled_case, loosen
from ._template import Template

ORIGIN = "origin"
"""The value of a hit that holds the codes of the languages which its wording points to."""

MAX_SOURCES_NAMED = 4
"""Where a wording may come from more languages, naming them all would tell nobody anything."""

SPAN_GROUP = "span"
"""A group of this name in a pattern is what the hit covers, as in the kind `pattern`."""


@dataclass(frozen=True)
class Wording:
    """Phrases and patterns that point to the same languages."""

    from_: Annotated[tuple[str, ...], Doc("ISO 639-1 codes: the languages whose wording it is.")]
    phrases: Annotated[
        tuple[str, ...],
        Doc(
            "Phrases; `a|b` is either word, `the?` a word that may be left out, `volcan*` any word that "
            "begins so, `<number>` and `<word>` any such."
        ),
    ] = ()
    patterns: Annotated[
        tuple[Pattern, ...], Doc("Patterns, for what phrases cannot say; see docs/patterns.md.")
    ] = ()
    when: Annotated[
        tuple[str, ...], Doc("Phrases of which one must stand near it: a topic, for words of several senses.")
    ] = ()
    near: Annotated[
        Literal["unit", "document"], Doc("Where `when` looks: what the rule's scope shows, or everywhere.")
    ] = "unit"

    def __post_init__(self) -> None:
        """Raise ValueError for no language or an unknown one, for nothing to find, or a faulty phrase."""
        if not self.from_:
            raise ValueError("from names no language")
        for code in self.from_:
            if code not in LANGUAGES:
                raise ValueError(f"unknown language {code!r}{did_you_mean(code, LANGUAGES)}")
        if not (self.phrases or self.patterns):
            raise ValueError("give phrases or patterns")
        for phrase in self.phrases:
            if not Template(phrase).clues:
                raise ValueError(f"the phrase {phrase!r} has no word that stands as it is")
        for phrase in self.when:
            Template(phrase)


ByTarget: TypeAlias = Mapping[Annotated[str, LanguageKey()], tuple[Wording, ...]]


@dataclass(frozen=True)
class Calque(Kind):
    """Finds wording of one language in another: what a translation keeps and no native writer prints.

    Each wording belongs to the language of the text and names the languages that it may come from. Of hits
    that overlap the longest counts, and what it may come from is told in `{source}`. A wording that is wrong
    only where a topic is spoken of says so with `when`, and is silent elsewhere.
    """

    into: Annotated[ByTarget, Doc("By the language of the text: its wordings, by where they come from.")]

    scopes: ClassVar[tuple[Scope, ...]] = ("block", "sentence", "title")
    values: ClassVar[tuple[str, ...]] = ("source", ORIGIN)

    def __post_init__(self) -> None:
        """Raise ValueError for no wordings, or for a language that is translated into itself."""
        if not any(self.into.values()):
            raise ValueError("into names no wording")
        for target, wordings in self.into.items():
            if any(target in wording.from_ for wording in wordings):
                raise ValueError(f"{target!r} is no translation from itself")

    sorts_by_clues: ClassVar[bool] = True

    def clues(self, language: str) -> Clues | None:
        """The fixed words of the phrases, and of the patterns; none where a pattern has no such."""
        entries = self._entries.get(language)
        return Clues() if entries is None else entries.clues

    def derived(self) -> Any:
        """By language what gives each phrase and pattern away."""
        return {target: entries.derived() for target, entries in self._entries.items()}

    def recall(self, data: Any) -> None:
        """Take back what gives them away."""
        for target, kept in data.items():
            self._entries[target].recall(kept)

    @cached_property
    def _entries(self) -> dict[str, _Entries]:
        return {target: _Entries(wordings) for target, wordings in self.into.items()}

    def find(self, context: Context) -> Iterator[Hit]:
        """One hit a place, the longest of those that overlap."""
        entries = self._entries.get(context.language)
        return iter(()) if entries is None else _hits(entries.all(), context)

    def find_shown(self, context: Context, clues: Collection[str]) -> Iterator[Hit]:
        """The same by the phrases and patterns alone that these clues give away."""
        return _hits(self._entries[context.language].shown_by(clues), context)


def _hits(entries: Iterable[_Phrase | _Regex], context: Context) -> Iterator[Hit]:
    origins: dict[tuple[int, int], list[str]] = {}
    for entry in entries:
        for span in entry.spans(context):
            origins.setdefault(span, []).extend(entry.wording.from_)
    end = -1
    for start, stop in sorted(origins, key=lambda span: (span[0], -span[1])):
        if start >= end:
            codes = list(dict.fromkeys(origins[start, stop]))
            values = {"source": _either(codes), ORIGIN: " ".join(codes)}
            yield Hit(context.start + start, context.start + stop, context.field, values)
            end = stop


@dataclass(frozen=True)
class _Entries:
    """All that may be found in texts of a language, and the clues that give each away.

    A rule has a thousand phrases and a unit shows the words of a few: only those are ever taken apart.
    """

    wordings: Sequence[Wording]

    @cached_property
    def clues(self) -> Clues | None:
        """The clues of all; None where a pattern has none."""
        literals: dict[str, Reach | None] = {}
        for needed in self._needed:
            if needed is None:
                return None
            for text, reach in needed.items():
                literals[text] = reach if literals.get(text, reach) == reach else None
        return Clues(literals=literals, phrases=frozenset(self._phrase_clues))

    def derived(self) -> Any:
        """The numbers of the phrases that each clue gives away, and what each pattern needs."""
        return [self._phrase_clues, self._needed]

    def recall(self, data: Any) -> None:
        """Take both back."""
        by_clue, needed = data
        self.__dict__["_phrase_clues"] = by_clue
        self.__dict__["_needed"] = [None if texts is None else _reaches(texts) for texts in needed]

    def all(self) -> Iterator[_Phrase | _Regex]:
        """Every phrase and pattern."""
        return map(self._entry, range(len(self._sources)))

    def shown_by(self, clues: Collection[str]) -> Iterator[_Phrase | _Regex]:
        """Those that these clues give away, in their order."""
        by_clue = self._by_clue
        return map(self._entry, sorted({number for clue in clues for number in by_clue[clue]}))

    def _entry(self, number: int) -> _Phrase | _Regex:
        if number not in self._made:
            wording, source = self._sources[number]
            self._made[number] = (
                _Phrase(wording, Template(source)) if isinstance(source, str) else _Regex(wording, source)
            )
        return self._made[number]

    @cached_property
    def _made(self) -> dict[int, _Phrase | _Regex]:
        return {}

    @cached_property
    def _sources(self) -> Sequence[tuple[Wording, str | Pattern]]:
        """The phrases, then the patterns: what was derived of them is kept by their numbers."""
        phrases = [(wording, phrase) for wording in self.wordings for phrase in wording.phrases]
        return [*phrases, *((wording, pattern) for wording in self.wordings for pattern in wording.patterns)]

    @cached_property
    def _by_clue(self) -> Mapping[str, Sequence[int]]:
        numbers = {clue: list(of_clue) for clue, of_clue in self._phrase_clues.items()}
        first = len(self._sources) - len(self._needed)
        for number, needed in enumerate(self._needed, first):
            for text in needed or ():
                numbers.setdefault(text, []).append(number)
        return numbers

    @cached_property
    def _phrase_clues(self) -> Mapping[str, Sequence[int]]:
        numbers: dict[str, list[int]] = {}
        for number, (_, source) in enumerate(self._sources):
            for clue in {*map(loosen, Template(source).clues)} if isinstance(source, str) else ():
                numbers.setdefault(clue, []).append(number)
        return numbers

    @cached_property
    def _needed(self) -> Sequence[Mapping[str, Reach] | None]:
        """For each pattern the texts of which each match holds one once loosened."""
        patterns = (source for _, source in self._sources if isinstance(source, Pattern))
        return [pattern.required(loosen, has_settled_case) for pattern in patterns]


@dataclass(frozen=True)
class _Phrase:
    """A phrase of a wording."""

    wording: Wording
    template: Template

    def spans(self, context: Context) -> Iterator[tuple[int, int]]:
        """Where it stands in a unit, as offsets into it."""
        if any(clue in context.core for clue in self.template.clues):
            for match in self.template.pattern.finditer(context.folded):
                if _is_on_topic(self.wording, context):
                    yield match.span()


@dataclass(frozen=True)
class _Regex:
    """A pattern of a wording."""

    wording: Wording
    pattern: Pattern

    def spans(self, context: Context) -> Iterator[tuple[int, int]]:
        """Where it stands in a unit, as offsets into it."""
        group = SPAN_GROUP if SPAN_GROUP in self.pattern.compiled.groupindex else 0
        for match in self.pattern.finditer(context.unit, context.budget):
            start, end = match.span(group)
            if start < end and _is_on_topic(self.wording, context):
                yield start, end


def _is_on_topic(wording: Wording, context: Context) -> bool:
    """Whether the text speaks of what the wording needs it to."""
    if not wording.when:
        return True
    if wording.near == "unit":
        return any(_template(phrase).pattern.search(context.folded) for phrase in wording.when)
    document = context.document
    return _speaks_of(wording.when, f"{document.title}\n{document.text}")


@lru_cache(maxsize=64)
def _speaks_of(phrases: Sequence[str], text: str) -> bool:
    """Whether one of the phrases stands in a text; many places of one document ask."""
    return any(_template(phrase).pattern.search(fold(text)) for phrase in phrases)


@cache
def _template(phrase: str) -> Template:
    return Template(phrase)


def _reaches(literals: Mapping[str, Sequence[Any]]) -> dict[str, Reach]:
    return {text: Reach(*reach) for text, reach in literals.items()}


def _either(codes: Sequence[str]) -> str:
    """Names of languages: "Spanish", "Spanish or Portuguese", "Spanish, Portuguese or Italian"."""
    if len(codes) > MAX_SOURCES_NAMED:
        return "another language"
    names = [LANGUAGES[code] for code in codes]
    return " or ".join(filter(None, (", ".join(names[:-1]), names[-1])))
