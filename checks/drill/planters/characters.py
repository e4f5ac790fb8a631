"""Characters that do not belong, were decoded wrongly, or cannot be seen."""

from __future__ import annotations

import unicodedata
from random import Random

import regex

from ..damage import Damage, inserted, replaced
from ..material import Material
from ..phrases import load, words

WRONG_TABLES = ("cp1252", "latin-1", "mac_roman", "cp1250", "cp1251", "cp437", "iso8859-15")
"""Tables by which UTF-8 is misread: the Western ones first of all, then what Eastern and old machines had."""

SPACES_IN_QUOTATIONS = frozenset({"fr"})
"""Languages that set a space inside their quotation marks."""

_WORD = regex.compile(r"(?<![\p{L}\p{N}'’\-])\p{Ll}{4,}(?![\p{L}\p{N}'’\-])")
_SPACED_WORD = regex.compile(r"(?<= )\p{Ll}{3,}(?= \p{L})")
_STOP = regex.compile(r"(?<=\p{Ll}{2})[,.](?=\s|$)")
_OPENING_MARK = regex.compile(r"(?<=\s)[“„\"](?=\p{L})")
_QUOTATION = regex.compile(r"(?<=[\s(])(?:“[^“”\n]{3,400}”|„[^„“”\n]{3,400}[“”]|«[^«»\n]{3,400}»)")
_STRAIGHT_QUOTATION = regex.compile(r"(?<=[\s(])\"[^\"\n]{3,400}\"(?=[\s.,;)])")
_BEYOND_ASCII = regex.compile(r"[^\x00-\x7f\s]")
_TYPEWRITER_MARK = regex.compile(r"(?<=\p{L})'(?=\p{L})|(?<=\p{L} )-(?= \p{L})")
_ANY_WORD = regex.compile(r"\p{L}+(?:['’]\p{L}+)*")

_PRINTERS_MARKS = {"'": "\N{RIGHT SINGLE QUOTATION MARK}", "-": "\N{EN DASH}"}
_HOMOGLYPHS = dict(
    zip(
        "aceopxyiACEHKMOPTX",
        "\u0430\u0441\u0435\u043e\u0440\u0445\u0443\u0456\u0410\u0421\u0415\u041d\u041a\u041c\u041e\u0420\u0422\u0425",
        strict=True,
    )
)
"""Latin letters and the Cyrillic ones that look like them."""


def space_before_mark(material: Material, random: Random) -> Damage | None:
    """A space before a comma or full stop: "the harbour ,". The defect is space and mark."""
    places = [m.start() for m in material.matches(_STOP)]
    if not places:
        return None
    at = random.choice(places)
    return replaced(material.text, at, at + 1, " " + material.text[at])


def detached_stop(material: Material, random: Random) -> Damage | None:
    """A second full stop stands by itself: "the harbour. . She". The defect is the second."""
    places = [first.end for first, _ in material.plain_neighbours]
    return inserted(material.text, random.choice(places), " .") if places else None


def padded_quotation(material: Material, random: Random) -> Damage | None:
    """A space inside an opening quotation mark: “ We. The defect is mark and space."""
    if material.language in SPACES_IN_QUOTATIONS:
        return None
    places = [m.start() for m in material.matches(_OPENING_MARK)]
    if not places:
        return None
    at = random.choice(places)
    return replaced(material.text, at, at + 1, material.text[at] + " ")


def padded_end(material: Material, random: Random) -> Damage | None:
    """A space inside a closing quotation mark: We do. ”. The defect is space and mark."""
    if material.language in SPACES_IN_QUOTATIONS:
        return None
    ends = [m.end() for m in material.matches(_QUOTATION) if m.group()[0] == "“"]
    if not ends:
        return None
    at = random.choice(ends) - 1
    return replaced(material.text, at, at + 1, " " + material.text[at])


def turned_mark(material: Material, random: Random) -> Damage | None:
    """A mark of a quotation faces away from it: ”We do”, “We do“. The defect is the mark."""
    pairs = [m.span() for m in material.matches(_QUOTATION) if m.group()[0] == "“"]
    if not pairs:
        return None
    start, end = random.choice(pairs)
    at, turned = random.choice([(start, "”"), (end - 1, "“")])
    return replaced(material.text, at, at + 1, turned)


def unmarked_speech(material: Material, random: Random) -> Damage | None:
    """Speech with "I" or "we", and a comma before who said it, loses its marks. The defect is the speech."""
    speakers = words("speakers", material.language)
    if not speakers:
        return None
    says_so = regex.compile(rf"(?i:(?<!\p{{L}})(?:{'|'.join(speakers.split())})(?!\p{{L}}))")
    found = [
        m.span()
        for m in material.matches(_QUOTATION)
        if m.group().endswith(",”") and says_so.search(m.group())
    ]
    if not found:
        return None
    start, end = random.choice(found)
    text = material.text
    return Damage(text[:start] + text[start + 1 : end - 1] + text[end:], start, end - 2)


