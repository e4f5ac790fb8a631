"""Settings by source, from the rule file to what is read."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from checks import Document, load_rules
from checks.feeds import FeedOptions, read

RULES = """\
version: 1
sources:
  '*nl-*': {fields: {text: verhaal, title: kop}, language: nl}
  '*.dat': {format: jsonl}
  'https://de.example/*': {language: de}
  Le Port: {language: fr}
"""


@pytest.fixture
def options(tmp_path: Path) -> FeedOptions:
    (tmp_path / "rules.yaml").write_text(RULES, encoding="utf-8")
    return FeedOptions(sources=load_rules(tmp_path / "rules.yaml").sources)


def documents(tmp_path: Path, name: str, content: str, options: FeedOptions) -> list[Document]:
    (tmp_path / name).write_text(content, encoding="utf-8")
    found = list(read([str(tmp_path / name)], options, io.BytesIO()))
    return [item for item in found if isinstance(item, Document)]


def test_fields_and_language_are_those_of_the_input(tmp_path: Path, options: FeedOptions) -> None:
    (document,) = documents(tmp_path, "nl-1.jsonl", '{"verhaal": "De brug is open.", "kop": "Brug"}', options)

    assert (document.text, document.title, document.declared_language) == ("De brug is open.", "Brug", "nl")


def test_the_format_is_that_of_the_input(tmp_path: Path, options: FeedOptions) -> None:
    (document,) = documents(tmp_path, "a.dat", '{"text": "The bridge is open."}', options)

    assert document.text == "The bridge is open."


def test_the_globs_further_down_weigh_more(tmp_path: Path) -> None:
    (tmp_path / "rules.yaml").write_text(
        "version: 1\nsources: {'*': {language: nl}, '*a*': {language: de}}\n"
    )
    options = FeedOptions(sources=load_rules(tmp_path / "rules.yaml").sources)

    (document,) = documents(tmp_path, "a.txt", "One.", options)

    assert document.declared_language == "de"


@pytest.mark.parametrize(
    ("record", "language"),
    [
        ('{"text": "One.", "url": "https://de.example/1"}', "de"),
        ('{"text": "One.", "source": "Le Port"}', "fr"),
        ('{"text": "One.", "source": "Le Port", "language": "it"}', "it"),
        ('{"text": "One.", "source": "The Port"}', None),
    ],
)
def test_a_document_that_does_not_say_its_language_gets_its_source_s(
    tmp_path: Path, options: FeedOptions, record: str, language: str | None
) -> None:
    (document,) = documents(tmp_path, "feed.jsonl", record, options)

    assert document.declared_language == language


def test_options_weigh_more_than_settings(tmp_path: Path, options: FeedOptions) -> None:
    given = FeedOptions(fields={"text": "body"}, language="fy", sources=options.sources)

    (document,) = documents(tmp_path, "nl-1.jsonl", '{"verhaal": "Nee.", "body": "Ja.", "kop": "K"}', given)

    assert (document.text, document.title, document.declared_language) == ("Ja.", "K", "fy")


def test_a_body_named_by_an_option_replaces_the_source_s(tmp_path: Path, options: FeedOptions) -> None:
    given = FeedOptions(fields={"html": "page"}, sources=options.sources)

    (document,) = documents(tmp_path, "nl-1.jsonl", '{"verhaal": "Nee.", "page": "<p>Ja.</p>"}', given)

    assert document.text == "Ja."


def test_a_house_s_sources_lie_over_those_that_it_extends(tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text(
        "version: 1\nsources: {a: {language: nl, format: csv}, b: {language: de}}\n"
    )
    (tmp_path / "house.yaml").write_text("version: 1\nextends: base.yaml\nsources: {a: {language: fr}}\n")

    sources = load_rules(tmp_path / "house.yaml").sources

    assert (sources["a"].language, sources["a"].format, sources["b"].language) == ("fr", "csv", "de")
