"""The network of a fluency model, computed in whole numbers.

A reading of each sentence from the left and one from the right (gated recurrent units), joined in rectified
units, from which come a figure for each token and one for the sentence (see
checks/training/fluency_network.py). All products are of whole numbers so small that their sums are exact in
whatever order they are added, and curves are read from tables. So a sentence has the same figures beside any
others, in any order and on any machine.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple, TypeAlias

Arrays: TypeAlias = Mapping[str, Any]
"""The arrays of a model by name: weights in whole numbers of one byte, scales and biases as float32."""

BYTE = 127
"""The greatest weight."""

ONE = 1024
"""What stands for 1 in a state. 128 products of a weight and a state stay below 2²⁴, up to which float32
counts exactly."""

CURVE_STEPS, CURVE_REACH = 256, 8
"""Steps of a curve's table to each unit, and where it is taken for flat."""

ACTIVATION_STEPS = 256
"""What stands for 1 in a joined unit."""

GUESS_DIGITS = 6

BATCH = 16
"""Sentences that are read at once. With them no product of a step has more than 2¹⁸ multiplications, up to
which OpenBLAS computes with one thread: more threads would do little else than wait for each other."""

MOST_PRODUCTS = 1 << 18

GATES = 3
"""Reset, update and new, in this order."""


class Figures(NamedTuple):
    """What the network says of a sentence: log odds that it is damaged, and those of each token."""

    sentence: float
    tokens: tuple[float, ...]
    guessed: float | None = None
    """By how much its words are likelier beside their neighbours than by themselves: the mean over its tokens
    of the logarithm; None where it was not asked for."""


