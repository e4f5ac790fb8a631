from __future__ import annotations

import hashlib
import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from command_helpers import CLEAN, PROJECT, copydesk, feed, objects
from command_helpers import RULES as WITHOUT_FURNITURE
from jsonschema import Draft202012Validator

PITCH = "Stories that smell of salt, in your letterbox"
RULES = PROJECT / "tests" / "cases" / "furniture-rule.yaml"
TOWNS = ("Halden", "Brisk", "Solvik", "Gorzow", "Pradera", "Quintana", "Serrano", "Lescure")


def articles(lines: int, of: int = 8, source: str = "courier") -> list[dict[str, Any]]:
    """Articles of a source; so many of them end with the same line."""
    texts = [CLEAN.replace("The council", f"The council of {town}") for town in TOWNS[:of]]
    return [
        {"source": source, "text": f"{text}\n\n{PITCH}" if number < lines else text}
        for number, text in enumerate(texts)
    ]


@pytest.fixture
def courier(tmp_path: Path) -> Path:
    return feed(tmp_path / "feed.jsonl", articles(6))


def learn(target: Path, *inputs: Path, options: tuple[str, ...] = ()) -> Result:
    return copydesk("learn", "furniture", "--rules", RULES, *inputs, "-o", target, *options)


def learned(target: Path, *inputs: Path, options: tuple[str, ...] = ()) -> dict[str, Any]:
    result = learn(target, *inputs, options=options)
    assert result.exit_code == 0, result.output
    record: dict[str, Any] = json.loads(target.read_text("utf-8"))
    return record


def check(*arguments: object) -> Result:
    return copydesk("check", *arguments, rules=RULES)


def matches(result: Result) -> list[list[str]]:
    return [[finding["match"] for finding in item["findings"]] for item in objects(result)]


def test_what_was_learned_is_found(courier: Path, tmp_path: Path) -> None:
    learned(tmp_path / "f.json", courier)
    result = check("--furniture", tmp_path / "f.json", "--format", "jsonl", courier)
    assert matches(result) == [[PITCH]] * 6 + [[]] * 2


def test_nothing_is_learned_in_passing(courier: Path) -> None:
    assert matches(check("--format", "jsonl", courier)) == [[]] * 8


def test_the_file_has_hashes_and_counts_and_no_text(courier: Path, tmp_path: Path) -> None:
    record = learned(tmp_path / "f.json", courier)
    schema = json.loads(
        files("checks.reports").joinpath("schemas", "furniture.schema.json").read_text("utf-8")
    )
    Draft202012Validator(schema).validate(record)
    assert record["sources"] == [{"source": "courier", "documents": 8}]
    assert [row["documents"] for row in record["blocks"]] == [6]
    assert "salt" not in (tmp_path / "f.json").read_text("utf-8")


def test_samples_are_written_when_asked_for(courier: Path, tmp_path: Path) -> None:
    record = learned(tmp_path / "f.json", courier, options=("--samples",))
    assert [row["sample"] for row in record["blocks"]] == [PITCH]


def test_the_same_feed_gives_the_same_bytes_whatever_its_order(courier: Path, tmp_path: Path) -> None:
    back = tmp_path / "back.jsonl"
    back.write_text("".join(reversed(courier.read_text("utf-8").splitlines(keepends=True))), "utf-8")
    learned(tmp_path / "one.json", courier)
    learned(tmp_path / "two.json", back)
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()


def test_the_json_report_names_the_hash_of_the_file(courier: Path, tmp_path: Path) -> None:
    target = tmp_path / "f.json"
    learned(target, courier)
    report = json.loads(check("--furniture", target, "--format", "json", courier).stdout)
    assert report["run"]["furniture"] == hashlib.sha256(target.read_bytes()).hexdigest()
    schema = json.loads(files("checks.reports").joinpath("schemas", "json.schema.json").read_text("utf-8"))
    Draft202012Validator(schema).validate(report)


def test_thresholds_are_options(courier: Path, tmp_path: Path) -> None:
    assert learned(tmp_path / "a.json", courier, options=("--min-documents", "7"))["blocks"] == []
    record = learned(tmp_path / "b.json", courier, options=("--min-share", "80"))
    assert (record["blocks"], record["learned"]) == ([], {"min_documents": 5, "min_share": 80.0})


def test_standard_error_tells_what_was_read_and_found(courier: Path, tmp_path: Path) -> None:
    small = feed(tmp_path / "small.jsonl", articles(2, of=2, source="herald"))
    told = learn(tmp_path / "f.json", courier, small).stderr.splitlines()
    assert told == [
        f"copydesk: {tmp_path / 'f.json'}: 1 block of furniture in 1 of 1 source",
        "  learned from 10 documents with 18 blocks",
        "  not learned: 2 documents of sources with fewer than 5",
    ]


