"""HTML: the text that a page holds, in reading order, with its blocks and links.

lxml reads the page as a stream of events; no tree is built. Trees are what hostile markup blows up: where the
HTML standard reopens formatting elements, 4,000 unclosed `<font>` cost a tree builder gigabytes. The events
of libxml2 2.14 and later come from a tokenizer that follows the standard.

Nothing is left out but `script` and `style`: what a page hides (`hidden`, `display: none`, `noscript`,
`template`) is evidence too. Attributes are no text, save for the href of a link.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..document import Block, BlockKind, Document, Link, Location
from .decoding import BadBytesError, byte_order_mark, decode
from .documents import TooEntangledError
from .encodings import codec_of
from .layout import TextBuilder

if TYPE_CHECKING:
    from lxml import etree

MAX_STEPS = 1_000_000_000
"""End tags × open elements that a page may cost: the parser looks for the element that a tag ends among all
that are open. It is some two seconds; 30,000 nested elements stay below it, pages of the web by far."""

PIECE_BYTES = 1 << 16
"""Markup that the parser gets at a time; the steps are counted in between."""

DROPPED = frozenset({"script", "style"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
PREFORMATTED = frozenset({"pre", "listing", "xmp", "plaintext"})
BLOCKS = (
    HEADINGS
    | PREFORMATTED
    | {
        *(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "center",
            "details",
            "dialog",
            "div",
            "figcaption",
        ),
        *(
            "figure",
            "footer",
            "frameset",
            "header",
            "hgroup",
            "hr",
            "html",
            "iframe",
            "main",
            "nav",
            "noframes",
            "p",
        ),
        *("search", "section", "summary", "template"),
        *("dd", "dir", "dl", "dt", "li", "menu", "ol", "ul"),
        *("caption", "table", "tbody", "td", "tfoot", "th", "thead", "tr"),
        *("button", "fieldset", "form", "legend", "optgroup", "option", "select", "textarea"),
        *("desc", "text", "title"),
    }
)
"""Elements that stand on their own on a page: text before, in and after them is never one run. The last three
are the pieces of text in an SVG image."""

_BREAKING_END_TAG = re.compile(r"</(?:p|h[1-6]|(br))[ \t\n\r\f]*>", re.IGNORECASE)
_BLOCK_MARK, _LINE_MARK = "<br \ufdd0>", "<br \ufdd1>"
"""Put behind end tags that break text even where they end nothing. Browsers read `</br>` as `<br>` and such
a `</p>` as an empty paragraph; libxml2 passes over them, and would join the words around them. The
noncharacters tell the marks from a page's own `<br>`."""

_SURROGATE = re.compile("[\ud800-\udfff]")
_STAND_IN_SHIFT = 0x10E000 - 0xD800
_STAND_IN = re.compile("[\U0010e000-\U0010e7ff]")
"""libxml2 takes no lone surrogates; private-use characters stand in for them while it reads."""

_META_CHARSET = re.compile(
    rb"""<meta[^>]*?charset[ \t\n\r\f]*=[ \t\n\r\f]*["']?[ \t]*([A-Za-z0-9_:.-]+)""", re.I
)
META_BYTES = 4096
"""Bytes of a page in which its encoding is looked for; the standard asks for the first 1024."""

_UNSEEN = re.compile(
    r"""(?<![\w-])(?:display[ ]*:[ ]*none|visibility[ ]*:[ ]*hidden
    |font-size[ ]*:[ ]*0*\.?0*(?:px|pt|em|rem|%)?[ ]*(?:;|!|$)
    |(?:left|right|top|text-indent|margin-left|margin-top)[ ]*:[ ]*-[0-9]{3,})""",
    re.IGNORECASE | re.VERBOSE,
)
"""Inline styles that keep an element from being seen; those of a style sheet are not read. Transparency is
none of them: pages fade their whole text in."""


@dataclass(frozen=True)
class Page:
    """What a page says: its text with blocks and links, and about itself."""

    text: str
    blocks: tuple[Block, ...]
    links: tuple[Link, ...]
    title: str
    language: str | None
    url: str | None
    source: str | None


