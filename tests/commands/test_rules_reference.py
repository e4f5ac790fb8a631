from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from command_helpers import DAGGER, PROJECT, READ_MORE, RULES, copydesk, feed
from markdown_it import MarkdownIt

DOCS = PROJECT / "docs"
RENEWAL = "copydesk rules reference --rules default --scores docs/rule-scores.json > docs/rules.md"


def page(*arguments: object) -> str:
    result = copydesk("rules", "reference", *arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


def section(source: str, rule: str) -> str:
    """The part of a page about one rule."""
    _, _, rest = source.partition(f"### {rule}\n")
    assert rest
    return rest.partition("\n### ")[0].partition("\n## ")[0]


def headings(source: str) -> list[str]:
    tokens = MarkdownIt("commonmark").enable("table").parse(source)
    return [after.content for token, after in pairwise(tokens) if token.type == "heading_open"]


def test_the_page_of_the_shipped_rules_is_up_to_date() -> None:
    printed = page("--rules", "default", "--scores", DOCS / "rule-scores.json")
    shown = (DOCS / "rules.md").read_text("utf-8")
    assert shown == printed, f"the rules have changed; renew the page: {RENEWAL}"


def test_the_page_is_renewed_with_the_documented_command() -> None:
    assert RENEWAL in (DOCS / "rule-scores.md").read_text("utf-8")


def test_every_rule_has_a_heading_under_its_family() -> None:
    assert headings(page("--rules", RULES)) == [
        *("The rules", "garble", "garble/shouting-title", "symbols", "symbols/stray-dagger"),
        *("injection", "injection/read-more"),
    ]


def test_a_section_tells_what_an_editor_asks() -> None:
    text = section(page("--rules", RULES), "symbols/stray-dagger")
    for words in (
        "error, high confidence, stable; any language",
        'Says: `Stray "{match}" ({name}) in running text`',
        "Daggers mark footnotes; a scraper",
        "- a year of death\n",
        "Fix: remove the match (safe)",
        "Found:\n\n```text\nThe minister[[†]] said that talks had failed.\n```",
        "Not found:\n\n```text\nKarl Huber (1901–†1974) was a painter.\n```",
    ):
        assert words in text
    assert "Measured" not in text


def test_languages_are_counted_and_listed() -> None:
    source = page("--rules", RULES)
    assert "; 1 language: en" in section(source, "injection/read-more")
    assert "| [injection/read-more](#injectionread-more) | warning | medium | stable | 1 |" in source


def test_a_disabled_rule_is_left_out(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(f"version: 1\nextends: {RULES}\nrules: {{symbols/stray-dagger: {{enabled: false}}}}\n")
    assert "symbols/stray-dagger" not in page("--rules", own)


def test_what_rules_say_cannot_break_the_page(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    hostile = {
        "why": "<script>alert(1)</script>\n\n# A heading\n\n| a | [b](http://evil.example) `c",
        "message": "``` {match} <b>",
        "examples": {"bad": ["```\n# x[[\u2020]]\u202e", "a[[\u2020]]\u200b", "b[[\u2020]]"]},
    }
    own.write_text(
        f"version: 1\nextends: {RULES}\nrules: {{symbols/stray-dagger: {json.dumps(hostile)}}}\n", "utf-8"
    )
    source = page("--rules", own)
    assert headings(source) == headings(page("--rules", RULES))
    html = MarkdownIt("commonmark").enable("table").render(source)
    assert "<script" not in html and "<b>" not in html and 'href="http' not in html
    assert "&lt;U+202E&gt;" in html and "\u202e" not in source


@pytest.fixture
def scores(tmp_path: Path) -> Path:
    """Scores of two documents, a dagger in one of them, with an interval."""
    path = feed(tmp_path / "a.jsonl", [{"text": DAGGER, "defects": []}, {"text": READ_MORE, "defects": []}])
    defects = [{"text": DAGGER, "defects": [{"start": 0, "end": len(DAGGER)}]}]
    arguments = ("--labelled", path, "--labelled", feed(tmp_path / "b.jsonl", defects), "--format", "json")
    result = copydesk("rules", "score", "--rules", RULES, *arguments)
    (tmp_path / "scores.json").write_text(result.stdout, "utf-8")
    return tmp_path / "scores.json"


def test_figures_stand_with_their_rule_and_corpora_at_the_top(scores: Path) -> None:
    source = page("--rules", RULES, "--scores", scores)
    text = section(source, "symbols/stray-dagger")
    assert "Measured: 2 hits in 2 of 3 documents; " in text
    assert "; 50.0 % of clean documents marked; precision 0.50 (0.09 to 0.91, 2 hits); " in text
    assert "ms for 1,000 words)." in text
    assert "Measured: no hit in 3 documents; " in section(source, "garble/shouting-title")
    assert "a.jsonl | its defects | 2 | " in source
    assert "have changed since" not in source


def test_figures_of_other_rules_say_so(scores: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(f"version: 1\nextends: {RULES}\nrules: {{injection/read-more: {{languages: [fr]}}}}\n")
    assert "Some rules have changed since" in page("--rules", own, "--scores", scores)


def test_a_rule_without_figures_is_not_measured_yet(scores: Path) -> None:
    report = json.loads(scores.read_text("utf-8"))
    report["rules"] = [rule for rule in report["rules"] if rule["rule"] != "symbols/stray-dagger"]
    scores.write_text(json.dumps(report), "utf-8")
    text = section(page("--rules", RULES, "--scores", scores), "symbols/stray-dagger")
    assert "Measured: not yet." in text


@pytest.mark.parametrize("content", ["{", "[]", "{}", '{"corpora": 1}', "null", '"a"'])
def test_what_is_no_report_of_scores_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "scores.json"
    path.write_text(content, "utf-8")
    result = copydesk("rules", "reference", "--rules", RULES, "--scores", path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"{path}: no report of rules score" in result.stderr


def test_scores_that_are_not_there_end_in_words(tmp_path: Path) -> None:
    result = copydesk("rules", "reference", "--rules", RULES, "--scores", tmp_path / "none.json")
    assert result.exit_code == 2
    assert "none.json: " in result.stderr and "Traceback" not in result.output
