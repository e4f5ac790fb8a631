"""Kind `fragment`: a sentence that lost its verb, or text that stops in mid-clause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Annotated, ClassVar, Literal, TypeAlias

from ..document import LINE_BREAK
from ..later import later
from ._base import ByLanguage, Context, Doc, Hit, Kind, Scope
from ._seam_model import seam_models
from ._seams import Word, end_traits, words_between
from ._second_reading import odds_of_cut

MAX_NAME_TAIL_WORDS = 9
"""A longer tail has room for a verb that no short list knows."""

MIN_NAME_TAIL_WORDS = 3
"""A shorter tail is a caption's "the winner"."""

_NAME_TAIL = later(r"(?P<name>\p{Lu}[\w'’.\-]*(?: \p{Lu}[\w'’.\-]*){0,2}), (?P<tail>\p{Ll}[^.!?:;“”\"]*)[.]")
_WORD = later(r"[\p{L}\p{N}][\p{L}\p{M}\p{N}'’\-]*")
_CONTRACTED = later(r"\p{L}+(?:['’](?:re|ve|ll|m|d)|n['’]t)|(?:it|he|she|that|there|here|what|who|let)['’]s")
_CONTINUES = later(r"[\p{Ll}\d\"'“‘„«»(\[•*–—-]")

_GAP = later(r"\s*")

MIN_LOOSE_WORDS = 16
"""Questions and headings end in prepositions ("what we came for"); few are so long without an end mark."""

MIN_CUT_OFF_WORDS = 8
"""Headings and labels are shorter; so is most verse."""

MIN_OPEN_WORDS = 20
"""Headlines of other stories, which no mark ends either, have at most 19 in the human translations of news
that this was measured on."""

MIN_PARAGRAPHS = 3
"""Paragraphs with an end mark, one and all, that show how a text ends its last one."""

MIN_FUNCTION_SHARE = 0.2
"""Share of function words in prose; half as many stand in captions, credits and lists."""

MIN_CLOSED_WORDS = 5
"""Words of a paragraph that has an end mark where the text sets any; shorter ones are labels."""

MIN_CLOSED = 2
"""Sentences or paragraphs with an end mark, before a text's open end is looked at."""

MIN_LOOSE_END_WORDS = 6
"""Words of the last paragraph, below which it is a label, a greeting or a name."""

MIN_WORDS_BEHIND_SENTENCE = 3
"""Words of an open end behind a sentence; one or two are the name of an agency or of an author."""

Steps: TypeAlias = tuple[tuple[float, float], ...]
"""Shares of the longer paragraphs that have an end mark, the largest first, and the log odds that a text was
cut behind its last word from which it is reported."""

ALONE_ODDS: Steps = ((1.0, -0.5), (0.8, 0.7), (0.5, 1.0))
"""Where a single sentence makes up the last paragraph, it may be a headline, and the more so, the more of the
others have no mark. Of 68 last blocks without one, in Wikinews and other English articles, 4 are reported."""

LONG_WORDS, LONG_ODDS = 18, ((0.8, -2.0), (0.5, 0.5))
"""Words of such a sentence from which it is hardly a headline or, if it ends in lower case, a credit."""

BEHIND_SENTENCE_ODDS = ((0.8, -3.0), (0.5, -1.0))
"""Where others stand in the last paragraph with their marks: hardly a writer drops only the last."""

VERSE_WORDS = 12
"""A block no longer than this, among others like it without an end mark, is a line of verse or of a list."""


