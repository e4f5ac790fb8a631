"""Gates from options and rule files, for the run and by source, in every place that tells of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from command_helpers import CLEAN, DAGGER, DAGGERS, RULES, copydesk, feed, objects

from checks.reports import BINARY, FORMATS


def house(folder: Path, settings: str) -> Path:
    """A rule file with the rules of the tests and settings of its own."""
    path = folder / "house.yaml"
    path.write_text(f"{RULES.read_text('utf-8')}\n{settings}", "utf-8")
    return path


def gates(result: Result) -> list[dict[str, Any]]:
    """The gates of a report in JSON that are not met."""
    told: list[dict[str, Any]] = json.loads(result.stdout)["summary"]["gates"]
    return [gate for gate in told if not gate["met"]]


@pytest.mark.parametrize(
    ("texts", "options", "setting", "expected"),
    [
        ([CLEAN, DAGGERS], ["--max-failed", "50%, 1"], "max_failed: '50%, 1'", 0),
        ([CLEAN, DAGGERS], ["--max-failed", "50%, 0"], "max_failed: '50%, 0'", 1),
        ([CLEAN, DAGGER], ["--max-review", "50%"], "max_review: 50%", 0),
        ([CLEAN, DAGGER], ["--max-review", "49%"], "max_review: 49%", 1),
        ([CLEAN, DAGGER], ["--max-review", "0"], "max_review: 0", 1),
        ([CLEAN], ["--min-documents", "1"], "min_documents: 1", 0),
        ([CLEAN], ["--min-documents", "2"], "min_documents: 2", 2),
        ([CLEAN, DAGGER], ["--warn", "max-review=0"], "warn: {max_review: 0}", 0),
        ([CLEAN], ["--warn", "min-documents=9"], "warn: {min_documents: 9}", 0),
    ],
)
def test_an_option_does_what_the_setting_of_its_name_does(
    texts: list[str], options: list[str], setting: str, expected: int, tmp_path: Path
) -> None:
    path = feed(tmp_path / "feed.jsonl", texts)
    by_option = copydesk("check", *options, path)
    by_setting = copydesk("check", path, rules=house(tmp_path, f"gate: {{{setting}}}\n"))
    assert by_option.exit_code == by_setting.exit_code == expected
    told = [line for line in by_option.stderr.splitlines() if line.startswith("copydesk: gate")]
    assert told == [line for line in by_setting.stderr.splitlines() if line.startswith("copydesk: gate")]


def test_options_weigh_more_than_settings_limit_by_limit(tmp_path: Path) -> None:
    rules = house(
        tmp_path, "gate: {max_review: 0, min_documents: 9, warn: {max_failed: 1, min_documents: 9}}\n"
    )
    path = feed(tmp_path / "feed.jsonl", [CLEAN, DAGGER])
    options = ["--max-review", "1", "--min-documents", "2", "--warn", "max-failed=0"]
    result = copydesk("check", "--format", "json", *options, path, rules=rules)
    assert result.exit_code == 0, result.stderr
    settings = json.loads(result.stdout)["run"]["settings"]
    assert (settings["max_review"], settings["min_documents"]) == ("1", 2)
    assert (settings["warn"]["max_failed"], settings["warn"]["min_documents"]) == ("0", 9)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--max-failed", "5, 6"], "neither one limit nor a share and a number"),
        (["--max-review", "some"], "neither a number"),
        (["--min-documents", "0"], "0"),
        (["--min-documents", "5%"], "5%"),
        (["--warn", "max-faild=1"], "did you mean 'max-failed'?"),
        (["--warn", "colour=1"], "one of min-documents, max-unreadable, max-failed, max-review"),
        (["--warn", "max-failed"], "write max-failed=LIMIT"),
        (["--warn", "max-failed=some"], "neither a number"),
        (["--warn", "min-documents=5%"], "is no number of documents"),
        (["--warn", "min-documents=0"], "at least 1"),
        (["--warn", "max-failed=1", "--warn", "max-failed=2"], "given twice"),
    ],
)
def test_an_option_at_fault_is_bad_usage(options: list[str], words: str, tmp_path: Path) -> None:
    result = copydesk("check", *options, feed(tmp_path / "feed.jsonl", [CLEAN]))
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in " ".join(result.stderr.split())


@pytest.mark.parametrize(
    ("settings", "place", "words"),
    [
        ("gate: {max_faild: 1}", "1:8", "gate: unknown field 'max_faild' (did you mean 'max_failed'?)"),
        ("gate: {min_documents: 0}", "1:7", "gate: min_documents must be at least 1"),
        ("gate: {min_documents: some}", "1:23", "gate.min_documents must be a whole number, not 'some'"),
        ("gate: {warn: {max_reveiw: 1}}", "1:15", "(did you mean 'max_review'?)"),
        ("gate: {warn: {max_review: x}}", "1:14", "gate.warn: max_review: 'x' is neither"),
        ("gate: {warn: {fail_verdicts: [fail]}}", "1:15", "gate.warn: unknown field 'fail_verdicts'"),
        ("sources: {a: {gat: {}}}", "1:15", "sources.a: unknown field 'gat' (did you mean 'gate'?)"),
        ("sources: {a: {gate: {max_faild: 1}}}", "1:22", "(did you mean 'max_failed'?)"),
        ("sources: {a: {gate: {max_failed: '1,2'}}}", "1:21", "sources.a.gate: max_failed: '1,2' is neither"),
        ("sources: {a: {gate: {warn: {min_documents: 0}}}}", "1:28", "sources.a.gate.warn: min_documents"),
        ("sources: {a: {score: {fail_undr: 1}}}", "1:23", "(did you mean 'fail_under'?)"),
        ("sources: {a: {score: {fail_under: 101}}}", "1:22", "fail_under must lie between 0 and 100"),
        ("sources: {a: {score: {fail_on: eror}}}", "1:32", "(did you mean 'error'?)"),
    ],
)
def test_settings_at_fault_are_named_with_their_place(
    settings: str, place: str, words: str, tmp_path: Path
) -> None:
    rules = tmp_path / "house.yaml"
    rules.write_text(f"{settings}\nversion: 1\n", "utf-8")
    result = copydesk("check", feed(tmp_path / "feed.jsonl", [CLEAN]), rules=rules)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"{rules}:{place}: " in result.stderr and words in result.stderr


BY_SOURCE = """\
gate: {max_failed: 100%}
sources:
  '*/harbour.jsonl': {gate: {max_failed: '50%, 9', warn: {max_review: 0}}}
  'https://news.example/*': {gate: {min_documents: 3}}
