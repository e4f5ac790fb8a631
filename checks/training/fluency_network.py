"""The network that tells sound from damaged tokens and sentences, with its gradient, in plain numpy.

Entries and shapes of tokens are looked up as vectors; a gated recurrent unit (Cho et al. 2014, in the variant
that cuDNN computes) reads them from the left, another from the right; a layer of rectified units joins both.
From it come a logit for each token and, over its greatest and its mean values, one for the sentence. Besides,
the states on both sides of a token guess its class, in sound sentences: what the network learns of the
language by that helps it to see damage, and how well a sentence can be guessed tells how it reads.

Both directions are computed at once. The reading from the right takes each sentence from its own end, so that
what fills a batch up stands behind every sentence and reaches none of its tokens.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, NamedTuple

from ..kinds._fluency_tokens import SHAPES

HIDDEN, JOINED, SHAPE_DIMENSIONS = 128, 64, 8

TOKEN_WEIGHT, GUESS_WEIGHT = 2.0, 0.25
"""What the tokens' loss and that of their guessed classes count beside the sentences'."""

_FAR_BELOW = -1e9


class Batch(NamedTuple):
    """Sentences of like length, one a column: arrays of `length × sentences`, filled up with zeros."""

    entries: Any
    shapes: Any
    classes: Any
    """What is to be guessed."""
    lengths: Any
    marks: Any
    damaged: Any
    """1 or 0 for each sentence."""
    weights: Any
    """What each sentence's loss counts."""


@dataclass
class Parameters:
    """Arrays that are learned, or their gradient."""

    def items(self) -> list[tuple[str, Any]]:
        """Name and array of each."""
        return [(each.name, getattr(self, each.name)) for each in fields(self)]


@dataclass
class Weights(Parameters):
    """The weights of a network, or their gradient. Direction comes first where there are two."""

    entries: Any
    shapes: Any
    input: Any
    """`2 × dimensions × 3·HIDDEN`: reset, update, new."""
    input_bias: Any
    hidden: Any
    hidden_bias: Any
    joined: Any
    joined_bias: Any
    token: Any
    token_bias: Any
    sentence: Any
    """Of the greatest values, then of the means."""
    sentence_bias: Any
    guess: Any
    """Of the state before a token, then of that behind it."""
    guess_bias: Any


def initial(vectors: Any, shares: Any, seed: int) -> Weights:
    """Weights to begin with: `vectors` for the entries, the classes' `shares`, else drawn by lot."""
    import numpy as np  # noqa: PLC0415 (only who trains needs it)

    random = np.random.default_rng(seed)
    dimensions = vectors.shape[1] + SHAPE_DIMENSIONS

    def uniform(*size: int, inputs: int) -> Any:
        return random.uniform(-1, 1, size).astype(np.float32) / np.float32(inputs**0.5)

    return Weights(
        entries=(0.5 * vectors).astype(np.float32),
        shapes=random.normal(0, 0.5, (SHAPES, SHAPE_DIMENSIONS)).astype(np.float32),
        input=uniform(2, dimensions, 3 * HIDDEN, inputs=HIDDEN),
        input_bias=uniform(2, 3 * HIDDEN, inputs=HIDDEN),
        hidden=uniform(2, HIDDEN, 3 * HIDDEN, inputs=HIDDEN),
        hidden_bias=uniform(2, 3 * HIDDEN, inputs=HIDDEN),
        joined=uniform(2 * HIDDEN, JOINED, inputs=2 * HIDDEN),
        joined_bias=np.zeros(JOINED, np.float32),
        token=uniform(JOINED, inputs=JOINED),
        token_bias=np.zeros(1, np.float32),
        sentence=uniform(2 * JOINED, inputs=2 * JOINED),
        sentence_bias=np.zeros(1, np.float32),
        guess=uniform(2 * HIDDEN, len(shares), inputs=8 * HIDDEN),
        guess_bias=np.log(shares).astype(np.float32),
    )


class _Pass(NamedTuple):
    """What the way back needs of the way there."""

    places: Any
    inputs: Any
    states: Any
    gates: Any
    news: Any
    hidden_news: Any
    both: Any
    joined: Any
    inside: Any
    greatest: Any
    token_logits: Any
    sentence_logits: Any


def logits(weights: Weights, batch: Batch) -> tuple[Any, Any]:
    """Logits of the tokens (those outside a sentence mean nothing) and of the sentences."""
    done = _forward(weights, batch)
    return done.token_logits, done.sentence_logits


def loss_and_gradient(weights: Weights, batch: Batch) -> tuple[float, Weights]:
    """The mean loss of a batch, tokens and sentences, and its gradient."""
    import numpy as np  # noqa: PLC0415

    done = _forward(weights, batch)
    token_loss, token_slope = cross_entropy(done.token_logits, batch.marks, done.inside / done.inside.sum())
    share = batch.weights / np.float32(len(batch.weights))
    sentence_loss, sentence_slope = cross_entropy(done.sentence_logits, batch.damaged, share)
    guess_loss, guessed = _guesses(weights, batch, done)
    gradient = _backward(
        weights,
        batch,
        done,
        token_slope=TOKEN_WEIGHT * token_slope,
        sentence_slope=sentence_slope,
        guessed=guessed,
    )
    return TOKEN_WEIGHT * token_loss + sentence_loss + GUESS_WEIGHT * guess_loss, gradient


