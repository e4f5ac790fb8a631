"""What every HTML page of the project is made of: head, tables, cells. No page has a script or a request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from importlib.resources import files

POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""What a page may load: nothing. A second lock, should any text ever get past its escaping."""

FIGURES = "number:"
"""What the heading of a column of figures begins with."""


def head_html(title: str, *more_style: str) -> Iterator[str]:
    """Everything up to the body: the policy, the common style and a page's own. `title` is plain text."""
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    yield f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield '<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">\n'
    common = files(__package__).joinpath("page.css").read_text("utf-8")
    style = "".join((common, *more_style))
    yield f"<title>{escape(title)}</title>\n<style>\n{style}</style>\n</head>\n"


def section_html(anchor: str, title: str, parts: Iterable[str]) -> Iterator[str]:
    """A section of the page, which a link may lead to; `title` is HTML."""
    yield f'<section aria-labelledby="{anchor}"><h2 id="{anchor}" tabindex="-1">{title}</h2>\n'
    yield from parts
    yield "</section>\n"


def details_html(summary: str, parts: Iterable[str]) -> Iterator[str]:
    """What is shown on demand, and on paper; `summary` is plain text."""
    yield f"<details><summary>{escape(summary)}</summary>\n"
    yield from parts
    yield "</details>\n"


def table_html(
    caption: str, headings: Iterable[str], rows: Iterable[Iterable[str]], *, about: str = ""
) -> str:
    """A table that scrolls on its own, by keyboard too.

    Caption and `about` are plain text; together they name the region, and no two tables of a page may share
    such a name. Headings are HTML, and one of figures begins with `number:`. Rows are made of whole cells.
    """
    name = f"{caption}: {about}" if about else caption
    head = "".join(_heading(heading) for heading in headings)
    body = "".join(f"<tr>{''.join(row)}</tr>\n" for row in rows)
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(name)}"><table>\n'
        f"<caption>{escape(caption)}</caption>\n"
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody>\n</table></div>\n"
    )


def _heading(heading: str) -> str:
    kind = "number" if heading.startswith(FIGURES) else "name"
    return f'<th scope="col" class="{kind}">{heading.removeprefix(FIGURES)}</th>'


def cell_html(html: str) -> str:
    """A cell that holds words."""
    return f"<td>{html}</td>"


def row_heading_html(html: str) -> str:
    """The cell that names its row."""
    return f'<th scope="row">{html}</th>'


def figure_html(value: int | str) -> str:
    """A cell that holds a figure, which is set to the right; a figure in words is plain text."""
    text = f"{value:,}" if isinstance(value, int) else escape(value)
    return f'<td class="number">{text}</td>'


def word_html(kind: str, text: str) -> str:
    """A verdict, a severity or the like: its colour only repeats what the word says."""
    return f'<span class="word {escape(kind)}">{escape(text)}</span>'
