"""One rule file laid over another, as trees: overrides go by key, lists are edited with `add` and `remove`."""

from __future__ import annotations

from ..suggest import did_you_mean
from .decode import Decoder
from .source import Entry, Value


def merge(base: Value, over: Value, decoder: Decoder) -> Value:
    """`over` laid over `base`: mappings key by key; anything else replaces what stood there.

    Where `base` has a list, a mapping with `add` or `remove` edits it. Each value keeps the place where it
    was written, so that an error names the file that is to be mended.
    """
    if isinstance(base.data, dict) and isinstance(over.data, dict):
        merged = dict(base.data)
        for key, entry in over.data.items():
            old = merged.get(key)
            value = merge(old.value, entry.value, decoder) if old else entry.value
            merged[key] = Entry(entry.key_mark, value)
        return Value(merged, over.mark)
    if isinstance(base.data, list) and isinstance(over.data, dict):
        return _edited(base.data, over, decoder)
    return over


def _edited(items: list[Value], over: Value, decoder: Decoder) -> Value:
    assert isinstance(over.data, dict)
    if not decoder.known_keys(over.data, ("add", "remove"), "an override of a list"):
        return Value(items, over.mark)
    kept = list(items)
    for gone in _listed(over.data.get("remove"), decoder):
        matching = [item for item in kept if _same(item, gone)]
        if not matching:
            hint = did_you_mean(gone.text, [item.text for item in kept if item.text])
            decoder.fail(gone.mark, f"nothing to remove: {gone.text!r} is not in the list{hint}")
        kept = [item for item in kept if not _same(item, gone)]
    return Value(kept + _listed(over.data.get("add"), decoder), over.mark)


def _listed(entry: Entry | None, decoder: Decoder) -> list[Value]:
    if entry is None:
        return []
    if not isinstance(entry.value.data, list):
        decoder.fail(entry.value.mark, "`add` and `remove` take a list")
        return []
    return entry.value.data


def _same(one: Value, other: Value) -> bool:
    """Equal in content, wherever they were written."""
    if isinstance(one.data, dict) and isinstance(other.data, dict):
        return one.data.keys() == other.data.keys() and all(
            _same(entry.value, other.data[key].value) for key, entry in one.data.items()
        )
    if isinstance(one.data, list) and isinstance(other.data, list):
        return len(one.data) == len(other.data) and all(map(_same, one.data, other.data))
    return one.data == other.data
