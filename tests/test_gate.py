from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.document import Document, Location
from checks.finding import FAMILIES, Finding, Result, Skipped, Unreadable, Verdict
from checks.gate import (
    DUPLICATES_NAMED,
    GateOutcome,
    Ledger,
    evaluate,
    exit_code,
    failed_gates,
    no_stale,
    warned_gates,
)
from checks.limit import LIMIT_NAMES, Limit, Limits, SourceGate
from checks.rules.schema import GateSettings
from checks.sources import Sources, SourceSettings


def scored(verdict: Verdict = "pass", **values: Any) -> Result:
    defaults: dict[str, Any] = {
        "id": "one",
        "language": "en",
        "words": 3,
        "score": 100.0,
        "families": dict.fromkeys(FAMILIES, 100.0),
        "findings": (),
    }
    return Result(document=Document("All is well."), verdict=verdict, **{**defaults, **values})


def unreadable(id_: str | None = None) -> Unreadable:
    return Unreadable(id_, Location("feed.jsonl", 1, 1), "bad-json", "it breaks off")


def found(*rules: str) -> tuple[Finding, ...]:
    return tuple(
        Finding(rule, "error", "high", 1.0, "text", 0, 3, 1, 1, "All", "message", "f" * 16) for rule in rules
    )


def ledger_of(items: Sequence[Result | Unreadable], sources: Sources | None = None) -> Ledger:
    ledger = Ledger(sources or {})
    for item in items:
        ledger.add(item)
    return ledger


def code(items: Sequence[Result | Unreadable], **settings: Any) -> int:
    return exit_code(evaluate(ledger_of(items), GateSettings(**settings)))


@pytest.mark.parametrize(
    ("limit", "count", "total", "allowed"),
    [
        ("0", 0, 10, True),
        ("0", 1, 10, False),
        ("5", 5, 10, True),
        ("5", 6, 10, False),
        ("2%", 2, 100, True),
        ("2%", 3, 100, False),
        ("2%", 1, 49, False),
        ("0.1%", 1, 1000, True),
        ("0.1%", 1, 999, False),
        ("33 %", 33, 100, True),
        ("100%", 7, 7, True),
        ("0%", 0, 0, True),
        ("5%, 10", 10, 200, True),
        ("5%, 10", 11, 1000, False),
        ("5%, 10", 6, 100, False),
        ("10,5 %", 6, 100, False),
        ("10,5 %", 5, 100, True),
    ],
)
def test_limit_is_a_number_an_exact_share_or_both(limit: str, count: int, total: int, allowed: bool) -> None:
    assert Limit.parse(limit).allows(count, total) is allowed


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-1",
        "1.5",
        "101%",
        "five",
        "5 of 10",
        "%",
        "nan%",
        "1e3",
        "٣",
        "5, 6",
        "5%, 6%",
        "5%,",
        "5%, 6, 7",
        "5%, 101%",
    ],
)
def test_limit_refuses_what_is_neither_number_nor_share(text: str) -> None:
    with pytest.raises(ValueError, match=r"neither|more than"):
        Limit.parse(text)


ITEMS: list[Result | Unreadable] = [
    scored("pass"),
    scored("review"),
    scored("fail"),
    scored("fail", complete=False),
    unreadable(),
    unreadable("one"),
]


@given(st.lists(st.sampled_from(ITEMS)))
def test_documents_in_are_those_scored_and_those_unreadable(items: list[Result | Unreadable]) -> None:
    ledger = ledger_of(items)
    assert ledger.documents == len(items) == ledger.scored + ledger.unreadable
    assert ledger.scored == ledger.passed + ledger.review + ledger.failed


def test_incomplete_document_counts_as_unreadable() -> None:
    ledger = ledger_of([scored("pass", complete=False)])
    assert (ledger.scored, dict(ledger.unreadable_kinds)) == (0, {"incomplete": 1})


def test_rules_are_counted_by_finding_and_by_document() -> None:
    twice, once = found("symbols/a", "symbols/a", "garble/b"), found("symbols/a")
    counts = ledger_of([scored(findings=twice), scored(findings=once)]).by_rule()
    assert counts == [("symbols/a", 3, 2), ("garble/b", 1, 1)]


def test_findings_are_counted_by_state_and_what_is_accepted_is_no_rules_count() -> None:
    one, two, three = found("symbols/a", "symbols/a", "garble/b")
    item = scored(findings=(replace(one, state="known"), replace(two, state="accepted"), three))
    ledger = ledger_of([item, scored(findings=(replace(one, state="known"),)), scored()])
    assert dict(ledger.states) == {"known": 2, "accepted": 1, "new": 1}
    assert dict(ledger.state_documents) == {"known": 2, "accepted": 1, "new": 1}
    assert ledger.by_rule() == [("symbols/a", 2, 2), ("garble/b", 1, 1)]


