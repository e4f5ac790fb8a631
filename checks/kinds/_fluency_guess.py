"""How well the words of a sentence can be guessed from their neighbours, by the states of the network."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from ._fluency_products import product

STEPS = 256
"""Steps of the table of chances to each unit of their logarithm."""

CHANCE_ONE, REACH = 1 << 14, 10
"""What stands for a chance of 1, so that a thousand add up to less than 2²⁴, up to which float32 counts
exactly; and how far below the greatest a logarithm may lie before its chance is nothing."""

DIGITS = 6


class Guesses:
    """The guesses of one model: the class of each token, from the state before it and that behind it."""

    def __init__(self, arrays: Mapping[str, Any], one: int) -> None:
        """Take the arrays of a model; `one` is what stands for 1 in a state."""
        import numpy as np  # noqa: PLC0415 (dear to import, and most commands need no guesses)

        table = arrays["guess"].astype(np.float32)
        self._before, self._behind = table[: len(table) // 2], table[len(table) // 2 :]
        self._scale = arrays["guess_scale"] * np.float32(STEPS / one)
        self._bias = arrays["guess_bias"] * np.float32(STEPS)
        self._usual = arrays["guess_usual"]

    def of(self, left: Any, right: Any, sizes: Sequence[int], classes: Sequence[Any]) -> list[float]:
        """How much likelier each sentence's classes are beside each other than by themselves.

        The mean over its tokens of the logarithm, rounded, for logarithms differ by machine. `left` and
        `right` are the states of each direction once it has read a token, sentence after sentence.
        """
        import numpy as np  # noqa: PLC0415

        ends = np.cumsum(sizes)
        starts = ends - sizes
        given = np.empty((len(left), len(self._bias)), np.float32)
        given[1:] = product(left[:-1], self._before)
        given[starts] = 0
        behind = product(right[1:], self._behind)
        behind[ends[:-1] - 1] = 0
        given[:-1] += behind
        given *= self._scale
        given += self._bias
        wanted = np.concatenate(classes)
        places = given.max(1, keepdims=True) - given  # how far below the likeliest
        right_ones = places[np.arange(len(places)), wanted].astype(np.float64) / STEPS + self._usual[wanted]
        places += 1 / 2  # to the nearest step
        chances = self._chances.take(places.astype(np.int32), mode="clip").sum(1)
        gains = [
            -right_one - math.log(chance / CHANCE_ONE)
            for right_one, chance in zip(right_ones.tolist(), chances.tolist(), strict=True)
        ]
        return [
            round(math.fsum(gains[start:end]) / (end - start), DIGITS)
            for start, end in zip(starts.tolist(), ends.tolist(), strict=True)
        ]

    @cached_property
    def _chances(self) -> Any:
        """A table of chances by how far their logarithms lie below nothing."""
        import numpy as np  # noqa: PLC0415

        table = [float(round(CHANCE_ONE * math.exp(-step / STEPS))) for step in range(REACH * STEPS)]
        return np.array([*table, 0.0], np.float32)
