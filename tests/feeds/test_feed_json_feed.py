from __future__ import annotations

import json
from typing import Any

import pytest

from checks.feeds.json_array import CHUNK_BYTES
from checks.finding import Unreadable

VERSION = "https://jsonfeed.org/version/1.1"
ITEMS = [
    {
        "id": 7,
        "url": "https://quay.example/7",
        "title": "Ferry",
        "content_html": "<p>It &amp; <b>sails</b>.</p>",
    },
    {
        "id": "b",
        "external_url": "https://tides.example/b",
        "content_text": "Not <b>bold</b>.",
        "language": "nl",
    },
    {
        "id": "c",
        "url": "https://quay.example/c",
        "external_url": "https://tides.example/c",
        "content_text": "C.",
    },
]
FEED = {"version": VERSION, "title": "Harbour", "language": "en-gb", "home_page_url": "https://quay.example/"}


def texts(items: Any) -> list[str]:
    return [item.kind if isinstance(item, Unreadable) else item.text for item in items]


@pytest.mark.parametrize("version", [VERSION, "https://jsonfeed.org/version/1"])
@pytest.mark.parametrize("is_sorted", [False, True])
def test_the_items_and_what_the_feed_says_of_them(read_bytes: Any, version: str, is_sorted: bool) -> None:
    data = json.dumps({**FEED, "version": version, "items": ITEMS}, sort_keys=is_sorted).encode()
    items = read_bytes(data, "f.json")
    assert texts(items) == ["It & sails.", "Not <b>bold</b>.", "C."]
    assert [item.id for item in items] == ["7", "b", "c"]
    assert [item.title for item in items] == ["Ferry", "", ""]
    assert [item.source for item in items] == ["Harbour"] * 3
    assert [item.declared_language for item in items] == ["en-gb", "nl", "en-gb"]
    assert [item.url for item in items] == [
        "https://quay.example/7",
        "https://tides.example/b",
        "https://quay.example/c",
    ]


def test_the_address_of_the_site_reaches_the_items(read_bytes: Any) -> None:
    data = json.dumps({**FEED, "items": ITEMS}).encode()
    assert read_bytes(data, "f.json", fields={"source": "home_page_url"})[0].source == "https://quay.example/"


def test_of_a_feed_over_the_limit_only_what_stands_before_the_items_reaches_them(read_bytes: Any) -> None:
    head = {key: FEED[key] for key in ("version", "title")}
    data = json.dumps({**head, "items": ITEMS * 5_000, "language": "en-gb"}).encode()
    items = read_bytes(data, "f.json", max_record_bytes=CHUNK_BYTES)
    assert len(items) == 15_000
    assert (items[0].source, items[0].declared_language) == ("Harbour", None)


@pytest.mark.parametrize("cut", range(120, 700, 7))
def test_a_feed_that_is_cut_off_is_read_up_to_there(read_bytes: Any, cut: int) -> None:
    data = json.dumps({**FEED, "items": ITEMS}).encode()
    whole = [data.find(json.dumps(item).encode()) + len(json.dumps(item)) for item in ITEMS]
    assert whole == sorted(whole)
    *items, last = read_bytes(data[: min(cut, len(data) - 3)], "f.json")
    assert isinstance(last, Unreadable)
    assert last.kind == "bad-json"
    # The last item is whole only once something follows it.
    assert texts(items) == ["It & sails.", "Not <b>bold</b>.", "C."][: sum(end < cut for end in whole[:2])]
    assert all(item.source == "Harbour" for item in items)


def test_other_objects_lend_their_items_nothing(read_bytes: Any) -> None:
    data = json.dumps({"version": 3, "title": "Dump", "items": [{"text": "A."}]}).encode()
    assert read_bytes(data, "f.json")[0].source is None


def test_an_ill_formed_item_costs_itself(read_bytes: Any) -> None:
    data = json.dumps({**FEED, "items": ITEMS}).replace("7,", "07,", 1).encode()
    assert texts(read_bytes(data, "f.json")) == ["bad-json", "Not <b>bold</b>.", "C."]
