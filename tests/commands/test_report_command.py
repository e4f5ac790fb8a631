from __future__ import annotations

import json
import sqlite3
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from command_helpers import copydesk
from jsonschema import Draft202012Validator
from nights_helpers import FIRST, TEASER, Part, nights, run

from checks.history.model import DocumentRecord, ExcerptRecord, GateRecord, WorstRecord
from checks.history.store import History

NIGHTS = 20
BROKE = 15
HOSTILE = "evil|`@all` <script>\x1b[31m\u202e.example.org"


@pytest.fixture
def url(tmp_path: Path) -> str:
    """Twenty nights: one source is as ever, one broke on the sixteenth, one is missing in the last."""
    url = f"sqlite:///{tmp_path}/history.db"
    sound = [Part(failed=3 + number % 3) for number in range(NIGHTS)]
    broken = [
        Part(failed=4 + number % 2 if number < BROKE else 60, score=96 if number < BROKE else 84)
        for number in range(NIGHTS)
    ]
    nights(History.open(url, create=True), {"sound": sound, HOSTILE: broken, "gone": [*sound[:-1], None]})
    return url


def report(url: str, *options: object) -> Result:
    result = copydesk("report", "--history", url, *options)
    assert result.exit_code == 0, result.output
    return result


def as_json(url: str, *options: object) -> dict[str, Any]:
    record: dict[str, Any] = json.loads(report(url, "--format", "json", *options).stdout)
    return record


def test_standard_output_gets_one_paragraph(url: str) -> None:
    text = report(url).stdout

    assert text.count("\n") == 1
    assert text.startswith("Night of 20 March 2026: 400 documents;")
    assert "Worse: evil" in text
    assert "since 16 March 2026" in text
    assert "Silent: gone." in text


def test_nothing_scraped_acts_on_a_terminal_or_in_markdown(url: str) -> None:
    assert not {"\x1b", "\u202e"} & set(report(url).stdout)
    markdown = report(url, "--format", "markdown").stdout
    assert not {"\x1b", "\u202e"} & set(markdown)
    row = next(line for line in markdown.splitlines() if line.startswith("| ``evil"))
    assert row.count("|") - row.count(r"\|") == 6, "a name does not make a cell of its own"


def test_json_follows_the_published_schema(url: str) -> None:
    schema = json.loads(files("checks.nightly").joinpath("nightly.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    place = ("feed.jsonl", 3, 3)
    row = DocumentRecord(1, 0, "id-1", 12.5, "fail", 300, 2, None, *place)
    excerpt = ExcerptRecord(TEASER, "error", "text", 1, 1, "a ", "See also", " b", "A teaser")
    gate = GateRecord("max-failed", None, "fail", "1", 3, 200, met=False)
    part = Part(rules={TEASER: 3}, unreadable={"bad-json": 2})
    last = run(
        FIRST.replace(day=21), {"sound": part}, gates=[gate], worst=[WorstRecord(row, "A title", (excerpt,))]
    )
    History.open(url).write(last, [row])

    record = as_json(url)

    Draft202012Validator(schema).validate(record)
    assert [kind["rule"] for kind in record["new_kinds"]] == [TEASER]
    assert record["worst"][0]["excerpts"][0]["match"] == "See also"
    assert record["unreadable"][0]["documents"][-1] == 2
    assert record["nights"][-1]["gates_failed"][0]["limit"] == "1"


def test_files_are_written_by_their_names(url: str, tmp_path: Path) -> None:
    paths = [tmp_path / f"report.{suffix}" for suffix in ("html", "md", "json", "txt")]

    done = report(url, *(part for path in paths for part in ("-o", path)))

    html, markdown, data, text = (path.read_text("utf-8") for path in paths)
    assert html.startswith("<!DOCTYPE html>")
    assert markdown.startswith("## copydesk: night of 20 March 2026")
    assert json.loads(data)["nights"][-1]["day"] == "2026-03-20"
    assert text == done.stdout


def test_quiet_prints_nothing_where_a_file_is_written(url: str, tmp_path: Path) -> None:
    assert report(url, "-q", "-o", tmp_path / "report.txt").stdout == ""
    assert report(url, "-q").stdout, "without a file there would be no report at all"


def test_the_same_history_gives_the_same_bytes(url: str, tmp_path: Path) -> None:
    for suffix in ("html", "md", "json"):
        first, second = tmp_path / f"1.{suffix}", tmp_path / f"2.{suffix}"
        report(url, "-o", first, "-o", second)
        again = tmp_path / f"3.{suffix}"
        report(url, "-o", again)
        assert first.read_bytes() == second.read_bytes() == again.read_bytes()


def test_a_span_and_a_source_may_be_asked_for(url: str) -> None:
    record = as_json(url, "--since", "2026-03-05", "--until", "2026-03-10", "--source", "s*")

    assert [night["day"] for night in record["nights"]] == [f"2026-03-{day:02}" for day in range(5, 11)]
    assert [source["name"] for source in record["sources"]] == ["sound"]
    assert len(as_json(url, "--since", "3d")["nights"]) == 3


def test_the_time_zone_says_which_night_it_is(url: str) -> None:
    assert as_json(url, "--timezone", "America/Los_Angeles")["nights"][-1]["day"] == "2026-03-19"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            ["--since", "tomorrow"],
            "'tomorrow' is neither a day such as 2026-11-01 nor a number of days such as 14d",
        ),
        (["--since", "0d"], "'0d' is neither a day"),
        (["--until", "31.1.2026"], "'31.1.2026' is no day such as 2026-11-01"),
        (["--timezone", "Europe/Berln"], "unknown time zone 'Europe/Berln' (did you mean 'Europe/Berlin'?)"),
        (["--timezone", "../../etc/passwd"], "unknown time zone '../../etc/passwd'"),
        (["-o", "report.pdf"], "the name must say the format, by one of .html"),
        (["-o", "nowhere/report.md"], "there is no folder nowhere"),
        (["--since", "2030-01-01"], "it holds no run of such nights"),
    ],
)
def test_what_cannot_be_reported_is_told(url: str, options: list[str], message: str) -> None:
    result = copydesk("report", "--history", url, *options)

    assert result.exit_code == 2
    assert message in result.stderr
    assert "Traceback" not in result.stderr


def test_a_history_that_is_not_there_is_told(tmp_path: Path) -> None:
    result = copydesk("report", "--history", f"sqlite:///{tmp_path}/none.db")

    assert result.exit_code == 2
    assert "there is no history" in result.stderr
    assert not list(tmp_path.iterdir())


def test_a_history_without_runs_is_told(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/empty.db"
    History.open(url, create=True)

    result = copydesk("report", "--history", url)

    assert result.exit_code == 2
    assert "it holds no run of such nights" in result.stderr


def test_a_report_never_takes_the_history_s_place(tmp_path: Path) -> None:
    path = tmp_path / "history.html"
    history = History.open(f"sqlite:///{path}", create=True)
    history.write(run(FIRST, {"wire": Part()}), [])

    result = copydesk("report", "--history", f"sqlite:///{path}", "-o", path)

    assert result.exit_code == 2
    assert "is an input" in result.stderr
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT count(*) FROM copydesk_run").fetchone() == (1,)
    connection.close()
