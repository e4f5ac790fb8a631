from __future__ import annotations

import json
import random
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from command_helpers import CLEAN, DAGGER, DAGGERS, PROJECT, READ_MORE, RULES, copydesk, feed, objects, start
from jsonschema import Draft202012Validator

from checks.finding import STATES

SCHEMAS = files("checks.reports").joinpath("schemas")
OLD = [
    {"id": "bridge", "text": DAGGERS},
    {"id": "ferry", "text": f"{DAGGERS}\n\nRead more"},
    {"id": "clean", "text": CLEAN},
]
BROKEN = {"id": "harbour", "text": DAGGERS.replace("Tuesday", "Friday")}


def make(target: Path, *inputs: Path, options: tuple[str, ...] = ()) -> Path:
    made = copydesk("baseline", "--rules", RULES, *inputs, "--output", target, *options)
    assert made.exit_code == 0, made.output
    return target


def states(item: dict[str, Any]) -> list[str]:
    return [finding["state"] for finding in item["findings"]]


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A feed of articles that are broken as they always were."""
    return feed(tmp_path / "feed.jsonl", OLD)


@pytest.fixture
def baseline(old: Path, tmp_path: Path) -> Path:
    return make(tmp_path / "baseline.json", old)


def test_one_new_broken_article_fails_by_name_until_it_is_fixed(old: Path, baseline: Path) -> None:
    """The whole way, each command in a process of its own."""

    def check() -> tuple[int, str]:
        arguments = ["check", "--rules", RULES, "--baseline", baseline, old]
        process = start(*arguments)
        output, _ = process.communicate()
        return process.returncode, output.decode()

    again = start("baseline", "--rules", RULES, old, "--output", baseline)
    again.communicate()
    assert again.returncode == 0
    assert check()[0] == 0

    feed(old, [OLD[0], BROKEN, *OLD[1:]])
    code, report = check()
    assert code == 1
    assert [line.split()[2] for line in report.splitlines() if "FAIL" in line] == ["harbour"]
    assert report.count("symbols/stray-dagger:") == 3
    assert "  7 known findings in 2 documents\n" in report

    feed(old, [OLD[0], {**BROKEN, "text": CLEAN.replace("Tuesday", "Friday")}, *OLD[1:]])
    assert check()[0] == 0


def test_without_the_baseline_the_same_feed_fails(old: Path) -> None:
    assert copydesk("check", old).exit_code == 1


def test_order_of_the_feed_makes_no_difference(old: Path, baseline: Path, tmp_path: Path) -> None:
    shuffled = list(OLD)
    random.Random(7).shuffle(shuffled)
    assert shuffled != OLD
    other = feed(tmp_path / "other.jsonl", shuffled)

    assert make(tmp_path / "other.json", other).read_bytes() == baseline.read_bytes()
    assert copydesk("check", "--baseline", baseline, other).exit_code == 0


def test_the_record_tells_the_true_score_and_what_the_verdict_rests_on(old: Path, baseline: Path) -> None:
    before = objects(copydesk("check", "--format", "jsonl", old))

    after = objects(copydesk("check", "--format", "jsonl", "--baseline", baseline, old))

    assert [item["verdict"] for item in before] == ["fail", "fail", "pass"]
    assert [item["verdict"] for item in after] == ["pass", "pass", "pass"]
    assert [item["score"] for item in after] == [item["score"] for item in before]
    assert after[0]["judged"] == {"score": 100.0, "new": 0, "known": 3, "accepted": 0}
    assert before[0]["judged"] == {"score": before[0]["score"], "new": 3, "known": 0, "accepted": 0}
    assert states(after[1]) == ["known"] * 4


def test_a_new_finding_in_a_known_document_decides_alone(old: Path, baseline: Path) -> None:
    more = f"{DAGGERS}\n\nA lone† word at the end."
    feed(old, [{"id": "bridge", "text": more}])

    (item,) = objects(copydesk("check", "--format", "jsonl", "--baseline", baseline, old))
    strict = copydesk("check", "--baseline", baseline, "--fail-on", "warning", old)

    assert states(item) == ["known", "known", "known", "new"]
    assert (item["verdict"], item["judged"]["score"]) == ("review", 83.33)
    assert strict.exit_code == 1


def test_more_of_the_same_is_new(tmp_path: Path) -> None:
    path = feed(tmp_path / "feed.jsonl", [{"id": "a", "text": READ_MORE}])
    baseline = make(tmp_path / "baseline.json", path)
    feed(path, [{"id": "a", "text": f"{READ_MORE}\n\nRead more"}])

    (item,) = objects(copydesk("check", "--format", "jsonl", "--baseline", baseline, path))

    assert states(item) == ["known", "new"]


def test_known_findings_survive_moved_lines_reworded_messages_and_renamed_files(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    prose = (
        "The council met on Tuesday to discuss the budget, and after a long talk its members agreed that all "
    )
    text = f"{prose}the roads and bridges of the town need repair.\n\n{DAGGERS}\n\nRead more"
    folder.joinpath("first.txt").write_text(text, "utf-8")
    baseline = make(tmp_path / "baseline.json", folder, options=("--lang", "en"))

    head, _, tail = text.partition("\n\n")
    folder.joinpath("first.txt").unlink()
    folder.joinpath("z-renamed.txt").write_text(f"{head}\n\n\n\nA line between.\n\n{tail}", "utf-8")
    reworded = tmp_path / "rules.yaml"
    rules = RULES.read_text("utf-8").replace("message: 'Stray", "message: 'Mend this: stray")
    reworded.write_text(rules, "utf-8")
    arguments = ["check", "--format", "jsonl", "--lang", "en", "--baseline", baseline, folder]
    result = copydesk(*arguments, rules=reworded)

    (item,) = objects(result)
    assert item["id"].endswith("z-renamed.txt")
    assert item["findings"][0]["message"].startswith("Mend this")
    assert states(item) == ["known"] * 4
    assert result.exit_code == 0
    assert "was made with other rules" in result.stderr


def test_the_text_report_counts_what_is_known_and_shows_it_when_asked(old: Path, baseline: Path) -> None:
    short = copydesk("check", "--baseline", baseline, old).stdout
    verbose = copydesk("check", "--verbose", "--baseline", baseline, old).stdout

    heading = short.splitlines()[0]
    assert heading.startswith("50  PASS  bridge  (")
    assert heading.endswith("(3 known; judged 100 by what is new)")
    assert "stray-dagger:" not in short
    assert "  7 known findings in 2 documents\n" in short
    assert verbose.count(", known]") == 7


def test_the_json_report_tells_the_baseline_and_counts(old: Path, baseline: Path) -> None:
    report = json.loads(copydesk("check", "--format", "json", "--baseline", baseline, old).stdout)

    assert report["run"]["baseline"]["path"] == str(baseline)
    assert report["run"]["accepted"] is None
    assert report["summary"]["states"]["known"] == {"findings": 7, "documents": 2}
    assert list(report["summary"]["states"]) == list(STATES)
    Draft202012Validator(json.loads(SCHEMAS.joinpath("json.schema.json").read_text("utf-8"))).validate(report)


def test_the_file_names_version_and_rules_and_fits_its_schema(old: Path, baseline: Path) -> None:
    record = json.loads(baseline.read_text("utf-8"))
    run = json.loads(copydesk("check", "--format", "json", old).stdout)["run"]

    assert (record["copydesk"], record["rules"]) == (run["version"], run["rules"]["sha256"])
    assert [row["key"] for row in record["documents"]] == ["bridge", "ferry"]
    assert DAGGER not in baseline.read_text("utf-8")
    schema = json.loads(SCHEMAS.joinpath("baseline.schema.json").read_text("utf-8"))
    Draft202012Validator(schema).validate(record)


def test_standard_output_takes_the_same_bytes(old: Path, baseline: Path) -> None:
    made = copydesk("baseline", "--rules", RULES, old, "--output", "-")

    assert made.stdout_bytes == baseline.read_bytes()
    assert "standard output: 7 known findings in 2 of 3 documents" in made.stderr


def test_rules_are_picked_as_in_a_check(old: Path, tmp_path: Path) -> None:
    baseline = make(tmp_path / "some.json", old, options=("--select", "injection/*"))

    items = objects(copydesk("check", "--format", "jsonl", "--baseline", baseline, old))

    assert [states(item) for item in items] == [["new"] * 3, ["new"] * 3 + ["known"], []]


def test_no_baseline_is_written_over_records_that_cannot_be_read(old: Path, tmp_path: Path) -> None:
    old.write_text(old.read_text("utf-8") + '{"text": "cut off\n', "utf-8")
    target = tmp_path / "new.json"

    refused = copydesk("baseline", "--rules", RULES, old, "--output", target)

    assert (refused.exit_code, target.exists()) == (2, False)
    assert "1 of 4 documents could not be checked" in refused.stderr
    assert "feed.jsonl:4: bad-json" in refused.stderr
    make(target, old, options=("--allow-unreadable",))
    assert len(json.loads(target.read_text("utf-8"))["documents"]) == 2


@pytest.mark.parametrize("text", ["", '{"text": ""}\n'])
def test_no_baseline_is_made_of_nothing(text: str, tmp_path: Path) -> None:
    path = tmp_path / "feed.jsonl"
    path.write_text(text)

    made = copydesk("baseline", "--rules", RULES, "--allow-unreadable", path, "--output", tmp_path / "b.json")

    assert (made.exit_code, tmp_path.joinpath("b.json").exists()) == (2, False)


@pytest.mark.parametrize("named", ["feed.jsonl", ".", "*.jsonl"])
def test_no_baseline_takes_the_place_of_an_input(
    named: str, old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = old.read_bytes()

    made = copydesk("baseline", "--rules", RULES, named, "--output", old)

    assert made.exit_code == 2
    assert "is an input" in made.stderr
    assert old.read_bytes() == before


def test_a_report_takes_the_place_of_no_baseline(old: Path, baseline: Path) -> None:
    before = baseline.read_bytes()

    result = copydesk("check", "--baseline", baseline, "--output", baseline, old)

    assert (result.exit_code, baseline.read_bytes()) == (2, before)


@pytest.mark.parametrize(
    ("text", "fault"),
    [(None, "cannot be read"), (b"\xff", "is not UTF-8"), (b"{}", "is no baseline"), (b"no", "is no JSON")],
)
def test_a_baseline_at_fault_is_bad_usage(text: bytes | None, fault: str, old: Path, tmp_path: Path) -> None:
    path = tmp_path / "fault.json"
    if text is not None:
        path.write_bytes(text)

    result = copydesk("check", "--baseline", path, old)

    assert (result.exit_code, result.stdout) == (2, "")
    assert fault in result.stderr and "Traceback" not in result.stderr


@pytest.mark.parametrize(
    "arguments", [[], ["--output", "x.json"], ["feed.jsonl"], ["no.txt", "--output", "x.json"]]
)
def test_a_baseline_needs_a_feed_and_a_place(arguments: list[str]) -> None:
    assert copydesk("baseline", *arguments).exit_code == 2


PITCH = "Stories that smell of salt, in your letterbox"
FURNITURE_RULES = PROJECT / "tests" / "cases" / "furniture-rule.yaml"


@pytest.fixture
def courier(tmp_path: Path) -> Path:
    """A feed of one source, whose articles all end with the same line."""
    towns = ("Halden", "Brisk", "Solvik", "Gorzow", "Pradera", "Quintana")
    texts = [CLEAN.replace("The council", f"The council of {town}") + f"\n\n{PITCH}" for town in towns]
    return feed(tmp_path / "courier.jsonl", [{"text": text, "source": "courier"} for text in texts])


@pytest.fixture
def furniture(courier: Path, tmp_path: Path) -> Path:
    target = tmp_path / "furniture.json"
    learned = copydesk("learn", "furniture", "--rules", FURNITURE_RULES, courier, "-o", target)
    assert learned.exit_code == 0, learned.output
    return target


def test_what_only_furniture_shows_is_known_too(courier: Path, furniture: Path, tmp_path: Path) -> None:
    baseline = tmp_path / "baseline.json"
    options = ["--furniture", furniture]
    made = copydesk("baseline", "--rules", FURNITURE_RULES, *options, courier, "--output", baseline)

    checked = copydesk(
        "check", "--format", "jsonl", "--baseline", baseline, *options, courier, rules=FURNITURE_RULES
    )

    assert made.exit_code == 0, made.output
    assert [states(item) for item in objects(checked)] == [["known"]] * 6


def test_furniture_at_fault_writes_no_baseline(courier: Path, tmp_path: Path) -> None:
    (tmp_path / "furniture.json").write_text("{}")
    options = ["--furniture", tmp_path / "furniture.json"]

    made = copydesk(
        "baseline", "--rules", FURNITURE_RULES, *options, courier, "--output", tmp_path / "b.json"
    )

    assert (made.exit_code, tmp_path.joinpath("b.json").exists()) == (2, False)
    assert "furniture.json: it is no file of furniture" in made.stderr


def test_furniture_that_has_no_effect_is_told(courier: Path, old: Path, furniture: Path) -> None:
    options = ["--furniture", furniture, "--output", "-"]

    unused = copydesk("baseline", "--rules", RULES, *options, courier)
    strange = copydesk("baseline", "--rules", FURNITURE_RULES, *options, old)

    assert "has no effect: no rule of kind furniture runs" in unused.stderr
    assert "knows no source of this feed" in strange.stderr


@pytest.mark.parametrize("name", ["furniture.json", "rules.yaml", "accepted.yaml"])
def test_no_baseline_takes_the_place_of_a_file_beside_the_rules(
    name: str, courier: Path, furniture: Path, tmp_path: Path
) -> None:
    rules = tmp_path / "rules.yaml"
    rules.write_bytes(FURNITURE_RULES.read_bytes())
    (tmp_path / "accepted.yaml").write_text("version: 1\naccepted:\n")
    before = (tmp_path / name).read_bytes()

    made = copydesk(
        "baseline", "--rules", rules, "--furniture", furniture, courier, "--output", tmp_path / name
    )

    assert made.exit_code == 2
    assert "is an input" in made.stderr
    assert (tmp_path / name).read_bytes() == before
