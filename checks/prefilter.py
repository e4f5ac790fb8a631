"""Which rules may find something in a document, and where: one pass over the text instead of one for each.

Kinds say with `clues` what a unit must show for them to find anything. All clues are looked for together, the
literals by one automaton (Aho-Corasick), the openings in one table, and a rule is asked about the units alone
that show one of its clues. What is left out is what could not have been found, and nothing else: the engine
gives the same findings with and without.

A text shows some hundred and fifty literals for each thousand characters. So the places of each literal are
gathered first, and of those nearly all fall to a test of one character beside them; only what is left is
brought together with the units of a scope.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from .clue_index import BESIDE_GAP, HEAD, Ask, index_of
from .dialect.character_tests import Told, told
from .document import Document, Field
from .kinds import Context, Hit
from .kinds._folding import loosen

if TYPE_CHECKING:
    from .rules.schema import Rule

CHARACTERS_PER_TRY = 4
"""Trying a pattern at one place costs as much as searching so many characters for it, lookbehinds and all."""

_SIZES = range(1, BESIDE_GAP + 1)
_UNEVEN_SPACE = re.compile("(?:[^\\S ]|\u200c)[\\s\u200c]*| [\\s\u200c]+")
"""White space and zero-width non-joiners that may stand between the words of a phrase, where the rule has one
space; Python's own engine looks for such a thing in half the time."""

Units = Callable[[str], Sequence[Context]]
Starts = list[int]
Shown: TypeAlias = Starts | set[str] | None
"""What a unit shows a rule: the starts, or the clues for kinds that sort by them; None for the whole unit."""

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

    def look(self, document: Document, units: Units) -> Traces:
        """Look a document over; `units` gives the contexts of a scope."""
        return Traces(self, document, units)

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
            self._askers[field] = _Askers(self._by_literal, self._literals, rules)
        return self._askers[field]

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
        return told(before), told(first)

    @cached_property
    def phrase_tables(self) -> Mapping[str, _Phrases]:
        """By scope the phrases that its rules look for."""
        phrases: defaultdict[str, defaultdict[str, list[_Clue]]] = defaultdict(lambda: defaultdict(list))
        sorting = {ask.rule for ask, _ in self._index.asks if ask.sorts}
        for rule, of_rule in self._index.phrases.items():
            for scope in self._index.scopes[rule] if self._automaton is not None else ():
                for phrase in of_rule:
                    phrases[scope][phrase].append((rule, phrase if rule in sorting else None))
        return {scope: _Phrases(of_scope) for scope, of_scope in phrases.items()}

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


def _asker(ask: Ask, literal: str) -> Asker:
    return Asker(
        ask.rule,
        len(literal),
        ask.low,
        ask.high,
        ask.at_start,
        literal if ask.sorts else None,
        told(ask.before),
        told(ask.first),
        told(ask.after),
    )


class _Askers(dict[int, tuple[Asker, ...]]):
    """The rules of a field that look for a literal, by its number: sorted out when a text shows it."""

    def __init__(
        self, by_literal: Mapping[str, Sequence[Ask]], literals: Sequence[str], rules: Collection[str]
    ) -> None:
        super().__init__()
        self._by_literal, self._literals, self._rules = by_literal, literals, rules

    def __missing__(self, number: int) -> tuple[Asker, ...]:
        literal = self._literals[number]
        asks = self._by_literal[literal]
        self[number] = of_field = tuple(_asker(ask, literal) for ask in asks if ask.rule in self._rules)
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


class _Phrases:
    """The phrases that the rules of a scope look for, for texts whose words stand unevenly apart.

    They are few beside all literals, and so are the places that a text shows.
    """

    def __init__(self, clues: Mapping[str, Sequence[_Clue]]) -> None:
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


_Marks = Mapping[str, Sequence[tuple[Asker, int]]]
"""By rule: the places of its literals, as far as what stands beside them does not rule them out."""


