"""Classes of characters, `[…]`."""

from __future__ import annotations

from .characters import show
from .cursor import Cursor
from .errors import PatternError
from .escapes import EDGE_LETTERS, escaped_letter, read_escape
from .tree import Class, ClassItem, Property, Range, Shorthand

_SET_OPERATORS = ("--", "&&", "||", "~~")
"""Set operations in the other version of `regex` and in other engines."""


def read_class(cursor: Cursor, *, ignore_case: bool) -> Class:
    """Read a class from its opening bracket to its closing one."""
    start = cursor.at
    cursor.at += 1
    negated = cursor.take("^")
    items: list[ClassItem] = []
    while not (items and cursor.take("]")):
        if cursor.at_end():
            raise PatternError(r"this class is not closed; write \[ for the character itself", start)
        _refuse_in_class(cursor, first=not items)
        items.append(_class_item(cursor))
    return Class(tuple(items), negated, ignore_case, start)


def _refuse_in_class(cursor: Cursor, *, first: bool) -> None:
    """Raise `PatternError` on what must be escaped, or is not supported, where a class's item begins."""
    start, character = cursor.at, cursor.source[cursor.at]
    if cursor.sees(("[:", "[=", "[.")):
        raise PatternError(r"POSIX classes are not supported; write \p{L}, \p{Lu}, \d, \s or the like", start)
    if character in "[]":
        raise PatternError(f"write \\{character} for the character within a class", start)
    if cursor.sees(_SET_OPERATORS):
        _refuse_set_operator(cursor, start)
    if character == "-" and not first and not cursor.sees("-]"):
        raise PatternError(r"write \- for a hyphen in the middle of a class", start)


def _refuse_set_operator(cursor: Cursor, start: int) -> None:
    operator = cursor.source[start : start + 2]
    raise PatternError(
        f"set operations are not supported ({operator}); write each sign once, with a backslash before "
        "it, or put a lookahead before the class",
        start,
    )


def _class_item(cursor: Cursor) -> ClassItem:
    start = cursor.at
    first = _class_member(cursor)
    if cursor.next() != "-" or cursor.sees("-]") or cursor.at + 1 == len(cursor.source):
        return Range(first, first) if isinstance(first, str) else first
    if cursor.sees("--"):
        _refuse_set_operator(cursor, cursor.at)
    if not isinstance(first, str):
        raise PatternError(r"a range cannot begin with a set; write \- for the hyphen", cursor.at)
    cursor.at += 1
    _refuse_range_end(cursor)
    last = _class_member(cursor)
    if not isinstance(last, str):
        raise PatternError(r"a range cannot end with a set; write \- for the hyphen", start)
    if last < first:
        raise PatternError(
            f"the range from {show(first)} to {show(last)} is in the wrong order; turn it round", start
        )
    return Range(first, last)


def _refuse_range_end(cursor: Cursor) -> None:
    if cursor.next() == "[":
        raise PatternError(r"write \[ for the character within a class", cursor.at)


def _class_member(cursor: Cursor) -> str | Shorthand | Property:
    character = cursor.source[cursor.at]
    if character != "\\":
        cursor.at += 1
        return character
    letter = escaped_letter(cursor)
    if letter in EDGE_LETTERS:
        raise PatternError(f"\\{letter} is a place, no character, and cannot be in a class", cursor.at)
    return read_escape(cursor)
