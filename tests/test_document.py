"""Documents: blocks, sentences, words, positions and fields, and what no text may break."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.document import Block, Document, Link, Location, Span, block_kind, count_words

BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
NBSP = "\N{NO-BREAK SPACE}"
LINE_SEPARATOR = "\N{LINE SEPARATOR}"

WIRE_COPY = (
    "The council of the old harbour town voted on Monday to keep the\n"
    "ferry that has crossed the bay for ninety years, although the new\n"
    "Halden bridge takes most of the cars and nobody is quite sure who\n"
    "will pay for the repairs."
)
VERSE = (
    "When evening falls upon the quiet sea\n"
    "And all the boats lie still along the bay\n"
    "The lamps are lit\n"
    "For you and me\n"
    "Until the day"
)

SINGLE = [
    *" \t\n\r.!,-–'’·#1a1Zäß漢กé",
    "\x0b",
    "\x1c",
    "\x85",
    BOM,
    NBSP,
    LINE_SEPARATOR,
    "\ud800",
    "\udfff",
]
LONGER = ["\r\n", "The council met", "- a", "1. b", "# c", "word " * 9, "\n\n", "U.S. ", "。", "؟"]
PIECES = st.lists(st.sampled_from(SINGLE + LONGER), max_size=25)
ANY_TEXT = st.one_of(PIECES.map("".join), st.text(st.characters(), max_size=80))


def block_texts(text: str) -> list[str]:
    return [text[block.start : block.end] for block in Document(text).blocks]


def kinds(text: str) -> list[str]:
    return [block.kind for block in Document(text).blocks]


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        pytest.param("One.\n\nTwo.", ["One.", "Two."], id="blank line"),
        pytest.param("One.\nTwo.\nThree.", ["One.", "Two.", "Three."], id="one to a line"),
        pytest.param("One.\n \t \nTwo.", ["One.", "Two."], id="line of spaces"),
        pytest.param(f"One.\n{NBSP}{NBSP}\nTwo.", ["One.", "Two."], id="line of no-break spaces"),
        pytest.param("One.\r\n\r\nTwo.", ["One.", "Two."], id="CR LF"),
        pytest.param("One.\rTwo.", ["One.", "Two."], id="CR"),
        pytest.param(f"One.{LINE_SEPARATOR}Two.", ["One.", "Two."], id="line separator"),
        pytest.param("One.\x85Two.\x0cThree.", ["One.", "Two.", "Three."], id="NEL and form feed"),
        pytest.param(f"{BOM}One.\n\nTwo.", ["One.", "Two."], id="BOM"),
        pytest.param("\tOne.\t\n  Two.  ", ["One.", "Two."], id="tabs and spaces around"),
        pytest.param("One\ttwo.", ["One\ttwo."], id="tab inside"),
        pytest.param("", [], id="empty"),
        pytest.param(f"{BOM}\n \n", [], id="nothing but white space"),
        pytest.param(WIRE_COPY, [WIRE_COPY], id="hard-wrapped"),
        pytest.param(
            WIRE_COPY.replace("\n", "\r\n"), [WIRE_COPY.replace("\n", "\r\n")], id="hard-wrapped with CR LF"
        ),
        pytest.param(f"{WIRE_COPY}\n\nOne.", [WIRE_COPY, "One."], id="hard-wrapped, then a line"),
        pytest.param(VERSE, VERSE.split("\n"), id="verse"),
    ],
)
def test_blocks_of_plain_text(text: str, blocks: list[str]) -> None:
    assert block_texts(text) == blocks


def test_a_wrapped_paragraph_may_begin_a_line_with_an_ordinal() -> None:
    text = (
        "Der Stadtrat der alten Hafenstadt hat in seiner Sitzung am Montag,\n"
        "19. Oktober, beschlossen, die Fähre zu behalten, die seit neunzig\n"
        "Jahren über die Bucht fährt, und die neue Brücke erst später zu\n"
        "bauen."
    )
    assert block_texts(text) == [text]


def test_a_wrapped_paragraph_may_leave_room_before_a_long_word() -> None:
    text = (
        "Der Minister sprach am Montag vor der Presse über die neue\n"
        "Donaudampfschifffahrtsgesellschaftsverordnung und über das\n"
        "neue Gesetz, das im Herbst kommen soll und an dem seit Jahren\n"
        "gearbeitet wird."
    )
    assert block_texts(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "The harbour is to be closed for good in spring\n"
            "iPhone sales fall again in the third quarter of it\n"
            "The mayor is under fire for a trip to Rome\n"
            "A new bridge is planned across the wide bay now",
            id="headlines, one of which begins in lower case",
        ),
        pytest.param(
            "Harbour of the old town is to be closed for good\n"
            "Ferry to the far islands sails again in November\n"
            "Mayor says that he never went to Rome in October\n"
            "Bridge across the bay planned for the next year",
            id="headlines of one width",
        ),
        pytest.param(
            "- the harbour is to be closed for good in spring, it says\n"
            "- and the ferry will go on as it always did here",
            id="list items of one width",
        ),
        pytest.param(
            "the harbour is to be closed for good in the spring.\n"
            "the ferry will go on as it always did, he said.\n"
            "the new bridge is planned across the bay, he says.",
            id="sentences without capitals",
        ),
        pytest.param(
            "we came down to the harbour in the evening of it\n"
            "and nobody\n"
            "was there but the sea\n"
            "and the long light on it",
            id="verse without capitals",
        ),
        pytest.param("the old boats\nand the sea\nand the day", id="lines too short to be wrapped"),
    ],
)
def test_lines_that_were_not_wrapped_stay_apart(text: str) -> None:
    assert block_texts(text) == text.split("\n")


def test_a_sentence_goes_on_across_the_lines_of_a_wrapped_paragraph() -> None:
    document = Document(WIRE_COPY, declared_language="en")
    assert document.sentences == (Span(0, len(WIRE_COPY)),)


def test_a_line_of_a_known_block_begins_a_sentence_with_a_capital() -> None:
    text = "The evening falls\nThe boats come home"
    document = Document(text, declared_language="en", blocks_known=(Block(0, len(text), "paragraph"),))
    assert [text[s.start : s.end] for s in document.sentences] == text.split("\n")


@pytest.mark.parametrize(
    ("block", "kind"),
    [
        ("The council met on Monday and nobody came to see it.", "paragraph"),
        ("Er sagte: „Das ist gut.“", "paragraph"),
        ("« C’est bon. »", "paragraph"),
        ("It is over.*", "paragraph"),
        ("他走了。", "paragraph"),
        ("वह गया।", "paragraph"),
        ("See you soon", "line"),
        ("word " * 14 + "word", "paragraph"),
        ("漢" * 201, "paragraph"),
        ("漢" * 30, "line"),
        ("# The council", "heading"),
        ("#council is trending", "line"),
        ("- a map", "list-item"),
        ("• a map", "list-item"),
        ("1. a map", "list-item"),
        ("(b) a map", "list-item"),
        ("a) a map", "list-item"),
        ("J. Olsen spoke first.", "paragraph"),
        ("1998 was a good year.", "paragraph"),
        ("-5 degrees in the morning.", "paragraph"),
    ],
)
def test_kind_of_a_block(block: str, kind: str) -> None:
    assert block_kind(block) == kind


def test_known_blocks_are_taken_as_they_are() -> None:
    known = (Block(0, 4, "heading"), Block(5, 9, "code"))
    assert Document("One.\nTwo.", blocks_known=known).blocks == known


def test_code_holds_no_sentence() -> None:
    text = "One. Two."
    document = Document(
        text, declared_language="en", blocks_known=(Block(0, 4, "paragraph"), Block(5, 9, "code"))
    )
    assert document.sentences == (Span(0, 4),)


def test_the_hrefs_stand_one_to_a_line_in_the_field_of_links() -> None:
    links = (Link(0, 3, "https://a.example/x"), Link(4, 7, ""), Link(4, 7, "mailto:b@b.example"))
    document = Document("One two", links=links)
    text = document.field_text("link.href")
    assert text == "https://a.example/x\n\nmailto:b@b.example"
    assert [text[s.start : s.end] for s in document.href_spans] == [link.href for link in links]
    assert document.position("link.href", document.href_spans[2].start) == (3, 1)


def test_a_field_without_links_or_title_is_empty() -> None:
    assert (Document("One").field_text("link.href"), Document("One").field_text("title")) == ("", "")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("One two.", 2),
        ("It’s a well-known 2.5 O'Neill", 4 + 1),
        ("— … !", 0),
        ("漢字漢字", 2),
        ("漢字漢", 2),
        ("The 漢字 word", 3),
        ("ภาษาไทย", 4),
        ("カー", 1),
        ("naïve cafe\N{COMBINING ACUTE ACCENT}s", 2),
    ],
)
def test_count_of_words(text: str, words: int) -> None:
    assert count_words(text) == words
    assert Document(text).word_count == words


def test_words_in_a_stretch_are_those_that_begin_there() -> None:
    document = Document("One two three four")
    assert document.words_in(4, 10) == (Span(4, 7), Span(8, 13))


def test_the_declared_language_wins() -> None:
    text = "The council met on Monday and nobody came to see what it would do with the ferry."
    assert Document(text, declared_language="de-AT").language == "de"
    assert Document(text, declared_language="gibberish!").language == "en"
    assert Document(text).language == "en"


def test_position_counts_lines_as_editors_do() -> None:
    text = f"a\r\nb\rc\nd{LINE_SEPARATOR}e"
    assert [Document(text).position("text", i) for i in (0, 1, 3, 5, 7, 9)] == [
        (1, 1),
        (1, 2),
        (2, 1),
        (3, 1),
        (4, 1),
        (4, 3),
    ]


@pytest.mark.parametrize(
    ("location", "shown"),
    [
        (Location("a.txt"), "a.txt"),
        (Location("a.jsonl", line=3, record=2), "a.jsonl:3"),
        (Location("a.json", record=2), "a.json, record 2"),
    ],
)
def test_a_location_reads_as_a_path_with_the_place(location: Location, shown: str) -> None:
    assert str(location) == shown


@given(ANY_TEXT)
def test_blocks_are_in_order_and_hold_everything_but_white_space(text: str) -> None:
    end_before = 0
    covered = [False] * len(text)
    for block in Document(text).blocks:
        assert end_before <= block.start < block.end
        assert not text[block.start].isspace()
        assert not text[block.end - 1].isspace()
        covered[block.start : block.end] = [True] * (block.end - block.start)
        end_before = block.end
    assert all(
        inside or character.isspace() or character == BOM
        for inside, character in zip(covered, text, strict=True)
    )


@given(ANY_TEXT, st.sampled_from(["en", "de", "zh"]))
def test_sentences_share_out_the_blocks(text: str, language: str) -> None:
    document = Document(text, declared_language=language)
    sentences = document.sentences
    assert list(sentences) == sorted(sentences)
    for sentence in sentences:
        assert any(b.start <= sentence.start and sentence.end <= b.end for b in document.blocks)
    inside_sentences = "".join(text[s.start : s.end] for s in sentences)
    inside_blocks = "".join(text[b.start : b.end] for b in document.blocks)
    assert "".join(inside_sentences.split()) == "".join(inside_blocks.split())


@given(ANY_TEXT)
def test_words_lie_within_blocks_and_hold_no_white_space(text: str) -> None:
    document = Document(text)
    blocks = document.blocks
    for word in document.words:
        assert any(block.start <= word.start and word.end <= block.end for block in blocks)
        assert not any(character.isspace() for character in text[word.start : word.end])


@given(ANY_TEXT)
def test_the_texts_of_words_are_those_at_their_spans(text: str) -> None:
    document = Document(text)
    assert list(document.word_texts) == [text[start:end] for start, end in document.words]


@given(ANY_TEXT, st.data())
def test_position_agrees_with_counting_character_by_character(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    line, column = 1, 1
    for index, character in enumerate(text[:offset]):
        ends_line = character == "\n" or (character == "\r" and text[index + 1 : index + 2] != "\n")
        line, column = (line + 1, 1) if ends_line else (line, column + 1)
    assert Document(text).position("text", offset) == (line, column)


@given(ANY_TEXT, st.data())
def test_block_range_agrees_with_looking_at_every_block(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    document = Document(text)
    overlapping = [
        index for index, b in enumerate(document.blocks) if b.start < max(end, start + 1) and b.end > start
    ]
    assert list(document.block_range(start, end)) == overlapping


@given(ANY_TEXT)
def test_the_count_of_words_is_never_negative_and_bounded_by_the_text(text: str) -> None:
    assert 0 <= count_words(text) <= len(text)


@given(ANY_TEXT)
def test_the_language_of_any_text_is_a_word(text: str) -> None:
    assert Document(text).language