def document(data: bytes, path: str) -> Document:
    """The document of an HTML file. Raises BadBytesError and TooEntangledError."""
    return page_document(read_markup(decode_page(data)), path)


def page_document(page: Page, path: str) -> Document:
    """The document of a file that is one page."""
    return Document(
        text=page.text,
        title=page.title,
        url=page.url,
        source=page.source,
        declared_language=page.language,
        links=page.links,
        blocks_known=page.blocks,
        location=Location(path),
    )


def read_markup(markup: str) -> Page:
    """The page that some markup makes, whole or a fragment. Raises TooEntangledError.

    lxml is imported here: not every run reads HTML.
    """
    from lxml import etree  # noqa: PLC0415

    collector = _Collector()
    if markup.strip():
        restore = _STAND_IN.search(markup) is None and _SURROGATE.search(markup) is not None
        if restore:
            markup = _SURROGATE.sub(lambda found: chr(ord(found[0]) + _STAND_IN_SHIFT), markup)
        collector.restores_surrogates = restore
        marked = _BREAKING_END_TAG.sub(_with_mark, markup)
        _feed(etree.HTMLParser(target=collector, encoding="utf-8", huge_tree=True), collector, marked)
    return collector.page()


def _with_mark(end_tag: re.Match[str]) -> str:
    return end_tag[0] + (_LINE_MARK if end_tag[1] else _BLOCK_MARK)


def _feed(parser: etree.HTMLParser, collector: _Collector, markup: str) -> None:
    data, steps = markup.encode("utf-8", "replace"), 0
    for start in range(0, len(data), PIECE_BYTES):
        piece = data[start : start + PIECE_BYTES]
        collector.deepest = collector.depth
        parser.feed(piece)
        steps += piece.count(b"</") * collector.deepest
        if steps > MAX_STEPS:
            raise TooEntangledError(
                f"elements are nested {collector.deepest:,} deep; reading on would take too long"
            )
    parser.close()


def decode_page(data: bytes, charset: str | None = None) -> str:
    """The markup of a page: in UTF-8 where it is that, else in the encoding that is declared.

    `charset` is what its server said of it, which goes before what it says itself. Raises BadBytesError.
    """
    declared = _META_CHARSET.search(data[:META_BYTES])
    return decode_declared(data, charset, declared[1].decode("ascii") if declared else None)


def decode_declared(data: bytes, *labels: str | None) -> str:
    """Text in UTF-8 where it is that, or as its byte order mark says, else in the first encoding of `labels`.

    Raises BadBytesError.
    """
    try:
        return decode(data)
    except BadBytesError:
        codecs = (codec_of(label) for label in labels if label)
        encoding = next((codec for codec in codecs if codec not in (None, "utf-8")), None)
        if encoding is None or byte_order_mark(data) is not None:
            raise
        return _decode_as(data, encoding)


