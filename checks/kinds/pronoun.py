"""Kind `pronoun`: he or she, where the one who was named just before is of the other sex."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import ClassVar, NamedTuple

import regex

from ..dialect import compiled
from ..document import Document, Span
from ._base import Context, Hit, Kind, Scope
from ._people import REACH, Mention, Sex, may_name, people
from ._people_data import GOING_ON, GRAMMARS, SAYING

BEFORE = 200
"""Characters before a pronoun in which nobody of its sex may be spoken of, where nothing says that the one
who was named goes on: some thirty words. In 6.4 million words of sound news, speeches, web pages and fiction
two pronouns were then taken for wrong."""

LEAD = 90
"""Characters between the start of a sentence and a name that may still be its subject."""

SENTENCES_BACK = 2
"""A pronoun's name stands in its own sentence or in one of so many before it: a quotation may lie between."""

FARTHEST = 1_000
"""Characters before a pronoun that are read at all: a sentence that goes on for longer is none."""

MAX_TAIL = 60
"""Characters that may follow a speaker's name in its sentence, in languages but English."""

_BREAK = r"(?:^|(?<=[.!?]['”\"’»]?[ ])|(?<=\n))"
_HOLDS = r"(?:In[ ](?:his|her)[ ]opinion|According[ ]to[ ](?:him|her))"
_ENGLISH_PRONOUN = rf"""
    \b (?:    # what stands before a pronoun is asked once one is found: few words are any
      (?P<opens>He|She) (?=[ ]\p{{Ll}}) (?<={_BREAK}(?:He|She))
    | (?P<owns>His|Her) (?=[ ]\p{{Ll}}) (?<={_BREAK}(?:His|Her))
    | (?P<holds>{_HOLDS}) \b (?<={_BREAK}{_HOLDS})
    | (?P<says>he|she) (?=[ ](?:{SAYING})\b) (?<=(?:[”"],?[ ]|,[ ])(?:he|she))
    | (?P<clause>he|she) (?=[ ]\p{{Ll}}) (?<=(?:,[ ]and|\bthat)[ ](?:he|she))
    | (?P<reflexive>himself|herself) \b
    )
"""
_GOES_ON = rf" (?:also |then |further |later )?(?:{GOING_ON})\b"

_TAG = rf"(?:[”\"»],?|,) ?(?:{SAYING}) (?:the )?(?:[\p{{L}}-]+,? ){{0,5}}$"
_ODD_TAG = r"[”\"»],? \p{Ll}{3,12}(?:s|ed)(?: (?:down|out|up|in))? (?:the )?(?:[\p{L}.-]+,? ){0,5}$"
"""A verb right behind a quotation tells of speech whatever it means: "calms down Dr Lind"."""
_BEHIND_SPEECH = rf"(?:, (?:a|an|the) [\p{{Ll}} -]{{2,40}},)? (?:{SAYING})\b"
_ACCORDING = r"(?:^A|, a)ccording to (?:the )?(?:[\p{L}-]+ ){0,8}$"
_LEADING = r"[“\"]?(?:(?:The|A|An|His|Her|Its|Their|Our|One of the) )?(?:[\p{L}'’-]+,? ){0,7}"
_NO_LEADING = (
    r"\b(?:[Ii]s|was|has|had|said|says|told|met|saw|wrote|gave|sent|let|made|\p{Ll}{2,}ed|[Ww]hen|[Ww]hile|"
    r"[Aa]fter|[Ii]f|[Bb]ut|and|to|by|[Ww]ith|[Ff]rom|[Ff]or|[Aa]s|that|[Aa]bout|[Ll]ike)\b"
    r"|\b(?:in|at|on|of|near) $"
)
_COMPANY = r"\b(?:[Tt]hey|[Bb]oth)\b"
"""Several people who are spoken of at once may hide the one that a pronoun means."""
_APPOSED_BEFORE = r"(?: (?:of|for|in|at|from) [^.,;]{2,35}?)?,? ?(?:the )?"
_APPOSED_BEHIND = r",(?: \d+,)? (?:(?:a|an|the|who (?:is|was|works as)) )?(?:[\p{L}-]+ ){0,3}"

_compiled = cache(compiled)


class _Pronoun(NamedTuple):
    span: Span
    sex: Sex
    way: str


