"""Kind `link`: links that were put into a text for somebody else than its readers.

It reads the links that the source kept (HTML, Markdown); texts without links are silent. What a link's
address alone gives away (tracking, affiliate programmes) needs no kind: a `pattern` in scope `link` sees it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated, ClassVar, Literal
from urllib.parse import urlsplit

import regex

from ..document import Block, Document
from ..document import Link as Anchor
from ..later import later
from ._base import ByLanguageOrAny, Context, Doc, Hit, Kind, Scope
from ._folding import core, fold

Problem = Literal["off-topic", "hidden", "farm", "list"]

FARM_LINKS, FARM_SITES = 5, 4
"""Links, and different sites, of one paragraph that exists for its links: an article cites fewer at once."""

FARM_SHARE = 0.5
"""Share of such a paragraph that is anchor text; a paragraph that cites its sources stays below a third."""

LISTED_SHARE = 0.8
"""Share of a block that is anchor text where the block is an entry of a list of links."""

LIST_BLOCKS = 3
"""Neighbouring entries that make a list: two may be a pair of references."""

MIN_ENTRY_WORDS = 3
"""Words of an entry, on average over the list: names in a table of results are shorter than headlines."""

MIN_ARTICLE_SHARE = 0.5
"""Share of a document's letters outside links below which it is a page of links itself, or an index."""

MAX_HIDDEN_SHARE = 0.5
"""Share of hidden links beyond which the page is hidden as a whole, until a script shows it."""

_UNDER_COUNTRY = frozenset(
    [
        *("ac", "co", "com", "edu", "ed", "gob", "gouv", "gov", "go"),
        *("ltd", "ne", "net", "nom", "or", "org", "plc"),
    ]
)
"""Labels under which a country's registry gives out names: `bbc.co.uk` is a site, `co.uk` is none."""

_NO_VALUES = {"site": "", "sites": "", "count": "", "term": ""}

_NO_LETTERS = later(r"[^\p{L}]+")
_SPACE = later(r"\s+")


@dataclass(frozen=True)
class Link(Kind):
    """Finds links that are hidden, off the text's topic, farmed, or listed between its paragraphs."""

    problem: Annotated[
        Problem,
        Doc(
            "off-topic: a link in running text names one of `terms`, in its words or its address, of which "
            "the rest of the text says nothing; hidden: the markup hides a link to another site; farm: a "
            "paragraph made of links to many sites; list: neighbouring blocks that are nothing but links, in "
            "a text that is otherwise prose."
        ),
    ]
    terms: Annotated[ByLanguageOrAny, Doc("By language: words and phrases, for `off-topic`.")] = field(
        default_factory=dict
    )
    ignored_sites: Annotated[
        tuple[str, ...],
        Doc("Sites, with all below them, whose links are left alone, for `hidden` and `farm`."),
    ] = ()

    scopes: ClassVar[tuple[Scope, ...]] = ("document",)
    any_language: ClassVar[bool] = True
    values: ClassVar[tuple[str, ...]] = ("site", "sites", "count", "term")

    def __post_init__(self) -> None:
        """Raise ValueError where terms are missing, or given to a problem that has none."""
        if (self.problem == "off-topic") != bool(self.terms):
            raise ValueError("`terms` go with `problem: off-topic`, which needs them")

    def find(self, context: Context) -> Iterator[Hit]:
        """Hits in `text`, in order: the anchor, or the block that the links make up."""
        if not context.document.links:
            return
        if self.problem == "off-topic":
            yield from self._off_topic(context.document)
        elif self.problem == "hidden":
            yield from self._hidden(context.document)
        elif self.problem == "farm":
            yield from self._farms(context.document)
        else:
            yield from _lists(context.document)

    def _off_topic(self, document: Document) -> Iterator[Hit]:
        """Anchors with a term; the text around the links must say nothing of it, or it is the topic."""
        named = [(link, term) for link in _anchors(document) if (term := self._term(document, link))]
        if not named:
            return
        prose = fold(_without(document.text, [link for link, _ in named]))
        if self._pattern(document.language).search(prose) is not None:
            return
        words = set(prose.split())
        for link, term in named:
            if _site(link.href) and words.isdisjoint(term.split()) and not _is_whole_block(document, link):
                yield Hit(link.start, link.end, "text", _values(link, term=term))

    def _term(self, document: Document, link: Anchor) -> str:
        """The term that a link names, in its words or its address."""
        address = _NO_LETTERS.sub(" ", link.href)
        for words in (document.text[link.start : link.end], address):
            if match := self._pattern(document.language).search(fold(words)):
                return match[0]
        return ""

    def _pattern(self, language: str) -> regex.Pattern[str]:
        """The terms that hold for a language, as one pattern for folded text."""
        if language not in self._patterns:
            terms = {*self.terms.get("any", ()), *self.terms.get("en", ()), *self.terms.get(language, ())}
            shapes = sorted((core(fold(term)) for term in terms), key=len, reverse=True)
            words = "|".join(regex.escape(shape).replace(r"\ ", r"\s+") for shape in shapes)
            self._patterns[language] = regex.compile(rf"(?<![\p{{L}}\p{{N}}])(?:{words})(?![\p{{L}}\p{{N}}])")
        return self._patterns[language]

    @cached_property
    def _patterns(self) -> dict[str, regex.Pattern[str]]:
        return {}

    def _hidden(self, document: Document) -> Iterator[Hit]:
        home, anchors = _site(document.url or ""), _anchors(document)
        if sum(link.hidden for link in anchors) > MAX_HIDDEN_SHARE * len(anchors):
            return
        for link in anchors:
            site = _site(link.href)
            if link.hidden and site and site != home and not self._is_ignored(site):
                yield Hit(link.start, link.end, "text", _values(link))

    def _farms(self, document: Document) -> Iterator[Hit]:
        home = _site(document.url or "")
        for block, links in _linked_blocks(document):
            if block.kind == "code":
                continue
            sites = {site for link in links if (site := _site(link.href)) and not self._is_ignored(site)}
            sites.discard(home)
            crowded = len(links) >= FARM_LINKS and len(sites) >= FARM_SITES
            if crowded and _share(document, block, links) >= FARM_SHARE:
                named = ", ".join(sorted(sites)[:FARM_SITES])
                values = {**_NO_VALUES, "sites": named, "count": str(len(links))}
                yield Hit(block.start, block.end, "text", values)

    def _is_ignored(self, site: str) -> bool:
        return any(site == known or site.endswith(f".{known}") for known in self.ignored_sites)


