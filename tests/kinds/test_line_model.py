"""The kind `line-model`: passages of scraped texts that are not the article's."""

import random
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from kind_helpers import with_marks, without_marks

from checks.document import Block, Document
from checks.kinds import Context, Evidence, Hit
from checks.kinds.line_model import LineModel

CASES = yaml.safe_load((Path(__file__).parent.parent / "cases" / "line-model.yaml").read_text("utf-8"))
ARTICLE: str = CASES["articles"]["ferry"]
MENU = ["Home", "News", "Sport", "Culture", "Weather", "Puzzles", "Travel", "Jobs", "Motors", "Homes"]
KIND = LineModel()


def found_in(
    document: Document, marks: tuple[tuple[int, int], ...] = (), rule: str = "injection/a"
) -> list[Hit]:
    evidence = tuple(Evidence(rule, Hit(*span)) for span in marks)
    context = Context(document, "text", 0, len(document.text), evidence=evidence)
    return list(KIND.find(context))


def found(text: str, marks: tuple[tuple[int, int], ...] = (), rule: str = "injection/a") -> list[Hit]:
    return found_in(Document(text, declared_language="en"), marks, rule)


@pytest.mark.parametrize("tail", CASES["tails"].values(), ids=CASES["tails"])
def test_what_stands_below_an_article_is_found(tail: str) -> None:
    marked = f"{ARTICLE}\n\n{tail}"
    text = without_marks(marked)
    assert with_marks(text, found(text)) == marked


@pytest.mark.parametrize("text", CASES["sound"].values(), ids=CASES["sound"])
def test_lists_of_an_article_are_left_alone(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("text", CASES["sound"].values(), ids=CASES["sound"])
def test_lists_after_paragraphs_of_prose_are_left_alone(text: str) -> None:
    assert found(f"{ARTICLE}\n\n{text}") == []


def test_an_article_alone_is_left_alone() -> None:
    assert found(ARTICLE) == []


def test_a_whole_page_loses_its_menus_and_keeps_its_article() -> None:
    menu, foot = "\n".join(MENU), "About us\nContact\nPrivacy policy\nCookie settings\nFollow us\nImprint"
    text = f"{menu}\n\n{ARTICLE}\n\n{menu}\n\n{foot}"
    marks = tuple((text.index(line), text.index(line) + len(line)) for line in foot.split("\n"))
    covered = {line for hit in found(text, marks) for line in text[hit.start : hit.end].split("\n")}
    assert set(MENU) <= covered
    assert not covered & set(ARTICLE.split("\n\n"))


def test_what_rules_found_near_a_line_speaks_against_it() -> None:
    text = f"{ARTICLE}\n\nPublisher's offer\n\nPolice find stolen tractor"
    start = text.index("Publisher's")
    assert found(text) == []
    assert [hit.start for hit in found(text, ((start, start + 17),))] == [text.index("Police")]


def test_rules_that_are_not_named_do_not_count() -> None:
    text = f"{ARTICLE}\n\nPublisher's offer\n\nPolice find stolen tractor"
    start = text.index("Publisher's")
    assert found(text, ((start, start + 17),), "symbols/a") == []


def test_what_rules_found_is_not_said_twice() -> None:
    marked = f"{ARTICLE}\n\nTopics"
    assert found(marked, ((len(ARTICLE) + 2, len(marked)),)) == []


def test_neighbouring_lines_are_one_hit_but_not_across_code() -> None:
    text = f"{ARTICLE}\n\nNews\n\nSport\n\nVideo"
    paragraphs = [*Document(text).blocks[:-3]]
    start = len(ARTICLE) + 2
    news, sport, video = (start, start + 4), (start + 6, start + 11), (start + 13, start + 18)
    blocks = (*paragraphs, Block(*news, "line"), Block(*sport, "code"), Block(*video, "line"))
    hits = found_in(Document(text, declared_language="en", blocks_known=blocks))
    assert hits
    assert all(hit.end <= sport[0] or hit.start >= sport[1] for hit in hits)


def test_the_reason_is_said_in_words() -> None:
    (hit,) = found(f"{ARTICLE}\n\nTopics")
    assert "after the last long paragraph" in hit.values["reasons"].split("; ")


@pytest.mark.parametrize("text", ["", " \n\n ", "Topics", "Topics\n\nSport", "\ufeff", "†\n‡\n†\n‡"])
def test_a_text_too_short_to_show_anything_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_a_dump_of_thousands_of_lines_is_left_alone() -> None:
    assert found("\n\n".join(f"{ARTICLE}\n\nTopics" for _ in range(800))) == []


def test_at_least_one_rule_must_be_named() -> None:
    with pytest.raises(ValueError, match="marks names no rule"):
        LineModel(marks=())


def test_documents_do_not_depend_on_each_other() -> None:
    texts = [f"{ARTICLE}\n\n{without_marks(tail)}" for tail in CASES["tails"].values()]
    alone = {text: found(text) for text in texts}
    random.Random(4).shuffle(texts)
    assert {text: found(text) for text in texts} == alone


LINES = st.sampled_from(
    [
        *ARTICLE.split("\n\n"),
        *MENU,
        *CASES["sound"]["recipe"].split("\n"),
        "…",
        "日本語のテキスト",
        "\u200b",
        "3",
    ]
)


@given(st.lists(LINES, max_size=40), st.integers(0, 39))
@settings(max_examples=60, deadline=None)
def test_hits_are_whole_lines_in_order_and_unmarked_at_their_ends(lines: list[str], mark: int) -> None:
    text = "\n".join(lines)
    blocks = Document(text).blocks
    marked = blocks[mark : mark + 1]
    hits = found(text, tuple((block.start, block.end) for block in marked))
    starts, ends = {block.start for block in blocks}, {block.end for block in blocks}
    assert all(hit.start in starts and hit.end in ends for hit in hits)
    assert all(first.end <= second.start for first, second in pairwise(hits))
    assert not {hit.start for hit in hits} & {block.start for block in marked}
    assert not {hit.end for hit in hits} & {block.end for block in marked}
    assert all(hit.values["reasons"] for hit in hits)
