"""How a line stands in its document, as figures for the line model: place, neighbours, words it shares."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import accumulate, pairwise

from ._line_shape import SHAPE_NAMES, Line

SHORT_WORDS, SHORT_WORDS_WITH_END = 20, 12
"""Below so many words a line is short: without a mark at its end, and with one."""

FAR = 20
"""Lines from which a distance is just far."""

NEAR_MARKS, NEAR_PROSE = 5, 3
"""Lines on either side in which marks count, and in which prose is compared."""

MAX_LONG_AFTER, MAX_LONG, MAX_RUN, MAX_REPEATS, MAX_OPENINGS, MAX_NEW_NAMES = 12, 30, 30, 4, 8, 8
"""Where these counts stop: no tree splits higher."""

MAX_NEIGHBOUR_WORDS = 60
"""Where the words of a neighbour stop counting."""

MAX_COUNTED_LINES = 500
"""Lines of a document that are counted: beyond, it is a long page either way."""

MAX_USUAL = 3.0
"""Where a line's share of known words stops counting, as a multiple of what paragraphs usually know."""

MAX_TIMES = 3
"""Paragraphs that know a word beyond which it counts no more."""

UNKNOWN_SHARE = 0.5
"""Share of known words of a line that has none to compare: neither strange nor at home."""

SIMILAR_LENGTH, SIMILAR_WORDS = 0.35, 2
"""Lines whose lengths differ by no more than this share, or these words, are of one shape."""

CONTEXT_NAMES = (
    "line_position",
    "character_position",
    "after_last_long",
    "before_first_long",
    "long_after",
    "long_count",
    "to_previous_long",
    "to_next_long",
    "run_of_short",
    "place_in_run",
    "repeats",
    "same_openings",
    "known_words",
    "known_words_often",
    "known_words_near",
    "known_to_previous_long",
    "known_to_next_long",
    "new_names",
    "known_names",
    "short_share",
    "lines",
    "capitals_lines",
    "previous_words",
    "next_words",
    "previous_ends",
    "next_ends",
    "similar_neighbours",
    "marked",
    "previous_marked",
    "next_marked",
    "marked_near",
    "marked_before",
    "marked_after",
    "to_previous_mark",
    "to_next_mark",
    "mean_run_words",
    "known_to_usual",
    "known_around",
    "known_rest",
    "core_share",
    "after_last_core",
    "core_after",
    "to_previous_core",
    "to_next_core",
    "short_around",
)
"""The figures of `Surroundings.of`, in order."""

CORE_SHARE = 0.6
"""Share of what its paragraphs usually know of each other that a paragraph of the article's core knows."""

AROUND = 4
"""Lines on either side whose mean says what stretch of a document a line stands in."""

_IN_CAPITALS = SHAPE_NAMES.index("in_capitals")


