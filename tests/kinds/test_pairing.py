"""Quotation marks and brackets that do not pair; `[[…]]` marks what must be found."""

from __future__ import annotations

from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kind_helpers import unmark

from checks.document import Document
from checks.kinds import Context, Hit
from checks.kinds.pairing import Pairing

OPEN = [
    pytest.param('In 2014 [["]]the best ship sank.', id="behind a figure and a space"),
    pytest.param("He said: [[“]]We will not go there again.", id="curly, never closed"),
    pytest.param('He said: [["]]We will not go there again.', id="straight, never closed"),
    pytest.param("Der Minister sagte: [[„]]Wir gehen nicht hin.", id="german, never closed"),
    pytest.param(
        "Le ministre a dit : [[«]] Nous ne partirons pas avant la fin de la semaine, promis.", id="french"
    ),
    pytest.param(
        "Asked about the strike, she said: [[“]]Nobody told us. \N{DAGGER}\n\nThe union met on Friday.\n\n"
        "It called the “last offer” unfair.\n\n“We stay,” said the chair.",
        id="later quotations have marks of their own",
    ),
    pytest.param(
        "“It rained,” said Ann. [[“]]Then it stopped.\n\nThe match went on.", id="second of a block"
    ),
    pytest.param(
        "[[“]]We begin.\n\n" + "The hall was quiet. Nobody came.\n\n" * 13 + "And that was all.”",
        id="closed beyond the reach",
    ),
    pytest.param("[[“]]Fine, he said. “Let us go.” Then he left.", id="an inner pair closes the inner mark"),
]

OPEN_GOOD = [
    pytest.param(
        "He sang “ The Old Harbour “, a song of the coast.", id="spaces on both sides, before a comma"
    ),
    pytest.param('Draw a line of 12 " (30 cm) on the floor.', id="inches behind a space"),
    pytest.param("Run it:\n\n```sh\ngrind --all\n```\n\nThen wait.", id="a fence of grave accents"),
    pytest.param('They left. The box was <img class="wide" and gone.', id="the value of an attribute"),
    pytest.param("They said ``nothing at all´´ to us.", id="grave and acute accents"),
    pytest.param("“Where’s Nor—” she began.", id="interrupted"),
    pytest.param("“I couldn’t”—Ann bit her lip—“tell him.”", id="interruption between dashes"),
    pytest.param("“We came early.\n\n“We left late,” he said.", id="each paragraph opens anew"),
    pytest.param(
        "“We came early.\n\nNobody was there.\n\nSo we left,” he said.", id="closes some blocks later"
    ),
    pytest.param('"We came early.\n\nNobody was there."', id="straight, closes in the next block"),
    pytest.param(
        'He said: "We came early.\n\n" Nobody answered him.', id="closing mark begins the next block"
    ),
    pytest.param("„Wir gehen“, sagte er. ‚Wirklich?‘", id="german"),
    pytest.param("»Wir gehen«, sagte er.", id="german, reversed guillemets"),
    pytest.param("« Nous partons », a-t-il dit.", id="french, inner spaces"),
    pytest.param("”Vi går”, sade hon.", id="swedish"),
    pytest.param("„Idziemy”, powiedział.", id="polish"),
    pytest.param("「行こう」と彼は言った。『はい』", id="japanese"),
    pytest.param('The nails stand 3" apart on a 12" board.', id="inches"),
    pytest.param('He is 5’ 11" tall and 6\'2" in shoes.', id="feet and inches"),
    pytest.param("rock ’n’ roll, the ’90s, the Jones’ house, ’s nachts, O’Neill, don’t", id="apostrophes"),
    pytest.param("They fear ''violence of any form'' there.", id="doubled apostrophes"),
    pytest.param("The word ``open'' is set this way in old papers.", id="latex"),
    pytest.param("“We knew that the road was closed and...", id="cut off by an ellipsis"),
    pytest.param("« Older posts", id="a link to another page"),
    pytest.param("\"He said 'Go' to me,\" she told them.", id="nested"),
    pytest.param("“It is late.\n\nYes.\n\nSo they said.\n\n" * 5, id="a habit of the text"),
]

HEBREW = [
    pytest.param("שגריר ארה“ב בחו”ל כתב דו“חות.", id="curly gershayim"),
    pytest.param('הוא כתב "על צה"ל" ועל מו"מ.', id="a straight quotation that ends in an acronym"),
    pytest.param("הוא כתב ב“הארץ” על צה“ל.", id="a quotation behind a prefix"),
    pytest.param("הוא כתב ב[[“]]הארץ על ספר.", id="a quotation behind a prefix, never closed"),
    pytest.param("הוא אמר: [[“]]אני גר בארה“ב מאז.", id="an acronym closes nothing"),
]

