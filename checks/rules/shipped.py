"""The shipped rules as they were read when the package was built: a first run need not read them again.

The file lies beside the rules in an installed package, and in no checkout. It counts for the rules as they
were, and for the same Unicode and `regex`, by which patterns are taken apart.
"""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import Any

import regex

from .cache import digest_of
from .schema import RuleSet

SUFFIX = ".read"


def shipped_rules(file: Path) -> RuleSet | None:
    """The rule set of the shipped rule file; None where it must be read."""
    kept = file.with_suffix(SUFFIX)
    if not kept.exists():
        return None
    from .entry import BROKEN, unpacked  # noqa: PLC0415 (a checkout has no such file)

    try:
        rule_set = unpacked(kept.read_bytes(), lambda made_with: made_with == _made_with(file))
    except (OSError, *BROKEN):
        return None
    return None if rule_set is None else replace(rule_set, path=str(file))


def shipped_file(file: Path) -> bytes:
    """What is to lie beside the shipped rule file. Raises `RuleErrors` and OSError."""
    from .building import build  # noqa: PLC0415 (only a build asks)
    from .entry import packed  # noqa: PLC0415

    return packed(build(file).rule_set, _made_with(file))


def _made_with(file: Path) -> Any:
    return [digest_of(file), unicodedata.unidata_version, regex.__version__]