@dataclass(frozen=True)
class Pronoun(Kind):
    """Finds pronouns that deny a name: "said Karin Moberg. He was on the quay", "Anders Lind sighs. She …".

    The one who was named last in the sentence, or in the two before it, is a subject or a speaker and bears
    a first name or a title that only women or only men bear; nobody of the pronoun's sex, and nobody unknown
    who may be meant, is spoken of between the two. Where the pronoun does not go on speaking, nobody of its
    sex may stand shortly before either. Pronouns within quotations are left alone. In languages but English
    the name ends a speech tag and the pronoun opens the next sentence.
    """

    scopes: ClassVar[tuple[Scope, ...]] = ("document",)
    values: ClassVar[tuple[str, ...]] = ("name",)

    def find(self, context: Context) -> Iterator[Hit]:
        """Each pronoun, with the name that denies it as `name`."""
        if context.field != "text":
            return
        document = context.document
        read = _in_english if context.language == "en" else _elsewhere
        for pronoun, named in read(document, context.language):
            yield Hit(*pronoun.span, "text", {"name": document.text[named.start : named.end]})


def _in_english(document: Document, _: str) -> Iterator[tuple[_Pronoun, Mention]]:
    text = document.text
    mentions: Sequence[Mention] | None = None
    for match in _english().finditer(text):
        way = match.lastgroup or ""
        pronoun = _Pronoun(Span(*match.span(way)), _sex(match[way]), way)
        if _is_quoted(text, pronoun.span.start) or not _may_be_denied(document, pronoun):
            continue
        if mentions is None:
            mentions = tuple(people(text, document.words, document.word_texts))
        first = bisect_left(mentions, (pronoun.span.start - FARTHEST,))
        before = mentions[first : bisect_left(mentions, (pronoun.span.start,))]
        named = _denied(document, pronoun, before)
        if named:
            yield pronoun, named


def _may_be_denied(document: Document, pronoun: _Pronoun) -> bool:
    """Whether somebody of the other sex may be named where the name must stand that denies a pronoun.

    A surname alone tells of somebody who was named in full not long before it.
    """
    at = pronoun.span.start
    own = _sentence_at(document, at)
    if own is None:
        return False
    window = max(document.sentences[max(0, own - SENTENCES_BACK)].start, at - FARTHEST)
    words = document.texts_of_words(max(0, window - REACH), at)
    return may_name(words, "man" if pronoun.sex == "woman" else "woman")


def _denied(document: Document, pronoun: _Pronoun, before: Sequence[Mention]) -> Mention | None:
    """The one who was named last, where it is of the other sex and must be meant."""
    at = pronoun.span.start
    own = _sentence_at(document, at)
    if own is None:
        return None
    sentences = document.sentences
    window = sentences[max(0, own - SENTENCES_BACK)].start
    named = next((m for m in reversed(before) if m.by in ("name", "again")), None)
    if named is None or named.start < window or named.sex in (pronoun.sex, "unknown"):
        return None
    sentence = _sentence_at(document, named.start)
    if sentence is None or not _is_prominent(
        document.text, pronoun, named, sentences[sentence], same=sentence == own
    ):
        return None
    goes_on = pronoun.way not in ("opens", "owns") or _goes_on(document.text, pronoun)
    if not goes_on and _compiled(_COMPANY).search(document.text, named.start, at):
        return None
    since = sentences[sentence].start if goes_on else at - BEFORE
    others = [m for m in before if m.start >= since and m != named]
    return None if any(_may_be_meant(document.text, pronoun, named, other) for other in others) else named


def _sentence_at(document: Document, offset: int) -> int | None:
    """The index of the sentence in which an offset lies, or of the last one before it."""
    index = bisect_left(document.sentences, (offset + 1,)) - 1
    return index if index >= 0 else None


def _is_prominent(text: str, pronoun: _Pronoun, named: Mention, sentence: Span, *, same: bool) -> bool:
    """Whether the name is one that the pronoun takes up: of a subject or a speaker, and of nobody's ship."""
    if named.start - sentence.start > FARTHEST or not _is_full(text, named):
        return False
    if pronoun.way in ("clause", "reflexive"):
        return same and _is_subject(text, sentence.start, named)
    speaks = pronoun.way != "says" and _speaks(text, sentence.start, named)
    return speaks or _is_subject(text, sentence.start, named)


def _may_be_meant(text: str, pronoun: _Pronoun, named: Mention, other: Mention) -> bool:
    """Whether a pronoun may mean somebody else who is spoken of shortly before it."""
    if other.sex == pronoun.sex:
        return True
    if other.start < named.start and (pronoun.way not in ("opens", "owns") or _goes_on(text, pronoun)):
        return False
    if pronoun.way == "reflexive" and other.by != "role":
        return True
    return other.sex == "unknown" and not _is_apposed(text, named, other)