class _Guessed(NamedTuple):
    """The gradient of the guesses: of their weights, and of the states before each step."""

    weights: Any
    bias: Any
    states: Any


def _guesses(weights: Weights, batch: Batch, done: _Pass) -> tuple[float, _Guessed]:
    """The mean loss of the guessed classes of sound sentences' tokens, and what it says of the weights."""
    import numpy as np  # noqa: PLC0415

    columns = np.arange(batch.entries.shape[1])
    before = done.states[:, :-1]
    both = np.concatenate([before[0], before[1][done.places[1], columns]], axis=2)
    wanted = (done.inside > 0) & (batch.damaged == 0)
    states = both[wanted]
    given = states @ weights.guess + weights.guess_bias
    given -= given.max(1, keepdims=True)
    np.exp(given, out=given)
    given /= given.sum(1, keepdims=True)
    rows, right = np.arange(len(states)), batch.classes[wanted]
    total = np.float32(max(1, len(states)))
    loss = float(-np.log(np.maximum(given[rows, right], 1e-12)).sum() / total)
    given[rows, right] -= 1
    given *= np.float32(GUESS_WEIGHT) / total
    on_both = np.zeros_like(both)
    on_both[wanted] = given @ weights.guess.T
    on_states = np.stack([on_both[..., :HIDDEN], on_both[..., HIDDEN:][done.places[1], columns]])
    return loss, _Guessed(states.T @ given, given.sum(0), on_states)


def cross_entropy(given: Any, wanted: Any, share: Any) -> tuple[float, Any]:
    """The loss of logits, of which each counts a share, and what it says of them."""
    import numpy as np  # noqa: PLC0415

    loss = np.maximum(given, 0) - given * wanted + np.log1p(np.exp(-np.abs(given)))
    return float((loss * share).sum()), (_sigmoid(given) - wanted) * share


def _sigmoid(values: Any) -> Any:
    import numpy as np  # noqa: PLC0415

    return 0.5 * np.tanh(0.5 * values) + 0.5


def _reversal(lengths: Any, length: int) -> Any:
    """`2 × length × sentences`: the place that each direction reads at each step."""
    import numpy as np  # noqa: PLC0415

    steps = np.arange(length)[:, None]
    back = np.where(steps < lengths[None, :], lengths[None, :] - 1 - steps, steps)
    return np.stack([np.broadcast_to(steps, back.shape), back])


def _forward(weights: Weights, batch: Batch) -> _Pass:
    import numpy as np  # noqa: PLC0415

    length, count = batch.entries.shape
    vectors = np.concatenate([weights.entries[batch.entries], weights.shapes[batch.shapes]], axis=2)
    places = _reversal(batch.lengths, length)
    columns = np.arange(count)
    inputs = vectors[places, columns]  # 2 × length × count × dimensions
    shape = (2, length, count, 3 * HIDDEN)
    given = (inputs.reshape(2, length * count, -1) @ weights.input).reshape(shape) + weights.input_bias[
        :, None, None
    ]
    states = np.zeros((2, length + 1, count, HIDDEN), np.float32)
    gates = np.empty((2, length, count, 2 * HIDDEN), np.float32)
    news = np.empty((2, length, count, HIDDEN), np.float32)
    hidden_news = np.empty_like(news)
    for step in range(length):
        state = states[:, step]
        own = state @ weights.hidden
        own += weights.hidden_bias[:, None]
        gate = gates[:, step]
        np.add(given[:, step, :, : 2 * HIDDEN], own[..., : 2 * HIDDEN], out=gate)
        gate *= 0.5
        np.tanh(gate, out=gate)
        gate *= 0.5
        gate += 0.5
        hidden_news[:, step] = own[..., 2 * HIDDEN :]
        new = news[:, step]
        np.multiply(gate[..., :HIDDEN], hidden_news[:, step], out=new)
        new += given[:, step, :, 2 * HIDDEN :]
        np.tanh(new, out=new)
        states[:, step + 1] = new + gate[..., HIDDEN:] * (state - new)
    both = np.concatenate([states[0, 1:], states[1, 1:][places[1], columns]], axis=2)
    joined = np.maximum(both @ weights.joined + weights.joined_bias, 0)
    token_logits = joined @ weights.token + weights.token_bias[0]
    inside = (np.arange(length)[:, None] < batch.lengths[None, :]).astype(np.float32)
    masked = np.where(inside[..., None] > 0, joined, np.float32(_FAR_BELOW))
    greatest = masked.argmax(0)
    mean = (joined * inside[..., None]).sum(0) / batch.lengths[:, None].astype(np.float32)
    pooled = np.concatenate([masked.max(0), mean], axis=1)
    sentence_logits = pooled @ weights.sentence + weights.sentence_bias[0]
    return _Pass(
        places,
        inputs,
        states,
        gates,
        news,
        hidden_news,
        both,
        joined,
        inside,
        greatest,
        token_logits,
        sentence_logits,
    )


