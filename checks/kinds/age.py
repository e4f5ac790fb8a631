"""Kind `age`: one person with two ages."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Annotated, ClassVar, NamedTuple

import regex

from ..later import later
from ..stopwords import STOP_WORDS
from ._base import Context, Doc, Hit, Kind, Scope
from ._names import NO_FIRST_NAMES

DEFAULT_MIN_DIFFERENCE = 2
"""Years: a birthday between two parts of a story makes a difference of one."""

_PARTICLES = "(?:van|von|de|der|den|da|di|del|la|le)"
_NAME = (
    rf"\p{{Lu}}[\p{{L}}\p{{M}}'’-]+(?:[ ]\p{{Lu}}\.)?"
    rf"(?:[ ](?:{_PARTICLES}[ ])*\p{{Lu}}[\p{{L}}\p{{M}}'’-]+){{0,3}}"
)
_AGE = r"(?P<age>[1-9]\d)"

_FORMS: Mapping[str, tuple[str, ...]] = {
    "en": (
        rf"(?P<name>{_NAME}), (?:aged |now )?{_AGE}(?=[,;.)]|[ ](?:and|who|of|from|said)\b)",
        rf"{_AGE}-year-old (?:\p{{Ll}}+[ ]){{0,2}}(?P<name>{_NAME})",
        rf"(?P<name>{_NAME}),? (?:is |who is )?{_AGE} years old",
    ),
    "de": (
        rf"(?P<name>{_NAME}) \({_AGE}\)",
        rf"{_AGE}-jährigen?r? (?:\p{{L}}+[ ]){{0,1}}?(?P<name>{_NAME})",
    ),
    "nl": (rf"(?P<name>{_NAME}) \({_AGE}\)", rf"{_AGE}-jarige (?:\p{{Ll}}+[ ]){{0,1}}(?P<name>{_NAME})"),
    "fr": (rf"(?P<name>{_NAME}),? \(?{_AGE} ans\b",),
    "es": (rf"(?P<name>{_NAME}),? \(?(?:de )?{_AGE} años\b",),
    "it": (rf"(?P<name>{_NAME}),? \(?(?:di )?{_AGE} anni\b",),
    "pt": (rf"(?P<name>{_NAME}),? \(?(?:de )?{_AGE} anos\b",),
}
"""How a text says how old somebody is."""

_TRACES: Mapping[str, regex.Pattern[str]] = {
    "en": later(r"[1-9]\d(?:(?=[,;.) ])(?<=, (?:aged |now )?\d\d)|-year-old | years old)"),
    "de": later(r"[1-9]\d(?:(?<=\(\d\d)\)|-jährige)"),
    "nl": later(r"[1-9]\d(?:(?<=\(\d\d)\)|-jarige )"),
    "fr": later(r"[1-9]\d ans\b"),
    "es": later(r"[1-9]\d años\b"),
    "it": later(r"[1-9]\d anni\b"),
    "pt": later(r"[1-9]\d anos\b"),
}
"""What every age holds, to be looked for first: few texts have two of them. They begin with the figure, since
other characters begin too many places."""

_EXPLICIT = {"de": "jährig", "nl": "jarig"}
"""What must stand in one of two ages at least where a bare number in brackets may be a minute or a rank."""

_PAST = later(
    r"\b(?:1[89]|20)\d\d\b|\b(?:then|when|ago|earlier|later|former|died|once|damals?|einst|als|vor|nach|toen|ooit"
    r"|alors|lorsque|quand|entonces|cuando|allora|quando|então)\b"
)
"""What says that a sentence tells of another year than the rest."""


class _Mention(NamedTuple):
    names: tuple[str, ...]
    age: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Age(Kind):
    """Finds a person who has two ages in one text: "Lena Brandt, 34," and later "the 43-year-old Brandt".

    Two mentions are of one person if they have the same full name, or if one is the surname of the other and
    nobody else in the text is told an age with that surname. A sentence that names a year, or a time past,
    may speak of another age.
    """

    min_difference: Annotated[int, Doc("Years that the two ages lie apart, at least.")] = (
        DEFAULT_MIN_DIFFERENCE
    )

    scopes: ClassVar[tuple[Scope, ...]] = ("document",)
    values: ClassVar[tuple[str, ...]] = ("other", "name")

    def find(self, context: Context) -> Iterator[Hit]:
        """Each later mention with another age; `other` is the age that the text gave first."""
        if context.language not in _FORMS or not _may_clash(context):
            return
        by_surname: defaultdict[str, list[_Mention]] = defaultdict(list)
        for mention in sorted(_mentions(context), key=lambda mention: mention.start):
            by_surname[mention.names[-1]].append(mention)
        hits = [hit for same in by_surname.values() if _are_one(same) for hit in self._clashes(context, same)]
        yield from sorted(hits, key=lambda hit: hit.start)

    def _clashes(self, context: Context, mentions: Sequence[_Mention]) -> Iterator[Hit]:
        first = mentions[0]
        explicit = _EXPLICIT.get(context.language, "")
        for mention in mentions[1:]:
            texts = context.text[first.start : first.end] + context.text[mention.start : mention.end]
            if abs(mention.age - first.age) >= self.min_difference and explicit in texts:
                full = [names for names in (first.names, mention.names) if len(names) > 1]
                name = min(full, key=len, default=first.names)
                values = {"other": str(first.age), "name": " ".join(name)}
                yield Hit(mention.start, mention.end, context.field, values)


def _may_clash(context: Context) -> bool:
    """Whether there are two ages at all."""
    traces = _TRACES[context.language].finditer(context.text, context.start, context.end)
    return next(traces, None) is not None and next(traces, None) is not None


def _mentions(context: Context) -> Iterator[_Mention]:
    """Everybody who is told an age, in sentences that speak of today."""
    past = _Past(context)
    for form in _patterns(context.language):
        for match in form.finditer(context.text, context.start, context.end):
            if not past.covers(match.start()):
                skipped = _words_before_name(match["name"], context.language)
                start, name = match.start("name") + len(skipped), match["name"][len(skipped) :]
                if name:
                    start = start if match.start() == match.start("name") else match.start()
                    yield _Mention(tuple(name.split()), int(match["age"]), start, match.end())


def _words_before_name(name: str, language: str) -> str:
    """Titles, and what opens the sentence, before a name: "Then Mayor "."""
    no_names = NO_FIRST_NAMES | frozenset(STOP_WORDS.get(language, "").split())
    words = name.split(" ")
    before = next((i for i, word in enumerate(words) if word.lower().rstrip(".") not in no_names), len(words))
    return "".join(f"{word} " for word in words[:before])


def _are_one(mentions: Sequence[_Mention]) -> bool:
    """Whether each name is an end of the longest one: Brandner, Lena Brandner."""
    longest = max((mention.names for mention in mentions), key=len)
    return all(longest[-len(mention.names) :] == mention.names for mention in mentions)


class _Past:
    """The sentences of a document that tell of another time; each is searched once."""

    def __init__(self, context: Context) -> None:
        self._text, self._sentences = context.text, context.document.sentences
        self._known: dict[int, bool] = {}

    def covers(self, offset: int) -> bool:
        """Whether the sentence around an offset tells of another time."""
        index = bisect_right(self._sentences, offset, key=lambda sentence: sentence.start) - 1
        if index < 0 or self._sentences[index].end <= offset:
            return False
        if index not in self._known:
            self._known[index] = _PAST.search(self._text, *self._sentences[index]) is not None
        return self._known[index]


@cache
def _patterns(language: str) -> tuple[regex.Pattern[str], ...]:
    return tuple(regex.compile(rf"(?<![\p{{L}}\p{{N}}]){form}") for form in _FORMS[language])
