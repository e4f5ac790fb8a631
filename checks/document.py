"""A document and its layers: blocks, sentences and words, each two offsets into the text.

Nothing here copies or changes the text. Every offset counts code points of the string that the caller
gave, so a BOM, an NBSP, a CR LF or a lone surrogate shifts nothing: it is simply part of the string.
Layers are computed when first asked for and kept.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise
from typing import Literal, NamedTuple

import regex

from .beyond_ascii import beyond_ascii
from .language import UNKNOWN, identify, normalise_code, opening_prose
from .later import later
from .sentences import split_sentences

Field = Literal["text", "title", "link.href"]
BlockKind = Literal["paragraph", "heading", "list-item", "line", "code"]

MAX_LINE_WORDS, MAX_LINE_CHARACTERS = 14, 200
"""A block without a closing mark that is no longer than this is a short line, not a paragraph; the characters
are for scripts that write no spaces."""

MIN_WRAP_WIDTH, MAX_WRAP_WIDTH = 40, 100
"""Lines of hard-wrapped text (old wire copy, e-mail) all come close to one width within these bounds."""

WRAP_SLACK = 5
"""Columns that a wrapped line may leave free beside the next line's first word: an indent has as many."""

MAX_ROOMY_SHARE = 0.2
"""Share of wrapped lines that may leave more room than that: hand-wrapped text has a few."""

MAX_ENDED_SHARE = 0.5
"""Share of wrapped lines that may end a sentence; where more do, each line is a sentence of its own."""

MIN_LOWER_SHARE = 1 / 3
"""Share of lines after the first that begin in lower case: over half in wrapped German, few in a list."""

LINE_BREAK = later(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
"""Where a line ends, by any of the marks that Unicode knows."""

_EDITOR_BREAK = later(r"\r\n|[\n\r]")
_LIST_MARKER = later(
    r"(?:[-*•‣▪◦·●○–—+]|\(?\d{1,3}[.)]|\(?[a-zA-Z]\)|[a-z]\.)[ \t\u00a0]+(?=\S)"  # "J. Smith" lists nothing
)
_MARKDOWN_HEADING = later(r"#{1,6}[ \t]+\S")
_END_MARKS = frozenset(".!?…:;‼⁇⁈⁉。！？：；｡؟۔։।॥។៕။።")
_AFTER_END_MARK = "'\"”’“‘»«›‹)]）」』】*†‡ \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"
"""What may stand between a block's end mark and its end; German closes with “ and French sets a space."""

_WORD = later(r"[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:['’\-‑.·][\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*")
_PLAIN_WORD = re.compile(r"\w+(?:['’\-‑.·]\w+)*")
"""The same in texts that have no underscore and no other characters than `_PLAIN`: found in half the time."""

_PLAIN = re.compile(r"[\x00-\u02af\u2010-\u2027\u202f-\u205e\u20a0-\u20b9]*")
"""Latin letters, signs and marks that are no part of a letter."""

_UNSPACED = later(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}][\p{M}\u30fc\uff70]*")

UNSPACED_CHARACTERS_PER_WORD = 2
"""In scripts that write no spaces between words, so many characters count as one word."""


class Span(NamedTuple):
    """A stretch of one field: code-point offsets, `start` inclusive, `end` exclusive."""

    start: int
    end: int


class Block(NamedTuple):
    """A paragraph, heading, list item, short line or piece of code, without the white space around it."""

    start: int
    end: int
    kind: BlockKind


class Link(NamedTuple):
    """A link kept from the source: the span of its anchor text in `text`, and where it leads.

    `hidden` says that the page's own markup keeps it from being seen.
    """

    start: int
    end: int
    href: str
    hidden: bool = False


class Location(NamedTuple):
    """Where in a file a document stands: `line` and `record` count from 1 where they are known."""

    path: str
    line: int | None = None
    record: int | None = None

    def __str__(self) -> str:
        if self.line is not None:
            return f"{self.path}:{self.line}"
        return self.path if self.record is None else f"{self.path}, record {self.record}"


