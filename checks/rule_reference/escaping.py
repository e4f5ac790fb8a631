"""Any string as Markdown that shows it and does nothing else."""

from __future__ import annotations

import re

from ..reports.visible import visible

_ACTIVE = re.compile(r"[\\`*_\[\]<>&|~#$@]")
"""What Markdown, its tables and GitHub's additions read as markup anywhere in a line.

Emphasis, links, HTML, entities, table cells, headings, mathematics, mentions.
"""

_ADDRESS = re.compile(r"(?<=:)(?=//)|(?<=\bwww)(?=\.)", re.IGNORECASE)
"""Where an address begins that would become a link without being one."""

_LIST_MARKER = re.compile(r"^(\d*)(?=[-+=.)])")
"""What begins a list or underlines a heading at the start of a line."""

_BACKTICKS = re.compile("`+")

MIN_FENCE = 3
"""Backticks that open a block of code, at least."""


def prose(text: str) -> str:
    """The text as running text on one line."""
    line = visible(" ".join(text.split()))
    escaped = _ADDRESS.sub(r"\\", _ACTIVE.sub(lambda match: f"\\{match[0]}", line))
    return _LIST_MARKER.sub(r"\1\\", escaped)


def code(text: str) -> str:
    """The text as code within a line."""
    line = visible(text) or " "
    fence = "`" * (_longest_run(line) + 1)
    needs_space = line.startswith(("`", " ")) or line.endswith(("`", " "))
    return f"{fence} {line} {fence}" if needs_space else f"{fence}{line}{fence}"


def code_block(text: str) -> list[str]:
    """The text as lines of a block of code, line by line as it is."""
    lines = [visible(line, spaces=True) for line in text.split("\n")]
    fence = "`" * max(MIN_FENCE, max(map(_longest_run, lines)) + 1)
    return [f"{fence}text", *lines, fence]


def _longest_run(text: str) -> int:
    return max((len(run) for run in _BACKTICKS.findall(text)), default=0)
