"""How odd a stretch of text reads: neighbouring characters that no writing puts side by side.

Text read in a wrong encoding keeps its letters' number, not their company: capitals with accents stand
inside words in lower case, currency signs between letters, letters of Polish beside letters of French.
`oddity` counts such places. It knows no words and no language, and so it counts the same in all of them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import regex

_ALPHABETS = (
    "àâæçéèêëîïôœùûüÿ",  # French
    "äöüßéèà",  # German, Swiss names among it
    "áàâãçéêíóôõúüèò",  # Portuguese, Galician
    "áéíóúüñçàèòïºª",  # Spanish, Catalan
    "àèéìíòóùúî",  # Italian
    "åäöæøéüáàôòêó",  # Danish, Norwegian, Swedish
    "áðéíóúýþæöø",  # Icelandic, Faroese
    "äöåõüšž",  # Finnish, Estonian
    "ąćęłńóśźż",  # Polish
    "áčďéěíňóřšťúůýžäĺľôŕöüőű",  # Czech, Slovak, Hungarian
    "čćđšžàéîôêâȁȃȉȋòóèìùú",  # Croatian, Serbian, Slovene
    "ăâîșțşţáéíóúöőüű",  # Romanian, with Hungarian names
    "çğıöşüâîûəńñ",  # Turkish, Azerbaijani
    "êîûçş",  # Kurdish
    "ąčęėįšųūž",  # Lithuanian
    "āčēģīķļņšūžōŗ",  # Latvian
    "àáâèéêìíîïòóôùúûŵŷýÿẁẃẅỳäëöüẽ",  # Welsh, Vietnamese without its own letters
    "áéíóúàèìòùġħżċ",  # Irish, Maltese, Scottish
    "çëäöüňşýž",  # Albanian, Turkmen
    "äëéèêôöüïáíóúçîûøåæñ",  # Dutch, Afrikaans, Luxembourgish
    "āēīōūâêîôûǎěǐǒǔáàéèíìóòúùǹńḿṣọẹạịụ",  # Maori, Hausa, Yoruba, pinyin
    "ãẽĩñõũỹáéíóúýâêôăđơư",  # Guarani, Vietnamese
    "ĉĝĥĵŝŭ",  # Esperanto
    "ƒɖɛɔŋɣʋãẽĩõũáàéèíìóòúù",  # Ewe
)
"""Letters that one language, or a language and its neighbours' names, may put side by side."""

_WORD_FINAL_SIGNS = frozenset("™®²³¹†‡*ªº°©…")
"""Signs that may follow a word, so long as no letter follows them."""

_CLOSING_OR_OPENING = frozenset("“‘«‹")
"""Opening marks of English and French that close in German, Danish and others."""

_INSIDE_WORDS = frozenset("’‘ʻʼ·‐‑—–…\N{SOFT HYPHEN}\u200b\u200c\u200d\u2060")
"""Marks that may stand between two letters."""

_NO_LETTERS = frozenset("ªºµˆ˜ˇ")
"""Letters and modifiers by their Unicode category that print as signs."""

_FIRST_HALVES = frozenset("ÃÅÄ")
"""What the lead bytes of the commonest Latin letters become; Ã ends a Portuguese word at most."""

_ACCENTED_SCRIPTS = frozenset(("LATIN", "GREEK", "CYRILLIC"))

_EAST_ASIAN = frozenset(
    ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "IDEOGRAPHIC", "BOPOMOFO", "FULLWIDTH", "HALFWIDTH")
)

_EDGE = " "

MAX_NEIGHBOURS = 16_384
"""Neighbours whose oddity is kept: mojibake is made of few characters, side by side again and again."""


class _Character(NamedTuple):
    kind: str
    script: str


@lru_cache(maxsize=4096)
def _describe(character: str) -> _Character:
    """What a character is: its kind, a letter's script.

    Kinds: u, l, o letters by case; m mark, d digit, s space; O, C, p opening, closing, other punctuation;
    e picture, x other sign, z what stands in no text.
    """
    if character in _NO_LETTERS:
        return _Character("x", "")
    category = unicodedata.category(character)
    if category[0] == "L":
        kind = {"Lu": "u", "Lt": "u", "Ll": "l"}.get(category, "o")
        return _Character(kind, script_of(character))
    if category[0] == "M":
        return _Character("m", "")
    if category == "Nd":
        return _Character("d", "")
    if category in ("Cc", "Cn", "Co", "Cs") and not character.isspace():
        return _Character("z", "")
    if character == "\ufffd" or "\x80" <= character <= "\x9f":
        return _Character("z", "")
    if category[0] == "Z" or category in ("Cc", "Cf"):
        return _Character("s", "")
    if category in ("Pi", "Ps") or character in "¿¡„‚":
        return _Character("O", "")
    if category in ("Pf", "Pe"):
        return _Character("C", "")
    if category[0] == "P" and character not in "†‡‰§¶•":
        return _Character("p", "")
    is_picture = category == "So" and character > "\u2000" and not "\u2500" <= character <= "\u259f"
    return _Character("e" if is_picture else "x", "")


