"""Kind `encoding`: text that was read in the wrong encoding (mojibake)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, ClassVar

from ..later import later
from ._base import Context, Doc, Hit, Kind, Scope
from ._mojibake import table
from ._mojibake_cjk import has_wide, is_wide, wide_stretches
from ._mojibake_ftfy import explained, may_be_explained
from ._unmix import STRANGE, Reading, may_be_misread, readings

_C1 = later(r"[\x80-\x9f]+")
_NEXT_LINE = "\x85"
_LATIN_1, _WINDOWS = "iso-8859-1", "windows-1252"
_UTF_8 = "UTF-8"


@dataclass(frozen=True)
class Encoding(Kind):
    """Finds UTF-8 that was read in another encoding, once or several times over, and stray C1 controls.

    A stretch is mojibake where its characters are the bytes of UTF-8 in one of the encodings, and the text
    reads less oddly once they are taken back. It leaves alone what merely looks unusual: capitals before an
    ellipsis or a quotation mark, formulas, letters of many languages side by side.
    """

    read_as: Annotated[
        tuple[str, ...], Doc("Encodings that the text may have been read in, likeliest first.")
    ]

    scopes: ClassVar[tuple[Scope, ...]] = ("document", "block", "sentence", "title")
    values: ClassVar[tuple[str, ...]] = ("shown", "repaired", "encoding")

    def __post_init__(self) -> None:
        """Raise ValueError for no encoding, an unknown one, or one that takes over two bytes a character."""
        if not self.read_as:
            raise ValueError("name encodings in read_as")
        for name in self._narrow:
            table(name)

    @cached_property
    def _wide(self) -> tuple[str, ...]:
        return tuple(name for name in self.read_as if is_wide(name))

    @cached_property
    def _narrow(self) -> tuple[str, ...]:
        return tuple(name for name in self.read_as if not is_wide(name))

    def find(self, context: Context) -> Iterator[Hit]:
        """Each broken stretch, with its repair and what it was read as."""
        unit = context.unit
        if unit.isascii():
            return
        strange = set(STRANGE.findall(unit))
        characters = "".join(strange)
        found = readings(unit, self._narrow) if any(map(may_be_misread, strange)) else []
        if has_wide(characters):
            found += [
                Reading(start, end, decoded, (encoding,), 0.0)
                for start, end, decoded, encoding in wide_stretches(unit, self._wide)
            ]
        if any(map(may_be_explained, strange)):
            found += self._second_opinion(unit, found)
        if _C1.search(characters):
            found += _lone_controls(unit, found)
        for reading in sorted(found):
            values = {
                "shown": _visible(unit[reading.start : reading.end]),
                "repaired": _visible(reading.repaired),
                "encoding": _explanation(reading),
            }
            yield Hit(context.start + reading.start, context.start + reading.end, context.field, values)

    def _second_opinion(self, text: str, found: list[Reading]) -> list[Reading]:
        """What ftfy finds besides, in the encodings that are looked for; controls are left to be counted."""
        covered = _covered(found)
        return [
            other
            for other in explained(text)
            if other.encodings[0] in self._narrow and not _C1.search(text, other.start, other.end)
            if covered.isdisjoint(range(other.start, other.end))
        ]


def _lone_controls(text: str, found: list[Reading]) -> Iterator[Reading]:
    """C1 controls outside of all other stretches: punctuation of Windows-1252 that was read as ISO-8859-1.

    U+0085 ends a line in some files; it counts where other such controls stand in the text.
    """
    covered = _covered(found)
    runs = [match for match in _C1.finditer(text) if covered.isdisjoint(range(*match.span()))]
    if all(match.group().strip(_NEXT_LINE) == "" for match in runs):
        return
    for match in runs:
        repaired = match.group().encode(_LATIN_1).decode(_WINDOWS, "replace")
        yield Reading(*match.span(), repaired, (_LATIN_1,), 0.0)


def _covered(found: Iterable[Reading]) -> set[int]:
    """The offsets that readings cover."""
    return {offset for reading in found for offset in range(reading.start, reading.end)}


def _visible(text: str) -> str:
    """The text with a code point for each character that cannot be seen."""
    return "".join(c if c.isprintable() or c == " " else f"<U+{ord(c):04X}>" for c in text)


def _explanation(reading: Reading) -> str:
    """Which encoding was taken for which: `UTF-8 read as windows-1252`."""
    meant = _WINDOWS if reading.encodings == (_LATIN_1,) else _UTF_8
    times = len(reading.encodings)
    again = "" if times == 1 else f", {times} times over"
    return f"{meant} read as {' and '.join(dict.fromkeys(reading.encodings))}{again}"
