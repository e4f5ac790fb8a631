"""Whether characters that could be misread UTF-8 are, and what they should read.

Two questions decide. Does the text read less oddly once they are taken back (see `_oddity`)? And do people
write what comes out: letters of the script around it, punctuation, a common sign, a picture? Once a text has
given itself away, its other sequences in the same encoding need no oddity of their own.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import NamedTuple, TypeAlias

from ..document import Span
from ..later import later
from ._mojibake import LOST, TELLING, Stretch, table
from ._oddity import oddity, script_of
from ._plausible import home_of, is_one_script

MAX_LAYERS = 4
"""Times that one text may have been misread; three were met in the wild."""

CONTEXT = 24
"""Characters on either side of a stretch that are looked at: a long word."""

SHORTEST_SEQUENCE = 2
"""Characters that a sequence of UTF-8 makes at least: fewer spell nothing more."""

STEP = 0.5
"""The smallest oddity."""

PROOF = 2.0
"""Oddity that an encoding must explain before its doubtful sequences in the same text are believed."""

_LATE_LATIN = "\u0100"
"""From here on no Latin letter is a word of its own."""


STRANGE = later(r"[^\x00-\x7f]+[ ]?")
"""Characters beyond ASCII that stand side by side, with a space behind them: what mojibake is made of, in
every encoding but EBCDIC. A text has few of them, and fewer different ones."""

_SUSPICIOUS = later(rf"[^\x00-\x7f]{{2}}|[\u00c0-\u017f](?=[ {LOST}])")
"""Mojibake is two characters beyond ASCII side by side, but for a byte that was lost."""


_Place: TypeAlias = tuple[str, Span]
"""An encoding, and a line that has characters with which its sequences begin."""


class Reading(NamedTuple):
    """A stretch of mojibake, what it should read, and the encodings it was read in, the last one first."""

    start: int
    end: int
    repaired: str
    encodings: tuple[str, ...]
    gain: float


def may_be_misread(stretch: str) -> bool:
    """Whether one of the stretches that `STRANGE` finds may be mojibake."""
    return _SUSPICIOUS.search(stretch) is not None


def readings(text: str, encodings: Sequence[str]) -> list[Reading]:
    """All mojibake of a text in order; where stretches overlap, that of the encoding which explains most."""
    lines = [(line, frozenset(text[slice(*line)])) for line in _suspicious_lines(text)]
    places = [
        (encoding, line)
        for encoding, (line, characters) in product(encodings, lines)
        if not table(encoding).leads.isdisjoint(characters)
    ]
    candidates = [*_judged(text, places, encodings), *_cut_off(text, places)]
    if not candidates:
        return []
    explained: Counter[str] = Counter()
    for reading in candidates:
        explained[reading.encodings[0]] += round(reading.gain / STEP)
    likeliest = sorted(explained, key=lambda name: (-explained[name], encodings.index(name)))
    sure = _disjoint(candidates, likeliest)
    proved = [name for name in likeliest if explained[name] * STEP >= PROOF]
    doubtful = [(encoding, line) for encoding, line in places if encoding in proved]
    return _disjoint(_doubtful(text, doubtful), likeliest, sure) if proved else sure


def _suspicious_lines(text: str) -> list[Span]:
    """The lines that hold what mojibake is made of: most lines of most languages hold none."""
    lines: list[Span] = []
    for match in STRANGE.finditer(text):
        if (not lines or match.start() >= lines[-1].end) and may_be_misread(match.group()):
            end = text.find("\n", match.end())
            lines.append(Span(text.rfind("\n", 0, match.start()) + 1, len(text) if end < 0 else end))
    return lines


def _judged(text: str, places: Iterable[_Place], encodings: Sequence[str]) -> Iterator[Reading]:
    for encoding, line in places:
        for stretch in table(encoding).stretches(text, *line):
            reading = _judge(text, stretch, encoding, encodings)
            if reading is not None:
                yield reading


def _judge(text: str, stretch: Stretch, encoding: str, encodings: Sequence[str]) -> Reading | None:
    """The stretch as mojibake, taken back as often as it pays; None where it may stand."""
    lead, tail = _surroundings(text, stretch)
    before = _oddity_of(lead, text[stretch.start : stretch.end], tail)
    found = None
    if before:
        for repaired, layers in _layers(stretch.decoded, (encoding,), encodings):
            after = _oddity_of(lead, repaired, tail) + _broken_case(lead, repaired, tail)
            gain = before - after
            if 0 < gain >= after and _is_plausible(lead, repaired, tail, gain):
                found = Reading(stretch.start, stretch.end, repaired, layers, gain)
    return found


def _surroundings(text: str, stretch: Stretch) -> tuple[str, str]:
    lead = text[max(0, stretch.start - CONTEXT) : stretch.start]
    return lead, text[stretch.end : stretch.end + CONTEXT]


def _oddity_of(lead: str, middle: str, tail: str) -> float:
    return oddity(lead + middle + tail, len(lead), len(lead) + len(middle))


def _layers(
    decoded: str, layers: tuple[str, ...], encodings: Sequence[str]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What a stretch spells, what that spells in its turn, and so on."""
    yield decoded, layers
    while len(layers) < MAX_LAYERS and len(decoded) >= SHORTEST_SEQUENCE:
        for encoding in encodings:
            deeper = _taken_back(decoded, encoding)
            if deeper is not None:
                decoded, layers = deeper, (*layers, encoding)
                break
        else:
            return
        yield decoded, layers


