"""Sentences and blocks that a document contains twice, word for word or nearly."""

from __future__ import annotations

import re
from collections import Counter, defaultdict, deque
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from ..document import Span
from ..later import later

EDGE_WORDS = 4
"""Words at the start or the end that two near copies must share; only such pairs are compared."""

MAX_NUMBER_SHARE = 0.5
"""Where more of a stretch's words are figures it is data: a sample, a table's row, a score sheet."""

CANDIDATES = 4
"""Latest texts of one beginning or end that a new one is compared with: bounds the work in long lists."""

GLANCE, WORDS_GLANCE = 12, 60
"""Characters of a stretch's edge in which letters are sought, and words."""

_WORD = later(r"[\p{L}\p{N}][\p{L}\p{M}\p{N}]*")
_LETTER = re.compile(r"[^\W_]")
_NUMBER = later(r"\p{N}+")


def words_of(text: str, span: Span) -> tuple[str, ...]:
    """The words of a stretch in lower case, without marks and spacing."""
    return tuple(map(str.lower, _WORD.findall(text, *span)))


def copies(
    text: str, spans: Iterable[Span], min_words: int, similarity: float
) -> Iterator[tuple[Span, Span]]:
    """Each stretch of at least `min_words` words that repeats an earlier one, with the earlier one.

    Work is linear in the number of stretches: exact copies are found by hash, near ones only among the
    latest `CANDIDATES` that begin or end with the same words.
    """
    exact: dict[tuple[str, ...], Span] = {}
    near = _Near(similarity) if similarity < 1 else None
    for span in alike_at_an_edge(text, spans, min_words, similarity):
        words = words_of(text, span)
        if len(words) < min_words or (_NUMBER.search(text, *span) and _is_data(words)):
            continue
        earlier = exact.setdefault(words, span)
        if earlier is span and near is not None:
            earlier = near.find(words) or span
            near.add(words, span)
        if earlier is not span:
            yield span, earlier


def alike_at_an_edge(text: str, spans: Iterable[Span], min_words: int, similarity: float) -> list[Span]:
    """The stretches that begin or end (exact copies: and end) as another does: only they can be copies.

    The first letters tell most stretches apart; the first words, most of the others.
    """
    least = 2 * min_words - 1  # a character each, and one between
    long = [span for span in spans if span[1] - span[0] >= least]
    at_both = similarity >= 1
    return _sharing(_sharing(long, _Letters(text), at_both), _EdgeWords(text), at_both)


def _sharing(spans: Sequence[Span], read: _Edges, at_both: bool) -> list[Span]:
    """The stretches that share an edge (or both) with another, and those of which an edge is not seen."""
    firsts = list(map(read.first, spans))
    of_first = Counter(firsts)
    if at_both:  # most differ at their beginning, and their end is not looked at
        if all(of_first):
            spans = [span for span, first in zip(spans, firsts, strict=True) if of_first[first] > 1]
        lasts = list(map(read.last, spans))
        of_last = Counter(lasts)
        is_seen = all(of_last)
        return [span for span, last in zip(spans, lasts, strict=True) if of_last[last] > 1 or not is_seen]
    lasts = list(map(read.last, spans))
    of_last = Counter(lasts)
    return [
        span
        for span, first, last in zip(spans, firsts, lasts, strict=True)
        if of_first[first] > 1 or of_last[last] > 1 or not (first and last)
    ]


class _Edges(Protocol):
    """What stands at the edges of stretches of a text; nothing where it is not seen at a glance."""

    def first(self, span: Span) -> Hashable: ...

    def last(self, span: Span) -> Hashable: ...


@dataclass(frozen=True, slots=True)
class _Letters:
    """The first letters and the last, in lower case: as many as there are in `EDGE_WORDS` words of one."""

    text: str

    def first(self, span: Span) -> str:
        start, end = span
        return self._edge(_LETTER.findall(self.text, start, min(end, start + GLANCE))[:EDGE_WORDS])

    def last(self, span: Span) -> str:
        start, end = span
        return self._edge(_LETTER.findall(self.text, max(start, end - GLANCE), end)[-EDGE_WORDS:])

    def _edge(self, letters: list[str]) -> str:
        return "".join(letters).casefold() if len(letters) == EDGE_WORDS else ""


@dataclass(frozen=True, slots=True)
class _EdgeWords:
    """The first words and the last ones, as many as `EDGE_WORDS`, in lower case."""

    text: str

    def first(self, span: Span) -> tuple[str, ...]:
        end = min(span.end, span.start + WORDS_GLANCE)
        words = _WORD.findall(self.text, span.start, end)
        if end < span.end and words:
            words.pop()  # it may be cut
        return tuple(map(str.lower, words[:EDGE_WORDS])) if len(words) >= EDGE_WORDS else ()

    def last(self, span: Span) -> tuple[str, ...]:
        start = max(span.start, span.end - WORDS_GLANCE)
        words = _WORD.findall(self.text, start, span.end)
        if start > span.start and words:
            words.pop(0)
        return tuple(map(str.lower, words[-EDGE_WORDS:])) if len(words) >= EDGE_WORDS else ()


def _is_data(words: Sequence[str]) -> bool:
    return len(_numbers(words)) > MAX_NUMBER_SHARE * len(words)


class _Near:
    """Texts seen so far, to be found again by their first or last words."""

    def __init__(self, similarity: float) -> None:
        self._similarity = similarity
        self._seen: defaultdict[tuple[str, tuple[str, ...]], deque[tuple[tuple[str, ...], Span]]] = (
            defaultdict(lambda: deque(maxlen=CANDIDATES))
        )

    def add(self, words: tuple[str, ...], span: Span) -> None:
        """Remember a text."""
        for key in self._keys(words):
            self._seen[key].append((words, span))

    def find(self, words: tuple[str, ...]) -> Span | None:
        """The earlier text that this one nearly copies, if any.

        Texts whose figures differ follow one pattern (results, prices, weather) and are no copies.
        """
        from rapidfuzz.distance import Indel  # noqa: PLC0415, only near search pays for loading it

        for key in self._keys(words):
            for other, span in self._seen.get(key, ()):
                alike = Indel.normalized_similarity(words, other, score_cutoff=self._similarity)
                if alike and _numbers(words) == _numbers(other):
                    return span
        return None

    @staticmethod
    def _keys(words: Sequence[str]) -> list[tuple[str, tuple[str, ...]]]:
        return [("first", tuple(words[:EDGE_WORDS])), ("last", tuple(words[-EDGE_WORDS:]))]


def _numbers(words: Iterable[str]) -> list[str]:
    return [word for word in words if _NUMBER.search(word)]
