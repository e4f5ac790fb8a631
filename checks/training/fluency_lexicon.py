"""What a corpus tells of its words: the vocabulary, where they stand, and what they are mistaken for.

Nothing here knows a language. Words that stand in the same places (the left and right neighbours of a word,
weighed by positive pointwise mutual information and brought down to a few dimensions by singular values, as
in Levy and Goldberg, "Neural Word Embedding as Implicit Matrix Factorization", 2014) are confused with each
other when text is garbled; words with a common beginning are forms of one word.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ..kinds._fluency_tokens import UNKNOWN_WORD, Lexicon, normal, suffix_classes

MIN_COUNT, MAX_WORDS = 4, 44_000
"""Times that a word of the vocabulary stands in the corpus, and how many words there are at most."""

MIN_CLASS_COUNT = 60
"""Times that rarer words with one ending stand in the corpus for it to be a class."""

DIMENSIONS = 64

NEIGHBOURS = 1_000
"""Most frequent words that are counted to the left and to the right of every word."""

FUNCTION_WORDS = 300
"""Most frequent words that are taken for those that hold sentences together."""

LIKENESS = 12
"""Function words that one is mistaken for."""

MIN_STEM, MAX_ENDING = 3, 3
"""Letters that forms of a word share at least, and that each may have besides."""

MAX_FORMS = 12


@dataclass(frozen=True)
class Words:
    """The lexicon of a corpus and what is known of its entries, by their numbers."""

    lexicon: Lexicon
    counts: Any
    """How often each entry stands in the corpus."""
    vectors: Any
    classes: Any
    """The entry that each word's ending would put it in; marks, numbers and classes are their own."""
    function_words: tuple[int, ...]
    mistaken: dict[int, tuple[int, ...]]
    forms: dict[int, tuple[int, ...]]


def lexicon_of(corpus: Sequence[Sequence[str]]) -> Lexicon:
    """The vocabulary of a corpus, the most frequent first, and the endings of the words outside it."""
    counts: Counter[str] = Counter()
    for sentence in corpus:
        counts.update(sentence)
    normals: Counter[str] = Counter()
    for token, count in counts.items():
        normals[normal(token)] += count
    ranked = sorted(normals.items(), key=lambda pair: (-pair[1], pair[0]))
    known = [word for word, count in ranked if count >= MIN_COUNT][:MAX_WORDS]
    inside = set(known)
    classes: Counter[str] = Counter()
    for word, count in ranked:
        if word not in inside:
            for each in suffix_classes(word):
                classes[each] += count
    endings = [
        name for name, count in sorted(classes.items()) if count >= MIN_CLASS_COUNT and name != UNKNOWN_WORD
    ]
    return Lexicon([*known, *endings, UNKNOWN_WORD])


def words_of(lexicon: Lexicon, flat: Any, sizes: Any) -> Words:
    """What the encoded corpus (entries one after the other, and the sentences' sizes) tells of its words."""
    import numpy as np  # noqa: PLC0415 (only who trains needs it)

    counts = np.bincount(flat, minlength=len(lexicon))
    vectors = _vectors(flat, sizes, counts, len(lexicon))
    frequent = [int(n) for n in np.argsort(-counts, kind="stable")[:FUNCTION_WORDS]]
    function_words = tuple(
        n for n in frequent if lexicon.entries[n][0].isalpha() or lexicon.entries[n][0] == "'"
    )
    return Words(
        lexicon,
        counts,
        vectors,
        _classes(lexicon),
        function_words,
        _mistaken(function_words, vectors),
        _forms(lexicon, counts),
    )


def _vectors(flat: Any, sizes: Any, counts: Any, size: int) -> Any:
    """A vector for each entry: the neighbours that it has more often than by chance."""
    import numpy as np  # noqa: PLC0415

    top = np.argsort(-counts, kind="stable")[:NEIGHBOURS]
    rank = np.full(size, -1, np.int32)
    rank[top] = np.arange(len(top))
    last = np.zeros(len(flat), bool)
    last[np.cumsum(sizes) - 1] = True
    left, right = flat[:-1][~last[:-1]], flat[1:][~last[:-1]]
    table = np.zeros((size, 2 * len(top)), np.float32)
    for word, neighbour, offset in ((left, right, 0), (right, left, len(top))):
        column = rank[neighbour]
        cells = word[column >= 0].astype(np.int64) * (2 * len(top)) + column[column >= 0] + offset
        found, times = np.unique(cells, return_counts=True)
        table.ravel()[found] = times
    expected = table.sum(1, keepdims=True) * table.sum(0, keepdims=True) / max(1.0, float(table.sum()))
    np.divide(table, expected, out=table, where=expected > 0)
    np.log(table, out=table, where=table > 1)
    table[table < 0] = 0
    table[:] = np.where(expected > 0, np.minimum(table, np.log1p(expected) + 2), 0)
    values, directions = np.linalg.eigh((table.T @ table).astype(np.float64))
    best = directions[:, ::-1][:, :DIMENSIONS].astype(np.float32)
    best *= np.sign(
        best[np.abs(best).argmax(0), np.arange(best.shape[1])]
    )  # eigenvectors have no sign of their own
    vectors = table @ best
    vectors /= np.sqrt(np.maximum(values[::-1][: vectors.shape[1]], 1e-9)).astype(np.float32) ** 0.5
    if vectors.shape[1] < DIMENSIONS:  # a tiny corpus
        vectors = np.pad(vectors, ((0, 0), (0, DIMENSIONS - vectors.shape[1])))
    return vectors / max(float(vectors.std()), 1e-9)


def _classes(lexicon: Lexicon) -> Any:
    import numpy as np  # noqa: PLC0415

    return np.array(
        [
            lexicon.class_number(entry) if entry.isalpha() else number
            for number, entry in enumerate(lexicon.entries)
        ]
    )


def _mistaken(function_words: Sequence[int], vectors: Any) -> dict[int, tuple[int, ...]]:
    import numpy as np  # noqa: PLC0415

    chosen = vectors[list(function_words)]
    unit = chosen / np.maximum(np.linalg.norm(chosen, axis=1, keepdims=True), 1e-9)
    order = np.argsort(-(unit @ unit.T), axis=1, kind="stable")
    return {
        word: tuple(function_words[int(other)] for other in row if function_words[int(other)] != word)[
            :LIKENESS
        ]
        for word, row in zip(function_words, order, strict=True)
    }


def _forms(lexicon: Lexicon, counts: Any) -> dict[int, tuple[int, ...]]:
    """The entries that share all but the last letters with each."""
    stems: dict[str, list[int]] = defaultdict(list)
    for number, word in enumerate(lexicon.entries):
        if word.isalpha():
            for end in range(max(MIN_STEM, len(word) - MAX_ENDING), len(word) + 1):
                stems[word[:end]].append(number)
    forms: dict[int, tuple[int, ...]] = {}
    for number, word in enumerate(lexicon.entries):
        if not word.isalpha() or len(word) <= MIN_STEM:
            continue
        found: list[int] = []
        for end in range(len(word), max(MIN_STEM, len(word) - MAX_ENDING) - 1, -1):
            found += [n for n in stems[word[:end]] if n != number and n not in found]
        if found:
            found.sort(key=lambda n: (-_common(word, lexicon.entries[n]), -int(counts[n]), n))
            forms[number] = tuple(found[:MAX_FORMS])
    return forms


def _common(one: str, other: str) -> int:
    shared = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        shared += 1
    return 2 * shared - len(other)
