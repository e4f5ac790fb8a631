"""Full names that went wrong; `[[…]]` marks what must be found."""

from __future__ import annotations

from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kind_helpers import found, hits

from checks.document import Document
from checks.kinds import Context
from checks.kinds.full_name import FullName

TURNED = FullName(form="turned")
DRIFTED = FullName(form="drifted")
DOUBLED = FullName(form="doubled")


@pytest.mark.parametrize(
    ("kind", "marked"),
    [
        (TURNED, "We met Antonia Brandner. Then Brandner left. We saw [[Brandner Antonia]] at home."),
        (
            TURNED,
            "We met [[Brandner Antonia]]. A Mr Brandner left. Antonia Brandner and Antonia Brandner sang.",
        ),
        (DRIFTED, "We met Antonia Brandner. By then Antonia Brandner slept. We saw [[Antonio Brandner]]."),
        (DRIFTED, "We met Antonia Brandner at noon. We saw [[Antona Brandner]] at home."),
        (DRIFTED, "The bank of Pierce Bridge. All of Pierce Bridge knows [[Peirce Bridge]]."),
        (DOUBLED, "We met Brandner and Brandner left. We saw [[Brandner Brandner]] at home."),
        (
            DOUBLED,
            "In Bremmen it rained, in Bremmen it snowed. The docks of old [[Bremmen Bremmen]] Stars sank.",
        ),
    ],
)
def test_finds_names_that_went_wrong(kind: FullName, marked: str) -> None:
    assert found(kind, marked, "document") == marked


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        pytest.param(TURNED, "We met Antonia Brandner. Then Brandner left Antonia.", id="in one order"),
        pytest.param(TURNED, "We met Antonia Brandner. We saw Brandner Antonia.", id="which is the surname?"),
        pytest.param(
            TURNED,
            "We met Antonia Brandner. Brandner left. On the list: Brandner, Antonia.",
            id="a list with commas",
        ),
        pytest.param(
            TURNED,
            "The Harbour Board met. The Board left. No Board Harbour exists, said the Harbour.",
            id="words",
        ),
        pytest.param(
            TURNED,
            "We met Antonia Brandner. Brandner left.\n\nNight With Brandner Antonia Band",
            id="title case",
        ),
        pytest.param(DRIFTED, "We met Antonia Brandner and her brother Antonio Brandner.", id="relatives"),
        pytest.param(DRIFTED, "We met Steven Brandner. They call him Steve Brandner.", id="a short form"),
        pytest.param(DRIFTED, "We met Jana Brandner. The other is Josefa Brandner.", id="another name"),
        pytest.param(DRIFTED, "We met José Brandner. We saw Jose Brandner.", id="marks on letters"),
        pytest.param(DRIFTED, "We met Antonia Brandner. We saw Antonio Lindner.", id="another surname"),
        pytest.param(
            DRIFTED,
            "We met Antonia Brandner, Antonia Brandner. We saw Antonio Brandner, Antonio Brandner.",
            id="both come back",
        ),
        pytest.param(DRIFTED, "We met Ann Brandner. We saw Ana Brandner.", id="short names"),
        pytest.param(DRIFTED, "To Central Harbour and to Centrel Harbour.", id="a place of common words"),
        pytest.param(DOUBLED, "We met Garrick Garrick at home.", id="never alone"),
        pytest.param(DOUBLED, "In Duran and in Duran they love Duran Duran.", id="a band"),
        pytest.param(
            DOUBLED, "We met Brandner, and Brandner sang: Brandner Brandner Brandner.", id="a refrain"
        ),
        pytest.param(DOUBLED, "We met Brandner. Brandner left Brandner.", id="across a full stop"),
        pytest.param(DOUBLED, "She said Yes to us and Yes to them: Yes Yes.", id="a short word"),
        pytest.param(DOUBLED, "", id="nothing"),
    ],
)
def test_leaves_alone(kind: FullName, text: str) -> None:
    assert not hits(kind, text, "document")


@pytest.mark.parametrize("form", ["turned", "drifted"])
def test_where_nouns_have_capitals_names_are_not_read(form: Literal["turned", "drifted"]) -> None:
    text = "Wir trafen Antonia Brandner. Dann ging Brandner. Wir sahen Brandner Antonia und Antonio Brandner."
    assert not hits(FullName(form=form), text, "document", "de")


@pytest.mark.parametrize(
    ("kind", "text", "other"),
    [
        (TURNED, "We met Antonia Brandner. Then Brandner left. We saw Brandner Antonia.", "Antonia Brandner"),
        (DRIFTED, "We met Antonia Brandner at noon. We saw Antona Brandner.", "Antonia Brandner"),
        (DOUBLED, "We met Brandner and Brandner left. We saw Brandner Brandner.", "Brandner"),
    ],
)
def test_names_the_right_form(kind: FullName, text: str, other: str) -> None:
    (hit,) = hits(kind, text, "document")
    assert hit.values == {"other": other}


def test_the_house_vocabulary_is_never_wrong() -> None:
    text = "We met Brandner and Brandner left. We saw Brandner Brandner."
    document = Document(text, declared_language="en")
    context = Context(document, "text", 0, len(text), frozenset({"brandner brandner"}))
    assert not list(DOUBLED.find(context))


@given(st.lists(st.sampled_from(["Antonia", "Antonio", "Brandner", "met", ".", "\n\n"]), max_size=25))
def test_hits_are_in_order_and_hold_what_they_say(words: list[str]) -> None:
    text = " ".join(words)
    for kind in (TURNED, DRIFTED, DOUBLED):
        spans = [(hit.start, hit.end) for hit in hits(kind, text, "document")]
        assert spans == sorted(set(spans))
        assert all(len(text[start:end].split()) == 2 for start, end in spans)
