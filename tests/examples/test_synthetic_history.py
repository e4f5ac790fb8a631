"""The month of invented nights: what is planted in it is there, and the same options make the same month."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import mean
from typing import Any

import pytest
import yaml
from nightly_helpers import NIGHTLY, environment

from checks import Checker, Document, load_rules
from checks.finding import FAMILIES
from checks.history.model import RunRecord, SourceRecord
from checks.history.store import History

PROGRAM = NIGHTLY / "synthetic_history.py"
TEXTS: dict[str, Any] = yaml.safe_load((NIGHTLY / "synthetic_texts.yaml").read_text("utf-8"))
PASSAGES: dict[str, Any] = TEXTS["passages"]
NIGHTS = 30

BROKEN = "harbour-gazette.example.org"
DRIFTING = "northern-wire.example.net"
RECOVERED = "elsmoor-courier.example.com"
SILENT = "tarn-valley-post.example.org"
TALKATIVE = "port-ansel-today.example.com"
TORN = "marrow-hill-herald.example.org"

WORDINGS = [
    pytest.param(passage, text, id=f"{name}-{number}")
    for name, passage in PASSAGES.items()
    for number, text in enumerate(passage["texts"])
]


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(load_rules())


def written(folder: Path, *options: str, name: str = "history.db") -> History:
    """The history that the program writes."""
    url = f"sqlite:///{folder}/{name}"
    done = subprocess.run(
        [sys.executable, str(PROGRAM), url, *options],
        env=environment(folder),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return History.open(url)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the default month."""
    place = tmp_path_factory.mktemp("month")
    written(place)
    return place


@pytest.fixture(scope="module")
def month(folder: Path) -> list[RunRecord]:
    """Its nights, the earliest first."""
    history = History.open(f"sqlite:///{folder}/history.db")
    return [history.run(head.id) for head in reversed(history.runs())]


