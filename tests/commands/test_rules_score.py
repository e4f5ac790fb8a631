from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from command_helpers import CLEAN, DAGGER, DAGGERS, PROJECT, READ_MORE, RULES, copydesk, feed
from jsonschema import Draft202012Validator

SCHEMA = json.loads((PROJECT / "checks" / "rule_scores" / "report.schema.json").read_text("utf-8"))
DAGGER_RULE, READ_MORE_RULE = "symbols/stray-dagger", "injection/read-more"
AT = DAGGER.index("†")


def score(*arguments: object) -> Result:
    return copydesk("rules", "score", "--rules", RULES, "--no-time", *arguments)


def report(*arguments: object) -> dict[str, Any]:
    """The JSON report of a run that succeeds."""
    result = score("--format", "json", *arguments)
    assert result.exit_code == 0, result.output
    loaded: dict[str, Any] = json.loads(result.stdout)
    return loaded


def figures(*arguments: object, rule: str = DAGGER_RULE) -> dict[str, Any]:
    """One rule's figures."""
    (found,) = (entry for entry in report(*arguments)["rules"] if entry["rule"] == rule)
    return dict(found)


def defect(start: int, end: int, **more: Any) -> dict[str, Any]:
    return {"start": start, "end": end, **more}


def marked(path: Path, text: str, *defects: Any) -> Path:
    return feed(path / "marked.jsonl", [{"text": text, "defects": list(defects)}])


def test_hits_are_counted_by_rule_document_and_word(tmp_path: Path) -> None:
    found = figures(feed(tmp_path / "a.jsonl", [DAGGERS, DAGGER, CLEAN]))
    assert (found["hits"], found["documents"]) == (4, 2)
    assert found["per_million_words"] == pytest.approx(4_000_000 / found["ran_on"]["words"], abs=1e-3)
    assert (found["right"], found["wrong"], found["precision"]) == (0, 0, None)


def test_in_clean_texts_every_hit_is_wrong(tmp_path: Path) -> None:
    found = figures("--clean", feed(tmp_path / "a.jsonl", [DAGGERS, CLEAN]))
    assert (found["right"], found["wrong"]) == (0, 3)
    assert (found["clean"]["hits"], found["clean"]["documents"]) == (3, 1)
    assert found["clean"]["share"]["share"] == 0.5


def test_clean_texts_alone_have_no_precision(tmp_path: Path) -> None:
    assert figures("--clean", feed(tmp_path / "a.jsonl", [DAGGERS]))["precision"] is None


def test_a_hit_on_a_defect_of_its_family_is_right(tmp_path: Path) -> None:
    found = figures("--labelled", marked(tmp_path, DAGGER, defect(AT, AT + 1, family="symbols")))
    assert (found["right"], found["wrong"]) == (1, 0)
    assert found["precision"]["share"] == 1.0


@pytest.mark.parametrize(
    ("label", "right"),
    [
        (defect(AT, AT + 1), 1),  # of every family
        (defect(AT, AT + 1, family="garble"), 0),
        (defect(0, 3), 0),
        (defect(AT - 5, AT), 0),  # ends where the hit begins
        (defect(AT + 1, AT + 1), 1),  # something lacks just behind the hit
        (defect(AT + 2, AT + 2), 0),
        (defect(AT, AT + 1, note="the minister's"), 1),
    ],
)
def test_what_overlaps_a_hit_decides(tmp_path: Path, label: dict[str, Any], right: int) -> None:
    found = figures("--labelled", marked(tmp_path, DAGGER, label))
    assert (found["right"], found["wrong"]) == (right, 1 - right)


def test_a_defect_of_the_title_is_none_of_the_text(tmp_path: Path) -> None:
    record = {"text": CLEAN, "title": "The TALKS failed", "defects": [defect(4, 9, field="title")]}
    path = feed(tmp_path / "a.jsonl", [record])
    assert figures("--labelled", path, rule="garble/shouting-title")["right"] == 1
    record["defects"] = [defect(4, 9)]
    feed(path, [record])
    assert figures("--labelled", path, rule="garble/shouting-title")["wrong"] == 1


def test_hits_in_a_document_labelled_bad_count_as_right_and_are_told_apart(tmp_path: Path) -> None:
    records = [{"text": DAGGERS, "label": "bad"}, {"text": DAGGER, "label": "clean"}]
    found = figures("--labelled", feed(tmp_path / "a.jsonl", records))
    assert (found["in_bad_documents"], found["right"], found["wrong"]) == (3, 0, 1)
    assert found["precision"]["share"] == 0.75


