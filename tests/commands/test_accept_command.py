from __future__ import annotations

import json
import os
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from command_helpers import CLEAN, DAGGER, RULES, copydesk, feed, objects, start

from checks.acceptance import Entry
from checks.accepted_file import parse_accepted


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A house's folder: rules, a feed of two articles with the same dagger, and nothing accepted yet."""
    tmp_path.joinpath(".git").mkdir()
    tmp_path.joinpath("rules.yaml").write_bytes(RULES.read_bytes())
    texts = [{"id": name, "source": "wire", "text": DAGGER} for name in ("bridge", "ferry")]
    feed(tmp_path / "feed.jsonl", [*texts, {"id": "blog", "source": "blog", "text": CLEAN}])
    monkeypatch.chdir(tmp_path)
    report("results.jsonl")
    return tmp_path


def report(path: str, format_: str = "jsonl", *options: str) -> None:
    assert check("--format", format_, "--output", path, *options).exit_code == 0


def check(*options: str) -> Any:
    return copydesk("check", "feed.jsonl", *options, rules=None)


def results(*options: str) -> list[dict[str, Any]]:
    return objects(check("--format", "jsonl", *options))


def states(*options: str) -> list[list[str]]:
    return [[finding["state"] for finding in item["findings"]] for item in results(*options)]


def dagger() -> str:
    found: str = json.loads(Path("results.jsonl").read_text("utf-8").splitlines()[0])["findings"][0][
        "fingerprint"
    ]
    return found


def accept(*arguments: str) -> Any:
    return copydesk("accept", *arguments)


def entries(path: str = "accepted.yaml") -> list[Entry]:
    return [placed.entry for placed in parse_accepted(Path(path).read_text("utf-8"), path).placed]


FROM = ("--from", "results.jsonl", "--reason", "the house mark", "--who", "Ada")


def test_an_accepted_finding_costs_nothing_in_its_document(here: Path) -> None:
    done = accept(dagger(), *FROM, "--document", "bridge")

    assert done.exit_code == 0, done.output
    assert entries() == [
        Entry(
            dagger(),
            "document",
            "the house mark",
            "Ada",
            date.today().isoformat(),
            "symbols/stray-dagger",
            "†",
            "bridge",
        )
    ]
    bridge, ferry, _ = results()
    assert (bridge["score"], bridge["verdict"]) == (100.0, "pass")
    assert bridge["findings"][0]["points"] == 0
    assert bridge["findings"][0]["accepted"] == {"who": "Ada", "reason": "the house mark"}
    assert (ferry["verdict"], ferry["findings"][0]["state"]) == ("review", "new")


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--applies", "everywhere"], [["accepted"], ["accepted"], []]),
        (["--applies", "source"], [["accepted"], ["accepted"], []]),
        (["--document", "ferry"], [["new"], ["accepted"], []]),
    ],
)
def test_a_finding_is_accepted_where_it_applies(
    options: list[str], expected: list[list[str]], here: Path
) -> None:
    accept(dagger(), *FROM, *options)

    assert states() == expected


def test_a_finding_in_several_documents_asks_which_one_is_meant(here: Path) -> None:
    done = accept(dagger(), *FROM)

    assert (done.exit_code, Path("accepted.yaml").exists()) == (2, False)
    assert "stands in 2 documents: bridge, ferry; name one with --document" in done.stderr


@pytest.mark.parametrize("format_", ["jsonl", "json"])
def test_a_report_of_either_format_tells_rule_and_match(format_: str, here: Path) -> None:
    report("report", format_)

    accept(dagger(), "--from", "report", "--reason", "ours", "--applies", "everywhere")

    assert [(entry.rule, entry.match) for entry in entries()] == [("symbols/stray-dagger", "†")]


def test_without_a_report_the_place_is_said(here: Path) -> None:
    for options in (
        ["--document", "ferry"],
        ["--applies", "source", "--source", "blog"],
        ["--applies", "everywhere"],
    ):
        assert accept(dagger(), "--reason", "ours", *options).exit_code == 0
    assert [(entry.applies, entry.document, entry.source) for entry in entries()] == [
        ("document", "ferry", None),
        ("source", None, "blog"),
        ("everywhere", None, None),
    ]


@pytest.mark.parametrize(
    "options",
    [
        [],
        ["--applies", "source"],
        ["--applies", "everywhere", "--document", "x"],
        ["--document", "x", "--source", "y"],
    ],
)
def test_an_entry_that_says_too_little_or_too_much_is_bad_usage(options: list[str], here: Path) -> None:
    done = accept(dagger(), "--reason", "ours", *options)

    assert (done.exit_code, Path("accepted.yaml").exists()) == (2, False)


