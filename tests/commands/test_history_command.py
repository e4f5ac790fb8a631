from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from command_helpers import CLEAN, DAGGERS, PROJECT, RULES, copydesk, feed, start
from jsonschema import Draft202012Validator, ValidationError

SCHEMA = json.loads(files("checks.history").joinpath("history.schema.json").read_text("utf-8"))
MANY = 500

HOSTILE = "Der \x1b[31mrote Faden\u202e und ##[error] ein Schritt."
"""What terminals and CI logs obey."""


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/history.db"


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A sound article of one source, a broken one of another, and a record without text."""
    return feed(
        tmp_path / "feed.jsonl",
        [
            {"id": "good", "source": "wire", "text": CLEAN},
            {"id": "bad", "source": "blog", "title": HOSTILE, "text": f"{HOSTILE} {DAGGERS}"},
            {"id": "none", "source": "wire"},
        ],
    )


def check(url: str, articles: Path, *options: object) -> Result:
    return copydesk("check", articles, "--format", "jsonl", "--history", url, *options)


def shown(url: str, run: str = "latest", *options: str) -> dict[str, Any]:
    """A run as JSON."""
    result = copydesk("history", "show", run, "--history", url, "--format", "json", *options)
    assert result.exit_code == 0, result.output
    record: dict[str, Any] = json.loads(result.stdout)
    return record


def listed(url: str) -> list[str]:
    """The ids of the runs."""
    result = copydesk("history", "list", "--history", url, "--format", "json")
    assert result.exit_code == 0, result.output
    return [run["id"] for run in json.loads(result.stdout)]


def rows(url: str) -> list[tuple[object, ...]]:
    """What a user who opens the file with SQL finds of the documents."""
    with sqlite3.connect(url.removeprefix("sqlite:///")) as connection:
        found = connection.execute(
            "SELECT id, score, verdict, unreadable FROM copydesk_document ORDER BY number"
        )
        result = found.fetchall()
    connection.close()
    return result


def test_a_check_is_recorded(url: str, articles: Path) -> None:
    done = check(url, articles, "--run-id", "nightly-7", "--max-failed", "1")

    record = shown(url, "nightly-7")
    run = record["run"]
    assert done.exit_code == 2
    assert (run["documents"], run["passed"], run["failed"], run["unreadable"]) == (3, 1, 1, 1)
    assert run["conditions"]["settings"]["max_failed"] == "1"
    assert {gate["name"]: gate["met"] for gate in run["gates"]} == {
        "min-documents": True,
        "max-unreadable": False,
        "max-failed": True,
    }
    assert [source["name"] for source in record["sources"]][:2] == ["wire", "blog"]
    assert [worst["id"] for worst in record["worst"]] == ["bad"]
    assert [(row[0], row[2], row[3]) for row in rows(url)] == [
        ("good", "pass", None),
        ("bad", "fail", None),
        ("none", None, "missing-text"),
    ]


def test_recording_changes_neither_report_nor_exit_code(url: str, articles: Path) -> None:
    without = copydesk("check", articles, "--format", "jsonl")

    recorded = check(url, articles)

    assert (recorded.stdout, recorded.exit_code) == (without.stdout, without.exit_code)


def test_a_run_without_an_id_gets_a_fresh_one_that_is_told(url: str, articles: Path) -> None:
    first, second = check(url, articles), check(url, articles)

    ids = listed(url)
    assert len(set(ids)) == 2
    assert f"run {ids[1]} recorded" in first.stderr
    assert f"run {ids[0]} recorded" in second.stderr


def test_the_same_run_id_twice_is_one_run_that_is_replaced(url: str, articles: Path) -> None:
    check(url, articles, "--run-id", "nightly")

    feed(articles, [CLEAN])
    again = check(url, articles, "--run-id", "nightly")

    assert "run nightly replaced" in again.stderr
    assert listed(url) == ["nightly"]
    assert shown(url)["run"]["documents"] == 1


def test_a_quiet_check_is_recorded_silently(url: str, articles: Path) -> None:
    feed(articles, [CLEAN])

    assert check(url, articles, "-q").stderr == ""
    assert len(listed(url)) == 1


def test_an_empty_feed_is_recorded_with_the_gate_that_it_fails(url: str, articles: Path) -> None:
    articles.write_text("")

    assert check(url, articles).exit_code == 2
    assert "min-documents" in [gate["name"] for gate in shown(url)["run"]["gates"] if not gate["met"]]


def test_the_list_shows_a_run_a_line_the_latest_first(url: str, articles: Path) -> None:
    check(url, articles, "--run-id", "first")
    feed(articles, [CLEAN])
    check(url, articles, "--run-id", "second")

    heading, *lines = copydesk("history", "list", "--history", url).stdout.splitlines()

    assert heading.split()[0] == "run"
    assert [line.split()[0] for line in lines] == ["second", "first"]
    assert lines[0].endswith("gates met")
    assert lines[1].endswith("failed: max-failed, max-unreadable")


def test_the_list_can_be_cut_short(url: str, articles: Path) -> None:
    for name in ("a", "b", "c"):
        check(url, articles, "--run-id", name)

    assert len(copydesk("history", "list", "-n", "2", "--history", url).stdout.splitlines()) == 3


def test_a_run_is_shown_with_its_worst_documents_which_drive_no_terminal(url: str, articles: Path) -> None:
    check(url, articles, "--run-id", "nightly")

    output = copydesk("history", "show", "nightly", "--history", url).stdout

    assert "[[†]]" in output
    assert "symbols/stray-dagger" in output
    assert "wire" in output
    assert "failed: max-failed: 1 of 2" in output
    assert not {"\x1b", "\u202e"} & set(output)
    assert "##[error]" not in output


def documents_shown(url: str, *options: str) -> list[str]:
    """The lines about documents, of which there is no word without the option."""
    output = copydesk("history", "show", "latest", "--documents", "--history", url, *options).stdout
    before, _, after = output.partition("Documents\n")
    assert before == copydesk("history", "show", "latest", "--history", url, *options).stdout
    return [line.strip() for line in after.splitlines()]


def test_documents_are_shown_in_the_order_of_the_input(url: str, articles: Path) -> None:
    check(url, articles)

    good, bad, none = documents_shown(url)

    assert good.split()[:3] == ["100", "PASS", "good"]
    assert good.endswith("feed.jsonl:1)  wire")
    assert bad.split()[1:3] == ["FAIL", "bad"]
    assert bad.endswith("feed.jsonl:2)  blog: 3 findings")
    assert none.split()[:3] == ["-", "UNREADABLE", "none"]
    assert none.endswith(": missing-text")


def test_documents_that_are_shown_drive_no_terminal(url: str, tmp_path: Path) -> None:
    hostile = feed(tmp_path / "feed.jsonl", [{"id": HOSTILE, "source": HOSTILE, "text": CLEAN}])
    check(url, hostile)

    (line,) = documents_shown(url)

    assert "rote Faden" in line
    assert not {"\x1b", "\u202e"} & set(line)
    assert "##[error]" not in line


def test_the_documents_of_a_run_are_there_as_json_too(url: str, articles: Path) -> None:
    check(url, articles)

    without, whole = shown(url), shown(url, "latest", "--documents")

    rows = whole.pop("documents")
    assert whole == without
    assert [(row["number"], row["id"], row["verdict"], row["unreadable"]) for row in rows] == [
        (1, "good", "pass", None),
        (2, "bad", "fail", None),
        (3, "none", None, "missing-text"),
    ]
    assert [whole["sources"][row["source"]]["name"] for row in rows][:2] == ["wire", "blog"]
    assert [row["location"]["line"] for row in rows] == [1, 2, 3]


def assert_follows(kind: str, result: Result) -> None:
    """The output is as the published schema says, which holds for lists and for runs."""
    report = json.loads(result.stdout)
    Draft202012Validator(SCHEMA).validate(report)
    Draft202012Validator({"$ref": f"#/$defs/{kind}", "$defs": SCHEMA["$defs"]}).validate(report)


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(
    "texts", [[], [CLEAN], [DAGGERS, {"source": "wire"}, {"title": HOSTILE, "text": DAGGERS}]]
)
def test_lists_and_runs_follow_the_schema(texts: list[Any], url: str, tmp_path: Path) -> None:
    check(url, feed(tmp_path / "feed.jsonl", texts))
    asked = ("--history", url, "--format", "json")

    assert_follows("list", copydesk("history", "list", *asked))
    assert_follows("show", copydesk("history", "show", "latest", *asked))
    assert_follows("show", copydesk("history", "show", "latest", "--documents", *asked))


def test_the_schema_knows_every_field(url: str, articles: Path) -> None:
    """A field that the schema does not name would pass unseen, if it named none."""
    check(url, articles)
    report = shown(url, "latest", "--documents")

    for part in (report, report["run"], report["sources"][0], report["worst"][0], report["documents"][0]):
        with pytest.raises(ValidationError):
            part["unheard_of"] = 1
            Draft202012Validator(SCHEMA).validate(report)
        del part["unheard_of"]
    Draft202012Validator(SCHEMA).validate(report)


def test_text_is_kept_as_it_stands(url: str, articles: Path) -> None:
    check(url, articles)

    assert shown(url)["worst"][0]["title"] == HOSTILE


def test_a_run_that_is_not_there_is_told(url: str, articles: Path) -> None:
    check(url, articles)

    result = copydesk("history", "show", "nightly", "--history", url)

    assert result.exit_code == 2
    assert "no run nightly" in result.stderr


def test_pruning_keeps_the_latest(url: str, articles: Path) -> None:
    for name in ("a", "b", "c"):
        check(url, articles, "--run-id", name)

    result = copydesk("history", "prune", "--keep", "2", "--history", url)

    assert result.stdout == "a\n"
    assert listed(url) == ["c", "b"]


def test_pruning_keeps_what_is_young(url: str, articles: Path) -> None:
    check(url, articles, "--run-id", "young")
    check(url, articles, "--run-id", "old")
    with sqlite3.connect(url.removeprefix("sqlite:///")) as connection:
        connection.execute("UPDATE copydesk_run SET started = '2020-01-01 00:00:00.000000' WHERE id = 'old'")
    connection.close()

    copydesk("history", "prune", "--keep-days", "30", "--history", url)

    assert listed(url) == ["young"]


def test_pruning_asks_what_to_keep(url: str, articles: Path) -> None:
    check(url, articles)

    assert copydesk("history", "prune", "--history", url).exit_code == 2
    assert len(listed(url)) == 1


def test_a_dry_run_of_pruning_removes_nothing(url: str, articles: Path) -> None:
    for name in ("a", "b"):
        check(url, articles, "--run-id", name)

    assert copydesk("history", "prune", "--keep", "1", "--dry-run", "--history", url).stdout == "a\n"
    assert listed(url) == ["b", "a"]


def test_an_upgrade_tells_the_revision(url: str, articles: Path) -> None:
    check(url, articles)

    assert "already at revision" in copydesk("history", "upgrade", "--history", url).stdout


@pytest.mark.parametrize("command", [["list"], ["show", "latest"], ["prune", "--keep", "1"], ["upgrade"]])
def test_where_no_history_is_no_command_makes_one(command: list[str], url: str, tmp_path: Path) -> None:
    result = copydesk("history", *command, "--history", url)

    assert result.exit_code == 2
    assert "there is no history" in result.stderr
    assert not (tmp_path / "history.db").exists()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("history.db", "sqlite:///history.db"),
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
        ("mysql://me:secret@host/name", "sqlite or postgresql"),
        ("sqlite:////no/such/folder/history.db", "no folder"),
        ("postgresql://me:secret@/name?host=/no/such/folder&password=secret", "postgresql"),
    ],
)
def test_an_address_that_cannot_be_used_is_told_before_anything_is_checked(
    given: str, said: str, articles: Path
) -> None:
    result = check(given, articles)

    assert result.exit_code == 2
    assert said in result.stderr
    assert "secret" not in result.output
    assert result.stdout == ""


def test_a_file_that_is_no_database_is_refused(tmp_path: Path, articles: Path) -> None:
    notes = tmp_path / "notes.md"
    notes.write_text("Not a database, and long enough that it could be taken for one. " * 20)

    result = check(f"sqlite:///{notes}", articles)

    assert result.exit_code == 2
    assert "not a database" in result.stderr
    assert notes.read_text().startswith("Not a database")


def test_a_history_takes_the_place_of_no_input(tmp_path: Path, articles: Path) -> None:
    empty = tmp_path / "empty.jsonl"
    empty.write_text("")

    result = copydesk("check", articles, empty, "--history", f"sqlite:///{empty}")

    assert result.exit_code == 2
    assert empty.read_text() == ""


def test_a_report_takes_not_the_place_of_the_history(url: str, articles: Path, tmp_path: Path) -> None:
    check(url, articles)

    result = check(url, articles, "--output", tmp_path / "history.db")

    assert result.exit_code == 2
    assert len(listed(url)) == 1


@pytest.mark.parametrize("run_id", ["", "two words", "latest", "x" * 201, "a\x1bb"])
def test_a_run_id_is_a_visible_word(run_id: str, url: str, articles: Path) -> None:
    assert check(url, articles, "--run-id", run_id).exit_code == 2


def test_a_run_id_is_that_of_a_recorded_run(articles: Path) -> None:
    result = copydesk("check", articles, "--run-id", "nightly")

    assert result.exit_code == 2
    assert "--history" in result.stderr


def test_a_history_that_cannot_be_written_fails_the_run_but_not_its_report(url: str, articles: Path) -> None:
    feed(articles, [CLEAN])
    check(url, articles, "--run-id", "nightly")
    with sqlite3.connect(url.removeprefix("sqlite:///")) as connection:
        connection.execute(
            "CREATE TRIGGER full BEFORE INSERT ON copydesk_gate BEGIN SELECT RAISE(ABORT, 'full'); END"
        )
    connection.close()

    result = check(url, articles)

    assert result.exit_code == 2
    assert "full" in result.stderr
    assert json.loads(result.stdout)["verdict"] == "pass"
    assert listed(url) == ["nightly"]


@pytest.mark.parametrize(("end", "code"), [(signal.SIGKILL, -signal.SIGKILL), (signal.SIGINT, 130)])
def test_a_run_that_does_not_come_to_its_end_is_not_recorded(
    end: signal.Signals, code: int, url: str, tmp_path: Path
) -> None:
    """Its report is more than the pipe to us holds, so that it cannot end by itself."""
    many = feed(tmp_path / "many.jsonl", [DAGGERS] * MANY)
    check(url, feed(tmp_path / "one.jsonl", [CLEAN]), "--run-id", "whole")
    arguments = ["check", "--rules", RULES, "--format", "jsonl", "--history", url, many]

    with start(*arguments) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.send_signal(end)
        process.communicate()

    assert process.returncode == code
    assert listed(url) == ["whole"]


WITHOUT = """
import sys
sys.modules[sys.argv.pop(1)] = None
from checks.commands import main
main()
"""


@pytest.mark.parametrize(
    ("missing", "url", "install"),
    [
        ("sqlalchemy", "sqlite:///history.db", "copydesk[history]"),
        ("alembic", "sqlite:///history.db", "copydesk[history]"),
        ("psycopg", "postgresql://host/name", "copydesk[postgres]"),
    ],
)
def test_a_missing_extra_is_named_with_how_to_install_it(
    missing: str, url: str, install: str, articles: Path, tmp_path: Path
) -> None:
    arguments = [missing, "check", "--rules", str(RULES), "--history", url, str(articles)]

    done = subprocess.run(
        [sys.executable, "-c", WITHOUT, *arguments],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={"PYTHONPATH": str(PROJECT)},
        check=False,
    )

    assert done.returncode == 2
    assert f"pip install '{install}'" in done.stderr


def test_a_check_without_a_history_needs_no_extra(articles: Path, tmp_path: Path) -> None:
    program = WITHOUT.replace("sys.modules[", "sys.modules['alembic'] = sys.modules[")
    arguments = ["sqlalchemy", "check", "--rules", str(RULES), "--max-failed", "1", str(articles)]

    done = subprocess.run(
        [sys.executable, "-c", program, *arguments, "--max-unreadable", "1"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={"PYTHONPATH": str(PROJECT)},
        check=False,
    )

    assert done.returncode == 0, done.stderr