class Surroundings:
    """A document's lines together. `marked` says of each line whether a rule found furniture in it."""

    def __init__(self, lines: Sequence[Line], marked: Sequence[bool]) -> None:
        self.lines, self.marked = lines, marked
        count = len(lines)
        self.long = [line.is_long and not mark for line, mark in zip(lines, marked, strict=True)]
        self.short = [_is_short(line) for line in lines]
        self.short_share = sum(self.short) / count if count else 0.0
        long_indices = [index for index in range(count) if self.long[index]]
        self._long_count = len(long_indices)
        self._first_long = long_indices[0] if long_indices else count
        self._last_long = long_indices[-1] if long_indices else -1
        self._previous_long = _previous(self.long)
        self._next_long = _next(self.long)
        self._previous_mark = _previous(marked)
        self._next_mark = _next(marked)
        self._marked_until = _cumulated(marked)
        self._long_until = _cumulated(self.long)
        self._runs = _runs(lines, self.short)
        self._known: Counter[str] = Counter()
        self._known_names: Counter[str] = Counter()
        for index in long_indices:
            self._known.update(lines[index].tokens)
            self._known_names.update(lines[index].names)
        self._keys = Counter(line.key for line in lines)
        self._openings = Counter(line.opening for line in lines)
        self._characters = _cumulated([line.end - line.start for line in lines])
        self._capitals = sum(line.shape[_IN_CAPITALS] for line in lines)
        self._shares = [self._shared(line, int(long)) for line, long in zip(lines, self.long, strict=True)]
        self._read_core(long_indices)

    def _read_core(self, long_indices: Sequence[int]) -> None:
        """Tell the article's paragraphs from those of other stories: they know each other's words."""
        known = [share for share, _ in self._shares]
        usual = sorted(known[index] for index in long_indices)
        self._usual = usual[len(usual) // 2] if usual else 0.0
        core = [
            long and share >= CORE_SHARE * self._usual for long, share in zip(self.long, known, strict=True)
        ]
        self._core_until = _cumulated(core)
        self._previous_core, self._next_core = _previous(core), _next(core)
        self._known_until = _cumulated(known)
        self._short_until = _cumulated(self.short)

    def of(self, index: int) -> list[float]:
        """The figures of one line."""
        line, count = self.lines[index], len(self.lines)
        own = int(self.long[index])
        before, after = self._previous_long[index], self._next_long[index]
        run_length, run_start, run_words = self._runs[index]
        following = index + 1 < count
        marks, until = self._marked_until, self._marked_until[index]
        near_first, near_stop = max(0, index - NEAR_MARKS), min(count, index + NEAR_MARKS + 1)
        return [
            index / max(1, count - 1),
            self._characters[index] / max(1, self._characters[-1]),
            float(bool(self._long_count) and index > self._last_long),
            float(bool(self._long_count) and index < self._first_long),
            float(min(self._long_count - self._long_until[index + 1], MAX_LONG_AFTER)),
            float(min(self._long_count, MAX_LONG)),
            float(min(index - before, FAR)) if before >= 0 else FAR + 1.0,
            float(min(after - index, FAR)) if after < count else FAR + 1.0,
            float(min(run_length, MAX_RUN)),
            float(min(index - run_start, MAX_RUN)),
            float(min(self._keys[line.key], MAX_REPEATS)),
            float(min(self._openings[line.opening], MAX_OPENINGS)),
            *self._shares[index],
            _share(line.tokens, self._near_prose(index)),
            _share(line.tokens, self.lines[before].tokens) if before >= 0 else UNKNOWN_SHARE,
            _share(line.tokens, self.lines[after].tokens) if after < count else UNKNOWN_SHARE,
            *self._named(line, own),
            self.short_share,
            float(min(count, MAX_COUNTED_LINES)),
            float(min(self._capitals, MAX_REPEATS)),
            min(self.lines[index - 1].words, MAX_NEIGHBOUR_WORDS) if index else 0.0,
            min(self.lines[index + 1].words, MAX_NEIGHBOUR_WORDS) if following else 0.0,
            float(index > 0 and self.lines[index - 1].ends),
            float(following and self.lines[index + 1].ends),
            float(sum(_similar(line, self.lines[i]) for i in (index - 1, index + 1) if 0 <= i < count)),
            float(self.marked[index]),
            float(index > 0 and self.marked[index - 1]),
            float(following and self.marked[index + 1]),
            float(marks[near_stop] - marks[near_first] - self.marked[index]),
            until / max(1, index),
            (marks[-1] - marks[index + 1]) / max(1, count - index - 1),
            float(min(index - self._previous_mark[index], FAR))
            if self._previous_mark[index] >= 0
            else FAR + 1.0,
            float(min(self._next_mark[index] - index, FAR)) if self._next_mark[index] < count else FAR + 1.0,
            run_words,
            *self._stretch(index),
        ]

    def _stretch(self, index: int) -> list[float]:
        """What the lines around and after know, and where the article's core lies."""
        count = len(self.lines)
        first, stop = max(0, index - AROUND), min(count, index + AROUND + 1)
        share, known = self._shares[index][0], self._known_until
        before, after = self._previous_core[index], self._next_core[index]
        core_after = self._core_until[-1] - self._core_until[index + 1]
        return [
            min(share / self._usual, MAX_USUAL) if self._usual else 1.0,
            (known[stop] - known[first] - share) / max(1, stop - first - 1),
            (known[-1] - known[index]) / (count - index),
            self._core_until[-1] / max(1, self._long_count),
            float(bool(self._core_until[-1]) and not core_after),
            float(min(core_after, MAX_LONG_AFTER)),
            float(min(index - before, FAR)) if before >= 0 else FAR + 1.0,
            float(min(after - index, FAR)) if after < count else FAR + 1.0,
            (self._short_until[stop] - self._short_until[first]) / (stop - first),
        ]

    def _shared(self, line: Line, own: int) -> tuple[float, float]:
        """Share of its content words that other prose knows, and the same by how often it does."""
        if not line.tokens:
            return UNKNOWN_SHARE, 0.0
        times = [self._known[token] - own for token in line.tokens]
        return (
            sum(number > 0 for number in times) / len(times),
            sum(min(number, MAX_TIMES) for number in times) / len(times),
        )

    def _named(self, line: Line, own: int) -> tuple[float, float]:
        """How many of its names other prose does not know, and the share of those it knows."""
        if not line.names:
            return 0.0, UNKNOWN_SHARE
        new = sum(self._known[name] <= own for name in line.names)
        known = sum(self._known_names[name] > own for name in line.names)
        return float(min(new, MAX_NEW_NAMES)), known / len(line.names)

    def _near_prose(self, index: int) -> frozenset[str]:
        near = range(max(0, index - NEAR_PROSE), min(len(self.lines), index + NEAR_PROSE + 1))
        return frozenset().union(*(self.lines[i].tokens for i in near if i != index and not self.short[i]))


def _is_short(line: Line) -> bool:
    return line.words < (SHORT_WORDS_WITH_END if line.ends else SHORT_WORDS)


def _similar(one: Line, other: Line) -> bool:
    slack = max(SIMILAR_WORDS, SIMILAR_LENGTH * one.words)
    return one.ends == other.ends and abs(one.words - other.words) <= slack


def _share(tokens: frozenset[str], known: frozenset[str]) -> float:
    return len(tokens & known) / len(tokens) if tokens and known else UNKNOWN_SHARE


def _previous(flags: Sequence[bool]) -> list[int]:
    """For each place the nearest flagged one before it, -1 where there is none."""
    found, last = [], -1
    for index, flag in enumerate(flags):
        found.append(last)
        if flag:
            last = index
    return found


def _next(flags: Sequence[bool]) -> list[int]:
    """For each place the nearest flagged one after it, the number of places where there is none."""
    count = len(flags)
    return [count - 1 - index if index >= 0 else count for index in reversed(_previous(flags[::-1]))]


def _cumulated(numbers: Sequence[float]) -> list[float]:
    """The sums of what stands before each place, and of all."""
    return list(accumulate(numbers, initial=0))


def _runs(lines: Sequence[Line], short: Sequence[bool]) -> list[tuple[int, int, float]]:
    """For each line the length and start of its run of short lines, and their mean words."""
    edges = [0, *(i for i, (a, b) in enumerate(pairwise(short), 1) if a != b), len(lines)]
    found: list[tuple[int, int, float]] = []
    for first, stop in pairwise(edges):
        if first == stop:
            continue
        mean = sum(min(line.words, MAX_NEIGHBOUR_WORDS) for line in lines[first:stop]) / (stop - first)
        found.extend([(stop - first if short[first] else 0, first, mean)] * (stop - first))
    return found