@pytest.mark.parametrize("reason", [[], ["--reason", " "]])
def test_no_finding_is_accepted_without_a_reason(reason: list[str], here: Path) -> None:
    assert accept(dagger(), "--applies", "everywhere", *reason).exit_code == 2


def test_what_is_no_fingerprint_is_bad_usage(here: Path) -> None:
    assert "is no fingerprint" in accept("† mark", "--reason", "x", "--applies", "everywhere").stderr


def test_a_finding_that_the_report_does_not_have_is_refused(here: Path) -> None:
    done = accept("0" * 16, *FROM)

    assert (done.exit_code, Path("accepted.yaml").exists()) == (2, False)
    assert f"results.jsonl has no such finding: {'0' * 16}" in done.stderr


@pytest.mark.parametrize("text", ["nonsense", "[]", "1", '{"documents": 1}', '{"id": "x", "findings": [{}]}'])
def test_what_is_no_report_is_refused(text: str, here: Path) -> None:
    Path("other").write_text(text)

    done = accept(dagger(), "--from", "other", "--reason", "x")

    assert done.exit_code == 2
    assert "is no report" in done.stderr


def test_what_is_there_stays_as_it_is(here: Path) -> None:
    before = (
        "# Ours.\nversion: 1\naccepted:\n    # first\n"
        "    - {fingerprint: 00000000000000ff, applies: everywhere, reason: x, who: x, date: 2026-01-01}\n"
        "    # last\n"
    )
    Path("accepted.yaml").write_text(before, "utf-8")

    assert accept(dagger(), *FROM, "--applies", "everywhere").exit_code == 0

    assert Path("accepted.yaml").read_text("utf-8").startswith(before)
    assert [entry.fingerprint for entry in entries()] == ["00000000000000ff", dagger()]


def test_what_is_accepted_already_is_refused_and_nothing_is_written(here: Path) -> None:
    accept(dagger(), *FROM, "--applies", "everywhere")
    before = Path("accepted.yaml").read_bytes()

    done = accept("0" * 16, dagger(), "--reason", "x", "--applies", "everywhere")

    assert (done.exit_code, Path("accepted.yaml").read_bytes()) == (2, before)
    assert "is accepted already" in done.stderr


def test_an_entry_is_removed_and_the_finding_is_back(here: Path) -> None:
    accept(dagger(), *FROM, "--document", "bridge")
    accept(dagger(), *FROM, "--document", "ferry")

    assert accept(dagger(), "--remove", "--document", "bridge").exit_code == 0
    assert states() == [["new"], ["accepted"], []]
    assert accept(dagger(), "--remove", "--document", "bridge").exit_code == 2
    assert accept(dagger(), "--remove").exit_code == 0
    assert entries() == []


@pytest.mark.parametrize("option", ["--reason", "--who", "--from"])
def test_removing_takes_no_reasons(option: str, here: Path) -> None:
    accept(dagger(), *FROM, "--applies", "everywhere")

    assert accept(dagger(), "--remove", option, "results.jsonl").exit_code == 2
    assert len(entries()) == 1


def test_a_file_at_fault_ends_the_check_with_its_place(here: Path) -> None:
    Path("accepted.yaml").write_text("version: 1\naccepted:\n  - {fingerprint: x}\n")

    done = check()

    assert (done.exit_code, done.stdout) == (2, "")
    assert "accepted.yaml:3:5: entry 1: 'reason' is missing" in done.stderr


