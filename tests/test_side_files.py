"""What lies beside the rules, brought to a checker from Python."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import checks
from checks import Checker, Document, SideFileError, load_accepted, load_baseline, load_furniture, load_rules
from checks.commands import cli

CASES = Path(__file__).parent / "cases"
RULES = load_rules(CASES / "reports" / "rules.yaml")
DAGGER = "The council met on Tuesday. Members agreed† that the roads need repair."
FINGERPRINT = Checker(RULES).check(DAGGER).findings[0].fingerprint


def made(*arguments: object) -> None:
    """Run a command of copydesk that has to succeed."""
    done = CliRunner().invoke(cli, [str(argument) for argument in arguments])
    assert done.exit_code == 0, done.output


def feed(path: Path, count: int) -> Path:
    """So many records of a source with one text."""
    lines = [json.dumps({"id": str(n), "source": "courier", "text": DAGGER}) for n in range(count)]
    path.write_text("\n".join(lines), "utf-8")
    return path


@pytest.mark.parametrize("name", checks.__all__)
def test_every_public_name_can_be_imported(name: str) -> None:
    assert getattr(checks, name).__name__ == name


def test_the_package_alone_imports_nothing_heavy() -> None:
    program = "import sys, checks; print({'regex', 'yaml', 'lxml', 'click'} & set(sys.modules))"

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "set()"


def test_what_is_accepted_costs_nothing(tmp_path: Path) -> None:
    path = tmp_path / "accepted.yaml"
    made("accept", FINGERPRINT, "--applies", "everywhere", "--reason", "so", "--who", "Ada", "--output", path)

    result = Checker(RULES, acceptance=load_accepted(path)).check(DAGGER)

    assert (result.score, result.count("accepted")) == (100, 1)


def test_what_a_baseline_knows_decides_nothing(tmp_path: Path) -> None:
    path = tmp_path / "known.json"
    made("baseline", "--rules", RULES.path, feed(tmp_path / "feed.jsonl", 1), "--output", path)

    result = Checker(RULES, baseline=load_baseline(str(path))).check(Document(DAGGER, id="0"))

    assert (result.verdict, result.count("known")) == ("pass", 1)
    assert result.score < 100


def test_furniture_is_known_by_its_source(tmp_path: Path) -> None:
    path = tmp_path / "furniture.json"
    rules = CASES / "furniture-rule.yaml"
    towns = ("Halden", "Brisk", "Solvik", "Gorzow", "Pradera", "Quintana")
    pitch = "Stories that smell of salt, in your letterbox"
    records = [
        {"source": "courier", "text": f"The council of {town} met on Tuesday.\n\n{pitch}"} for town in towns
    ]
    (tmp_path / "feed.jsonl").write_text("\n".join(map(json.dumps, records)), "utf-8")
    made("learn", "furniture", "--rules", rules, tmp_path / "feed.jsonl", "--output", path)

    checker = Checker(load_rules(rules), furniture=load_furniture(path))

    assert [f.match for f in checker.check(Document(pitch, source="courier")).findings] == [pitch]
    assert checker.check(Document(pitch, source="herald")).findings == ()


def test_the_program_of_the_documentation_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = (CASES.parents[1] / "docs" / "integrations.md").read_text("utf-8")
    (program, *_) = re.findall(r"^```python\n(.*?)^```$", page, flags=re.DOTALL | re.MULTILINE)
    monkeypatch.chdir(tmp_path)
    Path("rules.yaml").write_bytes(Path(RULES.path).read_bytes())
    Path("accepted.yaml").write_text("version: 1\naccepted:\n", "utf-8")
    made("baseline", feed(Path("feed.jsonl"), 1), "--output", "baseline.json")
    made(
        "learn", "furniture", feed(Path("feed.jsonl"), 9), "--min-documents", 2, "--output", "furniture.json"
    )
    names: dict[str, Any] = {}

    exec(compile(program, "integrations.md", "exec"), names)

    assert [finding.match for finding in names["result"].findings] == ["†"]


@pytest.mark.parametrize("load", [load_accepted, load_baseline, load_furniture])
@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "side.file cannot be read: "),
        (b"\xff", "side.file is not UTF-8 (byte 0)"),
        (b"[1]", "side.file:"),
        (b"", "side.file:"),
    ],
)
def test_a_file_at_fault_is_named_with_its_fault(
    load: object, content: bytes | None, words: str, tmp_path: Path
) -> None:
    path = tmp_path / "side.file"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(SideFileError) as raised:
        load(path)  # type: ignore[operator]

    assert words in str(raised.value)


def test_a_path_that_is_none_is_told() -> None:
    with pytest.raises(SideFileError, match="is no path"):
        load_baseline("a\0b")
