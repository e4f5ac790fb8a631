"""The invented sources of the synthetic history: how much each delivers, and how much of that is broken.

A course is the share of a source's documents that have an ill, by night: `course(ago, weekend)`, where `ago`
counts the nights back from the last one, 0, and `weekend` says that the night is one of Saturday or Sunday.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from itertools import count, islice
from typing import NamedTuple

Course = Callable[[int, bool], float]

BROKE_AGO = 8
"""The scraper broke so many nights before the last: nine nights show it."""

DRIFT_BEGAN_AGO = 20
"""The first texts of the machine came so many nights before the last."""

RECOVERED_AGO = 11
"""The wrong decoding was set right so many nights before the last."""

SILENT_NIGHTS = 5
"""So many nights, the last among them, brought nothing from the silent source."""

ORDINARY_SIZE = 6.0
"""What the sources that nothing happens to deliver together, whatever their number, beside some thirteen of
the others: so that what is planted weighs the same in a history of any size."""


class Ill(NamedTuple):
    """Passages that stand in a document together, and the share of the source's documents that have them."""

    passages: tuple[str, ...]
    course: Course


class Source(NamedTuple):
    """Who delivers: `size` is the part of a night's documents beside that of the others."""

    name: str
    size: float
    ills: tuple[Ill, ...]
    unreadable: Course
    """The share of its records that are no JSON."""
    unrest: float = 0.1
    """How much its shares differ from night to night by themselves, as the deviation of their logarithm."""
    silent_nights: int = 0
    """How many of the last nights bring nothing."""
    certain: tuple[tuple[str, ...], ...] = ()
    """The passages of documents that come in the last night for sure."""
    story: str = ""
    """What is planted, in words; empty where nothing is."""


def steady(share: float) -> Course:
    """The same every night."""
    return lambda _ago, _weekend: share


def since(nights_ago: int, before: float, after: float) -> Course:
    """One share before a night, another from it on."""
    return lambda ago, _weekend: after if ago <= nights_ago else before


def growing(nights_ago: int, before: float, after: float) -> Course:
    """One share until a night, and from it on a little more each night, up to `after` in the last."""

    def course(ago: int, _weekend: bool) -> float:
        return before + (after - before) * max(0.0, 1 - ago / nights_ago)

    return course


def on_weekends(weekdays: float, weekends: float) -> Course:
    """Another share at weekends."""
    return lambda _ago, weekend: weekends if weekend else weekdays


NEVER = steady(0)
LAST_NIGHT = 0

USUAL_ILLS = (
    Ill(("doubled-word",), steady(0.02)),
    Ill(("widget",), steady(0.01)),
    Ill(("dagger",), steady(0.008)),
    Ill(("entity",), steady(0.006)),
    Ill(("glued",), steady(0.004)),
    Ill(("repeated", "self-pair", "dagger", "glued"), steady(0.001)),
)
"""What is wrong with sources that nothing happens to: two to three documents in a hundred do not pass."""

WHOLLY_TRANSLATED = ("possessive", "currency", "weekday", "left-in-german", "glued", "repeated")

