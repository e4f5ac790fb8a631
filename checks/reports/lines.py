"""Lines of styled pieces, and the two ways to print them: as plain text, or in a terminal's colours."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Literal, NamedTuple, TextIO

Style = Literal["plain", "strong", "faint", "mark", "good", "doubtful", "bad"]


class Piece(NamedTuple):
    """A stretch of a line in one style."""

    text: str
    style: Style = "plain"


Line = Iterable[Piece | str]
Printer = Callable[[Line], None]

_RICH_STYLES: dict[Style, str] = {
    "plain": "",
    "strong": "bold",
    "faint": "dim",
    "mark": "bold red underline",
    "good": "bold green",
    "doubtful": "bold yellow",
    "bad": "bold red",
}
"""Marks are underlined as well: white space has no colour, and not every reader sees red."""


def takes_colour(stream: TextIO, environment: Mapping[str, str]) -> bool:
    """Whether a stream is a terminal whose user has not asked for plain text (NO_COLOR, TERM=dumb)."""
    if environment.get("NO_COLOR") or environment.get("TERM") == "dumb":
        return False
    return stream.isatty()


def printer(stream: TextIO, *, colour: bool) -> Printer:
    """What prints lines on a stream."""
    return _colour_printer(stream) if colour else _plain_printer(stream)


def _plain_printer(stream: TextIO) -> Printer:
    """Marks stand in `[[…]]`: unlike underlining below the line, this survives grep and wide characters."""

    def show(line: Line) -> None:
        text = "".join(_plain(piece) for piece in line)
        stream.write(text.rstrip() + "\n")

    return show


def _plain(piece: Piece | str) -> str:
    if isinstance(piece, str):
        return piece
    return f"[[{piece.text}]]" if piece.style == "mark" else piece.text


def _colour_printer(stream: TextIO) -> Printer:
    """Rich is imported here: reports without colour do without it."""
    from rich.console import Console  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    console = Console(file=stream, force_terminal=True, highlight=False, markup=False, emoji=False)

    def show(line: Line) -> None:
        text = Text()
        for piece in line:
            text.append(*((piece,) if isinstance(piece, str) else (piece.text, _RICH_STYLES[piece.style])))
        # soft_wrap leaves wrapping to the terminal, so that a line that is copied is one line
        console.print(text, soft_wrap=True)

    return show
