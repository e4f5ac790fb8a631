"""Literal phrases as the whole block, at its start or anywhere; `[[…]]` marks what must be found."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from kind_helpers import contexts, found, hits

from checks.dialect import Pattern
from checks.document import Document
from checks.kinds.phrase import Phrase

NBSP = "\N{NO-BREAK SPACE}"
ZWSP = "\N{ZERO WIDTH SPACE}"

WHOLE = Phrase(
    block={
        "en": ("Leave a reply", "Don't miss"),
        "tr": ("İlgili Haberler", "Devamını oku"),
        "el": ("Σχετικά άρθρα", "Όλες οι ειδήσεις"),
        "zh": ("相关阅读",),
        "ar": ("اقرأ أيضا",),
        "hi": ("और पढ़ें",),
    }
)
START = Phrase(
    start={"en": ("Read also", "Read"), "ja": ("続きを読む",), "tr": ("İlgili haber",)}, max_words=12
)
ANYWHERE = Phrase(anywhere={"en": ("well being minister", "the usa's"), "zh": ("点击阅读",)}, max_words=400)


@pytest.mark.parametrize(
    "marked",
    [
        "[[Leave a reply]]",
        "[[LEAVE A REPLY]]",
        "[[→ Leave a reply »]]",
        "[[\N{BLACK RIGHT-POINTING TRIANGLE}\N{VARIATION SELECTOR-16} Leave a reply]]",
        "[[• Leave a reply:]]",
        f"[[Leave{NBSP}a  reply]]",
        f"[[{ZWSP}Leave a reply{ZWSP}]]",
        "[[Don’t miss]]",
        "[[Don`t miss!]]",
        "It rained.\n\n[[Leave a reply]]\n\nIt snowed.",
        "[[İLGİLİ HABERLER]]",
        "[[DEVAMINI OKU]]",
        "[[Devamini oku]]",
        "[[ΌΛΕΣ ΟΙ ΕΙΔΉΣΕΙΣ]]",
        "[[相关阅读：]]",
        "[[اقرأ أيضا:]]",
        "[[और पढ़ें »]]",
    ],
)
def test_finds_a_phrase_that_is_the_whole_block(marked: str) -> None:
    assert found(WHOLE, marked) == marked


@pytest.mark.parametrize(
    "text",
    [
        "Leave a reply if you know more about it.",
        "Please leave a reply",
        "Leave a reply2",
        "Leave areply",
        "Leave",
        "相关阅读材料",
        "…",
    ],
)
def test_a_block_that_holds_more_than_the_phrase_is_no_whole_block(text: str) -> None:
    assert found(WHOLE, text) == text


def test_whole_blocks_and_starts_are_found_in_any_language() -> None:
    assert found(WHOLE, "[[Leave a reply]]", language="sv") == "[[Leave a reply]]"
    assert found(START, "[[Read also]]: the rain", language="unknown") == "[[Read also]]: the rain"


@pytest.mark.parametrize(
    "marked",
    [
        "[[Read also]]: why it rains",
        "[[READ ALSO]] Why it rains",
        "→ [[Read also]] Why it rains",
        f"[[Read{NBSP} also]] – Why it rains",
        "[[Read]] more about the rain",
        "[[Read also]]",
        "[[続きを読む]]雨が降る",
        "[[İLGİLİ HABER]]: Yağmur",
    ],
)
def test_finds_a_phrase_at_the_start_of_a_block(marked: str) -> None:
    assert found(START, marked) == marked


@pytest.mark.parametrize(
    "text",
    [
        "Readers also like the rain.",
        "They read also why it rains.",
        "Readalso",
        "Read also why it rains so much more in the west than in the east.",
        "続" * 3,
    ],
)
def test_leaves_other_starts_and_long_blocks_alone(text: str) -> None:
    assert found(START, text) == text


def test_the_length_of_a_block_without_spaces_is_counted_in_words() -> None:
    assert found(START, "続きを読む" + "雨が降る" * 20).count("[[") == 0


def test_the_longest_phrase_is_found_first() -> None:
    (hit,) = hits(START, "Read also the news")
    assert hit.values == {"phrase": "Read also"}


def test_a_phrase_may_have_to_be_followed_by_something() -> None:
    kind = Phrase(start={"en": ("Read also",)}, anywhere={"en": ("see also",)}, followed_by=Pattern(r"\s?:"))
    assert found(kind, "[[Read also]]: the rain") == "[[Read also]]: the rain"
    assert found(kind, "It rained, [[see also]] : the news") == "It rained, [[see also]] : the news"
    assert found(kind, "Read also the rain, see also the news").count("[[") == 0


def test_what_follows_is_compared_as_it_is_written() -> None:
    kind = Phrase(start={"en": ("By",)}, followed_by=Pattern(r" \p{Lu}"))
    assert found(kind, "[[BY]] Ann Hill") == "[[BY]] Ann Hill"
    assert found(kind, "By ann hill").count("[[") == 0


@pytest.mark.parametrize(
    "marked",
    [
        "The [[well being minister]] came.",
        "The [[Well Being\nMinister]] came to [[the USA’s]] aid.",
        "The “[[well being minister]]” came.",
        "[[well being minister]]",
        "The non-[[well being minister]]'s aid.",
    ],
)
def test_finds_phrases_anywhere(marked: str) -> None:
    assert found(ANYWHERE, marked, "document") == marked


@pytest.mark.parametrize(
    "text",
    [
        "The well being ministers came.",
        "The swell being minister came.",
        "The well-being minister came.",
        "The well being\N{COMBINING ACUTE ACCENT} minister came.",
    ],
)
def test_a_phrase_anywhere_begins_and_ends_with_a_word(text: str) -> None:
    assert found(ANYWHERE, text) == text


def test_a_phrase_of_a_script_without_spaces_stands_between_any_letters() -> None:
    marked = "今天下雨[[点击阅读]]全文"
    assert found(ANYWHERE, marked, language="zh") == marked


def test_phrases_anywhere_run_in_their_own_language_alone() -> None:
    assert found(ANYWHERE, "The well being minister came.", language="de").count("[[") == 0
    assert found(ANYWHERE, "The well being minister came.", language="unknown").count("[[") == 0


def test_a_phrase_that_is_both_start_and_anywhere_is_one_hit() -> None:
    kind = Phrase(start={"en": ("Read also",)}, anywhere={"en": ("read also",)})
    assert found(kind, "[[Read also]] the news") == "[[Read also]] the news"


def test_so_many_different_phrases_make_one_hit() -> None:
    kind = Phrase(anywhere={"en": ("rain maven", "fog guru", "snow fan")}, at_least=2)
    assert found(kind, "A [[fog guru, a rain maven]] too.") == "A [[fog guru, a rain maven]] too."
    assert found(kind, "A fog guru, a Fog  Guru too.").count("[[") == 0
    assert [hit.values for hit in hits(kind, "Fog guru, rain maven, fog guru")] == [
        {"phrase": "fog guru, rain maven"}
    ]


def test_a_whole_block_may_be_similar_to_a_phrase() -> None:
    kind = Phrase(block={"en": ("Click Here To Read More",)}, similarity=90)
    assert [hit.values for hit in hits(kind, "CLICK HERE TO READ MOORE!")] == [
        {"phrase": "Click Here To Read More"}
    ]
    assert hits(kind, "Click there to hear it all") == []
    exact = Phrase(block={"en": ("Click Here To Read More",)})
    assert hits(exact, "CLICK HERE TO READ MOORE!") == []


def test_short_blocks_are_never_only_similar() -> None:
    assert hits(Phrase(block={"en": ("Read now",)}, similarity=60), "Read not") == []


def test_the_whole_block_is_tried_before_its_start() -> None:
    kind = Phrase(block={"en": ("Read also",)}, start={"en": ("Read",)})
    assert found(kind, "[[» Read also]]") == "[[» Read also]]"


def test_a_title_is_one_unit() -> None:
    document = Document("One", title="Read also: rain")
    assert [hit[:3] for c in contexts(document, "title") for hit in START.find(c)] == [(0, 9, "title")]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({}, "give phrases"),
        ({"block": {"en": ()}}, "give phrases"),
        ({"start": {"en": ("Read", "»…")}}, "the phrase '»…' has no letter or digit"),
        ({"anywhere": {"en": ("",)}}, "the phrase '' has no letter or digit"),
        ({"start": {"en": ("Read",)}, "max_words": 0}, "count from 1"),
        ({"start": {"en": ("Read",)}, "at_least": 0}, "count from 1"),
        ({"anywhere": {"en": ("Read",)}, "at_least": 2, "within": 0}, "within counts words from 1"),
        ({"anywhere": {"en": ("Read",)}, "within": 9}, "needs an at_least above 1"),
        ({"block": {"en": ("Read",)}, "similarity": 101.0}, "at most 100"),
        ({"block": {"en": ("Read",)}, "similarity": 0.0}, "above 0"),
    ],
)
def test_refuses_what_it_cannot_look_for(fields: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Phrase(**fields)  # type: ignore[arg-type]


CLOSE = Phrase(anywhere={"en": ("one", "two", "three")}, at_least=2, within=5)


@pytest.mark.parametrize(
    "marked",
    [
        "[[one a b c two]]",
        "one a b c d two",
        "one a one a one",
        "[[one.\n\nTwo]] a b",
        "x [[one two a b c three]] x x x x x [[two one]] x",
        "one x x x x x [[two x one x x x three]] x x x x x one",
        "[[one x x two x x three x x one]]",
    ],
)
def test_phrases_may_have_to_stand_close_together(marked: str) -> None:
    assert found(CLOSE, marked, "document") == marked


def test_a_long_unit_is_no_bar_where_closeness_counts() -> None:
    close = Phrase(anywhere={"en": ("one", "two")}, at_least=2, within=5, max_words=3)

    assert found(close, "a b c d [[one two]] e f g") == "a b c d [[one two]] e f g"


LETTERS = "abİıIiſsßΣσςKkéДжñ"
WORD = st.text(st.sampled_from(LETTERS), min_size=1, max_size=5)
# No word of it can belong to a phrase; the dotted capital is the letter whose lower case is two characters.
PLAIN = st.lists(st.sampled_from([*"xyz .,'’«»!\n\t\ud800😀", NBSP, "yİ"]), max_size=20).map("".join)


@given(st.lists(WORD, min_size=1, max_size=3), PLAIN, PLAIN, st.sampled_from([str, str.upper, str.lower]))
@example(["İı"], "yİ ", " yİ", str)
def test_a_planted_phrase_is_found_at_its_span(
    words: list[str], before: str, after: str, shape: Callable[[str], str]
) -> None:
    phrase = " ".join(words)
    shaped = shape(phrase)
    kind = Phrase(anywhere={"en": (phrase,)}, max_words=400)
    start = len(before) + 1
    text = f"{before} {shaped} {after}"
    same_length = len(shaped) == len(phrase)  # some capitals are two letters: ß, SS
    spans = [hit[:2] for hit in hits(kind, text, "document")]
    assert (start, start + len(shaped)) in spans or not same_length
    assert all(text[a:b].strip() == text[a:b] for a, b in spans)


@given(st.text(st.sampled_from("Read alsoİıΣςẞ»\ufb01\ud800\N{COMBINING DOT ABOVE}漢 \n'’"), max_size=30))
def test_hits_lie_within_any_text(text: str) -> None:
    for kind in (WHOLE, START, ANYWHERE):
        for hit in hits(kind, text, "document"):
            assert 0 <= hit.start < hit.end <= len(text)
