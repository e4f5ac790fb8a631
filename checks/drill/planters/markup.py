"""Markup and escapes that a scraper left in the text."""

from __future__ import annotations

from html.entities import codepoint2name
from random import Random

import regex

from ..damage import Damage, inserted, replaced
from ..material import Material
from ..phrases import load

_ESCAPED_CHARACTER = regex.compile(r"(?<=\S)[ \"'&–—’“”«»\u00a0\u00c0-\u00ff](?=\S)|(?<=\s)[\"“„«&–—](?=\S)")
_WORD_END = regex.compile(r"(?<=\p{Ll}{2})(?=[ ,])")
_APOSTROPHE_ENTITIES = {"'": ("&#39;", "&#x27;", "&apos;"), " ": ("&nbsp;", "&#160;", "&#xa0;")}
"""What stands for characters that have no name of their own, or another meaning as an entity."""

_BACKSLASHED = regex.compile(r"[\"'“”‘’«»–—\u00c0-\u00ff]")


def entity(material: Material, random: Random) -> Damage | None:
    """A character stands as its HTML entity: "&#8217;", "&nbsp;", "&amp;rsquo;". The defect is the entity."""
    places = list(material.matches(_ESCAPED_CHARACTER))
    if not places:
        return None
    marks = [place for place in places if place.group() != " "]
    match = random.choice(marks if marks and random.random() < 0.7 else places)  # noqa: PLR2004 - spaces abound
    escaped = random.choice(_entities(match.group()))
    if random.random() < 0.2:  # noqa: PLR2004 - one in five is escaped twice
        escaped = escaped.replace("&", "&amp;")
    return replaced(material.text, *match.span(), escaped)


def _entities(character: str) -> tuple[str, ...]:
    if character in _APOSTROPHE_ENTITIES:
        return _APOSTROPHE_ENTITIES[character]
    code = ord(character)
    numbers = (f"&#{code};", f"&#x{code:x};")
    return (f"&{codepoint2name[code]};", *numbers) if code in codepoint2name else numbers


def escape_sequence(material: Material, random: Random) -> Damage | None:
    r"""A character stands as its escape in some program: "\n", "\u2019", "\x27". The defect is the escape."""
    quoted = list(material.matches(_BACKSLASHED))
    if quoted and random.random() < 0.6:  # noqa: PLR2004 - the rest are line ends
        match = random.choice(quoted)
        return replaced(material.text, *match.span(), random.choice(_escapes(match.group())))
    if not material.neighbours:
        return None
    first, second = random.choice(material.neighbours)
    return replaced(material.text, first.end, second.start, random.choice(["\\n", "\\r\\n", "\\n\\n", "\\t"]))


def _escapes(character: str) -> list[str]:
    code = ord(character)
    if character.isascii():
        return [f"\\{character}", f"\\u{code:04x}", f"\\x{code:02x}"]
    return [f"\\u{code:04x}", "".join(f"\\x{byte:02x}" for byte in character.encode("utf-8"))]


def tag(material: Material, random: Random) -> Damage | None:
    """An HTML tag is left behind a word. The defect is the tag."""
    return _behind_word(material, random, random.choice(load("markup")["tags"]))


def shortcode(material: Material, random: Random) -> Damage | None:
    """A publishing system's shortcode or an unfilled placeholder is left in. The defect is that."""
    new = random.choice(load("markup")["shortcodes"])
    if random.random() < 0.5 and material.neighbours:  # noqa: PLR2004 - either way
        first, _ = random.choice(material.neighbours)
        return inserted(material.text, first.end, " " + new)
    return _behind_word(material, random, " " + new)


def _behind_word(material: Material, random: Random, new: str) -> Damage | None:
    places = [m.start() for m in material.matches(_WORD_END)]
    return inserted(material.text, random.choice(places), new) if places else None
