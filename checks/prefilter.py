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
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import regex

from .dialect import Reach
from .document import Document, Field
from .kinds import Clues, Context, Hit
from .kinds._folding import loosen

if TYPE_CHECKING:
    from .rules.schema import Rule

MAX_STARTS = 24
"""Starts that one literal may leave open; with more, the kind is shown the whole unit."""

CHARACTERS_PER_TRY = 4
"""Trying a pattern at one place costs as much as searching so many characters for it, lookbehinds and all."""

HEAD = 4
"""Characters of an opening by which it is looked up first: few units begin as any of them does."""

_UNEVEN_SPACE = r"(?:[^\S ]|\s\s)"
_JOINER = "\N{ZERO WIDTH NON-JOINER}"
"""What may stand between the words of a phrase, where the rule has one space."""

Units = Callable[[str], Sequence[Context]]
Starts = list[int]
_Found = defaultdict[str, dict[int, Starts | set[str] | None]]
"""By rule: the indices of the units to ask about, with the starts, or the clues for kinds that sort by them;
None for the whole unit."""


class Asker(NamedTuple):
    """A rule that looks for a literal: `high` down to `low` characters before it something may start.

    Where it `opens` or `closes` a word, a letter beside it rules it out. Without `high` the whole unit is to
    be looked at; with `at_start` something may start at the unit's own start alone. A rule that `sorts` by
    its clues is told which of them stand there.
    """

    rule: str
    low: int = 0
    high: int | None = None
    opens: bool = False
    closes: bool = False
    at_start: bool = False
    sorts: str | None = None

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
        self._sorting: set[str] = set()
        for rule in rules:
            clues = rule.match.clues(language)
            if clues is not None:
                self._scopes[rule.id] = rule.scope
                self._clues[rule.id] = clues
            if rule.match.sorts_by_clues:
                self._sorting.add(rule.id)
        self._askers: defaultdict[str, dict[int, tuple[Asker, ...]]] = defaultdict(dict)
        self._openers: dict[str, _Openers] = {}

    def always_asks(self, rule_id: str) -> bool:
        """Whether a rule has no clue to look for, and so costs its full price in every document."""
        clues = self._clues.get(rule_id)
        return clues is None or bool((clues.literals or clues.phrases) and self._automaton is None)

    def look(self, document: Document, units: Units) -> Traces:
        """Look a document over; `units` gives the contexts of a scope."""
        return Traces(self, document, units)

    def literals_in(self, text: str) -> list[tuple[int, int, int]]:
        """Each literal of a loosened text, as its number and its span; in order of its end."""
        if self._automaton is None:
            return []
        found: list[tuple[int, int, int]] = self._automaton.find_matches_as_indexes(
            _encodable(text), overlapping=True
        )
        return found

    @cached_property
    def uneven_space(self) -> regex.Pattern[str]:
        """White space in a loosened text that may stand for the one space between words of a phrase.

        Between paragraphs it seldom does: what stands before it and behind it is nowhere in a phrase.
        """
        gaps = {
            (phrase[at - 1], phrase[at + 1])
            for clues in self._clues.values()
            for phrase in clues.phrases
            for at, character in enumerate(phrase)
            if character == " "
        }
        if not gaps:
            return regex.compile(r"(?!)")
        before, after = ("".join(map(regex.escape, sorted(set(side)))) for side in zip(*gaps, strict=True))
        return regex.compile(rf"(?<=[{before}]){_UNEVEN_SPACE}\s*(?=[{after}])|{_JOINER}")

    def askers(self, scope: str, number: int) -> tuple[Asker, ...]:
        """The rules of a scope that look for a literal, by its number: sorted out when a text shows it."""
        known = self._askers[scope]
        if number not in known:
            askers = self._by_literal[self._literals[number]]
            known[number] = tuple(asker for asker in askers if scope in self._scopes[asker.rule])
        return known[number]

    def known_askers(self, scope: str) -> Mapping[int, tuple[Asker, ...]]:
        """What `askers` has sorted out of a scope so far."""
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
            sorts = rule in self._sorting
            for literal, reach in clues.literals.items():
                askers[literal].append(_asker(rule, reach, literal if sorts else None))
            for phrase in clues.phrases:
                opens, closes = _has_case(phrase[0]), _has_case(phrase[-1])
                askers[phrase].append(Asker(rule, 0, None, opens, closes, sorts=phrase if sorts else None))
        return askers

    @cached_property
    def _automaton(self) -> Any:
        """The automaton for all literals; None where its library is not installed."""
        try:
            from ahocorasick_rs import AhoCorasick  # noqa: PLC0415 (it is optional)
        except ImportError:
            return None
        return AhoCorasick(self._literals)

    @cached_property
    def _literals(self) -> list[str]:
        return list(self._by_literal)