@pytest.mark.parametrize(
    ("items", "stale", "expected"),
    [([scored()], 0, 0), ([scored()], 1, 1), ([scored("fail")], 1, 1), ([unreadable()], 1, 2)],
)
def test_stale_entries_fail_a_run_that_asks_for_it(
    items: list[Result | Unreadable], stale: int, expected: int
) -> None:
    outcomes = (*evaluate(ledger_of(items), GateSettings()), no_stale(stale, 5))
    assert outcomes[-1] == ("max-stale", "0", stale, 5, stale == 0, None, "fail")
    assert exit_code(outcomes) == expected


def test_skipped_rules_are_counted_by_reason() -> None:
    item = scored(skipped=(Skipped("garble/b", "the language is unknown"),))
    assert ledger_of([item, item]).skipped() == [("garble/b", "the language is unknown", 2)]


def test_ids_that_occur_again_are_counted_and_the_first_are_named() -> None:
    names = [f"id {n}" for n in range(DUPLICATES_NAMED + 5)]
    ledger = ledger_of([scored(id=name) for name in names * 2])
    assert ledger.duplicates == len(names)
    assert ledger.duplicate_ids == names[:DUPLICATES_NAMED]


def test_an_unreadable_record_shares_the_ids_of_scored_ones() -> None:
    assert ledger_of([scored(id="x"), unreadable("x")]).duplicate_ids == ["x"]


def test_records_without_an_id_are_no_duplicates() -> None:
    assert ledger_of([unreadable(None), unreadable(None)]).duplicates == 0


def test_an_id_may_hold_a_lone_surrogate() -> None:
    assert ledger_of([scored(id="\ud800"), scored(id="\ud800")]).duplicates == 1


def test_outcomes_name_limit_and_measured_value() -> None:
    outcomes = evaluate(ledger_of([scored("fail"), scored(), unreadable()]), GateSettings(max_failed="50%"))
    assert [tuple(outcome) for outcome in outcomes] == [
        ("min-documents", "1", 2, 3, True, None, "fail"),
        ("max-unreadable", "0", 1, 3, False, None, "fail"),
        ("max-failed", "50%", 1, 2, True, None, "fail"),
    ]


@pytest.mark.parametrize(
    ("items", "settings", "expected"),
    [
        ([scored()], {}, 0),
        ([scored("review")], {}, 0),
        ([scored("fail")], {}, 1),
        ([scored("fail")], {"max_failed": "1"}, 0),
        ([scored("fail"), scored()], {"max_failed": "49%"}, 1),
        ([scored("review")], {"fail_verdicts": ("fail", "review")}, 1),
        ([scored("fail")], {"fail_verdicts": ("review",)}, 0),
        ([unreadable()], {}, 2),
        ([unreadable()], {"max_unreadable": "1"}, 2),
        ([unreadable(), scored("fail")], {}, 2),
        ([unreadable(), scored("fail")], {"max_unreadable": "1"}, 1),
        ([unreadable(), scored()], {"max_unreadable": "1"}, 0),
        ([scored(complete=False)], {}, 2),
        ([], {}, 2),
        ([], {"max_unreadable": "100%", "max_failed": "100%"}, 2),
    ],
)
def test_exit_code(items: list[Result | Unreadable], settings: dict[str, Any], expected: int) -> None:
    assert code(items, **settings) == expected


@given(st.lists(st.sampled_from(ITEMS)), st.integers(0, 5), st.integers(0, 5))
def test_what_could_not_be_checked_is_never_green(
    items: list[Result | Unreadable], max_failed: int, max_unreadable: int
) -> None:
    ledger = ledger_of(items)
    green = code(items, max_failed=str(max_failed), max_unreadable=str(max_unreadable)) == 0
    assert green == (
        ledger.scored > 0 and ledger.unreadable <= max_unreadable and ledger.failed <= max_failed
    )


def test_a_limit_at_fault_is_no_gate() -> None:
    with pytest.raises(ValueError, match="neither"):
        evaluate(Ledger(), GateSettings(max_failed="some"))


