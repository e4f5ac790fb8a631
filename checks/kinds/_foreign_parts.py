"""Where a document changes its language: passages of whole blocks, sentences, clauses.

A change of language is a defect only in the writer's own copy. Quotations, titles and glosses are left out
before anything is judged (see `_quoted`); left out here are passages that are announced, verse, lists of
references, and documents that are written in several languages on purpose.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

import regex

from ..document import Block, Document, Span, count_words
from ..later import later
from ._foreign import MAX_OWN_SHARE, MIN_WORDS, Questions, judge, may_be_foreign
from ._foreign_evidence import WORD, Found, Home, home_of
from ._foreign_runs import foreign_runs
from ._quoted import without_asides

PartName = Literal["passage", "sentence", "clause"]

MIN_LINE_WORDS = 8
"""Words of a line without an end mark, a heading or a list item that is a passage: titles are shorter."""

MAX_LABEL_WORDS = 2
"""Words before a colon that are a label and not a clause ("In Spanish")."""

MAX_LANGUAGES = 2
"""Foreign languages in one document; with more it is a page of translations, or about languages."""

MAX_FOREIGN_SHARE = 0.5
"""Share of the text in other languages; above it the document is bilingual, or its language is mistaken."""

MIN_OWN_SHARE = 0.1
"""Share of the document's own function words in what is left: less is no prose in that language."""

MAX_REFERENCE = 600
"""Characters of the longest entry in a list of references."""

MAX_LOOK_BACK = 80
"""Blocks before a passage among which the heading of a list of references is sought."""

_HEADINGS = (
    "anmerkungen, belege, bibliografia, bibliografie, bibliografía, bibliographie, bibliography, "
    "bronnen, citations, discografie, discografía, discographie, discography, diskografie, "
    "einzelnachweise, enlaces externos, external links, filmografie, filmografía, filmographie, "
    "filmography, footnotes, further reading, fuentes, kilder, källor, lähteet, lectures, "
    "liens externes, literatur, literatura, literature, litteratur, literatuur, notas, noten, notes, "
    "note, przypisy, publications, publikationen, quellen, referencias, referências, références, "
    "references, selected works, sources, source, verweise, weblinks, werke, works, works cited, "
    "works consulted, œuvres, obras, opere, fonti, fontes, источники, литература, примечания, ссылки, "
    "джерела, примітки"
)
_REFERENCE_HEADINGS = frozenset(_HEADINGS.split(", "))
"""Titles of lists of references, works and links, case-folded."""

_REFERENCE = later(
    r"""
      ^ (?: \[\d{1,3}\] | \^ | ↑ | \*?\s*\p{Lu}[\p{L}'’-]+,\ \p{Lu}[\p{L}.]*[,.:]? .*? \b(?:1[5-9]|20)\d\d\b )
    | \b(?:ISBN|ISSN|DOI|doi|OCLC|arXiv)\b
    | \b(?:1[5-9]|20)\d\d\b .* \b(?:pp?|S|s|Vol|Bd|Hrsg|Hg|eds?|Nr|No|nr|no|tom|t|str|стр|с)\.
      \s*(?:\d|\p{Lu}|\))
    | \b(?:Retrieved|Archived|Accessed|Abgerufen|Consulté|Consultado|Geraadpleegd|Verlag|Éditions|Editorial)\b
      .* \b(?:1[5-9]|20)\d\d\b
    | \(\s*(?:1[5-9]|20)\d\d[a-z]?\s*\) \s* [.:,]
    """,
    regex.VERBOSE | regex.DOTALL,
)
_GLOSS_FOLLOWS = later(r"\s*[(\[（=–—/]|\s*-\s")
_GLOSS_BEFORE = later(r"[:=–—/|]\s*$|\s-\s*$")
_HEADING_MARKS = "#*_=:： \t"


class Part(NamedTuple):
    """A stretch in another language."""

    name: PartName
    start: int
    end: int
    found: Found