BRACKETS = [
    pytest.param("The plan [[(]]drawn up in May was dropped.", id="round"),
    pytest.param("He said [[[]]sic that it was over.", id="square"),
]

BRACKETS_GOOD = [
    pytest.param("All was well :) or :-( as one said.", id="emoticons"),
    pytest.param("White is better (14...c5 15.d5 +/=) here.", id="a sign that looks like a mouth"),
    pytest.param("The keeper (thanks to him :) went home.", id="a mouth that closes the bracket too"),
    pytest.param("1) tea 2) milk a) hot b) cold", id="list markers"),
    pytest.param("The half-open interval [0, 1) holds zero.", id="half-open interval"),
    pytest.param("I can’t come(( Sorry( See you", id="mouths without eyes"),
    pytest.param("It was shown before [17], [18] and (again) in [19].", id="references"),
    pytest.param(
        "The plan (drawn up in May.\n\nRevised in June) was dropped.", id="closes in the next block"
    ),
]

MIXED = [
    pytest.param("He spoke of an attack of [[‘]]stage fright,'” she said.", id="single, curly then straight"),
    pytest.param("It was [[“]]the worst day» of the year.", id="english then french"),
    pytest.param("Es war [[„]]der schlimmste Tag» des Jahres.", id="german then french"),
]

HALF_CURLY = [
    pytest.param('It was [["]]the worst day” of the year.', id="straight then curly"),
    pytest.param('It was [[“]]the worst day" of the year.', id="curly then straight"),
]

MIXED_GOOD = [
    pytest.param("“The so-called ‘last offer’ failed,” she said.", id="nested"),
    pytest.param("‘The boys' dream’ is a song.", id="an apostrophe before the closing mark"),
    pytest.param('Es war „der schlimmste Tag" des Jahres.', id="a low mark and a keyboard's mark"),
    pytest.param("They are ‘90s kids, and it's fine, he said.", id="a decade"),
    pytest.param("“Das “Wort” fiel,” sagte er, „und blieb“.", id="two systems, each pair its own"),
    pytest.param('A 3" nail, “so to speak,” will do.', id="inches beside curly marks"),
]

MIXED_BRACKETS = [
    pytest.param("The party [[(]]third in the polls] gave up.", id="round then square"),
]

WRONG_SIDE = [
    pytest.param("He called it [[”]]fine” and left.", id="the one quotation of a text"),
    pytest.param("“We go,” he said. [[”]]We stay,” she said.", id="closing mark opens"),
    pytest.param("He called it “fine[[“]] and left.", id="opening mark closes"),
    pytest.param("“We go,[[“]] he said.", id="opening mark closes after a comma"),
]

WRONG_SIDE_GOOD = [
    pytest.param("„Wir gehen“, sagte er.", id="german"),
    pytest.param("He called it „fine“ and left.", id="low marks in an english text"),
    pytest.param("”We go,” he said. ”We stay,” she said.", id="right marks on both sides throughout"),
    pytest.param("The sign said “5“ to 7” wide” or so.", id="figures"),
    pytest.param("“We go,” he said.", id="english"),
]


@pytest.mark.parametrize("text", OPEN)
def test_an_opening_mark_that_never_closes_is_found(text: str) -> None:
    assert_found(Pairing(), text)


def test_an_attribution_ends_a_quotation_whatever_the_next_paragraph_begins_with() -> None:
    assert_found(
        Pairing(), "[[“]]We saw the boat from the hill, said the keeper.\n\n“It came back,” he said."
    )


@pytest.mark.parametrize("text", OPEN_GOOD)
def test_sound_quotations_are_silent(text: str) -> None:
    assert_found(Pairing(), text)


@pytest.mark.parametrize("text", HEBREW)
def test_the_mark_inside_a_hebrew_word_is_no_quotation_mark(text: str) -> None:
    expected, plain = unmark(text)
    assert [(hit.start, hit.end) for hit in find(Pairing(), plain, "he")] == expected


@pytest.mark.parametrize("text", [*BRACKETS, *BRACKETS_GOOD])
def test_open_brackets(text: str) -> None:
    assert_found(Pairing(marks="brackets"), text)


@pytest.mark.parametrize("text", [*MIXED, *MIXED_GOOD])
def test_pairs_of_two_systems(text: str) -> None:
    assert_found(Pairing(problem="mixed"), text)


