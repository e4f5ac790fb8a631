"""A feed that repeats itself, as the command reports it."""

from __future__ import annotations

import json
from pathlib import Path

from command_helpers import copydesk

STORY = " ".join(
    f"The {n} boats of harbour {n} left at {n} and came back with {n} crates." for n in range(30)
)


def feed(folder: Path) -> str:
    path = folder / "feed.jsonl"
    texts = {"a": STORY, "b": "Nothing of note happened.", "c": STORY + " They left again."}
    path.write_text("".join(json.dumps({"id": name, "text": text}) + "\n" for name, text in texts.items()))
    return str(path)


def test_near_duplicates_are_named_and_cost_nothing(tmp_path: Path) -> None:
    result = copydesk("check", "--select", "symbols/*", "--verbose", feed(tmp_path))

    assert result.exit_code == 0
    assert "near-duplicate of a" in result.stdout
    assert "near-duplicates of an earlier document: 1" in result.stdout


def test_near_duplicates_stand_in_the_data(tmp_path: Path) -> None:
    result = copydesk("check", "--select", "symbols/*", "--format", "jsonl", feed(tmp_path))

    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert [record["near_duplicate_of"] for record in records] == [None, None, "a"]
    assert records[2]["measures"]["near_duplicate"] > 0.8
    assert records[1]["measures"]["near_duplicate"] is None
