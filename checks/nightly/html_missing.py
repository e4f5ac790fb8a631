"""What is missing, on the page: documents that could not be checked, and sources from which nothing comes."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from ..reports.html_page import cell_html, figure_html, row_heading_html, table_html
from ..reports.html_text import name_html
from .html_series import LEAST_FOR_USUAL, count_line, time_html
from .model import NightlyReport, Silence, UnreadableReason
from .wording import count

SILENCES_SHOWN = 100
"""Silent sources of the table; where there are more, the feed is broken as a whole."""


def unreadable_html(report: NightlyReport) -> Iterator[str]:
    """Why documents could not be checked, by night."""
    if not report.unreadable:
        yield '<p class="soft">Every document could be checked.</p>\n'
        return
    headings = ("Reason", "number:Last night", "number:Usually", "By night", "Sources of the last night")
    yield table_html("Why documents could not be checked", headings, map(_reason, report.unreadable))


def silent_html(report: NightlyReport) -> Iterator[str]:
    """The sources that used to deliver and do not."""
    if not report.silences:
        yield '<p class="soft">No source has fallen silent.</p>\n'
        return
    headings = (
        "Source",
        "Last seen",
        "number:Nights silent",
        "number:Longest before",
        "number:Usual documents",
    )
    shown = report.silences[:SILENCES_SHOWN]
    yield table_html("Sources that fell silent", headings, map(_silence, shown))
    if left_out := len(report.silences) - len(shown):
        yield f'<p class="soft">{count(left_out, "more source")} fell silent.</p>\n'


def _reason(reason: UnreadableReason) -> tuple[str, ...]:
    before = reason.documents[:-1]
    return (
        row_heading_html(f"<code>{name_html(reason.reason)}</code>"),
        figure_html(reason.documents[-1]),
        figure_html(f"{median(before):,g}" if len(before) >= LEAST_FOR_USUAL else "–"),
        cell_html(count_line(reason.documents, "documents")),
        cell_html(", ".join(f"{name_html(source)} ({documents:,})" for source, documents in reason.sources)),
    )


def _silence(silence: Silence) -> tuple[str, ...]:
    return (
        row_heading_html(name_html(silence.source)),
        cell_html(time_html(silence.last_seen)),
        figure_html(silence.nights_silent),
        figure_html(silence.longest_gap),
        figure_html(f"{silence.usual_documents:,g}"),
    )
