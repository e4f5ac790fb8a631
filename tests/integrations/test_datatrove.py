"""The steps of a datatrove pipeline, and a pipeline of two worker processes."""

from __future__ import annotations

import json
import pickle
from pathlib import Path
from typing import Any

import pytest
from cluster_helpers import ROOT, require, run_driver

from checks import Checker, load_rules

CHECKER = Checker(load_rules(ROOT / "tests" / "cases" / "reports" / "rules.yaml"))
SOUND = "The council met on Tuesday to discuss the budget of the harbour."
BROKEN = "The council† met† on Tuesday† to discuss the roads† of the town."


@pytest.fixture
def steps() -> Any:
    """The module of the steps."""
    require("datatrove")
    from checks.integrations import datatrove  # noqa: PLC0415 (not installed everywhere)

    return datatrove


def documents(*texts: str, **metadata: Any) -> list[Any]:
    from datatrove.data import Document  # noqa: PLC0415

    return [Document(text, str(number), metadata=dict(metadata)) for number, text in enumerate(texts)]


def test_the_annotator_writes_what_was_found_and_drops_nothing(steps: Any) -> None:
    sound, broken, blank = steps.CopydeskAnnotator(CHECKER).run(iter(documents(SOUND, BROKEN, " ")))

    assert (sound.metadata["copydesk"]["verdict"], sound.metadata["copydesk"]["findings"]) == ("pass", [])
    assert broken.metadata["copydesk"]["verdict"] == "fail"
    assert [BROKEN[found["start"] : found["end"]] for found in broken.metadata["copydesk"]["findings"]] == [
        "†"
    ] * 4
    assert blank.metadata["copydesk"]["error"]["kind"] == "empty-text"


def test_its_notes_can_be_written_as_json(steps: Any) -> None:
    (broken,) = steps.CopydeskAnnotator(CHECKER, key="desk").run(iter(documents(BROKEN)))

    assert json.loads(json.dumps(broken.metadata))["desk"]["verdict"] == "fail"


def test_the_filter_drops_what_failed_and_what_could_not_be_checked(steps: Any) -> None:
    step = steps.CopydeskFilter(CHECKER)
    sound, broken, blank = documents(SOUND, BROKEN, " ")

    assert step.filter(sound) is True
    assert step.filter(broken) == (False, "fail")
    assert step.filter(blank) == (False, "empty-text")
    assert broken.metadata["copydesk"]["verdict"] == "fail"


def test_the_filter_drops_the_verdicts_it_is_told_and_can_leave_metadata_alone(steps: Any) -> None:
    step = steps.CopydeskFilter(CHECKER, drop=("pass",), key=None)

    (kept,) = step.run(iter(documents(SOUND, BROKEN)))

    assert (kept.text, kept.metadata) == (BROKEN, {})


def test_metadata_say_what_a_document_is(steps: Any) -> None:
    (found,) = documents(SOUND, title="THE COUNCIL", language="en", url="https://a.example/")
    steps.CopydeskFilter(CHECKER).filter(found)

    assert [item["field"] for item in found.metadata["copydesk"]["findings"]] == ["title"]


def test_a_step_travels_to_a_worker_that_finds_the_same(steps: Any) -> None:
    step = steps.CopydeskAnnotator(CHECKER)
    travelled = pickle.loads(pickle.dumps(step))

    (one,), (other,) = (list(each.run(iter(documents(BROKEN)))) for each in (step, travelled))
    assert one.metadata == other.metadata


def test_a_pipeline_of_two_workers_parts_the_sound_from_the_broken(tmp_path: Path) -> None:
    require("datatrove", "orjson")
    (tmp_path / "in").mkdir()
    for part in range(2):
        lines = [json.dumps({"id": f"{part}-{n}", "text": BROKEN if n % 2 else SOUND}) for n in range(6)]
        (tmp_path / "in" / f"{part}.jsonl").write_text("\n".join(lines), "utf-8")

    run_driver("datatrove_driver.py", tmp_path)

    def texts(folder: str) -> list[str]:
        files = sorted((tmp_path / folder).glob("*.jsonl"))
        return [json.loads(line)["text"] for file in files for line in file.read_text("utf-8").splitlines()]

    assert (texts("kept"), texts("dropped")) == ([SOUND] * 6, [BROKEN] * 6)
