"""Measures what the nightly report's change test misses and what it makes up, on made-up sources.

    python -m benchmarks.change_detection [--reports 200] [--repeats 400] [--seed 1]

Prints how many reports in which nothing changed name something, by the kind of noise; how often a change is
found, by its size, its age and the documents a night; how soon, by the number of series in the report; and
how long the test takes. Beside the test stand two rules of thumb: the last night is more than 2 points
worse than the mean of the 7 nights before (points of score, or of percentage), and Shewhart's chart (the
last night is more than 3 standard deviations worse than the nights before). The figures depend on the seed
alone, the time apart.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import NamedTuple

import click
import numpy as np
from numpy.typing import NDArray

from checks.nightly.changes import Shift, mean_change, share_change

Floats = NDArray[np.float64]
Named = NDArray[np.bool_]
Random = np.random.Generator

NIGHTS = 30
SOURCES = 100
SHARES = 2
"""Of each source: documents that did not pass, and those that a rule spoke in. The third is its score."""
CHANCE_PER_REPORT = 0.05
LEVEL = CHANCE_PER_REPORT / (SOURCES * (SHARES + 1))

THUMB_NIGHTS = 7
THUMB_POINTS = 2.0
SHEWHART_DEVIATIONS = 3.0

LOST = np.array([0, 2, 5, 10, 20, 40, 70, 100.0])
"""Points that a document may lose, and below how often it does: mean 94, deviation 15, a heavy tail."""
HOW_OFTEN = np.array([0.55, 0.15, 0.13, 0.08, 0.04, 0.03, 0.015, 0.005])

WEEKEND = np.arange(NIGHTS) % 7 >= 5  # noqa: PLR2004 (Saturday and Sunday)


class World(NamedTuple):
    """A kind of noise: how many documents come, and how the nights' levels scatter about the source's."""

    name: str
    documents: Callable[[Random], Floats]
    share: Callable[[Random, Floats], Floats]
    """Of the sources' shares: those of the nights."""
    score: Callable[[Random], Floats]
    """Points that each night's scores are moved by."""


class Nights(NamedTuple):
    """Series of all sources (axes: source, night)."""

    documents: Floats
    hits: Floats
    means: Floats
    deviations: Floats


# --- noise -------------------------------------------------------------------------------------------------


def usual_documents(random: Random) -> Floats:
    """20 to 2,000 a night, as the source is used to; a fifth more or less by night."""
    usual = np.exp(random.uniform(np.log(20), np.log(2000), (SOURCES, 1)))
    return np.maximum(np.rint(usual * random.lognormal(0, 0.2, (SOURCES, NIGHTS))), 1)


def few_documents(random: Random) -> Floats:
    """1 to 5."""
    return random.integers(1, 6, (SOURCES, NIGHTS)).astype(float)


def any_documents(random: Random) -> Floats:
    """From 1 to 10,000, anew each night."""
    return np.rint(np.exp(random.uniform(0, np.log(10_000), (SOURCES, NIGHTS))))


def steady(_random: Random, shares: Floats) -> Floats:
    """The same share each night."""
    return shares + np.zeros((SOURCES, NIGHTS))


def clustered(correlation: float) -> Callable[[Random, Floats], Floats]:
    """Beta-distributed shares, so that documents of a night are correlated as stated."""
    strength = (1 - correlation) / correlation

    def draw(random: Random, shares: Floats) -> Floats:
        return random.beta(shares * strength, (1 - shares) * strength, (SOURCES, NIGHTS))

    return draw


def mostly_zero(random: Random, shares: Floats) -> Floats:
    """Nothing in four nights of five, five times the share in the fifth."""
    return np.where(random.random((SOURCES, NIGHTS)) < 1 / 5, np.minimum(5 * shares, 1), 0)


def weekly(_random: Random, shares: Floats) -> Floats:
    """Twice the share at weekends."""
    return np.where(WEEKEND, np.minimum(2 * shares, 1), shares)


def autoregressive(random: Random, shares: Floats) -> Floats:
    """A quarter more or less, and each night takes 0.3 of the one before."""
    return np.clip(shares * np.exp(0.25 * _chain(random)), 0, 1)


def _chain(random: Random, carried: float = 0.3) -> Floats:
    shocks = random.normal(0, 1, (SOURCES, NIGHTS))
    for night in range(1, NIGHTS):
        shocks[:, night] = carried * shocks[:, night - 1] + np.sqrt(1 - carried**2) * shocks[:, night]
    return shocks


