"""What a history holds of a span of time, for reports on many runs: few queries, each for the whole span.

Rows are streamed where there is one for each source of each run, and summed by the database where a reader
wants sums, so that no answer grows with the documents. Every row names its run by `run`, the index of the run
in `Span.heads`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from ..finding import Family
from ..sources import matches
from . import rows, schema
from .model import Counts, FamilyTally, RunHead, WorstRecord
from .queries import OLDEST_FIRST, batches, numbered_heads, streamed, worst_of
from .span_queries import (
    IN_ORDER,
    beside_sources,
    families,
    is_named,
    of_sources,
    rules_of_all_sources,
    rules_of_sources,
    sources_with_families,
    started_within,
)


class SourceCounts(NamedTuple):
    """What a run counted of one source; its `families` are in the order of `FAMILIES`."""

    run: int
    name: str
    counts: Counts
    families: Mapping[Family, FamilyTally]


class RuleCounts(NamedTuple):
    """How often a rule spoke in a run, and in how many documents, over all sources that are asked for."""

    run: int
    rule: str
    findings: int
    documents: int


class SourceRuleCounts(NamedTuple):
    """How often a rule spoke in one source of a run, and in how many of its documents."""

    run: int
    source: str
    rule: str
    findings: int
    documents: int


class UnreadableCounts(NamedTuple):
    """How many documents of one source of a run could not be checked for a reason."""

    run: int
    source: str
    reason: str
    documents: int


class FirstSpoken(NamedTuple):
    """When the first run began in which a rule spoke, and how many runs of the history began before that."""

    started: datetime
    runs_before: int


class WorstOfSource(NamedTuple):
    """One of a run's worst documents, with the name of its source."""

    run: int
    source: str
    worst: WorstRecord


class Span:
    """The runs that started in a span of time, as one state of the history; see `History.span`.

    What is lazy reads as long as the span is open, and no longer. With a glob of sources, every method but
    `first_spoken` tells of the sources alone whose names match it, case and all, as in the `sources` of a
    rule file; `heads` are of all sources still.
    """

    heads: tuple[RunHead, ...]
    """The runs, the one that started first before the others, with their gates."""

    def __init__(
        self,
        connection: Connection,
        since: datetime | None = None,
        until: datetime | None = None,
        sources: str | None = None,
    ) -> None:
        """Read the heads of the runs that started in [since, until); None is no bound."""
        self._connection = connection
        self._conditions = started_within(since, until)
        runs = select(schema.run).where(*self._conditions).order_by(*OLDEST_FIRST)
        numbered = numbered_heads(connection, runs)
        self.heads = tuple(head for _, head in numbered)
        self._numbers = [number for number, _ in numbered]
        self._index = {number: index for index, number in enumerate(self._numbers)}
        self._of_all_sources = sources is None
        if sources is not None:
            asked = [name for name in self.names() if matches(sources, name)]
            self._conditions.append(is_named(connection, asked))

    def names(self) -> tuple[str, ...]:
        """The names of all sources of the span, in order."""
        query = of_sources(schema.source.c.name).where(*self._conditions).distinct()
        return tuple(sorted(self._connection.scalars(query)))

    def sources(self) -> Iterator[SourceCounts]:
        """What each run counted of each source: by run, and in a run in the order they came in. Lazy."""
        query = sources_with_families().where(*self._conditions).order_by(*IN_ORDER)
        for row in streamed(self._connection, query):
            run = self._index[row.run_number]
            yield SourceCounts(run, row.name, rows.counts(row), families(row))

    def rules(self) -> tuple[RuleCounts, ...]:
        """How often each rule spoke in each run, by run and rule."""
        query = rules_of_all_sources() if self._of_all_sources else rules_of_sources()
        return tuple(
            sorted(
                RuleCounts(self._index[run], rule, int(findings), int(documents))
                for run, rule, findings, documents in self._connection.execute(query.where(*self._conditions))
            )
        )

    def source_rules(self, names: Collection[str]) -> Iterator[SourceRuleCounts]:
        """How often each rule spoke in the sources of these names, by run, source and rule. Lazy."""
        query = (
            beside_sources(schema.source_rule, *schema.source_rule.c, schema.source.c.name)
            .where(*self._conditions, is_named(self._connection, names))
            .order_by(*IN_ORDER)
        )
        by_source = groupby(streamed(self._connection, query), attrgetter("run_number", "source_number"))
        for (run, _), group in by_source:
            # put in order here: databases differ over the order of texts
            for row in sorted(group, key=attrgetter("rule")):
                yield SourceRuleCounts(self._index[run], row.name, row.rule, row.findings, row.documents)

    def unreadable(self) -> tuple[UnreadableCounts, ...]:
        """What could not be checked, by run, source and reason."""
        table = schema.source_unreadable
        columns = (table.c.run_number, schema.source.c.name, table.c.reason, table.c.documents)
        query = beside_sources(table, *columns).where(*self._conditions)
        return tuple(
            sorted(
                UnreadableCounts(self._index[run], name, reason, documents)
                for run, name, reason, documents in self._connection.execute(query)
            )
        )

    def first_spoken(self) -> Mapping[str, FirstSpoken]:
        """For each rule, when it first spoke: in the history's whole life, and in whatever source."""
        run, spoke = schema.run.c, schema.run_rule.c
        starts = list(self._connection.scalars(select(run.started).order_by(run.started)))
        query = (
            select(spoke.rule, func.min(run.started))
            .join(schema.run, run.number == spoke.run_number)
            .group_by(spoke.rule)
        )
        return {
            rule: FirstSpoken(started, bisect_left(starts, started))
            for rule, started in self._connection.execute(query)
        }

    def worst(self, runs: Collection[int]) -> tuple[WorstOfSource, ...]:
        """The worst documents of these runs, by run, the worst first; `runs` are indices of `heads`."""
        found: list[WorstOfSource] = []
        for numbers in batches(self._numbers[run] for run in sorted(set(runs))):
            source = schema.source.c
            query = of_sources(source.run_number, source.number, source.name)
            query = query.where(*self._conditions, source.run_number.in_(numbers))
            names = {(run, number): name for run, number, name in self._connection.execute(query)}
            found.extend(
                WorstOfSource(self._index[run], names[run, worst.document.source], worst)
                for run, worst in worst_of(self._connection, numbers)
                if (run, worst.document.source) in names
            )
        return tuple(sorted(found, key=attrgetter("run")))
