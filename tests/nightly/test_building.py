"""What the report says of histories whose story is known, in either database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest
from nights_helpers import FIRST, TEASER, Part, documents_of, night, nights, report_of, run

from checks.history.model import DocumentRecord, ExcerptRecord, GateRecord, WorstRecord
from checks.history.store import History
from checks.nightly.building import NoNightsError
from checks.nightly.model import NightlyReport

MONTH = 28


@pytest.fixture
def history(history_url: str) -> History:
    return History.open(history_url, create=True)


def steady(seed: int, number: int = MONTH, share: float = 0.02, documents: int = 200) -> list[Part]:
    """Nights that differ by chance alone."""
    chance = Random(seed)
    failed = [sum(chance.random() < share for _ in range(documents)) for _ in range(number)]
    return [
        Part(documents, count, round(97 - 20 * count / documents, 4), {TEASER: count}) for count in failed
    ]


def broken_from(parts: Sequence[Part], start: int, share: float = 0.25) -> list[Part]:
    """The same nights, with a scraper that broke on one of them."""
    return [
        part
        if number < start
        else Part(part.documents, int(part.documents * share), 88.0 + number % 2, {TEASER: 40})
        for number, part in enumerate(parts)
    ]


def directions(report: NightlyReport) -> Mapping[str, str | None]:
    return {source.name: source.direction for source in report.sources}


def test_a_source_that_broke_is_named_with_the_night_on_which_it_did(history: History) -> None:
    nights(history, {"sound": steady(1), "broken": broken_from(steady(2), 20)})

    report = report_of(history)

    assert directions(report) == {"broken": "worse", "sound": None}
    changes = report.sources[0].changes
    assert {change.measure for change in changes} == {"not-passed", "score"}
    assert {change.since for change in changes} == {night(20)}
    by_measure = {change.measure: change for change in changes}
    assert by_measure["not-passed"].before == pytest.approx(0.02, abs=0.01)
    assert by_measure["not-passed"].after == 0.25
    assert by_measure["score"].after == pytest.approx(88.5, abs=0.6)


def test_the_rules_that_moved_with_a_change_are_named(history: History) -> None:
    parts = [
        replace(part, rules={TEASER: 2 if number < 20 else 44, "symbols/stray-dagger": 3})
        for number, part in enumerate(broken_from(steady(2), 20))
    ]
    nights(history, {"broken": parts})

    (shift,) = report_of(history).sources[0].rules

    assert shift.rule == TEASER
    assert shift.before == pytest.approx(0.01)
    assert shift.after == pytest.approx(0.22)


def test_a_source_that_broke_last_night_is_named(history: History) -> None:
    nights(history, {"sound": steady(1), "broken": broken_from(steady(2), MONTH - 1)})

    report = report_of(history)

    assert directions(report)["broken"] == "worse"
    assert report.sources[0].changes[0].since == night(MONTH - 1)


def test_noise_is_not_named(history: History) -> None:
    nights(history, {f"source-{seed}": steady(seed, documents=20 + 40 * seed) for seed in range(12)})

    report = report_of(history)

    assert {source.direction for source in report.sources} == {None}
    assert all(rule.change is None for rule in report.rules)


def test_a_source_that_was_mended_is_better(history: History) -> None:
    nights(history, {"mended": [*broken_from(steady(3), 0)[:14], *steady(4, 14)]})

    (source,) = report_of(history).sources

    assert source.direction == "better"
    assert source.changes[0].since == night(14)


def test_a_bad_week_that_is_over_is_not_news(history: History) -> None:
    parts = steady(5)
    bad = broken_from(parts, 0)
    nights(history, {"recovered": [*parts[:8], *bad[8:14], *parts[14:]]})

    (source,) = report_of(history).sources

    assert source.direction != "worse"


def test_a_rule_that_rises_is_named_before_one_that_speaks_more(history: History) -> None:
    parts = [
        replace(part, rules={"garble/doubled-word": 30, TEASER: 1 + (number % 2) if number < 20 else 21})
        for number, part in enumerate(steady(6))
    ]
    nights(history, {"wire": parts})

    rules = report_of(history).rules

    assert [rule.rule for rule in rules] == [TEASER, "garble/doubled-word"]
    assert rules[0].change is not None
    assert rules[0].change.since == night(20)
    assert rules[0].documents[-1] == 21
    assert rules[1].change is None


def test_nights_under_other_rules_are_shown_and_not_compared(history: History) -> None:
    parts = broken_from(steady(7), 14)
    for number, part in enumerate(parts):
        digest = ("a" if number < 14 else "b") * 64
        history.write(run(FIRST + timedelta(days=number), {"wire": part}, rules_digest=digest), [])

    report = report_of(history)

    assert len(report.nights) == MONTH
    assert report.compared_from == 14
    assert directions(report) == {"wire": None}
    assert any("rules changed on 15 March 2026" in note for note in report.notes)


def test_a_rule_file_that_moved_and_a_gate_that_changed_end_no_comparison(history: History) -> None:
    for number, part in enumerate(broken_from(steady(7), 14)):
        settings = {"fail_under": 60.0, "max_failed": str(number)}
        conditions = {"rules": {"path": f"{number}.yaml", "sha256": "a"}, "settings": settings}
        history.write(run(FIRST + timedelta(days=number), {"wire": part}, conditions=conditions), [])

    report = report_of(history)

    assert report.compared_from == 0
    assert directions(report) == {"wire": "worse"}


def test_a_threshold_that_changed_ends_the_comparison(history: History) -> None:
    for number, part in enumerate(broken_from(steady(7), 14)):
        conditions = {"settings": {"fail_under": 60.0 if number < 14 else 90.0}}
        history.write(run(FIRST + timedelta(days=number), {"wire": part}, conditions=conditions), [])

    report = report_of(history)

    assert directions(report) == {"wire": None}
    assert any("settings of the runs changed" in note for note in report.notes)


def test_the_runs_of_a_night_are_added_up(history: History) -> None:
    history.write(run(FIRST, {"wire": Part(100, 10, 90.0), "blog": Part(50, 0, 100.0)}), [])
    history.write(run(FIRST + timedelta(hours=6), {"wire": Part(300, 10, 98.0)}), [])

    report = report_of(history)

    (last,) = report.nights
    assert last.runs == ("run-202603010300", "run-202603010900")
    assert (last.figures.documents, last.figures.failed) == (450, 20)
    assert last.figures.score == pytest.approx((100 * 90 + 50 * 100 + 300 * 98) / 450)
    wire = next(source for source in report.sources if source.name == "wire")
    assert wire.nights[0] is not None
    assert wire.nights[0].score == pytest.approx(96)


def test_the_spread_of_several_runs_is_that_of_all_their_documents(history: History) -> None:
    # two groups of equal size, 8 wide each, whose means lie 10 apart: the square root of 64 + 25
    history.write(run(FIRST, {"wire": Part(100, 0, 80.0)}), [])
    history.write(run(FIRST + timedelta(hours=6), {"wire": Part(100, 0, 90.0)}), [])

    deviation = report_of(history).last.figures.deviation

    assert deviation == pytest.approx(89**0.5)


def test_the_calendar_is_that_of_the_time_zone(history: History) -> None:
    history.write(run(datetime(2026, 3, 1, 23, 30, tzinfo=UTC), {"wire": Part()}), [])
    history.write(run(datetime(2026, 3, 2, 0, 30, tzinfo=UTC), {"wire": Part()}), [])

    assert [night.day for night in report_of(history).nights] == [date(2026, 3, 1), date(2026, 3, 2)]
    (one,) = report_of(history, zone=ZoneInfo("Europe/Berlin"), zone_name="Europe/Berlin").nights
    assert one.day == date(2026, 3, 2)


def test_a_span_is_bounded_by_days_that_belong_to_it(history: History) -> None:
    nights(history, {"wire": steady(8, 10)})

    asked = report_of(history, since=night(2), until=night(5))

    assert [entry.day for entry in asked.nights] == [night(number) for number in (2, 3, 4, 5)]
    assert [entry.day for entry in report_of(history, days=3).nights] == [night(7), night(8), night(9)]
    assert [entry.day for entry in report_of(history, days=2, until=night(4)).nights] == [night(3), night(4)]


def test_a_span_without_a_run_is_told(history: History) -> None:
    with pytest.raises(NoNightsError):
        report_of(history)
    nights(history, {"wire": steady(8, 2)})
    with pytest.raises(NoNightsError):
        report_of(history, since=date(2027, 1, 1))


def test_a_glob_of_sources_restricts_figures_and_tests(history: History) -> None:
    nights(history, {"a.example.org": steady(1), "b.example.net": broken_from(steady(2), 20)})

    report = report_of(history, source="*.example.org")

    assert directions(report) == {"a.example.org": None}
    assert report.last.figures.documents == 200
    assert report.sources_left_out == 0


def test_a_glob_that_no_source_matches_gives_an_empty_report(history: History) -> None:
    nights(history, {"wire": steady(1, 3)})

    report = report_of(history, source="nothing*")

    assert report.sources == ()
    assert report.last.figures.documents == 0


def test_a_source_that_always_came_and_is_missing_is_silent(history: History) -> None:
    parts = steady(9, 10)
    weekly = [part if number % 4 == 0 else None for number, part in enumerate(parts)]
    nights(history, {"daily": [*parts[:9], None], "weekly": weekly, "there": parts})

    (silence,) = report_of(history).silences

    assert silence.source == "daily"
    assert (silence.last_seen, silence.nights_silent, silence.nights_seen, silence.longest_gap) == (
        night(8),
        1,
        9,
        0,
    )
    assert silence.usual_documents == 200


def test_a_source_silent_for_longer_than_ever_before_is_listed(history: History) -> None:
    parts = steady(9, 12)
    weekly = [part if number in {0, 3, 6} else None for number, part in enumerate(parts)]
    nights(history, {"weekly": weekly, "there": parts})

    (silence,) = report_of(history).silences

    assert (silence.source, silence.nights_silent, silence.longest_gap) == ("weekly", 5, 2)


def test_what_could_not_be_checked_is_counted_by_reason_and_source(history: History) -> None:
    parts = [Part(), Part(unreadable={"bad-json": 3, "too-large": 1})]
    other = [Part(unreadable={"bad-json": 7}), Part(unreadable={"bad-json": 9})]
    nights(history, {"wire": parts, "blog": other})

    reasons = report_of(history).unreadable

    assert [(reason.reason, reason.documents) for reason in reasons] == [
        ("bad-json", (7, 12)),
        ("too-large", (0, 1)),
    ]
    assert reasons[0].sources == (("blog", 9), ("wire", 3))


def test_a_rule_that_never_spoke_before_is_a_new_kind(history: History) -> None:
    old = Part(rules={TEASER: 3})
    new = Part(rules={TEASER: 3, "symbols/shortcode": 5})
    nights(
        history, {"wire": [old, old, new], "blog": [old, old, replace(new, rules={"symbols/shortcode": 9})]}
    )

    (kind,) = report_of(history).new_kinds

    assert (kind.rule, kind.family, kind.documents, kind.sources) == (
        "symbols/shortcode",
        "symbols",
        14,
        ("blog", "wire"),
    )
    assert kind.was_asked


def test_what_spoke_before_the_span_is_not_new(history: History) -> None:
    part = Part(rules={TEASER: 3})
    nights(history, {"wire": [part, Part(), Part(), part]})

    assert report_of(history, since=night(2)).new_kinds == ()


def test_a_new_kind_under_new_rules_is_told_apart(history: History) -> None:
    history.write(run(FIRST, {"wire": Part()}), [])
    history.write(
        run(FIRST + timedelta(days=1), {"wire": Part(rules={TEASER: 3})}, rules_digest="f" * 64), []
    )

    (kind,) = report_of(history).new_kinds

    assert not kind.was_asked


def test_nothing_is_new_in_the_first_night_of_a_history(history: History) -> None:
    nights(history, {"wire": [Part(rules={TEASER: 3})]})

    assert report_of(history).new_kinds == ()


def test_the_worst_documents_are_those_of_the_last_night(history: History) -> None:
    excerpt = ExcerptRecord(TEASER, "error", "text", 3, 1, "before ", "See also", " after", "A teaser")

    def worst(number: int, source: int, score: float) -> WorstRecord:
        place = ("feed.jsonl", 12, number)
        row = DocumentRecord(number, source, f"id-{number}", score, "fail", 300, 4, None, *place)
        return WorstRecord(row, f"Title {number}", (excerpt,))

    parts = {"wire": Part(), "blog": Part()}
    for start, records in (
        (FIRST, [worst(1, 0, 3.0)]),
        (FIRST + timedelta(days=1), [worst(7, 0, 20.0), worst(9, 1, 41.5)]),
    ):
        history.write(run(start, parts, worst=records), documents_of(records))
    again = FIRST + timedelta(days=1, hours=2)
    history.write(run(again, parts, worst=[worst(2, 1, 30.0)]), documents_of([worst(2, 1, 30.0)]))

    report = report_of(history)

    assert [(document.id, document.source, document.score) for document in report.worst] == [
        ("id-7", "wire", 20.0),
        ("id-2", "blog", 30.0),
        ("id-9", "blog", 41.5),
    ]
    assert report.worst[0].excerpts == (excerpt,)
    assert report.worst[0].place is not None
    assert report.worst[0].place.startswith("feed.jsonl")
    assert [document.id for document in report_of(history, top=1).worst] == ["id-7"]
    assert [document.id for document in report_of(history, source="blog").worst] == ["id-2", "id-9"]


def test_failed_gates_of_the_last_night_are_told(history: History) -> None:
    gates = [
        GateRecord("max-failed", None, "fail", "2%", 9, 200, met=False),
        GateRecord("max-review", None, "warn", "2%", 9, 200, met=False),
        GateRecord("min-documents", None, "fail", "1", 200, 200, met=True),
    ]
    history.write(run(FIRST, {"wire": Part()}, gates=gates), [])

    assert [gate.name for gate in report_of(history).last.gates_failed] == ["max-failed"]


def test_sources_that_changed_are_listed_beside_the_top(history: History) -> None:
    sources = {f"sound-{seed}": steady(seed) for seed in range(5)}
    nights(history, {**sources, "broken": broken_from(steady(2), 20)})

    report = report_of(history, top=2)

    assert report.sources[0].name == "broken"
    assert len(report.sources) == 3
    assert report.sources_left_out == 3


def test_missing_nights_are_told(history: History) -> None:
    for number in (0, 1, 2, 3, 6, 7, 8):
        history.write(run(FIRST + timedelta(days=number), {"wire": Part()}), [])

    assert "No run on 2 nights of this span, the last on 6 March 2026." in report_of(history).notes


def test_a_weekly_history_misses_no_nights(history: History) -> None:
    for number in (0, 7, 14):
        history.write(run(FIRST + timedelta(days=number), {"wire": Part()}), [])

    assert report_of(history).notes == ()


def test_the_same_history_gives_the_same_report(history: History) -> None:
    nights(history, {"sound": steady(1), "broken": broken_from(steady(2), 20)})

    assert report_of(history) == report_of(history)