class Traces:
    """The clues that one document shows."""

    def __init__(self, prefilter: Prefilter, document: Document, units: Units) -> None:
        """Keep them; nothing is looked for yet."""
        self._prefilter = prefilter
        self._document = document
        self._units = units
        self._rows: dict[str, _Row] = {}
        self._edges = _EdgesOfRules(prefilter, units)

    @cached_property
    def shown(self) -> Collection[str]:
        """The rules that may find something in the document."""
        shown = {*self._prefilter.always_asked, *self._text_marks, *self._title_marks, *self._href_marks}
        for of_scope in (*self._opened.values(), *self._loose_phrases.values()):
            shown.update(of_scope)
        return shown

    def hits(self, rule: Rule, scope: str, units: Sequence[Context]) -> Iterator[Hit]:
        """What a rule finds in the units of a scope in which it may find something, in order.

        `units` are those that the document was looked over by, or such as know more beside.
        """
        row = None if self._prefilter.always_asks(rule.id) else self._row(scope)
        if row is None or not row.is_row:
            for unit in units:
                yield from rule.match.find(unit)
            return
        of_rule = self._shown_in(rule.id, scope, row)
        for index in sorted(of_rule):
            unit, shown = units[index], of_rule[index]
            if isinstance(shown, set):
                yield from rule.match.find_shown(unit, shown)
            elif shown is not None:
                yield from rule.match.find_at(unit, shown)
            else:
                yield from rule.match.find(unit)

    def _shown_in(self, rule: str, scope: str, row: _Row) -> dict[int, Shown]:
        """What the units of a scope show a rule, by their indices."""
        found: dict[int, Shown] = {}
        before, first = self._prefilter.start_of(rule)
        text = self._document.field_text(field_of(scope))
        for asker, at in self._marks(field_of(scope)).get(rule, ()):
            index = row.index_of(at, at + asker.size)
            if index is None:
                continue
            unit_start = row.starts[index]
            starts = asker.starts(at, unit_start, row.ends[index])
            if asker.sorts is not None:
                if starts is None or starts:
                    _add_clue(found, index, asker.sorts)
            elif starts is None:
                found[index] = None
            elif found.get(index, ()) is not None:
                fitting = [
                    start
                    for start in starts
                    if unit_start <= start < len(text)
                    and (first is None or first[text[start]])
                    and (before is None or before[text[start - 1] if start > unit_start else ""])
                ]
                if fitting and isinstance(so_far := found.setdefault(index, []), list):
                    so_far += fitting
                    if len(so_far) * CHARACTERS_PER_TRY >= row.ends[index] - unit_start:
                        found[index] = None  # the whole unit is looked through as quickly
        found.update(dict.fromkeys(self._opened.get(scope, {}).get(rule, ())))
        for index, phrases in self._loose_phrases.get(scope, {}).get(rule, {}).items():
            for phrase in phrases:
                _add_clue(found, index, phrase)
        return found

    def _row(self, scope: str) -> _Row:
        if scope not in self._rows:
            self._rows[scope] = _Row(self._units(scope))
        return self._rows[scope]

    def _marks(self, field: Field) -> _Marks:
        if field == "text":
            return self._text_marks
        return self._title_marks if field == "title" else self._href_marks

    @cached_property
    def _text_marks(self) -> _Marks:
        return self._marks_in("text")

    @cached_property
    def _title_marks(self) -> _Marks:
        return self._marks_in("title")

    @cached_property
    def _href_marks(self) -> _Marks:
        return self._marks_in("link.href")

    def _marks_in(self, field: Field) -> _Marks:
        """The places of each literal in a field, for all rules that look for it there.

        At the edge of a unit a rule sees nothing, which some tests allow. This runs for every literal of
        every text: it is spelled out for speed.
        """
        marks: defaultdict[str, list[tuple[Asker, int]]] = defaultdict(list)
        text = self._document.field_text(field) + "\0"  # so that something stands behind each place
        askers, edges = self._prefilter.askers_in(field), self._edges
        for number, start, end in self._prefilter.literals_in(self._loosened(field)):
            for asker in askers[number]:
                rule, _, _, high, at_start, _, before, first, after = asker
                if first is not None and not first[text[start]]:
                    continue
                if after is not None and not (after[text[end]] or (after[""] and end in edges[rule].ends)):
                    continue
                if before is not None and not (
                    before[text[start - 1]] or (before[""] and start in edges[rule].starts)
                ):
                    continue
                if at_start and high is not None and not edges[rule].begin_near(start, high):
                    continue
                marks[rule].append((asker, start))
        return marks

    @cached_property
    def _opened(self) -> Mapping[str, Mapping[str, list[int]]]:
        """By scope and rule: the units that begin with one of the rule's openings."""
        return {
            scope: opened
            for scope, rules in self._prefilter.opening_scopes.items()
            if (opened := self._opened_in(scope, rules))
        }

    def _opened_in(self, scope: str, rules: Collection[str]) -> Mapping[str, list[int]]:
        found: defaultdict[str, list[int]] = defaultdict(list)
        for index, unit in enumerate(self._units(scope)):
            for rule in self._prefilter.openers(unit.core):
                if rule in rules:
                    found[rule].append(index)
        return found

    @cached_property
    def _loose_phrases(self) -> Mapping[str, Mapping[str, Mapping[int, Sequence[str | None]]]]:
        """By scope, rule and unit: phrases whose words stand apart in another way than by one space."""
        return {
            scope: found
            for scope, phrases in self._prefilter.phrase_tables.items()
            if (found := self._phrases_in(scope, phrases))
        }

    def _phrases_in(self, scope: str, phrases: _Phrases) -> Mapping[str, Mapping[int, Sequence[str | None]]]:
        found: defaultdict[str, defaultdict[int, list[str | None]]] = defaultdict(lambda: defaultdict(list))
        if not (uneven := self._uneven_spaces(field_of(scope))):
            return found
        for index, unit in enumerate(self._units(scope)):
            at = bisect_left(uneven, unit.start)
            if at < len(uneven) and uneven[at] < unit.end:
                for rule, clue in phrases.of(unit.core):
                    found[rule][index].append(clue)
        return found

    def _uneven_spaces(self, field: Field) -> list[int]:
        """Where white space ends that may stand within a phrase and is not one space."""
        if field not in self._uneven:
            self._uneven[field] = self._prefilter.uneven_spaces(self._loosened(field))
        return self._uneven[field]

    @cached_property
    def _uneven(self) -> dict[Field, list[int]]:
        return {}

    def _loosened(self, field: Field) -> str:
        if field not in self._loose:
            self._loose[field] = loosen(self._document.field_text(field))
        return self._loose[field]

    @cached_property
    def _loose(self) -> dict[Field, str]:
        return {}


