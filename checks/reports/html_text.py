"""A text as HTML with findings marked in place: every character of it is escaped, none of it acts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from itertools import pairwise
from typing import NamedTuple

from ..finding import SEVERITIES, Finding
from .document_lines import LONGEST_NAME
from .visible import shortened, visible


class Numbered(NamedTuple):
    """A finding and its number within its document."""

    number: int
    finding: Finding


def shown_html(text: str, *, spaces: bool = False) -> str:
    """One line of text, fit to be shown and to stand in an element or a quoted attribute.

    The log of a CI job, should the page be printed there, obeys lines that begin with two colons.
    """
    return escape(visible(text, spaces=spaces)).replace("::", "&#58;:")


def name_html(text: str) -> str:
    """An id, a title or a place, shortened."""
    return shown_html(shortened(text, LONGEST_NAME))


def lines_html(text: str, *, spaces: bool = False) -> str:
    """Text with its lines, fit to be shown in an element that keeps them."""
    return "\n".join(shown_html(line, spaces=spaces) for line in _lines(text))


def marked_html(text: str, findings: Sequence[Numbered], anchor: str) -> str:
    """The text with its lines, each finding in a `mark` and followed by its number.

    The numbers lead to `#{anchor}-f{number}`, and are themselves `{anchor}-m{number}`. Where findings
    overlap, each stretch is marked once, by the gravest. Findings beyond the text's end are left out.
    """
    marks = [
        (found.finding.start, min(found.finding.end, len(text)), found)
        for found in findings
        if found.finding.start < min(found.finding.end, len(text))
    ]
    cuts = sorted({0, len(text), *(cut for start, end, _ in marks for cut in (start, end))})
    parts: list[str] = []
    for start, end in pairwise(cuts):
        covering = [found for first, last, found in marks if first <= start and end <= last]
        parts.append(_stretch(text[start:end], covering))
        parts.extend(_note(found, anchor) for _, last, found in marks if last == end)
    return "".join(parts)


def _stretch(text: str, covering: Sequence[Numbered]) -> str:
    shown = lines_html(text, spaces=bool(covering))
    if not covering:
        return shown
    # what is known or accepted is marked like a mere remark: it does not decide
    severities = [found.finding.severity if found.finding.state == "new" else "info" for found in covering]
    gravest = max(severities, key=SEVERITIES.index)
    return f'<mark class="{gravest}">{shown}</mark>'


def _lines(text: str) -> Iterable[str]:
    """The lines as editors have them; rarer line breaks stay, and are shown as what they are."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _note(found: Numbered, anchor: str) -> str:
    number, finding = found
    anchors = f'id="{anchor}-m{number}" href="#{anchor}-f{number}"'
    return f'<a class="note" {anchors} aria-label="finding {number}: {finding.severity}">{number}</a>'
