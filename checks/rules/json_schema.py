"""The JSON Schema of a rule file, drawn from the same dataclasses that the loader builds."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from ..dialect import Pattern
from ..finding import FAMILIES
from ..kinds import Doc, discover
from ..language import LANGUAGES
from ..sources import SourceSettings
from .decode import ANY_LANGUAGE, language_key
from .fields import is_required, type_hints, yaml_fields
from .schema import REQUIRED, Example, GateSettings, Names, Rule, ScoreSettings

Schema = dict[str, Any]

_LANGUAGE: Schema = {"$ref": "#/$defs/language"}
_LANGUAGE_OR_ANY: Schema = {"anyOf": [{"const": ANY_LANGUAGE}, _LANGUAGE]}
_SCALARS: Mapping[Any, str] = {str: "string", int: "integer", float: "number", bool: "boolean"}


def json_schema() -> Schema:
    """A JSON Schema (2020-12) of `rules.yaml`, for editors' completion and checks."""
    sections = {"names": Names, "score": ScoreSettings, "gate": GateSettings}
    properties: Schema = {
        "version": {"const": 1, "description": "The version of the rule format."},
        "extends": {
            "description": "default, default@1, or paths of rule files that this one builds on.",
            "oneOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}],
        },
        "rules": {
            "description": "Rules and overrides, by id: family/kebab-case-problem.",
            "type": ["object", "null"],
            "propertyNames": {"pattern": f"^(?:{'|'.join(FAMILIES)})/[a-z0-9]+(?:-[a-z0-9]+)*$"},
            "additionalProperties": {"$ref": "#/$defs/rule"},
        },
    }
    properties.update({name: _of_class(cls) for name, cls in sections.items()})
    properties["sources"] = {
        "description": "Settings by glob of a source: of the input's path, the document's source or address.",
        "type": ["object", "null"],
        "additionalProperties": _of_class(SourceSettings),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "copydesk rules",
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        "$defs": {"rule": _rule(), "language": {"enum": sorted(LANGUAGES)}},
    }


def _rule() -> Schema:
    """A rule, or an override of one: required fields are asked for only where `kind` is given."""
    kinds = discover()
    schema = _of_class(Rule, skip=("id", "match"))
    schema.pop("required", None)
    schema["properties"]["kind"] = {"enum": sorted(kinds), "description": "The kind of check."}
    schema["properties"]["match"] = {"type": "object", "description": "The fields of the kind."}
    schema["properties"]["languages"] = {
        **_or_null(_listed(_LANGUAGE_OR_ANY)),
        "description": "ISO 639-1 codes, or any.",
    }
    schema["allOf"] = [
        {"if": {"required": ["kind"]}, "then": {"required": list(REQUIRED)}},
        *(
            {
                "if": {"properties": {"kind": {"const": name}}, "required": ["kind"]},
                "then": {"properties": {"match": _of_class(kind)}},
            }
            for name, kind in sorted(kinds.items())
        ),
    ]
    return schema


def _of_class(cls: type, skip: tuple[str, ...] = ()) -> Schema:
    properties: Schema = {}
    required = []
    for name, field in yaml_fields(cls).items():
        if name in skip:
            continue
        properties[name] = _of_type(type_hints(cls)[field.name])
        if is_required(field):
            required.append(name)
        else:
            properties[name] = _or_null(properties[name])
    schema: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**schema, "required": required} if required else schema


def _of_type(hint: Any) -> Schema:
    origin, args = get_origin(hint), get_args(hint)
    if origin is Annotated:
        doc = next((note for note in args[1:] if isinstance(note, Doc)), None)
        return _of_type(args[0]) | ({"description": doc.text} if doc else {})
    if origin in (Union, UnionType):
        (inner,) = (arg for arg in args if arg is not NoneType)
        return _of_type(inner)
    if origin is Literal:
        return {"enum": list(args)}
    if origin is tuple:
        return _listed(_of_type(args[0]))
    if origin is not None:
        return _of_mapping(*args)
    if hint is Pattern:
        return {"type": "string", "description": "A pattern; see docs/patterns.md."}
    if hint is Example:
        return {"anyOf": [_of_type(str), _of_class(Example)]}
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return _of_class(hint)
    return {"type": ["string", "number"] if hint is str else _SCALARS[hint]}


def _of_mapping(key: Any, value: Any) -> Schema:
    schema: Schema = {"type": "object", "additionalProperties": _of_type(value)}
    if marked := language_key(key):
        schema["propertyNames"] = _LANGUAGE_OR_ANY if marked.any_too else _LANGUAGE
    elif get_origin(key) is Literal:
        schema["propertyNames"] = {"enum": list(get_args(key))}
    return schema


def _or_null(schema: Schema) -> Schema:
    """The same, or null, which brings a field back to its default; a description stays outside."""
    plain = {key: value for key, value in schema.items() if key != "description"}
    described = {"description": schema["description"]} if "description" in schema else {}
    options = plain["anyOf"] if plain.keys() == {"anyOf"} else [plain]
    return {"anyOf": [*options, {"type": "null"}], **described}


def _listed(items: Schema) -> Schema:
    """A list, a lone item that stands for it, or an edit of the list that is overridden."""
    edit = {"type": "object", "properties": {"add": _list_of(items), "remove": _list_of(items)}}
    return {"anyOf": [_list_of(items), items, {**edit, "additionalProperties": False}]}


def _list_of(items: Schema) -> Schema:
    return {"type": "array", "items": items}
