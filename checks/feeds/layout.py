"""Builds the text of a page from its pieces, with the spans of its blocks and links as it goes."""

from __future__ import annotations

import re

from ..document import Block, BlockKind, Link, block_kind

BLOCK_SEPARATOR = "\n\n"

_COLLAPSIBLE = re.compile(r"[ \t\n\r\f]+")
"""The white space that browsers collapse; a no-break or zero-width space is none of it, and stays."""


class TextBuilder:
    """Text, blocks and links of a page, in reading order.

    White space is held back until something follows it, so that no block and no link ends in it, and every
    offset is that of a character that has been written.
    """

    def __init__(self) -> None:
        """An empty page."""
        self._pieces: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._links: list[Link] = []
        self._block_start: int | None = None
        self._block_piece = 0
        self._block_kind: BlockKind | None = None
        self._space = False
        self._line_breaks = 0
        self._href: str | None = None
        self._link_hidden = False
        self._link_start: int | None = None

    @property
    def in_block(self) -> bool:
        """Whether the current block has text already."""
        return self._block_start is not None

    def add(self, data: str, kind: BlockKind | None = None) -> None:
        """Add text whose white space collapses; `kind` is that of the block which it begins, if it does."""
        collapsed = _COLLAPSIBLE.sub(" ", data)
        core = collapsed.strip(" ")
        self._space = self._space or collapsed.startswith(" ")
        if core:
            self._begin(kind)
            self._write(core)
            self._space = collapsed.endswith(" ")

    def add_verbatim(self, data: str) -> None:
        """Add code, as it stands."""
        if data:
            self._begin("code")
            self._write(data)

    def break_line(self) -> None:
        """Break the line; two breaks in a row are the blank line that ends a block."""
        if self.in_block:
            self._line_breaks += 1

    def end_block(self) -> None:
        """Let what follows begin a new block."""
        if self._block_start is not None:
            content = "".join(self._pieces[self._block_piece :])
            start = self._block_start + len(content) - len(content.lstrip())
            content = content.strip()
            if content:
                kind = self._block_kind or block_kind(content)
                self._blocks.append(Block(start, start + len(content), kind))
        self._block_start = None
        self._space, self._line_breaks = False, 0

    def open_link(self, href: str, *, hidden: bool = False) -> None:
        """Begin a link; one that is still open ends here."""
        self.close_link()
        self._href, self._link_hidden, self._link_start = href, hidden, None

    def close_link(self) -> None:
        """End the open link, if any; one around no text (an image) has an empty span."""
        if self._href is not None:
            start = self._length if self._link_start is None else self._link_start
            self._links.append(Link(start, self._length, self._href, self._link_hidden))
        self._href = None

    def finish(self) -> tuple[str, tuple[Block, ...], tuple[Link, ...]]:
        """The text, its blocks and its links."""
        self.close_link()
        self.end_block()
        return "".join(self._pieces), tuple(self._blocks), tuple(self._links)

    def _begin(self, kind: BlockKind | None) -> None:
        """Write what was held back before the next piece of text: a new block, a line end or a space."""
        if self._line_breaks > 1:
            self.end_block()
        if self._block_start is None:
            if self._length:
                self._append(BLOCK_SEPARATOR)
            self._block_start, self._block_piece, self._block_kind = self._length, len(self._pieces), kind
        elif self._line_breaks:
            self._append("\n")
        elif self._space:
            self._append(" ")
        self._space, self._line_breaks = False, 0

    def _write(self, data: str) -> None:
        if self._href is not None and self._link_start is None:
            self._link_start = self._length
        self._append(data)

    def _append(self, piece: str) -> None:
        self._pieces.append(piece)
        self._length += len(piece)
