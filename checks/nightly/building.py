"""From a history to the report on its nights."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

from ..history.store import History
from .changes import LEAST_DOCUMENTS, LEAST_NIGHTS
from .frame import Frame, frame_of
from .model import Change, Figures, Method, Night, NightlyReport, RuleShift, RuleTrend, SourceTrend
from .nights import by_night, combined
from .notes import notes_of
from .parts import family_of, new_kinds, silences, unreadable_reasons, worst_documents
from .trends import (
    LEVEL,
    MEASURES_OF_A_SOURCE,
    SourceSeries,
    first_alike,
    rule_change,
    rule_shifts,
    source_changes,
    weight,
)


class NoNightsError(Exception):
    """The history holds no run in the span that was asked for."""


@dataclass(frozen=True)
class Asked:
    """What the report is to tell of, by the calendar of `zone`."""

    zone: tzinfo
    zone_name: str
    since: date | None
    """The first day of the span; None: the last `days` up to its last night."""
    days: int
    until: date | None
    """The last day of the span; None: that of the latest run."""
    source: str | None
    """A glob of the names of sources."""
    top: int
    """The most worst documents, and the most rules and sources that did not change, to list."""


def build_report(history: History, asked: Asked, *, version: str, address: str) -> NightlyReport:
    """The report on a span of a history.

    `address` is the history's as it may be shown. Raises NoNightsError where the span holds no run, and
    HistoryError where the database does not play along.
    """
    since, until = _bounds(history, asked)
    with history.span(since, until, sources=asked.source) as span:
        if not span.heads:
            raise NoNightsError
        return _report(frame_of(span, asked.zone), asked, version, address)


def _bounds(history: History, asked: Asked) -> tuple[datetime, datetime | None]:
    """The moments between which runs of the span started."""
    last, since = asked.until, asked.since
    if last is None and since is None:
        newest = history.runs(1)
        if not newest:
            raise NoNightsError
        last = newest[0].started.astimezone(asked.zone).date()
    if since is None and last is not None:
        since = last - timedelta(days=asked.days - 1)
    assert since is not None, "one of the two is known"
    return _midnight(since, asked.zone), None if asked.until is None else _midnight(
        asked.until + timedelta(days=1), asked.zone
    )


def _midnight(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time(), zone)


class _Read(NamedTuple):
    """What one pass over the sources of all nights leaves behind."""

    totals: list[Figures]
    series: dict[str, SourceSeries]
    rules: dict[str, _RuleSeries]


class _RuleSeries(NamedTuple):
    """In how many documents a rule spoke each night, and how often."""

    documents: list[int]
    findings: list[int]


def _report(frame: Frame, asked: Asked, version: str, address: str) -> NightlyReport:
    totals, series, rules = _read(frame)
    start = first_alike(frame.conditions())
    scored = [figures.scored for figures in totals]
    tested_sources = [name for name, source in series.items() if source.is_testable]
    tested_rules = list(rules) if sum(map(bool, scored[start:])) > LEAST_NIGHTS else []
    tests = len(tested_sources) * MEASURES_OF_A_SOURCE + len(tested_rules)
    changes = {
        name: found for name in tested_sources if (found := source_changes(series[name], frame.days, tests))
    }
    sources = _sources(frame, series, changes, asked.top)
    trends = [
        RuleTrend(
            rule,
            family_of(rule),
            tuple(counts.documents),
            tuple(counts.findings),
            rule_change(counts.documents, scored, frame.days, start, tests) if rule in tested_rules else None,
        )
        for rule, counts in rules.items()
    ]
    shown_rules = _rules(trends, asked.top)
    last_run = frame.span.heads[frame.nights[frame.last].runs[-1]]
    return NightlyReport(
        history=address,
        time_zone=asked.zone_name,
        version=version,
        last_run_ended=last_run.ended,
        nights=_nights(frame, totals),
        compared_from=start,
        asked_source=asked.source,
        sources=sources,
        sources_left_out=len(series) - len(sources),
        rules=shown_rules,
        rules_left_out=len(trends) - len(shown_rules),
        new_kinds=new_kinds(frame),
        worst=worst_documents(frame, asked.top),
        unreadable=unreadable_reasons(frame),
        silences=silences(frame, series),
        notes=tuple(notes_of(frame)),
        method=Method(LEVEL, tests, LEAST_NIGHTS, LEAST_DOCUMENTS),
    )


def _read(frame: Frame) -> _Read:
    totals: list[Figures] = []
    series: dict[str, SourceSeries] = defaultdict(SourceSeries)
    for night, sources in enumerate(by_night(frame.span.sources(), frame.nights, frame.keys)):
        totals.append(combined([source.figures for source in sources.values()]))
        for name, source in sources.items():
            series[name].add(source.figures, source.conditions, night)
    for nights in series.values():
        nights.fill(len(frame.nights))
    return _Read(totals, dict(series), _rule_series(frame, totals))


def _rule_series(frame: Frame, totals: Sequence[Figures]) -> dict[str, _RuleSeries]:
    nights = len(frame.nights)
    series: dict[str, _RuleSeries] = defaultdict(lambda: _RuleSeries([0] * nights, [0] * nights))
    night_of = frame.night_of()
    for row in frame.span.rules():
        night = night_of[row.run]
        series[row.rule].documents[night] += row.documents
        series[row.rule].findings[night] += row.findings
    for counts in series.values():
        # a document that was not checked to its end has findings and no score
        counts.documents[:] = map(min, counts.documents, (figures.scored for figures in totals))
    return dict(sorted(series.items()))


def _nights(frame: Frame, totals: Sequence[Figures]) -> tuple[Night, ...]:
    heads = frame.span.heads
    return tuple(
        Night(
            night.day,
            tuple(heads[run].id for run in night.runs),
            conditions,
            figures,
            tuple(
                gate
                for run in night.runs
                for gate in heads[run].gates
                if gate.level == "fail" and not gate.met
            ),
        )
        for night, conditions, figures in zip(frame.nights, frame.conditions(), totals, strict=True)
    )


def _sources(
    frame: Frame, series: Mapping[str, SourceSeries], changes: Mapping[str, tuple[Change, ...]], top: int
) -> tuple[SourceTrend, ...]:
    """Those that changed, the weightiest first, and the worst of the others."""
    steady = sorted(
        (name for name in series if name not in changes), key=lambda name: (_last_score(series[name]), name)
    )
    names = [*changes, *steady[:top]]
    figures = _figures(frame, set(names))
    shifts = _shifts(frame, series, changes)
    trends = [
        SourceTrend(
            name,
            tuple(figures[name]),
            series[name].compared_from,
            changes.get(name, ()),
            shifts.get(name, ()),
        )
        for name in names
    ]
    order = {"worse": 0, "better": 1, None: 2}
    return tuple(sorted(trends, key=lambda trend: (order[trend.direction], *_place(trend))))


def _place(trend: SourceTrend) -> tuple[float, str]:
    """The weightiest change first, else the lowest score of the last night."""
    if trend.changes:
        return -weight(trend.changes[0]), trend.name
    last = next(
        (night.score for night in reversed(trend.nights) if night is not None and night.score is not None),
        100.0,
    )
    return last, trend.name


def _last_score(series: SourceSeries) -> float:
    return next((score for score in reversed(series.scores) if score is not None), 100.0)


def _figures(frame: Frame, names: set[str]) -> dict[str, list[Figures | None]]:
    """All figures of some sources: kept for those alone that are shown."""
    figures: dict[str, list[Figures | None]] = {name: [None] * len(frame.nights) for name in names}
    for night, sources in enumerate(by_night(frame.span.sources(), frame.nights, frame.keys)):
        for name in names & sources.keys():
            figures[name][night] = sources[name].figures
    return figures


def _shifts(
    frame: Frame, series: Mapping[str, SourceSeries], changes: Mapping[str, tuple[Change, ...]]
) -> dict[str, tuple[RuleShift, ...]]:
    """The rules that moved with each source's weightiest change."""
    night_of = frame.night_of()
    rows: dict[str, list[tuple[int, str, int]]] = defaultdict(list)
    for row in frame.span.source_rules(changes.keys()):
        rows[row.source].append((night_of[row.run], row.rule, row.documents))
    return {
        name: rule_shifts(rows[name], series[name].scored, found[0], frame.days, series[name].compared_from)
        for name, found in changes.items()
    }


def _rules(trends: Sequence[RuleTrend], top: int) -> tuple[RuleTrend, ...]:
    """Those that rise, then those that fall, the weightiest first; then those that speak most today."""
    changed = [trend for trend in trends if trend.change is not None]
    steady = [trend for trend in trends if trend.change is None]
    changed.sort(key=_rule_place)
    steady.sort(key=lambda trend: (-trend.documents[-1], -sum(trend.documents), trend.rule))
    return (*changed, *steady[:top])


def _rule_place(trend: RuleTrend) -> tuple[bool, float, str]:
    found = trend.change
    assert found is not None, "only rules that changed have a place here"
    return found.direction == "better", -weight(found), trend.rule