def script_of(letter: str) -> str:
    """The first word of a letter's Unicode name; the scripts of East Asia, which one text mixes, are one."""
    name = regex.split(r"[ -]", unicodedata.name(letter, "?"), maxsplit=1)[0]
    return "EAST ASIAN" if name in _EAST_ASIAN else name


def oddity(text: str, start: int, end: int) -> float:
    """How many odd neighbours there are in `start … end`, the characters around it included."""
    return sum(_odd_places(text, start, end))


def _odd_places(text: str, start: int, end: int) -> Iterator[float]:
    for index in range(start, end + 1):
        before = text[index - 1] if index else _EDGE
        here = text[index] if index < len(text) else _EDGE
        after = text[index + 1] if index + 1 < len(text) else _EDGE
        if index < end and _describe(here).kind == "z":
            yield 2.0
        else:
            yield _pair(before, here, after)


@lru_cache(maxsize=MAX_NEIGHBOURS)
def _pair(before: str, here: str, after: str) -> float:
    """How odd `here` is behind `before`; `after` tells whether a word goes on."""
    first, second, third = _describe(before), _describe(here), _describe(after)
    if first.kind in "ulo":
        return _behind_letter(before, here, first, second, third)
    if second.kind in "ulo":
        return _letter_behind_mark(before, here, after)
    if second.kind == "m":
        return 0.0 if first.kind in "me" or (first.kind == "s" and before != " ") else 1.0
    if first.kind == "x" and second.kind == "x" and before != here:
        return 1.0
    if first.kind in "xC" and second.kind in "xO" and before != here and first.kind != second.kind:
        return 0.5
    return 0.0


def _behind_letter(before: str, here: str, first: _Character, second: _Character, third: _Character) -> float:
    goes_on = third.kind in "ulo"
    if second.kind == "m":
        return 1.0 if "\u0300" <= here <= "\u036f" and first.script not in _ACCENTED_SCRIPTS else 0.0
    if second.kind in "ulo":
        return _two_letters(before, here, first, second, third)
    if before in "œŒ":  # no French word ends in it
        return 1.0
    if here in "΄´":
        return 1.0 if goes_on else 0.0  # the stroke of a Greek numeral, an accent set as an apostrophe
    if here in _WORD_FINAL_SIGNS and here != "…":
        return 1.0 if goes_on or before > "\x7f" else 0.0
    if second.kind == "x":
        return 1.0
    if goes_on and before in _FIRST_HALVES and here in "–—…’":
        return 0.5  # an Ö or Å among capitals, rather than a dash without spaces
    if goes_on and here == "‘":  # a letter of Uzbek and Hawaiian
        return 1.0 if before > "\x7f" else 0.0
    if second.kind == "O":
        return 0.0 if here in _INSIDE_WORDS or (here in _CLOSING_OR_OPENING and not goes_on) else 1.0
    if second.kind == "e":
        return 0.5 if goes_on else 0.0
    if second.kind == "C":
        return 1.0 if goes_on and here not in _INSIDE_WORDS and here > "\x7f" else 0.0
    return 0.0


def _two_letters(before: str, here: str, first: _Character, second: _Character, third: _Character) -> float:
    if first.script != second.script:
        return 0.5 if {first.script, second.script} == {"LATIN", "GREEK"} else 1.0  # α-helix, ΔT
    if first.kind == "l" and second.kind == "u" and here > "\x7f":
        return 1.0
    if first.kind == "u" and second.kind == "l" and third.kind == "u" and here > "\x7f":
        return 1.0
    if before > "\x7f" and here > "\x7f" and first.script == "LATIN":
        both_capital = first.kind == second.kind == "u" and third.kind == "l"
        return 1.0 if both_capital or not _share_alphabet(before.lower(), here.lower()) else 0.0
    return 0.0


def _letter_behind_mark(before: str, here: str, after: str) -> float:
    """A letter behind a sign or a closing mark: the sign was part of the word."""
    first, third = _describe(before), _describe(after)
    if before in "√∆∂∏∑∫" and (here < "\x80" or _describe(here).script == "GREEK"):
        return 0.0  # a formula
    if first.kind == "x" and before not in "§¶•¡¿£€$¥°©®™+=<>~^|†‡µ№′×÷±":
        return 1.0
    if first.kind == "C" and before in "”»›":
        return 0.5
    if here in "ÂÃ" and (third.kind in "xOC" or after in "\N{NO-BREAK SPACE}\N{SOFT HYPHEN}"):
        return 0.5  # no language has these as words of one letter
    return 0.0


@lru_cache(maxsize=4096)
def _share_alphabet(first: str, second: str) -> bool:
    known = [alphabet for alphabet in _ALPHABETS if first in alphabet]
    return first == second or not known or any(second in alphabet for alphabet in known)
