from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

import pytest

from checks.document import Document, Location
from checks.finding import FAMILIES, Finding, Result, Unreadable
from checks.gate import GateOutcome, Ledger
from checks.history.excerpts import CONTEXT, EXCERPTS, LONGEST_MATCH, WORST_DOCUMENTS
from checks.history.model import GateRecord, RunRecord
from checks.history.recording import LONGEST_ID, Recorder
from checks.reports import Run, Summary

RUN = Run("1.2.3", "rules.yaml", "f" * 64, {"fail_under": 60.0})
START = datetime(2024, 3, 1, tzinfo=UTC)
TEXT = "The minister† said \x1b[31m on Tuesday that talks had failed."


def finding(text: str, start: int, end: int, **values: object) -> Finding:
    named = {"rule": "symbols/stray-dagger", "severity": "error", "points": 4.0, "state": "new", **values}
    return Finding(
        confidence="high",
        field="text",
        start=start,
        end=end,
        line=1,
        column=start + 1,
        match=text[start:end],
        message="Stray",
        fingerprint="f",
        **named,  # type: ignore[arg-type]
    )


def result(
    number: int = 1, score: float = 50.0, text: str = TEXT, findings: Iterable[Finding] | None = None
) -> Result:
    found = (finding(text, 12, 13),) if findings is None else tuple(findings)
    location = Location("feed.jsonl", number, number)
    document = Document(text, title="Talks", source="wire", location=location)
    families = dict.fromkeys(FAMILIES, 100.0)
    return Result(document, f"id-{number}", "en", 9, score, "fail", families, found)


@pytest.fixture
def recorder() -> Iterator[Recorder]:
    """A recorder whose clock goes on by a minute whenever it is asked."""
    times = (START + timedelta(minutes=n) for n in range(100))
    recorder = Recorder("nightly", lambda: next(times))
    recorder.begin(RUN)
    yield recorder
    recorder.close()


def recorded(
    recorder: Recorder, *items: Result | Unreadable, outcomes: tuple[GateOutcome, ...] = ()
) -> RunRecord:
    for item in items:
        recorder.add(item)
    recorder.end(Summary(Ledger(), outcomes))
    assert recorder.record is not None
    return recorder.record


def test_a_run_tells_when_it_was_and_what_it_rests_on(recorder: Recorder) -> None:
    head = recorded(recorder).head

    assert (head.id, head.started, head.ended) == ("nightly", START, START + timedelta(minutes=1))
    assert (head.version, head.rules_path, head.rules_digest) == ("1.2.3", "rules.yaml", "f" * 64)
    assert head.conditions["settings"] == {"fail_under": 60.0}


def test_a_run_has_the_outcomes_of_its_gates(recorder: Recorder) -> None:
    outcome = GateOutcome("max-failed", "2%", 3, 10, met=False, source="wire*", level="warn")

    head = recorded(recorder, outcomes=(outcome,)).head

    assert head.gates == (GateRecord("max-failed", "wire*", "warn", "2%", 3, 10, met=False),)


def test_every_document_has_a_row_in_the_order_of_the_input(recorder: Recorder) -> None:
    broken = Unreadable(None, Location("feed.jsonl", 2), "bad-json", "it breaks off")

    recorded(recorder, result(1), broken, result(3, 99.999))

    assert [(row.number, row.id, row.score, row.verdict, row.unreadable) for row in recorder.documents()] == [
        (1, "id-1", 50.0, "fail", None),
        (2, None, None, None, "bad-json"),
        (3, "id-3", 100.0, "fail", None),
    ]
    assert [(row.path, row.line) for row in recorder.documents()] == [("feed.jsonl", n) for n in (1, 2, 3)]


def test_a_row_tells_its_source_by_number(recorder: Recorder) -> None:
    broken = Unreadable(None, Location("feed.jsonl", 2, 2), "bad-json", "it breaks off")

    run = recorded(recorder, result(), broken)

    assert [run.sources[row.source].name for row in recorder.documents()] == ["wire", "feed.jsonl"]


def test_a_row_of_an_endless_id_is_bounded(recorder: Recorder) -> None:
    recorded(recorder, Unreadable("x" * 100_000, Location("y" * 100_000), "bad-json", "it breaks off"))

    (row,) = recorder.documents()
    assert row.id is not None
    assert row.path is not None
    assert len(row.id) == len(row.path) == LONGEST_ID


def test_the_worst_documents_are_kept_the_worst_first(recorder: Recorder) -> None:
    run = recorded(recorder, *(result(n, float(n * 7 % 50)) for n in range(1, WORST_DOCUMENTS + 20)))

    scores = [worst.document.score for worst in run.worst]
    assert len(scores) == WORST_DOCUMENTS
    assert (
        scores
        == sorted(score for row in recorder.documents() if (score := row.score) is not None)[:WORST_DOCUMENTS]
    )


def test_an_excerpt_is_the_text_around_a_finding_as_it_stands(recorder: Recorder) -> None:
    (excerpt,) = recorded(recorder, result()).worst[0].excerpts

    assert (excerpt.before, excerpt.match) == ("The minister", "†")
    assert TEXT.startswith(excerpt.before + excerpt.match + excerpt.after)
    assert "\x1b" in excerpt.after


def test_an_excerpt_is_bounded(recorder: Recorder) -> None:
    text = "a" * 5000

    (excerpt,) = recorded(recorder, result(text=text, findings=[finding(text, 1000, 4000)])).worst[0].excerpts

    assert (len(excerpt.before), len(excerpt.match), len(excerpt.after)) == (CONTEXT, LONGEST_MATCH, CONTEXT)


def test_of_many_findings_the_gravest_are_kept_in_reading_order(recorder: Recorder) -> None:
    findings = [finding(TEXT, n, n + 1, severity="warning", points=float(n)) for n in range(3 * EXCERPTS)]
    findings[0] = finding(TEXT, 0, 1)

    excerpts = recorded(recorder, result(findings=findings)).worst[0].excerpts

    columns = [1, *range(2 * EXCERPTS + 2, 3 * EXCERPTS + 1)]
    assert [excerpt.column for excerpt in excerpts] == columns


def test_what_is_accepted_makes_no_excerpt(recorder: Recorder) -> None:
    run = recorded(recorder, result(findings=[finding(TEXT, 12, 13, state="accepted")]))

    assert run.worst == ()


def test_a_finding_of_the_whole_document_has_no_text(recorder: Recorder) -> None:
    (excerpt,) = recorded(recorder, result(findings=[finding(TEXT, 0, 0)])).worst[0].excerpts

    assert (excerpt.before, excerpt.match, excerpt.after) == ("", "", "")


def test_a_run_that_was_interrupted_is_none(recorder: Recorder) -> None:
    recorder.add(result())
    recorder.end(Summary(Ledger(), (), interrupted=True))

    assert recorder.record is None


def test_a_run_that_never_came_to_its_end_is_none(recorder: Recorder) -> None:
    recorder.add(result())

    assert recorder.record is None