def _decode_as(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding == "cp1252":
            return _decode_windows_1252(data)
        message = f"byte 0x{data[error.start]:02X} at offset {error.start} is not {encoding} ({error.reason})"
        raise BadBytesError(message) from error


def _decode_windows_1252(data: bytes) -> str:
    """As browsers do: the five bytes that windows-1252 leaves open are the control characters of latin-1."""
    high = range(0x80, 0xA0)
    defined = {byte: character for byte in high if (character := bytes([byte]).decode("cp1252", "ignore"))}
    return data.decode("latin-1").translate(defined)


class _Collector:
    """The target of lxml's parser: turns its events into text."""

    def __init__(self) -> None:
        self.depth = 0
        self.deepest = 0
        self.restores_surrogates = False
        self._builder = TextBuilder()
        self._waiting: list[str] = []
        self._dropped = 0
        self._headings = 0
        self._preformatted = 0
        self._vector = 0
        self._unseen_from: int | None = None
        self._item_begins = False
        self._code_begins = False
        self._title: list[str] | None = None
        self._in_title = False
        self._facts: dict[str, str] = {}

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        self._flush()
        self.depth += 1
        self.deepest = max(self.deepest, self.depth)
        self._code_begins = False
        if self._unseen_from is None and _is_unseen(attributes):
            self._unseen_from = self.depth
        if self._dropped or tag in DROPPED:
            self._dropped += 1
        elif tag == "title" and self._title is None and not self._vector:
            self._title, self._in_title = [], True
        elif tag == "br":
            self._break_line(ends_block="\ufdd0" in attributes)
        elif tag == "a" and "href" in attributes:
            hidden = self._unseen_from is not None
            self._builder.open_link(self._as_written(attributes["href"]), hidden=hidden)
        else:
            self._start_block(tag)
            self._learn(tag, attributes)

    def _start_block(self, tag: str) -> None:
        if tag in BLOCKS:
            self._builder.end_block()
        self._headings += tag in HEADINGS
        self._vector += tag == "svg"
        self._item_begins = tag == "li" or (self._item_begins and tag not in HEADINGS)
        if tag in PREFORMATTED:
            self._preformatted += 1
            self._code_begins = tag != "plaintext"

    def end(self, tag: str) -> None:
        """An element ends."""
        self._flush()
        self.depth -= 1
        if self._unseen_from is not None and self.depth < self._unseen_from:
            self._unseen_from = None
        if self._dropped:
            self._dropped -= 1
        elif tag == "title" and self._in_title:
            self._in_title = False
        elif tag == "a":
            self._builder.close_link()
        elif tag != "br":
            self._end_block(tag)

    def _end_block(self, tag: str) -> None:
        if tag in BLOCKS:
            self._builder.end_block()
        self._headings -= tag in HEADINGS
        self._vector -= tag == "svg"
        self._preformatted -= tag in PREFORMATTED
        self._item_begins = self._item_begins and tag != "li"

    def data(self, data: str) -> None:
        """A piece of text, cut anywhere; it waits for the next tag, to be joined with what belongs to it."""
        if not self._dropped:
            self._waiting.append(data)

    def _flush(self) -> None:
        if not self._waiting:
            return
        data, self._waiting = self._as_written("".join(self._waiting)), []
        if self._in_title and self._title is not None:
            self._title.append(data)
        elif self._preformatted:
            # The line end right behind <pre> is no part of the code.
            self._builder.add_verbatim(data.removeprefix("\n") if self._code_begins else data)
            self._code_begins = False
        else:
            self._builder.add(data, self._kind())
            self._item_begins = self._item_begins and not self._builder.in_block

    def close(self) -> None:
        """The page ends."""
        self._flush()

    def page(self) -> Page:
        """All that was collected."""
        text, blocks, links = self._builder.finish()
        return Page(
            text=text,
            blocks=blocks,
            links=links,
            title=re.sub(r"[ \t\n\r\f]+", " ", "".join(self._title or ())).strip(" "),
            language=self._facts.get("language"),
            url=self._facts.get("canonical") or self._facts.get("og:url"),
            source=self._facts.get("og:site_name"),
        )

    def _kind(self) -> BlockKind | None:
        if self._headings:
            return "heading"
        return "list-item" if self._item_begins else None

    def _break_line(self, ends_block: bool) -> None:
        if ends_block:
            self._builder.end_block()
        elif self._preformatted:
            self._builder.add_verbatim("\n")
        else:
            self._builder.break_line()

    def _as_written(self, data: str) -> str:
        data = data.replace(_BLOCK_MARK, "").replace(_LINE_MARK, "")
        if self.restores_surrogates:
            data = _STAND_IN.sub(lambda found: chr(ord(found[0]) - _STAND_IN_SHIFT), data)
        return data

    def _learn(self, tag: str, attributes: Mapping[str, str]) -> None:
        """What the page says about itself; the first word counts."""
        if tag == "html":
            self._note("language", attributes.get("lang") or attributes.get("xml:lang"))
        elif tag == "link" and attributes.get("rel", "").lower() == "canonical":
            self._note("canonical", attributes.get("href"))
        elif tag == "meta" and attributes.get("property") in ("og:url", "og:site_name"):
            self._note(attributes["property"], attributes.get("content"))

    def _note(self, name: str, value: str | None) -> None:
        if value and value.strip():
            self._facts.setdefault(name, self._as_written(value.strip()))


def _is_unseen(attributes: Mapping[str, str]) -> bool:
    return "hidden" in attributes or _UNSEEN.search(attributes.get("style", "")) is not None
