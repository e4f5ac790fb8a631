"""Real crawls of a page on this machine, each in a process of its own."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import fields
from datetime import datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple, cast

import pytest
from click.testing import CliRunner
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem
from scrapy.settings import Settings
from scrapy.statscollectors import StatsCollector

from checks.commands import cli
from checks.furniture import block_hash, normalised
from checks.integrations.scrapy import CopydeskPipeline
from checks.integrations.scrapy_settings import PipelineSettings, SettingError, read_settings

ROOT = Path(__file__).resolve().parents[2]
RULES = ROOT / "tests" / "cases" / "reports" / "rules.yaml"
FURNITURE_RULES = ROOT / "tests" / "cases" / "furniture-rule.yaml"
SPIDER = Path(__file__).with_name("kinds_spider.py")
EXAMPLE = ROOT / "examples" / "scrapy"

PAGE = """<!DOCTYPE html><meta charset="utf-8"><title>Notes</title>
<p id="sound">The council met on Tuesday to discuss the budget of the harbour.</p>
<p id="broken">The council† met† on Tuesday† to discuss the roads† of the town.</p>
<p id="empty"></p>
"""


class Crawl(NamedTuple):
    """What a crawl left: its exit code and log, the items it exported, and copydesk's counts."""

    code: int
    log: str
    items: dict[str, dict[str, Any]]
    counts: dict[str, int]


class _QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, *arguments: Any) -> None:
        pass


