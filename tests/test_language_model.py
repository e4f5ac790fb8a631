"""langdetect behind our own table of its profiles."""

from __future__ import annotations

from pathlib import Path

import pytest
from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory

from checks import language_model

SAMPLES = (
    "The ferry leaves the northern quay at nine, and nobody knows when the second boat will be repaired.",
    "Die Fähre legt um neun am Nordkai ab, und niemand weiß, wann das zweite Boot wieder fährt.",
    "Le bac quitte le quai nord à neuf heures, et personne ne sait quand le second bateau sera réparé.",
    "Færgen sejler klokken ni fra den nordlige kaj, og ingen ved, hvornår den anden båd er klar igen.",
    "Паром отходит от северного причала в девять, и никто не знает, когда починят второе судно.",
    "Nordkai Harbour Terminal 9 Abfahrt departure départ salida partenza vertrek Fähre ferry bac ferry",
)


@pytest.fixture(scope="module")
def own() -> DetectorFactory:
    """langdetect with the table that it makes itself."""
    factory = DetectorFactory()
    factory.set_seed(0)
    profiles = sorted(Path(PROFILES_DIRECTORY).iterdir())
    factory.load_json_profile([profile.read_text(encoding="utf-8") for profile in profiles])
    return factory


@pytest.mark.parametrize("sample", SAMPLES)
def test_answers_are_those_of_langdetects_own_table(own: DetectorFactory, sample: str) -> None:
    detector = own.create()
    detector.append(sample)
    best = detector.get_probabilities()[0]
    expected = best.lang if best.prob >= language_model.MODEL_MIN_PROBABILITY else None
    assert language_model.ask(sample) == expected


def test_it_knows_the_same_languages(own: DetectorFactory) -> None:
    assert language_model.languages() == own.get_lang_list()


def test_a_text_without_any_sequence_that_it_knows_has_no_language() -> None:
    assert language_model.ask("\N{CUNEIFORM SIGN A}" * language_model.MODEL_MIN_LETTERS) is None
