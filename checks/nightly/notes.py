"""What a reader must know to read the rest of the report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from statistics import median

from .frame import Frame
from .trends import first_alike
from .wording import count, day


def notes_of(frame: Frame) -> Iterator[str]:
    """Sentences on what does not compare, and on nights that are missing."""
    start = first_alike(frame.conditions())
    if start:
        what = _what_changed(frame, start)
        yield f"{what} changed on {day(frame.days[start])}: earlier nights are shown and not compared."
    if missing := _missing(frame.days):
        yield f"No run on {count(len(missing), 'night')} of this span, the last on {day(missing[-1])}."


def _what_changed(frame: Frame, start: int) -> str:
    """Version and rules by name; all else is a setting."""
    before, after = (frame.span.heads[frame.nights[night].runs[-1]] for night in (start - 1, start))
    changed = []
    if before.version != after.version:
        changed.append("the version of copydesk")
    if before.rules_digest != after.rules_digest:
        changed.append("the rules")
    text = " and ".join(changed) or "the settings of the runs"
    return text[0].upper() + text[1:]


def _missing(days: Sequence[date]) -> list[date]:
    """The days without a run between the first and the last, where runs are daily as a rule."""
    gaps = [(later - earlier).days for earlier, later in pairwise(days)]
    if not gaps or median(gaps) > 1:
        return []
    return [
        earlier + timedelta(days=step)
        for earlier, gap in zip(days, gaps, strict=False)
        for step in range(1, gap)
    ]
