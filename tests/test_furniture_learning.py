from __future__ import annotations

import json
import random
from collections import Counter
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from checks.document import Block, Document, Location
from checks.furniture import Furniture, Recurrence, SourceFurniture, normalised, source_of
from checks.furniture_counting import Sketch
from checks.furniture_file import FurnitureError, StoredFurniture, furniture_record, parse_furniture
from checks.furniture_learning import Learner, Limits, Thresholds
from checks.reports.rows import dumps_rows

SMALL = Limits(row_bits=14)
PITCH = "Stories that smell of salt, in your letterbox"
PASSAGE = (
    "The Harbour Courier is written by the people who live here, paid for by those who read it, and owned by "
    "nobody but the members of its cooperative, who meet every spring in the old net loft."
)
"""A passage, of 38 words."""


def story(number: int, words: int = 40) -> str:
    """Prose that no other story has."""
    chance = random.Random(number)
    return " ".join("".join(chance.choices("abcdefghijklmnop", k=7)) for _ in range(words)) + "."


def documents(lines: list[str], of: int, **fields: Any) -> list[Document]:
    """So many documents with stories of their own, the first of them each with one of the lines."""
    fields = {"source": "courier", **fields}
    added = [f"\n\n{line}" for line in lines] + [""] * (of - len(lines))
    return [Document(story(number) + line, **fields) for number, line in enumerate(added)]


def learned(docs: list[Document], thresholds: Thresholds | None = None) -> Furniture:
    learner = Learner(thresholds, limits=SMALL)
    for document in docs:
        learner.add(document)
    return learner.furniture()


def recurrence(docs: list[Document], block: str = PITCH, **thresholds: Any) -> Recurrence | None:
    """How often a block stands in the source of the first document."""
    return learned(docs, Thresholds(**thresholds)).of(docs[0]).recurrence(block)


def test_a_line_of_every_document_is_furniture_and_nothing_else_is() -> None:
    docs = documents([PITCH] * 8, of=8)
    assert recurrence(docs) == (8, 8)
    assert len(learned(docs).sources["courier"].blocks) == 1


@pytest.mark.parametrize(
    ("holders", "of", "found"), [(5, 6, True), (4, 6, False), (5, 50, True), (5, 51, False)]
)
def test_needs_five_documents_and_a_tenth_of_the_source(holders: int, of: int, found: bool) -> None:
    assert (recurrence(documents([PITCH] * holders, of)) is not None) is found


def test_thresholds_can_be_set() -> None:
    docs = documents([PITCH] * 3, of=40)
    assert recurrence(docs, documents=3, share=7.5) == (3, 40)
    assert recurrence(docs, documents=3, share=7.6) is None
    assert recurrence(docs, documents=4, share=0) is None


def test_counts_once_for_a_document() -> None:
    assert recurrence(documents([f"{PITCH}\n{PITCH}"] * 4, of=4)) is None
    assert recurrence(documents([f"{PITCH}\n{PITCH}"] * 6, of=6)) == (6, 6)


def test_counters_and_dates_meet() -> None:
    docs = documents([f"Updated {day} May 2024 · {day * 1111:,} readers" for day in range(1, 8)], of=7)
    assert recurrence(docs, "updated 30 May 2025 · 3 READERS") == (7, 7)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("READ  the\tpaper", "Read the paper…"),
        ("» Read the paper", "“Read the paper”"),
        ("Read the\N{SOFT HYPHEN} paper", "Read the\N{NO-BREAK SPACE}paper"),
        ("4.4 out of 5 stars", "3 out of 5 stars"),
        ("1,204 views", "7 views"),
        ("12条评论", "3条评论"),
    ],
)
def test_one_block_in_two_guises(one: str, other: str) -> None:
    assert normalised(one) == normalised(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Step 3", "Step 4"),
        (
            "In 2010 the village had 312 inhabitants and a church",
            "In 2010 the village had 9 inhabitants and a church",
        ),
    ],
)
def test_figures_that_are_the_articles_own(one: str, other: str) -> None:
    assert normalised(one) != normalised(other)


