from __future__ import annotations

from checks.document import Block, Document, Link, Location
from checks.drill.sampling import GOOD_WORDS, MAX_WORDS, MIN_WORDS, draw, for_damage, order
from checks.finding import Unreadable

SENTENCE = "The boats of Halden lie on the quay all winter long. "
"""Eleven words."""


def words(count: int) -> Document:
    return Document("word " * count, declared_language="en")


def test_a_small_feed_is_taken_whole_and_in_order() -> None:
    documents = [words(n) for n in range(5)]
    assert draw(documents, seed=1).documents == documents


def test_of_a_large_feed_so_many_are_drawn_and_keep_their_order() -> None:
    documents = [Document(f"{n}") for n in range(200)]
    sample = draw(iter(documents), seed=1, limit=20)
    numbers = [int(document.text) for document in sample.documents]
    assert (len(numbers), sample.read) == (20, 200)
    assert numbers == sorted(numbers)
    assert max(numbers) >= 20


def test_another_seed_draws_others() -> None:
    documents = [Document(f"{n}") for n in range(200)]
    assert draw(documents, seed=1, limit=20) == draw(documents, seed=1, limit=20)
    assert draw(documents, seed=1, limit=20).documents != draw(documents, seed=2, limit=20).documents


def test_unreadable_records_are_kept_apart() -> None:
    broken = Unreadable(None, Location("a.jsonl", 2), "bad-json", "no JSON")
    sample = draw([words(3), broken], seed=1)
    assert (sample.read, sample.unreadable) == (1, [broken])


def test_a_short_text_is_not_damaged() -> None:
    assert for_damage(words(MIN_WORDS - 1)) is None
    assert for_damage(words(MIN_WORDS)) is not None


def test_a_long_text_is_cut_at_the_end_of_a_block() -> None:
    block = SENTENCE.strip()
    cut = for_damage(Document("\n\n".join([block] * 300), declared_language="en"))
    assert cut is not None
    assert cut.text.endswith(block)
    assert MAX_WORDS - 11 <= cut.word_count <= MAX_WORDS


def test_one_long_block_is_cut_at_the_end_of_a_sentence() -> None:
    cut = for_damage(Document(SENTENCE * 300, declared_language="en"))
    assert cut is not None
    assert cut.text.endswith("long.")
    assert cut.word_count <= MAX_WORDS


def test_blocks_and_links_of_a_page_are_dropped() -> None:
    text = SENTENCE * 5
    page = Document(
        text, "A title", blocks_known=(Block(0, len(text), "paragraph"),), links=(Link(0, 3, "/a"),)
    )
    plain = for_damage(page)
    assert plain is not None
    assert (plain.blocks_known, plain.links, plain.title) == (None, (), "A title")


def test_texts_of_good_length_are_damaged_first() -> None:
    documents = [words(MIN_WORDS), words(GOOD_WORDS), words(MIN_WORDS), words(GOOD_WORDS)]
    tried = order(documents, seed=1, kind="splice")
    assert sorted(tried) == [0, 1, 2, 3]
    assert set(tried[:2]) == {1, 3}
