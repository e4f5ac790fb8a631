"""Columns of text, aligned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .lines import Line, Piece

_GAP = "  "


def table(
    headings: Sequence[str], rows: Sequence[Sequence[str]], *, words: int = 1, indent: str = "  "
) -> Iterator[Line]:
    """A heading and rows; the first `words` columns hold words and begin at the left, the others are figures.

    Cells must be fit to be shown.
    """
    widths = [max(map(len, column)) for column in zip(headings, *rows, strict=True)]
    for number, row in enumerate([headings, *rows]):
        cells = (
            cell.ljust(width) if column < words else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield [indent, Piece(_GAP.join(cells).rstrip(), "plain" if number else "strong")]
