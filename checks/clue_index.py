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
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from .cache_folder import cache_folder, prune, write_whole
from .rules.cache import code_state

if TYPE_CHECKING:
    from .dialect import Reach
    from .rules.schema import Rule

FORMAT = 1
"""Version of a file's layout."""

MAX_FILES = 16
"""Files that stay in the folder, the latest: each has up to two megabytes."""

MIN_CLUES = 2_000
"""With fewer, gathering them is as quick as reading a file."""

HEAD = 4
"""Characters of an opening by which it is looked up first: few units begin as any of them does."""

MAX_STARTS = 24
"""Starts that one literal may leave open; with more, the kind is shown the whole unit."""


class Asker(NamedTuple):
    """A rule that looks for a literal: `high` down to `low` characters before it something may start.

    Where it `opens` or `closes` a word, a letter beside it rules it out. Without `high` the whole unit is to
    be looked at; with `at_start` something may start at the unit's own start alone. A rule that `sorts` by
    its clues is told which of them stand there.
    """

    rule: str
    low: int = 0
    high: int | None = None
    opens: bool = False
    closes: bool = False
    at_start: bool = False
    sorts: bool = False

    def starts(self, at: int, unit_start: int, unit_end: int) -> Sequence[int] | None:
        """Where something may start that has its literal at this offset; None for anywhere."""
        if self.high is None:
            return None
        if self.at_start:
            return (unit_start,) if self.low <= at - unit_start <= self.high else ()
        if self.low == self.high:
            return (at - self.low,)
        return range(max(at - self.high, unit_start), min(at - self.low + 1, unit_end))


class ClueIndex(NamedTuple):
    """Clues of rules, as plain data. Rules that are in no `scopes` have none, and must always be asked."""

    scopes: Mapping[str, Sequence[str]]
    """By rule with clues: the scopes of the units that it is shown."""
    askers: Sequence[tuple[Asker, Sequence[str]]]
    """Who asks for literals and phrases, each with all texts that it asks for."""
    phrase_rules: Sequence[str]
    gaps: tuple[str, str]
    """The characters that stand before, and behind, a space of a phrase."""
    openings: Mapping[str, Sequence[str]]
    """By rule: texts that a unit may begin with."""
    lengths: Mapping[str, Sequence[int]]
    """How long openings are, by their first `HEAD` characters."""


def index_of(rules: Sequence[Rule], language: str) -> ClueIndex:
    """The index of rules for documents in a language: kept from an earlier run, or gathered."""
    path = _path(rules, language)
    kept = None if path is None else _read(path)
    if kept is not None:
        return kept
    index = gathered(rules, language)
    if path is not None and len(index.askers) + len(index.lengths) >= MIN_CLUES:
        with contextlib.suppress(OSError, ValueError):
            write_whole(path, _written(index))
            prune(path.parent, "clues-*.json", MAX_FILES)
    return index


def gathered(rules: Iterable[Rule], language: str) -> ClueIndex:
    """Ask each rule for its clues."""
    scopes: dict[str, Sequence[str]] = {}
    askers: defaultdict[Asker, list[str]] = defaultdict(list)
    openings: dict[str, list[str]] = {}
    phrases: dict[str, list[str]] = {}
    for rule in rules:
        clues = rule.match.clues(language)
        if clues is None:
            continue
        scopes[rule.id] = list(rule.scope)
        sorts = rule.match.sorts_by_clues
        for literal, reach in clues.literals.items():
            askers[_asker(rule.id, reach, sorts=sorts)].append(literal)
        for phrase in clues.phrases:
            opens, closes = has_case(phrase[0]), has_case(phrase[-1])
            askers[Asker(rule.id, 0, None, opens, closes, sorts=sorts)].append(phrase)
        if clues.openings:
            openings[rule.id] = sorted(clues.openings)
        if clues.phrases:
            phrases[rule.id] = sorted(clues.phrases)
    rows = [(asker, sorted(texts)) for asker, texts in askers.items()]
    return ClueIndex(
        scopes, rows, list(phrases), _gaps(phrases.values()), openings, _lengths(openings.values())
    )


def has_case(character: str) -> bool:
    """Whether a character is a letter of a script with cases: such scripts have spaces between words."""
    return character.isalpha() and character.lower() != character.upper()


def _asker(rule: str, reach: Reach | None, *, sorts: bool) -> Asker:
    if reach is None:
        return Asker(rule, sorts=sorts)
    high = reach.high
    if reach.at_start:
        high = sys.maxsize if high is None else high
    elif high is not None and high - reach.low >= MAX_STARTS:
        high = None
    return Asker(rule, reach.low, high, reach.opens_word, reach.closes_word, reach.at_start, sorts)


def _gaps(phrases: Iterable[Iterable[str]]) -> tuple[str, str]:
    around = {
        (phrase[at - 1], phrase[at + 1])
        for of_rule in phrases
        for phrase in of_rule
        for at, character in enumerate(phrase)
        if character == " "
    }
    before, after = (sorted({pair[side] for pair in around}) for side in (0, 1))
    return "".join(before), "".join(after)


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
        version, scopes, askers, phrases, gaps, openings, lengths = json.loads(path.read_bytes())
        if version != FORMAT:
            return None
        rows = [(Asker(*asker), texts) for asker, texts in askers]
        return ClueIndex(scopes, rows, phrases, tuple(gaps), openings, lengths)
    except (OSError, ValueError, TypeError, RecursionError):
        return None