def open_quotation(material: Material, random: Random) -> Damage | None:
    """A quotation loses its closing mark. The defect runs from the opening mark to where that was."""
    places = [m.span() for m in material.matches(_QUOTATION)] or _straight_quotations(material)
    if not places:
        return None
    start, end = random.choice(places)
    return Damage(material.text[: end - 1] + material.text[end:], start, end - 1)


def _straight_quotations(material: Material) -> list[tuple[int, int]]:
    """Quotations in typewriter marks, of paragraphs that hold no other such mark that could mislead."""
    text = material.text
    return [
        match.span()
        for paragraph in material.paragraphs
        if text.count('"', paragraph.start, paragraph.end) == 2  # noqa: PLR2004 - a mark opens, a mark closes
        for match in _STRAIGHT_QUOTATION.finditer(text, paragraph.start, paragraph.end)
    ]


def stray_symbol(material: Material, random: Random) -> Damage | None:
    """A sign that means nothing there, behind a word or between two. The defect is the sign."""
    sign = unicodedata.lookup(random.choice(load("signs")["stray"]))
    places = [m.end() for m in material.matches(_SPACED_WORD)]
    return (
        inserted(material.text, random.choice(places), random.choice([sign, " " + sign])) if places else None
    )


def zero_width(material: Material, random: Random) -> Damage | None:
    """A character without width within a word. The defect is the character."""
    return _within_word(material, random, unicodedata.lookup(random.choice(load("signs")["zero_width"])))


def control_character(material: Material, random: Random) -> Damage | None:
    """A control character within a word or behind it. The defect is the character."""
    return _within_word(material, random, chr(random.choice(load("signs")["controls"])))


def _within_word(material: Material, random: Random, new: str) -> Damage | None:
    places = [m.span() for m in material.matches(_WORD)]
    if not places:
        return None
    start, end = random.choice(places)
    at = random.randint(start + 1, end)
    return Damage(material.text[:at] + new + material.text[at:], at, at + len(new))


def homoglyph(material: Material, random: Random) -> Damage | None:
    """A letter of a word is the Cyrillic one that looks like it. The defect is the letter."""
    places = [
        at
        for match in material.matches(_WORD)
        for at in range(*match.span())
        if material.text[at] in _HOMOGLYPHS
    ]
    if not places:
        return None
    at = random.choice(places)
    return replaced(material.text, at, at + 1, _HOMOGLYPHS[material.text[at]])


def mojibake(material: Material, random: Random) -> Damage | None:
    """A character is read by the wrong table: "caf├®", "donâ€™t". The defect is what it became."""
    return _misread(material, random, times=1)


def double_mojibake(material: Material, random: Random) -> Damage | None:
    """A character is read by a wrong table twice: "cafÃƒÂ©". The defect is what it became."""
    return _misread(material, random, times=2)


def _misread(material: Material, random: Random, times: int) -> Damage | None:
    """Encode one character beyond ASCII as UTF-8 and decode it by a table that has a letter for every byte.

    In a text without any, an apostrophe or a dash is taken for its printer's form first, as editors do.
    """
    places = list(material.matches(_BEYOND_ASCII)) or list(material.matches(_TYPEWRITER_MARK))
    if not places:
        return None
    start, end = random.choice(places).span()
    character = _PRINTERS_MARKS.get(material.text[start], material.text[start])
    readings = [reading for table in WRONG_TABLES if (reading := _reading(character, table, times))]
    return replaced(material.text, start, end, random.choice(readings)) if readings else None


def _reading(character: str, table: str, times: int) -> str | None:
    reading = character
    for _ in range(times):
        try:
            reading = reading.encode("utf-8").decode(table)
        except UnicodeError:  # no such bytes in the table, or half of a surrogate pair
            return None
    return reading if any(each.isprintable() for each in reading[1:]) else None


def lost_character(material: Material, random: Random) -> Damage | None:
    """A letter beyond ASCII, or an apostrophe, becomes a replacement character or "?". The defect is that."""
    inner = [
        match.start() + at
        for match in material.matches(_ANY_WORD)
        for at, character in enumerate(match.group()[1:-1], 1)
        if not character.isascii() or character == "'"
    ]
    if not inner:
        return None
    at = random.choice(inner)
    return replaced(material.text, at, at + 1, random.choice(["\N{REPLACEMENT CHARACTER}", "?"]))
