"""Nightly reports made by hand, for the tests of what is written from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random

from checks.finding import FAMILIES, Family
from checks.history.model import ExcerptRecord, GateRecord
from checks.nightly.model import (
    Change,
    FamilyFigures,
    Figures,
    Method,
    NewKind,
    Night,
    NightlyReport,
    RuleShift,
    RuleTrend,
    Silence,
    SourceTrend,
    UnreadableReason,
    WorstDocument,
)

LAST_DAY = date(2026, 3, 31)
DESKS = ("city", "world", "sport", "courts", "science", "markets", "opinion", "travel")
HOSTILE = (
    '</svg></script><script>alert("owned")</script><img src=x onerror=alert(1)>'
    "<!-- ]]> javascript:alert(1) \x00\x1b[2J\u202e\u200b\ud800"
)
"""What a scraper may bring home: markup, ends of sections, controls, hidden characters, half a surrogate."""


def figures(score: float | None, documents: int = 120, unreadable: int = 0) -> Figures:
    """A group of documents whose verdicts follow from its mean score."""
    scored = 0 if score is None else documents - unreadable
    failed = round(scored * max(0.0, 85 - (score or 0)) / 100)
    review = round(scored * max(0.0, 97 - (score or 0)) / 100)
    families = {
        family: FamilyFigures(None if score is None else min(100.0, score + 2 * n), failed + n, failed)
        for n, family in enumerate(FAMILIES)
    }
    return Figures(
        documents=documents,
        passed=scored - failed - review,
        review=review,
        failed=failed,
        unreadable=documents - scored,
        words=documents * 540,
        findings=2 * failed + review,
        score=score,
        deviation=None if score is None else 8.5,
        families=families,
    )


def change(days: Sequence[date], at: int, before: float, after: float, **values: object) -> Change:
    """A change of the mean score from the night `at` on; `values` replace its other fields."""
    fallen = Change(
        measure="score",
        direction="worse" if after < before else "better",
        since=days[at],
        before=before,
        after=after,
        nights_before=at,
        nights_after=len(days) - at,
        documents_before=at * 120,
        documents_after=(len(days) - at) * 120,
        chance=0.000_02,
    )
    return fallen._replace(**values)  # type: ignore[arg-type]  # as the callers name them


def days_to(last: date, number: int) -> tuple[date, ...]:
    """So many days, the last of them given."""
    return tuple(last - timedelta(days=number - 1 - n) for n in range(number))


def steady_source(name: str, nights: int, random: Random, around: float = 93.0) -> SourceTrend:
    """A source in which nothing changed."""
    series = tuple(figures(around + random.uniform(-2, 2), random.randint(60, 180)) for _ in range(nights))
    return SourceTrend(name, series, 0, (), ())


def changed_source(name: str, days: Sequence[date], at: int, before: float, after: float) -> SourceTrend:
    """A source whose mean score changed in the night `at`, and its share not passed with it."""
    random = Random(ascii(name))
    levels = [before] * at + [after] * (len(days) - at)
    series = tuple(figures(level + random.uniform(-1.5, 1.5)) for level in levels)
    score = change(days, at, before, after)
    low, high = (0.08, 0.31) if after < before else (0.31, 0.08)
    share = change(days, at, low, high, measure="not-passed", direction=score.direction, chance=0.004)
    rules = (
        RuleShift("injection/teaser", 0.02, 0.35),
        RuleShift("symbols/stray-dagger", 0.05, 0.11),
    )
    return SourceTrend(name, series, 0, (score, share), rules)


def excerpt(before: str, match: str, after: str, **values: str) -> ExcerptRecord:
    """A finding with its text; `values` replace its other fields."""
    defaults = {"rule": "symbols/stray-dagger", "severity": "error", "field": "text", "message": "Stray mark"}
    return ExcerptRecord(**{**defaults, **values}, line=3, column=14, before=before, match=match, after=after)


def night(day: date, mean: float | None, documents: int, unreadable: int = 0) -> Night:
    """A night in which every gate was met."""
    return Night(day, (f"run-{day:%m%d}",), "c" * 64, figures(mean, documents, unreadable), ())


def empty_report(nights: Sequence[Night]) -> NightlyReport:
    """A report that says nothing but what the nights are."""
    return NightlyReport(
        history="sqlite:///history.db",
        time_zone="Europe/Amsterdam",
        version="1.2.3",
        last_run_ended=datetime(2026, 3, 31, 4, 12, tzinfo=UTC),
        nights=tuple(nights),
        compared_from=0,
        asked_source=None,
        sources=(),
        sources_left_out=0,
        rules=(),
        rules_left_out=0,
        new_kinds=(),
        worst=(),
        unreadable=(),
        silences=(),
        notes=(),
        method=Method(level=0.01, series_tested=0, least_nights=3, least_documents=30),
    )


def first_night() -> NightlyReport:
    """The first night of a history: nothing to compare with."""
    report = empty_report([night(LAST_DAY, 91.3, 420)])
    source = SourceTrend("city.example", (report.last.figures,), 0, (), ())
    return replace(report, sources=(source,))


def only_unreadable() -> NightlyReport:
    """Two nights of which nothing could be checked."""
    days = days_to(LAST_DAY, 2)
    reason = UnreadableReason("bad-json", (7, 40), (("city.example", 38), ("world.example", 2)))
    return replace(empty_report([night(day, None, 40, 40) for day in days]), unreadable=(reason,))


def full_report(sources: int = 12, nights: int = 30, text: str = "") -> NightlyReport:
    """A report in which every section has something to say; `text` is added to all that is scraped."""
    random, days = Random(f"{sources} sources"), days_to(LAST_DAY, nights)
    middle, late = nights // 2, nights - 5
    names = [f"{DESKS[n % len(DESKS)]}-{n:02}.example{text}" for n in range(sources)]
    trends = [
        changed_source(names[0], days, late, 92.0, 71.5),
        changed_source(names[1], days, middle, 88.0, 80.2),
        changed_source(names[2], days, middle, 70.0, 86.4),
        *(steady_source(name, nights, random) for name in names[3:]),
    ]
    gap = list(trends[3].nights)
    gap[4], gap[-1] = None, None
    trends[3] = replace(trends[3], nights=tuple(gap))
    means = [91.0 + random.uniform(-1, 1) - (3 if n >= late else 0) for n in range(nights)]
    all_nights = [
        night(day, mean, 1200 + 9 * n, n % 4) for n, (day, mean) in enumerate(zip(days, means, strict=True))
    ]
    all_nights[:6] = [replace(early, conditions="d" * 64) for early in all_nights[:6]]
    gate = GateRecord("max-failed", None, "fail", "2%", 158, 1452, met=False)
    all_nights[-1] = replace(all_nights[-1], gates_failed=(gate,))
    return replace(
        empty_report(all_nights),
        compared_from=6,
        sources=tuple(trends),
        sources_left_out=31,
        rules=_rules(days, late),
        rules_left_out=40,
        new_kinds=(
            NewKind("symbols/soft-hyphen", "symbols", 14, 30, tuple(names[:2]), was_asked=True),
            NewKind("garble/doubled-clause", "garble", 3, 3, (names[4],), was_asked=False),
        ),
        worst=_worst(names, text),
        unreadable=(
            UnreadableReason("bad-json", tuple(n % 3 for n in range(nights)), ((names[0], 1),)),
            UnreadableReason("empty-text", tuple(int(n > late) for n in range(nights)), ((names[4], 1),)),
        ),
        silences=(Silence(names[5], days[late], 4, nights - 4, 1, 118.5),),
        notes=(f"The rules changed on {days[6]}: nights before it do not compare.{text}",),
        method=Method(level=0.01, series_tested=118, least_nights=3, least_documents=30),
    )


def _rules(days: Sequence[date], late: int) -> tuple[RuleTrend, ...]:
    nights = len(days)

    def trend(rule: str, family: Family, before: int, after: int) -> RuleTrend:
        documents = tuple(before + n % 3 if n < late else after + n % 3 for n in range(nights))
        share = change(days, late, before / 1200, after / 1300, measure="rule", chance=0.0003)
        share = share._replace(direction="worse" if after > before else "better")
        moved = share if before != after else None
        return RuleTrend(rule, family, documents, tuple(2 * n for n in documents), moved)

    return (
        trend("injection/teaser", "injection", 20, 140),
        trend("translation/split-possessive", "translation", 90, 20),
        trend("symbols/stray-dagger", "symbols", 60, 60),
    )


def _worst(names: Sequence[str], text: str) -> tuple[WorstDocument, ...]:
    teaser = excerpt(
        "The council votes tonight.\n\n",
        f"See also\xa0 Ten bridges that fell … {text}",
        "\n\nThe mayor will speak first.",
        rule="injection/teaser",
        severity="warning",
        message=f"A teaser for another story stands in the text{text}",
    )
    return (
        WorstDocument(
            id=f"https://{names[0]}/2026/03/council{text}",
            title=f"Council to vote on the bridge{text}",
            source=names[0],
            score=31.5,
            verdict="fail",
            words=812,
            findings=9,
            place=f"feeds/city.jsonl:17{text}",
            excerpts=(excerpt("The minister", f"†{text}", " said so."), teaser),
        ),
        WorstDocument(None, "", names[1], 55.0, "review", 120, 1, None, ()),
    )