class _Judged(NamedTuple):
    """A block with what was found of it."""

    block: Block
    found: Found | None
    suspects: tuple[Span, ...]
    """Its sentences that are worth a closer look."""
    sentences: int


@lru_cache(maxsize=1)
def foreign_parts(document: Document, home_code: str) -> tuple[Part, ...]:
    """All parts of a document in other languages, in order; none where it is multilingual by nature.

    The rules for passages, sentences and clauses ask in turn about one document: the last answer is kept.
    """
    home = home_of(home_code)
    return () if home is None else _Search(document, home, Questions(), [], {}).parts()


@dataclass(frozen=True, slots=True)
class _Search:
    """A document on its way through the search."""

    document: Document
    home: Home
    questions: Questions
    announced: list[Found]
    """Languages in which the document quotes originals, each after a colon."""
    own_ends: dict[int, list[int]]
    """By the start of the block that was asked for last: where words of the document's language end in it."""

    def parts(self) -> tuple[Part, ...]:
        judged = [self._judged(block) for block in self.document.blocks if block.kind != "code"]
        if not any(entry.suspects for entry in judged):
            return ()
        found = list(_passages(self.document, judged))
        for entry in judged:
            if entry.found is None and entry.suspects:
                found.extend(self._within_block(entry))
        kept = [
            part
            for part in found
            if not any(part.found.may_be(language) for language in self.announced)
            and not _is_reference(self.document, part)
        ]
        if not kept or _is_multilingual(self.document, kept, self.home):
            return ()
        return tuple(sorted(kept, key=lambda part: part.start))

    def _judged(self, block: Block) -> _Judged:
        text = self.document.text
        sentences = self.document.sentences
        own = sentences[bisect_left(sentences, (block.start, 0)) : bisect_left(sentences, (block.end, 0))]
        suspects = tuple(span for span in own if may_be_foreign(text[span.start : span.end], self.home))
        found = None
        if suspects and not self._holds_own_words(block):
            found = judge(without_asides(text[block.start : block.end]), self.home, self.questions)
            if found and self._is_announced(block, block.start, block.end, found):
                found, suspects = None, ()
        return _Judged(block, found, suspects, len(own))

    def _holds_own_words(self, block: Block) -> bool:
        """Whether words of the document's language stand in a block, be it in its quotations."""
        words = self.document.text[block.start : block.end].lower().split()
        own = sum(word in self.home.own_alone for word in words)
        return own > max(1, MAX_OWN_SHARE * len(words))

    def _within_block(self, entry: _Judged) -> Iterator[Part]:
        """Yield the sentences and clauses of a block that is not foreign as a whole."""
        text, block = self.document.text, entry.block
        own_text = without_asides(text[block.start : block.end])
        for start, end in entry.suspects:
            stretch = own_text[start - block.start : end - block.start]
            for part in self._within_sentence(start, end, stretch, is_alone=entry.sentences == 1):
                is_announced = self._is_announced(block, part.start, part.end, part.found)
                if not is_announced and not _is_glossed(text, block, part.start, part.end):
                    yield part

    def _within_sentence(self, start: int, end: int, own_text: str, *, is_alone: bool) -> Iterator[Part]:
        found = None if is_alone else judge(own_text, self.home, self.questions)
        if found:
            yield Part("sentence", start, end, found)
            return
        for run in foreign_runs(own_text, self.home, self.questions):
            yield Part("clause", start + run.start, start + run.end, run.found)

    def _is_announced(self, block: Block, start: int, end: int, found: Found) -> bool:
        """Whether a stretch is quoted in the original: after a label, or a colon since the last own word.

        That is how translations are shown beside what was said ("… the bill is high." In French: …).
        """
        text = self.document.text
        label, colon, _ = text[start:end].partition(":")
        if colon and len(label.split()) <= MAX_LABEL_WORDS:
            return True
        own_words = self._own_word_ends(block)
        before = bisect_right(own_words, end)
        if not before:
            return False
        last = own_words[before - 1]
        if ":" in text[last : start if last <= start else end]:
            self.announced.append(found)
            return True
        return False

    def _own_word_ends(self, block: Block) -> list[int]:
        """Where the words of the document's language end in a block."""
        if block.start not in self.own_ends:
            self.own_ends.clear()  # the blocks are gone through one by one: the last is all that is asked for
            found = WORD.finditer(self.document.text, block.start, block.end)
            ends = [match.end() for match in found if match.group().lower() in self.home.own_alone]
            self.own_ends[block.start] = ends
        return self.own_ends[block.start]


