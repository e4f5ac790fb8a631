"""Where rule files lie, and their text."""

from __future__ import annotations

from pathlib import Path

from ..suggest import did_you_mean
from .errors import Mark, RuleError

RULES_FILE = "rules.yaml"
_PACKAGE = Path(__file__).parent


def default_rules() -> Path:
    """The shipped rules: inside an installed package, at the top of the project in a checkout."""
    shipped = _PACKAGE / "default.yaml"
    return shipped if shipped.exists() else _PACKAGE.parent.parent / RULES_FILE


def find_rules(start: Path) -> Path | None:
    """The nearest `rules.yaml` from `start` upward, not above the repository's root; None without one."""
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / RULES_FILE).is_file():
            return folder / RULES_FILE
        if (folder / ".git").exists():
            return None
    return None


def resolved(path: Path) -> Path:
    """The path without links and dots; as it is where it leads nowhere, for reading it will say why."""
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError):  # too long; links in a circle; a NUL character
        return path


def _choices(folder: Path, asking: str) -> list[str]:
    """What `extends` may name from a folder: the shipped rules, and the files beside the one that asks."""
    return ["default", *sorted(file.name for file in folder.glob("*.y*ml") if file.name != asking)]


def read_text(path: Path, named_at: Mark | None, errors: list[RuleError]) -> str | None:
    """A rule file's text; None, with the fault at the place that named it, where it cannot be read."""
    place = named_at or Mark(str(path), 1, 1)
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        hint = did_you_mean(path.name, _choices(path.parent, Path(named_at.path).name)) if named_at else ""
        errors.append(RuleError(place, f"no such rule file: {path}{hint}"))
    except UnicodeDecodeError as error:
        errors.append(RuleError(place, f"{path} is not UTF-8 (byte {error.start})"))
    except OSError as error:
        errors.append(RuleError(place, f"{path} cannot be read: {error.strerror}"))
    except ValueError as error:
        errors.append(RuleError(place, f"{str(path)!r} is no path: {error}"))
    return None
