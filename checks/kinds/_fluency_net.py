"""The network of a fluency model, computed in whole numbers.

A reading of each sentence from the left and one from the right (gated recurrent units), joined in rectified
units, from which come a figure for each token and one for the sentence (see
checks/training/fluency_network.py). All products are of whole numbers so small that their sums are exact in
whatever order they are added, and curves are read from tables. So a sentence has the same figures beside any
others, in any order and on any machine.

Sentences are read side by side, the longest first, one token of each at a step; a sentence that has ended is
no more computed. So rows stand in the order in which they are computed: those of the first step, of the
second, and so on, each time fewer.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple, TypeAlias

from ._fluency_guess import Guesses
from ._fluency_heads import Heads
from ._fluency_products import multiply, product
from ._fluency_vectors import vectors

Arrays: TypeAlias = Mapping[str, Any]
"""The arrays of a model by name: weights in whole numbers of one byte, scales and biases as float32."""

BYTE = 127
"""The greatest weight."""

ONE = 1024
"""What stands for 1 in a state. 128 products of a weight and a state stay below 2²⁴, up to which float32
counts exactly."""

CURVE_STEPS, CURVE_REACH = 256, 8
"""Steps of a curve's table to each unit, and where it is taken for flat."""

BATCH = 16
"""Sentences that are read at once. With them no product of a step has more than MOST_PRODUCTS."""

FEW_ROWS = 3
"""Rows that are multiplied one by one: a product of matrices takes as long for two as for eight."""

GATES = 3
"""Reset, update and new, in this order."""

