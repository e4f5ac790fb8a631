"""Words and phrases that stand twice in a row within a block."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from operator import eq

from ..document import Span
from ..later import later
from ._base import Context

MAX_PHRASE = 8
"""Words of the longest phrase that is compared with what follows it."""

SHORTEST_PHRASE = 2
"""Words of the shortest phrase."""

SHORTEST = 2
"""Letters of the shortest word: "a a" and "I I" are marks, grades and stutters."""

_NATIONALITY = later(r"\p{Lu}\p{L}{2,}(?:ese|ish|ssian|nian|rian|lian|mian|tian|dian|gian|aeli|aqi)")
_WORD = later(r"[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:['’\-‑.][\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*")
_OTHER_JOINT = "·"
"""What joins words of a document beside the marks that join them here: the raised point of Catalan."""
_SPACE = later(r"[^\S\r\n]+")
_WORD_BEFORE = later(r"[\p{L},][ \u00a0]$")
_LINKS = frozenset({"to", "by", "after", "upon", "over", "against"})
"""Words that join a word to itself: "paycheck to paycheck"."""

_ARTICLES = frozenset({"the", "a", "an"})

_CONJUNCTIONS = frozenset({"and", "or", "und", "oder", "en", "et", "ou", "y", "e", "och", "og", "eller"})
"""What joins a word to itself for emphasis: "faster and faster and at last"."""

_DETERMINERS_LIST = """
    the a an this that these those his her its our their der die das dem den ein eine einen le la les un une
    el los las una il lo gli o os as um uma de het een
"""
_DETERMINERS = frozenset(_DETERMINERS_LIST.split())
"""What stands before an attribute and its noun."""

_MAY_JOIN_ITSELF = ("s", "er", "more", "less", "worse")
"""Endings of what is joined to itself for emphasis: miles and miles, faster and faster, more and more."""

MIN_LONG_PHRASE = 4
"""Words from which a phrase is repeated by accident even if a conjunction begins it, or a figure is in it."""

MIN_MARKED_PHRASE = 3
"""Words of a phrase that stands twice with a mark between, "in the old harbour, in the old harbour"."""

MIN_ECHO = 4
"""Letters of a word that is an accident behind itself; shorter ones are stutters and syllables."""

_GOES_ON = later(r"[ \u00a0]\p{Ll}")
"""What follows a phrase that was meant once; verse and speakers who repeat themselves pause there."""

_COMMA = later(r",[^\S\r\n]+")
_STOP = later(r"\.[ \u00a0]")

_TIES = frozenset("-‑–'’/@#_")

_MAY_DOUBLE: Mapping[str, str] = {
    "any": "ha ho he hi la na da dum blah bla knock tick tock choo yo hey no so wow plus",
    "en": "had that is do her this there you what who very really much many "
    "more long far again now never ever well yes yeah ya oh bye please go come hear mark bill pat sue rose "
    "grace hope faith look wait stop too such same big old little bad good night pretty win fifty "
    "boom bang tut chop hush wee quack woof",
    "nl": "dat die het haar ze we je u er is was hem zo heel toe nee ja mee in op aan uit over door "
    "om af van had zijn worden werd dit daar hier wat wie als al wel nu nou stap",
    "de": "die der das den dem sie ihr es wir in an zu auf aus mit ja nein so sehr ganz nie was wer "
    "haben sein sind ist war hat wird werden hatte waren doch weiter immer",
    "fr": "nous vous en y la faire peut tout très bien non oui si tant plus que ce est a où ou loin "
    "trop toi moi elle lui petit vite",
    "es": "muy no sí ya que poco casi luego mucho así nos",
    "it": "piano via man mano quasi passo adagio poco subito molto così no sì che ben bene appena giù su",
    "pt": "muito não sim que já logo quase assim bem tão se do da dos das",
    "sv": "det som den så nej ja är var har på av om till mycket han hon de",
    "da": "det som den så nej ja er var har på af om til meget han hun de der",
    "nb": "det som den så nei ja er var har på av om til meget han hun de der",
}
DOUBLED_RIGHTLY = {language: frozenset(words.split()) for language, words in _MAY_DOUBLE.items()}
"""Words that may stand twice: as an auxiliary and a verb, as particle and preposition, or for emphasis."""


_PARTICLES = frozenset({"in", "on", "up", "out", "over", "off"})
_WITH_PARTICLE_LIST = """
    go goes going went gone come comes coming came get gets getting got gotten be is are was were been being
    bring brings brought take takes took taken put puts set sets let lets log logs logged sign signs signed
    give gives gave turn turns turned hand hands handed keep keeps kept hold holds held carry carries carried
    move moves moved check checks checked step stepped stay stays stayed live lives lived build builds built
    call calls called work works worked working engaged break breaks broke fit fits join joined fill fills
    cut cuts show shows pass passed start started finish end ended lock locked stand stood drop dropped
    find it them him
