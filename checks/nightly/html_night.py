"""The opening of the page: what got worse in one line, the night in words and figures, gates, notes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from html import escape
from statistics import median
from typing import NamedTuple

from ..history.model import GateRecord
from ..reports.html_page import word_html
from ..reports.html_text import name_html, shown_html
from ..reports.visible import shortened, visible
from .html_series import LEAST_FOR_USUAL, count_line, score_line
from .model import Figures, NightlyReport
from .summary import summary_text
from .wording import count, score, share, usual_score

LONGEST_NAME = 80
"""Characters of a source's name in the headline."""


class _Tile(NamedTuple):
    """One figure of the night with what it is to be held against."""

    name: str
    value: str
    notes: tuple[str, ...]
    line: str


def headline(report: NightlyReport) -> str:
    """What got worse, in a line of plain text."""
    worse = report.sources_that("worse")
    gates = len(report.last.gates_failed)
    also = f", {count(gates, 'gate')} failed" if gates else ""
    if not report.last.figures.scored:
        return f"Nothing could be checked{also}"
    if not worse:
        told = "No source got worse" if report.compares else "Too early to tell what got worse"
        return f"{told}{also}"
    if len(worse) == 1:
        return f"{visible(shortened(worse[0].name, LONGEST_NAME))} got worse{also}"
    return f"{count(len(worse), 'source')} got worse{also}"


def night_html(report: NightlyReport) -> Iterator[str]:
    """The summary in a paragraph, gates and notes, and the figures."""
    yield f'<p class="lede">{shown_html(_in_words(report))}</p>\n'
    if gates := report.last.gates_failed:
        yield f'<ul class="gates">\n{"".join(map(_gate, gates))}</ul>\n'
    if report.notes:
        notes = "".join(f"<li>{shown_html(note)}</li>\n" for note in report.notes)
        yield f'<ul class="notes">\n{notes}</ul>\n'
    tiles = "".join(map(_tile_html, _tiles(report)))
    yield f'<dl class="tiles">\n{tiles}</dl>\n'


def _in_words(report: NightlyReport) -> str:
    """The summary without the gates and notes, which stand below it in lists."""
    night = replace(report.last, gates_failed=())
    return summary_text(replace(report, nights=(*report.nights[:-1], night), notes=()))


def _gate(gate: GateRecord) -> str:
    where = "" if gate.source is None else f" for {name_html(gate.source)}"
    measured = f"{gate.value:,} of {gate.total:,}, limit {name_html(gate.limit)}"
    return f"<li>{word_html('error', 'Gate failed')} {name_html(gate.name)}{where}: {measured}</li>\n"


def _tiles(report: NightlyReport) -> Iterator[_Tile]:
    last = report.last.figures
    yield _counted(report, "Documents", lambda night: night.documents)
    yield _counted(report, "Passed", lambda night: night.passed, last.documents)
    yield _counted(report, "For review", lambda night: night.review, last.documents)
    yield _counted(report, "Failed", lambda night: night.failed, last.documents)
    yield _counted(report, "Not checked", lambda night: night.unreadable, last.documents)
    scores = [night.figures.score for night in report.nights]
    notes = [f"night before {score(scores[-2])}"] if len(scores) > 1 else []
    if (usual := usual_score(report)) is not None:
        notes.append(f"usually {score(usual)}")
    yield _Tile("Mean score", score(last.score), tuple(notes), score_line(scores))


def _counted(report: NightlyReport, name: str, value: Callable[[Figures], int], total: int = 0) -> _Tile:
    """A number of documents; of `total`, where it is a share of something."""
    values = [value(night.figures) for night in report.nights]
    notes = [f"{share(values[-1] / total)} of all"] if total else []
    if len(values) > 1:
        notes.append(f"night before {values[-2]:,}")
    before = values[report.compared_from : -1]
    if len(before) >= LEAST_FOR_USUAL:
        notes.append(f"usually {median(before):,.0f}")
    return _Tile(name, f"{values[-1]:,}", tuple(notes), count_line(values, name.lower()))


def _tile_html(tile: _Tile) -> str:
    notes = "".join(f'<dd class="soft">{escape(note)}</dd>' for note in tile.notes)
    return (
        f'<div><dt>{tile.name}</dt><dd class="value">{tile.value}</dd>{notes}'
        f'<dd class="line">{tile.line}</dd></div>\n'
    )
