"""A matcher whose work can be counted and foreseen, for patterns and texts that backtracking may not survive.

It finds what `regex` finds, match by match and group by group, but never tries the same part of the pattern
at the same place of the text twice: what failed there once fails there always, since the dialect has no
backreferences. So it takes at most (size of the pattern) × (size of the text) steps for each match. The
method is that of RE2's `bitstate.cc` (Russ Cox, "Regular Expression Matching: the Virtual Machine Approach").
Written in Python it is some hundred times slower than `regex` where that does well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple

import regex

from ..budget import Budget, OutOfBudgetError
from .rendering import compiled, edge_pattern, letters_of, source_of
from .restrictions import width
from .tree import Alternation, Assertion, Class, Concat, Dot, Group, Literal, Look, Node, Repeat

STEP = 1_000
"""What one step of this matcher costs, in characters that `regex` looks through meanwhile."""

MAX_PROGRAM = 50_000
"""Instructions of a program: repeats are written out, and 1,000 times a long list is not to be run."""

_AT_ONCE = 1_000
"""Steps that are counted before they are taken from the budget, which is quicker than one by one."""


class _Op(Enum):
    CHARACTER = auto()
    """Take a character that the test passes."""
    SPLIT = auto()
    """Go on at one place; if that leads to nothing, at the other."""
    JUMP = auto()
    MARK = auto()
    """Keep the place where a group begins or ends."""
    EDGE = auto()
    LOOK = auto()
    MATCHED = auto()


class _Step(NamedTuple):
    op: _Op
    test: Callable[[str], bool] | None = None
    to: int = 0
    other: int = 0
    edge: regex.Pattern[str] | None = None
    look: _Look | None = None


class _Look(NamedTuple):
    """A lookaround: a program of its own, and how many characters back it may begin."""

    program: tuple[_Step, ...]
    ahead: bool
    negated: bool
    low: int
    high: int


class _Marks(NamedTuple):
    """A chain of group edges passed so far, the latest first."""

    slot: int
    place: int
    before: _Marks | None


@dataclass(frozen=True)
class SteppedMatch:
    """A match, with as much of `regex.Match` as kinds ask for."""

    text: str
    spans: tuple[tuple[int, int], ...]
    names: Mapping[str, int]

    def span(self, group: int | str = 0) -> tuple[int, int]:
        """Where a group stands; -1, -1 where it took no part."""
        return self.spans[self.names[group] if isinstance(group, str) else group]

    def start(self, group: int | str = 0) -> int:
        """Where a group begins."""
        return self.span(group)[0]

    def end(self, group: int | str = 0) -> int:
        """Where a group ends."""
        return self.span(group)[1]

    def group(self, group: int | str = 0) -> str | None:
        """A group's text; None where it took no part."""
        start, end = self.span(group)
        return None if start < 0 else self.text[start:end]

    def groupdict(self) -> dict[str, str | None]:
        """The texts of the named groups."""
        return {name: self.group(name) for name in self.names}


class Stepper:
    """A pattern's program."""

    def __init__(self, tree: Node) -> None:
        """Write the program; a pattern whose program would be too long has none and is out of any budget."""
        self._names: dict[str, int] = {}
        self._groups = 0
        try:
            self._program = self._finished(tree)
        except _TooLongError:
            self._program = ()

    def finditer(self, text: str, start: int, end: int, budget: Budget) -> Iterator[SteppedMatch]:
        """The matches within `start … end`, none within another; raises `OutOfBudgetError`."""
        at, failed = start, set[int]()
        run = self._run_in(text, end, budget)
        while at <= end:
            marks = run(at, failed, False)
            if marks is None:
                at += 1
                continue
            found = self._match(text, at, marks)
            yield found
            at, failed = found.end(), set()

    def match(
        self, text: str, start: int, end: int, budget: Budget, *, whole: bool = False
    ) -> SteppedMatch | None:
        """The match that begins at `start`, if there is one, up to `end` where it must be `whole`."""
        marks = self._run_in(text, end, budget)(start, set(), whole)
        return None if marks is None else self._match(text, start, marks)

    def _run_in(self, text: str, end: int, budget: Budget) -> Callable[[int, set[int], bool], _Marks | None]:
        if not self._program:
            raise OutOfBudgetError
        run = _Run(text, end, budget)
        return lambda at, failed, whole: run.of(self._program, at, failed, end if whole else None)

    def _match(self, text: str, start: int, marks: _Marks | None) -> SteppedMatch:
        places: dict[int, int] = {}
        while marks is not None:
            places.setdefault(marks.slot, marks.place)
            marks = marks.before
        spans = [(start, places[1])]
        spans += [(places.get(2 * n, -1), places.get(2 * n + 1, -1)) for n in range(1, self._groups + 1)]
        return SteppedMatch(text, tuple(spans), self._names)

    def _finished(self, tree: Node) -> tuple[_Step, ...]:
        program: list[_Step] = []
        self._write(tree, program)
        return (*program, _Step(_Op.MATCHED))

    def _write(self, node: Node, program: list[_Step]) -> None:
        """Add what a part does; all that a program may come to is checked on the way."""
        if len(program) > MAX_PROGRAM:
            raise _TooLongError
        match node:
            case Literal():
                program.extend(_Step(_Op.CHARACTER, test=_test(source_of(c))) for c in letters_of(node))
            case Class() | Dot():
                program.append(_Step(_Op.CHARACTER, test=_test(source_of(node))))
            case Assertion():
                program.append(_Step(_Op.EDGE, edge=edge_pattern(node)))
            case Group():
                self._write_group(node, program)
            case Look():
                low, high = width(node.body)
                look = _Look(self._finished(node.body), node.ahead, node.negated, low, high or 0)
                program.append(_Step(_Op.LOOK, look=look))
            case Concat():
                for part in node.parts:
                    self._write(part, program)
            case Alternation():
                self._write_options(node, program)
            case Repeat():
                self._write_repeat(node, program)

    def _write_group(self, node: Group, program: list[_Step]) -> None:
        number = self._number_of(node)
        program.append(_Step(_Op.MARK, to=2 * number))
        self._write(node.body, program)
        program.append(_Step(_Op.MARK, to=2 * number + 1))

    def _number_of(self, node: Group) -> int:
        """A group's number; one that is written out again with its repeat is the same group."""
        if node.name is not None and node.name in self._names:
            return self._names[node.name]
        self._groups += 1
        if node.name is not None:
            self._names[node.name] = self._groups
        return self._groups

    def _write_options(self, node: Alternation, program: list[_Step]) -> None:
        leaving: list[int] = []
        for option in node.options[:-1]:
            split = len(program)
            program.append(_Step(_Op.SPLIT))
            self._write(option, program)
            leaving.append(len(program))
            program.append(_Step(_Op.JUMP))
            program[split] = _Step(_Op.SPLIT, to=split + 1, other=len(program))
        self._write(node.options[-1], program)
        for jump in leaving:
            program[jump] = _Step(_Op.JUMP, to=len(program))

    def _write_repeat(self, node: Repeat, program: list[_Step]) -> None:
        for _ in range(node.low):
            self._write(node.body, program)
        splits: list[int] = []
        for _ in range((node.high or node.low + 1) - node.low):
            splits.append(len(program))
            program.append(_Step(_Op.SPLIT))
            self._write(node.body, program)
        if node.high is None:
            program.append(_Step(_Op.JUMP, to=splits[0]))
        for split in splits:
            ways = (split + 1, len(program))
            to, other = reversed(ways) if node.lazy else ways
            program[split] = _Step(_Op.SPLIT, to=to, other=other)


