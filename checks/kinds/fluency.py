"""Kind `fluency`: sentences, and whole documents, that do not read as their language does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from ..language import UNKNOWN
from ._base import Context, Doc, Hit, Kind, Scope
from ._fluency_reading import Judged, Reading, mean_strain, reading_of
from ._fluency_scores import alarm
from ._fluency_tokens import tokens

MEASURE = "fluency"

MIN_SENTENCES = 10
"""Sentences of a sample from which a document may be garbled throughout."""

WORST_WORDS, WORST_SENTENCES = 3, 3
"""How many are named in a message."""

BROKEN = 0.0
"""Log odds from which a token counts as broken: more likely than not."""


@dataclass(frozen=True)
class Fluency(Kind):
    """Finds sentences that do not read as their language does, and documents garbled from end to end.

    A small network, trained to tell sound sentences from damaged ones, reads those sentences that a first
    look finds strange and a sample of the others. Left alone are headings, lists, tables, code, verse,
    quotations, runs of names or figures, and sentences with many words that the model does not know. It marks
    heavy damage: word salad, words moved about, sentences run into each other; not a missing article, and not
    modern machine translation, which reads fluently. The measure `fluency` is the mean over the sample,
    higher for better. See checks/models/fluency-en.md.
    """

    part: Annotated[
        Literal["sentence", "document"],
        Doc("sentence: one that is garbled, where it breaks; document: the whole text (the span is 0, 0)."),
    ] = "sentence"

    scopes: ClassVar[tuple[Scope, ...]] = ("document",)
    any_language: ClassVar[bool] = True
    trained: ClassVar[bool] = True
    measured: ClassVar[tuple[str, ...]] = (MEASURE,)

    @property
    def values(self) -> tuple[str, ...]:
        """The worst words of a sentence, or the worst sentences of a document."""
        return ("words",) if self.part == "sentence" else ("first", "second", "third")

    def find(self, context: Context) -> Iterator[Hit]:
        """The garbled sentences in order, or the document."""
        reading = context.shared(reading_of)
        if reading is None or context.language == UNKNOWN:
            return
        if self.part == "document":
            yield from _throughout(reading)
            return
        least = reading.model.thresholds.sentence
        for judged in reading.read:
            if alarm(judged.figures) >= least and reading.is_reportable(judged.sentence):
                yield _salad(context.text, judged)

    def measures(self, context: Context) -> Mapping[str, float | None]:
        """How fluently the document reads; None where its language has no model, or it has no sentence."""
        reading = context.shared(reading_of)
        return {MEASURE: None if reading is None else reading.fluency}


def _throughout(reading: Reading) -> Iterator[Hit]:
    if len(reading.sentences) < MIN_SENTENCES:
        return
    suspects = reading.suspects
    if not suspects or mean_strain(suspects) < reading.model.thresholds.document:
        return
    if sum(reading.is_running_prose(judged.sentence) for judged in suspects) < MIN_SENTENCES / 2:
        return
    worst = sorted(suspects, key=lambda judged: -alarm(judged.figures))[:WORST_SENTENCES]
    text = reading.document.text
    quoted = [text[judged.sentence.start : judged.sentence.end] for judged in worst]
    yield Hit(0, 0, values=dict(zip(("first", "second", "third"), quoted, strict=True)))


def _salad(text: str, judged: Judged) -> Hit:
    """The stretch of a sentence where it breaks, and its worst words."""
    found, odds = tokens(text, judged.sentence.start, judged.sentence.end), judged.figures.tokens
    first, last = _broken_stretch(odds)
    ranked = sorted(range(first, last + 1), key=lambda place: -odds[place])
    named = [place for place in ranked if found[place].text[0].isalnum()][:WORST_WORDS] or ranked[:1]
    words = ", ".join(f"“{found[place].text}”" for place in sorted(named))
    return Hit(found[first].start, found[last].end, values={"words": words})


def _broken_stretch(odds: Sequence[float]) -> tuple[int, int]:
    """First and last token of the stretch whose odds add up to most, and the token before it."""
    best, start, total = (float("-inf"), 0, 0), 0, 0.0
    for place, value in enumerate(odds):
        if total <= 0:
            start, total = place, 0.0
        total += value - BROKEN
        best = max(best, (total, -start, place))
    _, start, last = best[0], -best[1], best[2]
    return max(0, start - 1), last