def _is_full(text: str, named: Mention) -> bool:
    """Whether it is a name and surname, or a surname told before; no genitive, no ship."""
    name = text[named.start : named.end]
    if regex.search(r"['’]s?$", name) or regex.search(
        r"\bthe $", text[max(0, named.start - 4) : named.start]
    ):
        return False
    return named.by == "again" or " " in name


def _is_subject(text: str, sentence: int, named: Mention) -> bool:
    """Whether only an article, callings and titles stand before the name in its sentence."""
    lead = text[sentence : named.start]
    if len(lead) > LEAD or not _compiled(_LEADING).fullmatch(lead) or _compiled(_NO_LEADING).search(lead):
        return False
    if _is_quoted(text, named.start):
        return False
    return regex.match(r",? (?:and|or) ", text[named.end : named.end + len(", and ")]) is None


def _speaks(text: str, sentence: int, named: Mention) -> bool:
    """Whether the name tells who said something."""
    lead = text[max(sentence, named.start - LEAD) : named.start]
    if any(_compiled(tag).search(lead) for tag in (_TAG, _ODD_TAG)):
        return True
    if _compiled(_ACCORDING).search(lead):
        return True
    quoted = regex.search(r"[”\"],? ?$", lead) is not None
    return quoted and _compiled(_BEHIND_SPEECH).match(text, named.end) is not None


def _goes_on(text: str, pronoun: _Pronoun) -> bool:
    return pronoun.way == "opens" and _compiled(_GOES_ON).match(text, pronoun.span.end) is not None


def _is_apposed(text: str, named: Mention, other: Mention) -> bool:
    """Whether a calling right beside the name is that of the one who bears it."""
    if other.by != "role":
        return False
    if other.end <= named.start:
        return _compiled(_APPOSED_BEFORE).fullmatch(text[other.end : named.start]) is not None
    return _compiled(_APPOSED_BEHIND).fullmatch(text[named.end : other.start]) is not None


def _elsewhere(document: Document, language: str) -> Iterator[tuple[_Pronoun, Mention]]:
    """The reading of languages whose pronouns may mean things: a speaker's name, and the next sentence."""
    grammar = GRAMMARS.get(language)
    if grammar is None:
        return
    text = document.text
    mentions: Mapping[int, Mention] | None = None
    for match in _speaker_and_pronoun(language).finditer(text):
        if mentions is None:
            mentions = {mention.end: mention for mention in people(text, document.words, document.word_texts)}
        named = mentions.get(match.end("name"))
        sex: Sex = "man" if match["pronoun"] == grammar.men else "woman"
        if named and named.sex not in (sex, "unknown") and _is_full(text, named):
            yield _Pronoun(Span(*match.span("pronoun")), sex, "opens"), named


@cache
def _english() -> regex.Pattern[str]:
    return compiled(f"(?xm){_ENGLISH_PRONOUN}")


@cache
def _speaker_and_pronoun(language: str) -> regex.Pattern[str]:
    grammar = GRAMMARS[language]
    name = r"\p{Lu}[\p{L}\p{M}’'-]+(?:[ ]\p{Lu}[\p{L}\p{M}’'-]+){0,2}"
    return regex.compile(
        rf"[”»\"“],?[ ](?:{grammar.saying})[ ](?:[\p{{Ll}}]+[ ]){{0,4}}(?P<name>{name})"
        rf"(?:,?[ ][^.!?\p{{Lu}}“”«»\"\n]{{1,{MAX_TAIL}}})?[.][”»\"]?\s{{1,2}}"
        rf"(?:[“«\"][^“”«»\"\n]{{1,300}}[”»\"][.]?\s{{1,2}})?"
        rf"(?P<pronoun>{grammar.men}|{grammar.women})(?=[ ](?:{grammar.going_on})(?!\p{{L}}))"
    )


def _sex(pronoun: str) -> Sex:
    return "man" if regex.search(r"\b(?:he|his|him|himself)\b", pronoun.lower()) else "woman"


def _is_quoted(text: str, at: int) -> bool:
    """Whether a double quotation that opens before it in the same line has not closed yet."""
    line = text[max(text.rfind("\n", 0, at) + 1, at - FARTHEST) : at]
    return line.count("“") > line.count("”") or line.count('"') % 2 == 1