"""
_WITH_PARTICLE = frozenset(_WITH_PARTICLE_LIST.split())
"""What an English particle belongs to when a preposition of the same form follows: "he came in in May"."""

_FORMS_OF_BE = frozenset({"was", "were", "are"})
_SUBJECTS = frozenset(
    {"it", "he", "she", "they", "we", "you", "that", "this", "there", "these", "those", "who"}
)
"""Words behind which a clause may end with a form of be that the next one begins with: "what it was was"."""

_DOUBLE_BEHIND: Mapping[str, frozenset[str]] = {
    "en": frozenset({"i"}),
    "es": frozenset({"a"}),
    "fr": frozenset({"à"}),
    "it": frozenset({"a"}),
    "pt": frozenset({"a"}),
}
"""What opens both halves of a set phrase; in English, the pronoun with which a speaker begins again."""


@dataclass(frozen=True)
class Words:
    """The words of one block in lower case, hyphens and apostrophes inside them, and the block's span."""

    lowered: list[str]
    start: int
    end: int

    def spans(self, text: str) -> list[Span]:
        """Where the words stand; most blocks repeat nothing, and nobody asks."""
        return [Span(*match.span()) for match in _WORD.finditer(text, self.start, self.end)]

    @cached_property
    def doubled(self) -> list[int]:
        """Where a word stands that comes again at once."""
        return _equal(self.lowered, 1)

    @cached_property
    def coordinated(self) -> list[int]:
        """Where a word stands that comes again behind a conjunction."""
        last = len(self.lowered) - 3
        return [
            index
            for index in _equal(self.lowered, 2)
            if 1 <= index < last and self.lowered[index + 1] in _CONJUNCTIONS
        ]

    @cached_property
    def repeated(self) -> list[int]:
        """Where a phrase stands that comes again at once."""
        lowered = self.lowered
        return [
            index
            for index in _echoes(lowered)
            if any(
                lowered[index : index + length] == lowered[index + length : index + 2 * length]
                for length in range(SHORTEST_PHRASE, MAX_PHRASE + 1)
            )
        ]


def words_by_block(context: Context) -> list[Words]:
    """The words of each block of a unit."""
    text, document = context.text, context.document
    if (
        context.field == "text"
        and context.start == 0
        and context.end == len(text)
        and _OTHER_JOINT not in text
    ):
        return [
            Words(list(map(str.lower, words)), block.start, block.end)
            for block, words in zip(document.blocks, document.words_by_block, strict=True)
            if block.kind != "code"
        ]
    return [
        Words(list(map(str.lower, _WORD.findall(text, start, end))), start, end)
        for start, end in context.units()
    ]