def test_clean_and_labelled_corpora_are_scored_together(tmp_path: Path) -> None:
    clean = feed(tmp_path / "clean.jsonl", [DAGGER])
    labelled = marked(tmp_path, DAGGER, defect(AT, AT + 1))
    loaded = report("--clean", clean, "--labelled", labelled)
    assert [corpus["kind"] for corpus in loaded["corpora"]] == ["clean", "labelled"]
    (found,) = (entry for entry in loaded["rules"] if entry["rule"] == DAGGER_RULE)
    assert found["precision"]["share"] == 0.5


def test_the_interval_is_wilsons(tmp_path: Path) -> None:
    texts = [{"text": DAGGER, "defects": [defect(AT, AT + 1)]}] * 8 + [{"text": DAGGER, "defects": []}] * 2
    precision = figures("--labelled", feed(tmp_path / "a.jsonl", texts))["precision"]
    # worked by hand: (0.8 + 1.9207/10 ± 1.96·√(0.016 + 0.009604)) / 1.38415
    assert precision == {"share": 0.8, "low": 0.490162, "high": 0.943318, "total": 10}


def test_a_rule_is_measured_on_documents_in_its_languages(tmp_path: Path) -> None:
    records = [{"text": READ_MORE}, {"text": "De raad kwam bijeen.", "language": "nl"}]
    assert figures(feed(tmp_path / "a.jsonl", records))["ran_on"]["documents"] == 2
    own = tmp_path / "own.yaml"
    own.write_text(f"version: 1\nextends: {RULES}\nrules: {{symbols/stray-dagger: {{languages: [fr]}}}}\n")
    found = figures("--rules", own, tmp_path / "a.jsonl")
    assert (found["ran_on"]["documents"], found["per_million_words"]) == (0, None)


def test_a_review_weighs_more_than_the_corpus(tmp_path: Path) -> None:
    path, hits = feed(tmp_path / "a.jsonl", [DAGGER, DAGGERS]), tmp_path / "hits.jsonl"
    assert score("--hits", hits, path).exit_code == 0
    listed = [json.loads(line) for line in hits.read_text("utf-8").splitlines()]
    assert [hit["right"] for hit in listed] == [None] * 4
    assert listed[0]["before"].endswith("Members agreed") and listed[0]["match"] == "†"
    listed[0]["right"], listed[1]["right"] = True, False
    hits.write_text("".join(json.dumps(hit) + "\n" for hit in listed), "utf-8")
    found = figures("--clean", path, "--reviewed", hits)
    assert (found["right"], found["wrong"], found["precision"]["share"]) == (1, 3, 0.25)
    assert found["clean"]["documents"] == 1  # a right hit is no false alarm


def test_what_was_reviewed_is_kept_in_a_new_list(tmp_path: Path) -> None:
    path, hits, again = (tmp_path / name for name in ("a.jsonl", "hits.jsonl", "again.jsonl"))
    score("--hits", hits, feed(path, [DAGGER]))
    hits.write_text(hits.read_text("utf-8").replace('"right": null', '"right": true'), "utf-8")
    score("--reviewed", hits, "--hits", again, feed(path, [DAGGER, DAGGERS]))
    assert [json.loads(line)["right"] for line in again.read_text("utf-8").splitlines()] == [
        *(True, None, None, None)
    ]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "not JSON"),
        ("[]", "is an object with 'fingerprint' and 'right'"),
        ('{"right": true}', "is an object with 'fingerprint' and 'right'"),
        ('{"fingerprint": "a"}', "must be true, false or null"),
        ('{"fingerprint": "a", "right": "yes"}', "must be true, false or null"),
        ('{"fingerprint": "x", "right": false}', "right and wrong"),
    ],
)
def test_a_review_that_makes_no_sense_is_refused_with_its_line(
    tmp_path: Path, line: str, message: str
) -> None:
    hits = tmp_path / "hits.jsonl"
    hits.write_text(f'{{"fingerprint": "x", "right": true}}\n\n{line}\n', "utf-8")
    result = score("--reviewed", hits, feed(tmp_path / "a.jsonl", [CLEAN]))
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"{hits}:3: " in result.stderr and message in result.stderr


