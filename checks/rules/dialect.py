r"""The pattern dialect of rules: a parser that checks a pattern and says what to write instead.

The dialect is RE2's syntax, less what RE2 and the `regex` module read differently, plus lookahead and
lookbehind of bounded width; docs/patterns.md describes it for rule authors. The parser needs neither
engine, so a rule file loads alike wherever it is read; what it accepts, `regex` compiles and means the same.

A pattern is read in two steps: `_Parser` knows the syntax, `_measure` the restrictions on repeats and
lookarounds. The one thing asked of `regex` is whether it knows a script's name.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from itertools import groupby
from typing import NamedTuple

import regex

MAX_LENGTH = 20_000
"""Code points in a pattern; ten times the longest list of alternatives that is still pleasant to review."""

MAX_NESTING = 50
"""Groups within groups; the parser recurses about five frames a level, Python allows 1,000 in all."""

MAX_COUNT = 1000
"""Highest count of a repeat, nested ones multiplied: RE2's own limit (`kMaxRepeat`)."""


class PatternError(ValueError):
    """A pattern outside the dialect: what is wrong, what to write instead, and where.

    `offset` counts code points from the pattern's start; it equals the pattern's length where something
    is missing at its end.
    """

    def __init__(self, message: str, offset: int) -> None:
        """Keep both as the exception's arguments too, so that it survives pickling."""
        super().__init__(message, offset)
        self.message = message
        self.offset = offset

    def __str__(self) -> str:
        return f"{self.message} (at offset {self.offset})"


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


def check(pattern: str) -> None:
    """Raise `PatternError` unless the pattern is in the dialect and every match of it has characters."""
    refuse_empty(parse(pattern))


def parse(pattern: str) -> Node:
    """Read a pattern of the dialect; raises `PatternError`. One that can match the empty text passes here."""
    _refuse_raw(pattern)
    tree = _Parser(pattern).parse()
    _measure(tree)
    return tree


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
    measure = _measure(node)
    return measure.low, measure.high


class _Measure(NamedTuple):
    """What the restrictions must know of a part."""

    low: int
    high: int | None
    unbounded: bool = False
    """Whether a repeat in it has no upper bound."""
    product: int = 1
    """The highest product of counts of the repeats in it."""


def _measure(node: Node) -> _Measure:
    """Widths and repeats of a part; raises `PatternError` where a restriction is broken."""
    match node:
        case Literal():
            return _Measure(len(node.text), len(node.text))
        case Class() | Dot():
            return _Measure(1, 1)
        case Assertion():
            return _Measure(0, 0)
        case Group():
            return _measure(node.body)
        case Look():
            return _measure_look(node)
        case Repeat():
            return _measure_repeat(node)
        case Concat():
            parts = [_measure(part) for part in node.parts]
            return _Measure(sum(part.low for part in parts), _sum(parts), *_deepest(parts))
        case Alternation():
            options = [_measure(option) for option in node.options]
            return _Measure(min(option.low for option in options), _most(options), *_deepest(options))


def _sum(parts: Sequence[_Measure]) -> int | None:
    highs = [part.high for part in parts if part.high is not None]
    return sum(highs) if len(highs) == len(parts) else None


def _most(options: Sequence[_Measure]) -> int | None:
    highs = [option.high for option in options if option.high is not None]
    return max(highs) if len(highs) == len(options) else None


def _deepest(parts: Sequence[_Measure]) -> tuple[bool, int]:
    return any(part.unbounded for part in parts), max((part.product for part in parts), default=1)


def _measure_look(look: Look) -> _Measure:
    body = _measure(look.body)
    if body.high is None:
        raise PatternError(
            "a lookaround must have a bounded width; write {0,30} instead of *, {1,30} instead of +", look.at
        )
    return _Measure(0, 0, body.unbounded, body.product)


