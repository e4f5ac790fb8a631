"""Which lines of a scraped text are the article's: by its main text, or by the vote of several scrapers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

CLEAN, INJECTED = 0, 1

GRAM = 4
"""Words of the stretches by which a line is found in the main text again."""

MIN_CLEAN_SHARE, MAX_INJECTED_SHARE = 0.6, 0.1
"""Share of a line's stretches that stand in the main text: from this on it is the article's, up to that it is
not. Between the two lies what an annotator shortened, joined or left half out."""

MIN_OPENING_WORDS = 5
"""Words of the first line of the main text: shorter ones (a rubric, a name) may stand anywhere on a page."""

MIN_VOTERS = 4
"""Scrapers that must have found something on a page before their vote counts."""

MIN_VOTED_WORDS = 5
"""Words of a line that all scrapers must agree on to call it the article's: short ones repeat on a page."""

_WORD = re.compile(r"\w+")
_CREDIT = re.compile(
    r"\b(?:getty|reuters|ap photo|afp|epa|shutterstock|photograph|foto|courtesy of|screengrab|unsplash"
    r"|(?:image|photo|picture|source|credit)s?\s?(?::|by|via|credit))",
    re.IGNORECASE,
)
"""Captions and credits: some annotators keep them and some do not, so nothing is learned from them."""


def by_main_text(lines: Sequence[str], gold: str, headlines: Collection[str]) -> list[int | None]:
    """The label of each line, None where the main text does not settle it.

    Headlines, credits and short lines whose words stand somewhere in the main text are left open.
    """
    words = _words(gold)
    gold_lines = {_key(line) for line in gold.split("\n")}
    grams = {tuple(words[i : i + GRAM]) for i in range(len(words) - GRAM + 1)}
    joined = f" {' '.join(words)} "
    heads = [_key(headline) for headline in headlines]
    labels = []
    for line in lines:
        label = _label(_words(line), gold_lines, grams, joined)
        if label == INJECTED and (_CREDIT.search(line) or any(_key(line) in head for head in heads)):
            label = None
        labels.append(label)
    return labels


def _label(
    words: Sequence[str], gold_lines: Collection[str], grams: Collection[tuple[str, ...]], joined: str
) -> int | None:
    key = " ".join(words)
    if not words:
        return None
    if key in gold_lines:
        return CLEAN
    if len(words) <= GRAM:
        return None if f" {key} " in joined else INJECTED
    own = [tuple(words[i : i + GRAM]) for i in range(len(words) - GRAM + 1)]
    share = sum(gram in grams for gram in own) / len(own)
    if share >= MIN_CLEAN_SHARE:
        return CLEAN
    return INJECTED if share <= MAX_INJECTED_SHARE else None


def body_start(lines: Sequence[str], labels: Sequence[int | None]) -> int:
    """Index of the first line of the main text; the number of lines where there is none."""
    for index, (line, label) in enumerate(zip(lines, labels, strict=True)):
        if label == CLEAN and len(_words(line)) >= MIN_OPENING_WORDS:
            return index
    return len(lines)


def by_vote(lines: Sequence[str], others: Sequence[str], headlines: Collection[str]) -> list[int | None]:
    """The label of each line of a whole page: what all scrapers kept is clean, what none kept is injected."""
    voters = [text for text in others if text.strip()]
    if len(voters) < MIN_VOTERS:
        return [None] * len(lines)
    votes = Counter(key for text in voters for key in {_key(line) for line in text.split("\n")})
    kept_by_any = by_main_text(lines, "\n".join(voters), headlines)
    labels: list[int | None] = []
    for line, label in zip(lines, kept_by_any, strict=True):
        words = _words(line)
        sure = votes[" ".join(words)] == len(voters) and len(words) >= MIN_VOTED_WORDS
        labels.append(CLEAN if sure else INJECTED if label == INJECTED else None)
    return labels


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]


def _key(text: str) -> str:
    return " ".join(_words(text))
