from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.document import Document, Location
from checks.finding import FAMILIES, Finding, Result, Skipped, Unreadable, Verdict
from checks.gate import DUPLICATES_NAMED, Ledger, evaluate, exit_code, no_stale
from checks.limit import Limit
from checks.rules.schema import GateSettings


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


def ledger_of(items: Sequence[Result | Unreadable]) -> Ledger:
    ledger = Ledger()
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
    ],
)
def test_limit_is_a_number_or_an_exact_share(limit: str, count: int, total: int, allowed: bool) -> None:
    assert Limit.parse(limit).allows(count, total) is allowed


@pytest.mark.parametrize("text", ["", "-1", "1.5", "101%", "five", "5 of 10", "%", "nan%", "1e3", "٣"])
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
    assert outcomes[-1] == ("max-stale", "0", stale, 5, stale == 0)
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
        ("min-documents", "1", 2, 3, True),
        ("max-unreadable", "0", 1, 3, False),
        ("max-failed", "50%", 1, 2, True),
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