def _taken_back(text: str, encoding: str) -> str | None:
    """The text decoded once more, where all of it but ASCII is sequences of the encoding."""
    pieces, last = [], 0
    for stretch in table(encoding).stretches(text):
        pieces += [text[last : stretch.start], stretch.decoded]
        last = stretch.end
    rest = "".join((*pieces[::2], text[last:]))
    return "".join((*pieces, text[last:])) if pieces and rest.isascii() else None


def _is_plausible(lead: str, repaired: str, tail: str, gain: float) -> bool:
    """Whether people write such characters, at this place."""
    homes = [home for home in map(home_of, repaired) if home]
    if "?" in homes or not is_one_script(repaired):
        return False
    if not homes:
        return gain > 1 or not _is_lonely(lead, repaired, tail)
    if len(homes) > 1:
        return True
    return homes[0] in map(home_of, lead[-2:] + tail[:2]) or (homes[0] == "GREEK" and gain >= 1)


def _broken_case(lead: str, repaired: str, tail: str) -> float:
    """1 where a small letter would land in a word of capitals."""
    word = _letters_at_end(lead) + _letters_at_end(tail[::-1])
    small = any(c.islower() and c not in "ßﬁﬂªºµ" for c in repaired)
    return 1.0 if small and len(word) > 1 and word.isupper() else 0.0


def _letters_at_end(text: str) -> str:
    return text[len(text.rstrip("".join(filter(str.isalpha, text)))) :]


def _is_lonely(lead: str, repaired: str, tail: str) -> bool:
    """Whether a word of one letter comes out that no language has."""
    return (
        len(repaired) == 1
        and repaired.isalpha()
        and repaired >= _LATE_LATIN
        and not (lead[-1:].isalpha() or tail[:1].isalpha())
    )


def _cut_off(text: str, places: Iterable[_Place]) -> Iterator[Reading]:
    """Sequences that lost a byte and are odd all the same."""
    for encoding, line in places:
        for stretch in table(encoding).lossy_stretches(text, *line, telling=True):
            source = text[stretch.start : stretch.end]
            if source.isalpha() and not _is_spaced(text, stretch):
                continue
            lead, tail = _surroundings(text, stretch)
            gain = _oddity_of(lead, source, tail)
            if gain >= 1:
                yield Reading(stretch.start, stretch.end, stretch.decoded, (encoding,), gain)


def _is_spaced(text: str, stretch: Stretch) -> bool:
    """Whether an à or a no-break space lost its second byte to a space: the commonest loss by far."""
    return stretch.decoded in "à\N{NO-BREAK SPACE}" and script_of(text[stretch.start]) == "LATIN"


def _doubtful(text: str, places: Iterable[_Place]) -> Iterator[Reading]:
    """Sequences of encodings that the text is known to have been read in."""
    for encoding, line in places:
        lossy = (s for s in table(encoding).lossy_stretches(text, *line) if _shows_loss(text, s))
        for stretch in (*table(encoding).stretches(text, *line), *lossy):
            lead, tail = _surroundings(text, stretch)
            source = text[stretch.start : stretch.end]
            gain = _oddity_of(lead, source, tail) - _oddity_of(lead, stretch.decoded, tail)
            if "?" not in map(home_of, stretch.decoded):
                yield Reading(stretch.start, stretch.end, stretch.decoded, (encoding,), gain)


def _shows_loss(text: str, stretch: Stretch) -> bool:
    """Whether there is a trace of the byte that a sequence lacks."""
    source = text[stretch.start : stretch.end]
    return LOST in source or len(source) == 1 or stretch.raw.startswith(tuple(TELLING))


def _disjoint(
    found: Iterable[Reading], likeliest: Sequence[str], kept: Iterable[Reading] = ()
) -> list[Reading]:
    """Readings that do not overlap, the likeliest chosen first; what is kept already has precedence."""
    rank = {name: place for place, name in enumerate(likeliest)}
    chosen = sorted(kept)
    for reading in sorted(found, key=lambda r: (rank[r.encodings[0]], -r.gain, r.start - r.end, r)):
        place = bisect_left(chosen, reading)
        free_before = place == 0 or chosen[place - 1].end <= reading.start
        if free_before and (place == len(chosen) or chosen[place].start >= reading.end):
            chosen.insert(place, reading)
    return chosen