@dataclass(frozen=True)
class Document:
    """One text to check, with what its feed says about it.

    `language` is the feed's own word for it (a BCP 47 tag; anything else is ignored); `blocks_known` are
    the blocks that a structured source (HTML, Markdown) already knows, in reading order; without it they
    are read off the line breaks.
    """

    text: str
    title: str = ""
    id: str | None = None
    url: str | None = None
    source: str | None = None
    declared_language: str | None = None
    links: tuple[Link, ...] = ()
    blocks_known: tuple[Block, ...] | None = None
    location: Location | None = None

    def field_text(self, field: Field) -> str:
        """The whole text of a field; the hrefs of `link.href` stand one to a line, in order."""
        if field == "text":
            return self.text
        return self.title if field == "title" else self._hrefs

    @cached_property
    def _hrefs(self) -> str:
        return "\n".join(link.href for link in self.links)

    @cached_property
    def href_spans(self) -> tuple[Span, ...]:
        """The span of each link's href within the field `link.href`, in the order of `links`."""
        spans, start = [], 0
        for link in self.links:
            spans.append(Span(start, start + len(link.href)))
            start += len(link.href) + 1
        return tuple(spans)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks of `text` in order; they never overlap."""
        if self.blocks_known is not None:
            return self.blocks_known
        return tuple(_split_blocks(self.text))

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences of all blocks of `text` but code, in order; none crosses a block."""
        found: list[Span] = []
        for block in self.blocks:
            if block.kind != "code":
                found.extend(self.sentences_in(block.start, block.end))
        return tuple(found)

    def sentences_in(self, start: int, end: int, field: Field = "text") -> Iterator[Span]:
        """The sentences of one stretch that lies within a block; those of a stretch of `text` are kept."""
        if field != "text":
            return self._split(start, end, field)
        if (start, end) not in self._sentence_cache:
            self._sentence_cache[start, end] = tuple(self._split(start, end, field))
        return iter(self._sentence_cache[start, end])

    def _split(self, start: int, end: int, field: Field) -> Iterator[Span]:
        lines_end = field != "text" or self.blocks_known is not None  # other blocks of lines were wrapped
        text = self.field_text(field)
        return (Span(*pair) for pair in split_sentences(text, start, end, self.language, lines_end=lines_end))

    @cached_property
    def _sentence_cache(self) -> dict[tuple[int, int], tuple[Span, ...]]:
        return {}

    @cached_property
    def beyond_ascii(self) -> str:
        """The characters of `text` but printable ASCII, tabs and line ends, in order."""
        return beyond_ascii(self.text)

    @cached_property
    def words(self) -> tuple[Span, ...]:
        """The words of `text`: letters and digits, with inner apostrophes, hyphens and points."""
        return tuple(map(Span._make, (match.span() for match in self._word_pattern.finditer(self.text))))

    @cached_property
    def word_texts(self) -> tuple[str, ...]:
        """The words themselves, one for each span of `words`: who needs no offsets has them for a third."""
        if self.blocks_known is None:  # no word lies outside of these blocks
            return tuple(chain.from_iterable(self.words_by_block))
        return tuple(self._word_pattern.findall(self.text))

    @cached_property
    def words_by_block(self) -> tuple[list[str], ...]:
        """The words of each of `blocks`, as texts."""
        words_in = self._word_pattern.findall
        return tuple(words_in(self.text, block.start, block.end) for block in self.blocks)

    @cached_property
    def _word_pattern(self) -> re.Pattern[str] | regex.Pattern[str]:
        is_plain = "_" not in self.text and _PLAIN.fullmatch(self.beyond_ascii)
        return _PLAIN_WORD if is_plain else _WORD

    def texts_of_words(self, start: int, end: int) -> list[str]:
        """The words that lie in `start … end`; one that is cut there counts as what is left of it."""
        return self._word_pattern.findall(self.text, start, end)

    @cached_property
    def word_forms(self) -> frozenset[str]:
        """The different ones among them: a third of a long text's words."""
        return frozenset(self.word_texts)

    def words_in(self, start: int, end: int) -> Sequence[Span]:
        """The words of `text` that begin in `start … end`."""
        return self.words[bisect_left(self.words, (start, 0)) : bisect_left(self.words, (end, 0))]

    @cached_property
    def word_count(self) -> int:
        """How many words `text` has; in scripts without spaces two characters count as one."""
        is_spaced = _UNSPACED.search(self.beyond_ascii) is None
        return len(self.word_texts) if is_spaced else count_words(self.text)

    @cached_property
    def language(self) -> str:
        """ISO 639 code of the text's language, `unknown` where nothing is sure (see `checks.language`)."""
        declared = normalise_code(self.declared_language)
        if declared != UNKNOWN:
            return declared
        paragraphs = ((block.start, block.end) for block in self.blocks if block.kind == "paragraph")
        identified = identify(opening_prose(self.text, paragraphs))
        return identified if identified != UNKNOWN else identify(self.text)  # a long list is no prose either

    def block_range(self, start: int, end: int) -> range:
        """Indices of the blocks of `text` that overlap `start … end` (an empty span touches one block)."""
        first = bisect_right(self._block_ends, start)
        last = bisect_left(self._block_starts, max(end, start + 1))
        return range(first, last)

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.start for block in self.blocks]

    @cached_property
    def _block_ends(self) -> list[int]:
        return [block.end for block in self.blocks]

    def position(self, field: Field, offset: int) -> tuple[int, int]:
        """1-based line and column of an offset; lines end as editors end them (LF, CR LF, CR)."""
        starts = self._line_starts(field)
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1

    def _line_starts(self, field: Field) -> list[int]:
        if field not in self._line_cache:
            text = self.field_text(field)
            self._line_cache[field] = [0, *(m.end() for m in _EDITOR_BREAK.finditer(text))]
        return self._line_cache[field]

    @cached_property
    def _line_cache(self) -> dict[str, list[int]]:
        return {}


