"""langdetect, a model of letter sequences, made to give one text the same answer every time.

It is sure of wrong answers: `checks.language` asks it only to confirm what other evidence suggests.
"""

from __future__ import annotations

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


@cache
def _model() -> DetectorFactory:
    """Load langdetect's profiles into a factory of our own, which no other user of the library can reseed.

    Imported when first needed: loading takes about half a second, and most texts do without. The profiles are
    read in sorted order, since their order decides how rounding falls.
    """
    from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory  # noqa: PLC0415

    factory = DetectorFactory()
    factory.set_seed(_MODEL_SEED)
    profiles = sorted(Path(PROFILES_DIRECTORY).iterdir())
    factory.load_json_profile([profile.read_text(encoding="utf-8") for profile in profiles])
    return factory
