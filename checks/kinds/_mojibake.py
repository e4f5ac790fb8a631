"""UTF-8 that was read in another encoding: where its bytes stand as characters, and what they say.

A table of one byte a character turns each UTF-8 sequence (a lead byte and one to three continuation bytes)
into two to four characters of its upper half. `Table` finds such stretches and takes them back; whether they
are a misreading or only look like one is for `_unmix` to say.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import regex

from ..dialect import compiled

_HIGH = range(0x80, 0x100)
_CONTINUATION = range(0x80, 0xC0)
_LEADS = {2: range(0xC2, 0xE0), 3: range(0xE0, 0xF0), 4: range(0xF0, 0xF5)}
"""Bytes that begin a sequence of so many bytes (RFC 3629)."""

TELLING = {b"\xe2\x80": 1, b"\xf0\x9f": 2}
"""How typographers' marks and pictures begin, and how many bytes follow: sure signs even without these."""

_LATIN_LEADS = range(0xC2, 0xC4)
"""Lead bytes of the characters up to U+00FF."""

_NO_BREAK_SPACE = 0xA0
"""A continuation byte that much software turns into a space."""

LOST = "\N{REPLACEMENT CHARACTER}"
"""What decoders write for bytes they cannot read."""

_LOST_QUOTATION = b"\xe2\x80"
"""The third byte that is lost is 9D: it alone makes a common mark and is undefined in Windows-1252."""

MAX_TABLES = 64
"""Tables kept; there are fewer encodings of one byte a character."""


class Stretch(NamedTuple):
    """Characters that spell UTF-8: `start … end` of the text, their bytes, and what these spell."""

    start: int
    end: int
    raw: bytes
    decoded: str


class Table:
    """One encoding of one byte a character, as decoders read it that stop at nothing.

    Bytes that the encoding leaves undefined are read as C1 controls, as browsers do.
    """

    def __init__(self, name: str) -> None:
        """Build the table. Raises ValueError for an encoding that is unknown, or no table of one byte."""
        characters = _upper_half(name)
        self._byte_of = dict(zip(characters, _HIGH, strict=True))
        leads = frozenset(byte for of_size in _LEADS.values() for byte in of_size)
        self.leads = frozenset(c for c, byte in self._byte_of.items() if byte in leads)
        """The characters that a sequence begins with."""
        follow = self._class(_CONTINUATION)
        whole = "|".join(f"{self._class(leads)}{follow}{{{size - 1}}}" for size, leads in _LEADS.items())
        self._whole = compiled(f"(?:{whole})+")
        self._lossy = compiled(self._lossy_pattern())
        self._telling = compiled(self._telling_pattern())

    def _lossy_pattern(self) -> str:
        """Sequences with a byte lost, cut off, or turned from a no-break space into a space."""
        two, three, four = (self._class(leads) for leads in _LEADS.values())
        rest = self._class(_CONTINUATION, LOST)
        return rf"{four}{rest}{{1,3}}|{three}{rest}{{1,2}}|{two}(?:{LOST}|(?=[ ]))"

    def _telling_pattern(self) -> str:
        """Those of them that no other text holds: typographers' marks, pictures, à and no-break spaces."""
        rest = self._class(_CONTINUATION, LOST)
        begins = (
            "".join(self._class(range(byte, byte + 1)) for byte in signs) + f"{rest}{{0,{more}}}"
            for signs, more in TELLING.items()
        )
        return "|".join((*begins, rf"{self._class(_LATIN_LEADS)}(?=[ ])"))

    def _class(self, numbers: range, more: str = "") -> str:
        members = (c for c, byte in self._byte_of.items() if byte in numbers)
        return f"[{''.join(map(regex.escape, (*members, *more)))}]"

    def stretches(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Stretch]:
        """Each run of whole sequences that decodes, from left to right."""
        for match in self._whole.finditer(text, start, len(text) if end is None else end):
            raw = bytes(self._byte_of[character] for character in match.group())
            decoded = _decode(raw)
            if decoded is not None:
                yield Stretch(*match.span(), raw, decoded)

    def lossy_stretches(self, text: str, start: int, end: int, telling: bool = False) -> Iterator[Stretch]:
        """Each sequence that lost a byte, or each `telling` one; U+FFFD stands for what is not left."""
        for match in (self._telling if telling else self._lossy).finditer(text, start, end):
            raw = bytes(self._byte_of[c] for c in match.group() if c in self._byte_of)
            if len(match.group()) == 1:
                raw += bytes([_NO_BREAK_SPACE])
            decoded = "”" if raw == _LOST_QUOTATION else raw.decode("utf-8", "replace")
            yield Stretch(*match.span(), raw, decoded)


def _decode(raw: bytes) -> str | None:
    """What UTF-8 spells; surrogates that were encoded one by one (CESU-8) are joined. None if it is none."""
    try:
        return raw.decode("utf-8", "surrogatepass").encode("utf-16", "surrogatepass").decode("utf-16")
    except UnicodeDecodeError:
        return None


def _upper_half(name: str) -> list[str]:
    """The characters of the bytes 80 to FF. Raises ValueError for another sort of encoding."""
    try:
        decode = codecs.lookup(name).decode
    except LookupError:
        raise ValueError(f"unknown encoding {name!r}") from None
    characters, undefined = [], 0
    for byte in _HIGH:
        try:
            characters.append(decode(bytes([byte]))[0])
        except UnicodeDecodeError:
            characters.append(chr(byte))
            undefined += 1
    if undefined == len(_HIGH) or len(set(characters)) < len(_HIGH):
        raise ValueError(f"{name!r} is no encoding of one byte a character")
    return characters


@lru_cache(maxsize=MAX_TABLES)
def table(name: str) -> Table:
    """The table of an encoding, built once. Raises ValueError as `Table` does."""
    return Table(name)
