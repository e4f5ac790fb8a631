"""Which rules may find something in a document, and where: one pass over the text instead of one for each.

Kinds say with `clues` what a unit must show for them to find anything. All clues are looked for together, the
literals by one automaton (Aho-Corasick), the openings in one table, and a rule is asked about the units alone
that show one of its clues. What is left out is what could not have been found, and nothing else: the engine
gives the same findings with and without.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import regex

from .clue_index import HEAD, Asker, has_case, index_of
from .document import Document, Field
from .kinds import Context, Hit
from .kinds._folding import loosen

if TYPE_CHECKING:
    from .rules.schema import Rule

CHARACTERS_PER_TRY = 4
"""Trying a pattern at one place costs as much as searching so many characters for it, lookbehinds and all."""

_UNEVEN_SPACE = r"(?:[^\S ]|\s\s)"
_JOINER = "\N{ZERO WIDTH NON-JOINER}"
"""What may stand between the words of a phrase, where the rule has one space."""

Units = Callable[[str], Sequence[Context]]
Starts = list[int]
_Found = defaultdict[str, dict[int, Starts | set[str] | None]]
"""By rule: the indices of the units to ask about, with the starts, or the clues for kinds that sort by them;
None for the whole unit."""


class Prefilter:
    """The clues of some rules, for documents in one language."""

    def __init__(self, rules: Iterable[Rule], language: str) -> None:
        """Gather the clues; what is needed to look for them is built when the first document asks."""
        self._index = index_of(tuple(rules), language)
        self._askers: defaultdict[str, dict[int, tuple[Asker, ...]]] = defaultdict(dict)
        self._opening_rules: dict[str, frozenset[str]] = {}

    def always_asks(self, rule_id: str) -> bool:
        """Whether a rule has no clue to look for, and so costs its full price in every document."""
        return rule_id in self._unseen or rule_id not in self._index.scopes

    @cached_property
    def _unseen(self) -> frozenset[str]:
        """Rules with literals that nothing looks for."""
        return (
            frozenset(asker.rule for asker, _ in self._index.askers)
            if self._automaton is None
            else frozenset()
        )

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
        before, after = (f"[{''.join(map(regex.escape, side))}]" for side in self._index.gaps)
        if not any(self._index.gaps):
            return regex.compile(r"(?!)")
        return regex.compile(rf"(?<={before}){_UNEVEN_SPACE}\s*(?={after})|{_JOINER}")

    def askers(self, scope: str, number: int) -> tuple[Asker, ...]:
        """The rules of a scope that look for a literal, by its number: sorted out when a text shows it."""
        known = self._askers[scope]
        if number not in known:
            askers = self._by_literal[self._literals[number]]
            known[number] = tuple(asker for asker in askers if self._is_in(scope, asker.rule))
        return known[number]

    def known_askers(self, scope: str) -> Mapping[int, tuple[Asker, ...]]:
        """What `askers` has sorted out of a scope so far."""
        return self._askers[scope]

    def literal(self, number: int) -> str:
        """A literal by its number."""
        return self._literals[number]

    def phrase_rules(self, scope: str) -> Collection[str]:
        """The rules of a scope that look for phrases."""
        return {rule for rule in self._index.phrase_rules if self._is_in(scope, rule)}

    def may_open(self, scope: str) -> bool:
        """Whether a rule of a scope looks for openings."""
        return any(self._is_in(scope, rule) for rule in self._index.openings)

    def openers(self, scope: str, core: str) -> Iterator[str]:
        """The rules of a scope that look for a text which begins as this one does."""
        for size in range(1, HEAD + 1):
            for length in self._index.lengths.get(core[:size], ()) if size <= len(core) else ():
                for rule in self._by_opening.get(core[:length], ()):
                    if self._is_in(scope, rule):
                        yield rule

    @cached_property
    def _by_opening(self) -> Mapping[str, Sequence[str]]:
        rules: dict[str, list[str]] = {}
        for rule, openings in self._index.openings.items():
            for opening in openings:
                rules.setdefault(opening, []).append(rule)
        return rules

    def _is_in(self, scope: str, rule: str) -> bool:
        return scope in self._index.scopes[rule]

    @cached_property
    def _by_literal(self) -> Mapping[str, Sequence[Asker]]:
        askers: dict[str, list[Asker]] = {}
        for asker, literals in self._index.askers:
            for literal in literals:
                askers.setdefault(literal, []).append(asker)
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


def _add_clue(found: _Found, rule: str, index: int, clue: str) -> None:
    shown = found[rule].setdefault(index, set())
    if isinstance(shown, set):
        shown.add(clue)


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
        if self._prefilter.may_open(scope):
            for index, unit in enumerate(units):
                for rule in self._prefilter.openers(scope, unit.core):
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
            in_word = start > unit_start and has_case(text[start - 1])
            goes_on = end < unit_end and has_case(text[end])
            for asker in of_literal:
                if (in_word and asker.opens) or (goes_on and asker.closes):
                    continue
                starts = asker.starts(start, unit_start, unit_end)
                if asker.sorts:
                    if starts is None or starts:
                        _add_clue(found, asker.rule, index, self._prefilter.literal(number))
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
                        if asker.sorts:
                            _add_clue(found, asker.rule, index, self._prefilter.literal(number))
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
