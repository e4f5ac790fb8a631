"""Rule files for tests: one that is sound, and how to load what is made of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks import RuleErrors, RuleSet, load_rules

SOUND = """\
version: 1
rules:
  symbols/lone-dagger:
    kind: symbol
    severity: error
    confidence: high
    scope: block
    languages: [en, nl]
    match:
      characters: [DAGGER]
    unless:
      - {pattern: '^†', because: a footnote}
    message: 'Stray "{match}"'
    why: The note was dropped.
    fix: {action: remove, safety: safe}
    examples:
      bad: ['One[[†]] day.', 'No[[†]] way out.', 'She left[[†]] in a hurry.']
      good: ['† A note.', 'Nothing here.', 'A double ‡ stays.']
"""


def load(folder: Path, text: str | bytes) -> RuleSet:
    """The rules of a file with this text."""
    path = folder / "house.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return load_rules(path)


def errors_of(folder: Path, text: str | bytes) -> list[str]:
    """What is wrong with a file, each fault as `name:line:column: message`."""
    with pytest.raises(RuleErrors) as caught:
        load(folder, text)
    return [str(error).replace(f"{folder}/", "") for error in caught.value.errors]
