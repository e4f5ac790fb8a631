"""Whether a document as a whole is in another language than its feed declares."""

from __future__ import annotations

from ..document import Document
from ..language import (
    LANGUAGES,
    SAMPLE_LENGTH,
    UNKNOWN,
    identify,
    normalise_code,
    opening_prose,
    scripts_of,
    spelled,
)
from ._foreign_evidence import UNSPACED_SCRIPTS, WORD, Home, home_of, own_words

MIN_CONTRADICTION_WORDS = 25
"""Words of a text that can contradict what its feed says of it."""

MAX_CONTRADICTED_SHARE = 0.08
"""Share of the declared language's function words in a text that is not in it; in its own prose, a third."""

WORLD_LANGUAGES = frozenset({"ar", "en", "es", "fr", "pt", "ru"})
"""Languages that stand in for others in feeds everywhere."""


def contradiction(document: Document) -> str:
    """Name the language that a document is in instead of the declared one; empty where they may agree."""
    home = home_of(normalise_code(document.declared_language))
    if home is None:
        return ""
    paragraphs = ((block.start, block.end) for block in document.blocks if block.kind == "paragraph")
    opening = opening_prose(document.text, paragraphs)
    if not _may_contradict(opening, home):
        return ""
    code = identify(opening)
    return LANGUAGES[code] if code != UNKNOWN and _speaks_against(opening, code, home) else ""


def _may_contradict(text: str, home: Home) -> bool:
    """Whether a text is worth identifying: quick, and False for prose in the expected language."""
    words = text[:SAMPLE_LENGTH].lower().split()
    return sum(word in home.own_alone for word in words) <= MAX_CONTRADICTED_SHARE * len(words)


def _speaks_against(text: str, code: str, home: Home) -> bool:
    """Whether a text that was identified as another language holds too little of the expected one.

    A text of less than `MIN_CONTRADICTION_WORDS` proves nothing, except in scripts without spaces. A language
    without function words here may look like a neighbour of its: only a world language contradicts it.
    """
    if code in home.kin or not (
        home.own or code in WORLD_LANGUAGES or scripts_of(code).isdisjoint(home.scripts)
    ):
        return False
    words = [spelled(match.group().lower()) for match in WORD.finditer(text[:SAMPLE_LENGTH])]
    if len(words) < MIN_CONTRADICTION_WORDS and scripts_of(code).isdisjoint(UNSPACED_SCRIPTS):
        return False
    return own_words(words, code, home) <= MAX_CONTRADICTED_SHARE * len(words)
