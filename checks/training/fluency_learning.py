"""How the network learns: batches of sound and damaged sentences, and Adam (Kingma and Ba, 2015)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, NamedTuple

from .fluency_damage import CASELESS_SHARE, WITHOUT_END_MARK, Damager
from .fluency_network import Batch, Parameters, Rows, Weights, loss_and_gradient

BATCH_TOKENS = 6_000
CHUNK_SENTENCES = 12_000
"""Sentences that are damaged at a time, sorted by length and cut into batches."""

RATE, LAST_RATE, DECAY_SHARE = 2e-3, 5e-5, 0.25
"""Step sizes of the first and the last batch, and the share of the tokens at the end over which one goes over
into the other."""

MEAN_DECAY, SQUARE_DECAY, TINY = 0.9, 0.999, 1e-8
MAX_NORM = 1.0
"""Length to which a longer gradient is cut down."""

SINGLE_WEIGHT = 0.25
"""What the loss of a sentence counts in which one token was touched: it may read well all the same."""

JITTER = 3.0
"""Tokens by which lengths are taken otherwise when sentences are sorted into batches."""


class Example(NamedTuple):
    """A sentence with its marks; `weight` is what its loss counts."""

    tokens: list[int]
    marks: list[int]
    damaged: bool
    weight: float


@dataclass(frozen=True)
class Sentences:
    """An encoded corpus: `entry + size · shape` of all tokens, and where each sentence ends."""

    flat: Sequence[int]
    ends: Sequence[int]
    size: int

    def __len__(self) -> int:
        return len(self.ends)

    def __getitem__(self, number: int) -> Sequence[int]:
        return self.flat[self.ends[number - 1] if number else 0 : self.ends[number]]


def chunk(sentences: Sentences, damager: Damager, random: Random, classes: Any) -> list[Batch]:
    """Batches of sentences drawn by lot, each beside a damaged one; in an order drawn by lot."""
    examples: list[Example] = []
    for number in random.sample(range(len(sentences)), min(CHUNK_SENTENCES, len(sentences))):
        examples.extend(pair(sentences[number], damager, random))
    examples.sort(key=lambda example: len(example.tokens) + JITTER * random.random())
    batches = [batch_of(group, classes) for group in _groups(examples)]
    random.shuffle(batches)
    return batches


def pair(sentence: Sequence[int], damager: Damager, random: Random) -> Iterator[Example]:
    """A sound sentence and what damage made of it."""
    sound = damager.framed(sentence, random)
    tokens, marks = damager.damaged(sound, random)
    if random.random() < WITHOUT_END_MARK:
        if damager.is_mark(sound[-1]):
            del sound[-1]
        if damager.is_mark(tokens[-1]):
            del tokens[-1], marks[-1]
    if random.random() < CASELESS_SHARE:
        sound, tokens = damager.caseless(sound), damager.caseless(tokens)
    yield Example(damager.blurred(sound, random), [0] * len(sound), False, 1.0)
    touched = sum(marks)
    if touched and tokens != sound:
        yield Example(damager.blurred(tokens, random), marks, True, SINGLE_WEIGHT if touched == 1 else 1.0)


def _groups(examples: Sequence[Example]) -> Iterator[list[Example]]:
    group: list[Example] = []
    longest = 0
    for example in examples:
        longest = max(longest, len(example.tokens))
        if group and (len(group) + 1) * longest > BATCH_TOKENS:
            yield group
            group, longest = [], len(example.tokens)
        group.append(example)
    if group:
        yield group


def batch_of(examples: Sequence[Example], classes: Any) -> Batch:
    """The arrays of a batch, given the class of each entry."""
    import numpy as np  # noqa: PLC0415 (only who trains needs it)

    lengths = np.array([len(example.tokens) for example in examples])
    tokens = np.zeros((int(lengths.max()), len(examples)), np.int64)
    marks = np.zeros(tokens.shape, np.float32)
    for column, example in enumerate(examples):
        tokens[: lengths[column], column] = example.tokens
        marks[: lengths[column], column] = example.marks
    damaged = np.array([example.damaged for example in examples], np.float32)
    weights = np.array([example.weight for example in examples], np.float32)
    entries = tokens % len(classes)
    return Batch(entries, tokens // len(classes), classes[entries], lengths, marks, damaged, weights)


class Adam:
    """Steps along a gradient; the rows of a table that a batch did not touch stay as they are."""

    def __init__(self, weights: Parameters) -> None:
        """Begin with `weights`, which the steps change."""
        import numpy as np  # noqa: PLC0415

        self._weights = weights
        self._means = {name: np.zeros_like(array) for name, array in weights.items()}
        self._squares = {name: np.zeros_like(array) for name, array in weights.items()}
        self._steps = 0

    def step(self, gradient: Parameters, rate: float) -> None:
        """Take one step against a gradient, cut down to a length of MAX_NORM."""
        import numpy as np  # noqa: PLC0415

        self._steps += 1
        parts = [
            (name, slope.values if isinstance(slope, Rows) else slope) for name, slope in gradient.items()
        ]
        norm = sum(float(np.vdot(slope, slope)) for _, slope in parts) ** 0.5
        scale = np.float32(min(1.0, MAX_NORM / max(norm, TINY)))
        rate *= (1 - SQUARE_DECAY**self._steps) ** 0.5 / (1 - MEAN_DECAY**self._steps)
        for name, slope in parts:
            touched = getattr(gradient, name)
            rows: Any = touched.numbers if isinstance(touched, Rows) else ...
            mean = (
                self._means[name][rows] * np.float32(MEAN_DECAY) + np.float32(1 - MEAN_DECAY) * scale * slope
            )
            square = self._squares[name][rows] * np.float32(SQUARE_DECAY)
            square += np.float32(1 - SQUARE_DECAY) * (scale * slope) ** 2
            self._means[name][rows], self._squares[name][rows] = mean, square
            getattr(self._weights, name)[rows] -= (
                np.float32(rate) * mean / (np.sqrt(square) + np.float32(TINY))
            )


class Learner:
    """A network on its way: its weights, how Adam moves them, and the tokens read so far."""

    def __init__(self, weights: Weights) -> None:
        """Begin with `weights`, which learning changes."""
        self.weights = weights
        self.read = 0
        self._optimiser = Adam(weights)

    def learn(self, batches: Sequence[Batch], tokens: int) -> float:
        """Learn from a chunk, of all in all so many tokens; gives the mean loss."""
        losses = 0.0
        for batch in batches:
            loss, gradient = loss_and_gradient(self.weights, batch)
            self._optimiser.step(gradient, rate(self.read / tokens))
            losses += loss
            self.read += int(batch.lengths.sum())
        return losses / len(batches)


def rate(done: float) -> float:
    """The step size after a share of the tokens: the same for long, then ever smaller."""
    left = min(1.0, (1 - min(done, 1.0)) / DECAY_SHARE)
    return LAST_RATE + (RATE - LAST_RATE) * left
