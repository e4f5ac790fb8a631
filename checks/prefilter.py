"""Which rules may find something in a document, and where: one pass over the text instead of one for each.

Kinds say with `clues` what a unit must show for them to find anything. All clues are looked for together, the
literals by one automaton (Aho-Corasick), the openings in one table, and a rule is asked about the units alone
that show one of its clues. What is left out is what could not have been found, and nothing else: the engine
gives the same findings with and without.
"""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import regex

from .dialect import Reach
from .document import Document, Field
from .kinds import Clues, Context
from .kinds._folding import loosen

if TYPE_CHECKING:
    from .rules.schema import Rule

MAX_STARTS = 24
"""Starts that one literal may leave open; with more, the kind is shown the whole unit."""

CHARACTERS_PER_TRY = 4
"""Trying a pattern at one place costs as much as searching so many characters for it, lookbehinds and all."""

HEAD = 4
"""Characters of an opening by which it is looked up first: few units begin as any of them does."""

_UNEVEN_SPACE = regex.compile(r"[^\S ]|  |\N{ZERO WIDTH NON-JOINER}")
"""What may stand between the words of a phrase, where the rule has one space."""

Units = Callable[[str], Sequence[Context]]
Starts = list[int]
_Found = defaultdict[str, dict[int, Starts | None]]
"""By rule: the indices of the units to ask about, with the starts or None."""

Question = tuple[Context, Starts | None]
"""A unit that a kind is asked about, with the offsets where something may start; None for the whole of it."""


class Asker(NamedTuple):
    """A rule that looks for a literal: `high` down to `low` characters before it something may start.

    Where it `opens` or `closes` a word, a letter beside it rules it out. Without `high` the whole unit is to
    be looked at; with `at_start` something may start at the unit's own start alone.
    """

    rule: str
    low: int = 0
    high: int | None = None
    opens: bool = False
    closes: bool = False
    at_start: bool = False

    def starts(self, at: int, unit_start: int, unit_end: int) -> Sequence[int] | None:
        """Where something may start that has its literal at this offset; None for anywhere."""
        if self.high is None:
            return None
        if self.at_start:
            return (unit_start,) if self.low <= at - unit_start <= self.high else ()
        if self.low == self.high:
            return (at - self.low,)
        return range(max(at - self.high, unit_start), min(at - self.low + 1, unit_end))


class Prefilter:
    """The clues of some rules, for documents in one language."""

    def __init__(self, rules: Iterable[Rule], language: str) -> None:
        """Gather the clues; what is needed to look for them is built when the first document asks."""
        self._scopes: dict[str, tuple[str, ...]] = {}
        self._clues: dict[str, Clues] = {}
        for rule in rules:
            clues = rule.match.clues(language)
            if clues is not None:
                self._scopes[rule.id] = rule.scope
                self._clues[rule.id] = clues
        self._askers: dict[str, list[list[Asker]]] = {}
        self._openers: dict[str, _Openers] = {}

    def always_asks(self, rule_id: str) -> bool:
        """Whether a rule has no clue to look for, and so costs its full price in every document."""
        clues = self._clues.get(rule_id)
        return clues is None or bool((clues.literals or clues.phrases) and self._automaton is None)

    def look(self, document: Document, units: Units) -> Traces:
        """Look a document over; `units` gives the contexts of a scope."""
        return Traces(self, document, units)

    def literals_in(self, text: str) -> list[tuple[int, int, int]]:
        """Each literal of a text, as its number and its span; in order of its end."""
        if self._automaton is None:
            return []
        found: list[tuple[int, int, int]] = self._automaton.find_matches_as_indexes(
            _encodable(loosen(text)), overlapping=True
        )
        return found

    def askers(self, scope: str) -> list[list[Asker]]:
        """The rules of a scope that look for each literal, by its number."""
        if scope not in self._askers:
            self._askers[scope] = [
                [asker for asker in askers if scope in self._scopes[asker.rule]]
                for askers in self._by_literal.values()
            ]
        return self._askers[scope]

    def phrase_rules(self, scope: str) -> Collection[str]:
        """The rules of a scope that look for phrases."""
        return {rule for rule, clues in self._clues.items() if clues.phrases and scope in self._scopes[rule]}

    def openers(self, scope: str) -> _Openers:
        """The openings of the rules of a scope."""
        if scope not in self._openers:
            self._openers[scope] = _Openers(
                {
                    rule: clues.openings
                    for rule, clues in self._clues.items()
                    if clues.openings and scope in self._scopes[rule]
                }
            )
        return self._openers[scope]

    @cached_property
    def _by_literal(self) -> Mapping[str, list[Asker]]:
        askers: defaultdict[str, list[Asker]] = defaultdict(list)
        for rule, clues in self._clues.items():
            for literal, reach in clues.literals.items():
                askers[literal].append(_asker(rule, reach))
            for phrase in clues.phrases:
                askers[phrase].append(Asker(rule, 0, None, _has_case(phrase[0]), _has_case(phrase[-1])))
        return askers

    @cached_property
    def _automaton(self) -> Any:
        """The automaton for all literals; None where its library is not installed."""
        try:
            from ahocorasick_rs import AhoCorasick  # noqa: PLC0415 (it is optional)
        except ImportError:
            return None
        return AhoCorasick(list(self._by_literal))


def _asker(rule: str, reach: Reach | None) -> Asker:
    if reach is None:
        return Asker(rule)
    high = reach.high
    if reach.at_start:
        high = sys.maxsize if high is None else high
    elif high is not None and high - reach.low >= MAX_STARTS:
        high = None
    return Asker(rule, reach.low, high, reach.opens_word, reach.closes_word, reach.at_start)


