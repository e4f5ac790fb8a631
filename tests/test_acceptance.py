from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from checks import Checker, Document, Location, Result, RuleErrors, Unreadable, load_rules
from checks.acceptance import APPLIES, Acceptance, Entry, Occurrences, Placed, Staleness
from checks.accepted_file import NEW_FILE, Unwritable, parse_accepted, with_added, without
from checks.fingerprint import document_key

RULES = load_rules(Path(__file__).parent / "cases" / "reports" / "rules.yaml")
CHECKER = Checker(RULES)
PRINT = "0123456789abcdef"
OTHER = "fedcba9876543210"

FIRST = (
    "The council met on Tuesday and it talked about the roads until night fell over the harbour and the last "
    "of the boats had come home."
)
TEXT = f"{FIRST}\n\nMembers agreed† that the bridge needs repair.\n\nRead more"


def english(text: str = TEXT, **values: Any) -> Document:
    return Document(text, declared_language="en", **{"id": "a", "source": "wire", **values})


def entry(fingerprint: str = PRINT, **values: Any) -> Entry:
    defaults = {"applies": "everywhere", "reason": "it is right", "who": "Ada", "date": "2026-01-31"}
    return Entry(fingerprint, **{**defaults, **values})


def acceptance(*entries: Entry) -> Acceptance:
    return Acceptance(tuple(Placed(entry, f"accepted.yaml:{n}:5") for n, entry in enumerate(entries, 4)))


def print_of(rule: str, document: Document) -> str:
    (found,) = (f.fingerprint for f in CHECKER.check(document).findings if f.rule == rule)
    return found


DAGGER, MORE = "symbols/stray-dagger", "injection/read-more"


def accepting(marked: Document, **values: Any) -> Checker:
    """A checker that accepts the document's dagger."""
    return replace(CHECKER, acceptance=acceptance(entry(print_of(DAGGER, marked), **values)))


def states(result: Result) -> dict[str, str]:
    return {finding.rule: finding.state for finding in result.findings}


# What an accepted finding costs


def test_an_accepted_finding_costs_nothing_and_says_who_and_why() -> None:
    document = english()

    result = accepting(document).check(document)

    dagger, more = result.findings
    assert (dagger.rule, dagger.state, dagger.points) == (DAGGER, "accepted", 0)
    assert dagger.accepted is not None and dagger.accepted[:2] == ("Ada", "it is right")
    assert (more.state, more.accepted) == ("new", None)
    assert (CHECKER.check(document).verdict, result.verdict) == ("review", "pass")


def test_the_score_is_that_of_the_text_without_the_finding() -> None:
    document = english()
    alone = Checker(RULES, ignore=[DAGGER]).check(document)

    result = accepting(document).check(document)

    assert (result.score, result.families) == (alone.score, alone.families)
    assert result.score == pytest.approx(100 - sum(finding.points for finding in result.findings))
    assert result.judged_score is None


@pytest.mark.parametrize(
    ("where", "document", "state"),
    [
        ({"applies": "document", "document": "a"}, english(), "accepted"),
        ({"applies": "document", "document": "a"}, english(id="b"), "new"),
        ({"applies": "source", "source": "wire"}, english(id="b"), "accepted"),
        ({"applies": "source", "source": "wire"}, english(source="blog"), "new"),
        ({"applies": "source", "source": "wire"}, english(source=None), "new"),
        ({"applies": "everywhere"}, english(id="b", source=None), "accepted"),
    ],
)
def test_an_entry_holds_where_it_applies(where: dict[str, str], document: Document, state: str) -> None:
    assert states(accepting(english(), **where).check(document))[DAGGER] == state


def test_the_narrowest_entry_speaks() -> None:
    document = english()
    found = print_of(DAGGER, document)
    entries = [
        entry(found, who="Everybody"),
        entry(found, who="One", applies="document", document="a"),
        entry(found, who="Wire", applies="source", source="wire"),
    ]

    result = replace(CHECKER, acceptance=acceptance(*entries)).check(document)

    assert [f.accepted.who for f in result.findings if f.accepted] == ["One"]