@pytest.fixture(scope="module")
def report(folder: Path) -> dict[str, Any]:
    """What `copydesk report` says of the month."""
    done = subprocess.run(
        ["copydesk", "report", "--history", f"sqlite:///{folder}/history.db", "--format", "json"],
        env=environment(folder),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    read: dict[str, Any] = json.loads(done.stdout)
    return read


def of_source(run: RunRecord, name: str) -> SourceRecord | None:
    return next((source for source in run.sources if source.name == name), None)


def share_not_passed(runs: list[RunRecord], name: str) -> float:
    counts = [source.counts for run in runs if (source := of_source(run, name)) is not None]
    scored = sum(count.documents - count.unreadable for count in counts)
    return sum(count.review + count.failed for count in counts) / scored


def rules_of(runs: list[RunRecord]) -> Iterator[str]:
    for run in runs:
        for source in run.sources:
            yield from source.rules


@pytest.mark.parametrize("article", TEXTS["articles"], ids=lambda article: str(article["title"]))
def test_the_articles_are_sound(checker: Checker, article: dict[str, Any]) -> None:
    text = "\n\n".join(article["paragraphs"])

    assert checker.check(Document(text, title=article["title"], declared_language="en")).findings == ()


@pytest.mark.parametrize(("passage", "text"), WORDINGS)
def test_a_passage_is_found_by_the_rules_that_it_names(
    checker: Checker, passage: dict[str, Any], text: str
) -> None:
    before, after = TEXTS["articles"][0]["paragraphs"][:2]
    start = len(before) + 2
    document = Document(f"{before}\n\n{text}\n\n{after}", declared_language="en")

    found = {finding.rule for finding in checker.check(document).findings if finding.start >= start}

    assert found >= set(passage["rules"])


def test_the_same_options_write_the_same_history(tmp_path: Path) -> None:
    options = ["--nights", "3", "--documents-per-night", "40"]
    first, second = (written(tmp_path, *options, name=name) for name in ("first.db", "second.db"))

    for head in first.runs():
        assert first.run(head.id) == second.run(head.id)
        assert list(first.documents(head.id)) == list(second.documents(head.id))


def test_another_seed_writes_another_history(tmp_path: Path) -> None:
    options = ["--nights", "1", "--documents-per-night", "40"]
    first = written(tmp_path, *options, name="first.db")
    second = written(tmp_path, *options, "--seed", "2", name="second.db")

    assert first.run("latest") != second.run("latest")


def test_so_many_documents_are_written_as_are_asked_for(tmp_path: Path) -> None:
    history = written(tmp_path, "--nights", "7", "--documents", "1000", "--sources", "40")

    runs = history.runs()
    assert sum(len(list(history.documents(run.id))) for run in runs) == 1000
    assert sum(run.counts.documents for run in runs) == 1000
    assert all(run.counts.documents > 100 for run in runs)


def test_the_month_ends_on_its_last_day(month: list[RunRecord]) -> None:
    assert [run.head.id for run in month][:: NIGHTS - 1] == ["night-2026-01-02", "night-2026-01-31"]
    assert len(month) == NIGHTS


def test_one_source_breaks_on_one_night(month: list[RunRecord]) -> None:
    assert share_not_passed(month[:-9], BROKEN) < 0.05
    assert share_not_passed(month[-9:], BROKEN) > 0.15
    assert {"injection/related-teaser", "injection/comment-form"} <= set(rules_of(month[-9:]))


def test_one_source_becomes_worse_bit_by_bit(month: list[RunRecord]) -> None:
    scores = [
        source.counts.scores.mean
        for run in month
        if (source := of_source(run, DRIFTING)) is not None and source.counts.scores is not None
    ]

    thirds = [mean(scores[start : start + 10]) for start in (0, 10, 20)]
    assert thirds[0] > thirds[1] + 1 > thirds[2] + 2


def test_one_source_recovers(month: list[RunRecord]) -> None:
    assert share_not_passed(month[:-12], RECOVERED) > 0.15
    assert share_not_passed(month[-12:], RECOVERED) < 0.08


def test_one_source_falls_silent(month: list[RunRecord]) -> None:
    delivered = [of_source(run, SILENT) is not None for run in month]

    assert delivered == [True] * (NIGHTS - 5) + [False] * 5


def test_the_last_night_brings_a_defect_that_was_never_seen(month: list[RunRecord]) -> None:
    talkative = of_source(month[-1], TALKATIVE)

    assert "injection/assistant-talk" not in set(rules_of(month[:-1]))
    assert talkative is not None
    assert "injection/assistant-talk" in talkative.rules


def test_the_last_night_brings_torn_records_and_fails_a_gate(month: list[RunRecord]) -> None:
    torn = of_source(month[-1], TORN)

    assert torn is not None
    assert torn.unreadable["bad-json"] > 0.2 * torn.counts.documents
    assert [gate.name for gate in month[-1].head.gates if not gate.met] == ["max-unreadable"]
    assert all(gate.met for run in month[:-1] for gate in run.head.gates)


def test_the_worst_documents_show_every_family_and_a_hostile_title(month: list[RunRecord]) -> None:
    worst = month[-1].worst

    assert any("<script>" in document.title for document in worst)
    assert {excerpt.rule.partition("/")[0] for document in worst for excerpt in document.excerpts} == set(
        FAMILIES
    )


def test_the_report_finds_what_is_planted_and_nothing_else(report: dict[str, Any]) -> None:
    directions = {source["name"]: source["direction"] for source in report["sources"] if source["changes"]}

    assert directions == {BROKEN: "worse", DRIFTING: "worse", RECOVERED: "better"}
    assert [silence["source"] for silence in report["silences"]] == [SILENT]
    assert {source for kind in report["new_kinds"] for source in kind["sources"]} == {TALKATIVE}


def test_the_report_says_on_which_day_the_scraper_broke_and_which_rules_tell(report: dict[str, Any]) -> None:
    broken = next(source for source in report["sources"] if source["name"] == BROKEN)

    assert {change["since"] for change in broken["changes"]} == {"2026-01-23"}
    assert {"injection/related-teaser", "injection/comment-form"} <= {
        rule["rule"] for rule in broken["rules"]
    }
