"""JSON for people who compare two versions of a file: a line for each item of a list."""

from __future__ import annotations

from collections.abc import Mapping

from .record import dumps


def dumps_rows(record: Mapping[str, object]) -> str:
    """An object as JSON, each of its values on a line, each item of a list on a line of its own."""
    return "{\n" + ",\n".join(f"{dumps(key)}: {_value(value)}" for key, value in record.items()) + "\n}\n"


def _value(value: object) -> str:
    if not isinstance(value, list) or not value:
        return dumps(value)
    return "[\n" + ",\n".join(f"  {dumps(item)}" for item in value) + "\n]"