def _backward(
    weights: Weights,
    batch: Batch,
    done: _Pass,
    *,
    token_slope: Any,
    sentence_slope: Any,
    guessed: _Guessed,
) -> Weights:
    import numpy as np  # noqa: PLC0415

    length, count = batch.entries.shape
    rows = length * count
    columns = np.arange(count)
    mean = (done.joined * done.inside[..., None]).sum(0) / batch.lengths[:, None]
    greatest = np.take_along_axis(done.joined, done.greatest[None], axis=0)[0]
    pooled = np.concatenate([greatest, mean], axis=1)
    on_pooled = sentence_slope[:, None] * weights.sentence[None, :]
    on_joined = token_slope[..., None] * weights.token
    on_joined += done.inside[..., None] * (on_pooled[:, JOINED:] / batch.lengths[:, None])[None]
    where = (done.greatest, columns[:, None], np.arange(JOINED)[None, :])
    on_joined[where] += on_pooled[:, :JOINED]
    on_joined *= done.joined > 0
    on_both = on_joined @ weights.joined.T
    on_states = np.empty((2, length, count, HIDDEN), np.float32)
    on_states[0] = on_both[..., :HIDDEN]
    on_states[1] = on_both[..., HIDDEN:][done.places[1], columns]  # a reversal undoes itself
    on_given = np.empty((2, length, count, 3 * HIDDEN), np.float32)
    on_own = np.empty_like(on_given)
    back = weights.hidden.transpose(0, 2, 1).copy()
    carried = np.zeros((2, count, HIDDEN), np.float32)
    for step in range(length - 1, -1, -1):
        carried += on_states[:, step]
        reset, update = done.gates[:, step, :, :HIDDEN], done.gates[:, step, :, HIDDEN:]
        new, hidden_new = done.news[:, step], done.hidden_news[:, step]
        slope, own = on_given[:, step], on_own[:, step]
        on_new = carried * (1 - update) * (1 - new * new)
        slope[..., 2 * HIDDEN :] = on_new
        slope[..., :HIDDEN] = on_new * hidden_new * reset * (1 - reset)
        slope[..., HIDDEN : 2 * HIDDEN] = carried * (done.states[:, step] - new) * update * (1 - update)
        own[...] = slope
        own[..., 2 * HIDDEN :] = on_new * reset
        carried *= update
        carried += own @ back
        carried += guessed.states[:, step]
    flat_given, flat_own = on_given.reshape(2, rows, -1), on_own.reshape(2, rows, -1)
    before = np.ascontiguousarray(done.states[:, :-1]).reshape(2, rows, HIDDEN)
    flat_inputs = done.inputs.reshape(2, rows, -1)
    on_inputs = (flat_given @ weights.input.transpose(0, 2, 1)).reshape(done.inputs.shape)
    on_vectors = on_inputs[0] + on_inputs[1][done.places[1], columns]
    dimensions = weights.entries.shape[1]
    flat_joined = done.joined.reshape(rows, JOINED)
    return Weights(
        entries=_summed(batch.entries.ravel(), on_vectors[..., :dimensions].reshape(rows, -1)),
        shapes=np.stack([on_vectors[batch.shapes == each][:, dimensions:].sum(0) for each in range(SHAPES)]),
        input=flat_inputs.transpose(0, 2, 1) @ flat_given,
        input_bias=flat_given.sum(1),
        hidden=before.transpose(0, 2, 1) @ flat_own,
        hidden_bias=flat_own.sum(1),
        joined=done.both.reshape(rows, -1).T @ on_joined.reshape(rows, JOINED),
        joined_bias=on_joined.reshape(rows, JOINED).sum(0),
        token=flat_joined.T @ token_slope.ravel(),
        token_bias=token_slope.sum(keepdims=True).ravel(),
        sentence=pooled.T @ sentence_slope,
        sentence_bias=sentence_slope.sum(keepdims=True),
        guess=guessed.weights,
        guess_bias=guessed.bias,
    )


class Rows(NamedTuple):
    """The gradient of a table of which a batch touched few rows."""

    numbers: Any
    values: Any


def _summed(entries: Any, values: Any) -> Rows:
    """Values summed by entry, without a table of all entries."""
    import numpy as np  # noqa: PLC0415

    order = np.argsort(entries, kind="stable")
    ranked = entries[order]
    starts = np.flatnonzero(np.concatenate([[True], ranked[1:] != ranked[:-1]]))
    return Rows(ranked[starts], np.add.reduceat(values[order], starts, axis=0))