def unmoved(_random: Random) -> Floats:
    """Scores of every night from one distribution."""
    return np.zeros((SOURCES, NIGHTS))


def normal_nights(points: float) -> Callable[[Random], Floats]:
    """Nights differ by a normal deviate."""
    return lambda random: random.normal(0, points, (SOURCES, NIGHTS))


def student_nights(random: Random) -> Floats:
    """Nights differ by a point times Student's t with 3 degrees of freedom: some are far out."""
    return random.standard_t(3, (SOURCES, NIGHTS))


WORLDS = (
    World("independent documents", usual_documents, steady, unmoved),
    World(
        "documents of a night alike: ρ 0.01, scores ± 1", usual_documents, clustered(0.01), normal_nights(1)
    ),
    World(
        "documents of a night alike: ρ 0.05, scores ± 3", usual_documents, clustered(0.05), normal_nights(3)
    ),
    World("1 to 5 documents a night", few_documents, steady, unmoved),
    World("1 to 5 documents a night, ρ 0.05, ± 3", few_documents, clustered(0.05), normal_nights(3)),
    World("1 to 10,000 documents a night", any_documents, steady, unmoved),
    World("1 to 10,000 documents a night, ρ 0.05, ± 3", any_documents, clustered(0.05), normal_nights(3)),
    World("nothing in four nights of five", usual_documents, mostly_zero, normal_nights(1)),
    World(
        "weekends: twice the share, 3 points less",
        usual_documents,
        weekly,
        lambda _: np.where(WEEKEND, -3.0, 0),
    ),
    World("far-out nights: ρ 0.05, scores ± t(3)", usual_documents, clustered(0.05), student_nights),
    World(
        "nights that follow each other: AR(1) 0.3", usual_documents, autoregressive, lambda r: 2 * _chain(r)
    ),
)


def draw_nights(random: Random, documents: Floats, shares: Floats, moved: Floats) -> Nights:
    """Documents drawn: hits by the night's share, scores from `LOST` moved as the night is."""
    counts = documents.astype(int)
    hits = random.binomial(counts, shares).astype(float)
    drawn = random.multinomial(counts, HOW_OFTEN)
    scores = np.clip(100 - LOST + moved[..., np.newaxis], 0, 100)
    means = (drawn * scores).sum(axis=-1) / documents
    squares = (drawn * scores**2).sum(axis=-1) / documents
    return Nights(documents, hits, means, np.sqrt(np.maximum(squares - means**2, 0)))


# --- rules -------------------------------------------------------------------------------------------------


def thumb(bad: Floats) -> Named:
    """By series, `bad` in points: whether the last night is 2 points worse than the 7 before."""
    named: Named = bad[:, -1] > bad[:, -1 - THUMB_NIGHTS : -1].mean(axis=1) + THUMB_POINTS
    return named


def shewhart(bad: Floats) -> Named:
    """By series: whether the last night is 3 standard deviations worse than the nights before."""
    before = bad[:, :-1]
    named: Named = bad[:, -1] > before.mean(axis=1) + SHEWHART_DEVIATIONS * before.std(axis=1, ddof=1)
    return named


def share_shifts(nights: Nights, level: float = LEVEL) -> list[Shift | None]:
    """The test's word on each source's share."""
    rows = zip(nights.hits.astype(int).tolist(), nights.documents.astype(int).tolist(), strict=True)
    return [share_change(hits, documents, level) for hits, documents in rows]


def score_shifts(nights: Nights, level: float = LEVEL) -> list[Shift | None]:
    """The test's word on each source's mean score."""
    columns = nights.means.tolist(), nights.deviations.tolist(), nights.documents.astype(int).tolist()
    return [mean_change(*row, level) for row in zip(*columns, strict=True)]


# --- tables ------------------------------------------------------------------------------------------------


class Alarms(NamedTuple):
    """Of one report in which nothing changed: how many series each rule names."""

    test: int
    thumb: int
    shewhart: int


def unchanged_report(world: World, random: Random) -> Alarms:
    """100 sources with three measures each; the shares are 2 to 30 %, as usual for either."""
    found = np.zeros(3, int)
    for measure in range(SHARES + 1):
        documents = world.documents(random)
        base = np.exp(random.uniform(np.log(0.02), np.log(0.3), (SOURCES, 1)))
        nights = draw_nights(random, documents, world.share(random, base), world.score(random))
        is_share = measure < SHARES
        bad = 100 * nights.hits / documents if is_share else -nights.means
        shifts = share_shifts(nights) if is_share else score_shifts(nights)
        found += (sum(shift is not None for shift in shifts), thumb(bad).sum(), shewhart(bad).sum())
    return Alarms(*found.tolist())


