"""The files beside the rules: accepted findings, a baseline and furniture, each read strictly in one call.

    checker = Checker(load_rules(), baseline=load_baseline("baseline.json"))

A file at fault raises `SideFileError`: to check without it would be to guess.
"""

from __future__ import annotations

from pathlib import Path

from .acceptance import Acceptance
from .baseline import Baseline, BaselineError, StoredBaseline, parse_baseline
from .furniture import Furniture
from .kinds import FluencyModel
from .kinds._fluency_file import ModelFileError
from .kinds._fluency_model import model_of
from .rules import RuleErrors

ACCEPTED_FILE = "accepted.yaml"
NO_FILE = "none"
"""What asks for no accepted findings, where a file of them would be found."""


class SideFileError(ValueError):
    """A file beside the rules that cannot be used: which it is, and why."""


def load_accepted(path: str | Path) -> Acceptance:
    """The accepted findings of a file. Raises `SideFileError` with every fault and its place."""
    return accepted_in(read_text(path), path)


def load_baseline(path: str | Path) -> Baseline:
    """The known findings that `copydesk baseline` wrote. Raises `SideFileError`."""
    return stored_baseline(read_text(path), path).baseline


def load_furniture(path: str | Path) -> Furniture:
    """The furniture that `copydesk learn furniture` wrote. Raises `SideFileError`."""
    from .furniture_file import FurnitureError, parse_furniture  # noqa: PLC0415 (few runs have such a file)

    try:
        return parse_furniture(read_text(path)).furniture
    except FurnitureError as error:
        raise SideFileError(f"{path}: {error}") from None


def load_fluency_model(path: str | Path) -> FluencyModel:
    """The model that `copydesk learn fluency` wrote. Raises `SideFileError`."""
    try:
        return model_of(Path(path).read_bytes())
    except OSError as error:
        raise SideFileError(f"{path}: {error.strerror or error}") from None
    except ModelFileError as error:
        raise SideFileError(f"{path}: {error}") from None


def accepted_in(text: str, path: str | Path) -> Acceptance:
    """The accepted findings in the text of a file. Raises `SideFileError` with every fault and its place."""
    from .accepted_file import parse_accepted  # noqa: PLC0415 (few runs have such a file)

    try:
        return parse_accepted(text, str(path))
    except RuleErrors as errors:
        raise SideFileError(str(errors)) from None


def stored_baseline(text: str, path: str | Path) -> StoredBaseline:
    """The baseline in the text of a file, with what it was made with. Raises `SideFileError`."""
    try:
        return parse_baseline(text)
    except BaselineError as error:
        raise SideFileError(f"{path}: {error}") from None


def accepted_file_of(rules_file: str | Path | None) -> Path:
    """Where the accepted findings of a rule file lie; None stands for the shipped rules."""
    return Path(ACCEPTED_FILE) if rules_file is None else Path(rules_file).parent / ACCEPTED_FILE


def wanted_accepted(given: str | None, rules_file: str | Path | None) -> Path | None:
    """Which file of accepted findings is meant: the one that is given, else the one beside the rules.

    None where `NO_FILE` asks for none, or none was given and none lies there.
    """
    if given is not None:
        return None if given == NO_FILE and not Path(given).exists() else Path(given)
    path = accepted_file_of(rules_file)
    return path if path.is_file() else None


def read_text(path: str | Path) -> str:
    """The text of such a file, without a byte order mark. Raises `SideFileError` where it cannot be read."""
    try:
        return Path(path).read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SideFileError(f"{path} is not UTF-8 (byte {error.start})") from None
    except ValueError as error:
        raise SideFileError(f"{str(path)!r} is no path: {error}") from None
    except OSError as error:
        raise SideFileError(f"{path} cannot be read: {error.strerror}") from None
