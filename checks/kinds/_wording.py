"""Words of a rule as they are looked for in a folded text (see `_folding`), in any white space."""

from __future__ import annotations

import regex

from ..later import later
from ._folding import core, fold

_UNSPACED_SCRIPT = r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\u30fc]"
_NOT_IN_WORD_BEFORE = rf"(?<!(?!{_UNSPACED_SCRIPT})[\p{{L}}\p{{M}}\p{{N}}])"
_NOT_IN_WORD_AFTER = rf"(?!(?!{_UNSPACED_SCRIPT})[\p{{L}}\p{{M}}\p{{N}}])"
_UNSPACED = later(_UNSPACED_SCRIPT)
"""Characters of scripts that write no spaces, so that any letter may stand next to them."""

BETWEEN_WORDS = r"\s+"
"""What stands between two words, as a pattern."""


def shape_of(phrase: str) -> str:
    """A phrase as it is compared."""
    return core(fold(phrase))


def pattern_of(shape: str) -> str:
    """The pattern of a shape that stands as words of its own."""
    before, after = sides(shape[0], shape[-1])
    return before + words_of(shape) + after


def words_of(shape: str) -> str:
    """The pattern of a shape, whatever stands beside it."""
    return BETWEEN_WORDS.join(map(regex.escape, shape.split()))


def sides(first: str, last: str) -> tuple[str, str]:
    """What must stand before words that begin with a character, and behind those that end with one."""
    before = "" if _UNSPACED.match(first) else _NOT_IN_WORD_BEFORE
    after = "" if _UNSPACED.match(last) else _NOT_IN_WORD_AFTER
    return before, after


def stands_alone(word: str) -> bool:
    """Whether a word is written in a script that sets spaces between words."""
    return _UNSPACED.search(word) is None
