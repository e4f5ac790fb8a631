"""Markdown: rendered to HTML by markdown-it (CommonMark with tables and strikethrough), and read as that.

So raw HTML in Markdown is read like any, and blocks and links come from one reader.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ..document import Document, Location
from . import html
from .decoding import decode

MAX_NESTING = 100
"""Levels of quotations and lists that are rendered; deeper ones would be left out, so such a file is read as
the plain text that it is. The parser calls itself some four times a level, and Python allows 1,000 calls."""

_FRONT_MATTER = re.compile(
    r"---[ \t]*\r?\n(?P<lines>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)
_FRONT_MATTER_LINE = re.compile(r"[A-Za-z_][\w.-]*[ \t]*:|[ \t#-]|\r?$")
_TITLE = re.compile(r"^title[ \t]*:[ \t]*(?P<title>[^\r\n]*)", re.MULTILINE)


def document(data: bytes, path: str) -> Document:
    """The document of a Markdown file; of its front matter only the title is kept.

    Raises BadBytesError and TooEntangledError.
    """
    title, body = _split_front_matter(decode(data))
    rendered = _render(body)
    if rendered is None:
        return Document(text=body, title=title, location=Location(path))
    page = html.page_document(html.read_markup(rendered), path)
    return replace(page, title=title or page.title)


def _split_front_matter(source: str) -> tuple[str, str]:
    """The title that front matter gives, and what follows it.

    Two lines of dashes around prose are no front matter: every line between must be one of YAML.
    """
    found = _FRONT_MATTER.match(source)
    if found is None or not all(_FRONT_MATTER_LINE.match(line) for line in found["lines"].splitlines()):
        return "", source
    title = _TITLE.search(found["lines"])
    return (_unquoted(title["title"].strip()) if title else ""), source[found.end() :]


def _unquoted(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return "" if value in (">", "|", ">-", "|-") else value


def _render(source: str) -> str | None:
    """The HTML of some Markdown, None where it is nested too deeply; markdown-it is imported for it alone."""
    from markdown_it import MarkdownIt  # noqa: PLC0415

    parser = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING}).enable(["table", "strikethrough"])
    # Hrefs are kept as written, and those that are not safe to follow are kept too: nothing follows them.
    setattr(parser, "normalizeLink", str)  # noqa: B010
    setattr(parser, "validateLink", bool)  # noqa: B010
    tokens = parser.parse(source)
    deepest = max((child.level for token in tokens for child in (token, *(token.children or ()))), default=0)
    # The innermost level shows only in what lies in it, and that may be what was left out.
    if deepest >= MAX_NESTING - 1:
        return None
    return str(parser.renderer.render(tokens, parser.options, {}))