def test_a_share_beside_a_number_is_not_taken_for_a_share_alone() -> None:
    assert not Limit.parse("60%, 5").percent


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"min_documents": 0}, "min_documents must be at least 1"),
        ({"max_failed": "some"}, "max_failed: 'some' is neither"),
        ({"max_unreadable": "5, 6"}, "max_unreadable: '5, 6' is neither"),
        ({"max_review": "101%"}, "max_review: '101%' is more than 100%"),
    ],
)
@pytest.mark.parametrize("of", [Limits, SourceGate, GateSettings])
def test_a_limit_at_fault_is_named(of: type[Limits], values: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        of(**values)


@pytest.mark.parametrize(
    ("items", "settings", "expected"),
    [
        ([scored("review"), scored()], {"max_review": "50%"}, 0),
        ([scored("review"), scored()], {"max_review": "49%"}, 1),
        ([scored("review"), unreadable()], {"max_review": "0"}, 2),
        ([scored("review"), scored(), unreadable()], {"max_review": "49%", "max_unreadable": "1"}, 1),
        ([scored()], {"min_documents": 2}, 2),
        ([scored(), scored()], {"min_documents": 2}, 0),
        ([scored(), unreadable()], {"min_documents": 2, "max_unreadable": "1"}, 2),
        ([scored("fail"), scored()], {"max_failed": "50%, 1"}, 0),
        ([scored("fail"), scored()], {"max_failed": "50%, 0"}, 1),
    ],
)
def test_exit_code_of_the_gates_that_are_not_always_there(
    items: list[Result | Unreadable], settings: dict[str, Any], expected: int
) -> None:
    assert code(items, **settings) == expected


def test_a_gate_that_warns_is_told_and_fails_nothing() -> None:
    warn = Limits(min_documents=3, max_unreadable="0", max_failed="0", max_review="0")
    settings = GateSettings(max_unreadable="1", max_failed="1", warn=warn)
    outcomes = evaluate(ledger_of([scored("fail"), scored("review"), unreadable()]), settings)
    assert [(gate.name, gate.limit, gate.level) for gate in warned_gates(outcomes)] == [
        ("min-documents", "3", "warn"),
        ("max-unreadable", "0", "warn"),
        ("max-failed", "0", "warn"),
        ("max-review", "0", "warn"),
    ]
    assert failed_gates(outcomes) == []
    assert exit_code(outcomes) == 0


def from_feed(path: str, verdict: Verdict = "pass", **values: Any) -> Result:
    names = {name: values.pop(name) for name in ("source", "url") if name in values}
    document = Document("All is well.", location=Location(path, 1, 1), **names)
    return replace(scored(verdict, **values), document=document)


def held(gate: SourceGate, items: Sequence[Result | Unreadable], glob: str = "a/*") -> list[GateOutcome]:
    """What the gates of one source say; those of the run let everything through."""
    run = GateSettings(max_failed="100%", max_unreadable="100%")
    sources = {glob: SourceSettings(gate=gate)}
    return [outcome for outcome in evaluate(ledger_of(items, sources), run) if outcome.source is not None]


def test_a_source_is_held_to_its_limits_by_its_own_documents() -> None:
    items = [from_feed("a/1", "fail"), from_feed("a/2"), from_feed("b/1", "fail")]
    gate = SourceGate(min_documents=2, max_failed="0", max_review="0", warn=Limits(max_failed="50%"))
    assert held(gate, items) == [
        ("min-documents", "2", 2, 2, True, "a/*", "fail"),
        ("max-failed", "0", 1, 2, False, "a/*", "fail"),
        ("max-review", "0", 0, 2, True, "a/*", "fail"),
        ("max-failed", "50%", 1, 2, True, "a/*", "warn"),
    ]


@pytest.mark.parametrize("glob", ["feeds/*", "The Harb*", "https://harbour.example/*"])
def test_a_glob_is_held_against_path_source_and_address(glob: str) -> None:
    item = from_feed("feeds/1", "fail", source="The Harbour", url="https://harbour.example/1")
    (outcome,) = held(SourceGate(max_failed="0"), [item, from_feed("other", "fail")], glob)
    assert (outcome.value, outcome.total) == (1, 1)


@pytest.mark.parametrize("bad", [unreadable(), from_feed("feed.jsonl", complete=False)])
def test_what_cannot_be_read_counts_for_the_source_of_its_path(bad: Result | Unreadable) -> None:
    (outcome,) = held(SourceGate(max_unreadable="50%"), [bad, from_feed("other")], "feed.*")
    assert (outcome.value, outcome.total, outcome.met) == (1, 1, False)


@pytest.mark.parametrize(
    ("items", "total"),
    [([], 0), ([from_feed("b/1")], 0), ([Unreadable(None, Location("a/1"), "bad-json", "")], 1)],
)
def test_a_source_that_should_deliver_and_does_not_could_not_be_checked(
    items: list[Result | Unreadable], total: int
) -> None:
    outcomes = held(SourceGate(min_documents=1), items)
    assert outcomes == [("min-documents", "1", 0, total, False, "a/*", "fail")]
    assert exit_code(outcomes) == 2


def test_a_document_counts_for_every_glob_that_matches_it() -> None:
    gate = SourceGate(max_failed="0")
    sources = {glob: SourceSettings(gate=gate) for glob in ("a/*", "*/1")}
    outcomes = evaluate(ledger_of([from_feed("a/1", "fail")], sources), GateSettings(max_failed="1"))
    assert [outcome.source for outcome in failed_gates(outcomes)] == ["a/*", "*/1"]


def test_a_source_s_limit_never_lets_through_what_the_run_s_stops() -> None:
    sources = {"a/*": SourceSettings(gate=SourceGate(max_failed="100%"))}
    outcomes = evaluate(ledger_of([from_feed("a/1", "fail")], sources), GateSettings())
    assert exit_code(outcomes) == 1


def test_sources_without_gates_have_none() -> None:
    outcomes = evaluate(ledger_of([scored()], {"a/*": SourceSettings(language="nl")}), GateSettings())
    assert len(outcomes) == 3


FROM_SOURCES: list[Result | Unreadable] = [
    *(from_feed(path, verdict) for path in ("a/1", "b/1") for verdict in ("pass", "review", "fail")),
    from_feed("a/1", complete=False),
    Unreadable(None, Location("a/1", 1, 1), "bad-json", "it breaks off"),
]
LIMIT_TEXTS = st.one_of(
    st.integers(0, 6).map(str),
    st.integers(0, 100).map("{}%".format),
    st.builds("{}%, {}".format, st.integers(0, 100), st.integers(0, 6)),
)
LIMITS: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {}, optional={"min_documents": st.integers(1, 6), **dict.fromkeys(LIMIT_NAMES, LIMIT_TEXTS)}
)


