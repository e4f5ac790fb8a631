"""One rule file laid over another, as trees: overrides go by key, `add` and `remove` edit lists."""

from __future__ import annotations

from collections.abc import Iterator

from ..suggest import did_you_mean
from .errors import RuleError
from .source import Entry, Value

ADD, REMOVE = "add", "remove"


def merge(base: Value, over: Value, errors: list[RuleError]) -> Value:
    """`over` laid over `base`: mappings key by key; anything else replaces what stood there.

    Where `base` has a list, or a scalar that stands for one, a mapping with `add` or `remove` edits it. An
    override that names another `kind` brings its own `match`: the fields of one kind mean nothing to another.
    Each value keeps the place where it was written, so that an error names the file that is to be mended.
    """
    if isinstance(base.data, dict) and isinstance(over.data, dict):
        merged = dict(base.data)
        if _changes_kind(base.data, over.data):
            merged.pop("match", None)
        for key, entry in over.data.items():
            old = merged.get(key)
            value = merge(old.value, entry.value, errors) if old else entry.value
            merged[key] = Entry(entry.key_mark, value)
        return Value(merged, over.mark)
    if is_edit(over) and base.data is not None:
        items = base.data if isinstance(base.data, list) else [base]
        return Value(list(edited(items, over, errors)), over.mark)
    return over


def is_edit(value: Value) -> bool:
    """Whether a value says how a list is to change, and not what it is."""
    return isinstance(value.data, dict) and (ADD in value.data or REMOVE in value.data)


def edited(items: list[Value], edit: Value, errors: list[RuleError]) -> Iterator[Value]:
    """The items without what the edit removes, then what it adds; each fault of the edit goes to `errors`."""
    assert isinstance(edit.data, dict)
    for key, entry in edit.data.items():
        if key not in (ADD, REMOVE):
            hint = did_you_mean(key, (ADD, REMOVE))
            errors.append(RuleError(entry.key_mark, f"an edit of a list: unknown field {key!r}{hint}"))
    gone = _listed(edit.data.get(REMOVE), errors)
    for wanted in gone:
        if not any(_same(item, wanted) for item in items):
            hint = did_you_mean(wanted.text, [item.text for item in items if item.text])
            shown = repr(wanted.text) if wanted.text else "what is written here"
            errors.append(RuleError(wanted.mark, f"nothing to remove: {shown} is not in the list{hint}"))
    yield from (item for item in items if not any(_same(item, wanted) for wanted in gone))
    yield from _listed(edit.data.get(ADD), errors)


def _changes_kind(base: dict[str, Entry], over: dict[str, Entry]) -> bool:
    return "kind" in base and "kind" in over and base["kind"].value.data != over["kind"].value.data


def _listed(entry: Entry | None, errors: list[RuleError]) -> list[Value]:
    if entry is None:
        return []
    if not isinstance(entry.value.data, list):
        errors.append(RuleError(entry.value.mark, f"`{ADD}` and `{REMOVE}` take a list"))
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
    return type(one.data) is type(other.data) and one.data == other.data
