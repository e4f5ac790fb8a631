"""What rules look for, all at once: one pass over a text instead of one for each.

Kinds say with `clues` what a unit must show for them to find anything. All clues are looked for together, the
literals by one automaton (Aho-Corasick), the openings in one table, and a rule is asked about the units alone
that show one of its clues. What is left out is what could not have been found, and nothing else: the engine
gives the same findings with and without.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from .clue_index import BESIDE_GAP, HEAD, Ask, index_of
from .dialect.character_tests import Told, told
from .document import Field
from .kinds._folding import loosen

if TYPE_CHECKING:
    from .rules.schema import Rule

_SIZES = range(1, BESIDE_GAP + 1)
_UNEVEN_SPACE = re.compile("(?:[^\\S ]|\u200c)[\\s\u200c]*| [\\s\u200c]+")
"""White space and zero-width non-joiners that may stand between the words of a phrase, where the rule has one
space; Python's own engine looks for such a thing in half the time."""

_FIELDS: Mapping[str, Field] = {"title": "title", "link": "link.href"}
"""The field that a scope looks at, where it is not the text."""


class Asker(NamedTuple):
    """A rule that looks for a literal of a size.

    From `high` down to `low` characters before it something may start. Without `high` the whole unit is to be
    looked at; with `at_start` something may start at the unit's own start alone. A rule that `sorts` by its
    clues is told which of them stand there. The tests are those of the characters before the literal, at its
    start and behind it, which hold or rule it out.
    """

    rule: str
    size: int
    low: int = 0
    high: int | None = None
    at_start: bool = False
    sorts: str | None = None
    before: Told | None = None
    first: Told | None = None
    after: Told | None = None

    def starts(self, at: int, unit_start: int, unit_end: int) -> Sequence[int] | None:
        """Where something may start that has its literal at this offset; None for anywhere."""
        if self.at_start:
            is_near = self.high is None or at - unit_start <= self.high
            return (unit_start,) if is_near and self.low <= at - unit_start else ()
        if self.high is None:
            return None
        if self.low == self.high:
            return (at - self.low,)
        return range(max(at - self.high, unit_start), min(at - self.low + 1, unit_end))


