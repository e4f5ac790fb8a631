"""The grammar of the pattern dialect: sequences, alternatives, repeats and groups, by recursive descent."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from .classes import read_class
from .cursor import Cursor
from .errors import PatternError
from .escapes import read_escape_atom
from .flags import Flags, read_leading_flags, read_scoped_flags
from .restrictions import MAX_COUNT, measure, refuse_empty, refuse_raw
from .tree import Alternation, Assertion, Concat, Dot, Edge, Group, Literal, Look, Node, Repeat

MAX_NESTING = 50
"""Groups within groups; the parser recurses about five frames a level, Python allows 1,000 in all."""

_REFUSED_OPENERS = (
    ("(?P=", "backreferences are not supported; write the text out, or list the alternatives"),
    ("(?P>", "recursion is not supported; write the group out"),
    ("(?&", "recursion is not supported; write the group out"),
    ("(?R", "recursion is not supported; write the group out"),
    ("(?#", "comments are not supported; put the reason into the rule's why or because"),
    ("(?>", "atomic groups are not supported; write (?:…)"),
    ("(?|", "branch reset is not supported; give each alternative a group of its own"),
    ("(?(", "conditionals are not supported; write one alternative for each case"),
    ("(?'", "this form of a named group is not supported; write (?P<name>…)"),
)
"""How groups that the dialect refuses begin, and why each is refused."""

_QUANTIFIER = regex.compile(r"[*+?]|\{([0-9]+)(?:(,)([0-9]*))?\}")
_PLAIN = regex.compile(r"[^\\.^$|()\[\]{}*+?]+(?![*+?{])")
"""Characters that stand for themselves, none of them repeated."""

_GROUP_NAME = regex.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_RECURSION = regex.compile(r"\(\?[+-]?[0-9]+\)")


def check(pattern: str) -> None:
    """Raise `PatternError` unless the pattern is in the dialect and every match of it has characters."""
    refuse_empty(parse(pattern))


def parse(pattern: str) -> Node:
    """Read a pattern of the dialect; raises `PatternError`. One that can match the empty text passes here."""
    refuse_raw(pattern)
    tree = _Parser(pattern).parse()
    measure(tree)
    return tree


class _Parser:
    """Recursive descent over one pattern."""

    def __init__(self, source: str) -> None:
        self.cursor = Cursor(source)
        self.names: set[str] = set()

    def parse(self) -> Node:
        """Read the whole pattern."""
        tree = self._alternation(self._leading_flags(), depth=0)
        if not self.cursor.at_end():
            raise PatternError(r"no group is open here; write \) for the character itself", self.cursor.at)
        return tree

    def _leading_flags(self) -> Flags:
        """Read the flags of the whole pattern; a refused opener that looks like them is left to `_group`."""
        return Flags() if _refused_opener(self.cursor) else read_leading_flags(self.cursor)

    def _alternation(self, flags: Flags, depth: int) -> Node:
        start = self.cursor.at
        options = [self._sequence(flags, depth)]
        while self.cursor.take("|"):
            options.append(self._sequence(flags, depth))
        return options[0] if len(options) == 1 else Alternation(tuple(options), start)

    def _sequence(self, flags: Flags, depth: int) -> Node:
        start = self.cursor.at
        parts: list[Node] = []
        while not self.cursor.at_end() and self.cursor.source[self.cursor.at] not in "|)":
            if run := self.cursor.match(_PLAIN):
                parts.append(Literal(run.group(), flags.ignore_case, run.start()))
                self.cursor.at = run.end()
                continue
            part = self._quantified(self._atom(flags, depth))
            parts.extend(part.parts if isinstance(part, Concat) else (part,))
        joined = _joined(parts)
        return joined[0] if len(joined) == 1 else Concat(joined, start)

    def _quantified(self, atom: Node) -> Node:
        start = self.cursor.at
        quantifier = self.cursor.match(_QUANTIFIER)
        if not quantifier:
            return atom
        if isinstance(atom, Assertion | Look):
            raise PatternError("there is nothing to repeat: what comes before takes no characters", start)
        low, high = _counts(quantifier)
        self.cursor.at = quantifier.end()
        lazy = self.cursor.take("?")
        if self.cursor.next() == "+":
            raise PatternError(
                "possessive repeats are not supported; leave out the second mark", self.cursor.at
            )
        if self.cursor.match(_QUANTIFIER):
            raise PatternError("two repeats in a row; put the first into a group, (?:…)", self.cursor.at)
        return Repeat(atom, low, high, lazy, start)

    def _atom(self, flags: Flags, depth: int) -> Node:
        start, character = self.cursor.at, self.cursor.source[self.cursor.at]
        match character:
            case "(":
                return self._group(flags, depth + 1)
            case "[":
                return read_class(self.cursor, ignore_case=flags.ignore_case)
            case "\\":
                return read_escape_atom(self.cursor, ignore_case=flags.ignore_case)
            case "*" | "+" | "?":
                raise PatternError(
                    f"there is nothing to repeat here; write \\{character} for the character", start
                )
            case "{" if self.cursor.match(_QUANTIFIER):
                raise PatternError(r"there is nothing to repeat here; write \{ for the character", start)
            case "{" | "}" | "]":
                raise PatternError(f"write \\{character} for the character itself", start)
        self.cursor.at += 1
        match character:
            case ".":
                return Dot(flags.dotall, start)
            case "^":
                return Assertion(Edge.LINE_START if flags.multiline else Edge.TEXT_START, start)
            case "$":
                return Assertion(Edge.LINE_END if flags.multiline else Edge.TEXT_END_OR_LAST_NEWLINE, start)
        return Literal(character, flags.ignore_case, start)

    def _group(self, flags: Flags, depth: int) -> Node:
        start = self.cursor.at
        if depth > MAX_NESTING:
            raise PatternError(f"groups may be nested {MAX_NESTING} deep", start)
        if not self.cursor.sees("(?"):
            self.cursor.at += 1
            return Group(self._body(start, flags, depth), None, start)
        if self.cursor.take("(?=") or self.cursor.take("(?!"):
            return self._look(start, flags, depth, ahead=True)
        if self.cursor.take("(?<=") or self.cursor.take("(?<!"):
            return self._look(start, flags, depth, ahead=False)
        if refusal := _refused_opener(self.cursor):
            raise PatternError(refusal, start)
        if self.cursor.take("(?P<") or self.cursor.take("(?<"):
            name = self._group_name()
            return Group(self._body(start, flags, depth), name, start)
        return self._body(start, read_scoped_flags(self.cursor, flags), depth)

    def _body(self, start: int, flags: Flags, depth: int) -> Node:
        body = self._alternation(flags, depth)
        if not self.cursor.take(")"):
            raise PatternError(r"this group is not closed; write \( for the character itself", start)
        return body

    def _look(self, start: int, flags: Flags, depth: int, *, ahead: bool) -> Node:
        negated = self.cursor.source[self.cursor.at - 1] == "!"
        body = self._body(start, flags, depth)
        if body == Concat((), start):
            raise PatternError("this lookaround is empty; leave it out", start)
        return Look(body, ahead, negated, start)

    def _group_name(self) -> str:
        start = self.cursor.at
        name = self.cursor.match(_GROUP_NAME)
        if not name or not self.cursor.source.startswith(">", name.end()):
            raise PatternError(
                "a group's name is of the letters a to z, digits and _, begins with no digit and ends with >",
                start,
            )
        if name.group() in self.names:
            raise PatternError(f'the group name "{name.group()}" is taken; choose another', start)
        self.names.add(name.group())
        self.cursor.at = name.end() + 1
        return name.group()


def _refused_opener(cursor: Cursor) -> str | None:
    """Why the group that begins here is refused for its kind."""
    if cursor.match(_RECURSION):
        return "recursion is not supported; write the group out"
    matching = (why for opener, why in _REFUSED_OPENERS if cursor.sees(opener))
    return next(matching, None)


def _counts(quantifier: regex.Match[str]) -> tuple[int, int | None]:
    """Read the bounds that a quantifier writes; the upper one is None without a limit."""
    mark, at = quantifier.group(), quantifier.start()
    if mark in ("*", "+"):
        return int(mark == "+"), None
    if mark == "?":
        return 0, 1
    low = _count(quantifier.group(1), at)
    high = _count(quantifier.group(3), at) if quantifier.group(3) else None
    if quantifier.group(2) is None:
        high = low
    if high is not None and high < low:
        raise PatternError(f"the bounds of {mark} are in the wrong order; write {{{high},{low}}}", at)
    if high == 0:
        raise PatternError(f"{mark} repeats nothing; leave the part out", at)
    return low, high


def _count(digits: str, at: int) -> int:
    """Read a count; its length is looked at first, since Python refuses to convert very long ones."""
    significant = digits.lstrip("0") or "0"
    if len(significant) > len(str(MAX_COUNT)) or int(significant) > MAX_COUNT:
        raise PatternError(f"a repeat counts to {MAX_COUNT} at most", at)
    return int(significant)


def _joined(parts: Sequence[Node]) -> tuple[Node, ...]:
    """Make neighbouring literals one."""
    joined: list[Node] = []
    for part in parts:
        last = joined[-1] if joined else None
        if isinstance(part, Literal) and isinstance(last, Literal) and part.ignore_case == last.ignore_case:
            joined[-1] = Literal(last.text + part.text, last.ignore_case, last.at)
        else:
            joined.append(part)
    return tuple(joined)
