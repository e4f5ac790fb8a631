from __future__ import annotations

import json
from collections.abc import Iterator

from history_records import documents, run_record

from checks.history.json_report import run_chunks, run_text
from checks.history.model import DocumentRecord


def test_a_run_with_documents_is_the_run_and_a_line_for_each() -> None:
    text = "".join(run_chunks(run_record(), documents()))

    report = json.loads(text)
    assert [row["number"] for row in report.pop("documents")] == [1, 2, 3]
    assert report == json.loads(run_text(run_record()))
    assert len(text.splitlines()) == len(run_text(run_record()).splitlines()) + len(documents()) + 2


def test_a_run_without_documents_has_none() -> None:
    assert json.loads("".join(run_chunks(run_record(), [])))["documents"] == []


def test_documents_are_written_as_they_are_asked_for() -> None:
    """Or millions of them would have to be held."""
    asked: list[int] = []

    def rows() -> Iterator[DocumentRecord]:
        for row in documents():
            asked.append(row.number)
            yield row

    chunks = run_chunks(run_record(), rows())
    next(chunks)
    next(chunks)

    assert asked == [1]
