"""Train the seam model: `python -m checks.training.seam_model en=releases.jsonl … -o MODEL`.

Each input is a language and a JSONL file of sound texts (`text`). Neighbouring sentences are joined without
their stop, the first whole or without its last words, and must be told from capitals in mid-sentence; and
sentences are cut between two words or in one, and must be told from whole ones. Logistic regression over the
traits of `checks/kinds/_seams.py`. Needs numpy and SciPy (extra `train`).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from ..document import Document, Span
from ..kinds._seam_model import MIN_OPENER_ODDS
from ..kinds._seams import Seam, Word, end_traits, mark_between, plain, seam_traits, words_between

SEED = 7
MAX_CHARACTERS = 20_000
"""Of each text: what is longer is a report or a law."""

FREQUENT_WORDS = 200
MIN_COMMON, MAX_NAME_SHARE = 25, 0.1
"""Least count of a common word in lower case, and its greatest share of capitals in mid-sentence."""

MIN_COUNT = 40
"""Examples in which a trait stands at least."""

STRENGTH = 1.0
"""Weight of the squared weights against the examples."""

MIN_WEIGHT = 0.15
DIGITS = 1
"""A weight that is smaller is left out; decimal digits of the others."""

STEPS = 150
MIN_SENTENCE, MIN_CLIPPED = 5, 9
MIN_PLACE = 3
"""Words before a seam: after fewer a capital opens a label's text."""
MIN_OPENING = 3
FEWEST_LOST, MOST_LOST = 2, 5
MAX_CAPITALS = 0.5
MIN_CUT_SENTENCE, MIN_LEFT = 8, 5
MIN_LETTERS_TO_CUT = 5


class Example(NamedTuple):
    """Traits, and whether they are a seam's."""

    is_seam: bool
    traits: tuple[str, ...]


class _Sentence(NamedTuple):
    span: Span
    words: list[Word]

    @property
    def is_prose(self) -> bool:
        """Whether not most of its words are capitalised, as in headings."""
        return sum(word.text[0].isupper() for word in self.words) <= MAX_CAPITALS * len(self.words)


class Vocabulary(NamedTuple):
    """What a language's words are known to be."""

    frequent: frozenset[str]
    common: frozenset[str]


def vocabulary(texts: Sequence[str]) -> Vocabulary:
    """The words that are frequent, and those that are next to never capitalised in mid-sentence."""
    plainly: Counter[str] = Counter()
    as_names: Counter[str] = Counter()
    for text in texts:
        for before, word in pairwise(words_between(text, 0, len(text))):
            if word.text.islower():
                plainly[plain(word.text)] += 1
            elif stands_capitalised(text, before, word) and before.text.islower():
                as_names[plain(word.text)] += 1
    frequent = frozenset(word for word, _ in plainly.most_common(FREQUENT_WORDS))
    common = frozenset(
        word
        for word, count in plainly.items()
        if count >= MIN_COMMON and as_names[word] <= MAX_NAME_SHARE * (count + as_names[word])
    )
    return Vocabulary(frequent, common)


def examples_of_joining(text: str, known_words: Vocabulary, random: Random) -> Iterator[Example]:
    """The capitals in mid-sentence of a text, and its sentences joined two by two."""
    document = Document(text)
    blocks = [
        [_Sentence(s, words_between(text, *s)) for s in document.sentences_in(block.start, block.end)]
        for block in document.blocks
        if block.kind != "code"
    ]
    known = _Known(text, [sentence.words for sentences in blocks for sentence in sentences])
    for sentences in blocks:
        for sentence in sentences:
            if sentence.is_prose and len(sentence.words) >= MIN_SENTENCE:
                yield from _capitals(text, sentence.words, known, known_words)
        for first, second in pairwise(sentences):
            if first.is_prose and second.is_prose and _may_be_joined(text, first, second):
                yield from _joined(text, (first, second), known, known_words, random)


class _Known:
    """The words of a text in lower case, and how often others stand capitalised in mid-sentence."""

    def __init__(self, text: str, sentences: Sequence[Sequence[Word]]) -> None:
        self.plain: set[str] = set()
        self.names: Counter[str] = Counter()
        for words in sentences:
            for index, word in enumerate(words):
                if word.text[0].islower():
                    self.plain.add(word.text)
                elif index and stands_capitalised(text, words[index - 1], word):
                    self.names[word.text] += 1


def stands_capitalised(text: str, before: Word, word: Word) -> bool:
    """Whether a capitalised word follows another with nothing but space between them."""
    return (
        word.text[0].isupper()
        and not mark_between(text, before.end, word.start)
        and text[before.end - 1].isalpha()
    )


def _capitals(text: str, words: Sequence[Word], known: _Known, known_words: Vocabulary) -> Iterator[Example]:
    for index in range(MIN_PLACE, len(words) - 1):
        word = words[index]
        if word.text[0].isupper() and not mark_between(text, words[index - 1].end, word.start):
            seam = Seam(
                [w.text for w in words[index - 2 : index]],
                word.text,
                [w.text for w in words[index + 1 : index + 3]],
                marks_behind(text, words, index),
                index,
                word.text.lower() in known.plain,
                known.names[word.text] > 1,
            )
            yield Example(False, tuple(seam_traits(seam, *known_words)))


def marks_behind(text: str, words: Sequence[Word], index: int) -> tuple[str, str]:
    """The marks behind a word and behind the next one."""
    found = [mark_between(text, one.end, other.start) for one, other in pairwise(words[index : index + 3])]
    return found[0], found[1] if len(found) > 1 else "$"


