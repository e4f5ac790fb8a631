"""Kinds are found by looking into their folder, and each is complete."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Annotated, get_args, get_origin, get_type_hints

import pytest

import checks.kinds
from checks.kinds import Doc, Kind, discover

KINDS = sorted(discover().items())
MODULES = sorted(
    path.stem for path in Path(checks.kinds.__path__[0]).glob("*.py") if not path.stem.startswith("_")
)

each_kind = pytest.mark.parametrize(("name", "kind"), KINDS, ids=[name for name, _ in KINDS])


def test_every_public_module_is_a_kind() -> None:
    assert sorted(discover()) == sorted(module.replace("_", "-") for module in MODULES)


@each_kind
def test_a_kind_has_tests_of_its_own(name: str, kind: type[Kind]) -> None:
    folder = Path(__file__).parent / "kinds"
    # pytest wants file names that no other folder has: tests/dialect holds a test_pattern.py.
    module = name.replace("-", "_")
    assert (folder / f"test_{module}.py").is_file() or (folder / f"test_{module}_kind.py").is_file()


@each_kind
def test_a_kind_is_a_frozen_dataclass_named_after_its_module(name: str, kind: type[Kind]) -> None:
    assert dataclasses.is_dataclass(kind)
    assert kind.__dataclass_params__.frozen
    assert kind.__name__.lower() == name.replace("-", "")


@each_kind
def test_a_kind_says_what_it_finds(name: str, kind: type[Kind]) -> None:
    first_line = (kind.__doc__ or "").strip().split("\n")[0]
    assert first_line.startswith("Finds ")


@each_kind
def test_a_kind_names_its_scopes(name: str, kind: type[Kind]) -> None:
    assert kind.scopes
    assert set(kind.scopes) <= {"document", "block", "sentence", "title", "link"}


@each_kind
def test_every_field_of_a_kind_is_described(name: str, kind: type[Kind]) -> None:
    hints = get_type_hints(kind, include_extras=True)
    for field in dataclasses.fields(kind):  # type: ignore[arg-type]
        assert get_origin(hints[field.name]) is Annotated, field.name
        described = [extra.text for extra in get_args(hints[field.name]) if isinstance(extra, Doc)]
        assert len(described) == 1, field.name
        assert described[0].endswith((".", "…")), field.name


def test_the_guide_for_contributors_names_every_kind() -> None:
    guide = (Path(__file__).parent.parent / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert [name for name, _ in KINDS if f"   | `{name}` |" not in guide] == []
