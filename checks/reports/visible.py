"""Scraped text made fit to be shown on one line of a terminal: nothing in it acts, nothing in it hides."""

from __future__ import annotations

import re
import unicodedata

LINE_BREAK_SIGN = "\N{RETURN SYMBOL}"
_CONTROL_PICTURES = 0x2400
"""Where Unicode's pictures of the C0 controls begin, in the order of the controls."""

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Categories that drive a terminal, reorder text, take no room or have no shape.

Controls, format characters (bidi and zero width among them), surrogates, private and unassigned characters,
line and paragraph separators.
"""

ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"
_COMMAND_OF_A_LOG = re.compile(r"(##\w*)\[")
"""What runners of CI jobs obey anywhere in a line of output: `##[error]`, `##vso[…]`, `##teamcity[…]`."""

MIN_KEPT = 3
"""Characters, the ellipsis among them, that a shortened text keeps at least."""


def visible(text: str, *, spaces: bool = False) -> str:
    """The text on one line, with every character that acts or hides replaced by a visible sign.

    So is the bracket of a command that the log of a CI job would obey.

    >>> visible("a" + chr(27) + "[31m" + chr(0x200b))
    'a␛[31m<U+200B>'

    `spaces` shows unusual spaces too, which is right only where they may be what is wrong.
    """
    if not (text.isascii() and text.isprintable()):
        text = text.replace("\r\n", "\n")
        text = "".join(_visible_character(character, spaces) for character in text)
    return _COMMAND_OF_A_LOG.sub(r"\1<U+005B>", text) if "##" in text else text


def _visible_character(character: str, spaces: bool) -> str:
    if character == "\n":
        return LINE_BREAK_SIGN
    if character < " ":
        return chr(_CONTROL_PICTURES + ord(character))
    category = unicodedata.category(character)
    if category in _HIDDEN or (spaces and category == "Zs" and character != " "):
        return f"<U+{ord(character):04X}>"
    return character


def shortened(text: str, length: int) -> str:
    """The text with its middle left out where it is longer than `length` characters."""
    if len(text) <= length:
        return text
    kept = max(length, MIN_KEPT) - 1
    head = (kept + 1) // 2
    return f"{text[:head]}{ELLIPSIS}{text[len(text) - (kept - head) :]}"
