"""The parts of a pattern, as the parser gives them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum


class Edge(Enum):
    """Places that an `Assertion` can ask for; the value is how the dialect writes them."""

    TEXT_START = r"\A"
    TEXT_END = r"\Z"
    TEXT_END_OR_LAST_NEWLINE = "$"
    """`$` without `(?m)`: the end of the text, or before a line feed that ends it."""
    LINE_START = "(?m:^)"
    LINE_END = "(?m:$)"
    WORD_BOUNDARY = r"\b"
    NO_WORD_BOUNDARY = r"\B"


@dataclass(frozen=True, slots=True)
class Range:
    """Characters of a class from `first` to `last`, both included; a single one is both."""

    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Shorthand:
    r"""One of `\d \D \s \S \w \W`, by its letter; they know all of Unicode."""

    letter: str


@dataclass(frozen=True, slots=True)
class Property:
    r"""`\p{…}`: a general category, a script, or Any."""

    name: str
    negated: bool


ClassItem = Range | Shorthand | Property


@dataclass(frozen=True, slots=True)
class Literal:
    """A run of characters that stand for themselves; neighbouring ones are joined.

    With `ignore_case` each character matches its simple case folds, among them all of `i I İ ı` that
    share a case: a required text taken from here must not be compared with `str.lower` alone.
    """

    text: str
    ignore_case: bool
    at: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Class:
    r"""One character out of a set: `[…]`, `[^…]`, or a lone `\d`, `\p{L}` and their like."""

    items: tuple[ClassItem, ...]
    negated: bool
    ignore_case: bool
    at: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Dot:
    """Any one character; a line feed only if `newline`."""

    newline: bool
    at: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Assertion:
    """A place between characters."""

    edge: Edge
    at: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Group:
    """A capturing group; `(?:…)` leaves no node of its own."""

    body: Node
    name: str | None
    at: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Look:
    """A lookahead, or else a lookbehind; it takes no characters."""

    body: Node
    ahead: bool
    negated: bool
    at: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Repeat:
    """A body `low` to `high` times, without limit where `high` is None; `at` is its quantifier's offset."""

    body: Node
    low: int
    high: int | None
    lazy: bool
    at: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Concat:
    """Parts one after the other; without parts it is the empty text."""

    parts: tuple[Node, ...]
    at: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Alternation:
    """The first of two or more options that leads to a match."""

    options: tuple[Node, ...]
    at: int = field(compare=False)


Node = Literal | Class | Dot | Assertion | Group | Look | Repeat | Concat | Alternation
"""A part of a pattern. Flags are resolved into parts; `at` is where a part begins and no part of equality."""
