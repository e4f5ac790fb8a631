import pytest

from checks.training.labelling import CLEAN, INJECTED, body_start, by_main_text, by_vote

MAIN_TEXT = """The ferry to Hallen will sail twice a day from June, the harbour board decided on Tuesday.
Fares
A single ticket costs four crowns, and children under six travel free of charge."""

FIRST, _, LAST = MAIN_TEXT.split("\n")


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("The ferry to Hallen will sail twice a day from June, the harbour board decided on Tuesday.", CLEAN),
        ("THE FERRY TO HALLEN WILL SAIL TWICE A DAY FROM JUNE", CLEAN),
        ("• Fares", CLEAN),
        ("Ten gardens that you must see before the summer ends", INJECTED),
        ("Share", INJECTED),
        ("a day", None),
        ("***", None),
        (
            "Children under six travel free of charge, but only with a grown-up who holds a pass",
            None,
        ),
    ],
    ids=["same", "part", "short and same", "strange", "short and strange", "short", "no word", "half known"],
)
def test_a_line_is_the_articles_where_its_words_stand_in_the_main_text(line: str, label: int | None) -> None:
    assert by_main_text([line], MAIN_TEXT, []) == [label]


@pytest.mark.parametrize(
    "line",
    ["Photo: Ida Brandner", "A gull over the harbour (Getty)", "Hallen ferry: two sailings"],
)
def test_credits_and_headlines_are_left_open(line: str) -> None:
    assert by_main_text([line], MAIN_TEXT, ["Hallen ferry: two sailings | The Coast"]) == [None]


def test_the_body_starts_with_the_first_long_line_of_the_main_text() -> None:
    lines = ["Menu", "Fares", FIRST, "Share"]
    assert body_start(lines, by_main_text(lines, MAIN_TEXT, [])) == 2


def test_without_a_main_text_there_is_no_body() -> None:
    assert body_start(["Menu", "Share"], [INJECTED, INJECTED]) == 2


def test_what_all_scrapers_kept_is_the_articles_and_what_none_kept_is_not() -> None:
    aside = "Our reporter has followed the harbour board for eleven years."
    page = ["Ten gardens that you must see", FIRST, aside, LAST]
    votes = [f"{FIRST}\n{LAST}"] * 3 + [f"{FIRST}\n{aside}\n{LAST}"]
    assert by_vote(page, votes, []) == [INJECTED, CLEAN, None, CLEAN]


def test_a_few_scrapers_have_no_vote() -> None:
    assert by_vote(["Share", FIRST], [FIRST, FIRST, "", " "], []) == [None, None]