def _measure_repeat(repeat: Repeat) -> _Measure:
    body = _measure(repeat.body)
    count = body.product * max(repeat.low if repeat.high is None else repeat.high, 1)
    if count > MAX_COUNT:
        raise PatternError(f"repeats within repeats may count to {MAX_COUNT} in all, not {count}", repeat.at)
    if repeat.high is not None:
        high = None if body.high is None else body.high * repeat.high
        return _Measure(body.low * repeat.low, high, body.unbounded, count)
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
    return _Measure(body.low * repeat.low, None, unbounded=True, product=count)


_HIDDEN = regex.compile(r"[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|(?! )\p{Zs}")
"""Characters that a reader of the rule file would not see, or take for a plain space."""


def _refuse_raw(pattern: str) -> None:
    """Raise `PatternError` on a pattern too long to read, or with characters that cannot be seen."""
    if len(pattern) > MAX_LENGTH:
        raise PatternError(
            f"the pattern is longer than {MAX_LENGTH:,} characters; split it into several", MAX_LENGTH
        )
    if hidden := _HIDDEN.search(pattern):
        character = hidden.group()
        raise PatternError(
            f"{_show(character)} cannot be seen in a pattern; write {_escaped(character)}", hidden.start()
        )


_CONTROL_ESCAPES = {"t": "\t", "n": "\n", "r": "\r", "f": "\f", "v": "\v", "a": "\a"}
_CONTROL_LETTERS = {character: letter for letter, character in _CONTROL_ESCAPES.items()}

_MAX_BYTE, _MAX_BMP, _MAX_CODE = 0xFF, 0xFFFF, 0x10FFFF
"""The highest code points that two, four and eight hexadecimal digits write."""


def _escaped(character: str) -> str:
    """Write a character as the dialect does where it cannot stand for itself."""
    if character in _CONTROL_LETTERS:
        return f"\\{_CONTROL_LETTERS[character]}"
    code = ord(character)
    if code <= _MAX_BYTE:
        return f"\\x{code:02X}"
    return f"\\u{code:04X}" if code <= _MAX_BMP else f"\\U{code:08X}"


def _show(character: str) -> str:
    """Write a character for a message: in quotes, or by number and name if it cannot be seen."""
    if not _HIDDEN.match(character):
        return f'"{character}"'
    name = unicodedata.name(character, "")
    return f"U+{ord(character):04X} {name}".rstrip()


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

_BACKREFERENCE = "backreferences are not supported; write the text out, or list the alternatives"
_REFUSED_ESCAPES = {
    "z": r"\z is not supported; write \Z for the end of the text",
    "C": r"\C (a single byte) is not supported; patterns match characters",
    "G": r"\G is not supported; a pattern is searched for in the whole unit of the rule's scope",
    "K": r"\K is not supported; write what comes before as a lookbehind (?<=…)",
    "R": r"\R is not supported; write (?:\r\n|[\n\r])",
    "X": r"\X is not supported; write \P{M}\p{M}{0,9}",
    "N": r"\N is not supported; write [^\n], or a character by number, such as \u2020",
    "Q": r"\Q…\E is not supported; put a backslash before each special character",
    "E": r"\Q…\E is not supported; put a backslash before each special character",
    "h": r"\h is not supported; write [\t\p{Zs}]",
    "H": r"\H is not supported; write [^\t\p{Zs}]",
    "V": r"\V is not supported; write [^\n\v\f\r\x85\u2028\u2029]",
    "e": r"\e is not supported; write \x1B",
    "c": r"\c is not supported; write a control character by number, such as \x1B",
    "m": r"\m is not supported; write \b(?=\w)",
    "M": r"\M is not supported; write \b(?<=\w)",
    "L": r"\L is not supported; list the alternatives",
    "g": _BACKREFERENCE,
    "k": _BACKREFERENCE,
}
"""Letters after a backslash that mean something elsewhere."""

