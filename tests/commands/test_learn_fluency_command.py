from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import Result
from command_helpers import copydesk, feed, objects
from fluency_texts import texts

SALADS = "Near basket the a found harbour mayor the. Stood in that the clock lawyer and market the the hid."
RULES = """\
version: 1
rules:
  garble/word-salad:
    kind: fluency
    severity: warning
    confidence: medium
    match: {part: sentence}
    message: 'worst: {words}'
    why: Words stand where no sentence has them.
    examples: {bad: ['[[x]]', '[[y]]', '[[z]]'], good: ['x', 'y', 'z']}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with rules and a model of the sentences of `fluency_texts`, in a language that has none
    shipped."""
    path = tmp_path_factory.mktemp("fluency")
    (path / "rules.yaml").write_text(RULES, encoding="utf-8")
    corpus = feed(path / "corpus.jsonl", [{"text": text} for text in texts(260)])
    result = learn(path / "house.model", corpus, "--lang", "nl", "--million-tokens", "0.3")
    assert result.exit_code == 0, result.output
    return path


def learn(target: Path, *arguments: object) -> Result:
    return copydesk("learn", "fluency", "--rules", target.parent / "rules.yaml", *arguments, "-o", target)


def check(folder: Path, *arguments: object) -> Result:
    text = folder / "text.txt"
    text.write_text(f"{next(texts(1, seed=8))} {SALADS}\n", encoding="utf-8")
    return copydesk("check", "--rules", folder / "rules.yaml", *arguments, text, rules=None)


def test_texts_in_the_language_of_a_house_model_are_measured_by_it(folder: Path) -> None:
    without = objects(check(folder, "--format", "jsonl", "--lang", "nl"))[0]
    own = objects(check(folder, "--format", "jsonl", "--lang", "nl", "--fluency", folder / "house.model"))[0]
    assert without["measures"]["fluency"] is None
    assert own["measures"]["fluency"] is not None


def test_the_run_header_tells_of_the_house_model(folder: Path) -> None:
    runs = [
        json.loads(check(folder, "--format", "json", *more).stdout)["run"]["model"]
        for more in ((), ("--fluency", folder / "house.model"))
    ]
    assert all(len(run) == 64 for run in runs)
    assert runs[0] != runs[1]


def test_what_it_finds_is_told_at_the_end(folder: Path) -> None:
    corpus = folder / "corpus.jsonl"
    result = learn(folder / "again.model", corpus, "--lang", "nl", "--million-tokens", "0.01")
    assert "alarms in 1,000" in result.stderr
    assert "copydesk: " in result.stderr.splitlines()[-1]


def test_too_little_text_is_refused(folder: Path) -> None:
    few = feed(folder / "few.jsonl", [{"text": next(texts(1))}])
    result = learn(folder / "none.model", few)
    assert result.exit_code == 2
    assert "too few to learn from" in result.stderr
    assert not (folder / "none.model").exists()


def test_a_corpus_in_no_known_language_wants_to_be_told(folder: Path) -> None:
    unknown = feed(folder / "unknown.jsonl", [{"text": "xlorp vrint gaddle", "language": ""}])
    result = learn(folder / "none.model", unknown)
    assert result.exit_code == 2
    assert "--lang" in result.stderr


def test_the_corpus_is_not_overwritten(folder: Path) -> None:
    corpus = folder / "corpus.jsonl"
    result = copydesk("learn", "fluency", "--rules", folder / "rules.yaml", corpus, "-o", corpus)
    assert result.exit_code == 2
    assert "is an input" in result.stderr


@pytest.mark.parametrize(("content", "reason"), [(b"{}", "no fluency model"), (None, "No such file")])
def test_a_file_that_is_no_model_is_refused(folder: Path, content: bytes | None, reason: str) -> None:
    path = folder / "broken.model"
    path.unlink(missing_ok=True)
    if content is not None:
        path.write_bytes(content)
    result = check(folder, "--fluency", path)
    assert result.exit_code == 2
    assert reason in result.stderr


def test_a_model_that_no_rule_uses_is_told(folder: Path) -> None:
    text = folder / "text.txt"
    text.write_text("Wait here.\n", encoding="utf-8")
    result = copydesk("check", "--fluency", folder / "house.model", text)
    assert "has no effect" in result.stderr


def test_without_models_is_said_in_the_run_header_and_aloud(folder: Path) -> None:
    text = folder / "text.txt"
    text.write_text("Wait here.\n", encoding="utf-8")
    result = copydesk("check", "--no-models", "--format", "json", text)
    assert json.loads(result.stdout)["run"]["model"] is None
    assert "without trained models" in result.stderr
    page = copydesk("check", "--no-models", "--format", "html", text)
    assert "no trained models" in page.stdout
