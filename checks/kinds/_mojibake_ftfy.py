"""Mojibake that ftfy explains: a second opinion on lines in which the tables found nothing.

ftfy (Robyn Speer) has seen mix-ups and half repairs in the wild that no table foresees, and repairs only what
it is sure of: on 25,800 sound lines in 128 languages its `fix_encoding` changed none. It is slower than the
tables, so it is asked only about lines that its own pattern calls bad.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..later import later
from ._unmix import STRANGE, Reading

MIN_STRETCH = 3
"""Characters of a stretch: two are as often a capital before a closing mark (`IRMÃ”`)."""

_OWN = r"[^\x00-\x7f‘’“”–—…]"
_TELLING = later(rf"{_OWN}[^\x00-\x7f]|[^\x00-\x7f]{_OWN}|(?!\p{{Ll}}){_OWN}[ ]")
"""What mojibake cannot do without: two characters that are no ASCII, for a sequence of UTF-8 has two bytes at
least, or one before a space that was a no-break space: in no encoding is the byte before it a small letter.
The marks that are left out are one byte's, in each encoding that has them, that begins a sequence of UTF-8,
or all one's that goes on with it."""

_LINE = later(r"[^\n\r]+")
_WORD = later(r"\S+")
_NAMES = {"latin-1": "iso-8859-1", "macroman": "mac-roman"}


def may_be_explained(stretch: str) -> bool:
    """Whether one of the stretches that `STRANGE` finds may be mojibake."""
    return _TELLING.search(stretch) is not None


def explained(text: str) -> Iterator[Reading]:
    """Each stretch that ftfy would repair, word by word where the words alone give it away."""
    from ftfy.badness import is_bad  # noqa: PLC0415 (tables of its own; most texts never get here)

    for line in _LINE.finditer(text):
        strange = set(STRANGE.findall(line[0]))
        if any(map(may_be_explained, strange)) and is_bad(line[0]) and _repaired(line[0]) is not None:
            words = [
                r for word in _WORD.finditer(text, *line.span()) if (r := _reading(word[0], word.start()))
            ]
            whole = _reading(line[0], line.start())
            yield from words or ([whole] if whole else [])


def _reading(stretch: str, offset: int) -> Reading | None:
    """What is broken of a stretch, without what the repair leaves as it is on either side."""
    answer = None if stretch.isascii() else _repaired(stretch)
    if answer is None:
        return None
    repaired, encoding = answer
    before = _shared(stretch, repaired)
    after = _shared(stretch[before:][::-1], repaired[before:][::-1])
    start, end = before, len(stretch) - after
    if end - start < MIN_STRETCH:
        return None
    return Reading(offset + start, offset + end, repaired[before : len(repaired) - after], (encoding,), 0.0)


def _repaired(text: str) -> tuple[str, str] | None:
    """The text as ftfy repairs it, and the encoding that it was read in."""
    from ftfy import fix_encoding_and_explain  # noqa: PLC0415

    repaired, steps = fix_encoding_and_explain(text)
    if repaired == text:
        return None
    name = next((step.parameter for step in steps or () if step.action == "encode"), "latin-1")
    plain = name.removeprefix("sloppy-")
    return repaired, _NAMES.get(plain, plain)


def _shared(one: str, other: str) -> int:
    """How many characters two texts begin with in common."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((number for number, (a, b) in pairs if a != b), min(len(one), len(other)))