def _asker(rule: str, reach: Reach | None, sorts: str | None) -> Asker:
    if reach is None:
        return Asker(rule, sorts=sorts)
    high = reach.high
    if reach.at_start:
        high = sys.maxsize if high is None else high
    elif high is not None and high - reach.low >= MAX_STARTS:
        high = None
    return Asker(rule, reach.low, high, reach.opens_word, reach.closes_word, reach.at_start, sorts)


def _add_clue(found: _Found, asker: Asker, index: int) -> None:
    shown = found[asker.rule].setdefault(index, set())
    if isinstance(shown, set) and asker.sorts is not None:
        shown.add(asker.sorts)


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
        self._loose: dict[Field, str] = {}
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

    def hits(self, rule: Rule, scope: str, units: Sequence[Context]) -> Iterator[Hit]:
        """What a rule finds in the units of a scope in which it may find something, in order.

        `units` are those that the document was looked over by, or such as know more beside.
        """
        found = None if self._prefilter.always_asks(rule.id) else self._found_in(scope)
        if found is None:
            for unit in units:
                yield from rule.match.find(unit)
            return
        of_rule = found.get(rule.id, {})
        for index in sorted(of_rule):
            unit, shown = units[index], of_rule[index]
            if isinstance(shown, set):
                yield from rule.match.find_shown(unit, shown)
            elif shown is not None and len(shown) * CHARACTERS_PER_TRY < unit.end - unit.start:
                yield from rule.match.find_at(unit, shown)
            else:  # so many starts that the whole unit is looked through as quickly
                yield from rule.match.find(unit)

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
        known, askers = self._prefilter.known_askers(scope), self._prefilter.askers
        for number, start, end in self._literals_of(units[0].field):
            of_literal = known.get(number)
            if of_literal is None:
                of_literal = askers(scope, number)
            if not of_literal:
                continue
            index = bisect_right(firsts, start) - 1
            if index < 0 or end > bounds[index][1]:
                continue
            unit_start, unit_end = bounds[index]
            in_word = start > unit_start and _has_case(text[start - 1])
            goes_on = end < unit_end and _has_case(text[end])
            for asker in of_literal:
                if (in_word and asker.opens) or (goes_on and asker.closes):
                    continue
                starts = asker.starts(start, unit_start, unit_end)
                if asker.sorts is not None:
                    if starts is None or starts:
                        _add_clue(found, asker, index)
                elif starts is None:
                    found[asker.rule][index] = None
                elif starts and isinstance(so_far := found[asker.rule].setdefault(index, []), list):
                    so_far.extend(starts)

    def _note_phrases(
        self, found: _Found, scope: str, units: Sequence[Context], rules: Collection[str]
    ) -> None:
        """Note phrases of these rules whose words stand apart in another way than by one space."""
        if not units:
            return
        loose, uneven = self._loosened(units[0].field), self._prefilter.uneven_space
        for index, unit in enumerate(units):
            if uneven.search(loose, unit.start, unit.end):
                for number, _, _ in self._prefilter.literals_in(loosen(unit.core)):
                    for asker in self._prefilter.askers(scope, number):
                        if asker.rule not in rules:
                            continue
                        if asker.sorts is not None:
                            _add_clue(found, asker, index)
                        else:
                            found[asker.rule][index] = None

    def _literals_of(self, field: Field) -> list[tuple[int, int, int]]:
        if field not in self._literals:
            self._literals[field] = self._prefilter.literals_in(self._loosened(field))
        return self._literals[field]

    def _loosened(self, field: Field) -> str:
        if field not in self._loose:
            self._loose[field] = loosen(self._document.field_text(field))
        return self._loose[field]