@pytest.mark.parametrize("block", ["10:45", "* * *", "—", "", "2024"])
def test_a_block_without_letters_is_none(block: str) -> None:
    assert normalised(block) == ""
    assert recurrence(documents([block] * 9, of=9), block) is None


def test_sources_are_apart() -> None:
    halves = [Document(story(n) + f"\n\n{PITCH}", source="east" if n % 2 else "west") for n in range(8)]
    assert recurrence(halves) is None
    docs = documents([PITCH] * 6, of=6)
    assert learned(docs).of(Document("x", source="elsewhere")).recurrence(PITCH) is None


@pytest.mark.parametrize(
    ("document", "source"),
    [
        (Document("", source="The Courier", url="https://courier.example/a"), "The Courier"),
        (Document("", source=" ", url="https://www.Courier.example:8080/a"), "courier.example"),
        (Document("", url="https://[", location=Location("feeds/a.jsonl", 3, 3)), "feeds/a.jsonl"),
        (Document("", location=Location("./feeds//a.jsonl", 3, 3)), "feeds/a.jsonl"),
        (Document("", location=Location("pages/courier/a.html")), "pages/courier"),
        (Document("", location=Location("a.html")), "."),
        (Document("", location=Location("-", 1, 1)), "-"),
        (Document(""), "-"),
    ],
)
def test_what_a_source_is_known_by(document: Document, source: str) -> None:
    assert source_of(document) == source


def test_long_names_of_sources_are_cut_and_stay_apart() -> None:
    one, other = (source_of(Document("", source="a" * 5000 + end)) for end in "bc")
    assert one != other
    assert len(one) == len(other) == 200


def test_copies_of_a_story_count_as_one_document() -> None:
    paragraphs = [story(n, words=60) for n in range(3)]
    text = "\n\n".join([*paragraphs, "Our correspondent reports from the quay"])
    learner = Learner(limits=SMALL)
    for _ in range(9):
        learner.add(Document(text, source="courier"))
    for document in documents([], of=6):
        learner.add(document)
    assert (learner.documents, learner.copies) == (15, 8)
    assert learner.furniture().sources == {}


def test_one_story_in_two_sources_is_a_copy_in_neither() -> None:
    docs = [
        Document(
            "\n\n".join([story(n, words=60), story(n + 100, words=60), f"{PITCH} in the {source}"]),
            source=source,
        )
        for n in range(6)
        for source in ("east", "west")
    ]
    assert {name: source.documents for name, source in learned(docs).sources.items()} == {
        "east": 6,
        "west": 6,
    }


UNSURE = [
    pytest.param("History", id="a single word"),
    pytest.param("What would you do as mayor?", id="a question"),
    pytest.param("你会怎么做？", id="a question with a wide mark"),
    pytest.param("Τι θα κάνατε εσείς;", id="a Greek question"),
    pytest.param(PASSAGE, id="a passage"),
]


@pytest.mark.parametrize("block", UNSURE)
def test_what_may_be_the_articles_own_needs_half_of_the_documents(block: str) -> None:
    assert recurrence(documents([block] * 9, of=20), block) is None
    assert recurrence(documents([block] * 10, of=20), block) == (10, 20)


def test_a_heading_may_be_the_articles_own() -> None:
    def with_heading(number: int) -> Document:
        text = f"{PITCH}\n{story(number)}"
        blocks = Block(0, len(PITCH), "heading"), Block(len(PITCH) + 1, len(text), "paragraph")
        return Document(text, source="courier", blocks_known=blocks)

    rest = documents([], of=30)[15:]
    assert recurrence([*map(with_heading, range(9)), *rest[:11]]) is None
    assert recurrence([*map(with_heading, range(10)), *rest[:10]]) == (10, 20)