def test_an_article_without_an_id_stays_accepted_under_another_name() -> None:
    old = english(id="old.txt", location=Location("old.txt"))
    new = english(f"Something before.\n\n{TEXT}", id="b/new.txt", location=Location("b/new.txt"))

    checker = accepting(old, applies="document", document=document_key(old))

    assert states(checker.check(new))[DAGGER] == "accepted"


def test_a_rule_keeps_what_was_accepted_under_an_id_that_it_had() -> None:
    renamed = tuple(
        replace(rule, id="symbols/lone-dagger", replaces=(DAGGER,)) if rule.id == DAGGER else rule
        for rule in RULES.rules
    )
    checker = replace(accepting(english()), rule_set=replace(RULES, rules=renamed))
    occurrences = Occurrences(checker.acceptance)

    result = checker.check(english())
    occurrences.add(result)

    assert states(result)["symbols/lone-dagger"] == "accepted"
    assert occurrences.staleness().stale == ()


# What no longer occurs


def staleness(
    entries: Iterable[Entry], *documents: Document | Unreadable, idle: Iterable[str] = ()
) -> Staleness:
    checker = replace(CHECKER, acceptance=acceptance(*entries))
    occurrences = Occurrences(checker.acceptance, set(idle))
    for item in checker.check_all(documents):
        occurrences.add(item)
    return occurrences.staleness()


def test_an_entry_that_occurs_is_not_stale() -> None:
    found = print_of(DAGGER, english())
    everywhere, here = entry(found), entry(found, applies="document", document="a")

    assert staleness([everywhere, here], english()) == ((), 0, 2)


@pytest.mark.parametrize(
    "where",
    [
        {"applies": "everywhere"},
        {"applies": "document", "document": "a"},
        {"applies": "source", "source": "wire"},
    ],
)
def test_an_entry_whose_finding_is_gone_is_stale(where: dict[str, str]) -> None:
    gone = entry(print_of(DAGGER, english()), **where)

    told = staleness([gone], english(TEXT.replace("†", "")))

    assert [(placed.entry, placed.place) for placed in told.stale] == [(gone, "accepted.yaml:4:5")]
    assert (told.not_judged, told.total) == (0, 1)


@pytest.mark.parametrize(
    "where", [{"applies": "document", "document": "z"}, {"applies": "source", "source": "blog"}]
)
def test_what_was_not_in_the_run_is_not_called_stale(where: dict[str, str]) -> None:
    assert staleness([entry(**where)], english()) == ((), 1, 1)


def test_a_document_that_could_not_be_read_proves_no_absence() -> None:
    broken = Unreadable("a", Location("feed.jsonl", 1, 1), "empty-text", "the text is empty")

    assert staleness([entry(applies="document", document="a")], broken) == ((), 1, 1)


def test_a_document_that_was_not_checked_to_its_end_proves_no_absence() -> None:
    occurrences = Occurrences(acceptance(entry(applies="document", document="a")))
    occurrences.add(replace(CHECKER.check(english()), complete=False))

    assert occurrences.staleness() == ((), 1, 1)


def test_a_rule_that_does_not_run_proves_no_absence() -> None:
    assert staleness([entry(rule=DAGGER)], english(), idle=[DAGGER]) == ((), 1, 1)


def test_an_entry_for_another_document_is_not_met_by_this_one() -> None:
    found = print_of(DAGGER, english())
    other = entry(found, applies="document", document="b")

    told = staleness([other], english(), english(FIRST, id="b"))

    assert [placed.entry for placed in told.stale] == [other]


# The file

FILE = f"""\
# Who changes this file has read the article.
version: 1
accepted:

  # the house mark
  - fingerprint: "{PRINT}"
    rule: symbols/stray-dagger  # for people
    match: "†"
    applies: document
    document: A-1
    reason: >-
      our mark, on
      two lines
    who: Ada
    date: 2026-01-31

  - fingerprint: {OTHER}
    applies: everywhere
    reason: 'no: it''s right'
    who: Bo
    date: 2026-02-01
# the end
"""


def entries_of(text: str) -> list[Entry]:
    return [placed.entry for placed in parse_accepted(text, "accepted.yaml").placed]


