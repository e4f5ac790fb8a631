"""Train a fluency model: `python -m checks.training.fluency CORPUS.jsonl -o MODEL`.

Each line of the corpus is a sound document (`text`, and `genre` if there are several). Every twentieth
document is kept to set the thresholds and to measure on. Needs numpy alone; with one thread for its matrix
products, the same documents, seed, versions and machine give the same bytes.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import count
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from ..kinds._fluency_file import written
from ..kinds._fluency_model import model_of
from . import fluency_corpus
from .fluency_calibration import calibrated, report
from .fluency_classes import class_shares, classes_of
from .fluency_corpus import Corpus
from .fluency_damage import Damager
from .fluency_export import whole
from .fluency_learning import Learner, Sentences, chunk
from .fluency_lexicon import lexicon_of, words_of
from .fluency_look import TOKENS_SHARE, look_of
from .fluency_network import Batch, initial

SEED = 1

MILLION_TOKENS = 70
"""Tokens, sound and damaged, that the shipped model read."""

MIN_WORDS = 50_000
"""Words to learn from below which there is nothing to learn."""

Told = Callable[[str], None]


class Recipe(NamedTuple):
    """What a model depends on beside its corpus."""

    language: str
    million_tokens: float = MILLION_TOKENS
    seed: int = SEED


class TooLittleText(ValueError):
    """A corpus with too few sentences to learn from."""


def trained(documents: Iterable[tuple[str, str]], recipe: Recipe, told: Told) -> bytes:
    """The bytes of a model that learned from documents, each with its genre.

    Raises TooLittleText where they have too few sentences.
    """
    import numpy as np  # noqa: PLC0415 (only who trains needs it)

    corpus = fluency_corpus.read(documents, recipe.language)
    told(f"{corpus.documents} documents, {len(corpus.learned)} sentences, {corpus.words} words to learn from")
    if corpus.words < MIN_WORDS or not any(corpus.held.values()):
        raise TooLittleText(
            f"{corpus.words} words of running text are too few to learn from; {MIN_WORDS} would do"
        )
    lexicon = lexicon_of(corpus.learned)
    size = len(lexicon)
    flat, ends = _encoded(corpus, lexicon.encode, size)
    sizes = np.diff(np.concatenate([[0], ends]))
    words = words_of(lexicon, flat % size, sizes)
    sentences = Sentences(flat.tolist(), ends, size)
    damager = Damager(words, sentences.flat, ends)
    classes = classes_of(words, recipe.seed)
    shares = class_shares(classes, flat % size)
    weights = initial(words.vectors, shares, recipe.seed)
    tokens = int(recipe.million_tokens * 1_000_000)
    learner = Learner(weights)
    for batches in chunks(sentences, damager, classes, recipe.seed):
        loss = learner.learn(batches, tokens)
        told(f"{learner.read / 1e6:.1f} of {tokens / 1e6:.1f} million tokens, loss {loss:.4f}")
        if learner.read >= tokens:
            break
    arrays = dict(whole(weights, classes, shares))
    arrays |= look_of(arrays, sentences, damager, int(TOKENS_SHARE * tokens), recipe.seed)
    return finished(arrays, list(lexicon.entries), corpus, recipe, told)


def finished(arrays: Any, entries: list[str], corpus: Corpus, recipe: Recipe, told: Told) -> bytes:
    """The model file of trained arrays: its thresholds set and what it finds told."""
    head: dict[str, Any] = {
        "language": recipe.language,
        "entries": entries,
        "seed": recipe.seed,
        "million_tokens": recipe.million_tokens,
        "words": corpus.words,
    }
    head["thresholds"] = calibrated(head, arrays, corpus.held)._asdict()
    data = written(head, arrays)
    for line in report(model_of(data), corpus.held, recipe.seed):
        told(line)
    return data


def _encoded(
    corpus: Corpus, encode: Callable[[list[str]], tuple[list[int], list[int]]], size: int
) -> tuple[Any, Any]:
    import numpy as np  # noqa: PLC0415

    flat: list[int] = []
    ends: list[int] = []
    for sentence in corpus.learned:
        entries, shapes = encode(sentence)
        flat.extend(entry + size * shape for entry, shape in zip(entries, shapes, strict=True))
        ends.append(len(flat))
    return np.array(flat, dtype=np.int64), ends


def chunks(sentences: Sentences, damager: Damager, classes: Any, seed: int) -> Iterator[list[Batch]]:
    """Chunks of batches without end, the same for the same seed."""
    for number in count():
        yield chunk(sentences, damager, Random(f"{seed} {number}"), classes)


def lines_of(paths: Iterable[Path]) -> Iterator[tuple[str, str]]:
    """Genre and text of each document of JSONL files."""
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                yield record.get("genre") or path.stem, record["text"]


def one_thread() -> None:
    """Have matrix products computed by one thread, so that their sums are added in one order.

    To be called before numpy is imported for the first time.
    """
    for name in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS"):
        os.environ.setdefault(name, "1")


def main() -> None:
    """Read the corpus, train, and write the model; progress and figures go to standard error."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("inputs", nargs="+", type=Path, metavar="CORPUS")
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--language", default="en")
    parser.add_argument("--million-tokens", type=float, default=MILLION_TOKENS)
    parser.add_argument("--seed", type=int, default=SEED)
    chosen = parser.parse_args()
    one_thread()
    recipe = Recipe(chosen.language, chosen.million_tokens, chosen.seed)
    data = trained(lines_of(chosen.inputs), recipe, _tell)
    chosen.output.write_bytes(data)


def _tell(line: str) -> None:
    sys.stderr.write(line + "\n")


if __name__ == "__main__":
    main()
