"""What a backslash and the characters after it mean, or why they are refused."""

from __future__ import annotations

from functools import cache

import regex

from .characters import CONTROL_ESCAPES, MAX_CODE, escaped, show
from .cursor import Cursor
from .errors import PatternError
from .tree import Assertion, Class, Edge, Literal, Property, Shorthand

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

EDGE_LETTERS = {
    "A": Edge.TEXT_START,
    "Z": Edge.TEXT_END,
    "b": Edge.WORD_BOUNDARY,
    "B": Edge.NO_WORD_BOUNDARY,
}
_SHORTHAND_LETTERS = frozenset("dDsSwW")
_HEX_DIGITS = {"x": 2, "u": 4, "U": 8}
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^`{|}~ ")
"""What a backslash turns into itself: ASCII that is neither letter, digit nor underscore, as in RE2."""

_CATEGORY = regex.compile(r"C[cfnos]?|L[lmotu]?|M[cen]?|N[dlo]?|P[cdefios]?|S[ckmo]?|Z[lps]?")
"""The general categories, as `regex` knows them; see Unicode Standard Annex 44, table 12."""

_SCRIPT_NAME = regex.compile(r"[A-Z][A-Za-z_]+")
_PROPERTY = regex.compile(r"\{(\^?)([^}]{0,40})\}")
_BRACED_HEX = regex.compile(r"\{([0-9A-Fa-f]{1,6})\}")


def read_escape_atom(cursor: Cursor, *, ignore_case: bool) -> Assertion | Literal | Class:
    """Read an escape outside of a class."""
    start = cursor.at
    letter = escaped_letter(cursor)
    if letter in EDGE_LETTERS:
        cursor.at += len(r"\b")
        return Assertion(EDGE_LETTERS[letter], start)
    item = read_escape(cursor)
    if isinstance(item, str):
        return Literal(item, ignore_case, start)
    return Class((item,), False, ignore_case, start)


def read_escape(cursor: Cursor) -> str | Shorthand | Property:
    """Read an escape that may also be in a class, as a character or a set of them."""
    start, letter = cursor.at, escaped_letter(cursor)
    cursor.at += 2
    if letter in _SHORTHAND_LETTERS:
        return Shorthand(letter)
    if letter in ("p", "P"):
        return _property(cursor, start, letter)
    if letter in _HEX_DIGITS:
        return _hexadecimal(cursor, start, letter)
    if letter in CONTROL_ESCAPES:
        return CONTROL_ESCAPES[letter]
    if letter in _PUNCTUATION:
        return letter
    raise PatternError(_refused_escape(letter), start)


def escaped_letter(cursor: Cursor) -> str:
    """Return the character after a backslash, without a step; raises `PatternError` at the pattern's end."""
    if cursor.at + 1 == len(cursor.source):
        raise PatternError(r"nothing follows the backslash; write \\ for the character itself", cursor.at)
    return cursor.source[cursor.at + 1]


def _hexadecimal(cursor: Cursor, start: int, letter: str) -> str:
    wanted = _HEX_DIGITS[letter]
    if braced := cursor.match(_BRACED_HEX):
        code = int(braced.group(1), 16)
        instead = f"write {escaped(chr(code))}" if code <= MAX_CODE else r"write \uHHHH"
        raise PatternError(f"\\{letter}{{…}} is not supported; {instead}", start)
    digits = cursor.source[cursor.at : cursor.at + wanted]
    if len(digits) < wanted or any(digit not in "0123456789abcdefABCDEF" for digit in digits):
        raise PatternError(
            f"\\{letter} takes {wanted} hexadecimal digits; write \\xHH, \\uHHHH or \\UHHHHHHHH", start
        )
    code = int(digits, 16)
    if code > MAX_CODE:
        raise PatternError(r"no character has this number; the highest is \U0010FFFF", start)
    cursor.at += wanted
    return chr(code)


def _property(cursor: Cursor, start: int, letter: str) -> Property:
    braced = cursor.match(_PROPERTY)
    if braced:
        caret, name = braced.groups()
        cursor.at = braced.end()
    else:
        caret, name = "", cursor.source[cursor.at : cursor.at + 1]
        cursor.at += len(name)
        if name in ("", "{"):
            raise PatternError(rf"\{letter} is not complete; write \{letter}{{L}}, for example", start)
    if not _is_property(name):
        raise PatternError(
            f'"{name}" is no general category (L, Lu, Sc …) and no script (Greek, Latin …)', start
        )
    return Property(name, negated=(letter == "P") != bool(caret))


def _is_property(name: str) -> bool:
    return (
        name == "Any"
        or bool(_CATEGORY.fullmatch(name))
        or bool(_SCRIPT_NAME.fullmatch(name) and _is_script(name))
    )


@cache
def _is_script(name: str) -> bool:
    """Whether the installed `regex` knows a script of this name."""
    try:
        regex.compile(rf"\p{{Script={name}}}")
    except regex.error:
        return False
    return True


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
    return f"{show(letter)} needs no backslash; write it without"
