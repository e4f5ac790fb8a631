"""Which characters people write, and where they are at home: what tells a repair from an accident."""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import lru_cache

from ._oddity import script_of

MIN_SCRIPT_SHARE = 0.8
"""Share of the letters of a stretch that must be of one script, where that script is not Latin."""

_ASCII_END = 0x80

_ANYWHERE = (
    (0xA0, 0xA3), (0xA5, 0xA5), (0xA7, 0xA7), (0xA9, 0xAB), (0xAD, 0xAE), (0xB0, 0xB3), (0xB5, 0xB7),
    (0xB9, 0x17F), (0x181, 0x18A), (0x190, 0x192), (0x198, 0x199), (0x1A0, 0x1A1), (0x1AF, 0x1B0),
    (0x1B3, 0x1B4), (0x1CD, 0x1DC), (0x1E6, 0x1E7), (0x1F8, 0x1F9), (0x218, 0x21B), (0x253, 0x254),
    (0x256, 0x257), (0x259, 0x259), (0x25B, 0x25B), (0x28B, 0x28B), (0x2BB, 0x2BC), (0x300, 0x30C),
    (0x323, 0x332), (0x1E00, 0x1EF9), (0x200B, 0x200F), (0x2010, 0x2030), (0x2032, 0x2033),
    (0x2039, 0x203A), (0x2044, 0x2044), (0x2060, 0x2060), (0x2070, 0x208E), (0x20A0, 0x20BF),
    (0x2100, 0x214F), (0x2150, 0x22FF), (0x2460, 0x24FF), (0x2500, 0x27BF), (0x2B00, 0x2B5F),
    (0x3000, 0x3011), (0xFB00, 0xFB06), (0xFE0E, 0xFE0F), (0xFEFF, 0xFEFF), (0xFF01, 0xFF65),
    (0xFFFD, 0xFFFD), (0x1F000, 0x1FAFF),
)  # fmt: skip
"""Latin letters of living languages, punctuation, currencies, mathematics, pictures, full-width forms."""

_NOWHERE = ((0x180, 0x36F), (0xE000, 0xF8FF), (0xFFF0, 0xFFFF))
"""Phonetic letters, private codes: what chance makes of bytes, and no article holds."""


@lru_cache(maxsize=8192)
def home_of(character: str) -> str:
    """Empty for what stands in any text, else the script of a letter or mark; `?` for what nobody writes."""
    code = ord(character)
    if code < _ASCII_END or any(first <= code <= last for first, last in _ANYWHERE):
        return ""
    is_wrong = unicodedata.category(character)[0] == "C" or any(a <= code <= z for a, z in _NOWHERE)
    return "?" if is_wrong else script_of(character)


def is_one_script(text: str) -> bool:
    """Whether nearly all letters of a text that are not Latin belong to one script."""
    scripts = Counter(filter(None, map(home_of, text)))
    return not scripts or max(scripts.values()) >= MIN_SCRIPT_SHARE * scripts.total()