def test_quiet_tells_nothing(courier: Path, tmp_path: Path) -> None:
    assert learn(tmp_path / "f.json", courier, options=("--quiet",)).output == ""


def test_show_lists_blocks_and_drives_no_terminal(tmp_path: Path) -> None:
    hostile = f"\x1b[2J{PITCH}"
    records = [
        {**each, "text": each["text"].replace(PITCH, hostile)} for each in articles(6, source="a\x1bb")
    ]
    result = learn(tmp_path / "f.json", feed(tmp_path / "feed.jsonl", records), options=("--show", "--quiet"))
    assert result.stderr.splitlines() == ["a␛b: 1 block", f"  6 of 8  ␛[2J{PITCH}"]
    assert "sample" not in (tmp_path / "f.json").read_text("utf-8")


def test_output_can_be_standard_output(courier: Path) -> None:
    result = copydesk("learn", "furniture", "--rules", RULES, courier, "-o", "-")
    assert json.loads(result.stdout)["format"] == "copydesk-furniture"


@pytest.mark.parametrize(
    ("records", "why"),
    [
        pytest.param(articles(4, of=4), "no source has 5 documents that differ, of 4 in all", id="too few"),
        pytest.param(
            [{"source": "courier", "text": " "}], "1 of 1 documents could not be read", id="unreadable"
        ),
    ],
)
def test_where_nothing_can_be_learned_nothing_is_written(
    records: list[dict[str, Any]], why: str, tmp_path: Path
) -> None:
    result = learn(tmp_path / "f.json", feed(tmp_path / "feed.jsonl", records))
    assert result.exit_code == 2
    assert f"copydesk: nothing was written: {why}" in result.stderr
    assert not (tmp_path / "f.json").exists()


def test_unreadable_records_must_be_allowed(tmp_path: Path) -> None:
    path = feed(tmp_path / "feed.jsonl", [*articles(6), {"source": "courier", "text": ""}])
    refused = learn(tmp_path / "f.json", path)
    assert refused.exit_code == 2
    assert "--allow-unreadable" in refused.stderr
    assert len(learned(tmp_path / "f.json", path, options=("--allow-unreadable",))["blocks"]) == 1


def test_an_input_is_not_overwritten(courier: Path) -> None:
    before = courier.read_bytes()
    assert learn(courier, courier).exit_code == 2
    assert courier.read_bytes() == before


def test_a_report_does_not_take_the_place_of_the_furniture(courier: Path, tmp_path: Path) -> None:
    target = tmp_path / "f.json"
    learned(target, courier)
    before = target.read_bytes()
    assert check("--furniture", target, "--format", "json", "--output", target, courier).exit_code == 2
    assert target.read_bytes() == before


@pytest.mark.parametrize("content", [None, "{}", "\xff"])
def test_furniture_that_cannot_be_read_stops_the_check(
    content: str | None, courier: Path, tmp_path: Path
) -> None:
    target = tmp_path / "f.json"
    if content is not None:
        target.write_bytes(content.encode("latin-1"))
    result = check("--furniture", target, courier)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "f.json" in result.stderr


def test_furniture_that_no_rule_looks_at_is_told(courier: Path, tmp_path: Path) -> None:
    learned(tmp_path / "f.json", courier)
    note = "has no effect: no rule of kind furniture runs"
    other = copydesk("check", "--furniture", tmp_path / "f.json", courier, rules=WITHOUT_FURNITURE)
    assert note in other.stderr
    assert note not in check("--furniture", tmp_path / "f.json", courier).stderr


def test_a_feed_of_other_sources_is_told(courier: Path, tmp_path: Path) -> None:
    learned(tmp_path / "f.json", courier)
    other = feed(tmp_path / "other.jsonl", articles(6, source="her\x1bald"))
    note = f"copydesk: {tmp_path / 'f.json'} knows no source of this feed, whose first is her␛ald"
    assert note in check("--furniture", tmp_path / "f.json", other).stderr.splitlines()
    assert note not in check("--furniture", tmp_path / "f.json", "--quiet", other).stderr
    assert "knows no source" not in check("--furniture", tmp_path / "f.json", other, courier).stderr


def test_the_group_names_its_commands() -> None:
    result = copydesk("learn", "--help")
    assert result.exit_code == 0
    assert "furniture" in result.output
