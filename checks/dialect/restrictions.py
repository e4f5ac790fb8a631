"""What the dialect asks of a pattern beyond its syntax.

Its characters can be seen, its repeats and lookarounds are bounded, and each match has characters. Widths are
counted on the same walk of the tree, since the restrictions on repeats and lookarounds need them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from .characters import HIDDEN, escaped, show
from .errors import PatternError
from .tree import Alternation, Assertion, Class, Concat, Dot, Group, Literal, Look, Node, Repeat

MAX_LENGTH = 20_000
"""Code points in a pattern; ten times the longest list of alternatives that is still pleasant to review."""

MAX_COUNT = 1000
"""Highest count of a repeat, nested ones multiplied: RE2's own limit (`kMaxRepeat`)."""


def refuse_raw(pattern: str) -> None:
    """Raise `PatternError` on a pattern too long to read, or with characters that cannot be seen."""
    if len(pattern) > MAX_LENGTH:
        raise PatternError(
            f"the pattern is longer than {MAX_LENGTH:,} characters; split it into several", MAX_LENGTH
        )
    if hidden := HIDDEN.search(pattern):
        character = hidden.group()
        raise PatternError(
            f"{show(character)} cannot be seen in a pattern; write {escaped(character)}", hidden.start()
        )


def refuse_empty(tree: Node) -> None:
    """Raise `PatternError` if the pattern can match the empty text: a rule would then mark nothing."""
    if tree == Concat((), 0):
        raise PatternError("the pattern is empty", 0)
    low, _ = width(tree)
    if not low:
        raise PatternError(
            "the pattern can match the empty text and so would mark nothing; make one part obligatory, "
            "outside of lookarounds",
            0,
        )


def width(node: Node) -> tuple[int, int | None]:
    """Count the fewest and the most code points that a match takes; the most is None without a limit."""
    measured = measure(node)
    return measured.low, measured.high


class Measure(NamedTuple):
    """What the restrictions must know of a part."""

    low: int
    high: int | None
    unbounded: bool = False
    """Whether a repeat in it has no upper bound."""
    product: int = 1
    """The highest product of counts of the repeats in it."""


def measure(node: Node) -> Measure:
    """Widths and repeats of a part; raises `PatternError` where a restriction is broken."""
    match node:
        case Literal():
            return Measure(len(node.text), len(node.text))
        case Class() | Dot():
            return Measure(1, 1)
        case Assertion():
            return Measure(0, 0)
        case Group():
            return measure(node.body)
        case Look():
            return _measure_look(node)
        case Repeat():
            return _measure_repeat(node)
        case Concat():
            parts = [measure(part) for part in node.parts]
            return Measure(sum(part.low for part in parts), _sum(parts), *_deepest(parts))
        case Alternation():
            options = [measure(option) for option in node.options]
            return Measure(min(option.low for option in options), _most(options), *_deepest(options))


def _sum(parts: Sequence[Measure]) -> int | None:
    highs = [part.high for part in parts if part.high is not None]
    return sum(highs) if len(highs) == len(parts) else None


def _most(options: Sequence[Measure]) -> int | None:
    highs = [option.high for option in options if option.high is not None]
    return max(highs) if len(highs) == len(options) else None


def _deepest(parts: Sequence[Measure]) -> tuple[bool, int]:
    return any(part.unbounded for part in parts), max((part.product for part in parts), default=1)


def _measure_look(look: Look) -> Measure:
    body = measure(look.body)
    if body.high is None:
        raise PatternError(
            "a lookaround must have a bounded width; write {0,30} instead of *, {1,30} instead of +", look.at
        )
    return Measure(0, 0, body.unbounded, body.product)


def _measure_repeat(repeat: Repeat) -> Measure:
    body = measure(repeat.body)
    count = body.product * max(repeat.low if repeat.high is None else repeat.high, 1)
    if count > MAX_COUNT:
        raise PatternError(f"repeats within repeats may count to {MAX_COUNT} in all, not {count}", repeat.at)
    if repeat.high is not None:
        high = None if body.high is None else body.high * repeat.high
        return Measure(body.low * repeat.low, high, body.unbounded, count)
    if body.unbounded:
        raise PatternError(
            "an unbounded repeat holds another; give the inner one a bound, such as {1,30} instead of +",
            repeat.at,
        )
    if not body.low:
        raise PatternError(
            "what an unbounded repeat holds must not match the empty text; make one part of it obligatory",
            repeat.at,
        )
    # A body has at least one character here, so nothing bounds the width.
    return Measure(body.low * repeat.low, None, unbounded=True, product=count)
