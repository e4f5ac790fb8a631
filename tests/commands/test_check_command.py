from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_helpers import CLEAN, DAGGER, DAGGERS, READ_MORE, RULES, copydesk, feed, objects

from checks.reports import Format


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(DAGGER, "utf-8")
    return path


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """One document that passes, one for review, one that fails."""
    return feed(tmp_path / "feed.jsonl", [CLEAN, DAGGER, DAGGERS])


def verdicts(path: Path, *options: str) -> list[str]:
    return [item["verdict"] for item in objects(copydesk("check", "--format", "jsonl", *options, path))]


def test_one_article_gives_score_verdict_and_finding(article: Path) -> None:
    shown = copydesk("check", article).stdout
    assert shown.splitlines()[0].split()[1] == "REVIEW"
    assert "Members agreed[[†]] that the roads" in shown


def test_standard_input_is_a_document() -> None:
    result = copydesk("check", "--format", "jsonl", "--lang", "en", "-", input=DAGGER)
    assert [finding["rule"] for finding in objects(result)[0]["findings"]] == ["symbols/stray-dagger"]


@pytest.mark.parametrize(
    ("input_format", "text"),
    [
        ("text", CLEAN),
        ("markdown", f"# Council\n\n{CLEAN}"),
        ("html", f"<html><body><p>{CLEAN}</p></body></html>"),
        ("jsonl", json.dumps({"text": CLEAN})),
        ("json", json.dumps([{"text": CLEAN}])),
    ],
)
def test_input_format_says_what_standard_input_is(input_format: str, text: str) -> None:
    result = copydesk("check", "--format", "jsonl", "--input-format", input_format, "-", input=text)
    assert result.exit_code == 0, result.output
    assert [item["words"] for item in objects(result)] == [17 if input_format == "markdown" else 16]


def test_fields_say_which_key_holds_what(tmp_path: Path) -> None:
    path = tmp_path / "feed.jsonl"
    path.write_text(json.dumps({"prose": CLEAN, "meta": {"key": "k1"}}) + "\n")
    result = copydesk("check", "--format", "jsonl", "--field", "text=prose", "--field", "id=meta.key", path)
    assert [item["id"] for item in objects(result)] == ["k1"]


def test_fields_may_stand_in_one_option(tmp_path: Path) -> None:
    path = tmp_path / "feed.jsonl"
    path.write_text(json.dumps({"prose": CLEAN, "key": "k1"}) + "\n")
    result = copydesk("check", "--format", "jsonl", "--field", "text=prose,id=key", path)
    assert [item["id"] for item in objects(result)] == ["k1"]


def test_lang_overrides_the_feed(mixed: Path) -> None:
    result = copydesk("check", "--format", "jsonl", "--lang", "nl", mixed)
    assert {item["language"] for item in objects(result)} == {"nl"}


def test_documents_come_in_the_order_of_the_input(tmp_path: Path) -> None:
    paths = [feed(tmp_path / f"{name}.jsonl", [{"id": name, "text": CLEAN}]) for name in "cab"]
    result = copydesk("check", "--format", "jsonl", *paths)
    assert [item["id"] for item in objects(result)] == ["c", "a", "b"]


def test_fail_under_changes_the_verdict(mixed: Path) -> None:
    assert verdicts(mixed, "--fail-under", "0") == ["pass", "review", "review"]
    assert verdicts(mixed, "--fail-under", "99") == ["pass", "fail", "fail"]


def test_fail_on_changes_the_verdict(tmp_path: Path) -> None:
    path = feed(tmp_path / "feed.jsonl", [CLEAN, READ_MORE, DAGGER])
    assert verdicts(path) == ["pass", "pass", "review"]
    assert verdicts(path, "--fail-on", "error") == ["pass", "pass", "fail"]
    assert verdicts(path, "--fail-on", "warning") == ["pass", "fail", "fail"]


def test_fail_on_none_lifts_what_the_rules_say(tmp_path: Path, mixed: Path) -> None:
    rules = tmp_path / "strict.yaml"
    rules.write_text(RULES.read_text("utf-8") + "score: {fail_on: error, fail_under: 0}\n", "utf-8")
    arguments = ["check", "--format", "jsonl", mixed]
    assert [item["verdict"] for item in objects(copydesk(*arguments, rules=rules))] == [
        "pass",
        "fail",
        "fail",
    ]
    lifted = copydesk(*arguments, "--fail-on", "none", rules=rules)
    assert [item["verdict"] for item in objects(lifted)] == ["pass", "review", "review"]


@pytest.mark.parametrize(
    ("options", "rules"),
    [
        ([], {"symbols/stray-dagger", "injection/read-more"}),
        (["--select", "symbols/*"], {"symbols/stray-dagger"}),
        (["--select", "symbols/*, injection/read-more"], {"symbols/stray-dagger", "injection/read-more"}),
        (
            ["--select", "symbols/*", "--select", "injection/*"],
            {"symbols/stray-dagger", "injection/read-more"},
        ),
        (["--ignore", "symbols/stray-dagger"], {"injection/read-more"}),
        (["--select", "*", "--ignore", "injection/*"], {"symbols/stray-dagger"}),
    ],
)
def test_select_and_ignore_pick_rules(options: list[str], rules: set[str], tmp_path: Path) -> None:
    path = feed(tmp_path / "feed.jsonl", [f"{DAGGER}\n\nRead more"])
    (item,) = objects(copydesk("check", "--format", "jsonl", *options, path))
    assert {finding["rule"] for finding in item["findings"]} == rules


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_a_glob_that_matches_no_rule_is_an_error_with_a_suggestion(option: str, mixed: Path) -> None:
    result = copydesk("check", option, "symbols/stray-daggr", mixed)
    assert result.exit_code == 2
    assert "did you mean 'symbols/stray-dagger'?" in result.stderr
    assert result.stdout == ""


