"""Word weights: how much likelier a word is in a line that is not the article's than in one that is."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping

from ..kinds._line_words import MAX_SPOKEN
from .labelling import INJECTED
from .line_corpus import LIST_SORT, LabelledText

MAX_PER_SITE = 3
"""Lines of one site in which a word counts, of either label: one site's name is no furniture of the web."""

MIN_SITES = 6
"""Sites on which a word must stand."""

MAX_WEIGHTS = 3_000
"""Words that are kept: those that say most, where a word of many sites says more."""

DIGITS = 2
"""Decimal digits of a weight."""

Lines = Mapping[str, tuple[Counter[str], Counter[str]]]
"""By site, in how many of its clean and of its injected lines each word stands."""


def count_lines(texts: Iterable[LabelledText]) -> Lines:
    """Count the words of labelled lines; copies of a line on a page count once, sound lists not at all."""
    counts: dict[str, tuple[Counter[str], Counter[str]]] = {}
    seen = set()
    for text in texts:
        if text.sort == LIST_SORT:
            continue
        clean, injected = counts.setdefault(text.site, (Counter(), Counter()))
        for key, label in zip(text.keys, text.labels, strict=True):
            if label is None or (text.page, key, label) in seen:
                continue
            seen.add((text.page, key, label))
            words = set(key.split(maxsplit=MAX_SPOKEN)[:MAX_SPOKEN])
            (injected if label == INJECTED else clean).update(words)
    return counts


def word_weights(counts: Lines, sites: Iterable[str]) -> dict[str, float]:
    """The weights of the words that say most, from some of the sites, in alphabetical order."""
    clean: Counter[str] = Counter()
    injected: Counter[str] = Counter()
    spread: Counter[str] = Counter()
    for site in sites:
        for total, of_site in zip((clean, injected), counts.get(site, ()), strict=False):
            for word, number in of_site.items():
                total[word] += min(MAX_PER_SITE, number)
        spread.update({word for of_site in counts.get(site, ()) for word in of_site})
    bias = math.log(max(1, clean.total()) / max(1, injected.total()))
    weights = {
        word: math.log((injected[word] + 1) / (clean[word] + 1)) + bias
        for word, number in spread.items()
        if number >= MIN_SITES and not word.isdigit()
    }
    telling = sorted(weights, key=lambda word: (-abs(weights[word]) * math.log(spread[word]), word))
    return {word: round(weights[word], DIGITS) for word in sorted(telling[:MAX_WEIGHTS])}
