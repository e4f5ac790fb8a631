"""The nights of a report and how they are laid out: what all of its parts are computed against."""

from __future__ import annotations

from datetime import date, tzinfo
from typing import NamedTuple

from ..history.spans import Span
from .nights import NightRuns, condition_key, joint_key, nights_of


class Frame(NamedTuple):
    """A span of a history by night."""

    span: Span
    nights: tuple[NightRuns, ...]
    keys: tuple[str, ...]
    """The conditions of each run of the span."""

    @property
    def days(self) -> tuple[date, ...]:
        """The day of each night."""
        return tuple(night.day for night in self.nights)

    @property
    def last(self) -> int:
        """Index of the last night."""
        return len(self.nights) - 1

    def night_of(self) -> dict[int, int]:
        """The night of each run."""
        return {run: number for number, night in enumerate(self.nights) for run in night.runs}

    def conditions(self) -> list[str]:
        """The conditions of each night."""
        return [joint_key(self.keys[run] for run in night.runs) for night in self.nights]


def frame_of(span: Span, zone: tzinfo) -> Frame:
    """The nights of a span, by the calendar of a time zone."""
    return Frame(span, nights_of(span.heads, zone), tuple(map(condition_key, span.heads)))
