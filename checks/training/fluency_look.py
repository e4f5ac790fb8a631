"""How the first look learns: a window of tokens, rectified units, and the heads that the network has too.

It sees the vectors that the network has learned, in whole numbers as the model file has them, and learns from
sound and damaged sentences with the same losses.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from ..kinds._fluency_look import Gapped, gapped
from ..kinds._fluency_vectors import vectors
from .fluency_damage import Damager
from .fluency_export import columns
from .fluency_learning import Adam, Example, Sentences, pair
from .fluency_network import TOKEN_WEIGHT, Parameters, cross_entropy

REACH, UNITS = 2, 32
"""Tokens on either side that the window has, and units."""

INPUT_ONE = 40
"""What stands for 1 in the vectors while learning: about their mean size."""

RATE, LAST_RATE, DECAY_SHARE = 3e-3, 2e-5, 0.6
"""Step sizes of the first and the last batch, and the share at the end over which one goes over into the
other."""

BATCH_SENTENCES = 128
"""Sound sentences of a batch; each has a damaged one beside it."""

TOKENS_SHARE = 0.3
"""Tokens that it reads of those that the network reads: once the whole corpus of the shipped model."""


@dataclass
class Look(Parameters):
    """The weights of a first look, or their gradient."""

    window: Any
    """`places × dimensions × units`."""
    bias: Any
    token: Any
    token_bias: Any
    sentence: Any
    """Of the greatest values, then of the means."""
    sentence_bias: Any


def initial_look(dimensions: int, seed: int) -> Look:
    """Weights to begin with, drawn by lot."""
    import numpy as np  # noqa: PLC0415 (only who trains needs it)

    random = np.random.default_rng(seed)
    places = 2 * REACH + 1

    def normal(*size: int, inputs: int) -> Any:
        return random.normal(0, inputs**-0.5, size).astype(np.float32)

    return Look(
        window=normal(places, dimensions, UNITS, inputs=places * dimensions),
        bias=np.zeros(UNITS, np.float32),
        token=normal(UNITS, inputs=UNITS),
        token_bias=np.zeros(1, np.float32),
        sentence=normal(2 * UNITS, inputs=2 * UNITS),
        sentence_bias=np.zeros(1, np.float32),
    )


def look_of(
    arrays: Mapping[str, Any], sentences: Sentences, damager: Damager, tokens: int, seed: int
) -> dict[str, Any]:
    """The arrays of a first look that has learned from so many tokens, given the model's vectors."""
    import numpy as np  # noqa: PLC0415

    weights = initial_look(arrays["entries"].shape[1] + arrays["shapes"].shape[1], seed)
    optimiser = Adam(weights)
    read = 0
    for examples in _batches(sentences, damager, Random(f"{seed} look")):
        _, gradient = look_loss(weights, arrays, examples, sentences.size)
        optimiser.step(gradient, _rate(read / tokens))
        read += sum(len(example.tokens) for example in examples)
        if read >= tokens:
            break
    window, scale = columns(weights.window.reshape(-1, UNITS) / np.float32(INPUT_ONE))
    return {
        "look_window": window.reshape(weights.window.shape),
        "look_scale": scale,
        "look_bias": weights.bias,
        "look_token": weights.token,
        "look_token_bias": weights.token_bias,
        "look_sentence": weights.sentence,
        "look_sentence_bias": weights.sentence_bias,
    }


def _batches(sentences: Sentences, damager: Damager, random: Random) -> Iterator[list[Example]]:
    """Batches of all sentences in an order drawn by lot, each beside a damaged one, again and again."""
    while True:
        order = random.sample(range(len(sentences)), len(sentences))
        for first in range(0, len(order), BATCH_SENTENCES):
            numbers = order[first : first + BATCH_SENTENCES]
            yield [example for number in numbers for example in pair(sentences[number], damager, random)]


def _rate(done: float) -> float:
    """The step size after a share of the tokens."""
    left = min(1.0, (1 - min(done, 1.0)) / DECAY_SHARE)
    return LAST_RATE + (RATE - LAST_RATE) * left


def look_loss(
    weights: Look, arrays: Mapping[str, Any], examples: Sequence[Example], size: int
) -> tuple[float, Look]:
    """The mean loss of examples, tokens and sentences, and its gradient; `size` is that of the lexicon."""
    import numpy as np  # noqa: PLC0415

    kind = weights.window.dtype
    sizes = np.array([len(example.tokens) for example in examples])
    starts = np.cumsum(sizes) - sizes
    tokens = np.concatenate([example.tokens for example in examples])
    marks = np.concatenate([example.marks for example in examples]).astype(kind)
    damaged = np.array([example.damaged for example in examples], kind)
    share = np.array([example.weight for example in examples], kind) / kind.type(len(examples))
    found = vectors(arrays, [(tokens % size, tokens // size)]) / np.float32(INPUT_ONE)
    rows = gapped(found.astype(kind), sizes, REACH)
    units = np.maximum(_sums(weights, rows), 0)
    greatest, mean = np.maximum.reduceat(units, starts), np.add.reduceat(units, starts) / sizes[:, None]
    pooled = np.concatenate([greatest, mean.astype(kind)], axis=1)
    token_loss, on_tokens = cross_entropy(
        units @ weights.token + weights.token_bias, marks, kind.type(1 / len(tokens))
    )
    sentence_loss, on_sentences = cross_entropy(
        pooled @ weights.sentence + weights.sentence_bias, damaged, share
    )
    on_tokens = on_tokens * kind.type(TOKEN_WEIGHT)
    on_pooled = on_sentences[:, None] * weights.sentence
    on_units = on_tokens[:, None] * weights.token
    on_units += np.repeat(on_pooled[:, UNITS:] / sizes[:, None].astype(kind), sizes, axis=0)
    on_units += np.where(
        units == np.repeat(greatest, sizes, axis=0), np.repeat(on_pooled[:, :UNITS], sizes, axis=0), 0
    )
    on_units *= units > 0
    gradient = Look(
        window=_window_gradient(rows, on_units),
        bias=on_units.sum(0),
        token=units.T @ on_tokens,
        token_bias=on_tokens.sum(keepdims=True),
        sentence=pooled.T @ on_sentences,
        sentence_bias=on_sentences.sum(keepdims=True),
    )
    return TOKEN_WEIGHT * token_loss + sentence_loss, gradient


def _sums(weights: Look, rows: Gapped) -> Any:
    """What the window adds up to at each token."""
    sums = weights.bias + sum(
        rows.vectors[place : place + rows.windows] @ table for place, table in enumerate(weights.window)
    )
    return sums[rows.centres]


def _window_gradient(rows: Gapped, on_units: Any) -> Any:
    import numpy as np  # noqa: PLC0415

    slopes = np.zeros((rows.windows, on_units.shape[1]), on_units.dtype)
    slopes[rows.centres] = on_units
    return np.stack([rows.vectors[place : place + rows.windows].T @ slopes for place in range(2 * REACH + 1)])
