from __future__ import annotations

import json
from typing import Any

import pytest

from checks.feeds import GUESSES, FeedError, parse_fields


def feed(*records: dict[str, Any]) -> bytes:
    return b"".join(json.dumps(record).encode() + b"\n" for record in records)


@pytest.mark.parametrize("key", [name for name in GUESSES["text"] if "." not in name])
def test_each_documented_name_of_the_text_is_guessed(read_bytes: Any, key: str) -> None:
    (document,) = read_bytes(feed({"author": "Ann", key: "All is well."}), "f.jsonl")
    assert document.text == "All is well."


@pytest.mark.parametrize(
    ("target", "attribute"),
    [
        ("title", "title"),
        ("id", "id"),
        ("url", "url"),
        ("source", "source"),
        ("language", "declared_language"),
    ],
)
def test_each_documented_name_of_the_rest_is_guessed(read_bytes: Any, target: str, attribute: str) -> None:
    for name in GUESSES[target]:
        if "." not in name:
            (document,) = read_bytes(feed({"text": "Well.", name: "value"}), "f.jsonl")
            assert getattr(document, attribute) == "value", name


def test_every_list_has_a_target_and_no_name_twice() -> None:
    assert set(GUESSES) == {"text", "html", "title", "id", "url", "source", "language"}
    names = [name for names in GUESSES.values() for name in names]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("record", "text"),
    [
        ({"TEXT": "a"}, "a"),
        ({"Body": "b", "body": "a"}, "a"),
        ({"text": "a", "html": "<p>b"}, "a"),
        ({"text": " ", "html": "<p>b"}, "b"),
        ({"text": None, "html": "<p>b"}, "b"),
        ({"text": {"x": 1}, "body": "b"}, "b"),
        ({"text": 3, "content": "b"}, "b"),
        ({"content_html": "<p>b<script>c</script>"}, "b"),
        ({"content": {"rendered": "<p>b"}, "title": {"rendered": "T"}}, "b"),
    ],
)
def test_the_best_key_is_chosen(read_bytes: Any, record: dict[str, Any], text: str) -> None:
    (document,) = read_bytes(feed(record), "f.jsonl")
    assert document.text == text


def test_the_fields_are_those_of_the_first_twenty_records(read_bytes: Any) -> None:
    early = read_bytes(feed(*[{"id": n} for n in range(19)], {"body": "here"}), "f.jsonl")
    assert [getattr(item, "kind", "read") for item in early] == ["missing-text"] * 19 + ["read"]
    with pytest.raises(FeedError):
        read_bytes(feed(*[{"id": n} for n in range(20)], {"body": "too late"}), "f.jsonl")


def test_one_feed_reads_all_its_records_alike(read_bytes: Any) -> None:
    first, second = read_bytes(feed({"text": "a"}, {"body": "b"}), "f.jsonl")
    assert first.text == "a"
    assert second.kind == "missing-text"
    assert "'body'" in second.message


def test_an_html_field_is_read_as_a_page(read_bytes: Any) -> None:
    page = '<html lang="de"><title>Seite</title><p>Ein <a href="/x">Satz</a>.</p>'
    first, second = read_bytes(feed({"html": page, "title": "Mine", "lang": "nl"}, {"html": page}), "f.jsonl")
    assert (first.text, first.title, first.declared_language) == ("Ein Satz.", "Mine", "nl")
    assert (second.title, second.declared_language) == ("Seite", "de")
    assert [(first.text[link.start : link.end], link.href) for link in first.links] == [("Satz", "/x")]
    assert first.blocks_known is not None


@pytest.mark.parametrize(
    ("value", "source"),
    [
        ("BBC", "BBC"),
        ({"id": None, "name": "BBC"}, "BBC"),
        ({"url": "x"}, None),
        (["BBC"], None),
        (True, None),
        ("  ", None),
        (7, "7"),
    ],
)
def test_the_source_may_be_an_object_with_a_name(read_bytes: Any, value: Any, source: str | None) -> None:
    (document,) = read_bytes(feed({"text": "a", "source": value}), "f.jsonl")
    assert document.source == source


@pytest.mark.parametrize(
    ("value", "expected"),
    [(7, "7"), (1.5, "1.5"), ("x y", "x y"), (0, "0"), (None, None), ([1], None), ("", None)],
)
def test_ids_may_be_numbers_and_fall_back_to_the_place(
    read_bytes: Any, value: Any, expected: str | None
) -> None:
    (document,) = read_bytes(feed({"text": "a", "id": value}), "f.jsonl")
    assert document.id == (expected or f"{document.location.path}:1")


def test_fields_can_be_set_with_dotted_paths(read_bytes: Any) -> None:
    record = {"article": {"body": {"plain": "deep"}}, "a.b": "dotted key", "n": {"id": 4}, "text": "not this"}
    fields = parse_fields("text=article.body.plain,title=a.b,id=n.id")
    (document,) = read_bytes(feed(record), "f.jsonl", fields=fields)
    assert (document.text, document.title, document.id) == ("deep", "dotted key", "4")


def test_a_set_html_field_is_not_overruled_by_a_guess(read_bytes: Any) -> None:
    (document,) = read_bytes(
        feed({"content": "<p>a</p>", "text": "b"}), "f.jsonl", fields={"html": "content"}
    )
    assert document.text == "a"


def test_what_cannot_be_guessed_shows_the_keys_and_the_way_out(read_bytes: Any) -> None:
    hostile = {"titel": "x", "\x1b[31m": 1, "k" * 200: 2, **{f"key{n}": n for n in range(30)}}
    with pytest.raises(FeedError) as caught:
        read_bytes(feed(hostile), "f.jsonl")
    message = str(caught.value)
    assert "f.jsonl: cannot guess which field holds the text; keys seen: 'titel', '\\x1b[31m'" in message
    assert "and 13 more" in message
    assert "--field text=KEY" in message
    assert "\x1b" not in message
    assert len(message) < 1_000


@pytest.mark.parametrize("key", ["textt", "Contents", "articel"])
def test_what_cannot_be_guessed_but_is_close_is_suggested(read_bytes: Any, key: str) -> None:
    with pytest.raises(FeedError, match=f"Did you mean --field text={key}\\?"):
        read_bytes(feed({"author": "Ann", key: "All is well."}), "f.jsonl")


def test_a_set_key_that_no_record_has_is_an_error(read_bytes: Any) -> None:
    with pytest.raises(
        FeedError, match=r"no record has the key 'bodyy'; keys seen: 'body' \(did you mean 'body'\?\)"
    ):
        read_bytes(feed({"body": "a"}), "f.jsonl", fields={"text": "bodyy"})


@pytest.mark.parametrize(
    ("spec", "says"),
    [
        ("txt=body", "did you mean 'text'?"),
        ("author=by", "these are: text, html, title, id, url, source, language"),
        ("text", "target=key"),
        ("text=", "target=key"),
        ("", "target=key"),
        ("text=a,,id=b", "target=key"),
        ("text=a,text=b", "set twice"),
    ],
)
def test_a_wrong_field_specification_is_an_error(spec: str, says: str) -> None:
    with pytest.raises(FeedError) as caught:
        parse_fields(spec)
    assert says in str(caught.value)


def test_a_field_specification_keeps_its_keys_as_written() -> None:
    assert parse_fields(" text = Body Text , url=a=b") == {"text": "Body Text", "url": "a=b"}


def test_an_unknown_target_in_the_options_is_an_error(read_bytes: Any) -> None:
    with pytest.raises(FeedError, match="did you mean 'language'"):
        read_bytes(b"x", "a.txt", fields={"langauge": "l"})
