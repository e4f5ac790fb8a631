"""Reports against the published schemas of their formats, beside the stricter ones of our own.

They are no part of this project. `COPYDESK_SCHEMAS=FOLDER` names a folder with sarif-schema-2.1.0.json, of
OASIS, and junit-10.xsd, of Jenkins' xunit-plugin: `tools/fetch-schemas FOLDER` fetches them. Without it they
are skipped.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema.validators import validator_for
from lxml import etree
from report_helpers import RUN, finding, report, result, unreadable

from checks import load_rules
from checks.document import Block, Location
from checks.finding import Accepted, Result, Skipped, Unreadable
from checks.limit import Limits, SourceGate
from checks.reports import Format, SideFile
from checks.rules.schema import GateSettings
from checks.sources import SourceSettings

CASES = Path(__file__).parents[1] / "cases" / "reports"
SARIF, JUNIT = "sarif-schema-2.1.0.json", "junit-10.xsd"

TEXT = "One line.\r\nThe minister†\r\nsaid so. \ud800 \x1b[2J ]]> {0} [x](y)"
AT = TEXT.index("†")
DAGGER = finding(TEXT, AT, AT + 1, line=2, column=13)
SIDE_FILE = SideFile("beside.yaml", "0" * 64)


def items() -> list[Result | Unreadable]:
    """One of everything that a report can be asked to tell."""
    accepted = replace(DAGGER, state="accepted", accepted=Accepted("Ada", "house style", "f" * 16))
    return [
        result(),
        result(TEXT, DAGGER, finding(TEXT, 0, AT), accepted, verdict="fail", score=41.5, judged_score=50.0),
        result(TEXT, replace(DAGGER, state="known", severity="warning"), verdict="review", id="x1"),
        result(TEXT, finding(TEXT, 0, 0, severity="info"), document_location=Location("feed.jsonl", 3, 2)),
        result(TEXT, DAGGER, document_location=None, document_title="A title", near_duplicate_of="x1"),
        result(TEXT, DAGGER, document_blocks_known=(Block(0, len(TEXT), "paragraph"),)),
        result(complete=False, skipped=(Skipped("garble/salad", "its budget ran out"),)),
        unreadable(),
        unreadable(id="\x00", message="\udfff", location=Location("C:/a b/čaj.txt")),
    ]


def written(format_: Format) -> dict[str, str]:
    """Reports by name: of everything, of nothing, and the golden one."""
    gate = GateSettings(max_review="0", warn=Limits(max_failed="0"))
    sources = {"*.txt": SourceSettings(gate=SourceGate(max_failed="0", warn=Limits(max_review="0")))}
    run = replace(RUN, rules=load_rules().rules, accepted=SIDE_FILE, baseline=SIDE_FILE)
    golden = {"sarif": "report.sarif", "junit": "report.xml"}[format_]
    return {
        "everything": report(format_, items(), gate=gate, sources=sources, run=run),
        "interrupted": report(format_, [result()], interrupted=True),
        "nothing": report(format_, []),
        "golden": CASES.joinpath(golden).read_text("utf-8"),
    }


@pytest.fixture(scope="session")
def published() -> Callable[[str], Path]:
    """The file of a published schema; skips where nobody has one."""

    def file(name: str) -> Path:
        path = Path(os.environ.get("COPYDESK_SCHEMAS", "")) / name
        if not os.environ.get("COPYDESK_SCHEMAS"):
            pytest.skip("COPYDESK_SCHEMAS names no folder")
        return path

    return file


@pytest.mark.parametrize("name", ["everything", "interrupted", "nothing", "golden"])
def test_sarif_fits_the_published_schema(name: str, published: Callable[[str], Path]) -> None:
    schema = json.loads(published(SARIF).read_text("utf-8"))
    validator = validator_for(schema)

    faults = validator(schema, format_checker=validator.FORMAT_CHECKER).iter_errors(
        json.loads(written("sarif")[name])
    )

    assert [f"{fault.json_path}: {fault.message}" for fault in faults] == []


@pytest.mark.parametrize("name", ["everything", "interrupted", "nothing", "golden"])
def test_junit_fits_the_schema_of_the_plugin_that_reads_it(
    name: str, published: Callable[[str], Path]
) -> None:
    schema = etree.XMLSchema(etree.parse(published(JUNIT)))

    schema.assertValid(etree.fromstring(written("junit")[name].encode("utf-8")))
