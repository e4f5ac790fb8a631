"""What may stand beside a place of a match: read off the parts around it, as tests of one character each.

A test is the source of a pattern for one character, or for none where the text ends there; the empty test
holds of anything. What is not known is left out, so a test never fails where a match stands.

The text that a pattern is shown may be a stretch of a longer one. At its ends the pattern sees nothing,
whatever stands in the longer text, and the test must be asked of nothing too.
"""

from __future__ import annotations

from functools import lru_cache

from .character_tests import ANYTHING, EDGE, LINE_EDGE, both, either
from .rendering import source_of, whole_source_of
from .tree import Alternation, Assertion, Class, Concat, Dot, Edge, Group, Literal, Look, Node, Repeat


def first_of(node: Node, then: str = ANYTHING) -> str:
    """The test of the character where a part begins, where `then` is the test of what follows the part."""
    match node:
        case Literal():
            return _letter(node.text[0], node.ignore_case)
        case Class() | Dot():
            return source_of(node)
        case Group():
            return first_of(node.body, then)
        case Repeat():
            body = first_of(node.body, then)
            return body if node.low else either(body, then)
        case Concat():
            for part in reversed(node.parts):
                then = first_of(part, then)
            return then
        case Alternation():
            return either(*(first_of(option, then) for option in node.options))
        case Look() if node.ahead:
            return both(_not(node.body) if node.negated else first_of(node.body), then)
        case Assertion():
            return _at_edge(node.edge, (Edge.TEXT_END,), (Edge.TEXT_END_OR_LAST_NEWLINE, Edge.LINE_END), then)
    return then


def last_of(node: Node, before: str = ANYTHING) -> str:
    """The test of the character before the place where a part ends.

    `before` is the test of what stands before the part.
    """
    match node:
        case Literal():
            return _letter(node.text[-1], node.ignore_case)
        case Class() | Dot():
            return source_of(node)
        case Group():
            return last_of(node.body, before)
        case Repeat():
            body = last_of(node.body, before)
            return body if node.low else either(body, before)
        case Concat():
            for part in node.parts:
                before = last_of(part, before)
            return before
        case Alternation():
            return either(*(last_of(option, before) for option in node.options))
        case Look() if not node.ahead:
            return both(_not(node.body) if node.negated else last_of(node.body), before)
        case Assertion():
            return _at_edge(node.edge, (Edge.TEXT_START,), (Edge.LINE_START,), before)
    return before


def before_of(node: Node) -> str:
    """The test of the character before the place where a part begins, as far as the part itself asks."""
    match node:
        case Group():
            return before_of(node.body)
        case Alternation():
            return either(*map(before_of, node.options))
        case Repeat() if node.low == 1:
            return before_of(node.body) if node.high == 1 else ANYTHING
        case Look() if not node.ahead:
            return _not(node.body) if node.negated else last_of(node.body)
        case Assertion():
            return last_of(node)
        case Concat():
            asked = ANYTHING
            for part in node.parts:
                asked = both(asked, before_of(part))
                if not isinstance(part, Look | Assertion):
                    break
            return asked
    return ANYTHING


@lru_cache(maxsize=4096)
def _letter(letter: str, ignore_case: bool) -> str:
    return source_of(Literal(letter, ignore_case, 0))


def _not(node: Node) -> str:
    """The test that holds where no single character of a part does; its longer options are left out."""
    match node:
        case Class() | Dot():
            return f"(?!{source_of(node)})"
        case Literal() if len(node.text) == 1:
            return f"(?!{whole_source_of(node)})"
        case Group():
            return _not(node.body)
        case Alternation():
            asked = ANYTHING
            for option in node.options:
                asked = both(asked, _not(option))
            return asked
    return ANYTHING


def _at_edge(edge: Edge, of_text: tuple[Edge, ...], of_line: tuple[Edge, ...], otherwise: str) -> str:
    if edge in of_text:
        return EDGE
    return LINE_EDGE if edge in of_line else otherwise