def _passages(document: Document, judged: list[_Judged]) -> Iterator[Part]:
    """Yield runs of blocks in one language; a block that is too short to judge may stand between two."""
    run: list[_Judged] = []
    waiting: list[_Judged] = []
    for entry in judged:
        last = next((e.found for e in reversed(run) if e.found), None)
        if entry.found and (last is None or last.may_be(entry.found)):
            run += [*waiting, entry]
            waiting = []
        elif run and not waiting and _is_short(document, entry.block):
            waiting.append(entry)
        else:
            yield from _passage(document, run)
            run, waiting = [entry] if entry.found else [], []
    yield from _passage(document, run)


def _is_short(document: Document, block: Block) -> bool:
    """Whether a block has too few words of its own to be judged."""
    return count_words(without_asides(document.text[block.start : block.end])) < MIN_WORDS


def _passage(document: Document, run: list[_Judged]) -> Iterator[Part]:
    """Yield the run as one part, unless it is announced, glossed, verse or a title."""
    if not run:
        return
    start, end = run[0].block.start, run[-1].block.end
    if not any(entry.block.kind == "paragraph" for entry in run) and (
        len(run) > 1 or count_words(document.text[start:end]) < MIN_LINE_WORDS
    ):
        return
    before = document.text[:start].rstrip()[-1:]
    if before in (":", "：") or document.text[end:].lstrip()[:1] in ("(", "[", "（"):
        return
    founds = [entry.found for entry in run if entry.found]
    yield Part(
        "passage", start, end, min(founds, key=lambda found: (len(found.codes) != 1, founds.index(found)))
    )


def _is_glossed(text: str, block: Block, start: int, end: int) -> bool:
    """Whether a mark that announces or translates stands beside a stretch in its block."""
    return bool(
        _GLOSS_FOLLOWS.match(text, end, block.end) or _GLOSS_BEFORE.search(text[block.start : start][-4:])
    )


def _is_reference(document: Document, part: Part) -> bool:
    """Whether a part is an entry of a list of references, or stands in one."""
    indices = document.block_range(part.start, part.end)
    entry = document.blocks[indices[0]]
    is_entry = len(indices) == 1 and entry.end - entry.start <= MAX_REFERENCE
    if is_entry and _REFERENCE.search(document.text[entry.start : entry.end]):
        return True
    for block in reversed(document.blocks[max(0, indices[0] - MAX_LOOK_BACK) : indices[0]]):
        label = document.text[block.start : block.end].strip(_HEADING_MARKS).casefold()
        if label in _REFERENCE_HEADINGS:
            return True
        if block.kind == "heading":
            return False
    return False


def _is_multilingual(document: Document, parts: list[Part], home: Home) -> bool:
    """Whether the document is in several languages on purpose, or not in the one that it is taken for."""
    kinds: list[Found] = []
    for part in parts:
        if not any(found.may_be(part.found) for found in kinds):
            kinds.append(part.found)
    foreign = sum(part.end - part.start for part in parts)
    total = sum(block.end - block.start for block in document.blocks if block.kind != "code")
    if len(kinds) > MAX_LANGUAGES or foreign > MAX_FOREIGN_SHARE * total:
        return True
    rest = _without(document.text, parts).lower().split()
    return bool(home.own) and sum(word in home.own for word in rest) < MIN_OWN_SHARE * len(rest)


def _without(text: str, parts: list[Part]) -> str:
    kept, last = [], 0
    for part in sorted(parts, key=lambda part: part.start):
        kept.append(text[last : part.start])
        last = max(last, part.end)
    return " ".join([*kept, text[last:]])