def false_alarms(reports: int, seed: int) -> None:
    """Table 1."""
    click.echo("| nothing changed, nights differ by | reports that name anything | series named by report | "
               "rule of thumb | 3 sigma |\n| --- | --: | --: | --: | --: |")  # fmt: skip
    for number, world in enumerate(WORLDS):
        random = np.random.default_rng([seed, number])
        alarms = np.array([unchanged_report(world, random) for _ in range(reports)])
        by_report = alarms.mean(axis=0)
        click.echo(
            f"| {world.name} | {(alarms[:, 0] > 0).mean():.1%} | {by_report[0]:.2f} | "
            f"{by_report[1]:.1f} | {by_report[2]:.1f} |"
        )


class Change(NamedTuple):
    """What happens to a source: its share before and after, its score's move."""

    name: str
    before: float
    after: float
    points: float


CHANGES = (
    Change("share 2 % → 4 %", 0.02, 0.04, 0),
    Change("share 2 % → 10 %", 0.02, 0.10, 0),
    Change("share 10 % → 20 %", 0.10, 0.20, 0),
    Change("share 10 % → 50 %", 0.10, 0.50, 0),
    Change("score − 2", 0, 0, -2),
    Change("score − 5", 0, 0, -5),
    Change("score − 10", 0, 0, -10),
)
AGES = (1, 2, 3, 7, 14)
VOLUMES = (5, 20, 200, 2000)


def found(
    change: Change, volume: int, age: int, repeats: int, random: Random, *, level: float = LEVEL
) -> float:
    """How often the test says so, in the right direction, in nights that are alike but for the change."""
    is_after = np.arange(NIGHTS) >= NIGHTS - age
    documents = np.full((repeats, NIGHTS), float(volume))
    nights = draw_nights(
        random,
        documents,
        np.where(is_after, change.after, change.before),
        np.broadcast_to(np.where(is_after, change.points, 0.0), documents.shape),
    )
    shifts = score_shifts(nights, level) if change.points else share_shifts(nights, level)
    sign = -1 if change.points else 1
    return float(np.mean([shift is not None and sign * (shift.after - shift.before) > 0 for shift in shifts]))


def power(repeats: int, seed: int) -> None:
    """Table 2."""
    ages = " | ".join(f"{age}" for age in AGES)
    click.echo(f"\n| found after nights: | documents a night | {ages} |\n| --- | --: |{' --: |' * len(AGES)}")
    for number, change in enumerate(CHANGES):
        for volume in VOLUMES:
            random = np.random.default_rng([seed, len(WORLDS) + number, volume])
            rates = " | ".join(f"{found(change, volume, age, repeats, random):.0%}" for age in AGES)
            click.echo(f"| {change.name} | {volume} | {rates} |")


def by_series(repeats: int, seed: int) -> None:
    """Table 3."""
    ages = " | ".join(f"{age}" for age in AGES)
    click.echo(f"\n| series in the report | {ages} |\n| --: |{' --: |' * len(AGES)}")
    for series in (1, 30, 300, 3000):
        random = np.random.default_rng([seed, series])
        level = CHANCE_PER_REPORT / series
        rates = " | ".join(f"{found(CHANGES[1], 200, age, repeats, random, level=level):.0%}" for age in AGES)
        click.echo(f"| {series:,} | {rates} |")


def speed(seed: int) -> None:
    """Processor seconds for 2,000 sources with a share and a score each."""
    random = np.random.default_rng(seed)
    world = WORLDS[2]
    rounds = 2000 // SOURCES
    drawn = [
        draw_nights(
            random,
            world.documents(random),
            world.share(random, np.full((SOURCES, 1), 0.1)),
            world.score(random),
        )
        for _ in range(rounds)
    ]
    start = time.process_time()
    for nights in drawn:
        share_shifts(nights)
        score_shifts(nights)
    click.echo(
        f"\n{rounds * SOURCES:,} sources × 2 measures × {NIGHTS} nights: {time.process_time() - start:.2f} s"
    )


@click.command(help=__doc__)
@click.option("--reports", default=200, show_default=True, help="Reports for each kind of noise.")
@click.option("--repeats", default=400, show_default=True, help="Sources for each change.")
@click.option("--seed", default=1, show_default=True)
def main(reports: int, repeats: int, seed: int) -> None:
    """Print all tables."""
    false_alarms(reports, seed)
    power(repeats, seed)
    by_series(repeats, seed)
    speed(seed)


if __name__ == "__main__":
    main()