def count_words(text: str) -> int:
    """Words of a text, two characters of a script without spaces counting as one word."""
    unspaced = sum(1 for _ in _UNSPACED.finditer(text))
    if not unspaced:
        return sum(1 for _ in _WORD.finditer(text))
    spaced = sum(1 for _ in _WORD.finditer(_UNSPACED.sub(" ", text)))
    return spaced + (unspaced + 1) // UNSPACED_CHARACTERS_PER_WORD


def _split_blocks(text: str) -> Iterator[Block]:
    """Blocks of plain text: every line is one, but lines that were wrapped at one width are joined."""
    run: list[Span] = []
    for line in _lines(text):
        if line.start == line.end:
            yield from _blocks_of_run(text, run)
            run = []
        else:
            run.append(line)
    yield from _blocks_of_run(text, run)


def _lines(text: str) -> Iterator[Span]:
    """Each line without the white space (and BOM) around it; a blank line is an empty span."""
    start = 0
    for match in LINE_BREAK.finditer(text):
        yield _stripped(text, start, match.start())
        start = match.end()
    yield _stripped(text, start, len(text))


def _stripped(text: str, start: int, end: int) -> Span:
    if text.startswith("\ufeff", start, end):
        start += 1
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _blocks_of_run(text: str, run: list[Span]) -> Iterator[Block]:
    if _is_wrapped(text, run):
        run = [Span(run[0].start, run[-1].end)]
    for line in run:
        yield Block(line.start, line.end, block_kind(text[line.start : line.end]))


def _is_wrapped(text: str, run: list[Span]) -> bool:
    """Whether the lines of a run are one paragraph, broken at a fixed width.

    Hardly a line had room for the next one's first word, few of them end a sentence, many go on in lower
    case, and they are no list.
    """
    width = max((end - start for start, end in run), default=0)
    if not MIN_WRAP_WIDTH <= width <= MAX_WRAP_WIDTH:
        return False
    marked = [_LIST_MARKER.match(text, *line) is not None for line in run]
    if marked[0] or sum(marked) > 1:
        return False
    breaks = len(run) - 1
    if not breaks:
        return False
    lower = sum(text[line.start].islower() for line in run[1:])
    ended = sum(_ends_sentence(text[start:end]) for start, end in run[:-1])
    roomy = sum(_had_room(text, line, following, width) for line, following in pairwise(run))
    return (
        lower >= MIN_LOWER_SHARE * breaks
        and ended <= MAX_ENDED_SHARE * breaks
        and roomy <= MAX_ROOMY_SHARE * breaks
    )


def _had_room(text: str, line: Span, following: Span, width: int) -> bool:
    """Whether a line of this width had room for the first word of the following one."""
    word = text[following.start : following.start + width].split(None, 1)[0]
    return line.end - line.start + 1 + len(word) <= width - WRAP_SLACK


def _ends_sentence(block: str) -> bool:
    return block.rstrip(_AFTER_END_MARK)[-1:] in _END_MARKS


def block_kind(block: str) -> BlockKind:
    """The kind of a block of plain text, read off its own characters."""
    if _LIST_MARKER.match(block):
        return "list-item"
    if _MARKDOWN_HEADING.match(block):
        return "heading"
    is_short = len(block) <= MAX_LINE_CHARACTERS and len(block.split()) <= MAX_LINE_WORDS
    if is_short and not _ends_sentence(block):
        return "line"
    return "paragraph"
