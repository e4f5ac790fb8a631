"""Text compared without its case and the shape of its apostrophes.

`fold` keeps every offset: a folded text has a character for each of the original. `core` is for texts that
are compared as wholes. `loosen` is for looking where a closer look may pay: it takes for one whatever any
rule may take for one.
"""

from __future__ import annotations

import unicodedata

from ..later import later

_EDGE = (
    r"[\s\p{P}\p{S}\p{Cf}\N{VARIATION SELECTOR-15}\N{VARIATION SELECTOR-16}\N{COMBINING ENCLOSING KEYCAP}]"
)
_LEADING = later(rf"{_EDGE}*")
_TRAILING = later(rf"(?r){_EDGE}*")

_APOSTROPHES = "’‘`´ʼ＇"
_LOWER_VARIANTS = (
    ("\N{LATIN SMALL LETTER DOTLESS I}", "i"),
    ("\N{GREEK SMALL LETTER FINAL SIGMA}", "\N{GREEK SMALL LETTER SIGMA}"),
    ("\N{LATIN SMALL LETTER LONG S}", "s"),
    *((apostrophe, "'") for apostrophe in _APOSTROPHES),
)
_CASELESS = frozenset({"Lo", "Nd", "Pc", "Pd", "Pe", "Pf", "Pi", "Po", "Ps", "Zs", "Sc", "Sm"})
"""General categories of characters that have no case and will get none."""

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

_CASE_VARIANTS = {
    "\N{MICRO SIGN}": "\N{GREEK SMALL LETTER MU}",
    "\N{COMBINING GREEK YPOGEGRAMMENI}": "\N{GREEK SMALL LETTER IOTA}",
    "\N{GREEK PROSGEGRAMMENI}": "\N{GREEK SMALL LETTER IOTA}",
    "\N{GREEK SMALL LETTER IOTA WITH DIALYTIKA AND OXIA}": "\N{GREEK SMALL LETTER IOTA}",
    "\N{GREEK SMALL LETTER UPSILON WITH DIALYTIKA AND OXIA}": "\N{GREEK SMALL LETTER UPSILON}",
    **dict(zip("ϐϵϑϰϖϱϕ", "βεθκπρφ", strict=True)),
    **dict(
        zip(map(chr, range(0x1C80, 0x1C88)), "вдосттъѣ", strict=True)
    ),  # CYRILLIC SMALL LETTER ROUNDED VE …
    "\U0001df95": "ß",  # a second capital, which `regex` knows already
}
"""Letters that share a capital with another, beyond those that `fold` knows; `str.lower` keeps them apart."""

_LOOSE = {
    **_CASE_VARIANTS,
    **dict(_LOWER_VARIANTS),
    **dict(_GREEK_ACCENTS),
    **{letter: plain for letter, plain in _ARABIC_VARIANTS if plain != " "},
}
_ANY_DIGIT = later(r"\d")
_OTHER_DIGIT = "\N{ARABIC-INDIC DIGIT ZERO}"
_SETTLED = (range(0x00C0, 0x0180), range(0x0370, 0x0530))
"""Latin, Greek and Cyrillic letters whose other cases are settled: `loosen` knows them all."""


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


def loosen(text: str) -> str:
    """The text with one character for all that `fold`, or a pattern without case, may take for one.

    Each character is replaced by itself, whatever stands around it, and offsets stay. So where a word of a
    folded text stands, or what a pattern matches, the same part of the loosened text is that, loosened. White
    space is left alone. All digits are one, and those beyond ASCII another.
    """
    loose = text.replace("\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}", "i").lower()
    for digit in "123456789":
        loose = loose.replace(digit, "0")
    if loose.isascii():
        return loose.replace("`", "'")
    characters = set(loose)
    for variant in _LOOSE.keys() & characters:
        loose = loose.replace(variant, _LOOSE[variant])
    for digit in _ANY_DIGIT.findall("".join(characters - {"0"})):
        loose = loose.replace(digit, _OTHER_DIGIT)
    return loose


def has_settled_case(character: str) -> bool:
    """Whether `loosen` makes one of all that `regex` takes for this character in another case."""
    if character.isascii():
        return True
    code = ord(character)
    if any(code in letters for letters in _SETTLED):
        return True
    return unicodedata.category(character) in _CASELESS


def leading_marks(text: str) -> int:
    """How many characters stand before the first letter or digit: white space, marks, symbols, emoji."""
    match = _LEADING.match(text)
    return match.end() if match else 0


def core(folded: str) -> str:
    """A folded text with single spaces, from its first letter or digit to its last."""
    trailing = _TRAILING.match(folded)
    return " ".join(folded[leading_marks(folded) : trailing.start() if trailing else len(folded)].split())
