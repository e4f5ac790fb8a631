"""Which texts a match must contain: read off a pattern's tree, to look for before the pattern is tried.

The method is that of Russ Cox's "Regular Expression Matching with a Trigram Index": each part of a pattern is
known by the few texts that it matches exactly, or else by a set of texts of which each match holds one. What
is not known is left out, never guessed, so that a text without any of the set surely has no match.

All texts are given in the form that `fold` makes of them, which must replace each character by itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from typing import NamedTuple

from .beside import first_of, last_of
from .character_tests import ANYTHING, both, either
from .members import Fold, Settled, members_of
from .pricing import MAX_PRICE, Held, priced, rarer, telling
from .reach import Reach, highest
from .tree import (
    Alternation,
    Class,
    Concat,
    Dot,
    Edge,
    Group,
    Literal,
    Look,
    Node,
    Property,
    Repeat,
    Shorthand,
)

MAX_EXACT = 512
"""Texts that a part may match before it is known by what it holds alone."""

MAX_LITERALS = 4_000
"""Texts of one set: the longest pattern of the shipped rules has half as many."""

_HERE = Reach(0, 0)
_EMPTY = frozenset({""})


class _Known(NamedTuple):
    """What is known of a part of a pattern."""

    low: int
    high: int | None
    """How many characters it takes, at least and at most."""
    exact: frozenset[str] | None = None
    """The texts that it matches, all of them."""
    held: Held | None = None
    """The best set of texts of which it holds one."""
    head: frozenset[str] = _EMPTY
    tail: frozenset[str] = _EMPTY
    """The texts of which it begins, and ends, with one, as far as they are known."""
    parts_words: tuple[bool, bool] = (False, False)
    """Of a place between characters: whether no letter may stand before it, and behind it, where a letter
    stands on the other side."""
    is_start: bool = False
    """Whether it is the very start, a place before all characters."""
    ahead: frozenset[str] = _EMPTY
    behind: frozenset[str] = _EMPTY
    """The texts of which one must follow, or stand before it: what a lookaround asks for."""

    @property
    def best(self) -> Held | None:
        """The set to look for."""
        return rarer(_all_here(self.exact), self.held)


def _exactly(texts: frozenset[str], low: int, high: int | None = None) -> _Known:
    return _Known(low, low if high is None else high, texts, head=texts, tail=texts)


def required(
    tree: Node, fold: Fold, has_settled_case: Settled, *, tests: bool = False
) -> Mapping[str, Reach] | None:
    """Texts of which each match holds one once it is folded, and where; None for none worth looking for.

    With `tests` the reaches say what stands beside the texts too.

    `has_settled_case` says of a character whether `fold` makes one of all its cases: others are of no use
    where case makes no difference.
    """
    best = _Reader(fold, has_settled_case, tests=tests).known(Concat((tree,), 0)).best
    if best is None or len(best.reaches) > MAX_LITERALS or best.price > MAX_PRICE:
        return None
    return {text: telling(text, reach) for text, reach in best.reaches.items()}


def _takes_any_letter(node: Node) -> bool:
    """Whether a part matches each letter there is, by itself."""
    if isinstance(node, Alternation):
        return any(map(_takes_any_letter, node.options))
    if not isinstance(node, Class) or node.negated:
        return False
    return Property("L", negated=False) in node.items or Shorthand("w") in node.items


def _all_here(texts: frozenset[str] | None) -> Held | None:
    return None if texts is None or "" in texts else priced(dict.fromkeys(texts, _HERE))


def _moved(held: Held | None, low: int, high: int | None) -> Held | None:
    if held is None or (low == high == 0):
        return held
    return Held({text: reach.moved(low, high) for text, reach in held.reaches.items()}, held.price)


class _Reader:
    """Reads what is known of the parts of a tree."""

    def __init__(self, fold: Fold, has_settled_case: Settled, *, tests: bool) -> None:
        self.fold = fold
        self.has_settled_case = has_settled_case
        self.tests = tests

    def known(self, node: Node, before: str = ANYTHING, after: str = ANYTHING) -> _Known:
        """What is known of a part that has these tests at its sides.

        Lookarounds and places take no characters, and so match the empty text.
        """
        match node:
            case Literal():
                return self._literal(node)
            case Class():
                return self._class(node)
            case Dot():
                return _Known(1, 1)
            case Group():
                return self.known(node.body, before, after)
            case Look():
                return self._look(node, before, after)
            case Repeat():
                return self._repeat(node, before, after)
            case Concat():
                return self._in_a_row(node.parts, before, after)
            case Alternation():
                return _either([self._in_a_row((option,), before, after) for option in node.options])
        if node.edge is Edge.WORD_BOUNDARY:
            return _Known(0, 0, _EMPTY, parts_words=(True, True))
        if node.edge is Edge.TEXT_START:
            return _Known(0, 0, _EMPTY, is_start=True)
        return _Known(0, 0, _EMPTY)

    def _literal(self, node: Literal) -> _Known:
        size = len(node.text)
        if not node.ignore_case or all(map(self.has_settled_case, node.text)):
            return _exactly(frozenset({self.fold(node.text)}), size)
        settled = "".join(c if self.has_settled_case(c) else "\n" for c in node.text)
        longest = max(settled.split("\n"), key=len)
        at = settled.index(longest)
        held = priced({self.fold(longest): Reach(at, at)}) if longest else None
        return _Known(size, size, None, held)

    def _class(self, node: Class) -> _Known:
        members = self._members(node)
        return _Known(1, 1) if members is None else _exactly(members, 1)

    def _members(self, node: Class) -> frozenset[str] | None:
        """The characters of a class that lists them."""
        return members_of(node, self.fold, self.has_settled_case)

    def _look(self, node: Look, before: str, after: str) -> _Known:
        if node.negated:
            no_letter = _takes_any_letter(node.body)
            return _Known(0, 0, _EMPTY, parts_words=(no_letter and not node.ahead, no_letter and node.ahead))
        if node.ahead:
            body = self.known(node.body, before=before)
            return _Known(0, 0, _EMPTY, body.best, ahead=body.head)
        body = self.known(node.body, after=after)
        held = None if body.high is None else _moved(_started(body.best, False), -body.high, -body.low)
        return _Known(0, 0, _EMPTY, held, behind=body.tail)

    def _repeat(self, node: Repeat, before: str, after: str) -> _Known:
        if self.tests and node.high != 1:  # the body may stand beside itself
            before = either(before, last_of(node.body, before))
            after = either(after, first_of(node.body, after))
        body = self.known(node.body, before, after)
        low = body.low * node.low
        high = None if body.high is None or node.high is None else body.high * node.high
        if node.low == 0:
            is_option = node.high == 1 and body.exact is not None and len(body.exact) < MAX_EXACT
            return _exactly(body.exact | _EMPTY, low, high) if is_option and body.exact else _Known(low, high)
        befores = [before] + [ANYTHING] * node.low
        afters = [ANYTHING] * node.low + [after]
        first = _row_of([body] * node.low, befores, afters)
        exact = first.exact if node.low == node.high else None
        return _Known(low, high, exact, first.best, first.head, body.tail)

    def _in_a_row(self, parts: Sequence[Node], before: str, after: str) -> _Known:
        """What is known of parts one after the other, each between its neighbours."""
        if not self.tests:
            return _row_of([self.known(part) for part in parts])
        befores, afters = [before], [after]
        for part in parts:
            befores.append(last_of(part, befores[-1]))
        for part in reversed(parts):
            afters.append(first_of(part, afters[-1]))
        afters.reverse()
        known = [self.known(part, befores[number], afters[number + 1]) for number, part in enumerate(parts)]
        return _row_of(known, befores, afters)


def _row_of(parts: Sequence[_Known], befores: Sequence[str] = (), afters: Sequence[str] = ()) -> _Known:
    """What is known of parts one after the other: texts of neighbours are joined as long as they stay few.

    The tests are those of the character before each part, and of the one where it begins, the last ones those
    of the row's end.
    """
    row = _Row(befores or [ANYTHING] * (len(parts) + 1), afters or [ANYTHING] * (len(parts) + 1))
    for part in parts:
        row.add(part)
    return row.known()


class _Row:
    """Parts one after the other: the run of texts so far that are known exactly, and where it began."""

    def __init__(self, befores: Sequence[str], afters: Sequence[str]) -> None:
        self.befores, self.afters = befores, afters
        self.number = 0
        """Of the next part."""
        self.run_end = 0
        """The number of the part before which the run ends, so far."""
        self.low, self.high = 0, _HERE.high
        self.held: Held | None = None
        self.run, self.run_at = _EMPTY, _HERE._replace(before=befores[0], first=afters[0])
        self.behind, self.behind_at = _EMPTY, _HERE
        """The run with what a lookbehind asks for before it; the empty text where none does."""
        self.head: frozenset[str] | None = None
        """The first run, once it has ended."""
        self.at_word = False
        """Whether no letter may stand before this place if one stands behind it."""
        self.at_start = False
        """Whether the row can begin nowhere but at the very start."""

    def add(self, part: _Known) -> None:
        """Take in the next part."""
        self.at_start = self.at_start or (part.is_start and self.high == 0)
        self._hold(_moved(_opening(part.held) if self.at_word else part.held, self.low, self.high))
        if part.ahead != _EMPTY:
            for texts, at in ((self.run, self.run_at), (self.behind, self.behind_at)):
                self._hold(_found_at(_joined(texts, part.ahead) or _EMPTY, at))
        self._look_around(part)
        here = Reach(
            self.low,
            self.high,
            self.at_word,
            before=self.befores[self.number],
            first=self.afters[self.number],
        )
        self.low, self.high, *_ = here.moved(part.low, part.high)
        self.number += 1
        joined = None if part.exact is None else _joined(self.run, part.exact)
        if joined is None:
            self._end_run(part, here)
        else:
            if len(joined) > len(self.run):
                self._hold_run()
            self.run = joined
            if part.exact != _EMPTY:
                self.run_end = self.number
            elif joined == _EMPTY:  # what stands before it is known better behind a lookbehind
                self.run_end = self.number
                self.run_at = self.run_at._replace(
                    before=both(self.run_at.before, self.befores[self.number]), first=self.afters[self.number]
                )
            self.behind = (
                _EMPTY if self.behind == _EMPTY else _joined(self.behind, part.exact or _EMPTY) or _EMPTY
            )
        self.at_word = (self.at_word and part.exact == _EMPTY) or part.parts_words[0]

    def _hold(self, texts: Held | None) -> None:
        self.held = rarer(self.held, texts)

    def _hold_run(self, *, closes_word: bool = False) -> None:
        """Hold the run, which ends where it does, so far."""
        after = self.afters[self.run_end]
        self._hold(_found_at(self.run, self.run_at._replace(closes_word=closes_word, after=after)))

    def _look_around(self, part: _Known) -> None:
        """Learn what a part that takes no characters says of what stands before this place."""
        if part.behind != _EMPTY and self.run == _EMPTY:
            self.behind, size = _endings(part.behind)
            self.behind_at = Reach(self.low, self.high).moved(-size, -size)
        opens, closes = part.parts_words
        if opens and self.run == _EMPTY:
            self.run_at = self.run_at._replace(opens_word=True)
        if closes:
            self._hold_run(closes_word=True)

    def _end_run(self, part: _Known, here: Reach) -> None:
        """The run so far is all that is known up to this part, which may begin another."""
        begun = _joined(self.run, part.head) or self.run
        if self.head is None:
            self.head = begun
        self._hold_run()
        self._hold(_found_at(begun, self.run_at))
        self._hold(_found_at(_joined(self.behind, part.head) or self.behind, self.behind_at))
        self.behind = _EMPTY
        self.run_end = self.number
        if part.exact is not None:
            self.run, self.run_at = part.exact, here
            return
        self.run, size = _endings(part.tail)
        self.run_at = Reach(self.low, self.high).moved(-size, -size)
        if not size:
            before, first = self.befores[self.number], self.afters[self.number]
            self.run_at = self.run_at._replace(before=before, first=first)

    def known(self) -> _Known:
        """What is known of the whole row."""
        self._hold_run()
        self._hold(_found_at(self.behind, self.behind_at))
        if self.at_start:
            self.held = _started(self.held, True)
        if self.head is None:
            return _Known(self.low, self.high, self.run, self.held, self.run, self.run)
        return _Known(self.low, self.high, None, self.held, self.head, self.run)


def _found_at(texts: frozenset[str], at: Reach) -> Held | None:
    """The texts, with where they stand; only a letter begins a word, or ends it."""
    if "" in texts:
        return None
    if not (at.opens_word or at.closes_word):
        return priced(dict.fromkeys(texts, at))
    variants = {
        edges: at._replace(opens_word=edges[0], closes_word=edges[1])
        for edges in product((False, True), repeat=2)
    }
    return priced(
        {
            text: variants[at.opens_word and text[0].isalpha(), at.closes_word and text[-1].isalpha()]
            for text in texts
        }
    )


def _started(held: Held | None, at_start: bool) -> Held | None:
    """The texts, with or without the knowledge that the match starts at the very start."""
    if held is None:
        return None
    return priced({text: reach._replace(at_start=at_start) for text, reach in held.reaches.items()})


def _opening(held: Held | None) -> Held | None:
    """The texts of a part that stands where words begin."""
    if held is None:
        return None
    return priced(
        {
            text: reach._replace(opens_word=text[0].isalpha()) if reach[:2] == _HERE[:2] else reach
            for text, reach in held.reaches.items()
        }
    )


def _endings(texts: frozenset[str]) -> tuple[frozenset[str], int]:
    """The last characters of the texts, as many as the shortest has, and how many these are."""
    size = min(map(len, texts))
    return frozenset(text[len(text) - size :] for text in texts), size


def _joined(heads: frozenset[str], tails: frozenset[str]) -> frozenset[str] | None:
    """Each text of one set with each of the other behind it; None where they become too many."""
    if len(heads) * len(tails) > max(MAX_EXACT, len(heads), len(tails)):
        return None
    return frozenset(head + tail for head in heads for tail in tails)


def _either(options: Sequence[_Known]) -> _Known:
    """What is known where any of the options may have matched."""
    highs = [known.high for known in options]
    return _Known(
        min(known.low for known in options),
        highest(highs),
        _united([known.exact for known in options]),
        _united_held([known.best for known in options]),
        _united([known.head for known in options]) or _EMPTY,
        _united([known.tail for known in options]) or _EMPTY,
    )


def _united(sets: Sequence[frozenset[str] | None]) -> frozenset[str] | None:
    """All texts of the sets; None where one of them is not known, or they are too many."""
    known = [texts for texts in sets if texts is not None]
    united = frozenset[str]().union(*known)
    return united if len(known) == len(sets) and len(united) <= MAX_EXACT else None


def _united_held(sets: Sequence[Held | None]) -> Held | None:
    united: dict[str, Reach] = {}
    for held in sets:
        if held is None:
            return None
        for text, reach in held.reaches.items():
            united[text] = reach.joined(united[text]) if text in united else reach
    return priced(united) if len(united) <= MAX_LITERALS else None
