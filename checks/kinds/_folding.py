"""Text compared without its case and the shape of its apostrophes.

`fold` keeps every offset: a folded text has a character for each of the original. `core` is for texts that
are compared as wholes.
"""

from __future__ import annotations

import regex

_EDGE = (
    r"[\s\p{P}\p{S}\p{Cf}\N{VARIATION SELECTOR-15}\N{VARIATION SELECTOR-16}\N{COMBINING ENCLOSING KEYCAP}]"
)
_LEADING = regex.compile(rf"{_EDGE}*")
_TRAILING = regex.compile(rf"(?r){_EDGE}*")

_APOSTROPHES = "’‘`´ʼ＇"
_LOWER_VARIANTS = (
    ("\N{LATIN SMALL LETTER DOTLESS I}", "i"),
    ("\N{GREEK SMALL LETTER FINAL SIGMA}", "\N{GREEK SMALL LETTER SIGMA}"),
    ("\N{LATIN SMALL LETTER LONG S}", "s"),
    *((apostrophe, "'") for apostrophe in _APOSTROPHES),
)
_GREEK_LETTER = "\N{GREEK SMALL LETTER TAU}"
_GREEK_ACCENTS = tuple(zip("άέήίόύώϊϋΐΰ", "αεηιουωιυιυ", strict=True))
"""Greek drops its accents in capitals."""

_ALEF = "\N{ARABIC LETTER ALEF}"
_ARABIC_VARIANTS = (
    ("\N{ARABIC LETTER YEH}", "\N{ARABIC LETTER FARSI YEH}"),
    ("\N{ARABIC LETTER KAF}", "\N{ARABIC LETTER KEHEH}"),
    ("\N{ARABIC LETTER ALEF WITH HAMZA ABOVE}", _ALEF),
    ("\N{ARABIC LETTER ALEF WITH HAMZA BELOW}", _ALEF),
    ("\N{ARABIC LETTER ALEF WITH MADDA ABOVE}", _ALEF),
    ("\N{ZERO WIDTH NON-JOINER}", " "),
)
"""Persian is often typed with Arabic letters, Arabic without its hamzas, and either without its joiners."""


def fold(text: str) -> str:
    """Lower case with straight apostrophes, in as many characters as `text` has.

    Letters that only a language tells apart in capitals are one: Turkish I and İ, the final sigma.
    """
    # The dotted capital I is the one character that str.lower makes two of.
    folded = text.replace("\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}", "i").lower()
    if folded.isascii():
        return folded.replace("`", "'")
    for variant, plain in _LOWER_VARIANTS:
        folded = folded.replace(variant, plain)
    if _GREEK_LETTER in folded:
        for variant, plain in _GREEK_ACCENTS:
            folded = folded.replace(variant, plain)
    if _ALEF in folded:
        for variant, plain in _ARABIC_VARIANTS:
            folded = folded.replace(variant, plain)
    return folded


def leading_marks(text: str) -> int:
    """How many characters stand before the first letter or digit: white space, marks, symbols, emoji."""
    match = _LEADING.match(text)
    return match.end() if match else 0


def core(folded: str) -> str:
    """A folded text with single spaces, from its first letter or digit to its last."""
    trailing = _TRAILING.match(folded)
    return " ".join(folded[leading_marks(folded) : trailing.start() if trailing else len(folded)].split())