class Prefilter:
    """The clues of some rules, for documents in one language."""

    def __init__(self, rules: Iterable[Rule], language: str) -> None:
        """Gather the clues; what is needed to look for them is built when the first document asks."""
        chosen = tuple(rules)
        self._index = index_of(chosen, language)
        self._always = {rule.id for rule in chosen if rule.id not in self._index.scopes}
        self._askers: dict[Field, _Askers] = {}

    def always_asks(self, rule_id: str) -> bool:
        """Whether a rule has no clue to look for, and so costs its full price in every document."""
        return rule_id in self.always_asked or rule_id not in self._index.scopes

    @cached_property
    def always_asked(self) -> Collection[str]:
        """The rules without a clue; where the automaton is missing, those with literals too."""
        if self._automaton is not None:
            return self._always
        return self._always | {ask.rule for ask, _ in self._index.asks}

    def literals_in(self, text: str) -> list[tuple[int, int, int]]:
        """Each literal of a loosened text, as its number and its span; in order of its end."""
        return _places_in(self._automaton, text) if text and self._automaton is not None else []

    def uneven_spaces(self, text: str) -> list[int]:
        """Where white space ends that may stand for the one space between words of a phrase.

        The text is loosened. Between paragraphs it seldom does: no phrase has such words beside each other.
        """
        spaces = _UNEVEN_SPACE.finditer(text) if self._gaps else ()
        return [space.end() - 1 for space in spaces if self._may_be_gap(text, *space.span())]

    def _may_be_gap(self, text: str, start: int, end: int) -> bool:
        before, after = text[max(start - BESIDE_GAP, 0) : start], text[end : end + BESIDE_GAP]
        gaps = self._gaps
        return any((before[-one:], after[:other]) in gaps for one in _SIZES for other in _SIZES)

    @cached_property
    def _gaps(self) -> Collection[tuple[str, str]]:
        """The last characters before each space of a phrase, and the first ones behind it."""
        return {(before, after) for before, after in self._index.gaps}

    def askers_in(self, field: Field) -> _Askers:
        """The rules that look for a literal in a field, by its number."""
        if field not in self._askers:
            rules = {rule for rule, fields in self._fields.items() if field in fields}
            self._askers[field] = _Askers(self._asks_of, rules)
        return self._askers[field]

    def _asks_of(self, number: int) -> Iterator[Asker]:
        """The rules that look for a literal, by its number."""
        literal = self._literals[number]
        for ask in self._by_literal[literal]:
            beside = map(self._told, (ask.before, ask.first, ask.after))
            sorts = literal if ask.sorts else None
            yield Asker(ask.rule, len(literal), ask.low, ask.high, ask.at_start, sorts, *beside)

    @cached_property
    def _fields(self) -> Mapping[str, Collection[Field]]:
        """The fields that each rule looks at."""
        return {rule: {field_of(scope) for scope in scopes} for rule, scopes in self._index.scopes.items()}

    def scopes_of(self, rule: str) -> tuple[str, ...]:
        """The scopes of a rule that has clues."""
        return tuple(self._index.scopes[rule])

    def start_of(self, rule: str) -> tuple[Told | None, Told | None]:
        """The tests of the characters before what the rule would find and at its start."""
        before, first = self._index.starts.get(rule, ("", ""))
        return self._told(before), self._told(first)

    def _told(self, test: str) -> Told | None:
        return told(test, self._index.answers.get(test))

    @cached_property
    def phrase_tables(self) -> Mapping[str, Phrases]:
        """By scope the phrases that its rules look for."""
        phrases: defaultdict[str, defaultdict[str, list[_Clue]]] = defaultdict(lambda: defaultdict(list))
        sorting = {ask.rule for ask, _ in self._index.asks if ask.sorts}
        for rule, of_rule in self._index.phrases.items():
            for scope in self._index.scopes[rule] if self._automaton is not None else ():
                for phrase in of_rule:
                    phrases[scope][phrase].append((rule, phrase if rule in sorting else None))
        return {scope: Phrases(of_scope) for scope, of_scope in phrases.items()}

    @cached_property
    def opening_scopes(self) -> Mapping[str, Collection[str]]:
        """By scope its rules with openings, where there are any."""
        rules: defaultdict[str, set[str]] = defaultdict(set)
        for rule in self._index.openings:
            for scope in self._index.scopes[rule]:
                rules[scope].add(rule)
        return rules

    def openers(self, core: str) -> Iterator[str]:
        """The rules of all scopes that look for a text which begins as this one does."""
        for size in range(1, HEAD + 1):
            for length in self._index.lengths.get(core[:size], ()) if size <= len(core) else ():
                yield from self._by_opening.get(core[:length], ())

    @cached_property
    def _by_opening(self) -> Mapping[str, Sequence[str]]:
        rules: dict[str, list[str]] = {}
        for rule, openings in self._index.openings.items():
            for opening in openings:
                rules.setdefault(opening, []).append(rule)
        return rules

    @cached_property
    def _by_literal(self) -> Mapping[str, Sequence[Ask]]:
        asks: dict[str, list[Ask]] = {}
        for ask, literals in self._index.asks:
            for literal in literals:
                asks.setdefault(literal, []).append(ask)
        return asks

    @cached_property
    def _automaton(self) -> Any:
        """The automaton for all literals; None where its library is not installed."""
        return _automaton_of(self._literals)

    @cached_property
    def _literals(self) -> list[str]:
        return list(self._by_literal)


def field_of(scope: str) -> Field:
    """The field that a scope looks at."""
    return _FIELDS.get(scope, "text")


class _Askers(dict[int, tuple[Asker, ...]]):
    """The rules of a field that look for a literal, by its number: sorted out when a text shows it."""

    def __init__(self, asks_of: Callable[[int], Iterable[Asker]], rules: Collection[str]) -> None:
        super().__init__()
        self._asks_of, self._rules = asks_of, rules

    def __missing__(self, number: int) -> tuple[Asker, ...]:
        self[number] = of_field = tuple(ask for ask in self._asks_of(number) if ask.rule in self._rules)
        return of_field


def _automaton_of(texts: Sequence[str]) -> Any:
    """What finds these texts; None where its library is not installed."""
    try:
        from ahocorasick_rs import AhoCorasick  # noqa: PLC0415 (it is optional)
    except ImportError:
        return None
    return AhoCorasick(texts)


def _places_in(automaton: Any, text: str) -> list[tuple[int, int, int]]:
    found: list[tuple[int, int, int]] = automaton.find_matches_as_indexes(_encodable(text), overlapping=True)
    return found


_Clue: TypeAlias = tuple[str, str | None]
"""A rule that looks for a phrase, and the phrase for a kind that sorts by it."""


class Phrases:
    """The phrases that the rules of a scope look for, for texts whose words stand unevenly apart.

    They are few beside all literals, and so are the places that a text shows.
    """

    def __init__(self, clues: Mapping[str, Sequence[_Clue]]) -> None:
        """Keep the clues that each phrase is; what finds them is built when a text asks."""
        self._clues = list(clues.values())
        self._phrases = list(clues)

    def of(self, core: str) -> Iterator[_Clue]:
        """The clues that a text shows which has one space between its words."""
        for number in {number for number, _, _ in _places_in(self._automaton, loosen(core))}:
            yield from self._clues[number]

    @cached_property
    def _automaton(self) -> Any:
        return _automaton_of(self._phrases)


def _encodable(text: str) -> str:
    """The text with a `?` for each lone surrogate, which no library outside Python takes."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode(errors="replace").decode()
    return text
