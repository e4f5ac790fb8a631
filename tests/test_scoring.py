from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.dialect import Pattern
from checks.finding import FAMILIES, Severity, Verdict
from checks.kinds.pattern import Pattern as PatternKind
from checks.rules.schema import Examples, Rule, ScoreSettings
from checks.scoring import FAMILY_CAP, MIN_WORDS, Charge, score, verdict

PLAIN = ScoreSettings()


def rule(rule_id: str = "symbols/a", **values: Any) -> Rule:
    defaults: dict[str, Any] = {
        "kind": "pattern",
        "match": PatternKind(Pattern("x")),
        "severity": "error",
        "confidence": "high",
        "message": "x",
        "why": "x",
        "examples": Examples((), ()),
        "scope": ("block",),
    }
    return Rule(id=rule_id, **{**defaults, **values})


def charge(of: Rule, start: int, end: int, field: str = "text") -> Charge:
    return Charge(of, of.severity, field, start, end)


RULES = [
    rule("symbols/a"),
    rule("symbols/b", severity="warning", limit=1),
    rule("symbols/c", confidence="low", limit=2),
    rule("garble/a", confidence="medium"),
    rule("garble/b", severity="warning", confidence="medium"),
    rule("injection/a", limit=3),
    rule("translation/a", severity="info"),
]
SPANS = st.tuples(st.integers(0, 12), st.integers(0, 6)).map(lambda pair: (pair[0], pair[0] + pair[1]))
CHARGES = st.builds(
    lambda of, span, field: charge(of, span[0], span[1], field),
    st.sampled_from(RULES),
    SPANS,
    st.sampled_from(["text", "title"]),
)
WORDS = st.integers(0, 3000)
SETTINGS = st.builds(
    ScoreSettings,
    weights=st.dictionaries(
        st.sampled_from(["*", "symbols/*", "garble/a", "none/*"]), st.floats(0, 20), max_size=3
    ),
)


def hundredths(points: float) -> int:
    return round(points * 100)


@given(st.lists(CHARGES, max_size=12), WORDS, SETTINGS)
def test_points_add_up_to_what_the_score_lacks(
    charges: list[Charge], words: int, weighted: ScoreSettings
) -> None:
    marks = score(charges, words, weighted)

    assert len(marks.points) == len(charges)
    assert all(points >= 0 for points in marks.points)
    assert sum(map(hundredths, marks.points)) == 100_00 - hundredths(marks.total)
    assert 0 <= marks.total <= 100


@given(st.lists(CHARGES, max_size=10), CHARGES, WORDS, SETTINGS)
def test_a_further_finding_never_raises_a_score(
    charges: list[Charge], further: Charge, words: int, weighted: ScoreSettings
) -> None:
    before, after = score(charges, words, weighted), score([*charges, further], words, weighted)

    assert after.total <= before.total
    assert all(after.families[family] <= before.families[family] for family in FAMILIES)


@given(
    st.lists(CHARGES, max_size=10, unique=True).flatmap(lambda c: st.tuples(st.just(c), st.permutations(c))),
    WORDS,
)
def test_the_order_of_findings_makes_no_difference_to_the_score(
    orders: tuple[list[Charge], list[Charge]], words: int
) -> None:
    one, other = (score(charges, words, PLAIN) for charges in orders)

    assert (one.total, one.families) == (other.total, other.families)


@given(st.lists(CHARGES, max_size=10), WORDS, WORDS)
def test_the_same_findings_in_more_words_never_cost_more(
    charges: list[Charge], words: int, more: int
) -> None:
    assert score(charges, words, PLAIN).total <= score(charges, words + more, PLAIN).total


@given(st.lists(CHARGES, max_size=14), WORDS)
def test_no_rule_charges_more_findings_than_its_limit(charges: list[Charge], words: int) -> None:
    marks = score(charges, words, PLAIN)

    charged = Counter(of.rule.id for of, points in zip(charges, marks.points, strict=True) if points)
    limits = {of.id: of.limit for of in RULES}
    assert all(number <= limits[rule_id] for rule_id, number in charged.items())


def overlap(one: Charge, other: Charge) -> bool:
    return one.field == other.field and one.start < other.end and other.start < one.end


WEIGHTS = {"symbols/a": 500, "symbols/b": 200, "symbols/c": 350}
APART = st.builds(
    lambda of, span: charge(of, span[0], span[1]),
    st.sampled_from(
        [rule("symbols/a"), rule("symbols/b", severity="warning"), rule("symbols/c", confidence="medium")]
    ),
    st.tuples(st.integers(0, 10), st.integers(1, 5)).map(lambda pair: (pair[0], pair[0] + pair[1])),
)


@given(st.lists(APART, max_size=5))
@settings(max_examples=200)
def test_of_overlapping_findings_only_the_heaviest_set_counts(charges: list[Charge]) -> None:
    sets = (chosen for size in range(len(charges) + 1) for chosen in combinations(charges, size))
    apart = (chosen for chosen in sets if not any(overlap(a, b) for a, b in combinations(chosen, 2)))
    heaviest = max(sum(WEIGHTS[one.rule.id] for one in chosen) for chosen in apart)

    marks = score(charges, 1000, PLAIN)

    assert hundredths(100 - marks.total) == heaviest
    counted = [one for one, points in zip(charges, marks.points, strict=True) if points]
    assert not any(overlap(a, b) for a, b in combinations(counted, 2))


