"""Findings to points, family scores, a total and a verdict. docs/scoring.md gives the formula and reasons.

Penalties are whole millionths of a point and scores whole hundredths: no score depends on how a third was
rounded, and the points of a document's findings add up to exactly what its score lacks to 100.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from fnmatch import fnmatchcase
from typing import NamedTuple

from .finding import FAMILIES, SEVERITIES, Confidence, Family, Severity, Verdict
from .rules.schema import Rule, ScoreSettings

SEVERITY_POINTS: Mapping[Severity, float] = {"error": 5.0, "warning": 2.0, "info": 0.0}
CONFIDENCE_FACTOR: Mapping[Confidence, float] = {"high": 1.0, "medium": 0.7, "low": 0.4}

PER_WORDS = 1000
"""Penalties are rates: what a finding costs in a text of so many words."""

MIN_WORDS = 300
"""A shorter text counts as this long, so that one slip in a news brief does not sink it."""

MILLIONTHS = 1_000_000
"""The unit in which penalties are reckoned."""

FAMILY_CAP = 60_00
"""The most that one family can take off, in hundredths: enough for it alone to fail a document."""

TOTAL_CAP = 100_00


class Charge(NamedTuple):
    """What scoring needs to know of a finding."""

    rule: Rule
    severity: Severity
    field: str
    start: int
    end: int


class Score(NamedTuple):
    """`points` are in the order of the charges; `total` is 100 less their sum."""

    total: float
    families: Mapping[Family, float]
    points: tuple[float, ...]


def score(charges: Sequence[Charge], words: int, settings: ScoreSettings) -> Score:
    """Charge every finding. Adding one never raises a score, and their order does not matter."""
    per_word_rate = PER_WORDS / max(words, MIN_WORDS)
    penalties = [_penalty(charge, per_word_rate, settings.weights) for charge in charges]
    points = [0] * len(charges)
    deductions: dict[Family, int] = {}
    for family in FAMILIES:
        members = [i for i, charge in enumerate(charges) if charge.rule.family == family and penalties[i]]
        members.sort(key=lambda i: (charges[i].field, charges[i].start, charges[i].end, charges[i].rule.id))
        shares = _family_points(charges, penalties, members)
        deductions[family] = min(_hundredths(sum(shares.values())), FAMILY_CAP)
        for i, share in _scaled(shares, deductions[family]).items():
            points[i] = share
    total = min(sum(deductions.values()), TOTAL_CAP)
    counted = _scaled({i: p for i, p in enumerate(points) if p}, total)
    return Score(
        total=(TOTAL_CAP - total) / 100,
        families={family: (TOTAL_CAP - deduction) / 100 for family, deduction in deductions.items()},
        points=tuple(counted.get(i, 0) / 100 for i in range(len(charges))),
    )


def verdict(total: float, severities: Iterable[Severity], settings: ScoreSettings) -> Verdict:
    """`fail`, `review` or `pass`, by the score and the gravest finding."""
    gravest = max((SEVERITIES.index(s) for s in severities), default=-1)

    def reaches(level: Severity | None) -> bool:
        return level is not None and gravest >= SEVERITIES.index(level)

    if total < settings.fail_under or reaches(settings.fail_on):
        return "fail"
    if total < settings.review_under or reaches(settings.review_on):
        return "review"
    return "pass"


def _penalty(charge: Charge, rate: float, weights: Mapping[str, float]) -> int:
    """A finding's penalty in millionths of a point: severity × confidence × weight × density."""
    weight = 1.0
    for glob, factor in weights.items():
        if fnmatchcase(charge.rule.id, glob):
            weight *= factor
    base = SEVERITY_POINTS[charge.severity] * CONFIDENCE_FACTOR[charge.rule.confidence]
    return round(MILLIONTHS * base * weight * rate)


def _hundredths(millionths: int) -> int:
    """A sum in hundredths, halves rounded up: a larger sum never becomes a smaller one."""
    return (2 * millionths * 100 + MILLIONTHS) // (2 * MILLIONTHS)


def _family_points(
    charges: Sequence[Charge], penalties: Sequence[int], members: Sequence[int]
) -> dict[int, int]:
    """What each finding of one family costs before the caps.

    Two upper bounds hold, and the smaller is the family's sum: the heaviest set of findings that do not
    overlap, and every rule's first `limit` findings. Each can only grow when a finding is added, so their
    minimum is monotone, which picking winners one by one would not be.
    """
    apart = _heaviest_apart(charges, penalties, members)
    allowed: Counter[str] = Counter()
    bound = 0
    for i in members:
        allowed[charges[i].rule.id] += 1
        if allowed[charges[i].rule.id] <= charges[i].rule.limit:
            bound += penalties[i]
    counted: Counter[str] = Counter()
    shares: dict[int, int] = {}
    for i in apart:
        counted[charges[i].rule.id] += 1
        if counted[charges[i].rule.id] <= charges[i].rule.limit:
            shares[i] = penalties[i]
    return _scaled(shares, min(sum(penalties[i] for i in apart), bound))


def _heaviest_apart(charges: Sequence[Charge], penalties: Sequence[int], members: Sequence[int]) -> list[int]:
    """The heaviest set of findings of which no two overlap, in order (weighted interval scheduling)."""
    by_field: dict[str, list[int]] = defaultdict(list)
    for i in members:
        by_field[charges[i].field].append(i)
    chosen: list[int] = []
    for indices in by_field.values():
        chosen.extend(_schedule(indices, lambda i: charges[i].start, lambda i: charges[i].end, penalties))
    rank = {i: number for number, i in enumerate(members)}
    return sorted(chosen, key=rank.__getitem__)


def _schedule(
    indices: Sequence[int], start: Callable[[int], int], end: Callable[[int], int], weight: Sequence[int]
) -> list[int]:
    """Kleinberg and Tardos, Algorithm Design, section 6.1; an empty span overlaps nothing."""
    order = sorted(indices, key=lambda i: (end(i), start(i)))
    ends = [end(i) for i in order]
    best = [0]
    previous = []
    for position, i in enumerate(order):
        before = bisect_right(ends, start(i), 0, position)
        previous.append(before)
        best.append(max(best[-1], best[before] + weight[i]))
    chosen: list[int] = []
    position = len(order)
    while position:
        i = order[position - 1]
        if best[position] == best[position - 1]:
            position -= 1
        else:
            chosen.append(i)
            position = previous[position - 1]
    return chosen


def _scaled(shares: Mapping[int, int], total: int) -> dict[int, int]:
    """Shares brought to a new sum in proportion; the hundredths left over go to the largest remainders."""
    current = sum(shares.values())
    if current == total or not current:
        return dict(shares)
    scaled = {i: share * total // current for i, share in shares.items()}
    remainders = sorted(shares, key=lambda i: (-(shares[i] * total % current), i))
    for i in remainders[: total - sum(scaled.values())]:
        scaled[i] += 1
    return scaled