@dataclass(frozen=True)
class Fragment(Kind):
    """Finds sentences that were torn: `name-tail`, a name and a verbless rest; `cut-off`, a text that stops.

    name-tail: a sentence inside a paragraph that is a name, a comma and a short tail which begins like an
    apposition ("their first as leaders") and holds no word that could be a verb. Captions, attributions and
    cast lists stand in blocks of their own and are left alone.

    cut-off: a block without an end mark whose last word must be followed by another ("the", "and"). Headings,
    verse, lists, and blocks that the next one continues are left alone.

    open-end: the text's last block is prose, goes on to its end in lower case and has no end mark, where the
    paragraphs before it all have one. Captions, credits and headings end in names or hold few function words.

    torn-end: the same in the languages that the shipped models know: by the last sentence and its last words
    they tell whether it, or a headline, could end so, or a word was cut in two.
    """

    form: Annotated[Literal["name-tail", "cut-off", "open-end", "torn-end"], Doc("Which kind of tear.")]
    words: Annotated[
        ByLanguage,
        Doc(
            "By language: for cut-off, words that cannot end a clause; for name-tail, those that open a "
            "tail; for open-end, the function words that prose is made with; for torn-end, the words of a "
            "rule for cut-off, to which they are left."
        ),
    ]
    verbs: Annotated[ByLanguage, Doc("By language, for name-tail: words that make a tail a clause.")] = field(
        default_factory=dict
    )
    min_words: Annotated[int, Doc("For cut-off: a shorter block is silent.")] = MIN_CUT_OFF_WORDS
    loose_words: Annotated[
        ByLanguage,
        Doc("By language, for cut-off: words that may end a clause; they count in long blocks alone."),
    ] = field(default_factory=dict)

    scopes: ClassVar[tuple[Scope, ...]] = ("document",)
    values: ClassVar[tuple[str, ...]] = ("word",)

    def find(self, context: Context) -> Iterator[Hit]:
        """Torn sentences (name-tail), or the last word of each block that stops (cut-off)."""
        words = self.words.get(context.language)
        if not words:
            return
        if self.form == "name-tail":
            yield from self._name_tails(context, words)
        elif self.form == "cut-off":
            yield from self._cut_offs(context, words)
        elif self.form == "open-end":
            yield from self._open_end(context, words)
        else:
            yield from self._torn_end(context)

    def _torn_end(self, context: Context) -> Iterator[Hit]:
        model = seam_models().get(context.language) if context.models else None
        blocks = [block for block in context.document.blocks if block.kind != "code"]
        if model is None or not blocks or blocks[-1].kind in ("heading", "list-item"):
            return
        last, text = blocks[-1], context.text
        if not _is_open(text[last.start : last.end]):
            return
        texts = [text[block.start : block.end] for block in blocks]
        *before, open_sentence = context.document.sentences_in(last.start, last.end)
        words = words_between(text, *open_sentence)
        if len(words) < (MIN_WORDS_BEHIND_SENTENCE if before else MIN_LOOSE_END_WORDS):
            return
        if self._is_left_to_cut_off(words[-1].text.lower(), texts, context):
            return
        is_long = len(words) >= LONG_WORDS and words[-1].text.islower() and not _is_title(words)
        steps = BEHIND_SENTENCE_ODDS if before else LONG_ODDS if is_long else ALONE_ODDS
        wanted = self._odds_wanted(texts[:-1], len(before), steps)
        if wanted is None:
            return
        odds = model.cut.log_odds(end_traits(text, words))
        if odds_of_cut(text, open_sentence, context.language, odds) >= wanted:
            yield Hit(words[-1].start, words[-1].end, context.field, {"word": words[-1].text})

    def _is_left_to_cut_off(self, word: str, texts: list[str], context: Context) -> bool:
        """Whether a rule for cut-off reports a text that ends with a word."""
        if not self._cannot_end(word, len(_WORD.findall(texts[-1])), context):
            return False
        return word in self.words.get(context.language, ()) or not self._leaves_ends_open(
            texts, len(texts) - 1
        )

    def _odds_wanted(self, paragraphs: list[str], sentences: int, steps: Steps) -> float | None:
        """The log odds that an open end must have behind paragraphs and, in its own, a number of sentences.

        None where the text does not set end marks.
        """
        longer = [text for text in paragraphs if len(_WORD.findall(text)) >= MIN_CLOSED_WORDS]
        closed = sum(not _is_open(text) for text in longer)
        if closed + sentences < MIN_CLOSED:
            return None
        return next((odds for share, odds in steps if closed >= share * len(longer)), None)

    def _open_end(self, context: Context, function_words: tuple[str, ...]) -> Iterator[Hit]:
        blocks = [block for block in context.document.blocks if block.kind != "code"]
        if not blocks or blocks[-1].kind in ("heading", "list-item"):
            return
        last = blocks[-1]
        found = list(_WORD.finditer(context.text, last.start, last.end))
        if len(found) < self.min_words or found[-1].end() != last.end or not found[-1].group().islower():
            return
        words = [match.group().lower() for match in found]
        if sum(word in function_words for word in words) < MIN_FUNCTION_SHARE * len(words):
            return
        sentences = sum(1 for _ in context.document.sentences_in(last.start, last.end))
        if sentences == 1 and len(words) < MIN_OPEN_WORDS:
            return
        paragraphs = sum(block.kind == "paragraph" for block in blocks[:-1])
        earlier = (context.text[block.start : block.end] for block in blocks[1:-1])  # the first: a headline
        if paragraphs < MIN_PARAGRAPHS or any(self._is_long_and_open(text) for text in earlier):
            return
        yield Hit(*found[-1].span(), context.field, {"word": found[-1].group()})

    def _leaves_ends_open(self, texts: list[str], index: int) -> bool:
        """Whether another block ends so too: chats and notes do without end marks."""
        return any(self._is_long_and_open(text) for text in (*texts[:index], *texts[index + 1 :]))

    def _is_long_and_open(self, block: str) -> bool:
        return _is_open(block) and len(_WORD.findall(block)) >= self.min_words

    def _name_tails(self, context: Context, openers: tuple[str, ...]) -> Iterator[Hit]:
        verbs = self.verbs.get(context.language, ())
        block_starts = {start for start, _ in context.units()}
        for sentence in context.document.sentences:
            if sentence.start in block_starts:
                continue
            match = _NAME_TAIL.fullmatch(context.text, sentence.start, sentence.end)
            if match is None:
                continue
            tail = [word.lower() for word in _WORD.findall(match["tail"])]
            is_short = MIN_NAME_TAIL_WORDS <= len(tail) <= MAX_NAME_TAIL_WORDS
            if is_short and tail[0] in openers and not any(_may_be_verb(word, verbs) for word in tail):
                yield Hit(sentence.start, sentence.end, context.field, {"word": match["name"]})

    def _cannot_end(self, word: str, count: int, context: Context) -> bool:
        """Whether a block of so many words cannot end with a word."""
        if count < self.min_words:
            return False
        loose = self.loose_words.get(context.language, ()) if count >= MIN_LOOSE_WORDS else ()
        return word in self.words.get(context.language, ()) or word in loose

    def _cut_offs(self, context: Context, words: tuple[str, ...]) -> Iterator[Hit]:
        blocks = [block for block in context.document.blocks if block.kind != "code"]
        texts = [context.text[block.start : block.end] for block in blocks]
        for index, (block, text) in enumerate(zip(blocks, texts, strict=True)):
            if block.kind in ("heading", "list-item") or not _is_open(text):
                continue
            found = list(_WORD.finditer(text))
            last_word = found[-1].group().lower() if found else ""
            if not self._cannot_end(last_word, len(found), context):
                continue
            if last_word not in words and self._leaves_ends_open(texts, index):
                continue
            if not _ends_paragraph(context.text, block.end):
                continue
            following = texts[index + 1] if index + 1 < len(texts) else ""
            if (following and _CONTINUES.match(following)) or _is_verse(texts, index):
                continue
            last = found[-1]
            yield Hit(
                block.start + last.start(), block.start + last.end(), context.field, {"word": last.group()}
            )


