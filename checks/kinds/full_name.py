"""Kind `full-name`: a first name and a surname that change places, or letters, or stand there twice."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import eq
from typing import Annotated, ClassVar, Literal, NamedTuple

import regex

from ..document import Span
from ..later import later
from ..stopwords import STOP_WORDS
from ._base import Context, Doc, Hit, Kind, Scope
from ._name_slips import plain
from ._names import NO_FIRST_NAMES
from ._names_data import CAPITALISE_NOUNS, KNOWN
from ._title_case import is_title_case

MIN_LETTERS = 4
"""Letters of a name that may have one wrong: Jon and John, Ann and Anna are two often enough."""

MIN_ALONE = 2
"""Times that a name stands alone elsewhere for it not to be a doubled one by birth."""

MIN_DOUBLED_LETTERS = 4
"""Shorter words are doubled in songs, by stammerers and as signs: Yes Yes, Af Af."""

_DOUBLED_LIST = """
    bora boutros duran galli lang long mission new pago paris pizza sing sirhan talk tuk wagga walla zsa
"""
DOUBLED = frozenset(_DOUBLED_LIST.split())
"""Names that are doubled rightly, at least in their first two words."""

_WORD = r"\p{Lu}\p{Ll}[\p{L}\p{M}]*+(?:[’'\-]\p{L}[\p{L}\p{M}]*+)*+"
_RUN = later(
    rf"\p{{Lu}}(?<![\p{{L}}\p{{N}}@#_.’'\-]\p{{Lu}})\p{{Ll}}[\p{{L}}\p{{M}}]*+(?:[’'\-]\p{{L}}[\p{{L}}\p{{M}}]*+)*+"
    rf"(?:[ \u00a0]{_WORD})++(?![\p{{L}}\p{{N}}])"
)
"""Two capitalised words or more; the lookbehind stands behind the first letter, where it costs least."""
_RELATIVES = later(
    r"(?i)(?<!\p{L})(?:brothers?|sisters?|twins?|siblings?|sons?|daughters?|wife|husband|widow|couple|married|father"
    r"|mother|parents?|cousins?|uncle|aunt|nephew|niece|grand\p{L}+|family|namesake|brüder|bruder|schwestern?|sohn"
    r"|söhne|tochter|töchter|vater|mutter|eltern|ehefrau|ehemann|ehepaar|zwillinge|familie|frères?|sœurs?|soeurs?"
    r"|fils|filles?|pères?|mères?|épouse|époux|mari|couple|famille|herman[oa]s?|hij[oa]s?|padres?|madres?|espos[oa]s?"
    r"|marido|familia|fratell[oi]|sorell[ae]|figli[oae]?|moglie|marito|famiglia|broers?|zus(?:sen)?|zoon|zonen"
    r"|dochters?|vader|moeder|echtgeno\p{L}+|vrouw|gezin|tweeling|irmãos?|irmãs?|filh[oa]s?|pais?|mães?|família)(?!\p{L})"
)


class _Full(NamedTuple):
    """A full name in two words: `first` and `last`, and where it stands."""

    first: str
    last: str
    span: Span


@dataclass(frozen=True, slots=True)
class FullName(Kind):
    """Finds full names that went wrong: `turned`, `drifted` or `doubled`.

    turned: "Antonia Brandner" and elsewhere "Brandner Antonia"; the rarer order is wrong.
    drifted: "Antonia Brandner" and once "Antonio Brandner", in a text that speaks of no relatives.
    doubled: "Brandner Brandner" in a text that has the name alone too.

    Names are two words with capitals between words without, in running prose. In languages that write nouns
    with capitals too, only doubled ones can be told.
    """

    form: Annotated[
        Literal["turned", "drifted", "doubled"],
        Doc("turned: in another order; drifted: a letter of the first name is wrong; doubled: a word twice."),
    ]

    scopes: ClassVar[tuple[Scope, ...]] = ("document",)
    values: ClassVar[tuple[str, ...]] = ("other",)

    def find(self, context: Context) -> Iterator[Hit]:
        """Each place of the wrong form; `other` is the right one."""
        if self.form == "doubled":
            found = _doubled(context)
        elif context.language in CAPITALISE_NOUNS:
            return
        else:
            names = context.shared(_full_names)
            found = _turned(context, names) if self.form == "turned" else _drifted(context, names)
        for (start, end), other in sorted(found):
            if context.text[start:end].casefold() not in context.vocabulary:
                yield Hit(start, end, context.field, {"other": other})


def _turned(context: Context, names: Sequence[_Full]) -> Iterator[tuple[Span, str]]:
    """Names in an order that comes once, where the text has the other order and the bare surname too."""
    counts = Counter((name.first, name.last) for name in names)
    seen: set[tuple[str, str]] = set()
    for surname, given, span in names:
        is_usual = (
            counts[given, surname] > 1 or (given, surname) in seen
        )  # of two, the first mention is right
        if surname != given and counts[surname, given] == 1 and is_usual:
            alone = _times_alone(context, surname, given)
            if alone and alone > _times_alone(context, given, surname):
                yield span, f"{given} {surname}"
        seen.add((surname, given))


def _drifted(context: Context, names: Sequence[_Full]) -> Iterator[tuple[Span, str]]:
    by_last: defaultdict[str, list[_Full]] = defaultdict(list)
    for name in names:
        if name.first != name.last:
            by_last[name.last].append(name)
    two = 2  # a name and its slip
    suspects = [bearers for bearers in by_last.values() if len({bearer.first for bearer in bearers}) == two]
    if not suspects or _RELATIVES.search(context.text, context.start, context.end):
        return
    from rapidfuzz.distance import OSA  # noqa: PLC0415 (only where two first names stand before one surname)

    for bearers in suspects:
        (usual, _), (rare, count) = Counter(bearer.first for bearer in bearers).most_common()
        if count > 1 or min(len(usual), len(rare)) < MIN_LETTERS or _is_short_form(usual, rare):
            continue
        if OSA.distance(plain(usual), plain(rare), score_cutoff=1) == 1:
            yield from ((bearer.span, f"{usual} {bearer.last}") for bearer in bearers if bearer.first == rare)


def _is_short_form(one: str, other: str) -> bool:
    """Whether one name begins with the other, as Steven does with Steve."""
    return one.startswith(other) or other.startswith(one)


def _doubled(context: Context) -> Iterator[tuple[Span, str]]:
    for run in context.shared(_runs):
        words = run.words
        if True not in map(eq, words, words[1:]):
            continue  # so it is with nearly all
        times = Counter(words)
        for index, (word, other) in enumerate(pairwise(words)):
            if word != other or times[word] != 2:  # noqa: PLR2004 (more are a refrain)
                continue
            if len(word) < MIN_DOUBLED_LETTERS or word.lower() in DOUBLED | _function_words(context):
                continue
            if _times_alone(context, word, word) >= MIN_ALONE:
                yield run.span(index, index + 1), word


def _times_alone(context: Context, name: str, neighbour: str) -> int:
    """How often a name stands in the text without another one right before it or behind it."""
    here = rf"(?<![\p{{L}}\p{{N}}]){name}(?![\p{{L}}\p{{N}}])"
    alone = regex.compile(rf"(?<!{neighbour} ){here}(?! {neighbour})")
    return sum(1 for _ in alone.finditer(context.text, context.start, context.end))


def _full_names(context: Context) -> list[_Full]:
    """The full names of a text, in order: two capitalised words, neither a title, a place nor an office."""
    function_words = _function_words(context)
    found = []
    for run in context.shared(_runs):
        if len(run.words) == 2:  # noqa: PLR2004 (a full name)
            lowered = [word.lower() for word in run.words]
            if all(words.isdisjoint(lowered) for words in (NO_FIRST_NAMES, KNOWN, function_words)):
                found.append(_Full(run.words[0], run.words[1], run.span(0, 1)))
    return found


class _Run(NamedTuple):
    """Capitalised words with a space between each two, and where the first of them begins."""

    words: list[str]
    start: int

    def span(self, first: int, last: int) -> Span:
        """Where the words from one to another stand."""
        start = self.start + sum(len(word) + 1 for word in self.words[:first])
        return Span(start, start + sum(len(word) + 1 for word in self.words[first : last + 1]) - 1)


def _runs(context: Context) -> list[_Run]:
    """Two capitalised words or more that stand together, titles before them left out; none in title case."""
    text, found = context.text, []
    for start, end in context.units():
        runs = list(_RUN.finditer(text, start, end))
        if not runs or is_title_case(text, start, end):
            continue
        for run in runs:
            words, at = run.group().split(), run.start()
            titles = next(
                (i for i, word in enumerate(words) if word.lower() not in NO_FIRST_NAMES), len(words)
            )
            if titles < len(words):
                found.append(_Run(words[titles:], at + sum(len(title) + 1 for title in words[:titles])))
    return found


def _function_words(context: Context) -> frozenset[str]:
    return frozenset(STOP_WORDS.get(context.language, "").split())
