"""From trained weights to the whole numbers that a model file holds."""

from __future__ import annotations

from typing import Any

from ..kinds._fluency_net import BYTE, Arrays
from .fluency_network import Weights


def whole(weights: Weights, classes: Any, shares: Any) -> Arrays:
    """The weights in whole numbers of one byte, each unit's with a scale of its own.

    `classes` has the class of each entry, `shares` the shares of the classes in the corpus.
    """
    import numpy as np  # noqa: PLC0415 (only who trains needs it)

    vectors, vector_scale = columns(weights.entries)
    shapes, shape_scale = columns(weights.shapes)
    scale = np.concatenate([vector_scale, shape_scale])
    given, given_scale = columns(weights.input * scale[None, :, None])
    own, own_scale = columns(weights.hidden)
    joined, joined_scale = columns(weights.joined)
    guess, guess_scale = columns(weights.guess)
    heads = {
        "guess_scale": guess_scale,
        "guess_bias": weights.guess_bias,
        "guess_usual": np.log(shares),
        "given_scale": given_scale,
        "given_bias": weights.input_bias,
        "own_scale": own_scale,
        "own_bias": weights.hidden_bias,
        "joined_scale": joined_scale,
        "joined_bias": weights.joined_bias,
        "token": weights.token,
        "token_bias": weights.token_bias,
        "sentence": weights.sentence,
        "sentence_bias": weights.sentence_bias,
    }
    return {
        "classes": classes.astype(np.uint16),
        "entries": vectors,
        "shapes": shapes,
        "given": given,
        "own": own,
        "joined": joined,
        "guess": guess,
        **{name: np.asarray(value, np.float32) for name, value in heads.items()},
    }


def columns(table: Any) -> tuple[Any, Any]:
    """A table in whole numbers, and what one of them is worth in each column."""
    import numpy as np  # noqa: PLC0415

    scale = np.maximum(np.abs(table).max(axis=-2), 1e-9).astype(np.float32) / np.float32(BYTE)
    return np.rint(table / scale[..., None, :]).astype(np.int8), scale