def _ends_paragraph(text: str, end: int) -> bool:
    """Whether a blank line, or nothing, follows: lines that stand close may be one sentence, wrapped."""
    match = _GAP.match(text, end)
    return match is None or match.end() == len(text) or len(LINE_BREAK.findall(match.group())) > 1


def _is_title(words: Sequence[Word]) -> bool:
    """Whether most words are capitalised."""
    return 2 * sum(word.text[0].isupper() for word in words) > len(words)


def _is_open(block: str) -> bool:
    """Whether a block ends in a word or a comma."""
    return block[-1:].isalnum() or block.endswith(",")


def _may_be_verb(word: str, verbs: tuple[str, ...]) -> bool:
    """Whether an English-like word could hold a finite verb: listed, contracted, or a past tense in -ed."""
    return (
        word in verbs
        or bool(_CONTRACTED.fullmatch(word))
        or (word.endswith("ed") and len(word) > len("need"))
    )


def _is_verse(texts: list[str], index: int) -> bool:
    """Whether the block is one of several short ones without an end mark."""
    if len(texts[index].split()) > VERSE_WORDS:
        return False
    neighbours = texts[max(0, index - 2) : index] + texts[index + 1 : index + 3]
    open_ended = [t for t in neighbours if _is_open(t) and len(t.split()) <= VERSE_WORDS]
    return 2 * len(open_ended) > len(neighbours)
