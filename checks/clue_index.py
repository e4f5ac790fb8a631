"""The clues of some rules as they are looked up: which rules ask for which text.

Gathering them takes a tenth of a second: the shipped rules have fifty thousand. They are kept in the user's
cache folder, a file for each language and choice of rules, and only for rules that are as they were read.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from .cache_folder import cache_folder, prune, write_whole
from .dialect.character_tests import ANYTHING, answers, both
from .dialect.reach import MAX_STARTS
from .rules.cache import code_state

if TYPE_CHECKING:
    from .dialect import Reach
    from .rules.schema import Rule

FORMAT = 2
"""Version of a file's layout."""

MAX_FILES = 16
"""Files that stay in the folder, the latest: each has up to two megabytes."""

MIN_CLUES = 2_000
"""With fewer, gathering them is as quick as reading a file."""

HEAD = 4
"""Characters of an opening by which it is looked up first: few units begin as any of them does."""

BESIDE_GAP = 3
"""Characters on either side of white space by which it is told whether it may stand within a phrase."""

_NO_LETTER = r"(?![\p{Lu}\p{Ll}\p{Lt}])"
"""The test of what stands beside a word, where it must not go on: a letter of a script with cases."""


class Ask(NamedTuple):
    """How a rule asks for literals: those of one reach are asked for alike.

    From `high` down to `low` characters before a literal something may start. Without `high` the whole unit
    is to be looked at; with `at_start` something may start at the unit's own start alone. A rule that `sorts`
    by its clues is told which of them stand there. The tests (see `dialect.character_tests`) are those of the
    characters before the literal, at its start and behind it.
    """

    rule: str
    low: int = 0
    high: int | None = None
    at_start: bool = False
    sorts: bool = False
    before: str = ANYTHING
    first: str = ANYTHING
    after: str = ANYTHING


class ClueIndex(NamedTuple):
    """Clues of rules, as plain data."""

    scopes: Mapping[str, Sequence[str]]
    """By rule with clues: the scopes of the units that it is shown."""
    starts: Mapping[str, Sequence[str]]
    """By rule: the tests of the characters before what it would find and at its start, if there are any."""
    asks: Sequence[tuple[Ask, Sequence[str]]]
    """How literals and phrases are asked for, and all that are asked for in this way."""
    phrases: Mapping[str, Sequence[str]]
    """By rule: phrases."""
    gaps: Sequence[Sequence[str]]
    """The last characters before each space of a phrase, and the first ones behind it."""
    openings: Mapping[str, Sequence[str]]
    """By rule: texts that a unit may begin with."""
    lengths: Mapping[str, Sequence[int]]
    """How long openings are, by their first `HEAD` characters."""
    answers: Mapping[str, int]
    """By test of a character: of which ASCII characters it holds."""


def index_of(rules: Sequence[Rule], language: str) -> ClueIndex:
    """The index of rules for documents in a language: kept from an earlier run, or gathered."""
    path = _path(rules, language)
    kept = None if path is None else _read(path)
    if kept is not None:
        return kept
    index = gathered(rules, language)
    if path is not None and len(index.asks) + len(index.lengths) >= MIN_CLUES:
        with contextlib.suppress(OSError, ValueError):
            write_whole(path, _written(index))
            prune(path.parent, "clues-*.json", MAX_FILES)
    return index


def gathered(rules: Iterable[Rule], language: str) -> ClueIndex:
    """Ask each rule for its clues."""
    scopes: dict[str, Sequence[str]] = {}
    starts: dict[str, Sequence[str]] = {}
    asks: defaultdict[Ask, list[str]] = defaultdict(list)
    openings: dict[str, Sequence[str]] = {}
    phrases: dict[str, Sequence[str]] = {}
    for rule in rules:
        clues = rule.match.clues(language)
        if clues is None:
            continue
        scopes[rule.id] = list(rule.scope)
        sorts = rule.match.sorts_by_clues
        for literal, reach in clues.literals.items():
            asks[_ask(rule.id, reach, sorts=sorts)].append(literal)
        for phrase in clues.phrases:
            before, after = map(_beside_phrase, (phrase[0], phrase[-1]))
            asks[Ask(rule.id, sorts=sorts, before=before, after=after)].append(phrase)
        if any(clues.start):
            starts[rule.id] = list(clues.start)
        if clues.openings:
            openings[rule.id] = sorted(clues.openings)
        if clues.phrases:
            phrases[rule.id] = sorted(clues.phrases)
    rows = [(ask, sorted(texts)) for ask, texts in asks.items()]
    gaps, lengths = _gaps(phrases.values()), _lengths(openings.values())
    tests = {test for ask in asks for test in (ask.before, ask.first, ask.after)}
    tests.update(*starts.values())
    known = {test: answers(test) for test in sorted(tests) if test}
    return ClueIndex(scopes, starts, rows, phrases, gaps, openings, lengths, known)


def _ask(rule: str, reach: Reach | None, *, sorts: bool) -> Ask:
    if reach is None:
        return Ask(rule, sorts=sorts)
    high = reach.high
    if high is not None and not reach.at_start and high - reach.low >= MAX_STARTS:
        high = None
    before = both(_NO_LETTER, reach.before) if reach.opens_word else reach.before
    after = both(_NO_LETTER, reach.after) if reach.closes_word else reach.after
    return Ask(rule, reach.low, high, reach.at_start, sorts, before, reach.first, after)


def _beside_phrase(character: str) -> str:
    """The test of what stands beside a phrase: scripts with cases have spaces between words."""
    has_case = character.isalpha() and character.lower() != character.upper()
    return _NO_LETTER if has_case else ANYTHING


def _gaps(phrases: Iterable[Iterable[str]]) -> list[list[str]]:
    spaced = {phrase for phrase in chain.from_iterable(phrases) if " " in phrase}
    pairs = {pair for phrase in spaced for pair in pairwise(phrase.split(" "))}
    return [
        list(gap) for gap in sorted({(before[-BESIDE_GAP:], after[:BESIDE_GAP]) for before, after in pairs})
    ]


def _lengths(openings: Iterable[Iterable[str]]) -> dict[str, list[int]]:
    lengths: defaultdict[str, set[int]] = defaultdict(set)
    for opening in chain.from_iterable(openings):
        lengths[opening[:HEAD]].add(len(opening))
    return {head: sorted(of_head) for head, of_head in lengths.items()}


def _path(rules: Sequence[Rule], language: str) -> Path | None:
    """Where the index lies; None where there is no cache, or a rule is not as it was read."""
    folder = cache_folder()
    if folder is None or not all(rule.read_as for rule in rules):
        return None
    read = sorted({rule.read_as for rule in rules})
    key = json.dumps([FORMAT, sys.version, *code_state(), language, read, [rule.id for rule in rules]])
    return folder / f"clues-{hashlib.sha256(key.encode()).hexdigest()}.json"


def _written(index: ClueIndex) -> bytes:
    text = json.dumps([FORMAT, *index], ensure_ascii=False, separators=(",", ":"))
    return text.encode(errors="surrogatepass")


def _read(path: Path) -> ClueIndex | None:
    try:
        version, scopes, starts, asks, *rest = json.loads(path.read_bytes())
        rows = [(Ask(*ask), texts) for ask, texts in asks]
        return ClueIndex(scopes, starts, rows, *rest) if version == FORMAT else None
    except (OSError, ValueError, TypeError, RecursionError):
        return None