_EDGE_LETTERS = {
    "A": Edge.TEXT_START,
    "Z": Edge.TEXT_END,
    "b": Edge.WORD_BOUNDARY,
    "B": Edge.NO_WORD_BOUNDARY,
}
_SHORTHAND_LETTERS = frozenset("dDsSwW")
_HEX_DIGITS = {"x": 2, "u": 4, "U": 8}
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^`{|}~ ")
"""What a backslash turns into itself: ASCII that is neither letter, digit nor underscore, as in RE2."""

_SET_OPERATORS = ("--", "&&", "||", "~~")
"""Set operations in the other version of `regex` and in other engines."""

_CATEGORY = regex.compile(r"C[cfnos]?|L[lmotu]?|M[cen]?|N[dlo]?|P[cdefios]?|S[ckmo]?|Z[lps]?")
"""The general categories, as `regex` knows them; see Unicode Standard Annex 44, table 12."""

_FLAG_LETTERS = "ims"

_QUANTIFIER = regex.compile(r"[*+?]|\{([0-9]+)(?:(,)([0-9]*))?\}")
_GROUP_NAME = regex.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_SCRIPT_NAME = regex.compile(r"[A-Z][A-Za-z_]+")
_LEADING_FLAGS = regex.compile(r"\(\?([A-Za-z0-9]+)\)")
_FLAG_GROUP = regex.compile(r"\(\?([A-Za-z0-9]*)(?:-([A-Za-z0-9]*))?([:)])")
_RECURSION = regex.compile(r"\(\?[+-]?[0-9]+\)")
_PROPERTY = regex.compile(r"\{(\^?)([^}]{0,40})\}")
_BRACED_HEX = regex.compile(r"\{([0-9A-Fa-f]{1,6})\}")


@cache
def _is_script(name: str) -> bool:
    """Whether the installed `regex` knows a script of this name."""
    try:
        regex.compile(rf"\p{{Script={name}}}")
    except regex.error:
        return False
    return True


class _Flags(NamedTuple):
    """The inline flags in force at one place."""

    ignore_case: bool = False
    multiline: bool = False
    dotall: bool = False

    def changed(self, letters: str, on: bool) -> _Flags:
        return _Flags(
            *(on if flag in letters else value for flag, value in zip(_FLAG_LETTERS, self, strict=True))
        )


class _Parser:
    """Recursive descent over one pattern; `at` is the offset of the next code point."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.names: set[str] = set()

    def parse(self) -> Node:
        """Read the whole pattern."""
        tree = self._alternation(self._leading_flags(), depth=0)
        if self.at < len(self.source):
            raise PatternError(r"no group is open here; write \) for the character itself", self.at)
        return tree

    def _leading_flags(self) -> _Flags:
        opening = _LEADING_FLAGS.match(self.source)
        if not opening or _RECURSION.match(self.source) or self._refused_opener():
            return _Flags()
        self.at = opening.end()
        return self._flags(_Flags(), opening.group(1), "", 0)

    def _alternation(self, flags: _Flags, depth: int) -> Node:
        start = self.at
        options = [self._sequence(flags, depth)]
        while self._take("|"):
            options.append(self._sequence(flags, depth))
        return options[0] if len(options) == 1 else Alternation(tuple(options), start)

    def _sequence(self, flags: _Flags, depth: int) -> Node:
        start = self.at
        parts: list[Node] = []
        while self.at < len(self.source) and self.source[self.at] not in "|)":
            part = self._quantified(self._atom(flags, depth))
            parts.extend(part.parts if isinstance(part, Concat) else (part,))
        joined = _joined(parts)
        return joined[0] if len(joined) == 1 else Concat(joined, start)

    def _quantified(self, atom: Node) -> Node:
        start = self.at
        quantifier = _QUANTIFIER.match(self.source, start)
        if not quantifier:
            return atom
        if isinstance(atom, Assertion | Look):
            raise PatternError("there is nothing to repeat: what comes before takes no characters", start)
        low, high = self._counts(quantifier)
        self.at = quantifier.end()
        lazy = self._take("?")
        if self._next() == "+":
            raise PatternError("possessive repeats are not supported; leave out the second mark", self.at)
        if _QUANTIFIER.match(self.source, self.at):
            raise PatternError("two repeats in a row; put the first into a group, (?:…)", self.at)
        return Repeat(atom, low, high, lazy, start)

    def _counts(self, quantifier: regex.Match[str]) -> tuple[int, int | None]:
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

    def _atom(self, flags: _Flags, depth: int) -> Node:
        start, character = self.at, self.source[self.at]
        match character:
            case "(":
                return self._group(flags, depth + 1)
            case "[":
                return self._class(flags)
            case "\\":
                return self._escape_atom(flags)
            case "*" | "+" | "?":
                raise PatternError(
                    f"there is nothing to repeat here; write \\{character} for the character", start
                )
            case "{" if _QUANTIFIER.match(self.source, start):
                raise PatternError(r"there is nothing to repeat here; write \{ for the character", start)
            case "{" | "}" | "]":
                raise PatternError(f"write \\{character} for the character itself", start)
        self.at += 1
        match character:
            case ".":
                return Dot(flags.dotall, start)
            case "^":
                return Assertion(Edge.LINE_START if flags.multiline else Edge.TEXT_START, start)
            case "$":
                return Assertion(Edge.LINE_END if flags.multiline else Edge.TEXT_END_OR_LAST_NEWLINE, start)
        return Literal(character, flags.ignore_case, start)

    # Groups

    def _group(self, flags: _Flags, depth: int) -> Node:
        start = self.at
        if depth > MAX_NESTING:
            raise PatternError(f"groups may be nested {MAX_NESTING} deep", start)
        if not self.source.startswith("(?", start):
            self.at += 1
            return Group(self._body(start, flags, depth), None, start)
        if self._take("(?=") or self._take("(?!"):
            return self._look(start, flags, depth, ahead=True)
        if self._take("(?<=") or self._take("(?<!"):
            return self._look(start, flags, depth, ahead=False)
        if refusal := self._refused_opener():
            raise PatternError(refusal, start)
        if self._take("(?P<") or self._take("(?<"):
            name = self._group_name()
            return Group(self._body(start, flags, depth), name, start)
        return self._body(start, self._scoped_flags(flags), depth)

    def _body(self, start: int, flags: _Flags, depth: int) -> Node:
        body = self._alternation(flags, depth)
        if not self._take(")"):
            raise PatternError(r"this group is not closed; write \( for the character itself", start)
        return body

    def _look(self, start: int, flags: _Flags, depth: int, *, ahead: bool) -> Node:
        negated = self.source[self.at - 1] == "!"
        body = self._body(start, flags, depth)
        if body == Concat((), start):
            raise PatternError("this lookaround is empty; leave it out", start)
        return Look(body, ahead, negated, start)

    def _refused_opener(self) -> str | None:
        """Why the group that begins here is refused for its kind."""
        if _RECURSION.match(self.source, self.at):
            return "recursion is not supported; write the group out"
        matching = (why for opener, why in _REFUSED_OPENERS if self.source.startswith(opener, self.at))
        return next(matching, None)

    def _group_name(self) -> str:
        start = self.at
        name = _GROUP_NAME.match(self.source, start)
        if not name or not self.source.startswith(">", name.end()):
            raise PatternError(
                "a group's name is of the letters a to z, digits and _, begins with no digit and ends with >",
                start,
            )
        if name.group() in self.names:
            raise PatternError(f'the group name "{name.group()}" is taken; choose another', start)
        self.names.add(name.group())
        self.at = name.end() + 1
        return name.group()

    def _scoped_flags(self, flags: _Flags) -> _Flags:
        start = self.at
        opening = _FLAG_GROUP.match(self.source, start)
        if not opening:
            raise PatternError(r"no group begins so; write (?:…), or \? for the character itself", start)
        on, off, end = opening.groups(default="")
        if end == ")":
            raise PatternError(
                "flags may stand at the pattern's very start, once; write (?i:…) for a part of it", start
            )
        if off == "" and "-" in opening.group():
            raise PatternError("no flag follows the hyphen; leave the hyphen out", start)
        self.at = opening.end()
        return self._flags(flags, on, off, start)

    def _flags(self, flags: _Flags, on: str, off: str, at: int) -> _Flags:
        for letter in on + off:
            if letter not in _FLAG_LETTERS:
                raise PatternError(
                    f'the flag "{letter}" is not supported; i (ignore case), m (^ and $ at lines) and '
                    "s (the dot takes line feeds) are",
                    at,
                )
            if (on + off).count(letter) > 1:
                raise PatternError(f'the flag "{letter}" is given twice; write it once', at)
        return flags.changed(on, True).changed(off, False)

    # Escapes

    def _escape_atom(self, flags: _Flags) -> Node:
        start = self.at
        letter = self._escaped_letter()
        if letter in _EDGE_LETTERS:
            self.at += len(r"\b")
            return Assertion(_EDGE_LETTERS[letter], start)
        item = self._escape()
        if isinstance(item, str):
            return Literal(item, flags.ignore_case, start)
        return Class((item,), False, flags.ignore_case, start)

    def _escape(self) -> str | Shorthand | Property:
        """Read an escape that may also be in a class, as a character or a set of them."""
        start, letter = self.at, self._escaped_letter()
        self.at += 2
        if letter in _SHORTHAND_LETTERS:
            return Shorthand(letter)
        if letter in ("p", "P"):
            return self._property(start, letter)
        if letter in _HEX_DIGITS:
            return self._hexadecimal(start, letter)
        if letter in _CONTROL_ESCAPES:
            return _CONTROL_ESCAPES[letter]
        if letter in _PUNCTUATION:
            return letter
        raise PatternError(_refused_escape(letter), start)

    def _escaped_letter(self) -> str:
        if self.at + 1 == len(self.source):
            raise PatternError(r"nothing follows the backslash; write \\ for the character itself", self.at)
        return self.source[self.at + 1]

    def _hexadecimal(self, start: int, letter: str) -> str:
        wanted = _HEX_DIGITS[letter]
        if braced := _BRACED_HEX.match(self.source, self.at):
            code = int(braced.group(1), 16)
            instead = f"write {_escaped(chr(code))}" if code <= _MAX_CODE else r"write \uHHHH"
            raise PatternError(f"\\{letter}{{…}} is not supported; {instead}", start)
        digits = self.source[self.at : self.at + wanted]
        if len(digits) < wanted or any(digit not in "0123456789abcdefABCDEF" for digit in digits):
            raise PatternError(
                f"\\{letter} takes {wanted} hexadecimal digits; write \\xHH, \\uHHHH or \\UHHHHHHHH", start
            )
        code = int(digits, 16)
        if code > _MAX_CODE:
            raise PatternError(r"no character has this number; the highest is \U0010FFFF", start)
        self.at += wanted
        return chr(code)

    def _property(self, start: int, letter: str) -> Property:
        braced = _PROPERTY.match(self.source, self.at)
        if braced:
            caret, name = braced.groups()
            self.at = braced.end()
        else:
            caret, name = "", self.source[self.at : self.at + 1]
            self.at += len(name)
            if name in ("", "{"):
                raise PatternError(rf"\{letter} is not complete; write \{letter}{{L}}, for example", start)
        if not _is_property(name):
            raise PatternError(
                f'"{name}" is no general category (L, Lu, Sc …) and no script (Greek, Latin …)', start
            )
        return Property(name, negated=(letter == "P") != bool(caret))

    # Classes

    def _class(self, flags: _Flags) -> Node:
        start = self.at
        self.at += 1
        negated = self._take("^")
        items: list[ClassItem] = []
        while not (items and self._take("]")):
            if self.at == len(self.source):
                raise PatternError(r"this class is not closed; write \[ for the character itself", start)
            self._refuse_in_class(first=not items)
            items.append(self._class_item())
        return Class(tuple(items), negated, flags.ignore_case, start)

    def _refuse_in_class(self, *, first: bool) -> None:
        """Raise `PatternError` on what must be escaped, or is not supported, where a class's item begins."""
        start, character = self.at, self.source[self.at]
        if self.source.startswith(("[:", "[=", "[."), start):
            raise PatternError(
                r"POSIX classes are not supported; write \p{L}, \p{Lu}, \d, \s or the like", start
            )
        if character in "[]":
            raise PatternError(f"write \\{character} for the character within a class", start)
        if self.source.startswith(_SET_OPERATORS, start):
            self._refuse_set_operator(start)
        if character == "-" and not first and not self.source.startswith("-]", start):
            raise PatternError(r"write \- for a hyphen in the middle of a class", start)

    def _refuse_set_operator(self, start: int) -> None:
        operator = self.source[start : start + 2]
        raise PatternError(
            f"set operations are not supported ({operator}); write each sign once, with a backslash before "
            "it, or put a lookahead before the class",
            start,
        )

    def _class_item(self) -> ClassItem:
        start = self.at
        first = self._class_member()
        if self._next() != "-" or self.source.startswith("-]", self.at) or self.at + 1 == len(self.source):
            return Range(first, first) if isinstance(first, str) else first
        if self.source.startswith("--", self.at):
            self._refuse_set_operator(self.at)
        if not isinstance(first, str):
            raise PatternError(r"a range cannot begin with a set; write \- for the hyphen", self.at)
        self.at += 1
        self._refuse_range_end()
        last = self._class_member()
        if not isinstance(last, str):
            raise PatternError(r"a range cannot end with a set; write \- for the hyphen", start)
        if last < first:
            raise PatternError(
                f"the range from {_show(first)} to {_show(last)} is in the wrong order; turn it round", start
            )
        return Range(first, last)

    def _refuse_range_end(self) -> None:
        if self._next() == "[":
            raise PatternError(r"write \[ for the character within a class", self.at)

    def _class_member(self) -> str | Shorthand | Property:
        character = self.source[self.at]
        if character != "\\":
            self.at += 1
            return character
        letter = self._escaped_letter()
        if letter in _EDGE_LETTERS:
            raise PatternError(f"\\{letter} is a place, no character, and cannot be in a class", self.at)
        return self._escape()

    # The cursor

    def _next(self) -> str:
        return self.source[self.at : self.at + 1]

    def _take(self, text: str) -> bool:
        """Step over a text if it comes next."""
        if not self.source.startswith(text, self.at):
            return False
        self.at += len(text)
        return True


def _joined(parts: Sequence[Node]) -> tuple[Node, ...]:
    """Make neighbouring literals one."""

    def key(part: Node) -> bool | int:
        return part.ignore_case if isinstance(part, Literal) else -1

    joined: list[Node] = []
    for _, run in groupby(parts, key):
        members = list(run)
        literals = [member for member in members if isinstance(member, Literal)]
        if literals:
            text = "".join(literal.text for literal in literals)
            joined.append(Literal(text, literals[0].ignore_case, literals[0].at))
        else:
            joined.extend(members)
    return tuple(joined)


def _count(digits: str, at: int) -> int:
    """Read a count; its length is looked at first, since Python refuses to convert very long ones."""
    significant = digits.lstrip("0") or "0"
    if len(significant) > len(str(MAX_COUNT)) or int(significant) > MAX_COUNT:
        raise PatternError(f"a repeat counts to {MAX_COUNT} at most", at)
    return int(significant)


def _is_property(name: str) -> bool:
    return (
        name == "Any"
        or bool(_CATEGORY.fullmatch(name))
        or bool(_SCRIPT_NAME.fullmatch(name) and _is_script(name))
    )


def _refused_escape(letter: str) -> str:
    """Why a backslash before this character is refused."""
    if letter == "0":
        return r"octal escapes are not supported; write \x00, or another number in hexadecimal"
    if letter in "123456789":
        return f"{_BACKREFERENCE}; a character by number is \\xHH"
    if letter in _REFUSED_ESCAPES:
        return _REFUSED_ESCAPES[letter]
    if letter.isascii() and letter.isalpha():
        return f"\\{letter} means nothing; write {letter} for the letter, or \\\\ for a backslash"
    return f"{_show(letter)} needs no backslash; write it without"
