"""The worst of many items, in bounded memory, for reports that cannot hold them all."""

from __future__ import annotations

from collections.abc import Callable
from heapq import heappush, heapreplace
from typing import Generic, TypeVar

from ..finding import Result, Verdict

Item = TypeVar("Item")

Badness = tuple[float, ...]
"""How bad an item is: compared number by number, more is worse."""

_VERDICTS: tuple[Verdict, ...] = ("pass", "review", "fail")


def badness(result: Result) -> Badness:
    """How bad a scored document is: by verdict, then by the score that the verdict rests on."""
    score = result.score if result.judged_score is None else result.judged_score
    return (_VERDICTS.index(result.verdict), -score)


class Worst(Generic[Item]):
    """Keeps the `room` worst of all items that it was shown; of equals, the earlier ones."""

    def __init__(self, room: int) -> None:
        """Keep at most `room` items."""
        self._room = room
        self._heap: list[tuple[Badness, int, Item]] = []
        self.seen = 0

    def __len__(self) -> int:
        return len(self._heap)

    @property
    def left_out(self) -> int:
        """Items that were shown and are not kept."""
        return self.seen - len(self._heap)

    def add(self, how_bad: Badness, make: Callable[[], Item]) -> None:
        """Show an item, which is made only if it is kept."""
        self.seen += 1
        if len(self._heap) < self._room:
            heappush(self._heap, (how_bad, -self.seen, make()))
        elif self._heap and how_bad > self._heap[0][0]:
            heapreplace(self._heap, (how_bad, -self.seen, make()))

    def items(self) -> list[Item]:
        """The items that are kept, the worst first."""
        return [item for _, _, item in sorted(self._heap, key=lambda entry: entry[:2], reverse=True)]
