"""Figures, days and changes in words, the same in every format of the report, and nothing scraped."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from .model import Change, Figures, Measure, NightlyReport, Silence

MEASURE_NAMES: dict[Measure, str] = {
    "score": "mean score",
    "not-passed": "not passed",
    "rule": "documents with it",
}

_FINE_SHARE = 0.1
"""Below it a share is told to a tenth of a percent."""

_SMALLEST_SHARE = 0.0005
"""A smaller one would be told as none."""

_SMALLEST_CHANCE = 0.0001
"""A smaller p-value is told as less than this: more digits would claim more than a model of noise knows."""


def day(value: date) -> str:
    """A day as people write it: `14 November 2026`."""
    return f"{value.day} {value:%B} {value.year}"


def count(number: int, what: str = "document", plural: str = "") -> str:
    """A number with its noun: `1 document`, `1,204 documents`."""
    return f"{number:,} {what if number == 1 else plural or what + 's'}"


def share(value: float) -> str:
    """A share of 0 to 1 in percent."""
    if 0 < value < _SMALLEST_SHARE:
        return "< 0.1 %"
    return f"{value * 100:.1f} %" if 0 < value < _FINE_SHARE else f"{value * 100:.0f} %"


def score(value: float | None) -> str:
    """A mean score to a tenth; a dash where nothing was scored."""
    return "–" if value is None else f"{value:.1f}"


def level(measure: Measure, value: float) -> str:
    """A value of a measure."""
    return score(value) if measure == "score" else share(value)


def chance(value: float) -> str:
    """A p-value: `p < 0.0001`, `p = 0.003`."""
    return f"p < {_SMALLEST_CHANCE:g}" if value < _SMALLEST_CHANCE else f"p = {value:.1g}"


def change_in_brief(change: Change) -> str:
    """What changed and since when: `not passed 3.1 % → 20 % since 14 November 2026`."""
    before, after = level(change.measure, change.before), level(change.measure, change.after)
    return f"{MEASURE_NAMES[change.measure]} {before} → {after} since {day(change.since)}"


def change_sentence(change: Change) -> str:
    """A change with what it rests on."""
    return (
        f"{change_in_brief(change)}: {count(change.nights_after, 'night')} with"
        f" {count(change.documents_after)} against {count(change.nights_before, 'night')} with"
        f" {count(change.documents_before)} before, {chance(change.chance)}"
    )


def silence_sentence(silence: Silence) -> str:
    """Since when nothing came, and what used to."""
    gap = (
        "never silent before"
        if not silence.longest_gap
        else (f"silent for {count(silence.longest_gap, 'night')} at most before")
    )
    return (
        f"last seen on {day(silence.last_seen)}, {count(silence.nights_silent, 'night')} ago;"
        f" it came in {count(silence.nights_seen, 'night')} with {silence.usual_documents:g} documents"
        f" as a rule, {gap}"
    )


def verdicts(figures: Figures) -> str:
    """What became of the documents of a night."""
    text = f"{figures.passed:,} passed, {figures.review:,} for review, {figures.failed:,} failed"
    return f"{text}, {figures.unreadable:,} could not be checked" if figures.unreadable else text


def usual_score(report: NightlyReport) -> float | None:
    """The mean score of the nights that compare with the last, itself left out, weighted by documents."""
    nights = [night.figures for night in report.nights[report.compared_from : -1]]
    scored = [(figures.score, figures.scored) for figures in nights if figures.score is not None]
    documents = sum(number for _, number in scored)
    return sum(mean * number for mean, number in scored) / documents if documents else None


def listed(names: Sequence[str], most: int) -> str:
    """The first names of several, and how many more there are."""
    left_out = len(names) - most
    text = ", ".join(names[:most])
    return f"{text} and {left_out:,} more" if left_out > 0 else text


def method_sentences(report: NightlyReport) -> tuple[str, ...]:
    """How a change was told from noise, for whoever reads the report without the documentation."""
    method = report.method
    return (
        f"{count(method.series_tested, 'series', 'series')} of nights were tested: of each source, the mean"
        " score and the share of documents that did not pass; of each rule, the share of documents that it"
        " spoke in.",
        "A change is named where two stretches of nights differ by more than the noise of documents and of"
        " nights allows: Fisher's exact test or Student's t, in which the documents of one night count for"
        " less the more they resemble each other.",
        "The chance is corrected for every night on which a change might have begun, and for all series:"
        f" where nothing changed, a report names anything at all in at most {share(method.level)} of nights.",
        f"The stretch before a change has {method.least_nights} nights or more, and either side"
        f" {method.least_documents} documents or more; nights under other rules, versions or settings are not"
        " compared.",
    )
