"""Kind `speech`: what a speaker says of herself, with an attribution behind it and no quotation marks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated, ClassVar, NamedTuple

import regex

from ._base import ByLanguage, Context, Doc, Hit, Kind, Scope
from ._quoted import without_asides

MAX_SPEECH = 500
"""Characters of what is said, before its attribution."""

MIN_SPEECH_WORDS = 5
"""Words before the attribution: fewer are a parenthesis."""

_MARKS = regex.compile(r"[\"“”„«»‹›「」『』]|(?<!\p{L})['‘’](?=\p{L})|(?<=[\p{L}.,!?])['’](?!\p{L})")
_DIALOGUE_DASH = regex.compile(r"\s*[–—-]")
_SPEAKER_LABEL = regex.compile(r"[^\n.:]{1,40}:|\(\(")
_NAME = r"\p{Lu}[\p{L}'’.\-]*(?: (?:\p{Lu}[\p{L}'’.\-]*|von|van|de|der)){0,6}"


@dataclass(frozen=True)
class Speech(Kind):
    """Finds sentences in the first person that an attribution ends or opens, without any quotation mark.

    The attribution is a verb of saying and who said it, in either order, behind a comma; or, before what is
    said, followed by a comma or a colon and a capital. Blocks that open with a dash, as dialogue does, or
    with a speaker's label, are left alone; so is a document in which more blocks are in the first person
    without attribution than with it, for then the writer speaks. The hit is the sentence to the end of its
    attribution.
    """

    speakers: Annotated[ByLanguage, Doc("By language: words for the speaker, such as I and we.")]
    verbs: Annotated[ByLanguage, Doc("By language: verbs of saying.")]
    subjects: Annotated[ByLanguage, Doc("By language: who may say it, beside names.")] = field(
        default_factory=dict
    )

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
            personal += not found
        if len(suspects) > personal:
            yield from suspects

    def _patterns(self, language: str) -> _Patterns:
        if language not in self._by_language:
            verbs = "|".join(map(regex.escape, self.verbs[language]))
            who = "|".join((_NAME, *map(regex.escape, self.subjects.get(language, ()))))
            speakers = "|".join(map(regex.escape, self.speakers[language]))
            self._by_language[language] = _Patterns(
                regex.compile(rf"(?<![\p{{L}}\p{{N}}])(?:{speakers})(?![\p{{L}}\p{{N}}])"),
                regex.compile(rf", (?:(?:{verbs}) (?:{who})|(?:{who}) (?:{verbs}))(?=[.,;]|$| \p{{Ll}})"),
                regex.compile(rf"(?:{who}) (?:{verbs})[,:] (?=(?=\p{{Lu}})(?:{speakers})(?!\p{{L}}))"),
            )
        return self._by_language[language]

    @cached_property
    def _by_language(self) -> dict[str, _Patterns]:
        return {}


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
