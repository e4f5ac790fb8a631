"""The known word that was probably meant, for errors."""

from __future__ import annotations

from collections.abc import Iterable

SIMILAR_ENOUGH = 70.0
"""Least similarity (rapidfuzz `ratio`, 0 to 100): one slip in a short word, two or three in a long one."""


def closest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like this one, whatever its case, if any is like it."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 (only errors pay for loading it)

    choices = list(known)
    best = process.extractOne(
        word, choices, scorer=fuzz.ratio, processor=str.lower, score_cutoff=SIMILAR_ENOUGH
    )
    return None if best is None else str(best[0])


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """An error's last words, ` (did you mean 'x'?)`, or nothing where no known word is near."""
    best = closest(word, known)
    return "" if best is None else f" (did you mean {best!r}?)"