class _TooLongError(Exception):
    """A program would be longer than is worth running."""


def _test(source: str) -> Callable[[str], bool]:
    """Whether a character is of a part; asked once for each character that there is."""
    known: dict[str, bool] = {}
    match = compiled(source).match

    def test(character: str) -> bool:
        answer = known.get(character)
        if answer is None:
            answer = known[character] = match(character) is not None
        return answer

    return test


class _Run:
    """Programs run on a text up to `end`, and the steps that they take."""

    def __init__(self, text: str, end: int, budget: Budget) -> None:
        self._text, self._end, self._budget = text, end, budget

    def of(self, program: tuple[_Step, ...], start: int, failed: set[int], goal: int | None) -> _Marks | None:
        """The marks of the match that begins at `start`, and ends at `goal` where there is one.

        `failed` are the places of program and text that are known to lead nowhere; more are added.
        """
        text, end, size = self._text, self._end, self._end + 1
        waiting: list[tuple[int, int, _Marks | None]] = [(0, start, None)]
        steps = 0
        while waiting:
            pc, at, marks = waiting.pop()
            while (key := pc * size + at) not in failed:
                failed.add(key)
                steps += 1
                if steps == _AT_ONCE:
                    self._budget.spend(steps * STEP)
                    steps = 0
                step = program[pc]
                op = step.op
                if op is _Op.CHARACTER:
                    if at == end or not step.test(text[at]):  # type: ignore[misc]  # it has one
                        break
                    pc, at = pc + 1, at + 1
                elif op is _Op.SPLIT:
                    waiting.append((step.other, at, marks))
                    pc = step.to
                elif op is _Op.JUMP:
                    pc = step.to
                elif op is _Op.MARK:
                    marks = _Marks(step.to, at, marks)
                    pc += 1
                elif op is _Op.MATCHED:
                    if goal is not None and at != goal:
                        break
                    self._budget.spend(steps * STEP)
                    return _Marks(1, at, marks)
                else:
                    holds, marks = self._holds(step, at, marks)
                    if not holds:
                        break
                    pc += 1
        self._budget.spend(steps * STEP)
        return None

    def _holds(self, step: _Step, at: int, marks: _Marks | None) -> tuple[bool, _Marks | None]:
        """Whether an edge or a lookaround holds at a place, and the marks with those that it made."""
        if step.edge is not None:
            return step.edge.match(self._text, at, self._end) is not None, marks
        assert step.look is not None
        look = step.look
        seen = self._ahead(look, at) if look.ahead else self._behind(look, at)
        if look.negated:
            return seen is None, marks
        return seen is not None, _after(seen, marks)

    def _ahead(self, look: _Look, at: int) -> _Marks | None:
        return self.of(look.program, at, set(), None)

    def _behind(self, look: _Look, at: int) -> _Marks | None:
        for start in range(at - look.low, max(at - look.high, 0) - 1, -1):
            seen = self.of(look.program, start, set(), at) if start >= 0 else None
            if seen is not None:
                return seen
        return None


def _after(seen: _Marks | None, marks: _Marks | None) -> _Marks | None:
    """The marks with those of the groups within a lookaround; where that ended is nobody's concern."""
    inner: list[_Marks] = []
    while seen is not None:
        if seen.slot > 1:
            inner.append(seen)
        seen = seen.before
    for mark in reversed(inner):
        marks = _Marks(mark.slot, mark.place, marks)
    return marks
