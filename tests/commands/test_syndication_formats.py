"""RSS, Atom and JSON Feed through the command, sound and ill-formed."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_helpers import CLEAN, DAGGERS, copydesk, objects

RSS = (
    "<rss version='2.0'><channel><title>Town</title><language>en</language>"
    "<item><guid>a</guid><title>Budget</title><description>@1</description></item>\n"
    "<item><guid>b</guid><title>Roads</title><description>&lt;p&gt;@2&lt;/p&gt;</description></item>@3"
)
ATOM = (
    "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='en'><title>Town</title>"
    "<entry><id>a</id><title>Budget</title><content>@1</content></entry>\n"
    "<entry><id>b</id><title>Roads</title><content type='html'>&lt;p&gt;@2&lt;/p&gt;</content></entry>@3"
)
JSON_FEED = (
    '{"version": "https://jsonfeed.org/version/1.1", "title": "Town", "language": "en", "items": ['
    '{"id": "a", "title": "Budget", "content_text": "@1"},\n'
    '{"id": "b", "title": "Roads", "content_html": "<p>@2</p>"}@3'
)
FEEDS = {"f.rss": RSS, "f.atom": ATOM, "f.json": JSON_FEED}
ENDS = {"f.rss": "</channel></rss>", "f.atom": "</feed>", "f.json": "]}"}
REASONS = {"f.rss": "bad-xml", "f.atom": "bad-xml", "f.json": "bad-json"}
BROKEN = {
    "f.rss": "<item><title>One<br></title></item></channel></rss>",
    "f.atom": "<entry><title>One<br></title></entry></feed>",
    "f.json": ', {"id": c}]}',
}
CUT = {"f.rss": "<item><guid>c</gu", "f.atom": "<entry><id>c", "f.json": ', {"id": "c'}


def written(name: str, first: str = CLEAN, second: str = CLEAN, end: str = "") -> str:
    return FEEDS[name].replace("@1", first).replace("@2", second).replace("@3", end or ENDS[name])


@pytest.mark.parametrize("name", FEEDS)
@pytest.mark.parametrize("through", ["file", "standard input"])
def test_a_sound_feed_is_green(tmp_path: Path, name: str, through: str) -> None:
    feed = written(name)
    if through == "file":
        (tmp_path / name).write_text(feed, "utf-8")
        result = copydesk("check", "--format", "jsonl", tmp_path / name)
    else:
        result = copydesk("check", "--format", "jsonl", "-", input=feed)
    assert result.exit_code == 0, result.output
    documents = objects(result)
    assert [document["id"] for document in documents] == ["a", "b"]
    assert [document["title"] for document in documents] == ["Budget", "Roads"]
    assert {(document["source"], document["language"]) for document in documents} == {("Town", "en")}


@pytest.mark.parametrize("name", FEEDS)
def test_what_is_wrong_with_an_entry_is_found_where_it_stands(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(written(name, second=DAGGERS), "utf-8")
    result = copydesk("check", "--format", "jsonl", tmp_path / name)
    assert result.exit_code == 1, result.output
    sound, broken = objects(result)
    assert (sound["verdict"], broken["verdict"]) == ("pass", "fail")
    assert [DAGGERS[finding["start"] : finding["end"]] for finding in broken["findings"]] == ["†"] * 3


@pytest.mark.parametrize("name", FEEDS)
@pytest.mark.parametrize("ends", [BROKEN, CUT], ids=["broken", "cut off"])
def test_an_ill_formed_feed_is_never_green(tmp_path: Path, name: str, ends: dict[str, str]) -> None:
    (tmp_path / name).write_text(written(name, end=ends[name]), "utf-8")
    result = copydesk("check", "--format", "jsonl", tmp_path / name)
    assert result.exit_code == 2, result.output
    assert "max-unreadable" in result.stderr
    *documents, unreadable = objects(result)
    assert [document["id"] for document in documents] == ["a", "b"]
    assert unreadable["error"]["kind"] == REASONS[name]
    assert unreadable["location"]["record"] == 3
    assert copydesk("check", "--max-unreadable", "1", tmp_path / name).exit_code == 0


@pytest.mark.parametrize("name", ["f.rss", "f.atom"])
def test_a_fault_of_the_feed_is_one_unreadable_record(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(written(name, first=f"{CLEAN} A &nbsp; B & C"), "utf-8")
    result = copydesk("check", "--format", "jsonl", tmp_path / name)
    assert result.exit_code == 2, result.output
    first, second, unreadable = objects(result)
    assert (first["id"], second["id"], unreadable["id"]) == ("a", "b", None)
    assert unreadable["error"]["kind"] == "bad-xml"
    assert unreadable["location"]["line"] == 1


@pytest.mark.parametrize("name", ["f.rss", "f.atom"])
def test_entities_of_its_own_cost_an_entry_and_nothing_else(tmp_path: Path, name: str) -> None:
    doctype = '<!DOCTYPE x [<!ENTITY a "b"><!ENTITY x SYSTEM "file:///etc/hostname">]>'
    (tmp_path / name).write_text(doctype + written(name, first="&x;"), "utf-8")
    result = copydesk("check", "--format", "jsonl", tmp_path / name)
    assert result.exit_code == 2, result.output
    unreadable, document = objects(result)
    assert (unreadable["error"]["kind"], document["id"]) == ("bad-xml", "b")


def test_xml_that_is_no_feed_is_2_and_says_what_it_is(tmp_path: Path) -> None:
    (tmp_path / "sitemap.xml").write_text("<urlset><url><loc>https://x.example/</loc></url></urlset>")
    result = copydesk("check", tmp_path / "sitemap.xml")
    assert result.exit_code == 2
    assert "no RSS or Atom feed: its outermost element is <urlset>" in result.output