_IN_FLOATS = (
    "given",
    "given_bias",
    "given_scale",
    "joined",
    "joined_bias",
    "joined_scale",
    "own",
    "own_bias",
    "own_scale",
)


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
        order = sorted(range(len(encoded)), key=lambda number: -len(encoded[number][0]))
        found: dict[int, Figures] = {}
        for first in range(0, len(order), BATCH):
            numbers = order[first : first + BATCH]
            wanted = [classes[number] if number in guessed else None for number in numbers]
            read = self._read([encoded[number] for number in numbers], wanted)
            found.update(zip(numbers, read, strict=True))
        return [found[number] for number in range(len(encoded))]

    def _read(
        self, encoded: Sequence[tuple[Sequence[int], Sequence[int]]], classes: Sequence[Any]
    ) -> list[Figures]:
        """The figures of a batch, the longest sentence first; `classes` are those to be guessed, or None."""
        rows = _rows([len(entries) for entries, _ in encoded])
        states = self._states(vectors(self._arrays, encoded)[rows.tokens], rows.active)
        left, right = states[0].take(rows.places[0], 0), states[1].take(rows.places[1], 0)
        sentences, tokens = self._judgements(left, right, rows)
        asked = [number for number, wanted in enumerate(classes) if wanted is not None]
        guesses = dict(zip(asked, self._guesses_of(asked, left, right, rows, classes), strict=True))
        return [
            Figures(sentences[number], tuple(tokens[start : start + size]), guesses.get(number))
            for number, (start, size) in enumerate(zip(rows.starts, rows.sizes, strict=True))
        ]

    def _guesses_of(
        self, asked: Sequence[int], left: Any, right: Any, rows: _Rows, classes: Sequence[Any]
    ) -> list[float]:
        """How well the sentences can be guessed whose numbers are given."""
        import numpy as np  # noqa: PLC0415 (dear to import, and most commands need no network)

        if not asked:
            return []
        sizes = [rows.sizes[number] for number in asked]
        places = np.concatenate(
            [np.arange(rows.starts[number], rows.starts[number] + rows.sizes[number]) for number in asked]
        )
        return self._guesses.of(left[places], right[places], sizes, [classes[number] for number in asked])

    def _states(self, inputs: Any, active: Sequence[int]) -> Any:
        """`2 × rows × states`: the state behind each token, in the order in which they are computed.

        `inputs` has the vectors that each direction reads, in the same order.
        """
        import numpy as np  # noqa: PLC0415

        arrays = self._floats
        sigmoid, tanh = self._curves
        own_weights, own_scale, new_bias = arrays["own"], arrays["own_scale"], arrays["new_bias"]
        count, hidden = inputs.shape[1], own_weights.shape[-1]
        given = np.empty((GATES, 2, count, hidden), np.float32)
        multiply(inputs, arrays["given"], given)
        given *= arrays["given_scale"]
        given += arrays["given_bias"]
        states = np.empty((2, count, hidden), np.float32)
        state = np.zeros((2, active[0], hidden), np.float32)
        first = 0
        for size in active:
            last = first + size
            state = state[:, :size]
            if size > FEW_ROWS:
                own = np.matmul(state, own_weights)
            else:
                own = np.matmul(state[:, :, None], own_weights[:, :, None])[:, :, :, 0]
            own *= own_scale
            gates = own[:2]
            gates += given[:2, :, first:last]
            reset, update = sigmoid.take(gates.astype(np.int32), mode="clip")
            new = own[2]
            new += new_bias
            new *= reset
            new += given[2, :, first:last]
            new = tanh.take(new.astype(np.int32), mode="clip")
            following = states[:, first:last]
            np.subtract(state, new, out=following)
            following *= update
            following += new
            np.rint(following, out=following)
            state, first = following, last
        return states

    def _judgements(self, left: Any, right: Any, rows: _Rows) -> tuple[list[float], list[float]]:
        """The log odds of the sentences and of all their tokens."""
        arrays = self._floats
        sums = product(left, arrays["joined_left"])
        sums += product(right, arrays["joined_right"])
        sums *= arrays["joined_scale"]
        sums += arrays["joined_bias"]
        sentences, tokens = self._heads.odds(sums, rows.starts, rows.sizes)
        return sentences.tolist(), tokens.tolist()

    @cached_property
    def _floats(self) -> dict[str, Any]:
        """The arrays as the matrix products want them: of both units `gates × 2 × …`."""
        import numpy as np  # noqa: PLC0415

        made = {name: np.asarray(self._arrays[name], np.float32) for name in _IN_FLOATS}
        hidden = made["own"].shape[1]
        for name in ("given", "own"):
            table = made[name].reshape(2, -1, GATES, hidden)
            made[name] = np.ascontiguousarray(table.transpose(2, 0, 1, 3))
        for name in ("given_bias", "given_scale", "own_bias", "own_scale"):
            table = made[name].reshape(2, GATES, 1, hidden)
            made[name] = np.ascontiguousarray(table.transpose(1, 0, 2, 3)) * np.float32(CURVE_STEPS)
        made["new_bias"] = made["own_bias"][2]
        made["given_bias"][:2] += made["own_bias"][:2]
        made["given_bias"] += np.float32(CURVE_REACH * CURVE_STEPS + 1 / 2)  # places in tables count from 0
        for name in ("own_scale", "joined_scale"):
            made[name] = made[name] / np.float32(ONE)
        made["joined_left"], made["joined_right"] = made["joined"][:hidden], made["joined"][hidden:]
        return made

    @cached_property
    def _guesses(self) -> Guesses:
        return Guesses(self._arrays, ONE)

    @cached_property
    def _heads(self) -> Heads:
        return Heads(self._arrays)

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


class _Rows(NamedTuple):
    """How the tokens of a batch, one sentence after the other, go with the rows that are computed."""

    active: list[int]
    """Sentences that have a token at each step."""
    tokens: Any
    """`2 × rows`: the token that each direction reads in a row."""
    places: Any
    """`2 × tokens`: the row in which each direction reads a token."""
    starts: list[int]
    """First token of each sentence."""
    sizes: list[int]


def _rows(sizes: Sequence[int]) -> _Rows:
    """The rows of sentences of some sizes, the greatest first."""
    import numpy as np  # noqa: PLC0415

    lengths = np.asarray(sizes)
    ends = np.cumsum(lengths)
    starts = ends - lengths
    steps = np.arange(lengths[0])[:, None]
    inside = steps < lengths
    tokens = np.stack([(starts + steps)[inside], (ends - 1 - steps)[inside]])
    places = np.empty_like(tokens)
    rows = np.arange(tokens.shape[1])
    places[0][tokens[0]] = rows
    places[1][tokens[1]] = rows
    return _Rows(inside.sum(1).tolist(), tokens, places, starts.tolist(), lengths.tolist())
