"""A document as a section of the HTML page: its text with the findings marked, and the reasons below."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape

from ..document import Field
from ..finding import FAMILIES, Finding, Result
from ..language import UNKNOWN
from . import Show
from .document_lines import number, position_of
from .excerpt import excerpt
from .finding_lines import message_of, not_checked, state_note
from .html_page import word_html
from .html_text import Numbered, marked_html, name_html, shown_html
from .record import shown

TEXT_SHOWN = 20_000
"""Characters of a text that are shown: some ten pages, more than nearly all articles have."""

FINDINGS_SHOWN = 100
"""Findings of a document that are shown; an article with more is beyond mending one by one."""


def document_html(result: Result, anchor: str, show: Show, reasons: Mapping[str, str]) -> str:
    """The section, whose anchors begin with `anchor`; `reasons` are the rules' own, by id."""
    findings = shown(result.findings, show)
    numbered = [Numbered(*pair) for pair in enumerate(findings[:FINDINGS_SHOWN], 1)]
    return "".join(
        [
            f'<article id="{anchor}" aria-labelledby="{anchor}-h">\n',
            *_heading(result, anchor),
            *_texts(result, numbered, anchor),
            *_findings(result, numbered, anchor, reasons),
            _left_out(len(findings) - len(numbered), len(result.findings) - len(findings)),
            "</article>\n",
        ]
    )


def _heading(result: Result, anchor: str) -> Iterator[str]:
    verdict = word_html(result.verdict, result.verdict)
    yield f'<h3 id="{anchor}-h">{number(result.score)} {verdict} {name_html(result.id)}</h3>\n'
    document = result.document
    where = [str(document.location)] if document.location is not None else []
    about = [*where, *filter(None, (document.source, document.url))]
    if about := [text for text in about if text != result.id]:
        yield f'<p class="soft">{" · ".join(map(name_html, about))}</p>\n'
    families = ", ".join(f"{family} {number(result.families[family])}" for family in FAMILIES)
    yield f"<p>{families} ({escape(result.language)}, {result.words} words)</p>\n"
    if result.near_duplicate_of is not None:
        yield f"<p>near-duplicate of {name_html(result.near_duplicate_of)}</p>\n"
    if not result.complete:
        yield f'<p class="error">{name_html(not_checked(result))}</p>\n'


def _texts(result: Result, numbered: Sequence[Numbered], anchor: str) -> Iterator[str]:
    """The title, the text, and those links in which something was found."""
    if result.document.title:
        yield _field(result, "title", numbered, anchor)
    yield _field(result, "text", numbered, anchor)
    if any(found.finding.field == "link.href" for found in numbered):
        yield '<p class="soft">Links</p>\n'
        yield _field(result, "link.href", numbered, anchor)


def _field(result: Result, field: Field, numbered: Sequence[Numbered], anchor: str) -> str:
    whole = result.document.field_text(field)
    text = whole[:TEXT_SHOWN]
    here = [found for found in numbered if found.finding.field == field]
    is_prose = result.language != UNKNOWN and field != "link.href"
    language = f' lang="{escape(result.language)}"' if is_prose else ""
    html = f'<div class="text" dir="auto"{language}>{marked_html(text, here, anchor)}</div>\n'
    if len(whole) > len(text):
        html += f'<p class="soft">{len(whole) - len(text):,} more characters are not shown.</p>\n'
    return html


def _findings(
    result: Result, numbered: Sequence[Numbered], anchor: str, reasons: Mapping[str, str]
) -> Iterator[str]:
    if not numbered:
        return
    yield '<ol class="findings">\n'
    told: set[str] = set()
    for found in numbered:
        reason = "" if found.finding.rule in told else reasons.get(found.finding.rule, "")
        told.add(found.finding.rule)
        yield _finding(result, found, anchor, reason)
    yield "</ol>\n"


def _finding(result: Result, found: Numbered, anchor: str, reason: str) -> str:
    finding = found.finding
    cost = f" −{number(finding.points)}" if finding.points else ""
    severity = word_html(finding.severity, finding.severity)
    state = escape(state_note(finding))
    back = ""
    if finding.start < finding.end and finding.start < TEXT_SHOWN:
        label = f"finding {found.number} in the text"
        back = f' <a href="#{anchor}-m{found.number}" aria-label="{label}">↑ text</a>'
    lines = [
        f"<p>{severity} <code>{escape(finding.rule)}</code> {position_of(finding)}{cost}{state}{back}</p>",
        f"<p>{escape(message_of(finding))}</p>",
    ]
    if finding.start < finding.end:
        lines.append(f'<p class="soft">{_excerpt(result, finding)}</p>')
    if reason:
        lines.append(f'<p class="soft">Why: {shown_html(reason)}</p>')
    return f'<li id="{anchor}-f{found.number}">{"".join(lines)}</li>\n'


def _excerpt(result: Result, finding: Finding) -> str:
    before, span, after = excerpt(result.document.field_text(finding.field), finding.start, finding.end)
    return f'{escape(before)}<mark class="{finding.severity}">{escape(span)}</mark>{escape(after)}'


def _left_out(too_many: int, too_mild: int) -> str:
    notes = []
    if too_many:
        notes.append(f"{too_many} more findings are not shown.")
    if too_mild:
        notes.append(f"{too_mild} milder findings are not shown (--show).")
    return f'<p class="soft">{" ".join(notes)}</p>\n' if notes else ""
