"""Stretches inside a sentence that are in another language than the rest of it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

import regex

from ..language import are_related, fitting_languages, letters_by_script, spelled
from ._foreign import Questions, by_script
from ._foreign_evidence import (
    NOUNS_HAVE_CAPITALS,
    UNSPACED_SCRIPTS,
    WORD,
    Found,
    Home,
    function_words,
    links_names,
    spellings_of,
    with_rival,
)

MIN_CLAUSE_WORDS, MIN_DISTINCT_CLAUSE, MIN_CLAUSE_SHARE = 7, 4, 0.3
"""Words, different function words and their share of a clause inside a sentence."""

MIN_SCRIPT_CLAUSE, MIN_UNSPACED_CLAUSE = 6, 16
"""Words, or letters where a script writes no spaces, of a clause in another script: titles are shorter."""


class Run(NamedTuple):
    """A stretch of a sentence in another language; offsets within the sentence."""

    start: int
    end: int
    found: Found


def foreign_runs(text: str, home: Home, questions: Questions) -> Iterator[Run]:
    """Yield stretches of a sentence in the document's language that are in another one.

    Only long runs count that hold none of the document's own function words: of one foreign script, or with
    many foreign function words and a beginning in lower case, since titles of works begin with a capital.
    """
    words = [*WORD.finditer(text)]
    yield from _runs_in_script(text, words, home, questions)
    if "Latin" not in home.scripts:
        return
    begin = 0
    for index in range(len(words) + 1):
        is_own = index == len(words) or spelled(words[index].group().lower()) in home.own_alone
        if is_own:
            if index - begin >= MIN_CLAUSE_WORDS:
                yield from _clause(text, words[begin:index], home)
            begin = index + 1


def _runs_in_script(
    text: str, words: list[regex.Match[str]], home: Home, questions: Questions
) -> Iterator[Run]:
    strange = home.strange
    if strange is None or not strange.search(text):
        return
    for is_strange, group in groupby(words, key=lambda word: bool(strange.match(word.group()))):
        run = list(group)
        start, end = run[0].start(), run[-1].end()
        letters = letters_by_script(text[start:end])
        unspaced = sum(letters[script] for script in UNSPACED_SCRIPTS)
        if is_strange and (len(run) >= MIN_SCRIPT_CLAUSE or unspaced >= MIN_UNSPACED_CLAUSE):
            script, count = letters.most_common(1)[0]
            if found := by_script(text[start:end], script, count, home, questions):
                yield Run(start, end, found)


def _clause(text: str, run: list[regex.Match[str]], home: Home) -> Iterator[Run]:
    """Yield the part of a run of words that its foreign function words span, up to the next marks."""
    surface = [match.group() for match in run]
    spellings = [spelled(word.lower()) for word in surface]
    hits = function_words(spellings, fitting_languages("", "Latin"), home)
    leader = max(hits, key=lambda code: (len(hits[code]), hits[code].total(), code), default="")
    if not leader or are_related(home.code, leader):
        return
    places = [
        index
        for index, word in enumerate(spellings)
        if word in hits[leader]
        and surface[index].islower()
        and (leader in NOUNS_HAVE_CAPITALS or not links_names(surface, index))
    ]
    if len({spellings[index] for index in places}) < MIN_DISTINCT_CLAUSE:
        return
    own = home.own - spellings_of(leader)
    if any(word in own for word in spellings[places[0] : places[-1] + 1]):
        return
    first, last = _widened(text, run, (places[0], places[-1]), own)
    words = last - first + 1
    if words >= MIN_CLAUSE_WORDS and len(places) >= MIN_CLAUSE_SHARE * words:
        yield Run(run[first].start(), run[last].end(), Found(with_rival(leader, hits), "Latin"))


def _widened(
    text: str, run: list[regex.Match[str]], core: tuple[int, int], own: frozenset[str]
) -> tuple[int, int]:
    """The first and last word of a clause around its function words: up to a mark or an own word.

    To the left it takes in words in lower case alone: a name may be the subject of the sentence around.
    """
    first, last = core

    def is_own(index: int) -> bool:
        return spelled(run[index].group().lower()) in own

    while first > 0 and not (
        _is_parted(text, run, first - 1) or is_own(first - 1) or not run[first - 1].group().islower()
    ):
        first -= 1
    while last + 1 < len(run) and not (_is_parted(text, run, last) or is_own(last + 1)):
        last += 1
    return first, last


def _is_parted(text: str, run: list[regex.Match[str]], index: int) -> bool:
    """Whether a mark stands between a word and the next."""
    return not text[run[index].end() : run[index + 1].start()].isspace()
