"""Which rules may find something in a document, and where: the clues that it shows.

A text shows some 180 literals for each thousand characters. So the places of each literal are
gathered first, and of those most fall to a test of one character beside them; only what is left is
brought together with the units of a scope.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from .document import Document, Field
from .kinds import Context, Hit
from .kinds._folding import loosen
from .prefilter import Asker, Phrases, Prefilter, field_of

if TYPE_CHECKING:
    from .rules.schema import Rule

CHARACTERS_PER_TRY = 4
"""Trying a pattern at one place costs as much as searching so many characters for it, lookbehinds and all."""

Units = Callable[[str], Sequence[Context]]
Starts = list[int]
Shown: TypeAlias = Starts | set[str] | None
"""What a unit shows a rule: the starts, or the clues for kinds that sort by them; None for the whole unit."""

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

    def _phrases_in(self, scope: str, phrases: Phrases) -> Mapping[str, Mapping[int, Sequence[str | None]]]:
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
