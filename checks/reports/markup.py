"""Scraped text inside Markdown: it stays text, whatever it holds."""

from __future__ import annotations

import re

_MARKUP = re.compile(r"[\\`*_\[\]<>#|~&!$]|^[-+=]")
"""What starts or ends markup within a line, and what makes a list or a heading at its start."""

_BACKTICKS = re.compile("`+")


def code_span(text: str) -> str:
    """One line of text as a code span: nothing in it is markup, a link or a mention.

    The fence is longer than any run of backticks inside. Not for a table, whose cells end at any pipe.
    """
    if not text:
        return ""
    fence = "`" * (max(map(len, _BACKTICKS.findall(text)), default=0) + 1)
    # a backtick would join the fence; one space on either side is taken off, unless there is nothing else
    padding = " " if text.strip(" ") and (text[0] in "` " or text[-1] in "` ") else ""
    return f"{fence}{padding}{text}{padding}{fence}"


def escaped_markdown(text: str) -> str:
    """One line of our own or a rule file's prose, in which no character is markup."""
    return _MARKUP.sub(r"\\\g<0>", text)
