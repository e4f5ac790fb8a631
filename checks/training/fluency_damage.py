"""Damage done to sound sentences, of the kinds that translation, rewriting and scraping do.

A sentence is a list of whole numbers, `entry + size · shape` with the size of the lexicon. Each kind of
damage changes one place of it and marks the tokens where a reader stumbles. Nothing here knows a language.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from random import Random
from typing import Any, NamedTuple

from ..kinds._fluency_tokens import CAPITAL, CASELESS, is_mark
from .fluency_corpus import MAX_TOKENS
from .fluency_lexicon import Words

MIN_TOKENS = 4
"""Tokens that a sentence keeps."""

LIGHT, DOUBLE = 0.45, 0.25
"""Shares of sentences that are damaged once, and twice; the others many times or throughout."""

HEAVY_SHARES = (0.06, 0.3)
"""Damages a token in a sentence that is damaged many times."""

THROUGHOUT = 0.12
"""Share of sentences whose words are moved about from end to end."""

CASELESS_SHARE, WITHOUT_END_MARK = 0.35, 0.1
"""Shares of pairs, sound and damaged, that are shown in small letters, and without the last mark."""

IN_BRACKETS, IN_QUOTATION, LABELLED, WITH_ASIDE = 0.03, 0.03, 0.03, 0.02
"""Shares of sentences that are set in brackets or quotation marks, behind a label ("Location:", "(Name)"), or
around an aside, and are sound with it: corpora of textbooks have too few of these."""

BLURRED, BLURRED_BELOW = 0.06, 400
"""Share of words, of those that stand less often than that in the corpus, that are shown as the class that
their ending would put them in: so the classes are learned from words of all kinds."""


class Damaged(NamedTuple):
    """A sentence after damage, with a mark, 1 or 0, for each token."""

    tokens: list[int]
    marks: list[int]


class _Draft:
    """A sentence while it is being damaged."""

    def __init__(self, tokens: Sequence[int]) -> None:
        self.tokens = list(tokens)
        self.marks = [0] * len(tokens)

    def __len__(self) -> int:
        return len(self.tokens)

    def replace(
        self, start: int, end: int, tokens: Sequence[int], marks: Sequence[int] | None = None
    ) -> None:
        self.tokens[start:end] = tokens
        self.marks[start:end] = [1] * len(tokens) if marks is None else marks

    def mark(self, place: int) -> None:
        """Mark the token at a place, for what is missing before it; the last one where there is none."""
        self.marks[min(place, len(self) - 1)] = 1


class Damager:
    """Damages sentences of a corpus."""

    def __init__(self, words: Words, flat: Sequence[int], ends: Sequence[int]) -> None:
        """`flat` has the corpus' tokens one after the other, `ends` where its sentences end."""
        self._size = len(words.lexicon)
        self._flat, self._ends = flat, ends
        self._words = words
        entries = words.lexicon.entries
        self._marks = frozenset(n for n, entry in enumerate(entries) if is_mark(entry))
        self._function = frozenset(words.function_words)
        frequent = words.counts.astype(float) ** 0.75
        frequent[list(self._marks)] = 0
        self._cumulated: list[float] = frequent.cumsum().tolist()
        self._usual = [
            n for n in words.function_words for _ in range(1 + int(40 * frequent[n] / frequent.max()))
        ]
        self._comma = words.lexicon.number(",")
        self._framing = {mark: words.lexicon.number(mark) for mark in ("(", ")", '"', ":", "-")}
        self._classes = words.classes.tolist()
        self._rare = (words.counts < BLURRED_BELOW).tolist()
        self._kinds, self._weights = zip(*self._table(), strict=True)
        self._places = _places(flat, self._size)

    def _table(self) -> list[tuple[Callable[[_Draft, Random], None], float]]:
        return [
            (self._drop_any, 9),
            (self._drop_function_word, 7),
            (self._drop_two, 4),
            (self._insert, 9),
            (self._mistake, 16),
            (self._other_form, 12),
            (self._move, 9),
            (self._move_far, 5),
            (self._exchange, 4),
            (self._other_word, 10),
            (self._cross_over, 9),
            (self._fuse, 18),
            (self._repeat, 2),
            (self._cut_head, 2),
            (self._cut_tail, 3),
            (self._comma_anywhere, 2),
            (self._jumble, 5),
        ]

    def damaged(self, sentence: Sequence[int], random: Random) -> Damaged:
        """The sentence after one damage, two, many, or one of the whole of it."""
        draft = _Draft(sentence)
        fate = random.random()
        if fate < THROUGHOUT:
            random.choice((self._shuffle, self._swap_pairs, self._swap_pairs, self._permute_phrases))(
                draft, random
            )
        else:
            fate = (fate - THROUGHOUT) / (1 - THROUGHOUT)
            heavy = 1 + int(len(draft) * random.uniform(*HEAVY_SHARES))
            for _ in range(1 if fate < LIGHT else 2 if fate < LIGHT + DOUBLE else heavy):
                if len(draft) < MIN_TOKENS:
                    break
                random.choices(self._kinds, self._weights)[0](draft, random)
        return Damaged(draft.tokens[:MAX_TOKENS], draft.marks[:MAX_TOKENS])

    def caseless(self, sentence: Sequence[int]) -> list[int]:
        """The sentence in small letters."""
        return [token % self._size + CASELESS * self._size for token in sentence]

    def framed(self, sentence: Sequence[int], random: Random) -> list[int]:
        """The sentence as it is, or in a frame that is as sound."""
        fate = random.random()
        opening, closing, quotation, colon, dash = self._framing.values()
        if fate < IN_BRACKETS:
            return [opening, *sentence, closing]
        fate -= IN_BRACKETS
        if fate < IN_QUOTATION:
            return [quotation, *sentence, quotation]
        fate -= IN_QUOTATION
        if fate >= LABELLED + WITH_ASIDE:
            return list(sentence)
        other = self._any_sentence(random)
        place = random.randrange(len(other))
        phrase = [token for token in other[place : place + random.randint(1, 4)] if not self.is_mark(token)]
        if fate < LABELLED:
            label = [token % self._size + CAPITAL * self._size for token in phrase]
            return [
                *random.choice(
                    ([*label, colon], [opening, *label, closing], [opening, *label, closing, dash])
                ),
                *sentence,
            ]
        place = random.randrange(1, len(sentence))
        return [*sentence[:place], opening, *phrase, closing, *sentence[place:]]

    def blurred(self, sentence: Sequence[int], random: Random) -> list[int]:
        """The sentence with some of its rarer words known by their ending alone."""
        size, classes, rare = self._size, self._classes, self._rare
        return [
            classes[token % size] + token // size * size
            if rare[token % size] and random.random() < BLURRED
            else token
            for token in sentence
        ]

    def is_mark(self, token: int) -> bool:
        """Whether a token is a mark of punctuation."""
        return token % self._size in self._marks

    # where damage may be done

    def _place(self, draft: _Draft, random: Random) -> int:
        """Any word before the last token; a mark where four draws find none."""
        place = 0
        for _ in range(4):
            place = random.randrange(len(draft) - 1)
            if not self.is_mark(draft.tokens[place]):
                break
        return place

    def _one_of(self, draft: _Draft, random: Random, among: Any) -> int | None:
        places = [n for n, token in enumerate(draft.tokens) if token % self._size in among]
        return random.choice(places) if places else None

    def _as(self, entry: int, token: int) -> int:
        """An entry written as a token is."""
        return entry + token // self._size * self._size

    def _any_entry(self, random: Random) -> int:
        return min(bisect_left(self._cumulated, random.random() * self._cumulated[-1]), self._size - 1)

    def _any_sentence(self, random: Random) -> Sequence[int]:
        number = random.randrange(len(self._ends))
        return self._flat[self._ends[number - 1] if number else 0 : self._ends[number]]

    # what is lost

    def _drop(self, draft: _Draft, place: int, count: int) -> None:
        draft.replace(place, place + count, [])
        draft.mark(place)

    def _drop_any(self, draft: _Draft, random: Random) -> None:
        self._drop(draft, self._place(draft, random), 1)

    def _drop_two(self, draft: _Draft, random: Random) -> None:
        """Two words, side by side or apart."""
        if random.random() < 1 / 2:
            self._drop(draft, self._place(draft, random), 2)
        else:
            self._drop_any(draft, random)
            self._drop_any(draft, random)

    def _drop_function_word(self, draft: _Draft, random: Random) -> None:
        place = self._one_of(draft, random, self._function)
        if place is not None and len(draft) > place + 1:
            self._drop(draft, place, 1)

    def _cut_head(self, draft: _Draft, random: Random) -> None:
        draft.replace(0, random.randrange(1, max(2, len(draft) // 2)), [])
        draft.mark(0)
        if draft.tokens[0] < self._size:
            draft.tokens[0] += CAPITAL * self._size

    def _cut_tail(self, draft: _Draft, random: Random) -> None:
        """The last words before the end mark."""
        last = len(draft) - 1
        draft.replace(last - random.randrange(1, min(5, last)), last, [])
        draft.mark(len(draft) - 1)

    # what is put in or taken for something else

    def _insert(self, draft: _Draft, random: Random) -> None:
        entry = random.choice(self._usual) if random.random() < 4 / 5 else self._any_entry(random)
        place = random.randrange(len(draft))
        draft.replace(place, place, [self._as(entry, draft.tokens[-1])])

    def _mistake(self, draft: _Draft, random: Random) -> None:
        """A function word for another: its, their; of, in; is, be."""
        place = self._one_of(draft, random, self._words.mistaken)
        if place is not None:
            token = draft.tokens[place]
            near = self._words.mistaken[token % self._size]
            entry = random.choice(near) if random.random() < 4 / 5 else random.choice(self._usual)
            draft.replace(place, place + 1, [self._as(entry, token)])

    def _other_form(self, draft: _Draft, random: Random) -> None:
        place = self._one_of(draft, random, self._words.forms)
        if place is not None:
            token = draft.tokens[place]
            draft.replace(
                place, place + 1, [self._as(random.choice(self._words.forms[token % self._size]), token)]
            )

    def _other_word(self, draft: _Draft, random: Random) -> None:
        """A word that has no business there: any, or one of the sentence's own."""
        place = self._place(draft, random)
        token = draft.tokens[place]
        entry = (
            self._any_entry(random) if random.random() < 2 / 3 else random.choice(draft.tokens) % self._size
        )
        if entry != token % self._size and not self.is_mark(token):
            draft.replace(place, place + 1, [self._as(entry, token)])

    def _repeat(self, draft: _Draft, random: Random) -> None:
        place, count = random.randrange(len(draft) - 1), random.choice((1, 1, 2))
        draft.replace(place, place, draft.tokens[place : place + count])

    def _comma_anywhere(self, draft: _Draft, random: Random) -> None:
        place = self._place(draft, random)
        if not self.is_mark(draft.tokens[place]) and not self.is_mark(draft.tokens[place + 1]):
            draft.replace(place + 1, place + 1, [self._as(self._comma, draft.tokens[place + 1] % self._size)])

    # what stands elsewhere

    def _move(self, draft: _Draft, random: Random) -> None:
        """A phrase, by a few words."""
        self._shift(
            draft, random, random.choice((1, 1, 1, 2, 2, 3)), random.choice((-4, -3, -2, -1, 1, 2, 3, 4))
        )

    def _move_far(self, draft: _Draft, random: Random) -> None:
        self._shift(draft, random, random.choice((1, 1, 2, 3)), random.randrange(-len(draft), len(draft)))

    def _shift(self, draft: _Draft, random: Random, count: int, by: int) -> None:
        place = random.randrange(len(draft) - 1)
        phrase, marks = draft.tokens[place : place + count], draft.marks[place : place + count]
        target = min(max(0, place + by), len(draft) - 1 - count)
        if target == place or target < 0 or place + count >= len(draft):
            return
        draft.replace(place, place + count, [])
        draft.mark(place)
        draft.replace(target, target, phrase, [1] * len(marks))
        if target + count < len(draft):
            draft.mark(target + count)

    def _exchange(self, draft: _Draft, random: Random) -> None:
        """Two phrases side by side."""
        count = random.choice((1, 1, 2, 3))
        place = random.randrange(len(draft) - 1)
        if place + 2 * count < len(draft):
            middle = place + count
            phrases = draft.tokens[middle : middle + count] + draft.tokens[place:middle]
            draft.replace(place, place + 2 * count, phrases)

    def _jumble(self, draft: _Draft, random: Random) -> None:
        """A few words in any order."""
        place = random.randrange(len(draft) - 1)
        span = draft.tokens[place : min(place + random.randint(3, 8), len(draft) - 1)]
        mixed = random.sample(span, len(span))
        if mixed != span:
            draft.replace(place, place + len(span), mixed)

    # two sentences in one

    def _cross_over(self, draft: _Draft, random: Random) -> None:
        """From a word on, what follows the same word in another sentence: no two neighbours look wrong."""
        place = self._place(draft, random)
        places = self._places.get(draft.tokens[place] % self._size)
        if places is None or len(places) < 2:  # noqa: PLR2004 (its own)
            return
        start = int(places[random.randrange(len(places))]) + 1
        end = self._ends[bisect_left(self._ends, start)] if start < len(self._flat) else start
        count = random.choice((1, 2, 3, 4, 5, MAX_TOKENS))
        phrase = list(self._flat[start : min(start + count, end)])
        if not phrase:
            return
        lost = len(draft) if count == MAX_TOKENS else place + 1 + random.choice((0, 1, 2, len(phrase)))
        marks = [1, *[0] * (len(phrase) - 1)] if count == MAX_TOKENS else [1] * len(phrase)
        draft.replace(place + 1, lost, phrase, marks)
        if place + 1 + len(phrase) < len(draft):
            draft.mark(place + 1 + len(phrase))

    def _fuse(self, draft: _Draft, random: Random) -> None:
        """Another sentence, from its beginning or its middle, in the middle of this one or at its end."""
        other = list(self._any_sentence(random))
        if random.random() < 1 / 4:
            other = other[random.randrange(len(other)) :]
        elif random.random() < 1 / 2 and other[0] // self._size == CAPITAL:
            other[0] %= self._size
        whole = random.random() < 2 / 3
        cut = len(draft) - 1 if whole else random.randrange(1, len(draft))
        draft.replace(cut, len(draft), other, [1, 1, *[0] * (len(other) - 2)][: len(other)])

    # the whole sentence

    def _shuffle(self, draft: _Draft, random: Random) -> None:
        body = draft.tokens[:-1]
        draft.replace(0, len(body), random.sample(body, len(body)))

    def _swap_pairs(self, draft: _Draft, random: Random) -> None:
        for _ in range(max(1, int(len(draft) * random.uniform(0.08, 0.2)))):
            one, other = random.randrange(len(draft) - 1), random.randrange(len(draft) - 1)
            if draft.tokens[one] != draft.tokens[other]:
                tokens = draft.tokens
                tokens[one], tokens[other] = tokens[other], tokens[one]
                draft.marks[one] = draft.marks[other] = 1

    def _permute_phrases(self, draft: _Draft, random: Random) -> None:
        """Phrases of one to four words, each exchanged with the next or left where it is."""
        phrases, place = [], 0
        while place < len(draft) - 1:
            size = min(random.randint(1, 4), len(draft) - 1 - place)
            phrases.append(draft.tokens[place : place + size])
            place += size
        tokens: list[int] = []
        marks: list[int] = []
        while phrases:
            swapped = len(phrases) > 1 and random.random() < 1 / 2
            phrase = phrases.pop(1 if swapped else 0)
            tokens += phrase
            marks += [int(swapped)] * len(phrase)
        draft.replace(0, len(draft) - 1, tokens, marks)


def _places(flat: Sequence[int], size: int) -> dict[int, Any]:
    """Where each entry stands in the corpus."""
    import numpy as np  # noqa: PLC0415 (only who trains needs it)

    entries = np.asarray(flat) % size
    order = np.argsort(entries, kind="stable")
    starts = np.searchsorted(entries[order], np.arange(size + 1))
    return {n: order[starts[n] : starts[n + 1]] for n in range(size) if starts[n] < starts[n + 1]}
