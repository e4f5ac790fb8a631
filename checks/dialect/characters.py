"""Characters as the dialect and its messages write them."""

from __future__ import annotations

import unicodedata

import regex

HIDDEN = regex.compile(r"[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|(?! )\p{Zs}")
"""Characters that a reader of the rule file would not see, or take for a plain space."""

CONTROL_ESCAPES = {"t": "\t", "n": "\n", "r": "\r", "f": "\f", "v": "\v", "a": "\a"}
_CONTROL_LETTERS = {character: letter for letter, character in CONTROL_ESCAPES.items()}

_MAX_BYTE, _MAX_BMP, MAX_CODE = 0xFF, 0xFFFF, 0x10FFFF
"""The highest code points that two, four and eight hexadecimal digits write."""


def escaped(character: str) -> str:
    """Write a character as the dialect does where it cannot stand for itself."""
    if character in _CONTROL_LETTERS:
        return f"\\{_CONTROL_LETTERS[character]}"
    code = ord(character)
    if code <= _MAX_BYTE:
        return f"\\x{code:02X}"
    return f"\\u{code:04X}" if code <= _MAX_BMP else f"\\U{code:08X}"


def show(character: str) -> str:
    """Write a character for a message: in quotes, or by number and name if it cannot be seen."""
    if not HIDDEN.match(character):
        return f'"{character}"'
    name = unicodedata.name(character, "")
    return f"U+{ord(character):04X} {name}".rstrip()
