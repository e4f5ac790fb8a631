"""Whatever a rule file holds, it loads or its faults are told with their places."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rule_files import SOUND

from checks import RuleErrors, load_rules

WORDS = (
    "version: 1|rules:|symbols/x:|kind: symbol|match:|examples:|bad:|unless:|add:|extends: default|"
    "extends: house.yaml|languages: any|message: '{'|null|~|true|1.5|- |? |: |[|]|{|}|,|'|\"|\\|# |> |&a |"
    "*a |!!str |!x |é|---|...|%YAML 1.1|  |    "
)
STRAY_CHARACTERS = [
    "\n",
    "\r",
    "\t",
    "|",
    "\a",
    "\x85",
    "\N{ZERO WIDTH NO-BREAK SPACE}",
    "\N{LINE SEPARATOR}",
]
ATOMS = st.one_of(st.sampled_from(WORDS.split("|")), st.sampled_from(STRAY_CHARACTERS))


def loads_or_tells(folder: Path, text: str) -> None:
    """A file is sound, or its errors say where: nothing else may happen."""
    path = folder / "house.yaml"
    path.write_bytes(text.encode())
    try:
        load_rules(path)
    except RuleErrors as errors:
        assert errors.errors
        for error in errors.errors:
            assert error.mark.path == str(path)
            assert error.mark.line >= 1
            assert error.mark.column >= 1
            assert error.message


FOLDER_IS_REUSED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@given(st.lists(ATOMS, max_size=30).map("".join))
@settings(FOLDER_IS_REUSED, max_examples=300)
def test_text_that_looks_like_yaml_never_breaks_the_loader(tmp_path: Path, text: str) -> None:
    loads_or_tells(tmp_path, text)


@st.composite
def mutations(draw: st.DrawFn) -> str:
    """The sound file with one to four stretches replaced by something else."""
    text = SOUND
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 12)))
        text = (
            text[:start]
            + draw(st.one_of(ATOMS, st.text(st.characters(codec="utf-8"), max_size=6)))
            + text[end:]
        )
    return text


@given(mutations())
@settings(FOLDER_IS_REUSED, max_examples=400)
def test_a_file_with_slips_never_breaks_the_loader(tmp_path: Path, text: str) -> None:
    loads_or_tells(tmp_path, text)


VALUES = st.recursive(
    st.sampled_from(
        ["x", "5", "-1", "1.5", "true", "~", "''", "'['", "U+0041", "any", "error", "block", "en"]
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]"),
        st.dictionaries(
            st.sampled_from(["add", "remove", "text", "bad", "pattern", "en", "x"]), inner, max_size=3
        ).map(lambda entries: f"{{{', '.join(f'{key}: {value}' for key, value in entries.items())}}}"),
    ),
    max_leaves=6,
)
FIELDS = re.findall(r"(?m)^    (\w+):", SOUND)


@given(
    st.sampled_from([*FIELDS, "span", "absorb", "limit", "status", "source", "replaces", "enabled"]), VALUES
)
@settings(FOLDER_IS_REUSED, max_examples=400)
def test_a_field_of_any_shape_never_breaks_the_loader(tmp_path: Path, field: str, value: str) -> None:
    lines = re.sub(rf"(?m)^    {field}:.*(?:\n      .*)*\n", "", SOUND)

    loads_or_tells(tmp_path, f"{lines}    {field}: {value}\n")
