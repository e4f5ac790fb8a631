"""The fields of the schema's dataclasses, as a rule file names and fills them."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from functools import cache
from typing import Any, get_type_hints


@cache
def yaml_fields(cls: type) -> Mapping[str, dataclasses.Field[Any]]:
    """The fields of a schema dataclass by their YAML names (a trailing underscore is dropped)."""
    return {f.name.rstrip("_"): f for f in dataclasses.fields(cls) if f.init}


@cache
def type_hints(cls: type) -> Mapping[str, Any]:
    """The resolved type hints of a class, `Annotated` kept."""
    return get_type_hints(cls, include_extras=True)


def is_required(field: dataclasses.Field[Any]) -> bool:
    """Whether a field has no default."""
    return field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
