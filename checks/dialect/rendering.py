"""Parts of a pattern written out again, for what is tried of it alone."""

from __future__ import annotations

from functools import lru_cache

import regex

from .characters import escaped
from .tree import (
    Alternation,
    Assertion,
    Class,
    ClassItem,
    Concat,
    Dot,
    Group,
    Literal,
    Look,
    Node,
    Property,
    Range,
    Repeat,
    Shorthand,
)

SingleCharacter = Literal | Class | Dot
"""Parts that take one character; a `Literal` of more stands for its characters one by one."""


def source_of(part: SingleCharacter) -> str:
    """A part that takes one character, in the dialect, with its flags."""
    if isinstance(part, Dot):
        return "(?s:.)" if part.newline else "."
    items = (Range(part.text, part.text),) if isinstance(part, Literal) else part.items
    negated = isinstance(part, Class) and part.negated
    source = f"[{'^' if negated else ''}{''.join(map(_item, items))}]"
    return f"(?i:{source})" if part.ignore_case else source


def whole_source_of(node: Node) -> str:
    """Any part in the dialect, with its flags and without its groups' names."""
    match node:
        case Literal():
            source = "".join(map(_character, node.text))
            return f"(?i:{source})" if node.ignore_case else source
        case Class() | Dot():
            return source_of(node)
        case Assertion():
            return node.edge.value
        case Group():
            return f"(?:{whole_source_of(node.body)})"
        case Look():
            return f"(?{'' if node.ahead else '<'}{'!' if node.negated else '='}{whole_source_of(node.body)})"
        case Concat():
            return "".join(map(whole_source_of, node.parts))
        case Alternation():
            return f"(?:{'|'.join(map(whole_source_of, node.options))})"
        case Repeat():
            times = f"{node.low},{'' if node.high is None else node.high}"
            return f"(?:{whole_source_of(node.body)}){{{times}}}{'?' if node.lazy else ''}"


def letters_of(literal: Literal) -> list[Literal]:
    """A literal's characters, each as a part of its own."""
    return [Literal(character, literal.ignore_case, literal.at) for character in literal.text]


@lru_cache(maxsize=4096)
def compiled(source: str) -> regex.Pattern[str]:
    """The pattern of a part's source; parts of many patterns share theirs."""
    return regex.compile(source)


def edge_pattern(edge: Assertion) -> regex.Pattern[str]:
    """What matches the empty text where the assertion holds."""
    return compiled(edge.edge.value)


def _item(item: ClassItem) -> str:
    match item:
        case Range():
            first, last = _character(item.first), _character(item.last)
            return first if first == last else f"{first}-{last}"
        case Shorthand():
            return f"\\{item.letter}"
        case Property():
            return f"\\{'P' if item.negated else 'p'}{{{item.name}}}"


def _character(character: str) -> str:
    is_plain = character.isalnum() or character == " " or not character.isascii()
    return character if is_plain else escaped(character)
