"""Which key of a record holds what: set by `--field`, or guessed from names that feeds use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, get_args

from ..sources import FieldName
from ..suggest import closest, did_you_mean
from .options import FeedError, FeedOptions, UnknownFieldsError, quoted

TARGETS: tuple[FieldName, ...] = get_args(FieldName)
"""What a field of a record can be read as."""

GUESSES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "text": (
            "text",
            "body",
            "content",
            "article",
            "article_body",
            "articleBody",
            "article_text",
            "articleText",
            "full_text",
            "fulltext",
            "fullText",
            "maintext",
            "main_text",
            "raw_content",
            "raw_text",
            "body_text",
            "bodyText",
            "content_text",
            "text_content",
            "textContent",
            "plain_text",
            "plaintext",
            "cleaned_text",
            "page_content",
            "story",
            "story_text",
            "article_content",
            "news_content",
            "news_text",
            "document",
        ),
        "html": (
            "html",
            "content_html",
            "contentHtml",
            "body_html",
            "bodyHtml",
            "text_html",
            "article_html",
            "raw_html",
            "page_html",
            "post_content",
            "content.rendered",
        ),
        "title": (
            "title",
            "headline",
            "name",
            "article_title",
            "page_title",
            "post_title",
            "news_title",
            "heading",
            "title.rendered",
        ),
        "id": ("id", "_id", "guid", "uuid", "doc_id", "docid", "document_id", "article_id", "record_id"),
        "url": ("url", "link", "uri", "canonical_url", "permalink", "href", "source_url", "page_url"),
        "source": (
            "source",
            "source_name",
            "site",
            "site_name",
            "sitename",
            "source_domain",
            "domain",
            "hostname",
            "publisher",
            "outlet",
            "publication",
        ),
        "language": ("language", "lang", "locale", "language_code", "lang_code", "inLanguage"),
    }
)
"""The keys that are tried for each target, best first: as written, then as in "Full Text" for "full_text"."""

SAMPLE_RECORDS = 20
"""Good records whose keys are looked at before the fields of a feed are settled."""

KEYS_SHOWN = 20
"""Keys that an error message lists."""

NAME_KEYS = ("name", "title")
"""Keys that hold the name of a source that is an object, like {"id": "bbc", "name": "BBC"}."""


def parse_fields(spec: str) -> Mapping[str, str]:
    """The fields that `text=body,id=url` names, target to key. Raises FeedError."""
    fields: dict[str, str] = {}
    for part in spec.split(","):
        target, equals, key = (piece.strip() for piece in part.partition("="))
        if not (target and equals and key):
            raise FeedError(f"{quoted(part)} is not of the form target=key, like text=body,id=url")
        if target in fields:
            raise FeedError(
                f"the target {target!r} is set twice, to {quoted(fields[target])} and {quoted(key)}"
            )
        check_target(target)
        fields[target] = key
    return MappingProxyType(fields)


def check_target(target: str) -> None:
    """Refuse what is no target. Raises FeedError."""
    if target not in TARGETS:
        hint = did_you_mean(target, TARGETS)
        raise FeedError(f"{quoted(target)} is no field to set; these are: {', '.join(TARGETS)}{hint}")


def look_up(record: Mapping[str, Any], path: str) -> Any:
    """The value under a key, or under a dotted path of keys; None where there is none."""
    if path in record:
        return record[path]
    value: Any = record
    for key in path.split("."):
        if not isinstance(value, Mapping) or key not in value:
            return None
        value = value[key]
    return value


def settle_fields(sample: Sequence[Mapping[str, Any]], options: FeedOptions, path: str) -> Mapping[str, str]:
    """The key of each target that the records of a feed have.

    Where the user names the text or the HTML, the other is not guessed. Raises FeedError if there is neither.
    """
    given = dict(options.fields)
    wanted = set(TARGETS) - set(given)
    if {"text", "html"} & set(given):
        wanted -= {"text", "html"}
        _check_given(given, sample, path)
    guessed: dict[str, str] = {
        target: key for target in TARGETS if target in wanted and (key := _guess(target, sample))
    }
    fields = {**given, **guessed}
    if not {"text", "html"} & set(fields):
        raise UnknownFieldsError(_no_text(sample, path))
    return MappingProxyType(fields)


def _guess(target: str, sample: Sequence[Mapping[str, Any]]) -> str | None:
    """The first name of the list with a value that can be used, else the first that is a key at all."""
    present = [name for name in _names(target, sample) if any(_has(record, name) for record in sample)]
    usable = (name for name in present if any(_is_usable(target, look_up(record, name)) for record in sample))
    return next(usable, present[0] if present else None)


def _names(target: str, sample: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    yield from GUESSES[target]
    plain = {_plain(key): key for key in _keys(sample)}
    for name in GUESSES[target]:
        if _plain(name) in plain:
            yield plain[_plain(name)]


def _plain(key: str) -> str:
    """A key without regard to case, and to what stands between its words."""
    return key.lower().replace(" ", "_").replace("-", "_")


def may_hold_a_target(key: str, options: FeedOptions) -> bool:
    """Whether what stands under a key at the top of a record can be that of a target: as told, or by name."""
    told = any(key in (name, name.partition(".")[0]) for name in options.fields.values())
    return told or _plain(key) in _GUESSED_KEYS


def _has(record: Mapping[str, Any], name: str) -> bool:
    return name in record or look_up(record, name) is not None


def _is_usable(target: str, value: Any) -> bool:
    if target in ("text", "html"):
        return isinstance(value, str) and bool(value.strip())
    return scalar(value) is not None or (target == "source" and name_of(value) is not None)


_GUESSED_KEYS = frozenset(
    _plain(key) for names in GUESSES.values() for name in names for key in (name, name.partition(".")[0])
)
"""Every key of `GUESSES`, and where those begin that are paths."""


def scalar(value: Any) -> str | None:
    """A string, or a number as one; None for anything else, and for blank strings."""
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return None if value != value else str(value)  # noqa: PLR0124  # a missing value: NaN is not itself


def name_of(value: Any) -> str | None:
    """The name that an object carries, as a feed's source often is one."""
    if not isinstance(value, Mapping):
        return None
    return next((name for key in NAME_KEYS if (name := scalar(value.get(key)))), None)