class Network:
    """The network with the arrays of one model."""

    def __init__(self, arrays: Arrays) -> None:
        self._arrays = arrays

    def figures(
        self,
        encoded: Sequence[tuple[Sequence[int], Sequence[int]]],
        classes: Sequence[Any] = (),
        guessed: Collection[int] = (),
    ) -> list[Figures]:
        """The figures of sentences, each given as entries and shapes of its tokens; none may be empty.

        For the sentences numbered in `guessed` it is told how well the classes of their tokens can be
        guessed.
        """
        order = sorted(range(len(encoded)), key=lambda number: len(encoded[number][0]))
        found: dict[int, Figures] = {}
        for first in range(0, len(order), BATCH):
            numbers = order[first : first + BATCH]
            states = self._states(self._inputs([encoded[n] for n in numbers]))
            for column, number in enumerate(numbers):
                own = states[: len(encoded[number][0]) + 1, :, column]
                wanted = classes[number] if number in guessed else None
                found[number] = self._figures(own, wanted)
        return [found[number] for number in range(len(encoded))]

    def _inputs(self, encoded: Sequence[tuple[Sequence[int], Sequence[int]]]) -> Any:
        """`length × 2 × sentences × dimensions`: the vectors in the order of each direction, then zeros."""
        import numpy as np  # noqa: PLC0415 (dear to import, and most commands need no network)

        length = max(len(entries) for entries, _ in encoded)
        inputs = np.zeros((length, 2, len(encoded), self._floats["given"].shape[-2]), np.float32)
        for column, (entries, shapes) in enumerate(encoded):
            vectors = np.concatenate(
                [self._arrays["entries"][entries], self._arrays["shapes"][shapes]], axis=1
            )
            inputs[: len(entries), 0, column] = vectors
            inputs[: len(entries), 1, column] = vectors[::-1]
        return inputs

    def _states(self, inputs: Any) -> Any:
        """The states before each token and after the last, in the order of each direction."""
        import numpy as np  # noqa: PLC0415

        arrays = self._floats
        sigmoid, tanh = self._curves
        length, _, count, _ = inputs.shape
        given = inputs[:, :, None] @ arrays["given"]  # length × 2 × gates × sentences × states
        given *= arrays["given_scale"]
        given += arrays["given_bias"]
        states = np.zeros((length + 1, 2, count, arrays["own"].shape[-1]), np.float32)
        for step in range(length):
            state = states[step]
            own = state[:, None] @ arrays["own"]
            own *= arrays["own_scale"]
            own += arrays["own_bias"]
            places = given[step]
            places[:, :2] += own[:, :2]
            gates = sigmoid.take(places[:, :2].astype(np.int32), mode="clip")
            new = own[:, 2]
            new *= gates[:, 0]
            new += places[:, 2]
            new = tanh.take(new.astype(np.int32), mode="clip")
            following = states[step + 1]
            np.subtract(state, new, out=following)
            following *= gates[:, 1]
            following += new
            np.rint(following, out=following)
        return states

    def _figures(self, states: Any, classes: Any) -> Figures:
        """The figures of one sentence, given its states; `classes` are those to be guessed, or None."""
        import numpy as np  # noqa: PLC0415

        arrays, heads = self._floats, self._heads
        sums = _product(states[1:, 0], arrays["joined_left"])
        sums += _product(states[1:, 1][::-1], arrays["joined_right"])
        sums *= arrays["joined_scale"]
        sums += arrays["joined_bias"]
        np.maximum(sums, 0, out=sums)
        units = np.rint(sums * ACTIVATION_STEPS).astype(np.int64)
        scale = 1 / (ACTIVATION_STEPS * heads.one)
        tokens = (units @ heads.token) * scale + heads.token_bias
        greatest = int(units.max(0) @ heads.greatest)
        mean = int(units.sum(0) @ heads.mean) / len(units)
        sentence = (greatest + mean) * scale + heads.sentence_bias
        return Figures(
            sentence, tuple(tokens.tolist()), None if classes is None else self._guessed(states, classes)
        )

    def _guessed(self, states: Any, classes: Any) -> float:
        """How much likelier the classes are than by themselves; rounded, for logarithms differ by machine."""
        import numpy as np  # noqa: PLC0415

        arrays = self._floats
        given = _product(states[:-1, 0], arrays["guess_left"])
        given += _product(states[:-1, 1][::-1], arrays["guess_right"])
        given = given.astype(np.float64)
        given *= arrays["guess_scale"]
        given += arrays["guess_bias"]
        given -= given.max(1, keepdims=True)
        right = given[np.arange(len(classes)), classes] - np.log(np.exp(given).sum(1))
        return round(float((right - arrays["guess_usual"][classes]).mean()), GUESS_DIGITS)

    @cached_property
    def _floats(self) -> dict[str, Any]:
        """The arrays as the matrix products want them."""
        import numpy as np  # noqa: PLC0415

        made = {
            name: np.asarray(array, np.float32) for name, array in self._arrays.items() if name != "entries"
        }
        hidden = made["own"].shape[1]
        for name in ("given", "own"):
            table = made[name].reshape(2, -1, GATES, hidden)
            made[name] = np.ascontiguousarray(table.transpose(0, 2, 1, 3))
        for name in ("given_bias", "given_scale", "own_bias", "own_scale"):
            made[name] = made[name].reshape(2, GATES, 1, hidden) * np.float32(CURVE_STEPS)
        made["given_bias"] += np.float32(
            CURVE_REACH * CURVE_STEPS + 1 / 2
        )  # places in the tables count from 0
        made["own_scale"] /= np.float32(ONE)
        made["joined_scale"] = made["joined_scale"] / np.float32(ONE)
        made["guess_scale"] = made["guess_scale"] / np.float32(ONE)
        made["guess_left"], made["guess_right"] = made["guess"][:hidden].copy(), made["guess"][hidden:].copy()
        made["joined_left"], made["joined_right"] = (
            made["joined"][:hidden].copy(),
            made["joined"][hidden:].copy(),
        )
        return made

    @cached_property
    def _heads(self) -> _Heads:
        import numpy as np  # noqa: PLC0415

        one = 1 << 14
        floats = self._floats
        units = len(floats["token"])
        whole = {
            name: np.rint(floats[name].astype(np.float64) * one).astype(np.int64)
            for name in ("token", "sentence")
        }
        return _Heads(
            one,
            whole["token"],
            float(floats["token_bias"][0]),
            whole["sentence"][:units],
            whole["sentence"][units:],
            float(floats["sentence_bias"][0]),
        )

    @cached_property
    def _curves(self) -> tuple[Any, Any]:
        """Tables of the logistic curve (1 is 1) and of the hyperbolic tangent (1 is ONE)."""
        import numpy as np  # noqa: PLC0415

        places = [
            step / CURVE_STEPS for step in range(-CURVE_REACH * CURVE_STEPS, CURVE_REACH * CURVE_STEPS + 1)
        ]
        sigmoid = [round(ONE / (1 + math.exp(-place))) / ONE for place in places]
        tanh = [float(round(ONE * math.tanh(place))) for place in places]
        return np.array(sigmoid, np.float32), np.array(tanh, np.float32)


class _Heads(NamedTuple):
    """The last weights in whole numbers, of which `one` stands for 1."""

    one: int
    token: Any
    token_bias: float
    greatest: Any
    mean: Any
    sentence_bias: float


def _product(rows: Any, table: Any) -> Any:
    """A product of matrices, so few rows at a time that one thread computes it."""
    import numpy as np  # noqa: PLC0415

    step = max(1, MOST_PRODUCTS // table.size)
    return np.concatenate([rows[first : first + step] @ table for first in range(0, len(rows), step)])