"""


@pytest.fixture
def two_feeds(tmp_path: Path) -> list[Path]:
    """Two feeds, of which one is bad and the other short."""
    harbour = feed(tmp_path / "harbour.jsonl", [DAGGERS, DAGGERS, DAGGER])
    records = [{"id": f"n{n}", "text": CLEAN, "url": f"https://news.example/{n}"} for n in range(2)]
    return [harbour, feed(tmp_path / "news.jsonl", records)]


FAILED = "max-failed in */harbour.jsonl: 2 of 3 scored documents failed, limit 50%, 9"
SHORT = "min-documents in https://news.example/*: 2 documents scored, limit 3"
WARNED = "max-review in */harbour.jsonl: 1 of 3 scored documents up for review, limit 0"


@pytest.mark.parametrize("format_", FORMATS)
def test_gates_of_sources_are_named_in_every_format(
    format_: str, two_feeds: list[Path], tmp_path: Path
) -> None:
    result = copydesk("check", "--format", format_, *two_feeds, rules=house(tmp_path, BY_SOURCE))
    assert result.exit_code == 2
    assert [line for line in result.stderr.splitlines() if "gate" in line] == [
        f"copydesk: gate warning: {WARNED}",
        f"copydesk: gate failed: {FAILED}",
        f"copydesk: gate failed: {SHORT}",
    ]
    if format_ == "jsonl":
        assert all("verdict" in item for item in objects(result))
    elif format_ == "json":
        assert [(gate["name"], gate["source"], gate["level"]) for gate in gates(result)] == [
            ("max-failed", "*/harbour.jsonl", "fail"),
            ("max-review", "*/harbour.jsonl", "warn"),
            ("min-documents", "https://news.example/*", "fail"),
        ]
    elif format_ not in BINARY:
        shown = result.stdout.replace("\\*", "*").replace("%25", "%")
        assert FAILED in shown and SHORT in shown and WARNED in shown


def test_failed_gates_are_the_last_lines_of_the_text_report(two_feeds: list[Path], tmp_path: Path) -> None:
    result = copydesk("check", *two_feeds, rules=house(tmp_path, BY_SOURCE))
    assert result.stdout.splitlines()[-3:] == [
        f"Gate warning: {WARNED}",
        f"Gate failed: {FAILED}",
        f"Gate failed: {SHORT}",
    ]


def test_a_run_that_only_warns_says_so_and_that_its_gates_are_met(tmp_path: Path) -> None:
    path = feed(tmp_path / "feed.jsonl", [CLEAN, DAGGERS])
    result = copydesk("check", "--max-failed", "1", "--warn", "max-failed=0", path)
    assert result.exit_code == 0
    assert result.stdout.splitlines()[-2:] == [
        "Gate warning: max-failed: 1 of 2 scored documents failed, limit 0",
        "Every gate met: max-unreadable: 0 of 2 documents unreadable, limit 0; "
        "max-failed: 1 of 2 scored documents failed, limit 1",
    ]


def test_gates_of_sources_that_are_met_are_counted(tmp_path: Path) -> None:
    rules = house(tmp_path, "sources: {'*/feed.jsonl': {gate: {min_documents: 1, max_failed: 0}}}\n")
    result = copydesk("check", feed(tmp_path / "feed.jsonl", [CLEAN]), rules=rules)
    assert result.stdout.splitlines()[-1].endswith("; 2 gates of sources")


def test_quiet_leaves_out_warnings_on_standard_error_and_no_failed_gate(tmp_path: Path) -> None:
    path = feed(tmp_path / "feed.jsonl", [DAGGERS])
    result = copydesk("check", "--quiet", "--warn", "min-documents=9", path)
    assert "gate warning" not in result.stderr and "gate failed" in result.stderr
    assert "Gate warning" in result.stdout


LISTED = "sources: {'*/listed.jsonl': {gate: {min_documents: 1}}}\n"


@pytest.mark.parametrize(
    "content", ["", "\n\n", '{"number": 1}\n', '{"text": "cut off\n', '{"text": "  "}\n'], ids=repr
)
def test_a_listed_source_that_delivers_no_text_is_never_green(content: str, tmp_path: Path) -> None:
    (tmp_path / "listed.jsonl").write_text(content)
    other = feed(tmp_path / "other.jsonl", [CLEAN])
    options = ["--max-unreadable", "100%", "--max-failed", "100%"]
    result = copydesk("check", *options, tmp_path / "listed.jsonl", other, rules=house(tmp_path, LISTED))
    assert result.exit_code == 2
    expected = "gate failed: min-documents in */listed.jsonl: 0 documents scored, limit 1"
    assert expected in result.stderr


def test_a_listed_source_whose_file_never_came_is_never_green(tmp_path: Path) -> None:
    feeds = tmp_path / "feeds"
    feeds.mkdir()
    feed(feeds / "other.jsonl", [CLEAN])
    rules = house(tmp_path, LISTED)
    by_folder, by_name = (
        copydesk("check", feeds, rules=rules),
        copydesk("check", feeds / "other.jsonl", feeds / "listed.jsonl", rules=rules),
    )
    assert (by_folder.exit_code, by_name.exit_code) == (2, 2)
    assert "min-documents in */listed.jsonl: 0 documents scored, limit 1" in by_folder.stderr
    assert "listed.jsonl: no such file" in by_name.stderr


def test_a_listed_source_that_is_missing_in_a_mixed_feed_is_never_green(tmp_path: Path) -> None:
    records = [{"text": CLEAN, "source": "The Port"}, {"text": CLEAN, "source": "The Pier"}]
    rules = house(
        tmp_path,
        "sources: {The Port: {gate: {min_documents: 1}}, The Quay: {gate: {min_documents: 1}}}\n",
    )
    result = copydesk("check", "--format", "json", feed(tmp_path / "feed.jsonl", records), rules=rules)
    assert result.exit_code == 2
    assert [(gate["source"], gate["value"]) for gate in gates(result)] == [("The Quay", 0)]


STRICT = "sources: {The Port: {score: {fail_on: error}}, The Pier: {score: {review_on: none}}}\n"


def verdicts(result: Result) -> list[str]:
    return [document["verdict"] for document in json.loads(result.stdout)["documents"]]


def of_three_sources(folder: Path) -> Path:
    records = [{"text": DAGGER, "source": name} for name in ("The Port", "The Pier", "The Quay")]
    return feed(folder / "feed.jsonl", records)


def test_verdicts_go_by_the_thresholds_of_the_source(tmp_path: Path) -> None:
    rules = house(tmp_path, STRICT + "score: {review_under: 50, fail_under: 40}\n")
    result = copydesk("check", "--format", "json", of_three_sources(tmp_path), rules=rules)
    assert verdicts(result) == ["fail", "pass", "review"]
    assert json.loads(result.stdout)["summary"]["verdicts"] == {"pass": 1, "review": 1, "fail": 1}
    assert result.exit_code == 1


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--fail-on", "none"], ["review", "pass", "review"]),
        (["--fail-on", "error"], ["fail", "fail", "fail"]),
        (["--fail-under", "100"], ["fail", "fail", "fail"]),
    ],
)
def test_a_threshold_of_the_command_line_holds_for_every_source(
    options: list[str], expected: list[str], tmp_path: Path
) -> None:
    rules = house(
        tmp_path,
        "score: {review_under: 50}\n"
        "sources:\n"
        "  The Port: {score: {fail_on: error, fail_under: 10}}\n"
        "  The Pier: {score: {review_on: none, fail_under: 10}}\n",
    )
    result = copydesk("check", "--format", "json", *options, of_three_sources(tmp_path), rules=rules)
    assert verdicts(result) == expected


def test_a_house_s_gates_lie_over_those_that_it_extends(tmp_path: Path) -> None:
    base = house(
        tmp_path,
        "gate: {max_failed: 9, warn: {max_failed: 0}}\n"
        "sources: {'*/feed.jsonl': {gate: {min_documents: 9, max_failed: 0}}}\n",
    )
    rules = tmp_path / "nightly.yaml"
    rules.write_text(
        f"version: 1\nextends: {base.name}\n"
        "gate: {warn: null}\n"
        "sources: {'*/feed.jsonl': {gate: {min_documents: null}}}\n",
        "utf-8",
    )
    result = copydesk("check", "--format", "json", feed(tmp_path / "feed.jsonl", [DAGGERS]), rules=rules)
    assert [(gate["source"], gate["name"], gate["level"]) for gate in gates(result)] == [
        ("*/feed.jsonl", "max-failed", "fail")
    ]
