"""References that XML does not know, read as HTML reads them: `&nbsp;`, a bare `&`, a control character.

Feeds are full of them. Each stands for exactly one text, so nothing is guessed; what a parser would say of
them is noted all the same. Entities that a feed declares for itself are never expanded.
"""

from __future__ import annotations

import re
from html.entities import html5

from .options import quoted
from .xml_faults import Fault, Faults

_REFERENCE = re.compile(
    r"""
    &(?!(?:amp|lt|gt|quot|apos);)
    (?: \# (?P<decimal> [0-9]{1,7} ) ;
      | \# (?P<x> [xX] ) (?P<hex> [0-9A-Fa-f]{1,6} ) ;
      | (?P<name> [\w:] [\w:.-]* ) ;
    )?
    """,
    re.VERBOSE,
)
"""Numbers, names and a bare `&`: all but what every XML parser knows."""

_DECLARED = re.compile(r"<!ENTITY\s+(?P<name>[\w:][\w:.-]*)\s")
_EXTERNAL = re.compile(r"<!DOCTYPE\s+[^\s\[\"'>]+\s+(?:SYSTEM|PUBLIC)\s|<!ENTITY\s+%")

ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What is no character of XML 1.0 (section 2.2)."""

_STAND_INS = 0x10E000
_ILLEGAL_CHARACTERS = [code for code in range(0x10000) if ILLEGAL.match(chr(code))]
_TO_STAND_IN = {code: _STAND_INS + number for number, code in enumerate(_ILLEGAL_CHARACTERS)}
_FROM_STAND_IN = {stand_in: code for code, stand_in in _TO_STAND_IN.items()}
_STAND_IN = re.compile(f"[{chr(_STAND_INS)}-{chr(max(_FROM_STAND_IN))}]")
"""Private-use characters that stand for illegal ones while a parser reads."""


def shielded(text: str) -> str:
    """Text that a parser takes, with stand-ins for what is illegal; unchanged where it has such itself."""
    if ILLEGAL.search(text) is None or _STAND_IN.search(text) is not None:
        return text
    return text.translate(_TO_STAND_IN)


def restored(text: str) -> str:
    """The text that `shielded` was given."""
    return text.translate(_FROM_STAND_IN)


class References:
    """The references of one feed, in the light of its document type."""

    def __init__(self, faults: Faults) -> None:
        """Note in `faults` what a parser would complain of."""
        self._faults = faults
        self._declared: frozenset[str] = frozenset()
        self._may_be_declared = False

    def learn(self, doctype: str) -> None:
        """Take in the document type: which entities it declares, and whether there may be others."""
        self._declared = frozenset(found["name"] for found in _DECLARED.finditer(doctype))
        self._may_be_declared = _EXTERNAL.search(doctype) is not None

    def resolve(self, text: str, line: int) -> tuple[str, Fault | None]:
        """Text that stands on a line, with references that XML knows.

        The fault is the first entity in it whose text only the feed knows; its name is kept.
        """
        if "&" not in text:
            return text, None
        parts, end, unknown = [], 0, None
        for found in _REFERENCE.finditer(text):
            before = text[end : found.start()]
            line += before.count("\n")
            parts.append(before)
            end = found.end()
            if found["name"] and self._is_own(found["name"]):
                message = f"the entity {quoted(found['name'])} is declared by the feed, and never expanded"
                unknown = unknown or Fault(line, message)
                parts.append(f"&amp;{found['name']};")
            else:
                parts.append(self._read(found, line))
        parts.append(text[end:])
        return "".join(parts), unknown

    def _is_own(self, name: str) -> bool:
        return f"{name};" not in html5 and (name in self._declared or self._may_be_declared)

    def _read(self, found: re.Match[str], line: int) -> str:
        if found["name"]:
            return self._named(found["name"], line)
        digits = found["decimal"] or found["hex"]
        code = int(digits, 10 if found["decimal"] else 16) if digits else None
        if code is None or code > 0x10FFFF:  # noqa: PLR2004  # the end of Unicode
            self._note(line, "an & that begins no reference; it is read as it stands")
            return "&amp;" + found[0][1:]
        if code in _TO_STAND_IN:
            self._note(line, f"&#{code}; stands for no character of XML")
            return chr(code)
        if found["x"] == "X":
            self._note(line, "a reference that begins with &#X in place of &#x")
            return f"&#{code};"
        return found[0]

    def _named(self, name: str, line: int) -> str:
        characters = html5.get(f"{name};")
        if name not in self._declared and not self._may_be_declared:
            how = "its name is kept" if characters is None else "it is read as in HTML"
            self._note(line, f"the entity {quoted(name)} is not declared; {how}")
        if characters is None:
            return f"&amp;{name};"
        return "".join(f"&#{ord(character)};" for character in characters)

    def _note(self, line: int, message: str) -> None:
        self._faults.note(Fault(line, message))