@pytest.mark.parametrize(
    ("labels", "message"),
    [
        ({}, "this one has neither"),
        ({"label": "bad", "defects": []}, "this one has both"),
        ({"label": "dirty"}, "must be 'clean' or 'bad', not 'dirty'"),
        ({"defects": {}}, "must be a list"),
        ({"defects": [3]}, "defect 1 must be an object"),
        ({"defects": [defect(0, 1), {"start": 3}]}, "defect 2: 'end' is missing"),
        ({"defects": [defect(-1, 1)]}, "'start' is -1, not a whole number from 0"),
        ({"defects": [{"start": True, "end": 2}]}, "'start' is True"),
        ({"defects": [defect(5, 4)]}, "defect 1 is 5 to 4"),
        ({"defects": [defect(0, 9999)]}, f"the text has {len(CLEAN)} characters"),
        ({"defects": [defect(0, 1, family="symbol")]}, "did you mean 'symbols'?"),
        ({"defects": [defect(0, 1, famly="symbols")]}, "unknown key 'famly' (did you mean 'family'?)"),
        ({"defects": [defect(0, 1, field="url")]}, "must lie in the text or the title"),
    ],
)
def test_labels_that_make_no_sense_are_refused_with_their_place(
    tmp_path: Path, labels: dict[str, Any], message: str
) -> None:
    path = feed(tmp_path / "a.jsonl", [{"text": CLEAN, "label": "clean"}, {"text": CLEAN, **labels}])
    result = score("--labelled", path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"{path}:2: " in result.stderr and message in result.stderr


def test_defects_of_a_page_are_refused_for_nobody_can_count_them(tmp_path: Path) -> None:
    record = {"html": "<p>The minister&dagger; spoke.</p>", "defects": [defect(12, 13)]}
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(record), "utf-8")
    assert "holds HTML" in score("--labelled", path).stderr


def test_every_wrong_label_is_named_up_to_a_screenful(tmp_path: Path) -> None:
    result = score("--labelled", feed(tmp_path / "a.jsonl", [CLEAN] * 23))
    assert result.stderr.count("neither") == 20
    assert "and 3 more" in result.stderr


