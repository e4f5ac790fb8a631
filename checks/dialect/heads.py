"""What every match of a pattern begins with, as a pattern that is quick wherever it is tried.

A risky pattern can be tried only against a clock, and setting that costs more than most tries take. Nearly
all of them fail within a few characters. So a pattern is known by its head: as much of its beginning as has
few ways to match. Where the head does not match, the pattern does not either.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from .rarity import rate
from .rendering import source_of, whole_source_of
from .restrictions import width
from .tree import Alternation, Class, Concat, Dot, Group, Look, Node, Repeat
from .ways import ways

ENOUGH = 16
"""Characters after which a head may end: hardly a text begins so and then goes on otherwise."""

MOST_WAYS = 100.0
"""Ways to match a head, or an option of it: few beside what is tried without a guard, for options add up."""

MANY_PLACES = 0.9
"""A part that matches so many characters of a prose text tells few places apart."""

_NOTHING = Concat((), 0)


class _Head(NamedTuple):
    """The beginning of a part; `is_whole` where what follows the part may follow it."""

    node: Node
    is_whole: bool = True


def head_of(tree: Node) -> str:
    """A pattern that matches where the tree does, and tries few ways; empty where there is none."""
    head = _head(tree, MOST_WAYS).node
    return "" if _says_little(head) else whole_source_of(head)


def _head(node: Node, most: float) -> _Head:
    """The beginning of a part that has about so many ways at most."""
    match node:
        case Group():
            return _head(node.body, most)
        case Look():  # one that is left out asks for less
            return _Head(node if ways(node) <= most else _NOTHING)
        case Concat():
            return _head_of_row(node.parts, most)
        case Alternation():
            return _head_of_options(node, most)
        case Repeat():
            return _head_of_repeat(node, most)
    return _Head(node)


def _head_of_row(row: Sequence[Node], most: float) -> _Head:
    kept: list[Node] = []
    size = 0
    for number, part in enumerate(row):
        head = _head(part, most)
        if head.node == _NOTHING and not head.is_whole and isinstance(part, Repeat):
            kept.append(_with_or_without(part, row[number + 1 :], most))
            return _Head(_row_of(kept), is_whole=False)
        if head.node != _NOTHING:
            kept.append(head.node)
        size += width(head.node)[0]
        if not head.is_whole or size >= ENOUGH:
            return _Head(_row_of(kept), is_whole=head.is_whole and number + 1 == len(row))
        if not isinstance(part, Look):
            most /= ways(head.node)
    return _Head(_row_of(kept))


def _with_or_without(optional: Repeat, rest: Sequence[Node], most: float) -> Node:
    """What a row begins with whose first part may be left out; of many such parts the first few count."""
    if most < 1:
        return _NOTHING
    with_it, without = _head(optional.body, most).node, _head_of_row(rest, most / 2).node
    is_known = not (_says_nothing(with_it) or _says_nothing(without))
    return Alternation((with_it, without), optional.at) if is_known else _NOTHING


def _row_of(parts: list[Node]) -> Node:
    return parts[0] if len(parts) == 1 else Concat(tuple(parts), 0)


def _head_of_options(node: Alternation, most: float) -> _Head:
    heads = [_head(option, most) for option in node.options]
    if any(_says_nothing(head.node) for head in heads):
        return _Head(_NOTHING, is_whole=False)
    different = list(dict.fromkeys(head.node for head in heads))
    joined = different[0] if len(different) == 1 else Alternation(tuple(different), node.at)
    return _Head(joined, all(head.is_whole for head in heads))


def _says_nothing(head: Node) -> bool:
    """Whether a head may match the empty text, wherever it is tried; what stands ahead says something."""
    match head:
        case Concat():
            return all(map(_says_nothing, head.parts))
        case Look():
            return head.negated or not head.ahead
        case Alternation():
            return any(map(_says_nothing, head.options))
    return width(head)[0] == 0


def _says_little(head: Node) -> bool:
    """Whether a head matches at most places of a prose text."""
    match head:
        case Class() | Dot():
            return rate(source_of(head)) > MANY_PLACES
        case Concat():
            return all(map(_says_little, head.parts))
        case Alternation():
            return any(map(_says_little, head.options))
    return _says_nothing(head)


def _head_of_repeat(node: Repeat, most: float) -> _Head:
    if node.high is not None and ways(node) <= most:
        return _Head(node)
    if not node.low:
        return _Head(_NOTHING, is_whole=False)
    least = Repeat(node.body, node.low, node.low, node.lazy, node.at)
    if node.low > 1 and ways(least) <= most:
        return _Head(least, is_whole=False)
    return _Head(_head(node.body, most).node, is_whole=False)