def test_a_file_is_read_with_the_place_of_each_entry() -> None:
    first, second = parse_accepted(FILE, "accepted.yaml").placed

    assert first.entry == entry(
        applies="document",
        document="A-1",
        rule="symbols/stray-dagger",
        match="†",
        reason="our mark, on two lines",
    )
    assert (first.place, second.place) == ("accepted.yaml:6:5", "accepted.yaml:17:5")


@pytest.mark.parametrize("text", ["version: 1\naccepted:\n", "version: 1\naccepted: []\n", NEW_FILE])
def test_a_file_may_have_no_entries(text: str) -> None:
    assert entries_of(text) == []


def test_digits_alone_are_a_fingerprint() -> None:
    assert entries_of(FILE.replace(OTHER, "0000000000000001"))[1].fingerprint == "0000000000000001"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("version: 1\n", "", "2:1: `version: 1` is missing"),
        ("version: 1", "version: 2", "2:10: `version` must be the number 1"),
        ("accepted:", "acepted:", "3:1: the file: unknown field 'acepted' (did you mean 'accepted'?)"),
        ("    who: Bo\n", "", "17:5: entry 2: 'who' is missing"),
        ("who: Bo", "who: ' '", "17:5: entry 2: 'who' is blank"),
        ("who: Bo", "who: true", "20:10: entry 2.who must be text, not 'true'"),
        ("who: Bo", "whom: Bo", "20:5: entry 2: unknown field 'whom' (did you mean 'who'?)"),
        (
            "applies: everywhere",
            "applies: everywere",
            "18:14: unknown entry 2.applies 'everywere' (did you mean 'everywhere'?)",
        ),
        ("applies: everywhere", "applies: source", "`applies: source` needs 'source'"),
        ("    document: A-1\n", "", "`applies: document` needs 'document'"),
        ("document: A-1", "source: wire", "`applies: document` needs 'document'"),
        ("date: 2026-02-01", "date: 2026-02-30", "'2026-02-30' is no date"),
        ("date: 2026-02-01", "date: 20260201", "'20260201' is no date"),
        (OTHER, "FEDCBA9876543210", "is no fingerprint"),
        (OTHER, "fedc", "is no fingerprint"),
        ("who: Bo", "who: Bo\n    who: Cy", "'who' stands twice"),
        ("applies: everywhere", "applies: everywhere\n    document: A-1", "takes no 'document'"),
    ],
)
def test_every_fault_has_its_place(old: str, new: str, fault: str) -> None:
    assert old in FILE
    with pytest.raises(RuleErrors) as caught:
        parse_accepted(FILE.replace(old, new), "accepted.yaml")
    assert fault in str(caught.value)
    assert str(caught.value).startswith("accepted.yaml:")


def test_all_faults_are_told_at_once() -> None:
    text = FILE.replace("who: Ada", "when: Ada").replace("date: 2026-02-01", "date: today")
    with pytest.raises(RuleErrors) as caught:
        parse_accepted(text, "accepted.yaml")
    assert len(caught.value.errors) == 3


@pytest.mark.parametrize("text", ["", "- 1\n", "version: 1\naccepted: {}\n", "version: 1\naccepted: [1]\n"])
def test_what_is_no_list_of_entries_is_refused(text: str) -> None:
    with pytest.raises(RuleErrors):
        parse_accepted(text, "accepted.yaml")


def test_the_same_entry_twice_is_refused() -> None:
    text = FILE.replace("# the end\n", "") + FILE.partition("# the house mark\n")[2]
    with pytest.raises(RuleErrors, match=f"{PRINT} stands twice; first in line 6"):
        parse_accepted(text, "accepted.yaml")


FLOW = f"fingerprint: {OTHER}, applies: everywhere, reason: x, who: x, date: 2026-01-01"
NEW = entry("00000000000000ff", applies="source", source="wire", reason="new: # no comment")


