"""Whether backtracking could take long with a pattern: told by its tree alone.

`regex` tries one way after another to divide the text among a pattern's repeats. A rough product of the ways
that each part leaves open says which patterns leave so few that no text of ordinary size can be dear.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from itertools import chain, pairwise

from .rendering import compiled, source_of
from .restrictions import width
from .risk import Risk
from .tree import Alternation, Assertion, Class, Concat, Dot, Group, Literal, Look, Node, Repeat

MAX_WAYS = 10_000
"""Ways from one place that may be tried without a guard: some hundredths of a millisecond."""

UNLIMITED = 1_000
"""What a repeat without limit counts as: few runs of a text are longer, and long texts are always guarded."""

_MANY = float(MAX_WAYS + 1)


def risk_of(tree: Node) -> Risk:
    """The risk of a pattern."""
    if ways(tree) > MAX_WAYS:
        return Risk.ANY_TEXT
    return Risk.LONG_TEXTS if width(tree)[1] is None else Risk.NONE


def ways(node: Node) -> float:
    """The ways to match a part from one place; many are not told apart."""
    match node:
        case Literal() | Class() | Dot() | Assertion():
            return 1
        case Group() | Look():  # `regex` reads what a lookbehind asks for backwards, from one place
            return ways(node.body)
        case Concat():
            return _ways_of_row(node.parts)
        case Alternation():
            return min(max(map(ways, node.options)) * alike(node), _MANY)
        case Repeat():
            times = UNLIMITED if node.high is None else node.high
            body = ways(node.body)
            rounds = 1 if body <= 1 else _MANY if times * math.log(body) > math.log(_MANY) else body**times
            return min(rounds * (times - node.low + 1), _MANY)


def _ways_of_row(parts: Sequence[Node]) -> float:
    """Each part is tried in all ways as often as there are ways up to it; a lookaround that held stays so."""
    before = most = 1.0
    for part, behind in pairwise((*parts, None)):
        of_part = 1 if part is None or _is_ended(part, behind) else ways(part)
        most = max(most, min(before * of_part, _MANY))
        before = before if isinstance(part, Look) else min(before * of_part, _MANY)
    return most


def _is_ended(part: Node | None, behind: Node | None) -> bool:
    """Whether a repeat has one end alone: what stands behind it begins with no character that it repeats."""
    if not (isinstance(part, Repeat) and isinstance(part.body, Class | Dot)) or behind is None:
        return False
    firsts = _firsts(behind)
    taken = compiled(source_of(part.body))
    return bool(firsts) and not any(map(taken.match, firsts))


def alike(node: Alternation) -> int:
    """How many options of an alternation may begin alike; one of which that is not known may with any."""
    firsts = [_firsts(option) for option in node.options]
    known = Counter(chain.from_iterable(firsts))
    return max(firsts.count(frozenset()) + max(known.values(), default=0), 1)


def _firsts(node: Node) -> frozenset[str]:
    """The characters that a part may begin with; none where they are not known one by one."""
    match node:
        case Literal():
            first = node.text[0]
            return frozenset({first, first.lower(), first.upper()} if node.ignore_case else {first})
        case Group():
            return _firsts(node.body)
        case Repeat() if node.low:
            return _firsts(node.body)
        case Concat() if node.parts:
            return _firsts(node.parts[0])
        case Alternation():
            options = [_firsts(option) for option in node.options]
            return frozenset().union(*options) if all(options) else frozenset()
    return frozenset()
