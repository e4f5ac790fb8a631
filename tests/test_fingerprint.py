from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from checks import Checker, Document, Finding, Link, Location, RuleSet
from checks.dialect import Pattern
from checks.fingerprint import document_key, fingerprint
from checks.kinds.pattern import Pattern as PatternKind
from checks.rules.schema import Examples, Rule

RULE = Rule(
    id="symbols/cross",
    kind="pattern",
    match=PatternKind(Pattern("x+")),
    severity="error",
    confidence="high",
    message="{match}",
    why="A cross.",
    examples=Examples((), ()),
    scope=("block", "title", "link"),
)
LONG = "The council of the town met on Tuesday in the old mill to talk about the new bridge over the river."


def findings(document: Document | str, rule: Rule = RULE) -> tuple[Finding, ...]:
    return Checker(RuleSet((rule,))).check(document).findings


def prints(document: Document | str, rule: Rule = RULE) -> list[str]:
    return [finding.fingerprint for finding in findings(document, rule)]


FIRST, SECOND = "One day the x was here.", "A second paragraph follows it."


@pytest.mark.parametrize(
    "text",
    [
        f"{SECOND}\n\n{FIRST}",
        f"{SECOND}\n{SECOND}\n{FIRST}\n{SECOND}",
        FIRST.upper().replace("X", "x"),
        FIRST.replace(" ", "\N{NO-BREAK SPACE}"),
        FIRST.replace("the x", "the   x"),
    ],
    ids=["moved", "moved far", "case", "no-break spaces", "spaces"],
)
def test_a_finding_keeps_its_fingerprint(text: str) -> None:
    assert prints(text) == prints(f"{FIRST}\n\n{SECOND}")


def test_what_is_far_away_in_the_block_makes_no_difference() -> None:
    near = "and so it was that the x was here, as many had said before "

    assert prints(f"In spring {near}that.") == prints(f"In autumn {near}this.")


def test_message_severity_path_and_id_make_no_difference() -> None:
    rule = replace(RULE, message="Another {match}", severity="info", confidence="low")
    place = Document(FIRST, id="7", url="https://example.org", location=Location("elsewhere.txt", 3, 4))

    assert prints(place, rule) == prints(FIRST)


@pytest.mark.parametrize(
    "text", [FIRST.replace("x", "xx"), "One day the x is here.", "A day the x was here."]
)
def test_another_match_or_context_is_another_finding(text: str) -> None:
    assert prints(text) != prints(FIRST)


def test_another_rule_is_another_finding() -> None:
    assert prints(FIRST, replace(RULE, id="garble/cross")) != prints(FIRST)


def test_a_title_and_a_link_have_fingerprints_of_their_own_fields() -> None:
    document = Document("An a.", title="An x", links=(Link(0, 2, "https://a.org/x"),))

    title, link = findings(document)

    assert (title.field, link.field) == ("title", "link.href")
    assert title.fingerprint == prints(replace(document, text="Another."))[0]
    assert link.fingerprint == prints(replace(document, text="Another."))[1]


def whole(document: Document) -> str:
    """The fingerprint of a finding about the document as a whole."""
    return fingerprint("garble/whole", document, "text", 0, 0)


def test_a_finding_on_the_whole_document_uses_the_documents_key() -> None:
    document = Document(LONG, title="Bridge")

    assert whole(document) == whole(replace(document, location=Location("renamed.txt"), id="renamed.txt"))
    assert whole(document) == whole(replace(document, text=f"{LONG}\n\n{SECOND}"))
    assert whole(document) != whole(replace(document, text=LONG.replace("bridge", "ferry")))
    assert whole(document) != whole(replace(document, title="Ferry"))
    assert whole(document) != whole(replace(document, id="A-1"))


def test_the_feeds_id_is_the_documents_key() -> None:
    assert document_key(Document(LONG, id="A-1")) == document_key(Document(FIRST, id="A-1")) == "A-1"


@pytest.mark.parametrize(
    ("identity", "place"),
    [("feed.jsonl:3", Location("feed.jsonl", line=3, record=3)), ("page.html", Location("page.html"))],
)
def test_an_id_made_up_from_a_place_is_no_key(identity: str, place: Location) -> None:
    document = Document(LONG, id=identity, location=place)

    assert document_key(document) == document_key(Document(LONG))


def test_short_texts_differ_by_all_they_say() -> None:
    assert document_key(Document("No news.")) != document_key(Document("Good news."))


@given(st.text(), st.text(), st.integers(0, 20), st.integers(0, 20))
def test_any_text_has_a_fingerprint(text: str, title: str, start: int, length: int) -> None:
    assume(start + length <= len(text))
    mark = fingerprint("symbols/cross", Document(text, title=title), "text", start, start + length)

    assert len(mark) == 16
    assert int(mark, 16) >= 0


def test_lone_surrogates_are_no_obstacle() -> None:
    assert prints("An \ud800x\udfff here.") != prints("An x here.")
