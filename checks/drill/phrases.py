"""The drill's own phrases and word lists, kept as data beside it, by language."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from random import Random
from typing import Any

FALLBACK = "en"
"""Whose phrases are planted in a text of a language without any: farms paste English into everything."""


@cache
def load(name: str) -> Any:
    """The content of `data/<name>.yaml`."""
    import yaml  # noqa: PLC0415 - only a drill needs it, not whoever imports the package

    return yaml.safe_load(files(__package__).joinpath("data", f"{name}.yaml").read_text("utf-8"))


def phrases(name: str, section: str, language: str) -> list[str]:
    """The phrases of a section in a language, in English where there are none."""
    by_language: dict[str, list[str]] = load(name)[section]
    return by_language.get(language) or by_language[FALLBACK]


def words(section: str, language: str) -> Any:
    """A word list of a language, None where the language has none: then the defect cannot be planted."""
    return load("words")[section].get(language)


def filled(template: str, random: Random, material: dict[str, list[str]]) -> str:
    """The template with each `{slot}` filled by one of its words; slots of one name get different ones."""
    for slot, choices in material.items():
        mark = f"{{{slot}}}"
        picked = random.sample(choices, min(template.count(mark), len(choices)))
        for choice in picked:
            template = template.replace(mark, choice, 1)
    return template
