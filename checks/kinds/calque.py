"""Kind `calque`: wording that gives away which language a text was translated from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any, ClassVar, Literal, TypeAlias

from ..dialect import Pattern, Reach
from ..language import LANGUAGES
from ..suggest import did_you_mean
from ._base import Clues, Context, Doc, Hit, Kind, LanguageKey, Scope
from ._folding import fold, has_settled_case, loosen
from ._template import Template
from ._wording import stands_alone

_RUN = re.compile(r"[^\W_]+")
"""Letters and digits that stand together."""

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

    def clues(self, language: str) -> Clues | None:
        """The fixed words of the phrases, and of the patterns; none where a pattern has no such."""
        return self._clues.get(language, Clues())

    @cached_property
    def _clues(self) -> dict[str, Clues | None]:
        return {target: _clues_of(wordings) for target, wordings in self.into.items()}

    @cached_property
    def _needed(self) -> dict[str, list[list[str] | None]]:
        """By language, for each pattern in order, the texts of which each match holds one once loosened."""
        return {target: [*map(_needed_by, _patterns(wordings))] for target, wordings in self.into.items()}

    def derived(self) -> Any:
        """By language the phrases and literals, where there are any to look for, and what patterns need."""
        return {
            target: [
                None if clues is None else [sorted(clues.phrases), clues.literals],
                self._needed[target],
            ]
            for target, clues in self._clues.items()
        }

    def recall(self, data: Any) -> None:
        """Take the clues back, and what patterns need."""
        self.__dict__["_clues"] = {
            target: None if kept is None else Clues(phrases=frozenset(kept[0]), literals=_reaches(kept[1]))
            for target, (kept, _) in data.items()
        }
        self.__dict__["_needed"] = {target: needed for target, (_, needed) in data.items()}

    def find(self, context: Context) -> Iterator[Hit]:
        """One hit a place, the longest of those that overlap."""
        origins: dict[tuple[int, int], list[str]] = {}
        for entry in self._entries_of(context.language).worth_a_look(context):
            for span in entry.spans(context):
                origins.setdefault(span, []).extend(entry.wording.from_)
        end = -1
        for start, stop in sorted(origins, key=lambda span: (span[0], -span[1])):
            if start >= end:
                codes = list(dict.fromkeys(origins[start, stop]))
                values = {"source": _either(codes), ORIGIN: " ".join(codes)}
                yield Hit(context.start + start, context.start + stop, context.field, values)
                end = stop

    def _entries_of(self, language: str) -> _Entries:
        if language not in self._entries:
            self._entries[language] = _Entries(
                tuple(_entries(self.into.get(language, ()), self._needed.get(language, [])))
            )
        return self._entries[language]

    @cached_property
    def _entries(self) -> dict[str, _Entries]:
        return {}


@dataclass(frozen=True)
class _Entries:
    """All that may be found in texts of a language, by the words that give it away.

    A rule has a thousand phrases and a unit shows the words of a few.
    """

    entries: tuple[_Phrase | _Regex, ...]

    def worth_a_look(self, context: Context) -> Iterator[_Phrase | _Regex]:
        """Those of which a unit shows a word, in their order."""
        shown = context.shared(_words_of).intersection(self._by_word)
        numbers = set(self._always).union(*(self._by_word[word] for word in shown))
        return (self.entries[number] for number in sorted(numbers))

    @cached_property
    def _always(self) -> Sequence[int]:
        return [number for number, entry in enumerate(self.entries) if None in _telling_words(entry)]

    @cached_property
    def _by_word(self) -> Mapping[str, Sequence[int]]:
        numbers: dict[str, list[int]] = {}
        for number, entry in enumerate(self.entries):
            for word in _telling_words(entry):
                if word is not None:
                    numbers.setdefault(word, []).append(number)
        return numbers


def _words_of(context: Context) -> frozenset[str]:
    return frozenset(_RUN.findall(context.core))


def _telling_words(entry: _Phrase | _Regex) -> frozenset[str | None]:
    """The longest word of each of an entry's clues: a unit must show one; None where it must be looked at.

    Only where spaces part words is a clue's word one of the unit's.
    """
    if isinstance(entry, _Regex):
        return frozenset({None})
    runs = (_RUN.findall(clue) for clue in entry.template.clues)
    longest = (max(found, key=len, default="") for found in runs)
    return frozenset(word if word and stands_alone(word) else None for word in longest)


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
    needed: Sequence[str] | None
    """Texts of which each match holds one once it is loosened; None where there are none to look for."""

    def spans(self, context: Context) -> Iterator[tuple[int, int]]:
        """Where it stands in a unit, as offsets into it."""
        if self.needed is not None:
            loose = context.shared(_loosened)
            if not any(text in loose for text in self.needed):
                return
        compiled = self.pattern.compiled
        group = SPAN_GROUP if SPAN_GROUP in compiled.groupindex else 0
        for match in compiled.finditer(context.unit):
            start, end = match.span(group)
            if start < end and _is_on_topic(self.wording, context):
                yield start, end


def _entries(
    wordings: Iterable[Wording], needed: Iterable[Sequence[str] | None]
) -> Iterator[_Phrase | _Regex]:
    of_patterns = iter(needed)
    for wording in wordings:
        yield from (_Phrase(wording, Template(phrase)) for phrase in wording.phrases)
        yield from (_Regex(wording, pattern, next(of_patterns)) for pattern in wording.patterns)


def _patterns(wordings: Iterable[Wording]) -> Iterator[Pattern]:
    return (pattern for wording in wordings for pattern in wording.patterns)


def _needed_by(pattern: Pattern) -> list[str] | None:
    needed = pattern.required(loosen, has_settled_case)
    return None if needed is None else sorted(needed)


def _loosened(context: Context) -> str:
    return loosen(context.unit)


def _is_on_topic(wording: Wording, context: Context) -> bool:
    """Whether the text speaks of what the wording needs it to."""
    if not wording.when:
        return True
    document = context.document
    text = context.folded if wording.near == "unit" else fold(f"{document.title}\n{document.text}")
    return any(Template(phrase).pattern.search(text) for phrase in wording.when)


def _clues_of(wordings: Iterable[Wording]) -> Clues | None:
    phrases: set[str] = set()
    literals: dict[str, Reach | None] = {}
    for wording in wordings:
        for phrase in wording.phrases:
            phrases.update(map(loosen, Template(phrase).clues))
        for pattern in wording.patterns:
            needed = pattern.required(loosen, has_settled_case)
            if needed is None:
                return None
            for text, reach in needed.items():
                literals[text] = reach if literals.get(text, reach) == reach else None
    return Clues(literals=literals, phrases=frozenset(phrases))


def _reaches(literals: Mapping[str, Sequence[Any] | None]) -> dict[str, Reach | None]:
    return {text: None if reach is None else Reach(*reach) for text, reach in literals.items()}


def _either(codes: Sequence[str]) -> str:
    """Names of languages: "Spanish", "Spanish or Portuguese", "Spanish, Portuguese or Italian"."""
    if len(codes) > MAX_SOURCES_NAMED:
        return "another language"
    names = [LANGUAGES[code] for code in codes]
    return " or ".join(filter(None, (", ".join(names[:-1]), names[-1])))