def test_nothing_left_to_check_with_is_an_error(mixed: Path) -> None:
    result = copydesk("check", "--ignore", "*", mixed)
    assert result.exit_code == 2
    assert "no rule is left" in result.stderr


@pytest.mark.parametrize("show", ["info", "warning", "error", "none"])
def test_show_changes_neither_exit_code_nor_gates_nor_counts(show: str, mixed: Path) -> None:
    result = copydesk("check", "--show", show, mixed)
    assert result.exit_code == 1
    assert "  4  symbols/stray-dagger in 2 documents" in result.stdout
    assert "max-failed: 1 of 3 scored documents failed, limit 0" in result.stderr


@pytest.mark.parametrize("format_", ["text", "json", "jsonl"])
def test_a_file_holds_what_standard_output_would(format_: Format, mixed: Path, tmp_path: Path) -> None:
    target = tmp_path / "out" / "report"
    target.parent.mkdir()
    direct = copydesk("check", "--format", format_, mixed)
    filed = copydesk("check", "--format", format_, "--output", target, mixed)
    assert filed.stdout == ""
    assert target.read_bytes() == direct.stdout_bytes
    assert (filed.exit_code, filed.stderr) == (direct.exit_code, direct.stderr)
    assert list(target.parent.iterdir()) == [target]


def test_output_never_takes_the_place_of_an_input(mixed: Path) -> None:
    before = mixed.read_bytes()
    result = copydesk("check", "--output", mixed, mixed)
    assert result.exit_code == 2
    assert "is an input" in result.stderr
    assert mixed.read_bytes() == before


def test_output_in_a_folder_that_is_not_there_is_bad_usage(mixed: Path, tmp_path: Path) -> None:
    result = copydesk("check", "--output", tmp_path / "none" / "report", mixed)
    assert result.exit_code == 2
    assert "there is no folder" in result.stderr


@pytest.mark.parametrize("format_", ["text", "json", "jsonl"])
def test_failed_gates_are_named_on_standard_error_in_every_format(format_: Format, mixed: Path) -> None:
    result = copydesk("check", "--format", format_, "--quiet", mixed)
    expected = "copydesk: gate failed: max-failed: 1 of 3 scored documents failed, limit 0\n"
    assert (result.exit_code, result.stderr) == (1, expected)


def test_standard_error_is_empty_where_all_is_well(tmp_path: Path) -> None:
    assert copydesk("check", feed(tmp_path / "feed.jsonl", [CLEAN])).stderr == ""


def test_ids_that_occur_twice_are_named_on_standard_error(tmp_path: Path) -> None:
    path = feed(tmp_path / "feed.jsonl", [{"id": "twin", "text": CLEAN}] * 2)
    result = copydesk("check", "--format", "jsonl", path)
    assert "copydesk: 1 with the id of an earlier document, first twin" in result.stderr
    assert len(objects(result)) == 2


def test_rules_are_found_upward_and_named_on_standard_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "rules.yaml").write_bytes(RULES.read_bytes())
    folder = tmp_path / "feeds"
    folder.mkdir()
    path = feed(folder / "feed.jsonl", [DAGGER])
    monkeypatch.chdir(folder)
    result = copydesk("check", "--format", "json", path, rules=None)
    named = str(Path("..") / "rules.yaml")
    assert result.stderr == f"rules: {named}\n"
    assert json.loads(result.stdout)["run"]["rules"]["path"] == named


def test_rules_that_are_asked_for_win_over_those_that_lie_near(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "rules.yaml").write_text("not rules\n")
    path = feed(tmp_path / "feed.jsonl", [CLEAN])
    monkeypatch.chdir(tmp_path)
    result = copydesk("check", path)
    assert (result.exit_code, result.stderr) == (0, "")


def test_settings_in_force_are_part_of_the_run(mixed: Path) -> None:
    options = ["--fail-under", "10", "--max-failed", "2%", "--select", "symbols/*"]
    settings = json.loads(copydesk("check", "--format", "json", *options, mixed).stdout)["run"]["settings"]
    assert (settings["fail_under"], settings["max_failed"], settings["select"]) == (10.0, "2%", ["symbols/*"])


def test_verbose_shows_passing_documents_of_a_long_run(tmp_path: Path) -> None:
    path = feed(tmp_path / "feed.jsonl", [CLEAN] * 30)
    assert "PASS" not in copydesk("check", path).stdout
    assert copydesk("check", "--verbose", path).stdout.count("PASS") == 30


def test_help_teaches_examples_exit_codes_and_where_rules_come_from() -> None:
    text = copydesk("check", "--help", rules=None).stdout
    assert all(words in text for words in ("Examples:", "Exit codes:", "Where rules come from:"))


@pytest.mark.parametrize("options", [["--fail-under", "nan"], ["--select", ""], ["--select", ","]])
def test_an_option_that_asks_for_nothing_is_bad_usage(options: list[str], tmp_path: Path) -> None:
    path = feed(tmp_path / "feed.jsonl", [CLEAN])

    result = copydesk("check", path, *options)

    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_an_unknown_language_is_corrected(tmp_path: Path) -> None:
    path = feed(tmp_path / "feed.jsonl", [CLEAN])

    result = copydesk("check", path, "--lang", "Germn")

    assert result.exit_code == 2
    assert "did you mean 'German'?" in result.stderr