def test_findings_of_two_families_or_fields_never_overlap() -> None:
    charges = [
        charge(rule("symbols/a"), 0, 5),
        charge(rule("garble/a"), 0, 5),
        charge(rule("symbols/a"), 0, 5, "title"),
    ]

    assert score(charges, 1000, PLAIN).points == (5, 5, 5)


def test_spans_that_touch_do_not_overlap() -> None:
    assert score([charge(RULES[0], 0, 5), charge(RULES[0], 5, 6)], 1000, PLAIN).points == (5, 5)


def test_findings_on_the_whole_document_all_count() -> None:
    charges = [charge(rule("garble/a"), 0, 0), charge(rule("garble/b"), 0, 0), charge(rule("garble/c"), 0, 9)]

    assert score(charges, 1000, PLAIN).points == (5, 5, 5)


@pytest.mark.parametrize(
    ("severity", "confidence", "points"),
    [
        ("error", "high", 5.0),
        ("error", "medium", 3.5),
        ("error", "low", 2.0),
        ("warning", "high", 2.0),
        ("warning", "medium", 1.4),
        ("warning", "low", 0.8),
        ("info", "high", 0.0),
    ],
)
def test_a_finding_costs_by_severity_and_confidence(severity: str, confidence: str, points: float) -> None:
    marks = score([charge(rule(severity=severity, confidence=confidence), 0, 1)], 1000, PLAIN)

    assert marks.points == (points,)
    assert marks.families["symbols"] == marks.total == 100 - points


@pytest.mark.parametrize(
    ("words", "points"), [(2000, 2.5), (1000, 5.0), (500, 10.0), (300, 16.67), (0, 16.67)]
)
def test_a_finding_costs_by_density_down_to_a_floor(words: int, points: float) -> None:
    assert score([charge(rule(), 0, 1)], words, PLAIN).points == (points,)


def test_what_a_preview_finds_costs_nothing() -> None:
    assert score([Charge(rule(severity="error"), "info", "text", 0, 1)], 1000, PLAIN).total == 100


def test_one_family_takes_off_no_more_than_its_cap() -> None:
    charges = [charge(rule(f"symbols/{name}"), n, n + 1) for n, name in enumerate("abcdef")]

    marks = score(charges, MIN_WORDS, PLAIN)

    assert marks.families == {"translation": 100, "garble": 100, "symbols": 40, "injection": 100}
    assert marks.total == 100 - FAMILY_CAP / 100 == 40
    assert marks.points == (10,) * 6


def test_all_families_together_take_off_a_hundred() -> None:
    charges = [charge(rule(f"{family}/a", limit=9), n, n + 1) for family in FAMILIES for n in range(5)]

    marks = score(charges, MIN_WORDS, PLAIN)

    assert marks.total == 0
    assert set(marks.families.values()) == {40}


def test_weights_go_by_glob_and_multiply() -> None:
    weighted = ScoreSettings(weights={"symbols/*": 2, "*/a": 1.5, "garble/x": 0})
    charges = [charge(rule(name), n, n + 1) for n, name in enumerate(("symbols/a", "symbols/b", "garble/x"))]

    assert score(charges, 1000, weighted).points == (15, 10, 0)


def test_beyond_its_limit_a_rule_costs_nothing_more() -> None:
    charges = [charge(rule(limit=2), n, n + 1) for n in range(4)]

    assert score(charges, 1000, PLAIN).points == (5, 5, 0, 0)


@pytest.mark.parametrize(
    ("total", "severities", "values", "expected"),
    [
        (100, [], {}, "pass"),
        (85, ["warning"], {}, "pass"),
        (84.99, [], {}, "review"),
        (60, [], {}, "review"),
        (59.99, [], {}, "fail"),
        (100, ["info", "error"], {}, "review"),
        (100, ["error"], {"review_on": None}, "pass"),
        (100, ["warning"], {"review_on": "warning"}, "review"),
        (100, ["error"], {"review_on": "info"}, "review"),
        (100, ["error"], {"fail_on": "error"}, "fail"),
        (100, ["warning"], {"fail_on": "error"}, "pass"),
        (100, ["error"], {"fail_on": "warning"}, "fail"),
        (0, [], {"fail_under": 0, "review_under": 0}, "pass"),
        (99.99, [], {"fail_under": 100}, "fail"),
        (50, ["error"], {"fail_under": 40, "review_under": 40, "review_on": None}, "pass"),
    ],
)
def test_the_verdict(
    total: float, severities: list[Severity], values: dict[str, Any], expected: Verdict
) -> None:
    assert verdict(total, severities, ScoreSettings(**values)) == expected


def test_thirds_do_not_add_up_to_a_worse_verdict() -> None:
    charges = [charge(rule("symbols/a"), 0, 1), charge(rule("symbols/b"), 2, 3)]
    charges.append(charge(rule("symbols/c", severity="warning"), 4, 5))

    marks = score(charges, 100, PLAIN)  # 16 2/3 + 16 2/3 + 6 2/3

    assert marks.total == 60
    assert sum(map(hundredths, marks.points)) == 4000
