"""One name in two spellings; `[[…]]` marks what must be found."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kind_helpers import unmark
from rapidfuzz.distance import OSA

from checks.document import Document
from checks.kinds import Context, Hit
from checks.kinds._name_slips import _are_distinct, near_spellings
from checks.kinds.names import Names

SLIPS = [
    pytest.param(
        "The court heard Harkness first. Then Harkness left. A lawyer for [[Harknass]] did not.",
        id="the rarer spelling",
    ),
    pytest.param(
        "Talks with Stoltenberg failed. Later Stoltenberg left. Nobody asked [[Stoltenburg]] why. "
        "Only [[Stoltenburg]] knew.",
        id="as frequent, the known name is right",
    ),
    pytest.param(
        "On Monday Ilse Vandermark spoke. The mayor thanked Ilse [[Vandemark]] at length.",
        id="once each, the same first name before both",
    ),
    pytest.param(
        "The minister met Korhonnen twice. Asked about it, Korhonnen smiled.\n\n[[Korhonen]] told him off.",
        id="the slip begins a sentence",
    ),
    pytest.param(
        "In Saakashvili they trust. The doctors saw Saakashvili. The lawyers of [[Sakashvilli]] did not.",
        id="two letters of a long name",
    ),
    pytest.param("Harkness won. Then Harkness left. His father saw [[Harkniss]] home.", id="no relative"),
    pytest.param("Harkness won. Then Harkness left. Father [[Harkniss]] stayed.", id="a priest's title"),
    pytest.param(
        "They met Okafor’s team. Then Okafor spoke. [[Okafar]]’s answer came late, said Okafor.",
        id="possessive forms",
    ),
    pytest.param(
        "The vote went to Emmanuel Lacroix. A friend of Emmanuel [[Dacroix]] said so. It pleased Lacroix.",
        id="a wrong first letter after the same first name",
    ),
    pytest.param(
        "A founder, Adam [[Neumonn]], left at noon. Since then Neumann is silent. Nobody calls Neumann.",
        id="the slip introduces who is named without a first name later",
    ),
    pytest.param(
        "The founder, Jarek [[Petridees]], left. Petridas had no choice. Petrides did. Petrides laughed.",
        id="the name itself only opens sentences",
    ),
    pytest.param(
        "The San Ignacio County office and the Orange County court. One Napa [[Couny]] station closed.",
        id="an institution has no first name",
    ),
    pytest.param(
        "In Security they trust. The chief of Security slept. The Homeland [[Secuurity]] Department did not.",
        id="only the slip is followed by a name",
    ),
    pytest.param("To China and from China by rail. The roads of [[Chia]] are long.", id="four letters left"),
    pytest.param("To China and from China by rail. The roads of [[Chinna]] are long.", id="no ending"),
    pytest.param(
        "They met Joe Harkness, his son Hal Harkness and a Mr Harkness. [[Harkniss]] left.",
        id="the right name is also a relative's",
    ),
]

SOUND = [
    "In Samoa they vote. American Samoans do, and in Samoa the Samoans wait.",
    "He studied Buddhism. The Buddhist monks liked it, and Buddhism liked him.",
    "They met Sally at noon. Nobody but Sally came. Sadly it rained.",
    "He said that We’ve won, that We’ve lost, and that We’re here.",
    "Asked about Blankenship, she smiled. The Blankenship/Mohr ticket and Blankenship won.",
    pytest.param(
        "We heard Paul Smitson and later Smitson again. His rival Jane Smitsen said Smitson lied.",
        id="first names of their own",
    ),
    pytest.param("In Iraq and Iran, as in Iraq before, people in Iran wait.", id="short names"),
    pytest.param("From Austria to Australia, from Austria by air to Austria.", id="two countries"),
    pytest.param("They went to Kharkov. In Kharkov they said Kharkiv.", id="an accepted variant"),
    pytest.param("In Russia the Russian way; Russians in Russia know.", id="the people of a place"),
    pytest.param("We met Paula and Paulo. For Paula it was fine, for Paula alone.", id="the other sex"),
    pytest.param(
        "He met Anderson. For Anderson it was late. Then Andersen came.", id="surnames often confused"
    ),
    pytest.param("They cheered Erdoğan. In Ankara Erdoğan spoke. Then Erdogan left.", id="marks on letters"),
    pytest.param("He is Minister now, a minister like any Minster, the Minister.", id="also in lower case"),
    pytest.param("The GAZPRON board met Gazprom. In May Gazprom paid. So did Gazprom.", id="capitals"),
    pytest.param(
        "We spoke of Rossini. Then Rossini slept.\n\nGreat Night For Rossino Fans Everywhere",
        id="a heading in title case",
    ),
    pytest.param(
        "They saw Marlow, then Marlow, Marlow, Marlow. But Harlow, Harlow, Harlow, Harlow sang.",
        id="two names that both come back",
    ),
    pytest.param(
        "In Martin Brandauer they trust. Also Martin Brandauer sang. Then Marvin Gaye sang.",
        id="first names before different surnames",
    ),
    pytest.param("She read Danube and Danubia once. At Danube she slept.", id="an ending"),
    pytest.param(
        "The chancellor, Olaf Scholz, came. They saw Scholl. The actress Scholl laughed, and Scholl left.",
        id="a known name with a bearer of its own beside a more frequent one",
    ),
    pytest.param("By boat to Vava’u. In Vava’u it rains. Nobody leaves Vava'u.", id="an apostrophe"),
    pytest.param("Near Sana'a it rained. In Sana'a it was dry. Then Sanaa slept.", id="none at all"),
    pytest.param("They flew to Scotland. In Scotland it rained. Nobody saw Schottland.", id="an exonym"),
    pytest.param("A Chinees spoke. The Chinees Club met a Chinese guest.", id="a Dutch ending"),
    pytest.param("Harkness won. Then Harkness left with his father, Harkniss.", id="a relative"),
    pytest.param(
        "Harkness won. Then Harkness met Harkniss, the father of a friend.", id="a relative, behind"
    ),
    pytest.param("In Bremmen it rained. So Bremmen, formerly Bremman, slept.", id="an earlier name"),
    pytest.param("In Bremmen it rained. So Bremmen, also known as “Bremman”, slept.", id="a second name"),
    pytest.param("He met Harkness once. She met Harknass once.", id="once each without a first name"),
    pytest.param(
        "In Iran it rained, and in Iran it snowed. The deputy of Iran was Iraj Harandi.",
        id="a short first name",
    ),
    pytest.param("In Hunan it rained. From Hunan to Human Resources is far.", id="a short word"),
    pytest.param("To Parla and from Parla by rail. So Mr Para slept.", id="four letters of a rare name"),
    pytest.param(
        "Since then Neumann is silent. Nobody calls Neumann. A founder, Adam Neumonn, left.",
        id="a first name after the other needed none",
    ),
    pytest.param("They play Basketall here. In Basketall they win.\n\nBasketalls\n\nBasketill", id="a menu"),
    pytest.param(
        "In Berlin it rained. Then Berlin slept. In Dublin and Merlin too.", id="other first letters"
    ),
]


@pytest.mark.parametrize("text", SLIPS)
def test_the_wrong_spelling_is_found(text: str) -> None:
    assert_found(Names(), text)


@pytest.mark.parametrize("text", SOUND)
def test_names_that_only_look_alike_are_silent(text: str) -> None:
    assert_found(Names(), text)


def test_the_first_spelling_is_right_where_nothing_else_decides() -> None:
    assert_found(Names(), "They saw Harkness. Then Harkness left. He met [[Harknass]] and [[Harknass]].")


def test_the_right_spelling_and_its_number_are_named() -> None:
    (hit,) = find(Names(), "They saw Harkness. Then Harkness left with Harkness. He met Harknass.")
    assert hit.values == {"other": "Harkness", "count": "3"}


def test_a_rule_may_list_variants() -> None:
    text = "They saw Harkness. Then Harkness left. He met Harknass."
    assert not find(Names(variants={"harkness": ("Harknass",)}), text)


def test_shorter_names_are_compared_when_the_rule_says_so() -> None:
    text = "They saw Volk. Then Volk left with Volk. He met [[Volc]]."
    assert_found(Names(min_length=4), text)
    assert not find(Names(), text.replace("[[", "").replace("]]", ""))


@pytest.mark.parametrize(
    "text",
    [
        "Bei Ilse Vandermark lag es. Man sah Ilse [[Vandemark]] am Hafen, und Vandermark kam.",
        "Man sah Stoltenberg. Dann ging Stoltenberg. Zu [[Stoltenburg]] kam er nicht.",
        "Die Patientendateien sind fort. Mit Patientendateien begann es, mit Patientendaten endet es.",
    ],
)
def test_where_nouns_have_capitals_a_name_must_be_known_for_one(text: str) -> None:
    expected, plain = unmark(text)
    document = Document(plain, declared_language="de")
    hits = Names().find(Context(document, "text", 0, len(plain)))
    assert [(hit.start, hit.end) for hit in hits] == expected


def test_the_house_vocabulary_is_never_wrong() -> None:
    text = "They saw Harkness. Then Harkness left. He met Harknass."
    document = Document(text, declared_language="en")
    context = Context(document, "text", 0, len(text), frozenset({"harknass"}))
    assert not list(Names().find(context))


@given(st.lists(st.sampled_from(["Harkness", "Harknass", "Paul", "said", "and", ".", "\n\n"]), max_size=30))
def test_only_one_of_two_spellings_is_wrong(words: list[str]) -> None:
    text = " ".join(words)
    hits = find(Names(), text)
    assert len({text[hit.start : hit.end] for hit in hits}) <= 1
    assert [hit.start for hit in hits] == sorted({hit.start for hit in hits})


def assert_found(kind: Names, marked: str) -> None:
    expected, text = unmark(marked)
    assert [(hit.start, hit.end) for hit in find(kind, text)] == expected


def find(kind: Names, text: str) -> list[Hit]:
    document = Document(text, declared_language="en")
    return list(kind.find(Context(document, "text", 0, len(text))))


@given(st.sets(st.text("Brandt", min_size=4, max_size=7).map(str.capitalize), max_size=8))
def test_names_are_near_whatever_letter_differs(names: set[str]) -> None:
    near = near_spellings(names)
    for one, other in combinations(names, 2):
        if OSA.distance(one.lower(), other.lower()) == 1 and not _are_distinct(one, other):
            assert {one, other} <= near
