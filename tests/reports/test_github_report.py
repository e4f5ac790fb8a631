from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from report_helpers import LENIENT, finding, report, result, unreadable

from checks.document import Location
from checks.finding import Severity
from checks.limit import Limits, SourceGate
from checks.reports import Options
from checks.rules.schema import GateSettings
from checks.sources import SourceSettings

TEXT = "The minister† said so."
DAGGER = finding(TEXT, 12, 13)


def commands(*items: Any, **values: Any) -> list[str]:
    return report("github", items, **{"gate": LENIENT, **values}).splitlines()


def test_a_gate_that_only_warns_is_a_warning() -> None:
    gate = GateSettings(max_failed="100%", warn=Limits(max_failed="0"))
    assert commands(result(verdict="fail"), gate=gate) == [
        "::warning title=copydesk gate::max-failed: 1 of 1 scored documents failed, limit 0"
    ]


def test_many_gates_leave_room_for_findings() -> None:
    sources = {f"s{n}/*": SourceSettings(gate=SourceGate(min_documents=1)) for n in range(30)}
    told = commands(result(TEXT, DAGGER), sources=sources)
    assert told[0].endswith("min-documents in s0/*: 0 documents scored, limit 1")
    assert told[4:] == [
        "::error title=copydesk gate::26 more gates are not met",
        "::error file=a.txt,line=1,endLine=1,col=13,title=symbols/stray-dagger"
        "::A stray mark%0Aa.txt: The minister[[†]] said so.",
    ]


def test_a_finding_is_a_command_with_its_place() -> None:
    assert commands(result(TEXT, DAGGER)) == [
        "::error file=a.txt,line=1,endLine=1,col=13,title=symbols/stray-dagger"
        "::A stray mark%0Aa.txt: The minister[[†]] said so."
    ]


def test_in_a_feed_the_place_is_the_line_of_the_record() -> None:
    (command,) = commands(result(TEXT, DAGGER, document_location=Location("feed.jsonl", 3, 3)))
    assert command.startswith("::error file=feed.jsonl,line=3,title=")


def test_what_runs_over_several_lines_has_no_column() -> None:
    text = "One\ntwo."
    (command,) = commands(result(text, finding(text, 0, 7)))
    assert "line=1,endLine=2,title=" in command


def test_a_document_from_no_file_has_no_place() -> None:
    (command,) = commands(result(TEXT, DAGGER, document_location=None))
    assert command.startswith("::error title=")


def test_paths_are_those_of_the_checkout() -> None:
    item = result(TEXT, DAGGER, document_location=Location("feeds/a.txt"))
    (command,) = commands(item, options=Options(here="/home/runner/repo/sub", project="/home/runner/repo"))
    assert "file=sub/feeds/a.txt," in command


@pytest.mark.parametrize(
    ("severity", "level"), [("error", "error"), ("warning", "warning"), ("info", "notice")]
)
def test_severities_are_levels(severity: Severity, level: str) -> None:
    (command,) = commands(result(TEXT, replace(DAGGER, severity=severity)))
    assert command.startswith(f"::{level} ")


def test_gates_come_first_and_then_what_could_not_be_checked() -> None:
    found = commands(result(TEXT, DAGGER, verdict="fail"), unreadable(), gate=GateSettings())
    assert [re.sub(":.*", "", line.partition("title=")[2]) for line in found] == [
        *("copydesk gate", "copydesk gate", "bad-json", "symbols/stray-dagger")
    ]


def test_no_more_than_ten_of_a_level_and_a_notice_of_how_many_more() -> None:
    severities: list[Severity] = ["error", "warning", "info"]
    items = [
        result(TEXT, *(replace(DAGGER, severity=severity) for severity in severities)) for _ in range(30)
    ]
    found = commands(*items, *[unreadable()] * 30, gate=GateSettings())
    levels = [line.split(" ")[0] for line in found]
    assert {level: levels.count(level) for level in levels} == {
        "::error": 10,
        "::warning": 10,
        "::notice": 10,
    }
    shown = 30 - 2  # less a gate and the notice itself
    assert found[-1].startswith(f"::notice title=copydesk::{120 - shown} more are not annotated")


def test_what_fits_needs_no_notice() -> None:
    assert len(commands(*[result(TEXT, DAGGER)] * 10)) == 10


def test_each_document_is_heard_before_any_is_heard_twice_the_worst_first() -> None:
    mild = finding(TEXT, 0, 3, rule="garble/mild", points=1.0)
    items = [
        result(TEXT, mild, DAGGER, id="bad", score=50.0, verdict="fail"),
        result(TEXT, mild, DAGGER, id="worse", score=10.0, verdict="fail"),
    ]
    names = [re.findall(r"title=(.*?)::.*%0A(\w+)", line)[0] for line in commands(*items)]
    assert names == [
        *(("symbols/stray-dagger", "worse"), ("symbols/stray-dagger", "bad")),
        *(("garble/mild", "worse"), ("garble/mild", "bad")),
    ]


def test_what_is_known_or_accepted_is_not_annotated() -> None:
    assert commands(result(TEXT, replace(DAGGER, state="known"), replace(DAGGER, state="accepted"))) == []


def test_show_trims_the_annotations() -> None:
    item = result(TEXT, replace(DAGGER, severity="info"))
    assert commands(item, options=Options(show="warning")) == []


HOSTILE = "a%0A::error::fake\n::stop-commands::x\r##[add-mask]y, z: 100%"


def test_a_text_gives_no_command() -> None:
    text = f"{HOSTILE}†"
    item = result(
        text,
        finding(text, 0, len(text), message=HOSTILE),
        id=HOSTILE,
        document_location=Location(HOSTILE),
    )
    found = commands(item, unreadable(id=HOSTILE, message=HOSTILE, location=Location(HOSTILE)))
    assert len(found) == 2
    for line in found:
        assert re.fullmatch(r"::error (\w+=[^,:]+,?)+::.*", line)
        assert "##[" not in line
        assert "%250A" in line  # what was written %0A stays that