@pytest.mark.parametrize("text", HALF_CURLY)
def test_a_curly_mark_and_a_straight_one_are_told_apart_from_two_systems(text: str) -> None:
    assert_found(Pairing(problem="half-curly"), text)
    assert not find(Pairing(problem="mixed"), text.replace("[[", "").replace("]]", ""))


@pytest.mark.parametrize("text", [*MIXED, *MIXED_GOOD])
def test_two_systems_are_no_half_curly_pair(text: str) -> None:
    assert not find(Pairing(problem="half-curly"), text.replace("[[", "").replace("]]", ""))


RUNS_ON = [
    pytest.param("Rain fell.\n\n[[“]]We have no money for it.\n\nThe council meets in May.", id="a line"),
    pytest.param('He was blunt: [["]]Nobody paid us.\n\nThen the gate fell.', id="behind a colon"),
]

RUNS_ON_NOT = [
    pytest.param("Rain fell.\n\n[[“]]We have no money for it.", id="nothing follows"),
    pytest.param("It was [[“]]a gift to nobody.\n\nThe council meets in May.", id="within a sentence"),
    pytest.param("[[“]]We are late, she told us.\n\nThe council meets in May.", id="an attribution"),
    pytest.param("[[“]]We lost. We lost again. It rained.\n\nThe end.", id="several sentences a line"),
    pytest.param("[[“]]We are late\n\nThe council meets in May.", id="no stop"),
]


@pytest.mark.parametrize("text", RUNS_ON)
def test_speech_that_fills_its_line_may_go_on_in_the_next(text: str) -> None:
    assert_found(Pairing(problem="runs-on"), text)
    assert not find(Pairing(), text.replace("[[", "").replace("]]", ""))


@pytest.mark.parametrize("text", RUNS_ON_NOT)
def test_other_open_marks_do_not_run_on(text: str) -> None:
    assert_found(Pairing(), text)
    assert not find(Pairing(problem="runs-on"), text.replace("[[", "").replace("]]", ""))


@pytest.mark.parametrize("text", MIXED_BRACKETS)
def test_brackets_of_two_systems(text: str) -> None:
    assert_found(Pairing(problem="mixed", marks="brackets"), text)


@pytest.mark.parametrize("text", [*WRONG_SIDE, *WRONG_SIDE_GOOD])
def test_marks_on_the_wrong_side(text: str) -> None:
    assert_found(Pairing(problem="wrong-side"), text)


@pytest.mark.parametrize("language", ["sv", "fi"])
def test_right_marks_open_where_the_language_says_so(language: str) -> None:
    text = "“Vi går”, sade hon. ”Nej”, sade han."
    assert not find(Pairing(problem="wrong-side"), text, language)


def test_brackets_that_face_away_from_their_text() -> None:
    assert_found(Pairing(problem="wrong-side", marks="brackets"), "The plan[[(]] see below) was dropped.")


def test_reach_is_a_field_of_the_rule() -> None:
    text = "[[“]]We begin. All stay.\n\nThe hall was quiet. Rain fell.\n\nIt stayed so.\n\nAnd that was all.”"
    assert_found(Pairing(reach=2), text)
    assert not find(Pairing(reach=3), text.replace("[[", "").replace("]]", ""))


def test_the_closing_mark_of_a_mixed_pair_is_named() -> None:
    (hit,) = find(Pairing(problem="mixed"), "It was “the worst day» of the year.")
    assert hit.values["closing"] == "»"


def test_a_title_is_read_by_itself() -> None:
    document = Document("“Fine,” he said.", title="“We go, he said")
    context = Context(document, "title", 0, len(document.title))
    assert [(hit.start, hit.end, hit.field) for hit in Pairing().find(context)] == [(0, 1, "title")]


@given(
    st.text(alphabet="ab \n.,\"“”„«»''’‘()[]「」1", max_size=80),
    st.sampled_from(["open", "wrong-side", "mixed"]),
    st.sampled_from(["quotes", "brackets"]),
)
def test_hits_are_marks_in_order(
    text: str, problem: Literal["open", "wrong-side", "mixed"], marks: Literal["quotes", "brackets"]
) -> None:
    hits = find(Pairing(problem=problem, marks=marks), text)
    starts = [hit.start for hit in hits]
    assert starts == sorted(set(starts))
    assert all(not text[hit.start : hit.end].isalnum() and 0 < hit.end - hit.start <= 2 for hit in hits)


def assert_found(kind: Pairing, marked: str) -> None:
    expected, text = unmark(marked)
    assert [(hit.start, hit.end) for hit in find(kind, text)] == expected


def find(kind: Pairing, text: str, language: str = "en") -> list[Hit]:
    document = Document(text, declared_language=language)
    return list(kind.find(Context(document, "text", 0, len(text))))