def _worth_it(starts: Starts | None, unit: Context) -> Starts | None:
    """The starts, unless they are so many that the whole unit is looked through as quickly."""
    few = starts is not None and len(starts) * CHARACTERS_PER_TRY < unit.end - unit.start
    return starts if few else None


def _has_case(character: str) -> bool:
    """Whether a character is a letter of a script with cases: such scripts have spaces between words."""
    return character.isalpha() and character.lower() != character.upper()


class _Openers:
    """Which rules look for a unit that begins in a certain way."""

    def __init__(self, openings: Mapping[str, Iterable[str]]) -> None:
        rules: defaultdict[str, list[str]] = defaultdict(list)
        for rule, of_rule in openings.items():
            for opening in of_rule:
                rules[opening].append(rule)
        self.any = bool(rules)
        self._rules = dict(rules)
        lengths: defaultdict[str, set[int]] = defaultdict(set)
        for opening in rules:
            lengths[opening[:HEAD]].add(len(opening))
        self._lengths = {head: sorted(of_head) for head, of_head in lengths.items()}

    def of(self, core: str) -> Iterable[str]:
        """The rules that look for a text which begins as this one does."""
        for size in range(1, HEAD + 1):
            for length in self._lengths.get(core[:size], ()) if size <= len(core) else ():
                yield from self._rules.get(core[:length], ())


def _encodable(text: str) -> str:
    """The text with a `?` for each lone surrogate, which no library outside Python takes."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode(errors="replace").decode()
    return text


class Traces:
    """The clues that one document shows."""

    def __init__(self, prefilter: Prefilter, document: Document, units: Units) -> None:
        """Keep them; nothing is looked for yet."""
        self._prefilter = prefilter
        self._document = document
        self._units = units
        self._literals: dict[Field, list[tuple[int, int, int]]] = {}
        self._by_scope: dict[str, _Found | None] = {}

    def may_find(self, rule: Rule) -> bool:
        """Whether a rule may find something anywhere in the document."""
        if self._prefilter.always_asks(rule.id):
            return True
        for scope in rule.scope:
            found = self._found_in(scope)
            if found is None or rule.id in found:
                return True
        return False

    def questions(self, rule: Rule, scope: str, units: Sequence[Context]) -> Iterable[Question]:
        """The units of a scope in which a rule may find something, in order.

        `units` are those that the document was looked over by, or such as know more beside.
        """
        found = None if self._prefilter.always_asks(rule.id) else self._found_in(scope)
        if found is None:
            return ((unit, None) for unit in units)
        of_rule = found.get(rule.id, {})
        return ((unit := units[index], _worth_it(of_rule[index], unit)) for index in sorted(of_rule))

    def _found_in(self, scope: str) -> _Found | None:
        """What is found in a scope; None where its units overlap, and so each must be shown to all."""
        if scope not in self._by_scope:
            units = self._units(scope)
            is_row = all(one.end <= other.start for one, other in pairwise(units))
            self._by_scope[scope] = self._look_over(scope, units) if is_row else None
        return self._by_scope[scope]

    def _look_over(self, scope: str, units: Sequence[Context]) -> _Found:
        found: _Found = defaultdict(dict)
        if not units:
            return found
        self._note_literals(found, scope, units)
        openers = self._prefilter.openers(scope)
        if openers.any:
            for index, unit in enumerate(units):
                for rule in openers.of(unit.core):
                    found[rule][index] = None
        if rules := self._prefilter.phrase_rules(scope):
            self._note_phrases(found, scope, units, rules)
        return found

    def _note_literals(self, found: _Found, scope: str, units: Sequence[Context]) -> None:
        """Note each literal that lies within a unit, for all that look for it.

        This loop runs for every literal of every text: it is spelled out for speed.
        """
        text = units[0].text
        bounds = [(unit.start, unit.end) for unit in units]
        firsts = [unit.start for unit in units]
        askers = self._prefilter.askers(scope)
        for number, start, end in self._literals_of(units[0].field):
            if not askers[number]:
                continue
            index = bisect_right(firsts, start) - 1
            if index < 0 or end > bounds[index][1]:
                continue
            unit_start, unit_end = bounds[index]
            in_word = start > unit_start and _has_case(text[start - 1])
            goes_on = end < unit_end and _has_case(text[end])
            for asker in askers[number]:
                if (in_word and asker.opens) or (goes_on and asker.closes):
                    continue
                starts = asker.starts(start, unit_start, unit_end)
                if starts is None:
                    found[asker.rule][index] = None
                elif starts and (known := found[asker.rule].setdefault(index, [])) is not None:
                    known.extend(starts)

    def _note_phrases(
        self, found: _Found, scope: str, units: Sequence[Context], rules: Collection[str]
    ) -> None:
        """Note phrases of these rules whose words stand apart in another way than by one space."""
        askers = self._prefilter.askers(scope)
        for index, unit in enumerate(units):
            if _UNEVEN_SPACE.search(unit.unit):
                for number, _, _ in self._prefilter.literals_in(unit.core):
                    for asker in askers[number]:
                        if asker.rule in rules:
                            found[asker.rule][index] = None

    def _literals_of(self, field: Field) -> list[tuple[int, int, int]]:
        if field not in self._literals:
            self._literals[field] = self._prefilter.literals_in(self._document.field_text(field))
        return self._literals[field]