def _may_be_joined(text: str, first: _Sentence, second: _Sentence) -> bool:
    if len(first.words) < MIN_SENTENCE or len(second.words) < MIN_OPENING:
        return False
    ends_plainly = text[first.span.end - 1] == "." and first.words[-1].end == first.span.end - 1
    opens_plainly = second.words[0].start == second.span.start and second.words[0].text[0].isupper()
    return ends_plainly and opens_plainly and first.words[-1].text[-1].islower()


def _joined(
    text: str, pair: tuple[_Sentence, _Sentence], known: _Known, known_words: Vocabulary, random: Random
) -> Iterator[Example]:
    first, second = pair[0].words, pair[1].words
    kept = [first]
    if len(first) >= MIN_CLIPPED:
        kept.append(first[: len(first) - random.randint(FEWEST_LOST, MOST_LOST)])
    opener = second[0].text
    for words in kept:
        seam = Seam(
            [w.text for w in words[-2:]],
            opener,
            [w.text for w in second[1:3]],
            marks_behind(text, second, 0),
            len(words),
            opener.lower() in known.plain,
            known.names[opener] > 0,
        )
        yield Example(True, tuple(seam_traits(seam, *known_words)))


def examples_of_cutting(text: str, random: Random) -> Iterator[Example]:
    """The sentences of a text, whole, and each cut between two words or in one."""
    document = Document(text)
    for start, end in document.sentences:
        words = words_between(text, start, end)
        if text[end - 1] != "." or len(words) < MIN_CUT_SENTENCE or words[-1].end != end - 1:
            continue
        yield Example(False, tuple(end_traits(text, words)))
        kept = words[: random.randrange(MIN_LEFT, len(words) - 1) + 1]
        last = kept[-1]
        if last.end - last.start > MIN_LETTERS_TO_CUT and random.random() < 0.5:  # noqa: PLR2004 - either way
            cut = random.randrange(last.start + 2, last.end - 1)
            kept[-1] = Word(last.start, cut, text[last.start : cut])
        yield Example(True, tuple(end_traits(text, kept)))


def regression(examples: Sequence[Example]) -> dict[str, Any]:
    """The weights of a logistic regression, without those that say little."""
    import numpy as np  # noqa: PLC0415 - only training needs it
    from scipy.optimize import minimize  # noqa: PLC0415 - as above
    from scipy.sparse import csr_matrix  # noqa: PLC0415 - as above

    counts = Counter(trait for example in examples for trait in example.traits)
    traits = sorted(trait for trait, count in counts.items() if count >= MIN_COUNT)
    place = {trait: index for index, trait in enumerate(traits)}
    rows = [[place[trait] for trait in example.traits if trait in place] for example in examples]
    ends = np.cumsum([0, *map(len, rows)])
    columns = np.array([column for row in rows for column in row])
    matrix = csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(rows), len(traits)))
    wanted = np.array([float(example.is_seam) for example in examples])

    def loss(weights: Any) -> tuple[float, Any]:
        odds = matrix @ weights[:-1] + weights[-1]
        missed = np.logaddexp(0.0, odds) - wanted * odds
        error = 1 / (1 + np.exp(-odds)) - wanted
        gradient = np.append(matrix.T @ error + STRENGTH * weights[:-1], error.sum())
        return float(missed.sum() + STRENGTH / 2 * (weights[:-1] ** 2).sum()), gradient

    found = minimize(
        loss, np.zeros(len(traits) + 1), jac=True, method="L-BFGS-B", options={"maxiter": STEPS}
    ).x
    kept = {t: round(float(w), DIGITS) for t, w in zip(traits, found, strict=False) if abs(w) >= MIN_WEIGHT}
    return {"bias": round(float(found[-1]), DIGITS), "traits": kept}


def without_names(weights: dict[str, Any]) -> dict[str, Any]:
    """The weights of joining without those of words that `SeamModel.may_open` turns away all the same."""
    traits: dict[str, float] = weights["traits"]
    kept = {
        trait: weight
        for trait, weight in traits.items()
        if not (
            trait.startswith("c=") and weight < 0 and traits.get("c~" + trait[2:][-3:], 0.0) < MIN_OPENER_ODDS
        )
        and not (trait.startswith("cU=") and "c=" + trait[3:] not in traits)
    }
    return {"bias": weights["bias"], "traits": kept}


def train(texts: Sequence[str]) -> dict[str, Any]:
    """The figures of one language, from sound texts in it."""
    words, random = vocabulary(texts), Random(SEED)
    joining = [example for text in texts for example in examples_of_joining(text, words, random)]
    joined = without_names(regression(joining))
    joining.clear()
    cut = regression([example for text in texts for example in examples_of_cutting(text, random)])
    return {
        "frequent": sorted(words.frequent),
        "common": " ".join(sorted(words.common)),
        "joined": joined,
        "cut": cut,
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the files that the command line names, and write the model."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("inputs", nargs="+", metavar="LANGUAGE=FILE")
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args(arguments)
    texts: dict[str, list[str]] = defaultdict(list)
    for each in options.inputs:
        language, _, path = each.partition("=")
        with Path(path).open(encoding="utf-8") as lines:
            texts[language] += [json.loads(line)["text"][:MAX_CHARACTERS] for line in lines]
    model = {language: train(texts[language]) for language in sorted(texts)}
    options.output.write_text(
        json.dumps(model, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n", encoding="utf-8"
    )
    for language, data in model.items():
        sizes = {name: len(data[name]["traits"]) for name in ("joined", "cut")}
        sys.stdout.write(f"{language}: {len(texts[language])} texts, weights {sizes}\n")


if __name__ == "__main__":
    main()