def serve(folder: Path) -> ThreadingHTTPServer:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_QuietHandler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("site")
    (folder / "index.html").write_text(PAGE, "utf-8")
    server = serve(folder)
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def crawl(spider: Path, folder: Path, *arguments: str) -> Crawl:
    """Run `scrapy runspider` in an empty folder."""
    done = subprocess.run(
        [sys.executable, "-m", "scrapy", "runspider", str(spider), "-O", "items.jsonl", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "no_proxy": "127.0.0.1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    exported, counted = folder / "items.jsonl", folder / "stats.json"
    lines = exported.read_text("utf-8").splitlines() if exported.exists() else []
    items = {item.get("name") or item["url"]: item for item in map(json.loads, lines)}
    return Crawl(
        done.returncode,
        done.stderr,
        items,
        json.loads(counted.read_text("utf-8")) if counted.exists() else {},
    )


def crawl_kinds(site: str, folder: Path, kinds: str = "dict", **settings: object) -> Crawl:
    settings = {"RULES": RULES, **settings}
    given = [part for name, value in settings.items() for part in ("-s", f"COPYDESK_{name}={value}")]
    return crawl(
        SPIDER, folder, "-a", f"site={site}", "-a", "stats=stats.json", "-a", f"kinds={kinds}", *given
    )


@pytest.fixture(scope="module")
def annotated(site: str, tmp_path_factory: pytest.TempPathFactory) -> Crawl:
    return crawl_kinds(site, tmp_path_factory.mktemp("annotated"), "dict,item,dataclass,bare")


@pytest.mark.parametrize("kind", ["dict", "item", "dataclass"])
def test_an_item_of_any_kind_is_annotated(annotated: Crawl, kind: str) -> None:
    broken = annotated.items[f"{kind} broken"]

    (first, *_) = broken["copydesk"]["findings"]
    assert broken["copydesk"]["verdict"] == "fail"
    assert broken["body"][first["start"] : first["end"]] == first["match"] == "†"


def test_a_sound_item_passes(annotated: Crawl) -> None:
    note = annotated.items["dict sound"]["copydesk"]

    assert (note["verdict"], note["score"], note["findings"]) == ("pass", 100, [])


def test_an_item_without_text_says_so_and_has_no_verdict(annotated: Crawl) -> None:
    note = annotated.items["item empty"]["copydesk"]

    assert note["error"]["kind"] == "missing-text"
    assert "verdict" not in note


def test_a_copy_of_an_earlier_item_keeps_its_verdict(annotated: Crawl) -> None:
    assert annotated.items["dataclass sound"]["copydesk"]["verdict"] == "pass"


def test_an_item_that_cannot_take_the_note_goes_on_and_is_told_once(annotated: Crawl) -> None:
    assert "copydesk" not in annotated.items["bare broken"]
    assert annotated.log.count("BareItem has no field 'copydesk'") == 1
    assert annotated.counts["copydesk/not_annotated"] == 3


def test_every_item_is_counted(annotated: Crawl) -> None:
    counts = annotated.counts

    assert counts["copydesk/items"] == 12
    assert (counts["copydesk/pass"], counts["copydesk/fail"], counts["copydesk/unreadable"]) == (4, 4, 4)
    assert counts["copydesk/unreadable/missing-text"] == 4
    assert counts["copydesk/rules/symbols/stray-dagger"] == 16


@pytest.fixture(scope="module")
def dropped(site: str, tmp_path_factory: pytest.TempPathFactory) -> Crawl:
    folder = tmp_path_factory.mktemp("dropped")
    return crawl_kinds(
        site, folder, "dict,item", ACTION="drop", ITEMS="scrapy.Item", FAIL_UNDER=0, FAIL_ON="error"
    )


def test_what_is_below_the_gate_is_dropped_and_so_is_what_could_not_be_checked(dropped: Crawl) -> None:
    assert {name for name in dropped.items if name.startswith("item")} == {"item sound"}
    assert dropped.counts["copydesk/dropped"] == 2


def test_a_dropped_item_is_told_with_its_rules(dropped: Crawl) -> None:
    assert re.search(r"Dropped: copydesk: fail, score [\d.]+: symbols/stray-dagger\n", dropped.log)
    assert "Dropped: copydesk could not check it: missing-text" in dropped.log


def test_only_the_items_that_are_named_are_checked(dropped: Crawl) -> None:
    assert {"dict sound", "dict broken", "dict empty"} <= set(dropped.items)
    assert dropped.counts["copydesk/not_checked"] == 3


def test_what_is_below_the_gate_is_diverted_whole(site: str, tmp_path: Path) -> None:
    (tmp_path / "low.jsonl").write_text('{"name": "of an earlier crawl"}\n', "utf-8")

    done = crawl_kinds(site, tmp_path, ACTION="divert", DIVERT_FILE="low.jsonl")

    diverted = [json.loads(line) for line in (tmp_path / "low.jsonl").read_text("utf-8").splitlines()]
    assert [item["name"] for item in diverted] == ["of an earlier crawl", "dict broken", "dict empty"]
    assert diverted[1]["body"] == "The council† met† on Tuesday† to discuss the roads† of the town."
    assert diverted[1]["copydesk"]["verdict"] == "fail"
    assert set(done.items) == {"dict sound"}
    assert done.counts["copydesk/diverted"] == 2


def made(*arguments: object) -> None:
    """Run a command of copydesk that has to succeed."""
    done = CliRunner().invoke(cli, [str(argument) for argument in arguments])
    assert done.exit_code == 0, done.output


def test_what_an_earlier_crawl_knows_is_not_dropped(annotated: Crawl, site: str, tmp_path: Path) -> None:
    earlier = tmp_path / "earlier.jsonl"
    known = annotated.items["dict broken"]
    earlier.write_text(json.dumps({key: known[key] for key in ("name", "body")}) + "\n", "utf-8")
    made("baseline", "--rules", RULES, "--lang", "en", earlier, "--output", tmp_path / "known.json")

    done = crawl_kinds(site, tmp_path, ACTION="drop", BASELINE="known.json")

    assert set(done.items) == {"dict sound", "dict broken"}
    note = done.items["dict broken"]["copydesk"]
    assert note["judged"] == {"score": 100.0, "new": 0, "known": 4, "accepted": 0}
    assert (note["verdict"], note["score"]) == ("pass", known["copydesk"]["score"])
    assert done.counts["copydesk/known"] == 4
    assert "copydesk/rules/symbols/stray-dagger" not in done.counts


def test_what_is_accepted_beside_the_rules_is_not_dropped(
    annotated: Crawl, site: str, tmp_path: Path
) -> None:
    (tmp_path / "rules.yaml").write_bytes(RULES.read_bytes())
    found = [finding["fingerprint"] for finding in annotated.items["dict broken"]["copydesk"]["findings"]]
    accepted = tmp_path / "accepted.yaml"
    reason = ["--applies", "everywhere", "--reason", "the town's mark", "--who", "Ada"]
    made("accept", *dict.fromkeys(found), *reason, "--output", accepted)

    kept = crawl_kinds(site, tmp_path, RULES="rules.yaml", ACTION="drop")
    dropped = crawl_kinds(site, tmp_path, RULES="rules.yaml", ACTION="drop", ACCEPTED="none")

    assert set(kept.items) == {"dict sound", "dict broken"}
    assert kept.items["dict broken"]["copydesk"]["score"] == 100
    assert kept.counts["copydesk/accepted"] == 4
    assert set(dropped.items) == {"dict sound"}


def test_rules_that_cannot_be_used_end_the_crawl(site: str, tmp_path: Path) -> None:
    done = crawl_kinds(site, tmp_path, RULES="missing.yaml")

    assert done.code != 0
    assert "missing.yaml" in done.log
    assert not done.items


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("FIELD", "text=body", "unknown setting COPYDESK_FIELD .did you mean 'COPYDESK_FIELDS'"),
        ("ACTION", "dorp", "must be one of annotate, drop, divert"),
        ("ACTION", "divert", "COPYDESK_DIVERT_FILE need each other"),
        ("DIVERT_FILE", "low.jsonl", "COPYDESK_DIVERT_FILE need each other"),
        ("FAIL_ON", "info", "must be one of warning, error, none"),
        ("FAIL_UNDER", "sixty", "must be a number"),
        ("FIELDS", {"txt": "body"}, "no field to set"),
        ("FIELDS", ["body"], "must be a dict"),
        ("FIELDS", "body", "not of the form target=key"),
        ("SELECT", 3, "must be a list"),
        ("LANGUAGE", "Klingonese", "unknown language"),
        ("RULES", "", "not blank"),
        ("KEY", 7, "must be a string"),
    ],
)
def test_a_setting_is_refused(name: str, value: object, message: str) -> None:
    with pytest.raises(SettingError, match=message):
        read_settings(Settings({f"COPYDESK_{name}": value}))