TOLD = (
    Source(
        "harbour-gazette.example.org",
        3.0,
        (
            *USUAL_ILLS,
            Ill(("teaser",), since(BROKE_AGO, 0.001, 0.07)),
            Ill(("comment-form",), since(BROKE_AGO, 0.001, 0.05)),
            Ill(("teaser", "comment-form"), since(BROKE_AGO, 0.0, 0.04)),
            Ill(("teaser", "comment-form", "share-row", "dagger"), since(BROKE_AGO, 0.0, 0.01)),
            Ill(("script",), steady(0.002)),
        ),
        NEVER,
        certain=(("script", "teaser", "comment-form", "share-row"),),
        story=f"the scraper broke {BROKE_AGO} nights before the last; teasers and comment forms rise: "
        "3 % of its documents did not pass before, 20 % do not since",
    ),
    Source(
        "northern-wire.example.net",
        2.5,
        (
            *USUAL_ILLS,
            Ill(("possessive",), growing(DRIFT_BEGAN_AGO, 0.01, 0.16)),
            Ill(("possessive", "currency", "weekday"), growing(DRIFT_BEGAN_AGO, 0.005, 0.14)),
            Ill(("left-in-german", "weekday", "possessive"), growing(DRIFT_BEGAN_AGO, 0.0, 0.08)),
            Ill(WHOLLY_TRANSLATED, growing(DRIFT_BEGAN_AGO, 0.001, 0.02)),
        ),
        NEVER,
        certain=(WHOLLY_TRANSLATED,),
        story=f"machine translation seeps in over the last {DRIFT_BEGAN_AGO} nights",
    ),
    Source(
        "elsmoor-courier.example.com",
        2.0,
        (*USUAL_ILLS, Ill(("mojibake",), since(RECOVERED_AGO, 0.22, 0.004))),
        NEVER,
        certain=(("mojibake", "entity", "dagger", "self-pair"),),
        story=f"recovered; its wrong decoding was set right {RECOVERED_AGO} nights before the last",
    ),
    Source(
        "tarn-valley-post.example.org",
        1.0,
        USUAL_ILLS,
        NEVER,
        silent_nights=SILENT_NIGHTS,
        story=f"silent for the last {SILENT_NIGHTS} nights",
    ),
    Source(
        "sunday-mirror-of-brandal.example.net",
        1.5,
        (*USUAL_ILLS, Ill(("newsletter",), on_weekends(0.06, 0.14)), Ill(("widget",), steady(0.05))),
        NEVER,
        unrest=0.35,
        story="noisy, worse at weekends, and unchanged",
    ),
    Source(
        "port-ansel-today.example.com",
        2.0,
        (*USUAL_ILLS, Ill(("assistant",), since(LAST_NIGHT, 0.0, 0.05))),
        NEVER,
        certain=(("assistant",), ("assistant", "doubled-word")),
        story="a new kind of defect in the last night, the talk of an assistant",
    ),
    Source(
        "marrow-hill-herald.example.org",
        1.5,
        USUAL_ILLS,
        since(LAST_NIGHT, 0.002, 0.4),
        story="a burst of records that are no JSON in the last night, which fails the gate max-unreadable",
    ),
)
"""The sources that something happens to."""

PLACES = (
    "Ansel",
    "Brunn",
    "Cawdale",
    "Dorring",
    "Elsmoor",
    "Fenwater",
    "Garrow",
    "Hallow",
    "Ibsley",
    "Jarnvik",
)
PAPERS = (
    "advertiser",
    "bulletin",
    "chronicle",
    "dispatch",
    "examiner",
    "journal",
    "observer",
    "record",
    "times",
)
ZONES = ("example.org", "example.net", "example.com")


def sources(number: int) -> tuple[Source, ...]:
    """So many sources: those that something happens to, and beside them ordinary ones."""
    ordinary = tuple(islice(_ordinary(), max(0, number - len(TOLD))))
    total = sum(source.size for source in ordinary)
    return (
        *TOLD[:number],
        *(source._replace(size=source.size / total * ORDINARY_SIZE) for source in ordinary),
    )


def _ordinary() -> Iterator[Source]:
    """Sources that nothing happens to, without end; the first few deliver more than the others."""
    for n in count():
        place, paper, turn = (
            PLACES[n % len(PLACES)],
            PAPERS[n % len(PAPERS)],
            n // (len(PLACES) * len(PAPERS)),
        )
        again = f"-{turn + 1}" if turn else ""
        name = f"{place.lower()}-{paper}{again}.{ZONES[n % len(ZONES)]}"
        yield Source(name, 0.5 + math.exp(-n / 3), USUAL_ILLS, steady(0.001))