def test_labels_stand_in_json_lines(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(CLEAN, "utf-8")
    result = score("--labelled", tmp_path / "a.txt")
    assert result.exit_code == 2
    assert "labels stand in JSON Lines" in result.stderr
    assert "read twice" in score("--labelled", "-").stderr


def test_a_labelled_record_that_cannot_be_read_is_counted(tmp_path: Path) -> None:
    path = marked(tmp_path, DAGGER, defect(AT, AT + 1))
    path.write_text("{broken\n" + path.read_text("utf-8"), "utf-8")
    result = score("--labelled", path)
    assert result.exit_code == 2
    assert "max-unreadable: 1 of 2 documents unreadable" in result.stderr
    loaded = report("--max-unreadable", 1, "--labelled", path)
    assert (loaded["documents"], loaded["unreadable"]) == (1, 1)


def test_a_rule_that_is_worse_than_it_declares_is_named(tmp_path: Path) -> None:
    right, wrong = {"text": DAGGER, "defects": [defect(AT, AT + 1)]}, {"text": DAGGER, "defects": []}
    path = feed(tmp_path / "a.jsonl", [right] * 80 + [wrong] * 20)
    (remark,) = report("--labelled", path)["remarks"]
    assert remark["rule"] == DAGGER_RULE
    assert (remark["kind"], remark["declared"], remark["suggested"]) == ("overstated", "high", "medium")


def test_check_fails_on_a_contradiction_and_on_nothing_else(tmp_path: Path) -> None:
    bad = {"text": DAGGER, "defects": [defect(AT, AT + 1)]}
    broken = {"text": f"{DAGGER} And so on", "defects": [defect(0, 3)]}
    path = feed(tmp_path / "a.jsonl", [bad] * 20 + [broken] * 20)
    assert score("--labelled", path).exit_code == 0
    result = score("--check", "--labelled", path)
    assert result.exit_code == 1
    assert "symbols/stray-dagger: declared high, measured 0.50 (0.35 to 0.65, 40 hits): low" in result.stdout
    feed(path, [bad] * 40)
    assert score("--check", "--labelled", path).exit_code == 0


def test_a_rule_that_is_mostly_wrong_should_be_preview(tmp_path: Path) -> None:
    broken = {"text": DAGGER, "defects": [defect(0, 3)]}
    (remark,) = report("--labelled", feed(tmp_path / "a.jsonl", [broken] * 20))["remarks"]
    assert (remark["kind"], remark["suggested"], remark["contradiction"]) == ("overstated", "preview", True)


def test_chance_contradicts_nothing(tmp_path: Path) -> None:
    broken = {"text": DAGGER, "defects": [defect(0, 3)]}
    right = {"text": DAGGER, "defects": [defect(AT, AT + 1)]}
    assert report("--labelled", feed(tmp_path / "a.jsonl", [broken, *[right] * 4]))["remarks"] == []


def test_a_rule_that_marks_many_clean_documents_is_too_loud(tmp_path: Path) -> None:
    path = feed(tmp_path / "a.jsonl", [DAGGER] * 10 + [CLEAN] * 90)
    result = score("--check", "--clean", path)
    assert result.exit_code == 1
    assert (
        "symbols/stray-dagger: marks 10.0% of 100 clean documents (5.5% to 17.4%): preview" in result.stdout
    )
    feed(path, [DAGGER] + [CLEAN] * 99)
    assert score("--check", "--clean", path).exit_code == 0


def test_what_is_only_shown_may_be_loud(tmp_path: Path) -> None:
    record = {"text": CLEAN, "title": "The TALKS failed"}
    assert report("--clean", feed(tmp_path / "a.jsonl", [record] * 50))["remarks"] == []


def test_a_rule_that_is_better_than_it_declares_is_named_and_no_fault(tmp_path: Path) -> None:
    at = READ_MORE.index("Read")
    record = {"text": READ_MORE, "defects": [defect(at, at + 9)]}
    path = feed(tmp_path / "a.jsonl", [record] * 80)
    (remark,) = report("--labelled", path)["remarks"]
    assert (remark["rule"], remark["kind"], remark["suggested"]) == (READ_MORE_RULE, "understated", "high")
    assert score("--check", "--labelled", path).exit_code == 0


def test_a_document_that_is_only_known_to_be_bad_shows_no_rule_to_be_better(tmp_path: Path) -> None:
    path = feed(tmp_path / "a.jsonl", [{"text": READ_MORE, "label": "bad"}] * 80)
    assert report("--labelled", path)["remarks"] == []


def test_precision_on_clean_copy_alone_contradicts_nothing(tmp_path: Path) -> None:
    path, hits = feed(tmp_path / "a.jsonl", [DAGGER] + [CLEAN] * 99), tmp_path / "hits.jsonl"
    texts = [f"{CLEAN} Item{n}† came." for n in range(20)] + [CLEAN] * 980
    score("--hits", hits, feed(path, texts))
    hits.write_text(hits.read_text("utf-8").replace('"right": null', '"right": false', 18), "utf-8")
    assert [r["kind"] for r in report("--clean", path, "--reviewed", hits)["remarks"]] == []
    assert [r["kind"] for r in report(path, "--reviewed", hits)["remarks"]] == ["overstated"]


def test_the_json_report_follows_its_schema(tmp_path: Path) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    clean = feed(tmp_path / "clean.jsonl", [DAGGER] * 30)
    labelled = marked(tmp_path, DAGGER, defect(AT, AT + 1))
    validator = Draft202012Validator(SCHEMA)
    validator.validate(report("--clean", clean, "--labelled", labelled, feed(tmp_path / "b.jsonl", [CLEAN])))
    validator.validate(report("--time", "--clean", clean))


def test_time_is_taken_of_every_rule_and_changes_no_figure(tmp_path: Path) -> None:
    path = feed(tmp_path / "a.jsonl", [DAGGERS, READ_MORE])
    timed, untimed = report("--time", path), report(path)
    assert timed["seconds"] >= sum(rule["seconds"] for rule in timed["rules"]) > 0
    assert untimed["seconds"] is None
    for one, other in zip(timed["rules"], untimed["rules"], strict=True):
        assert one["hits"] == other["hits"]
        assert one["seconds"] is not None and other["seconds"] is None


def test_without_time_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    path = feed(tmp_path / "a.jsonl", [DAGGERS, READ_MORE])
    assert score("--clean", path).stdout == score("--clean", path).stdout


def test_the_worst_rule_comes_first_and_columns_without_figures_are_left_out(tmp_path: Path) -> None:
    lines = score(feed(tmp_path / "a.jsonl", [DAGGERS, READ_MORE])).stdout.splitlines()
    at = next(n for n, line in enumerate(lines) if line.split()[:1] == ["rule"])
    assert lines[at].split() == ["rule", "declared", "hits", "docs", "per", "1M", "words"]
    assert [line.split()[0] for line in lines[at + 1 : at + 4]] == [
        *(DAGGER_RULE, READ_MORE_RULE, "garble/shouting-title")
    ]


def test_the_list_of_hits_never_takes_the_place_of_a_corpus(tmp_path: Path) -> None:
    path = feed(tmp_path / "a.jsonl", [DAGGER])
    before = path.read_bytes()
    for option in ((), ("--clean",), ("--labelled",)):
        assert score("--hits", path, *option, path).exit_code == 2
    assert path.read_bytes() == before


def test_only_the_selected_rules_are_measured(tmp_path: Path) -> None:
    loaded = report("--select", "symbols/*", feed(tmp_path / "a.jsonl", [DAGGER]))
    assert [rule["rule"] for rule in loaded["rules"]] == [DAGGER_RULE]
    result = score("--select", "symbol/*", tmp_path / "a.jsonl")
    assert result.exit_code == 2 and "no rule matches" in result.stderr


def test_no_corpus_is_bad_usage() -> None:
    assert score().exit_code == 2


def test_a_corpus_that_is_not_there_ends_in_words(tmp_path: Path) -> None:
    for option in ((), ("--clean",), ("--labelled",)):
        result = score(*option, tmp_path / "none.jsonl")
        assert (result.exit_code, result.stdout) == (2, "")
        assert "Traceback" not in result.output