@pytest.mark.parametrize("name", ["accepted", "baseline", "furniture"])
@pytest.mark.parametrize("text", [None, "", "{}", "no\n\tyaml: ["])
def test_a_file_beside_the_rules_that_cannot_be_used_is_refused(
    name: str, text: str | None, tmp_path: Path
) -> None:
    path = tmp_path / "file"
    if text is not None:
        path.write_text(text, "utf-8")
    settings = PipelineSettings(rules=str(RULES), **{name: str(path)})  # type: ignore[arg-type]

    with pytest.raises(SettingError, match=f"COPYDESK_{name.upper()}: .*file"):
        settings.checker()


def test_furniture_is_looked_for(tmp_path: Path) -> None:
    text = "Stories that smell of salt, in your letterbox"
    shape = block_hash(normalised(text))
    record = {
        "format": "copydesk-furniture",
        "version": 1,
        "copydesk": "0",
        "learned": {"min_documents": 5, "min_share": 0.1},
        "sources": [{"source": "news.example", "documents": 9}],
        "blocks": [{"source": "news.example", "block": shape, "documents": 9}],
    }
    (tmp_path / "furniture.json").write_text(json.dumps(record), "utf-8")
    desk = pipeline(RULES=str(FURNITURE_RULES), FURNITURE=str(tmp_path / "furniture.json"))

    checked: dict[str, Any] = desk.process_item({"text": text, "url": "https://news.example/1"})

    assert checked["copydesk"]["findings"][0]["match"] == text


def test_a_file_that_changes_nothing_or_was_made_with_other_rules_is_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    article = tmp_path / "article.txt"
    article.write_text("The roads† are open.", "utf-8")
    made("baseline", "--rules", FURNITURE_RULES, article, "--output", tmp_path / "known.json")
    learned = {"min_documents": 5, "min_share": 0.1}
    empty = {"format": "copydesk-furniture", "version": 1, "copydesk": "0", "learned": learned}
    (tmp_path / "furniture.json").write_text(json.dumps({**empty, "sources": [], "blocks": []}), "utf-8")

    pipeline(BASELINE=str(tmp_path / "known.json"), FURNITURE=str(tmp_path / "furniture.json"))

    assert "known.json was made with other rules" in caplog.text
    assert "COPYDESK_FURNITURE has no effect" in caplog.text


