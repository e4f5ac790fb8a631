"""UTF-8 that was read in an encoding of East Asia: GBK, Shift-JIS, Big5, EUC-KR.

Such an encoding takes two bytes a character, and so ’ becomes 鈥 with half of the next letter in it. A run of
these characters is mojibake where its bytes are UTF-8 throughout, which chance makes of short runs alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..later import later
from ._oddity import script_of
from ._plausible import home_of, is_one_script

MIN_RUN = 4
"""Characters from which a run that is UTF-8 throughout is no accident: of 28,577 such runs in sound news text
of five languages 10 decode, and none of them to characters that people write side by side."""

MAX_EAST_ASIAN_SHARE = 0.5
"""Share of East Asian letters in a text from which one of them beside a Latin letter is what it seems."""

_WIDTH = 2
_TYPOGRAPHY = b"\xe2\x80"
_ASCII_LETTER = later(r"[A-Za-z]")
_RUN = later(r"[\u2e80-\u9fff\uac00-\ud7a3\ue000-\uf8ff\uf900-\ufaff\uff61-\uff9f]+")


class WideStretch(NamedTuple):
    """A run that spells UTF-8: `start … end` of the text, what it spells, and the encoding it was read in."""

    start: int
    end: int
    decoded: str
    encoding: str


def has_wide(text: str) -> bool:
    """Whether a text has a character that misread UTF-8 is made of."""
    return _RUN.search(text) is not None


def wide_stretches(text: str, encodings: Sequence[str]) -> Iterator[WideStretch]:
    """Each run of East Asian characters that is misread UTF-8, from left to right."""
    runs = list(_RUN.finditer(text))
    if not runs:
        return
    letters = sum(map(str.isalpha, text))
    at_home = sum(len(run.group()) for run in runs) > MAX_EAST_ASIAN_SHARE * letters
    for run in runs:
        for encoding in encodings:
            raw = _bytes(run.group(), encoding)
            decoded = _decode(raw)
            if decoded and _is_believable(text, run.start(), raw, decoded, at_home):
                yield WideStretch(run.start(), run.end(), decoded, encoding)
                break


def _bytes(run: str, encoding: str) -> bytes:
    try:
        return run.encode(encoding)
    except UnicodeEncodeError:
        return b""


def _decode(raw: bytes) -> str | None:
    """What the bytes spell; a sequence cut off at the end is written U+FFFD. None where they are no UTF-8."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.end < len(raw) or (error.start == 0 and raw != _TYPOGRAPHY):
            return None
        return raw[: error.start].decode("utf-8") + "\N{REPLACEMENT CHARACTER}"


def _is_believable(text: str, start: int, raw: bytes, decoded: str, at_home: bool) -> bool:
    if "?" in map(home_of, decoded) or not is_one_script(decoded):
        return False
    if "EAST ASIAN" in map(home_of, decoded) and _ASCII_LETTER.search(decoded):
        return False
    if len(raw) >= 2 * MIN_RUN and len(set(raw)) > MIN_RUN:
        return True
    if any(map(home_of, decoded)):
        return False
    before = text[start - 1 : start]
    glued = before.isalpha() and script_of(before) == "LATIN"
    return raw.startswith(_TYPOGRAPHY) or (glued and not at_home)


def is_wide(name: str) -> bool:
    """Whether an encoding takes two bytes for a Chinese character. Raises ValueError for an unknown one."""
    try:
        return len("中".encode(name)) == _WIDTH
    except UnicodeEncodeError:
        return False
    except LookupError:
        raise ValueError(f"unknown encoding {name!r}") from None
