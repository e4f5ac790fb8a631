"""The nightly report as one HTML page that stands alone: no script, no request, fit for paper.

The size is bounded whatever the history holds: so many changed sources with a chart, more of them as
rows, the others counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from importlib.resources import files
from typing import NamedTuple, TextIO

from ..reports.html_page import head_html, section_html
from ..reports.html_text import name_html, shown_html
from .html_changes import changed_html
from .html_missing import silent_html, unreadable_html
from .html_night import headline, night_html
from .html_rules import new_kinds_html, rules_html
from .html_series import time_html
from .html_sources import table_of_sources
from .html_trends import trends_html
from .html_worst import worst_html
from .model import NightlyReport
from .wording import count, day, listed, method_sentences

RUNS_NAMED = 5
"""Runs of the last night that the foot of the page names."""


class _Section(NamedTuple):
    """A section of the page; its title is plain text of our own."""

    anchor: str
    title: str
    parts: Iterator[str]
    entries: int | None = None
    """How many things it tells of, where that can be counted."""


def write_html(report: NightlyReport, stream: TextIO) -> None:
    """Write the page. Charts need the extra `report`: altair and vl-convert-python."""
    for part in _page(report):
        stream.write(part)


def _page(report: NightlyReport) -> Iterator[str]:
    sections = list(_sections(report))
    style = files(__package__).joinpath("nightly.css").read_text("utf-8")
    line = headline(report)
    yield from head_html(f"{line}: copydesk, {day(report.last.day)}", style)
    yield f'<body>\n<a class="skip" href="#{sections[0].anchor}">Skip to what got worse</a>\n<header>\n'
    yield f'<p class="masthead"><span>copydesk nightly</span> {time_html(report.last.day)}</p>\n'
    yield f"<h1>{shown_html(line)}</h1>\n</header>\n<main>\n"
    yield from night_html(report)
    links = "".join(map(_link, sections))
    yield f'<nav aria-label="Sections"><ul>\n{links}</ul></nav>\n'
    for section in sections:
        yield from section_html(section.anchor, section.title, section.parts)
    yield f"</main>\n{_footer(report)}</body>\n</html>\n"


def _sections(report: NightlyReport) -> Iterator[_Section]:
    worse, better = len(report.sources_that("worse")), len(report.sources_that("better"))
    yield _Section("worse", "Sources that got worse", changed_html(report, "worse"), worse)
    yield _Section("better", "Sources that got better", changed_html(report, "better"), better)
    yield _Section("trends", "Scores by night", trends_html(report))
    yield _Section("sources", "All sources", table_of_sources(report))
    yield _Section("rules", "Rules rising and falling", rules_html(report))
    yield _Section("new", "New kinds of defect", new_kinds_html(report), len(report.new_kinds))
    yield _Section("documents", "The worst documents", worst_html(report), len(report.worst))
    unreadable = report.last.figures.unreadable
    yield _Section("unreadable", "Documents that could not be checked", unreadable_html(report), unreadable)
    yield _Section("silent", "Silent sources", silent_html(report), len(report.silences))
    yield _Section("method", "How changes were told from noise", _method(report))


def _link(section: _Section) -> str:
    number = "" if section.entries is None else f' <span class="soft">{section.entries:,}</span>'
    return f'<li><a href="#{section.anchor}">{section.title}</a>{number}</li>\n'


def _method(report: NightlyReport) -> Iterator[str]:
    for sentence in method_sentences(report):
        yield f"<p>{escape(sentence)}</p>\n"
    yield "<p>A source of which no change is told is steady, or there is too little to tell.</p>\n"


def _footer(report: NightlyReport) -> str:
    runs = name_html(listed(report.last.runs, RUNS_NAMED))
    asked = "" if report.asked_source is None else f" Sources like {name_html(report.asked_source)} only."
    ended = f"{report.last_run_ended:%Y-%m-%d %H:%M %Z}".strip()
    return (
        f'<footer class="soft"><p>History {name_html(report.history)}; {count(len(report.nights), "night")},'
        f" days in {name_html(report.time_zone)}. Runs of the last night: {runs}; ended {ended}.{asked}"
        f" Version {name_html(report.version)}.</p></footer>\n"
    )
