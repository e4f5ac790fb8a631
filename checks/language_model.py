"""langdetect, a model of letter sequences, made to give one text the same answer every time.

It is sure of wrong answers: `checks.language` asks it only to confirm what other evidence suggests.
"""

from __future__ import annotations

import json
from array import array
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from langdetect.detector_factory import DetectorFactory

MODEL_MIN_LETTERS = 40
"""Letters below which langdetect is not asked: the shorter the line, the surer it is of a wrong answer."""

MODEL_MIN_PROBABILITY = 0.95
"""Probability below which langdetect's answer is not used; on prose it states 0.99 and more."""

MAX_ANSWERS = 16
"""Answers that are kept: one sentence is asked about for its own sake, and again to confirm another guess."""

_MODEL_SEED = 0
"""langdetect draws lots; with a fixed seed the same text has the same answer every time."""


def languages() -> list[str]:
    """The languages that the model knows, by its own codes."""
    known: list[str] = _model().get_lang_list()
    return known


@lru_cache(maxsize=MAX_ANSWERS)
def ask(sample: str) -> str | None:
    """The model's code for a sample's language; None where it is short or the model not nearly certain."""
    from langdetect.lang_detect_exception import LangDetectException  # noqa: PLC0415 (see _model)

    if sum(map(str.isalpha, sample)) < MODEL_MIN_LETTERS:
        return None
    detector = _model().create()
    detector.append(sample)
    try:
        answers = detector.get_probabilities()
    except LangDetectException:  # no letter sequence that it knows
        return None
    if not answers or answers[0].prob < MODEL_MIN_PROBABILITY:
        return None
    code: str = answers[0].lang
    return code


class _Chances:
    """How likely each letter sequence is in each language: the table that langdetect asks, without its zeros.

    langdetect's own has a list of all languages for each of 88,000 sequences, next to all of it zeros, and
    takes 66 MB; this one takes 25.
    """

    def __init__(self, languages: int) -> None:
        self._languages = languages
        self._rows: dict[str, array[float]] = {}

    def add(self, sequence: str, language: int, chance: float) -> None:
        """Note how likely a sequence is in a language, which is given by its number."""
        self._rows.setdefault(sequence, array("d")).extend((language, chance))

    def __contains__(self, sequence: object) -> bool:
        return sequence in self._rows

    def __getitem__(self, sequence: str) -> list[float]:
        chances = [0.0] * self._languages
        row = iter(self._rows[sequence])
        for language, chance in zip(row, row, strict=True):
            chances[int(language)] = chance
        return chances


@cache
def _model() -> DetectorFactory:
    """Load langdetect's profiles into a factory of our own, which no other user of the library can reseed.

    Imported when first needed: loading takes about a quarter of a second, and most texts do without. The
    profiles are read in sorted order, since their order decides how rounding falls.
    """
    from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory  # noqa: PLC0415

    factory = DetectorFactory()
    factory.set_seed(_MODEL_SEED)
    paths = sorted(Path(PROFILES_DIRECTORY).iterdir())
    chances = _Chances(len(paths))
    for number, path in enumerate(paths):
        profile = json.loads(path.read_text(encoding="utf-8"))
        factory.langlist.append(profile["name"])
        totals = profile["n_words"]
        for sequence, times in profile["freq"].items():
            chances.add(sequence, number, times / totals[len(sequence) - 1])
    factory.word_lang_prob_map = chances
    return factory