def test_a_hundred_words_are_a_chapter() -> None:
    block = " ".join(PASSAGE.split() * 3)
    assert recurrence(documents([block] * 10, of=10), block) is None


def test_code_is_nothing_to_learn() -> None:
    docs = [
        Document(
            f"{story(n)}\n{PITCH}",
            source="courier",
            blocks_known=(Block(len(story(n)) + 1, len(story(n)) + 1 + len(PITCH), "code"),),
        )
        for n in range(9)
    ]
    assert recurrence(docs) is None


LINES = [f"Line of the site number {letter}" for letter in "abcdefgh"]
FEEDS = st.lists(
    st.tuples(st.sampled_from(["east", "west", "north"]), st.sets(st.sampled_from(LINES), min_size=1)),
    max_size=30,
)


def feed(drawn: list[tuple[str, set[str]]]) -> list[Document]:
    return [Document("\n".join(sorted(lines)), source=source) for source, lines in drawn]


def counted(docs: list[Document]) -> dict[str, dict[str, int]]:
    """The furniture of a feed, counted without any bound on memory."""
    of = Counter(source_of(document) for document in docs)
    holders = Counter((source_of(document), line) for document in docs for line in document.text.split("\n"))
    found: dict[str, dict[str, int]] = {}
    for (source, line), count in holders.items():
        if count >= 5 and count * 10 >= of[source]:
            found.setdefault(source, {})[line] = count
    return found


def found_in(furniture: Furniture) -> dict[str, dict[str, int]]:
    rows = {
        name: {line: held.documents for line in LINES if (held := source.recurrence(line)) is not None}
        for name, source in furniture.sources.items()
    }
    return {name: lines for name, lines in rows.items() if lines}


@given(FEEDS)
def test_finds_what_counting_everything_finds(drawn: list[tuple[str, set[str]]]) -> None:
    docs = feed(drawn)
    assert found_in(learned(docs)) == counted(docs)


@given(FEEDS, st.randoms(use_true_random=False))
def test_the_order_of_the_feed_makes_no_difference(
    drawn: list[tuple[str, set[str]]], chance: random.Random
) -> None:
    docs = feed(drawn)
    before = learned(docs)
    chance.shuffle(docs)
    assert learned(docs) == before


@given(st.lists(st.integers(0, 60), max_size=300), st.integers(1, 4))
def test_a_sketch_never_counts_too_little(keys: list[int], row_bits: int) -> None:
    sketch = Sketch(20, row_bits)
    counts: Counter[int] = Counter()
    for key in keys:
        counts[key] += 1
        assert min(counts[key], 20) <= sketch.add(bytes([key])) <= 20


def test_memory_has_a_bound_and_what_recurs_most_outlives_it() -> None:
    learner = Learner(limits=Limits(row_bits=16, blocks=40))
    for number in range(400):
        passing = [f"Passing line {number // 8} {letter} of the quay today and here" for letter in "abcdef"]
        learner.add(Document("\n".join([story(number), PITCH, *passing]), source="courier"))
    held = learner.furniture().sources["courier"]
    assert held.recurrence(PITCH) == (400, 400)
    assert len(held.blocks) <= 40
    assert learner.pruned > 0


def test_sources_beyond_the_bound_are_not_learned() -> None:
    learner = Learner(limits=Limits(row_bits=14, sources=2))
    for name in ("a", "b", "c"):
        for document in documents([PITCH] * 6, of=6, source=name):
            learner.add(document)
    assert set(learner.furniture().sources) == set(learner.sources) == {"a", "b"}


@pytest.mark.parametrize("thresholds", [{"documents": 1}, {"share": -1.0}, {"share": 100.5}])
def test_thresholds_that_mean_nothing_are_refused(thresholds: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"documents counts from 2|share lies between"):
        Thresholds(**thresholds)


STORED = StoredFurniture(
    Furniture(
        {"west": SourceFurniture(9, {"b" * 16: 9, "a" * 16: 5}), "east": SourceFurniture(6, {"c" * 16: 6})}
    ),
    "1.2.3",
    Thresholds(4, 12.5),
)


