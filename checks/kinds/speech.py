"""Kind `speech`: what a speaker says of herself, with an attribution behind it and no quotation marks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated, ClassVar, NamedTuple

import regex

from ..dialect import compiled
from ..later import later
from ._base import ByLanguage, Context, Doc, Hit, Kind, Scope
from ._quoted import without_asides

MAX_SPEECH = 500
"""Characters of what is said, before its attribution."""

MIN_SPEECH_WORDS = 4
"""Words before the attribution, from the start of its sentence: fewer are a parenthesis."""

MAX_MODIFIERS = 3
"""Words between an article and the noun for a speaker: "a former city spokeswoman"."""

MAX_APPOSITION = 120
"""Characters between two commas that say who a named speaker is."""

_QUOTATION = later(r"[\"“”„«»‹›「」『』]|''|’’")
_MARKS = later(r"[\"“”„«»‹›「」『』]|(?<!\p{L})['‘’](?=\p{L})|(?<=[\p{L}.,!?])['’](?!\p{L})")
_DIALOGUE_DASH = later(r"\s*[–—-]")
_SPEAKER_LABEL = later(r"[^\n.:]{1,40}:|\(\(")
_STOPS = ".!?…"
_OPENS = r"(?<=^|\s{3}|[.!?…:,;\n”»’'\"]\s{0,2})"
"""Before a word that begins a sentence, or what is said; three spaces stand where a quotation was."""
_NAME = r"\p{Lu}[\p{L}'’.\-]*(?: (?:\p{Lu}[\p{L}'’.\-]*|von|van|de|der)){0,6}"


@dataclass(frozen=True)
class Speech(Kind):
    """Finds sentences in the first person that an attribution ends or opens, without any quotation mark.

    The attribution is a verb of saying and who said it, in either order, behind a comma; or, before what is
    said, followed by a comma or a colon and a capital. Blocks that open with a dash, as dialogue does, or
    with a speaker's label, are left alone, and headlines, which no stop ends; so is a document in which as
    many blocks are in the first person without attribution, and without any quotation, as with it, for then
    the writer speaks. The hit is the sentence to the end of its attribution.
    """

    speakers: Annotated[ByLanguage, Doc("By language: words for the speaker, such as I and we.")]
    verbs: Annotated[ByLanguage, Doc("By language: verbs of saying.")]
    subjects: Annotated[ByLanguage, Doc("By language: who may say it, beside names.")] = field(
        default_factory=dict
    )
    roles: Annotated[
        ByLanguage, Doc("By language: nouns for speakers, behind an article or before a name.")
    ] = field(default_factory=dict)
    articles: Annotated[
        ByLanguage, Doc("By language: the words that may open a phrase with such a noun.")
    ] = field(default_factory=dict)

    scopes: ClassVar[tuple[Scope, ...]] = ("document",)

    def find(self, context: Context) -> Iterator[Hit]:
        """Each such sentence."""
        if context.language not in self.verbs or context.language not in self.speakers:
            return
        patterns = self._patterns(context.language)
        suspects: list[Hit] = []
        personal = 0
        for start, end in context.units():
            if not patterns.speaker.search(context.text, start, end):
                continue
            block = without_asides(context.text[start:end])
            if (
                not patterns.speaker.search(block)
                or _DIALOGUE_DASH.match(block)
                or _SPEAKER_LABEL.match(block)
            ):
                continue
            found = list(_in_block(context, start, block, patterns))
            suspects += found
            personal += not (found or _QUOTATION.search(context.text, start, end))
        if len(suspects) > personal:
            yield from suspects

    def _patterns(self, language: str) -> _Patterns:
        if language not in self._by_language:
            speakers, verbs = _either(self.speakers[language]), _either(self.verbs[language])
            who = self._who(language)
            aside = rf"{_NAME}, [^,.;:\n]{{1,{MAX_APPOSITION}}},"
            self._by_language[language] = _Patterns(
                compiled(rf"(?<![\p{{L}}\p{{N}}]){self._speaking(language)}(?![\p{{L}}\p{{N}}])"),
                compiled(
                    rf", (?:{verbs} {who}(?=[.,;]|$| \p{{Ll}})|(?:{who}|{aside}) {verbs}(?![\p{{L}}'’]))"
                ),
                compiled(rf"{who} {verbs}[,:] (?=(?=\p{{Lu}}){speakers}(?!\p{{L}}))"),
            )
        return self._by_language[language]

    def _speaking(self, language: str) -> str:
        """A pattern of the words for the speaker; in mid-sentence a capital makes another word of some."""
        words = self.speakers[language]
        opening = [word for word in words if word[0].isupper() and word[0].lower() + word[1:] in words]
        anywhere = [word for word in words if word not in opening]
        at_start = rf"|{_OPENS}{_either(opening)}" if opening else ""
        return f"(?:{_either(anywhere)}{at_start})"

    def _who(self, language: str) -> str:
        """A pattern of those who may be said to speak."""
        choices = [_NAME, *map(regex.escape, self.subjects.get(language, ()))]
        if language in self.roles:
            roles = _either(self.roles[language])
            choices.append(rf"{roles}(?: {roles})? {_NAME}")
            if language in self.articles:
                articles = _either(self.articles[language])
                choices.append(
                    rf"{articles} (?:[\p{{L}}\p{{N}}'’\-]+ ){{0,{MAX_MODIFIERS}}}?{roles}(?!\p{{L}})"
                )
        return f"(?:{'|'.join(choices)})"

    @cached_property
    def _by_language(self) -> dict[str, _Patterns]:
        return {}


def _either(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(map(regex.escape, words))})"


class _Patterns(NamedTuple):
    speaker: regex.Pattern[str]
    behind: regex.Pattern[str]
    """An attribution behind what is said."""
    before: regex.Pattern[str]
    """An attribution before it."""


def _in_block(context: Context, start: int, block: str, patterns: _Patterns) -> Iterator[Hit]:
    is_personal = False
    for first, last in context.document.sentences_in(start, start + len(block)):
        sentence = block[first - start : last - start]
        was_personal, is_personal = is_personal, bool(patterns.speaker.search(sentence))
        if not (is_personal or was_personal) or _MARKS.search(sentence) or not sentence[:1].strip():
            continue
        if sentence[-1] not in _STOPS:
            continue
        behind, before = patterns.behind.search(sentence), patterns.before.search(sentence)
        if before:
            yield Hit(first, last, context.field)
        elif behind and _is_said(sentence[: behind.start()], patterns, follows_speech=was_personal):
            yield Hit(first, first + behind.end(), context.field)


def _is_said(said: str, patterns: _Patterns, *, follows_speech: bool) -> bool:
    """Whether the words before an attribution are a speaker's own."""
    if "  " in said or len(said) > MAX_SPEECH or len(said.split()) < MIN_SPEECH_WORDS:
        return False
    return follows_speech or patterns.speaker.search(said) is not None
