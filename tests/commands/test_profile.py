"""`copydesk check --profile`: where the time went, on standard error, and nothing else changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_helpers import CLEAN, DAGGER, DAGGERS, copydesk, feed

from checks.commands._profile import profile_lines
from checks.profiling import STAGES, Profile


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    return feed(tmp_path / "feed.jsonl", [CLEAN, DAGGER, DAGGERS])


def table(error: str) -> list[list[str]]:
    """The rows of the table, each as its four columns."""
    lines = error[error.index("profile: ") :].splitlines()
    return [line.split(maxsplit=3) for line in lines[1:]]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_the_table_has_every_stage_and_the_rules(articles: Path, jobs: str) -> None:
    error = copydesk("check", "--profile", "--jobs", jobs, articles).stderr

    rows = table(error)
    assert rows[0] == ["seconds", "share", "characters/s", "where"]
    assert [row[3] for row in rows[1 : len(STAGES) + 1]] == [f"({stage})" for stage in STAGES]
    assert "symbols/stray-dagger" in {row[3] for row in rows} or "other rules)" in error
    assert f"profile: 3 documents, {len(CLEAN + DAGGER + DAGGERS)} characters" in error


def test_the_report_is_the_same(articles: Path) -> None:
    plain = copydesk("check", "--format", "jsonl", articles)
    profiled = copydesk("check", "--format", "jsonl", "--profile", articles)

    assert profiled.stdout == plain.stdout
    assert profiled.exit_code == plain.exit_code
    assert "profile" not in plain.stderr


def test_rows_add_up_to_the_whole_and_cheap_rules_share_one() -> None:
    profile = Profile(2, 1_000)
    profile.stages["layers"] = 0.5
    profile.rules.update(
        {"symbols/dear": 1.0, "symbols/dearer": 2.0, "symbols/cheap": 0.001, "symbols/x": 0.0}
    )

    lines = list(profile_lines(profile, 4.0))

    rows = [line.split(maxsplit=3) for line in lines[1:]]
    assert lines[0].endswith("4.000 seconds of processor time, 250 characters a second")
    assert [row[3] for row in rows[-4:]] == [
        "symbols/dearer",
        "symbols/dear",
        "(2 other rules)",
        "(start and all else)",
    ]
    assert ["0.500", "12.5%", "2,000", "(layers)"] in rows
    assert ["0.499", "12.5%", "2,004", "(start and all else)"] in rows


def test_a_run_without_documents_has_a_table_too() -> None:
    assert list(profile_lines(Profile(), 0.0))[-1].split(maxsplit=3)[3] == "(start and all else)"
