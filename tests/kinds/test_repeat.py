"""Words, phrases, sentences, blocks and names that stand twice; `[[…]]` marks what must be found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kind_helpers import unmark

from checks.document import Document
from checks.kinds import Context, Hit
from checks.kinds.repeat import Repeat, What

SENTENCE = "The council voted on Tuesday to close the old bridge."
BLOCK = (
    "The council voted on Tuesday to close the old bridge. Drivers will have to use the tunnel, "
    "which is open at night."
)
NEAR_BLOCK = BLOCK.replace("have to use", "need to use")

TALK = "Ann: Who was it?\n\nBo: My brother.\n\nAnn: And the boat?\n\nBo: It sank.\n\n"
"""Short turns of two speakers."""

INTERVIEW = "Is it late?\n\nYes.\n\nIs it dark outside?\n\nNo.\n\nAnd will it rain?\n\nNever."
"""Questions and answers without labels."""

ANSWER = "The boats will stay in the harbour, and the keeper stays with them until the spring comes back. "
LETTER = "\n\n".join(f"{name}: {ANSWER * 3}" for name in ("Ann", "Bo", "Ann", "Bo", "Ann", "Bo"))
"""Long answers of two people who wrote them."""

FOUND: list[tuple[What, str]] = [
    ("word", "She saw [[the the]] car."),
    ("word", "[[The the]] car was red."),
    ("word", "He met his [[Chinese Chinese]] counterpart."),
    ("word", "The [[vaccination vaccination]] began."),
    ("word", "It was made [[of  of]] wood."),
    ("word", "They sailed all over the [[world. world]] news next."),
    ("word", "The hall, located [[in in]] the old town, is shut."),
    ("word", "They [[might might]] rot."),
    ("phrase", "They met [[in the old harbour, in the old harbour]] hall."),
    ("phrase", "They sail [[and they come home again and they come home again]] at night."),
    ("phrase", "He faces [[two of 18 counts two of 18 counts]] in court."),
    ("attribute", "They live in that [[crowded and crowded]] quarter."),
    ("attribute", "It was a [[quiet or quiet]] evening."),
    ("word", f"{LETTER}\n\nAnn: She saw [[the the]] car."),
    ("word", "A price: low\n\nA place: here\n\nA price: high\n\nShe saw [[the the]] car."),
    ("word", f"{INTERVIEW} She saw [[the the]] car."),
    ("phrase", "It lies [[in the in the]] south."),
    ("phrase", "They reported [[for the first time for the first time]] that it rained."),
    ("phrase", "It stood at [[the top of the top of]] the hill."),
    ("sentence", INTERVIEW.replace("Yes.", f"Yes. {SENTENCE} [[{SENTENCE}]] So.")),
    ("sentence", f"{SENTENCE} Nobody minds. [[{SENTENCE}]] It is narrow."),
    ("sentence", f"{SENTENCE} It is narrow.\n\nNobody minds it. [[{SENTENCE}]] So be it."),
    ("block", f"{BLOCK}\n\nNobody minds.\n\n[[{BLOCK}]]"),
    ("block", f"{BLOCK}\n\n[[{BLOCK}]]\n\n[[{BLOCK}]]"),
    ("to-pair", "The [[Moreau-to-Moreau]] meeting is a question."),
    ("to-pair", "A [[Merkel–to–Merkel]] talk was planned."),
    ("to-pair", "It was the second [[Brandner-to-Brandner]] call in a month."),
    ("between-pair", "The talks [[between Scholz and Scholz]] begin today."),
    ("between-pair", "[[Between Olaf Scholz and Olaf Scholz]] there was silence."),
    ("between-pair", "Das Gespräch [[zwischen Scholz und Scholz]] beginnt."),
]

SILENT: list[tuple[What, str]] = [
    ("word", "He came in in May, and what it was was worse."),
    ("phrase", "They come home again, they come home again."),
    ("phrase", "It was cold and so on and so on for hours."),
    ("word", "He had had enough, and that that was said is clear."),
    ("word", "What it is is an issue. They do do that."),
    ("word", "It was very, very dark. No no, bye-bye, a no-no."),
    ("word", "They heard Duran Duran, Sirhan Sirhan and Lang Lang in Bora Bora."),
    ("word", "Boutros Boutros-Ghali came to New York, New York."),
    ("word", "The herd of Bison bison grew."),
    ("word", "They counted 2 2 and 10 10."),
    ("word", "They sang lalala lalala lalala."),
    ("word", "It was over. Over there it rained."),
    ("word", "That was the last of the. The end."),
    ("word", "They read the The Hague papers."),
    ("word", "He moved in in May and went on on foot."),
    ("word", "They saw the world. World news followed."),
    ("word", "Nobody was told that. that is all."),
    ("attribute", "A better and better boat for the miles and miles to go."),
    ("attribute", "It went on quiet and quiet, evening and evening."),
    ("attribute", "In a quiet, and quiet, hall they met the old and young crew."),
    ("phrase", "He grew more and more and more tired."),
    ("phrase", "They live from hand to hand to buy their bread."),
    ("phrase", "We know what the keepers have to do to do that."),
    ("phrase", "She ran faster and faster and at last fell."),
    ("phrase", "They climbed step by step by step."),
    ("phrase", "It is New York New York again."),
    ("phrase", "We go home, we go home."),
    ("phrase", "So I was I was raised by the sea."),
    ("word", f"{TALK}Ann: He saw the the boat.\n\nBo: And then?"),
    ("word", "((WN)) Who? ((AK)) An an owl.\n\n" + "((WN)) Who?\n\n((AK)) Me.\n\n" * 2),
    ("phrase", "It was [laughter] in the in the hall. [applause] So he said. [inaudible]"),
    ("word", "The uh judge saw the the uh roof. It is uh high."),
    ("word", "This is -- this is the the end. We -- we know. I – I do."),
    ("sentence", f"{TALK}Ann: Well. {SENTENCE} Yes.\n\nBo: So? {SENTENCE}"),
    ("sentence", INTERVIEW.replace("Yes.", f"Yes. {SENTENCE}").replace("Never.", f"Never. {SENTENCE}")),
    ("block", " ".join(map(str, range(16))) + "\n\nWhat is the mean?\n\n" + " ".join(map(str, range(16)))),
    ("phrase", "The score was 2 to 2 to 2 to 2."),
    ("sentence", f"{SENTENCE} Some think otherwise."),
    ("sentence", "He did not say why. Nobody asked. He did not say why."),
    ("sentence", f"“{SENTENCE}” he said. “{SENTENCE}” she said."),
    ("sentence", f"{BLOCK}\n\n{BLOCK}"),
    ("block", f"{BLOCK}\n\n{NEAR_BLOCK}"),
    ("block", "Read more here.\n\nNobody minds.\n\nRead more here."),
    ("to-pair", "They met face-to-face, day-to-day and door-to-door."),
    ("to-pair", "Face-to-face talks and Coast-to-Coast flights, a Sunday-to-Sunday ticket."),
    ("to-pair", "Door-to-Door Delivery Comes Back With New Bidders-to-Bidders Plan"),
    ("to-pair", "An A-to-A line and a PC-to-PC link."),
    ("to-pair", "A President-to-President call, made as an Android-to-Android call."),
    ("to-pair", "The Oracle-to-Oracle migration took a day."),
    ("to-pair", "He passed from Brady to Brady."),
    ("between-pair", "The match between Williams and Williams Jr. was long."),
    ("between-pair", "The row between Biden and Biden’s advisers goes on."),
    ("between-pair", "The case between Smith and Smith & Co goes on."),
    ("between-pair", "It rained between Sunday and Sunday."),
    ("between-pair", "The talks between Scholz and Macron begin."),
]


@pytest.mark.parametrize(("what", "text"), FOUND)
def test_repetitions_are_found(what: What, text: str) -> None:
    assert_found(Repeat(what=what), text)


@pytest.mark.parametrize(("what", "text"), SILENT)
def test_what_may_stand_twice_is_silent(what: What, text: str) -> None:
    assert not find(Repeat(what=what), text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Die Frauen, die die Kinder sahen, und das das Haus."),
        ("nl", "Ik weet dat dat het het beste is."),
        ("fr", "Nous nous levons et vous vous couchez."),
        ("pt", "O carro é maior do que o do do Pedro, se se disser que não."),
        ("es", "El que nos nos trajo ya no vive."),
        ("sv", "Han sade att det det gällde var klart."),
    ],
)
def test_each_language_has_its_own_doubles(language: str, text: str) -> None:
    assert not find(Repeat(), text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("it", "Smise a poco a poco, e a mano a mano uscì."),
        ("it", "Andò [[di casa di casa]] in fretta."),
        ("fr", "Il va [[à la à la]] mer."),
        ("en", "He gave [[a book a book]] to her."),
    ],
)
def test_each_language_has_its_own_set_phrases(language: str, text: str) -> None:
    expected, plain = unmark(text)
    document = Document(plain, declared_language=language)
    hits = Repeat(what="phrase").find(Context(document, "text", 0, len(plain)))
    assert [(hit.start, hit.end) for hit in hits] == expected


def test_an_english_list_does_not_speak_for_german() -> None:
    assert [(hit.start, hit.end) for hit in find(Repeat(), "Es kam und und ging.", "de")] == [(7, 14)]


def test_a_rule_may_allow_words() -> None:
    text = "They play chuck chuck at night."
    assert find(Repeat(), text)
    assert not find(Repeat(allow={"en": ("chuck",)}), text)
    assert not find(Repeat(allow={"any": ("Chuck",)}), text)


def test_a_rule_may_allow_names() -> None:
    text = "The Mercedes-to-Mercedes comparison is over."
    assert find(Repeat(what="to-pair"), text)
    assert not find(Repeat(what="to-pair", allow={"any": ("Mercedes",)}), text)


def test_near_copies_of_a_block_are_found_when_the_rule_says_so() -> None:
    assert_found(Repeat(what="block", similarity=0.9), f"{BLOCK}\n\n[[{NEAR_BLOCK}]]")


def test_near_copies_of_a_sentence_are_found_when_the_rule_says_so() -> None:
    near = SENTENCE.replace("old bridge", "bridge")
    assert_found(Repeat(what="sentence", similarity=0.9), f"{SENTENCE} It is narrow. [[{near}]] So be it.")


def test_blocks_with_other_figures_are_no_copies() -> None:
    one, other = (f"{BLOCK} It cost {price} euros to build in its day." for price in (300, 400))
    assert not find(Repeat(what="block", similarity=0.9), f"{one}\n\n{other}")


def test_the_shortest_copy_is_a_field_of_the_rule() -> None:
    text = "He did not say why. Nobody asked. [[He did not say why.]] So it was."
    assert_found(Repeat(what="sentence", min_words=5), text)


def test_the_line_of_the_first_copy_is_named() -> None:
    (hit,) = find(Repeat(what="block"), f"Nobody minds.\n\n{BLOCK}\n\nIndeed.\n\n{BLOCK}")
    assert hit.values == {"line": "3"}


def test_a_title_is_read_by_itself() -> None:
    document = Document("Fine.", title="She saw the the car", declared_language="en")
    context = Context(document, "title", 0, len(document.title))
    assert [(hit.start, hit.end, hit.field) for hit in Repeat().find(context)] == [(8, 15, "title")]


def test_many_like_blocks_are_compared_with_a_few_only() -> None:
    blocks = [
        f"{BLOCK} {chr(97 + i % 26) * 3} {chr(97 + i // 26) * 3} {'z' * (i % 7 + 1)}" for i in range(2000)
    ]
    hits = find(Repeat(what="block", similarity=0.9), "\n\n".join(blocks))
    assert len(hits) > 0.9 * len(blocks)


@given(
    st.text(alphabet="ab AB.\n,-1", max_size=80),
    st.sampled_from(["word", "phrase", "sentence", "block", "to-pair", "between-pair"]),
)
def test_hits_lie_in_the_text_in_order(text: str, what: What) -> None:
    hits = find(Repeat(what=what, min_words=2, similarity=0.8), text)
    assert all(0 <= hit.start < hit.end <= len(text) for hit in hits)
    assert [hit.start for hit in hits] == sorted(hit.start for hit in hits)


def assert_found(kind: Repeat, marked: str) -> None:
    expected, text = unmark(marked)
    assert [(hit.start, hit.end) for hit in find(kind, text)] == expected


def find(kind: Repeat, text: str, language: str = "en") -> list[Hit]:
    document = Document(text, declared_language=language)
    return list(kind.find(Context(document, "text", 0, len(text))))


PAIR_WORDS = ("between", "Between", "tussen", "Holm", "Bo", "and", "en", "Holm’s", "in", ",", "\n\n", "x")


@given(st.lists(st.sampled_from(PAIR_WORDS), max_size=20))
def test_looking_where_a_pair_may_begin_finds_the_same(words: list[str]) -> None:
    kind, text = Repeat(what="between-pair"), " ".join(words)
    context = Context(Document(text, declared_language="en"), "text", 0, len(text))
    assert list(kind.find_at(context, range(len(text)))) == list(kind.find(context))


def test_what_joins_a_name_to_itself_is_a_clue() -> None:
    between, to, word = (Repeat(what=what).clues("en") for what in ("between-pair", "to-pair", "word"))
    assert between is not None
    assert to is not None
    assert {"between", "zwischen", "entre"} <= set(between.literals)
    assert {"-to-", "–to–"} <= set(to.literals)
    assert word is None
