"""Where the time of a run went, as a table on standard error: `--profile`."""

from __future__ import annotations

import resource
from collections.abc import Iterator

import click

from ..finding import Result, Unreadable
from ..profiling import REPORTING, STAGES, Profile, Stopwatch
from ..reports import Report, Run, Summary

MIN_SHARE = 0.001
"""Share of all time from which a rule has a row of its own; the others are counted in one."""

HEADINGS = ("seconds", "share", "characters/s", "where")

profile_option = click.option(
    "--profile",
    is_flag=True,
    help="Tell on standard error where the processor time went, by stage and by rule.",
)


def processor_time() -> float:
    """Seconds of processor time of this process and of its children that have ended."""
    uses = (resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(use.ru_utime + use.ru_stime for use in uses)


class TimedReport:
    """A report whose time is taken."""

    def __init__(self, report: Report, profile: Profile) -> None:
        """Write to the report, and tell the profile."""
        self._report, self._watch = report, Stopwatch(profile)

    def begin(self, run: Run) -> None:
        """Open the report."""
        self._watch.of_stage(REPORTING, lambda: self._report.begin(run))

    def add(self, item: Result | Unreadable) -> None:
        """Report one document."""
        self._watch.of_stage(REPORTING, lambda: self._report.add(item))

    def end(self, summary: Summary) -> None:
        """Close the report."""
        self._watch.of_stage(REPORTING, lambda: self._report.end(summary))


def profile_lines(profile: Profile, total: float) -> Iterator[str]:
    """The table: the stages in the order of the work, then the rules, the dearest first.

    `total` is the processor time of the whole run; what the profile lacks to it has a row at the end.
    """
    speed = profile.characters / total if total else 0.0
    yield (
        f"profile: {profile.documents:,} documents, {profile.characters:,} characters, "
        f"{total:.3f} seconds of processor time, {speed:,.0f} characters a second"
    )
    yield _row(*HEADINGS)
    for stage in STAGES:
        yield _timed_row(f"({stage})", profile.stages.get(stage, 0.0), profile, total)
    rules = sorted(profile.rules.items(), key=lambda pair: (-pair[1], pair[0]))
    dear = [(rule, seconds) for rule, seconds in rules if seconds >= MIN_SHARE * total]
    for rule, seconds in dear:
        yield _timed_row(rule, seconds, profile, total)
    cheap = rules[len(dear) :]
    yield _timed_row(f"({len(cheap)} other rules)", sum(seconds for _, seconds in cheap), profile, total)
    yield _timed_row("(start and all else)", max(total - profile.seconds, 0.0), profile, total)


def _timed_row(name: str, seconds: float, profile: Profile, total: float) -> str:
    speed = f"{profile.characters / seconds:,.0f}" if seconds else "-"
    share = f"{seconds / total:.1%}" if total else "-"
    return _row(f"{seconds:.3f}", share, speed, name)


def _row(seconds: str, share: str, speed: str, name: str) -> str:
    return f"{seconds:>10}{share:>8}{speed:>16}  {name}"