def _keys(sample: Iterable[Mapping[str, Any]]) -> list[str]:
    """All keys of some records, in the order in which they appear."""
    return list(dict.fromkeys(key for record in sample for key in record))


def shown_keys(sample: Iterable[Mapping[str, Any]]) -> str:
    """The keys of some records as a message shows them: quoted, and not too many."""
    keys = _keys(sample)
    more = f" and {len(keys) - KEYS_SHOWN} more" if len(keys) > KEYS_SHOWN else ""
    return (", ".join(quoted(key) for key in keys[:KEYS_SHOWN]) or "none") + more


def _check_given(given: Mapping[str, str], sample: Sequence[Mapping[str, Any]], path: str) -> None:
    """Refuse a key for the text or the HTML that no record has."""
    keys = [given[target] for target in ("text", "html") if target in given]
    if not any(_has(record, key) for record in sample for key in keys):
        hint = did_you_mean(keys[0], _keys(sample))
        raise UnknownFieldsError(
            f"{path}: no record has the key {quoted(keys[0])}; keys seen: {shown_keys(sample)}{hint}"
        )


def _no_text(sample: Sequence[Mapping[str, Any]], path: str) -> str:
    similar = [key for key in _keys(sample) if closest(key, GUESSES["text"])]
    hint = f" Did you mean --field text={quoted(similar[0])[1:-1]}?" if similar else ""
    return (
        f"{path}: cannot guess which field holds the text; keys seen: {shown_keys(sample)}. "
        f"Name it with --field text=KEY (or html=KEY).{hint}"
    )