def tightened(text: str, by: int) -> str:
    """A limit that lets no more through, whatever there is."""
    share, _, number = text.rpartition(", ")
    if share:
        return f"{max(0, int(share[:-1]) - by)}%, {max(0, int(number) - by)}"
    sign = "%" if text.endswith("%") else ""
    return f"{max(0, int(text.removesuffix('%')) - by)}{sign}"


@st.composite
def limits_and_stricter_ones(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, Any]]:
    """Limits, and the same ones with some tightened, and some added."""
    limits = draw(LIMITS)
    stricter = {**draw(LIMITS), **limits}
    for name in limits:
        by = draw(st.integers(0, 3))
        value = limits[name]
        stricter[name] = value + by if name == "min_documents" else tightened(value, by)
    return limits, stricter


@given(
    st.lists(st.sampled_from(FROM_SOURCES), max_size=8),
    limits_and_stricter_ones(),
    limits_and_stricter_ones(),
)
def test_a_stricter_limit_never_turns_red_to_green(
    items: list[Result | Unreadable],
    of_run: tuple[dict[str, Any], dict[str, Any]],
    of_source: tuple[dict[str, Any], dict[str, Any]],
) -> None:
    def exit_of(run: dict[str, Any], source: dict[str, Any]) -> int:
        ledger = ledger_of(items, {"a/*": SourceSettings(gate=SourceGate(**source))})
        return exit_code(
            evaluate(ledger, GateSettings(**{"max_failed": "100%", "max_unreadable": "100%", **run}))
        )

    loose, strict = (exit_of(run, source) for run, source in zip(of_run, of_source, strict=True))
    assert strict >= loose


@given(st.lists(st.sampled_from(FROM_SOURCES), max_size=8), LIMITS, LIMITS)
def test_warnings_never_change_the_exit_code(
    items: list[Result | Unreadable], of_run: dict[str, Any], of_source: dict[str, Any]
) -> None:
    sources = {"a/*": SourceSettings(gate=SourceGate(warn=Limits(**of_source)))}
    outcomes = evaluate(ledger_of(items, sources), GateSettings(warn=Limits(**of_run)))
    assert exit_code(outcomes) == code(items)


@given(st.lists(st.sampled_from(FROM_SOURCES), max_size=8), LIMITS)
def test_nothing_scored_is_never_green(items: list[Result | Unreadable], limits: dict[str, Any]) -> None:
    nothing = [item for item in items if isinstance(item, Unreadable) or not item.complete]
    assert code(nothing, **{**limits, "max_unreadable": "100%"}) == 2