def test_a_spider_s_thresholds_are_those_of_its_source(tmp_path: Path) -> None:
    rules = tmp_path / "rules.yaml"
    rules.write_text(f"version: 1\nextends: [{RULES}]\nsources: {{kinds: {{score: {{fail_on: error}}}}}}\n")
    item = {"text": "The council met† on Tuesday to discuss the budget of the harbour."}

    with pytest.raises(DropItem, match="fail"):
        pipeline(RULES=str(rules), ACTION="drop").process_item(item)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        (PipelineSettings(select=("symbols/nothing",)), "COPYDESK_SELECT: no rule matches"),
        (PipelineSettings(fail_under=101), "COPYDESK_FAIL_UNDER: fail_under must lie between"),
        (PipelineSettings(ignore=("*/*",)), "no rule is left"),
    ],
)
def test_a_setting_that_the_rules_cannot_meet_is_refused(settings: PipelineSettings, message: str) -> None:
    given = PipelineSettings(
        rules=str(RULES), select=settings.select, ignore=settings.ignore, fail_under=settings.fail_under
    )

    with pytest.raises(SettingError, match=message):
        given.checker()


def test_a_verdict_follows_the_settings_and_not_the_rule_file() -> None:
    text = "The council met† on Tuesday to discuss the budget of the harbour."
    lenient = PipelineSettings(rules=str(RULES), fail_under=0, fail_on="none").checker()
    strict = PipelineSettings(rules=str(RULES), fail_under=0, fail_on="error").checker()

    assert lenient.check(text).verdict == "review"
    assert strict.check(text).verdict == "fail"


def test_a_setting_may_be_a_value_or_a_string() -> None:
    values = read_settings(Settings({"COPYDESK_FIELDS": {"text": "body"}, "COPYDESK_SELECT": ["a/b", "c/*"]}))
    strings = read_settings(Settings({"COPYDESK_FIELDS": "text=body", "COPYDESK_SELECT": "a/b, c/*"}))

    assert dict(values.fields) == dict(strings.fields) == {"text": "body"}
    assert values.select == strings.select == ("a/b", "c/*")


def pipeline(**settings: object) -> CopydeskPipeline:
    """A pipeline without a crawl, for items that no page yields."""
    given = {f"COPYDESK_{name}": value for name, value in {"RULES": str(RULES), **settings}.items()}
    crawler = cast(Crawler, SimpleNamespace(settings=Settings()))
    return CopydeskPipeline(read_settings(Settings(given)), StatsCollector(crawler), "kinds")


def test_an_item_with_a_key_that_is_no_string_is_checked() -> None:
    checked: dict[Any, Any] = pipeline().process_item({1: "one", "text": "The roads† are open."})

    assert checked["copydesk"]["findings"][0]["match"] == "†"


def test_a_diverted_item_keeps_values_that_json_has_not(tmp_path: Path) -> None:
    path = tmp_path / "low.jsonl"
    desk = pipeline(ACTION="divert", DIVERT_FILE=str(path), FAIL_ON="error")
    item = {"text": "The roads† are open.\ud800", "seen": datetime(2026, 3, 1), "raw": b"\xff", "n": 3}

    desk.open_spider()
    with pytest.raises(DropItem):
        desk.process_item(item)
    desk.close_spider()

    (line,) = map(json.loads, path.read_text("utf-8").splitlines())
    assert (line["text"], line["n"]) == (item["text"], 3)
    assert line["seen"].startswith("2026-03-01")
    assert line["raw"] == "b'\\xff'"


def test_a_house_may_hold_back_what_is_up_for_review(tmp_path: Path) -> None:
    rules = tmp_path / "rules.yaml"
    rules.write_text(f"version: 1\nextends: [{RULES}]\ngate:\n  fail_verdicts: [fail, review]\n", "utf-8")

    with pytest.raises(DropItem, match="review"):
        pipeline(RULES=str(rules), ACTION="drop").process_item({"text": "The roads† are open."})


def test_every_setting_is_documented() -> None:
    page = (ROOT / "docs" / "integrations.md").read_text("utf-8")

    for setting in fields(PipelineSettings):
        assert f"`COPYDESK_{setting.name.upper()}`" in page


def test_the_example_parts_its_site(tmp_path: Path) -> None:
    server = serve(EXAMPLE / "site")
    try:
        address = f"http://127.0.0.1:{server.server_port}/"
        done = crawl(EXAMPLE / "spider.py", tmp_path, "-a", f"site={address}")
    finally:
        server.shutdown()
        server.server_close()

    diverted = (tmp_path / "below-the-gate.jsonl").read_text("utf-8").splitlines()
    assert {Path(url).name for url in done.items} == {"lighthouse.html", "market.html"}
    assert {Path(json.loads(line)["url"]).name for line in diverted} == {"bridge.html", "gallery.html"}
