"""Where a fluency model begins to report, set on sound text not learned from, and what it then finds."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from random import Random
from typing import NamedTuple

from ..kinds._fluency_file import ModelData
from ..kinds._fluency_model import FluencyModel, Thresholds
from ..kinds._fluency_reading import MIN_KNOWN_SHARE, MIN_TOKENS
from ..kinds._fluency_scores import alarm, strain
from ..kinds.fluency import MIN_SENTENCES

LOOK_SHARE = 0.08
"""Share of sound sentences that the first look finds strange: the network reads these and the sample."""

SENTENCE_ALARMS = 1 / 1000
"""Share of a genre's sound sentences that may be reported."""

DOCUMENT_ALARMS = 1 / 500
"""Share of blocks of sound sentences, as few as are judged as a whole, that may be reported."""

DOCUMENT_MARGIN = 1.0
"""Strain added to that: there are too few blocks to know their tail, and web pages read worse than books."""

MIN_GENRE = 800
"""Sentences of a genre from which its own quantile counts; smaller ones are put together."""

OTHERS = "others"

Sentences = Sequence[Sequence[str]]


class Measured(NamedTuple):
    """What a model makes of the held-out sentences of a genre."""

    alarms: list[float]
    strains: list[float]
    strange: list[float]


def calibrated(
    head: dict[str, object], arrays: Mapping[str, object], held: Mapping[str, Sentences]
) -> Thresholds:
    """The thresholds of a model, given sentences of each genre in the order of their documents."""
    model = FluencyModel(ModelData({**head, "thresholds": Thresholds(0, 0, 0)._asdict()}, arrays, ""))
    measured = {genre: measure(model, sentences) for genre, sentences in genres(held).items()}
    every = [value for genre in measured.values() for value in genre.strange]
    sentence = max(_quantile(genre.alarms, 1 - SENTENCE_ALARMS) for genre in measured.values())
    blocks = max(
        _quantile(list(_block_means(genre.strains)), 1 - DOCUMENT_ALARMS) for genre in measured.values()
    )
    return Thresholds(
        look=round(_quantile(every, 1 - LOOK_SHARE), 2),
        sentence=round(sentence, 2),
        document=round(blocks + DOCUMENT_MARGIN, 2),
    )


def genres(held: Mapping[str, Sentences]) -> dict[str, Sentences]:
    """The genres with sentences enough, the others as one."""
    large = {genre: sentences for genre, sentences in held.items() if len(sentences) >= MIN_GENRE}
    small = [sentence for genre, sentences in held.items() if genre not in large for sentence in sentences]
    if small and (len(small) >= MIN_GENRE or not large):
        large[OTHERS] = small
    return large


def measure(model: FluencyModel, sentences: Sentences) -> Measured:
    """What a model makes of sentences; those that the kind would not report on are left out."""
    fit = [s for s in sentences if len(s) >= MIN_TOKENS and model.known_share(s) >= MIN_KNOWN_SHARE]
    encoded = [model.encoded(sentence) for sentence in fit]
    figures = model.figures(encoded)
    return Measured(
        [alarm(each) for each in figures], [strain(each) for each in figures], model.strangeness(encoded)
    )


def _block_means(strains: Sequence[float]) -> Iterator[float]:
    size = min(MIN_SENTENCES, max(1, len(strains)))
    for start in range(0, len(strains) - size + 1, size):
        yield math.fsum(strains[start : start + size]) / size


def _quantile(values: Sequence[float], share: float) -> float:
    """The least value that at most `1 - share` of the values lie above."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(share * len(ranked)))]


def shuffled(sentences: Sentences, random: Random) -> Iterator[list[str]]:
    """All words in any order."""
    for sentence in sentences:
        body = list(sentence[:-1])
        random.shuffle(body)
        yield [*body, sentence[-1]]


def third_swapped(sentences: Sentences, random: Random) -> Iterator[list[str]]:
    """A third of the words exchanged in pairs."""
    for sentence in sentences:
        words = list(sentence)
        places = random.sample(range(len(words) - 1), 2 * max(1, len(words) // 6))
        for one, other in zip(places[::2], places[1::2], strict=True):
            words[one], words[other] = words[other], words[one]
        yield words


def fused(sentences: Sentences, random: Random) -> Iterator[list[str]]:
    """Two sentences without the mark between them."""
    order = random.sample(range(len(sentences)), len(sentences))
    for one, other in zip(order[::2], order[1::2], strict=False):
        yield [*sentences[one][:-1], *sentences[other]]


def two_deleted(sentences: Sentences, random: Random) -> Iterator[list[str]]:
    """Two words gone."""
    for sentence in sentences:
        places = set(random.sample(range(len(sentence) - 1), 2))
        yield [token for place, token in enumerate(sentence) if place not in places]


DAMAGES: Mapping[str, Callable[[Sentences, Random], Iterator[list[str]]]] = {
    "shuffled": shuffled,
    "third swapped": third_swapped,
    "fused": fused,
    "two deleted": two_deleted,
}


def report(model: FluencyModel, held: Mapping[str, Sentences], seed: int) -> Iterator[str]:
    """By genre: sentences, alarms among them, and the share found of each kind of damage."""
    least, look = model.thresholds.sentence, model.thresholds.look
    yield f"thresholds: {model.thresholds}"
    for genre, sentences in genres(held).items():
        fit = [s for s in sentences if len(s) >= MIN_TOKENS and model.known_share(s) >= MIN_KNOWN_SHARE]
        alarms, _ = _found(model, fit, least, look)
        parts = []
        for name, damage in DAMAGES.items():
            by_network, in_cascade = _found(model, list(damage(fit, Random(f"{seed} {name}"))), least, look)
            parts.append(f"{name} {by_network:.3f} ({in_cascade:.3f} in the cascade)")
        yield f"{genre}: {len(fit)} sentences, {1000 * alarms:.2f} alarms in 1,000; found: {', '.join(parts)}"


def _found(model: FluencyModel, sentences: Sentences, least: float, look: float) -> tuple[float, float]:
    """Shares of sentences beyond a threshold: all of them, and those that the first look lets through."""
    encoded = [model.encoded(sentence) for sentence in sentences]
    strange = model.strangeness(encoded)
    beyond = [alarm(figures) >= least for figures in model.figures(encoded)]
    passed = [value >= look for value in strange]
    count = max(1, len(sentences))
    return sum(beyond) / count, sum(a and b for a, b in zip(beyond, passed, strict=True)) / count
