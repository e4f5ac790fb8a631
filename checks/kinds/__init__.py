"""The kinds of check that a rule can name, one module each, found by looking into this folder."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from types import MappingProxyType

from ._base import Clues, Context, Doc, Evidence, Hit, Kind, LanguageKey, Scope
from ._fluency_model import FluencyModel

__all__ = [
    "Clues",
    "Context",
    "Doc",
    "Evidence",
    "FluencyModel",
    "Hit",
    "Kind",
    "LanguageKey",
    "Scope",
    "discover",
]


@cache
def discover() -> MappingProxyType[str, type[Kind]]:
    """Each kind's name (its module's, in kebab case) and class (the module's one with its own `find`)."""
    found: dict[str, type[Kind]] = {}
    for module in pkgutil.iter_modules(__path__):
        if module.name.startswith("_"):
            continue
        members = vars(import_module(f".{module.name}", __package__))
        (found[module.name.replace("_", "-")],) = (
            value
            for value in members.values()
            if isinstance(value, type)
            and value.__module__.endswith(f".{module.name}")
            and hasattr(value, "find")
        )
    return MappingProxyType(found)
