"""In how many documents something stands, counted in a fixed amount of memory.

Most blocks of a feed stand in one document, and remembering each of them is what would take the memory. A
sketch counts all of them roughly; what has been seen often enough to matter is then counted by name.

The sketch is a Count-Min sketch (G. Cormode and S. Muthukrishnan, "An improved data stream summary: the
count-min sketch and its applications", Journal of Algorithms 55:1, 2005) with conservative update (C. Estan
and G. Varghese, "New directions in traffic measurement and accounting", SIGCOMM 2002). It never counts too
little. It counts too much where in each of its rows something else has the same place.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Callable
from typing import NamedTuple

ROWS = 4
ROW_BITS = 24
"""A row has 2 ** 24 counters of a byte: 64 MiB in all. Measured after ten million different blocks: of those
that stand in one, two or three documents none of 200,000 counts as five, of those in four 1 in 20 does."""

CEILING = 255
"""What a counter can hold."""

MAX_NAMED = 400_000
"""Keys that are counted by name, in some 80 MB. Ten million blocks of news have far fewer that recur."""

KEPT_SHARE = 3 / 4
"""Share of those that stay where too many are left after pruning; the rarest go, to make room for more."""

_PLACES = struct.Struct(f"<{ROWS}I")


class Sketch:
    """Counts keys up to a ceiling, never too low."""

    def __init__(self, ceiling: int, row_bits: int = ROW_BITS) -> None:
        """Count up to `ceiling`, which is at most 255, in rows of 2 ** `row_bits` counters."""
        if not 0 < ceiling <= CEILING:
            raise ValueError(f"the ceiling lies between 1 and {CEILING}")
        self._ceiling = ceiling
        self._mask = (1 << row_bits) - 1
        self._rows = [bytearray(1 << row_bits) for _ in range(ROWS)]

    def add(self, key: bytes) -> int:
        """Count a key once more, and return its count so far."""
        digest = hashlib.blake2b(key, digest_size=_PLACES.size).digest()
        places: list[int] = [place & self._mask for place in _PLACES.unpack(digest)]
        counts = [row[place] for row, place in zip(self._rows, places, strict=True)]
        least = min(counts)
        if least == self._ceiling:
            return least
        for row, place, count in zip(self._rows, places, counts, strict=True):
            if count == least:  # the others hold more already, and of something else
                row[place] = least + 1
        return least + 1


class Tally(NamedTuple):
    """What is kept of a block: in how many documents it stood."""

    documents: int
    unsure: bool = False
    """Whether it may well be an article's own, by its look in any of the documents."""
    sample: str = ""
    """Its beginning, where samples are wanted."""


class Tallies:
    """Tallies by name, at most `capacity` of them.

    Where there are more, those go of which `is_rare` says that they do not matter so far, as in lossy
    counting (G. S. Manku and R. Motwani, "Approximate frequency counts over data streams", VLDB 2002), and if
    that is not enough the rarest. What went counts anew when it comes again: too little, never too much.
    """

    def __init__(self, is_rare: Callable[[int, Tally], bool], capacity: int = MAX_NAMED) -> None:
        """Ask `is_rare` about a key and its tally."""
        self._is_rare = is_rare
        self._capacity = capacity
        self._tallies: dict[int, Tally] = {}
        self.pruned = 0
        """How many keys went to make room."""

    def add(self, key: int, *, unsure: bool) -> bool:
        """Count a key once more where it is known; whether it is."""
        tally = self._tallies.get(key)
        if tally is None:
            return False
        self._tallies[key] = Tally(tally.documents + 1, tally.unsure or unsure, tally.sample)
        return True

    def admit(self, key: int, tally: Tally) -> None:
        """Take in a new key, with its tally so far."""
        if len(self._tallies) >= self._capacity:
            self._prune()
        self._tallies[key] = tally

    def items(self) -> list[tuple[int, Tally]]:
        """All keys with their tallies, in order of the keys."""
        return sorted(self._tallies.items())

    def _prune(self) -> None:
        before = len(self._tallies)
        kept = [item for item in self.items() if not self._is_rare(*item)]
        room = int(self._capacity * KEPT_SHARE)
        if len(kept) > room:
            kept = sorted(kept, key=lambda item: item[1].documents, reverse=True)[:room]
        self._tallies = dict(kept)
        self.pruned += before - len(kept)