def _lists(document: Document) -> Iterator[Hit]:
    """Runs of blocks that are all link, where most of the document is not."""
    linked = dict(_linked_blocks(document))
    if _article_share(document) < MIN_ARTICLE_SHARE:
        return
    run: list[Block] = []
    for block in [*document.blocks, None]:
        if block is not None and _is_entry(document, block, linked.get(block, [])):
            run.append(block)
            continue
        words = sum(len(document.text[entry.start : entry.end].split()) for entry in run)
        if len(run) >= LIST_BLOCKS and words >= MIN_ENTRY_WORDS * len(run):
            for entry in run:
                yield Hit(entry.start, entry.end, "text", {**_NO_VALUES, "count": str(len(run))})
        run = []


def _is_entry(document: Document, block: Block, links: Sequence[Anchor]) -> bool:
    """Whether a block is a link and hardly anything else; links within the page lead nowhere."""
    leading = [link for link in links if not link.href.startswith("#")]
    return bool(leading) and _share(document, block, leading) >= LISTED_SHARE


def _anchors(document: Document) -> list[Anchor]:
    """The links with an anchor text, in order."""
    return sorted(link for link in document.links if link.end > link.start)


def _linked_blocks(document: Document) -> Iterator[tuple[Block, list[Anchor]]]:
    """Each block that has links, with them; a link belongs to the block in which it begins."""
    by_block: dict[int, list[Anchor]] = {}
    for link in _anchors(document):
        touched = document.block_range(link.start, link.end)
        if touched:
            by_block.setdefault(touched[0], []).append(link)
    for index, links in sorted(by_block.items()):
        yield document.blocks[index], links


def _share(document: Document, block: Block, links: Sequence[Anchor]) -> float:
    """The share of a block's characters, white space aside, that is anchor text."""
    inside = sum(_size(document.text[link.start : min(link.end, block.end)]) for link in links)
    return inside / max(1, _size(document.text[block.start : block.end]))


def _article_share(document: Document) -> float:
    total = _size(document.text)
    linked = sum(_size(document.text[link.start : link.end]) for link in _anchors(document))
    return 1 - linked / max(1, total)


def _size(text: str) -> int:
    return len(_SPACE.sub("", text))


def _without(text: str, links: Sequence[Anchor]) -> str:
    """The text with its anchors blanked."""
    pieces, last = [], 0
    for link in links:
        pieces.append(text[last : link.start])
        last = max(last, link.end)
    pieces.append(text[last:])
    return " ".join(pieces)


def _is_whole_block(document: Document, link: Anchor) -> bool:
    """Whether an anchor is all that its block holds: a teaser or an advertisement, for other rules to see."""
    touched = document.block_range(link.start, link.end)
    if not touched:
        return True
    block = document.blocks[touched[0]]
    return _share(document, block, [link]) >= LISTED_SHARE


def _site(href: str) -> str:
    """The site that an address leads to (its registrable domain, nearly); empty for none."""
    try:
        host = urlsplit(href.strip()).hostname or ""
    except ValueError:  # an address in brackets that is none
        return ""
    labels = host.removesuffix(".").split(".")
    if len(labels) < 2 or labels[-1].isdigit():  # noqa: PLR2004 (a name and its domain)
        return host
    under_country = len(labels[-1]) == 2 and labels[-2] in _UNDER_COUNTRY  # noqa: PLR2004 (a country)
    return ".".join(labels[-3:] if under_country else labels[-2:])


def _values(link: Anchor, term: str = "") -> dict[str, str]:
    return {**_NO_VALUES, "site": _site(link.href), "term": term}
