"""Sentences and blocks that a document contains twice, word for word or nearly."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence

import regex

from ..document import Span

EDGE_WORDS = 4
"""Words at the start or the end that two near copies must share; only such pairs are compared."""

MAX_NUMBER_SHARE = 0.5
"""Where more of a stretch's words are figures it is data: a sample, a table's row, a score sheet."""

CANDIDATES = 4
"""Latest texts of one beginning or end that a new one is compared with: bounds the work in long lists."""

GLANCE = 40
"""Characters of a stretch's edge in which two words are sought."""

_WORD = regex.compile(r"[\p{L}\p{N}][\p{L}\p{M}\p{N}]*")
_NUMBER = regex.compile(r"\p{N}+")


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
    for span in _alike_at_an_edge(text, list(spans)):
        words = words_of(text, span)
        if len(words) < min_words or (_NUMBER.search(text, *span) and _is_data(words)):
            continue
        earlier = exact.setdefault(words, span)
        if earlier is span and near is not None:
            earlier = near.find(words) or span
            near.add(words, span)
        if earlier is not span:
            yield span, earlier


def _alike_at_an_edge(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """The stretches that begin or end with the words of another: only they can be copies, near or exact."""
    edges = [(_first_words(text, span), _last_words(text, span)) for span in spans]
    firsts, lasts = Counter(first for first, _ in edges), Counter(last for _, last in edges)
    for span, (first, last) in zip(spans, edges, strict=True):
        if firsts[first] > 1 or lasts[last] > 1 or not (first and last):
            yield span


def _first_words(text: str, span: Span) -> tuple[str, ...]:
    """The first two words of a stretch, in lower case; none where they are not seen at a glance."""
    end = min(span.end, span.start + GLANCE)
    words = _WORD.findall(text, span.start, end)
    if end < span.end and words:
        words.pop()  # it may be cut
    return tuple(map(str.lower, words[:2])) if len(words) > 1 else ()


def _last_words(text: str, span: Span) -> tuple[str, ...]:
    """The last two words of a stretch, likewise."""
    start = max(span.start, span.end - GLANCE)
    words = _WORD.findall(text, start, span.end)
    if start > span.start and words:
        words.pop(0)
    return tuple(map(str.lower, words[-2:])) if len(words) > 1 else ()


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