def test_the_file_beside_the_rules_is_found_and_named(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    accept(dagger(), *FROM, "--applies", "everywhere")
    folder = here / "below"
    folder.mkdir()
    monkeypatch.chdir(folder)

    done = copydesk("check", "../feed.jsonl", rules=None)

    assert done.stderr == f"rules: {Path('..', 'rules.yaml')}\naccepted: {Path('..', 'accepted.yaml')}\n"
    assert "2 accepted findings in 2 documents" in done.stdout


def test_another_file_may_be_asked_for_or_none(here: Path) -> None:
    accept(dagger(), *FROM, "--applies", "everywhere", "--output", "other.yaml")

    assert states() == [["new"], ["new"], []]
    assert states("--accepted", "other.yaml") == [["accepted"], ["accepted"], []]
    Path("other.yaml").rename("accepted.yaml")
    assert states("--accepted", "none") == [["new"], ["new"], []]


def test_a_file_that_is_asked_for_must_be_there(here: Path) -> None:
    assert check("--accepted", "absent.yaml").exit_code == 2


def test_the_text_report_counts_what_is_accepted_and_shows_it_when_asked(here: Path) -> None:
    accept(dagger(), *FROM, "--applies", "everywhere")

    short, verbose = check().stdout, check("--verbose").stdout

    assert "stray-dagger" not in short
    assert "  2 accepted findings in 2 documents\n" in short
    assert verbose.count(f"[{dagger()}, accepted by Ada: the house mark]") == 2


def test_fingerprints_are_shown_when_asked(here: Path) -> None:
    assert dagger() not in check().stdout
    assert f"[{dagger()}]" in check("--verbose").stdout


def test_entries_that_no_longer_occur_are_named_and_fail_when_asked(here: Path) -> None:
    accept(dagger(), *FROM, "--applies", "everywhere")
    accept("0" * 16, "--reason", "x", "--document", "elsewhere")
    assert check("--fail-on-stale").exit_code == 0
    feed(here / "feed.jsonl", [CLEAN])

    done, strict = check(), check("--fail-on-stale")

    told = f'accepted.yaml:4:5: {dagger()} symbols/stray-dagger "†"'
    assert (done.exit_code, strict.exit_code) == (0, 1)
    for text in (done.stderr, done.stdout):
        assert "1 of 2 accepted entries no longer occur:" in text
        assert told in text
    assert "gate failed: max-stale: 1 of 2 accepted entries no longer occur, limit 0" in strict.stderr
    summary = json.loads(check("--format", "json").stdout)["summary"]["stale"]
    assert (summary["count"], summary["not_judged"], summary["of"]) == (1, 1, 2)
    assert summary["first"][0]["fingerprint"] == dagger()


def test_what_a_rule_left_out_would_have_found_is_not_stale(here: Path) -> None:
    accept(dagger(), *FROM, "--applies", "everywhere")

    done = check("--ignore", "symbols/*", "--fail-on-stale", "--format", "json")

    assert (done.exit_code, json.loads(done.stdout)["summary"]["stale"]["not_judged"]) == (0, 1)


def test_what_is_accepted_is_not_in_a_baseline(here: Path) -> None:
    accept(dagger(), *FROM, "--document", "bridge")
    copydesk("baseline", "feed.jsonl", "--output", "baseline.json")

    assert [row["key"] for row in json.loads(Path("baseline.json").read_text("utf-8"))["documents"]] == [
        "ferry"
    ]
    assert states("--baseline", "baseline.json") == [["accepted"], ["known"], []]


def test_an_accepted_article_may_be_renamed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    prose = (
        "The council met on Tuesday to discuss the budget, and after a long talk its members agreed that all "
    )
    text = f"{prose}the roads of the town need† repair."
    Path("one.txt").write_text(text, "utf-8")
    options = ["--format", "jsonl", "--lang", "en"]
    Path("results.jsonl").write_bytes(copydesk("check", *options, "one.txt").stdout_bytes)
    accept(dagger(), *FROM, "--document", "one.txt")
    Path("one.txt").unlink()
    Path("two.txt").write_text(f"A new line.\n\n{text}", "utf-8")

    (item,) = objects(copydesk("check", *options, "--accepted", "accepted.yaml", "two.txt"))

    assert [finding["state"] for finding in item["findings"]] == ["accepted"]


def test_who_is_asked_of_git(here: Path) -> None:
    home = here / "home"
    home.mkdir()
    home.joinpath("gitconfig").write_text("[user]\n\tname = Ada Lind\n")
    subprocess.run(["git", "init", "--quiet", here], check=True)
    process = start(
        *("accept", dagger(), "--reason", "ours", "--applies", "everywhere"),
        cwd=here,
        env={"GIT_CONFIG_GLOBAL": str(home / "gitconfig"), "GIT_CONFIG_NOSYSTEM": "1"},
    )
    process.communicate()

    assert [entry.who for entry in entries()] == ["Ada Lind"]


def test_who_is_the_login_name_where_git_knows_nobody(here: Path) -> None:
    process = start(
        *("accept", dagger(), "--reason", "ours", "--applies", "everywhere"),
        cwd=here,
        env={"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "LOGNAME": "bo"},
    )
    process.communicate()

    assert [entry.who for entry in entries()] == ["bo"]