def allowed_words(language: str, allow: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """The words that may stand twice in a language: the shipped ones and the rule's own."""
    own = frozenset(word.lower() for key in ("any", language) for word in allow.get(key, ()))
    return own | DOUBLED_RIGHTLY["any"] | DOUBLED_RIGHTLY.get(language, frozenset())


def doubled_words(text: str, words: Words, allowed: frozenset[str]) -> Iterator[Span]:
    """Find two equal words with nothing but spaces between them.

    Two capitals are a name (Duran Duran) unless they are a nationality inside a sentence (his Chinese
    Chinese counterpart); a capital inside a sentence followed by the plain word is a species, a person or
    a title; three in a row are a chant.
    """
    lowered = words.lowered
    spans = words.spans(text) if words.doubled else []
    for index in words.doubled:
        one = lowered[index]
        if len(one) < SHORTEST or not one.isalpha() or one in allowed:
            continue
        before = lowered[index - 1] if index else ""
        if (one in _PARTICLES and before in _WITH_PARTICLE) or (one in _FORMS_OF_BE and before in _SUBJECTS):
            continue
        first, second = spans[index], spans[index + 1]
        if not _SPACE.fullmatch(text, first.end, second.start) or _is_part(text, first.start, second.end):
            continue
        if one in lowered[max(0, index - 1) : index] or one in lowered[index + 2 : index + 3]:
            continue
        if _cased_like_a_slip(text, first, second):
            yield Span(first.start, second.end)


def echoed_words(text: str, words: Words, allowed: frozenset[str]) -> Iterator[Span]:
    """Find the last word of a sentence again behind its stop, in lower case: "all over the world. world"."""
    spans = words.spans(text) if words.doubled else []
    for index in words.doubled:
        first, second = spans[index], spans[index + 1]
        word = text[slice(*second)]
        if len(word) < MIN_ECHO or not (word.isalpha() and word.islower()) or word in allowed:
            continue
        if _STOP.fullmatch(text, first.end, second.start):
            yield Span(first.start, second.end)


def coordinated_words(text: str, words: Words) -> Iterator[Span]:
    """Find an attribute joined to itself: "in that crowded and crowded area"; a comparative may be."""
    lowered = words.lowered
    spans = words.spans(text) if words.coordinated else []
    for index in words.coordinated:
        before, one = lowered[index - 1 : index + 1]
        if before not in _DETERMINERS:
            continue
        if len(one) < MIN_ECHO or not one.isalpha() or one.endswith(_MAY_JOIN_ITSELF):
            continue
        gaps = pairwise(spans[index - 1 : index + 4])
        if all(_SPACE.fullmatch(text, left.end, right.start) for left, right in gaps):
            yield Span(spans[index].start, spans[index + 2].end)


def repeated_phrases(text: str, words: Words, min_words: int, language: str) -> Iterator[Span]:
    """Find phrases that follow themselves at once, the longest first: "in the in the".

    Phrases of names, with figures, of one word over and over, in a chain (more and more and more) or said
    three times are left alone, and so are the set phrases of a language ("a poco a poco") and speakers who
    begin again ("I was I was").
    """
    openers = _DOUBLE_BEHIND.get(language, frozenset())
    lowered, done = words.lowered, 0
    spans = words.spans(text) if words.repeated else []
    for index in words.repeated:
        if index < done:
            continue
        length = _repeated_length(text, lowered, spans, index, max(min_words, SHORTEST_PHRASE))
        end = index + 2 * length
        is_set = (
            length == SHORTEST_PHRASE and lowered[index] in openers and lowered[index + 1] not in _DETERMINERS
        )
        if (
            length
            and not is_set
            and any(text[start:stop].islower() for start, stop in spans[index + length : end])
        ):
            yield Span(spans[index].start, spans[end - 1].end)
        done = end if length else index + 1


def _equal(lowered: list[str], distance: int) -> list[int]:
    """Where a word stands that comes again so many words later."""
    others = lowered[distance:]
    if True not in map(eq, lowered, others):
        return []  # so it is with most blocks
    return [index for index, (one, other) in enumerate(zip(lowered, others, strict=False)) if one == other]


def _echoes(lowered: list[str]) -> list[int]:
    """Where two words stand that come again within the longest phrase: there alone may one be repeated."""
    if len(set(pairwise(lowered))) >= len(lowered) - 1:
        return []  # so it is with most blocks
    last: dict[tuple[str, str], int] = {}
    found = []
    for index, pair in enumerate(pairwise(lowered)):
        earlier = last.get(pair)
        if earlier is not None and index - earlier <= MAX_PHRASE:
            found.append(earlier)
        last[pair] = index
    return sorted(found)


def _repeated_length(text: str, lowered: list[str], spans: list[Span], index: int, least: int) -> int:
    """The length of the phrase at `index` that stands there twice, 0 if none does."""
    for length in range(min(MAX_PHRASE, (len(lowered) - index) // 2), least - 1, -1):
        middle, end = index + length, index + 2 * length
        phrase = lowered[index:middle]
        if phrase != lowered[middle:end] or not _stands_twice(text, spans[index:middle], spans[middle:end]):
            continue
        if len(set(phrase) - _CONJUNCTIONS) == 1 or not (
            length >= MIN_LONG_PHRASE or all(map(str.isalpha, phrase))
        ):
            continue
        if sum(map(str.isalpha, phrase)) < SHORTEST_PHRASE:
            continue
        if not _is_chain(lowered, index, length):
            return length
    return 0


def _stands_twice(text: str, first: Sequence[Span], second: Sequence[Span]) -> bool:
    """Whether two equal phrases stand side by side, the longer ones with a comma between at most."""
    if not (_joined(text, first) and _joined(text, second)):
        return False
    between = text[first[-1].end : second[0].start]
    if _SPACE.fullmatch(between):
        return True
    if len(first) < MIN_MARKED_PHRASE or _COMMA.fullmatch(between) is None:
        return False
    end = second[-1].end
    return text[first[0].start : first[-1].end] == text[second[0].start : end] and bool(
        _GOES_ON.match(text, end)
    )


def _joined(text: str, words: Sequence[Span]) -> bool:
    """Whether nothing but space stands between the words."""
    return all(_SPACE.fullmatch(text, one.end, other.start) for one, other in pairwise(words))


def _is_chain(lowered: list[str], index: int, length: int) -> bool:
    """Whether the phrase is said a third time, or only joins a word to itself for emphasis.

    Of a phrase of two words one is enough: "step by step by step". Nor is it a slip to live "from hand to
    hand to buy bread", or to know "what they have to do to do that".
    """
    end = index + 2 * length
    part = length if length > SHORTEST_PHRASE else 1
    first, last = lowered[index : index + part], lowered[index + length - part : index + length]
    if length < MIN_LONG_PHRASE and _CONJUNCTIONS & {lowered[index], lowered[index + length - 1]}:
        return True
    if length == SHORTEST_PHRASE and (last[-1] in _LINKS or (first[0] == "to" and last[-1] not in _ARTICLES)):
        return True
    return lowered[end : end + part] == first or lowered[max(0, index - part) : index] == last


def _is_part(text: str, start: int, end: int) -> bool:
    """Whether a hyphen, an apostrophe or the like ties the pair to more: "no no-ball"."""
    return text[max(0, start - 1) : start] in _TIES or text[end : end + 1] in _TIES


def _cased_like_a_slip(text: str, first: Span, second: Span) -> bool:
    one, other = text[slice(*first)], text[slice(*second)]
    if one.islower():
        return other.islower()
    inside = bool(_WORD_BEFORE.search(text, max(0, first.start - 2), first.start))
    if other.islower():
        return not inside
    return inside and bool(_NATIONALITY.fullmatch(one))
