"""What the fluency model finds: `python -m benchmarks.fluency CLEAN.jsonl [--ratings RATED.jsonl]`.

Each line of CLEAN is a sound document (`text`, and `genre` if there are several). Its sentences, those that
the kind may report on, are damaged in four ways; printed is which share is found at one false alarm in 1,000
sentences of the same genre, and at the shipped threshold, by the network alone and behind the first look,
with intervals from 1,000 bootstrap samples. RATED has sentences (`text`) with people's `rating`: printed is
Pearson's r of the measure with it.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

from checks import Checker, Document, load_rules
from checks.kinds._fluency_model import FluencyModel, shipped_model
from checks.kinds._fluency_reading import Reading
from checks.kinds._fluency_scores import alarm
from checks.kinds._fluency_tokens import words
from checks.training.fluency_calibration import DAMAGES

SAMPLES = 1_000
"""Bootstrap samples; an interval is from the 25th to the 975th."""

FALSE_ALARMS = 1 / 1000

MIN_SENTENCES = 500
"""Sentences of a genre below which nothing is printed of it."""

MOST_DAMAGED = 3_000


class Scored(NamedTuple):
    """Alarm and strangeness of sentences."""

    odds: list[float]
    strange: list[float]


def sentences_of(path: Path, model: FluencyModel) -> dict[str, list[list[str]]]:
    """The tokens of each genre's sentences that may be reported."""
    found: dict[str, list[list[str]]] = {}
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            text = record["text"]
            reading = Reading(Document(text, declared_language=model.language), model)
            own = found.setdefault(record.get("genre") or path.stem, [])
            for sentence in reading.sentences:
                if reading.is_reportable(sentence):
                    own.append(words(text[sentence.start : sentence.end]))
    return found


def scored(model: FluencyModel, sentences: Sequence[Sequence[str]]) -> Scored:
    """What the model makes of sentences."""
    encoded = [model.encoded(sentence) for sentence in sentences]
    return Scored([alarm(figures) for figures in model.figures(encoded)], model.strangeness(encoded))


def interval(values: Sequence[float], figure: Callable[[Sequence[float]], float], seed: str) -> str:
    """A figure of values with its interval."""
    random = Random(seed)
    drawn = sorted(figure(random.choices(values, k=len(values))) for _ in range(SAMPLES))
    low, high = drawn[SAMPLES * 25 // 1000], drawn[SAMPLES * 975 // 1000 - 1]
    return f"{figure(values):.3f} [{low:.3f} {high:.3f}]"


def by_genre(path: Path, model: FluencyModel) -> Iterator[str]:
    """What is found in each genre of a file."""
    look, least = model.thresholds.look, model.thresholds.sentence
    for genre, sentences in sentences_of(path, model).items():
        if len(sentences) < MIN_SENTENCES:
            continue
        sound = scored(model, sentences)
        own = sorted(sound.odds)[-1 - int(FALSE_ALARMS * len(sentences))]
        alarms = sum(a >= least and b >= look for a, b in zip(*sound, strict=True))
        yield f"{genre}: {len(sentences)} sentences, {alarms} beyond the shipped threshold"
        chosen = Random(genre).sample(sentences, min(len(sentences), MOST_DAMAGED))
        for name, damage in DAMAGES.items():
            odds, strange = scored(model, list(damage(chosen, Random(name))))
            at_own = [float(value > own) for value in odds]
            behind = [
                float(value > own and other >= look) for value, other in zip(odds, strange, strict=True)
            ]
            shipped = [
                float(value >= least and other >= look) for value, other in zip(odds, strange, strict=True)
            ]
            figures = "   ".join(interval(each, _mean, name) for each in (at_own, behind, shipped))
            yield f"  {name:14} {figures}"


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def pearson(pairs: Sequence[tuple[float, float]]) -> float:
    """Pearson's r of pairs."""
    left, right = _mean([a for a, _ in pairs]), _mean([b for _, b in pairs])
    shared = sum((a - left) * (b - right) for a, b in pairs)
    spread = sum((a - left) ** 2 for a, _ in pairs) * sum((b - right) ** 2 for _, b in pairs)
    return shared / spread**0.5 if spread else 0.0


def with_ratings(path: Path) -> str:
    """How the measure goes with people's ratings; one that is missing counts as the mean."""
    checker = Checker(load_rules(), select=("garble/word-salad",))
    rated: list[tuple[float | None, float]] = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            rated.append((checker.check(record["text"]).measures["fluency"], float(record["rating"])))
    known = [value for value, _ in rated if value is not None]
    usual = _mean(known)
    pairs = [(usual if value is None else value, rating) for value, rating in rated]
    random = Random("ratings")
    drawn = sorted(pearson(random.choices(pairs, k=len(pairs))) for _ in range(SAMPLES))
    low, high = drawn[SAMPLES * 25 // 1000], drawn[SAMPLES * 975 // 1000 - 1]
    missing = len(rated) - len(known)
    return (
        f"ratings: r = {pearson(pairs):.3f} [{low:.3f} {high:.3f}], {len(rated)} sentences, {missing} without"
    )


def main() -> None:
    """Print the figures of a file of sound texts, and of rated sentences."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("clean", type=Path)
    parser.add_argument("--ratings", type=Path)
    parser.add_argument("--language", default="en")
    chosen = parser.parse_args()
    model = shipped_model(chosen.language)
    if model is None:
        parser.error(f"no model for {chosen.language}")
    sys.stdout.write(
        "found at 1 false alarm in 1,000 of the genre: network, behind the first look; as shipped\n"
    )
    for line in by_genre(chosen.clean, model):
        sys.stdout.write(line + "\n")
    if chosen.ratings is not None:
        sys.stdout.write(with_ratings(chosen.ratings) + "\n")


if __name__ == "__main__":
    main()