@pytest.mark.parametrize(
    "text",
    [
        FILE,
        FILE.removesuffix("\n"),
        FILE.replace("\n", "\r\n"),
        "\N{ZERO WIDTH NO-BREAK SPACE}" + FILE,
        NEW_FILE,
        FILE.replace("\n  ", "\n"),
        FILE.replace("\n  ", "\n      "),
    ],
)
def test_an_entry_is_added_behind_what_is_there(text: str) -> None:
    added = with_added(text, "accepted.yaml", [NEW])

    assert added.startswith(text)
    assert entries_of(added) == [*entries_of(text), NEW]
    assert ("\r\n" in added) is ("\r\n" in text)
    assert added.count("\n") == added.count("\r\n") or "\r\n" not in added


@given(
    st.text(min_size=1).filter(str.strip),
    st.text(st.characters(exclude_categories=["Cs"])),
    st.sampled_from(APPLIES),
)
@example("it may stand", "false", "document")
@example("it may stand", "1", "document")
def test_any_words_come_back_as_they_were_written(reason: str, name: str, applies: str) -> None:
    target = {} if applies == "everywhere" else {applies: name}
    new = entry(applies=applies, reason=reason, rule=name, match=name, **target)

    assert entries_of(with_added(NEW_FILE, "accepted.yaml", [new])) == [new]


def test_what_yaml_cannot_hold_is_refused() -> None:
    with pytest.raises(Unwritable):
        with_added(NEW_FILE, "accepted.yaml", [entry(applies="document", document="\ud800")])


@pytest.mark.parametrize("twin", [entry(OTHER, who="Cy"), entry(OTHER, date="2027-01-01")])
def test_what_is_accepted_already_is_refused(twin: Entry) -> None:
    with pytest.raises(Unwritable, match="accepted already for everywhere"):
        with_added(FILE, "accepted.yaml", [twin])


def test_the_same_finding_may_be_accepted_elsewhere() -> None:
    wider = entry(OTHER, applies="source", source="wire")

    assert entries_of(with_added(FILE, "accepted.yaml", [wider]))[-1] == wider


@pytest.mark.parametrize(
    "text",
    [
        "version: 1\naccepted: []\n",
        f"accepted:\n  - {{{FLOW}}}\nversion: 1\n",
        "{version: 1, accepted: []}\n",
        f"{FILE}...\n",
    ],
)
def test_what_cannot_be_added_to_is_told(text: str) -> None:
    entries_of(text)
    with pytest.raises(Unwritable, match="cannot be changed in place"):
        with_added(text, "accepted.yaml", [NEW])


def test_an_entry_is_taken_out_and_the_comments_stay() -> None:
    first, second = entries_of(FILE)

    left = without(FILE, "accepted.yaml", [first])

    assert entries_of(left) == [second]
    assert left.startswith(FILE[: FILE.index("  - ")])
    assert left.endswith(FILE[FILE.index(f"\n  - fingerprint: {OTHER}") :])


def test_the_last_entry_may_be_taken_out() -> None:
    left = without(FILE, "accepted.yaml", entries_of(FILE))

    assert entries_of(left) == []
    assert entries_of(with_added(left, "accepted.yaml", [NEW])) == [NEW]
    assert left.count("#") == 3


@pytest.mark.parametrize("text", [FILE, FILE.replace("\n", "\r\n"), "\N{ZERO WIDTH NO-BREAK SPACE}" + FILE])
def test_what_was_added_can_be_taken_out_again(text: str) -> None:
    assert without(with_added(text, "accepted.yaml", [NEW]), "accepted.yaml", [NEW]) == text


def test_a_dash_may_stand_on_a_line_of_its_own() -> None:
    text = FILE.replace(f'  - fingerprint: "{PRINT}"', f'  -\n    fingerprint: "{PRINT}"')
    first, second = entries_of(text)

    assert entries_of(without(text, "accepted.yaml", [first])) == [second]


def test_entries_that_share_a_line_are_left_alone() -> None:
    text = f"version: 1\naccepted: [{{{FLOW}}}, {{{FLOW.replace(OTHER, PRINT)}}}]\n"
    with pytest.raises(Unwritable, match="cannot be changed in place"):
        without(text, "accepted.yaml", entries_of(text)[:1])