class _Edges:
    """Where the units of a rule's scopes begin, and where they end, in whatever field."""

    def __init__(self, units: Sequence[Context]) -> None:
        self.starts = {unit.start for unit in units}
        self.ends = {unit.end for unit in units}
        self._in_order = sorted(self.starts)

    def begin_near(self, place: int, most: int) -> bool:
        """Whether a unit begins at a place, or up to so many characters before it."""
        index = bisect_right(self._in_order, place) - 1
        return index >= 0 and place - self._in_order[index] <= most


class _EdgesOfRules(dict[str, _Edges]):
    """The edges of a document's units by rule: those of its scopes, which it shares with others."""

    def __init__(self, prefilter: Prefilter, units: Units) -> None:
        super().__init__()
        self._prefilter, self._units = prefilter, units
        self._by_scopes: dict[tuple[str, ...], _Edges] = {}

    def __missing__(self, rule: str) -> _Edges:
        scopes = self._prefilter.scopes_of(rule)
        if scopes not in self._by_scopes:
            self._by_scopes[scopes] = _Edges([unit for scope in scopes for unit in self._units(scope)])
        self[rule] = self._by_scopes[scopes]
        return self[rule]


class _Row:
    """The units of a scope, by their spans."""

    def __init__(self, units: Sequence[Context]) -> None:
        self.starts = [unit.start for unit in units]
        self.ends = [unit.end for unit in units]
        self.is_row = all(end <= start for end, start in zip(self.ends, self.starts[1:], strict=False))
        """Whether none overlaps another: else each must be shown to all."""

    def index_of(self, start: int, end: int) -> int | None:
        """The unit that a stretch lies in."""
        index = bisect_right(self.starts, start) - 1
        return index if index >= 0 and end <= self.ends[index] else None


def _add_clue(found: dict[int, Shown], index: int, clue: str | None) -> None:
    """Note a clue of a unit; for a kind that does not sort by clues, the unit as a whole."""
    if clue is None:
        found[index] = None
    elif isinstance(shown := found.setdefault(index, set()), set):
        shown.add(clue)