def test_a_file_comes_back_as_it_was_written() -> None:
    assert parse_furniture(dumps_rows(furniture_record(STORED))) == STORED


def test_a_file_has_one_order_and_a_line_for_each_block() -> None:
    assert dumps_rows(furniture_record(STORED)).splitlines()[6:] == [
        '  {"source": "east", "documents": 6},',
        '  {"source": "west", "documents": 9}',
        "],",
        '"blocks": [',
        f'  {{"source": "east", "block": "{"c" * 16}", "documents": 6}},',
        f'  {{"source": "west", "block": "{"a" * 16}", "documents": 5}},',
        f'  {{"source": "west", "block": "{"b" * 16}", "documents": 9}}',
        "]",
        "}",
    ]


@pytest.mark.parametrize(
    "samples", [None, {"west": {"a" * 16: "x", "b" * 16: ""}, "east": {"c" * 16: "\x1b"}}]
)
def test_files_follow_their_schema(samples: dict[str, dict[str, str]] | None) -> None:
    schema = json.loads(
        files("checks.reports").joinpath("schemas", "furniture.schema.json").read_text("utf-8")
    )
    Draft202012Validator.check_schema(schema)
    record = furniture_record(STORED, samples)
    Draft202012Validator(schema).validate(record)
    assert parse_furniture(dumps_rows(record)) == STORED


def changed(**changes: Any) -> str:
    return json.dumps({**furniture_record(STORED), **changes})


ROW = {"source": "east", "block": "c" * 16, "documents": 6}


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{", "no JSON"),
        ("[" * 100_000, "nested too deeply"),
        ("[]", "no file of furniture"),
        ('{"format": "copydesk-baseline"}', "no file of furniture"),
        (changed(version=2), '"version" must be 1'),
        (changed(version=True), '"version" must be 1'),
        (changed(copydesk=1), '"copydesk" must be text'),
        (changed(extra=1), "unknown field 'extra'"),
        (changed(learned={"min_documents": 5}), '"min_share" is missing'),
        (changed(learned={"min_documents": 1, "min_share": 5}), "counts from 2"),
        (changed(learned={"min_documents": "5", "min_share": 5}), "must be numbers"),
        (changed(learned=[]), '"learned" must be an object'),
        (changed(sources={}), '"sources" must be a list'),
        (changed(sources=[3]), "source 1 must be an object"),
        (changed(sources=[{"source": "a", "documents": 0}]), "whole number from 1"),
        (changed(sources=[{"source": 1, "documents": 5}]), '"source" must be text'),
        (changed(sources=[{"source": "a", "documents": 5}] * 2), "source 2: 'a' stands twice"),
        (changed(blocks=[ROW, ROW]), "block 2: c{16} stands twice"),
        (changed(blocks=[{**ROW, "source": "north"}]), "'north' is none of the sources"),
        (changed(blocks=[{**ROW, "source": []}]), "is none of the sources"),
        (changed(blocks=[{**ROW, "block": "C" * 16}]), "no hash of a block"),
        (changed(blocks=[{**ROW, "documents": 7}]), "stands in 7 of 6 documents"),
        (changed(blocks=[{**ROW, "documents": True}]), "whole number from 1"),
        (changed(blocks=[{**ROW, "sample": 1}]), '"sample" must be text'),
        (changed(blocks=[{**ROW, "text": "x"}]), "unknown field 'text'"),
        ('{"format": 1, "format": 2}', "'format' stands twice"),
    ],
)
def test_a_file_at_fault_is_refused(text: str, fault: str) -> None:
    with pytest.raises(FurnitureError, match=fault):
        parse_furniture(text)


@given(st.text(max_size=60))
def test_marks_around_any_text_make_no_difference(text: str) -> None:
    assert normalised(f"  {text.strip()} …") == normalised(text)
