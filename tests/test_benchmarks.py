"""The benchmarks' own machinery: what is printed of results, and how measured programs are spoken to."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent

if not (ROOT / "benchmarks").is_dir():
    pytest.skip("the benchmarks stand in a checkout alone", allow_module_level=True)


def run(*arguments: str, requests: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=ROOT,
        input=requests,
        capture_output=True,
        text=True,
        check=False,
    )


def row(name: str, seconds: float, **values: Any) -> dict[str, Any]:
    cost = {"seconds": seconds, "yardsticks": 100 * seconds, "passes": 3, "start_up": 0.5, "first_pass": 2.5}
    cost |= {"marks": 7, "peak": 64_000_000}
    return {"name": name, "what": f"what {name} does", "megabytes": 2.0, "cost": cost, "version": ""} | values


def command(name: str, megabytes: float, seconds: float) -> dict[str, Any]:
    sizes = {"documents": 1200, "megabytes": megabytes, "peak": 90.4}
    return {"name": name, "seconds": seconds, "parent_seconds": seconds / 50, "wall": seconds / 2} | sizes


RESULTS = {
    "machine": {"processor": "Abacus 9", "Python": "CPython 3.11"},
    "feed": {"what": "twelve sermons", "documents": "12", "megabytes": "2.00", "date": "2026-01-02"},
    "yardstick": 131.4,
    "own": [row("copydesk", 1.0), row("copydesk --no-models", 0.4), row("copydesk, symbols", 0.1)],
    "peers": [row("slowlint", 8.0, version="1.2"), row("quicklint", 4.0)],
    "missing": {"farlint": "it has to be fetched"},
    "documents": [row("1", 0.2), row("2", 0.4)],
    "mixed": [row("1", 0.3), row("2", 0.6)],
    "rules": [row("half", 0.6), row("all", 1.0), row("twice", 1.15)],
    "feeds": [command("1 × the feed", 2.0, 3.0), command("2 × the feed", 4.0, 5.0)],
    "workers": [command("`--jobs 2`", 2.0, 4.0), command("`--jobs 2`", 6.0, 12.0)],
    "start_up": {"`copydesk --version`": 0.061},
    "failed": [],
}


@pytest.fixture
def kept(tmp_path: Path) -> str:
    path = tmp_path / "results.json"
    path.write_text(json.dumps(RESULTS), "utf-8")
    return str(path)


@pytest.fixture
def tables(kept: str) -> dict[str, list[list[str]]]:
    """The printed tables by heading: the cells of each line that is one of a table."""
    printed = run("benchmarks", "--from", kept).stdout
    parts = re.split(r"(?m)^## (.+)$", printed)[1:]
    return {
        name: [
            [cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if "|" in line
        ]
        for name, text in zip(parts[::2], parts[1::2], strict=True)
    }


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    path = tmp_path / "feed.jsonl"
    texts = ["The harbour froze.", "The ferry stayed, said the mayor."]
    path.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), "utf-8")
    return path


def test_speeds_are_megabytes_a_second_of_processor_time(tables: dict[str, list[list[str]]]) -> None:
    assert [line[2] for line in tables["speeds"] if line[0] == "slowlint 1.2"] == ["0.250"]


def test_peers_stand_below_copydesk_the_fastest_first(tables: dict[str, list[list[str]]]) -> None:
    assert [line[0] for line in tables["speeds"][2:]] == [
        "copydesk",
        "copydesk --no-models",
        "quicklint",
        "slowlint 1.2",
    ]


def test_each_peer_is_compared_with_both_of_copydesks_rows(tables: dict[str, list[list[str]]]) -> None:
    assert tables["speeds"][-1][-2:] == ["8.00", "20.0"]


def test_a_peer_that_was_not_measured_is_named_with_the_reason(kept: str) -> None:
    assert "- farlint: it has to be fetched." in run("benchmarks", "--from", kept).stdout


def test_rule_sets_are_compared_with_all_rules(tables: dict[str, list[list[str]]]) -> None:
    assert [line[3] for line in tables["rules"][2:]] == ["0.60", "1.00", "1.15"]


def test_a_larger_feed_is_charged_for_what_it_has_more(tables: dict[str, list[list[str]]]) -> None:
    assert [line[4] for line in tables["feeds"][2:]] == ["", "1.00"]


def test_the_parents_share_is_of_what_a_larger_feed_cost_more(tables: dict[str, list[list[str]]]) -> None:
    assert [line[5] for line in tables["workers"][2:]] == ["", "2.0%"]


def test_results_are_the_same_when_kept_and_read_again(kept: str, tmp_path: Path) -> None:
    copy = tmp_path / "copy.json"
    run("benchmarks", "--from", kept, "--output", str(copy))
    assert json.loads(copy.read_text("utf-8")) == RESULTS


def test_a_run_that_was_not_measured_to_the_end_fails(tmp_path: Path) -> None:
    path = tmp_path / "results.json"
    path.write_text(json.dumps(RESULTS | {"failed": ["rules"]}), "utf-8")
    done = run("benchmarks", "--from", str(path))
    assert (done.returncode, "rules" in done.stderr) == (1, True)


def test_a_driver_tells_when_it_is_ready_and_what_each_pass_cost(feed: Path) -> None:
    done = run("benchmarks.drivers.yardstick", str(feed), requests="0 1\n0 50\n")
    ready, *passes = map(json.loads, done.stdout.splitlines())
    assert set(ready) == {"cpu"}
    assert [set(answer) for answer in passes] == [{"cpu", "marks", "peak"}] * 2


def test_copydesks_driver_counts_the_findings_of_the_feed_asked_for(feed: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.jsonl"
    broken.write_text('{"text": "The minister† said on Tuesday that talks had failed."}\n', "utf-8")
    done = run(
        "benchmarks.drivers.own",
        "--select",
        "symbols/stray-dagger",
        str(feed),
        str(broken),
        requests="0 1\n1 1\n",
    )
    assert [json.loads(line)["marks"] for line in done.stdout.splitlines()[1:]] == [0, 1]


def test_without_a_folder_of_peers_each_is_named_as_missing(feed: Path) -> None:
    done = run("benchmarks", str(feed), "--part", "peers")
    assert done.returncode == 0
    for name in ("datatrove", "proselint", "ftfy", "textlint", "Vale"):
        assert f"- {name}: " in done.stdout


def test_any_command_over_a_folder_of_documents_is_measured(feed: Path) -> None:
    done = run("benchmarks.drivers.any_command", "grep -l mayor -r {folder}", str(feed), requests="0 1\n")
    assert json.loads(done.stdout.splitlines()[1])["marks"] == 1


def test_a_program_that_fails_is_named_and_ends_nothing(feed: Path) -> None:
    done = run("benchmarks", str(feed), "--part", "peers", "--also", "farlint=false-program {folder}")
    assert done.returncode == 0
    assert re.search(r"- farlint: it failed: .*false-program", done.stdout)


def test_the_page_has_a_place_for_every_table() -> None:
    page = (ROOT / "docs" / "benchmarks.md").read_text("utf-8")
    names = re.findall(r"<!-- begin (\S+) -->", page)
    tables = [
        "machine",
        "speeds",
        "missing",
        "families",
        "documents",
        "rules",
        "feeds",
        "workers",
        "start-up",
    ]
    assert sorted(names) == sorted([*tables, "chart"])
