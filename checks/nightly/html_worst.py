"""The night's worst documents on the page, with the findings marked in the text around them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..finding import SEVERITIES
from ..history.excerpts import CONTEXT
from ..history.model import ExcerptRecord
from ..reports.document_lines import number
from ..reports.html_page import details_html, word_html
from ..reports.html_text import lines_html, name_html
from ..reports.visible import ELLIPSIS, shortened
from .model import NightlyReport, WorstDocument
from .wording import count

IN_FULL = 5
"""Documents whose findings are shown at once; those of the others unfold."""

WORD_SLACK = 15
"""Characters by which a context is cut short so that it begins and ends with a whole word."""

LONGEST_MATCH = 400
"""Characters of a finding: a paragraph in full; the middle of a longer one is left out."""

_BLANK_LINES = re.compile(r"(?:\r\n?|\n)(?:[ \t]*(?:\r\n?|\n))+")
VERDICTS = ("pass", "review", "fail")


def worst_html(report: NightlyReport) -> Iterator[str]:
    """Each document with its name, place and findings."""
    if not report.worst:
        yield '<p class="soft">No document has anything to show.</p>\n'
    for place, document in enumerate(report.worst, 1):
        yield from _document(document, f"worst-{place}", is_open=place <= IN_FULL)


def _document(document: WorstDocument, anchor: str, *, is_open: bool) -> Iterator[str]:
    title = document.title or document.id or document.place or "A document without a name"
    # what is no verdict of ours has no colour of ours either
    kind = document.verdict if document.verdict in VERDICTS else "info"
    verdict = word_html(kind, document.verdict)
    yield f'<article aria-labelledby="{anchor}">\n'
    yield f'<h3 id="{anchor}">{number(document.score)} {verdict} {name_html(title)}</h3>\n'
    about = [document.source, document.id, document.place]
    told = [name_html(text) for text in about if text and text != title]
    told.append(f"{count(document.words, 'word')}, {count(document.findings, 'finding')}")
    yield f'<p class="soft">{" · ".join(told)}</p>\n'
    if document.excerpts:
        findings = f'<ol class="findings">\n{"".join(map(_excerpt, document.excerpts))}</ol>\n'
        summary = f"The gravest {count(len(document.excerpts), 'finding')}"
        yield from [findings] if is_open else details_html(summary, [findings])
    yield "</article>\n"


def _excerpt(excerpt: ExcerptRecord) -> str:
    severity = excerpt.severity if excerpt.severity in SEVERITIES else "info"
    field = "" if excerpt.field == "text" else f"{name_html(excerpt.field)} "
    message = f"<p>{word_html(severity, excerpt.severity)} {name_html(excerpt.message)}</p>"
    rule = f"<code>{name_html(excerpt.rule)}</code>"
    if not excerpt.match:
        return f'<li>{message}<p class="soft">{rule}, the document as a whole</p></li>\n'
    where = f"{field}{excerpt.line}:{excerpt.column}"
    return (
        f'<li>{message}<div class="text" dir="auto">{_context(excerpt.before, at_end=True)}'
        f'<mark class="{severity}">{_joined(shortened(excerpt.match, LONGEST_MATCH), spaces=True)}</mark>'
        f"{_context(excerpt.after, at_end=False)}</div>"
        f'<p class="soft">{rule} {where}</p></li>\n'
    )


def _context(text: str, *, at_end: bool) -> str:
    """The text beside a finding, without blank lines; whole words and an ellipsis where it was cut off."""
    if len(text) >= CONTEXT:
        kept = text[-CONTEXT:] if at_end else text[:CONTEXT]
        space = kept.find(" ", 0, WORD_SLACK) if at_end else kept.rfind(" ", CONTEXT - WORD_SLACK)
        if space >= 0:
            kept = kept[space + 1 :] if at_end else kept[:space]
        text = ELLIPSIS + kept if at_end else kept + ELLIPSIS
    return _joined(text)


def _joined(text: str, *, spaces: bool = False) -> str:
    return lines_html(_BLANK_LINES.sub("\n", text), spaces=spaces)
