"""The options that set a run's gates, as `gate:` of a rule file does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields
from functools import reduce
from typing import Any, TypeVar

import click

from ..limit import Limit, Limits
from ..suggest import did_you_mean

Function = TypeVar("Function", bound=Callable[..., Any])

_NAMES = {field.name.replace("_", "-"): field.name for field in fields(Limits)}
"""The gates as options and reports call them, and their fields."""


def _limit(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    if value is not None:
        try:
            Limit.parse(value)
        except ValueError as error:
            raise click.BadParameter(str(error)) from None
    return value


def _warnings(_: click.Context, __: click.Parameter, values: Sequence[str]) -> dict[str, str | int]:
    """The limits of `GATE=LIMIT`, by field."""
    limits: dict[str, str | int] = {}
    for value in values:
        name, equals, limit = value.partition("=")
        field = _NAMES.get(name.strip())
        if field is None:
            hint = did_you_mean(name.strip(), _NAMES) or f"; one of {', '.join(_NAMES)}"
            raise click.BadParameter(f"unknown gate {name.strip()!r}{hint}")
        if not equals:
            raise click.BadParameter(f"{value!r} names no limit; write {name.strip()}=LIMIT")
        if field in limits:
            raise click.BadParameter(f"{name.strip()} is given twice")
        limits[field] = _checked(field, limit.strip())
    return limits


def _checked(field: str, text: str) -> str | int:
    """A limit as its field holds it. Raises a usage error."""
    value: Any = text
    if field == "min_documents":
        if not (text.isascii() and text.isdigit()):
            raise click.BadParameter(f"min-documents: {text!r} is no number of documents")
        value = int(text)
    try:
        Limits(**{field: value})
    except ValueError as error:
        raise click.BadParameter(str(error)) from None
    return value  # type: ignore[no-any-return]


_OPTIONS = (
    click.option(
        "--max-failed",
        metavar="N|P%|P%,N",
        callback=_limit,
        help="Documents that may fail, of those scored (over gate.max_failed; 0 where neither is set).",
    ),
    click.option(
        "--max-unreadable",
        metavar="N|P%|P%,N",
        callback=_limit,
        help="Records that may be unreadable, of all (over gate.max_unreadable; 0 where neither is set).",
    ),
    click.option(
        "--max-review",
        metavar="N|P%|P%,N",
        callback=_limit,
        help="Documents that may be up for review, of those scored (over gate.max_review; unset: any).",
    ),
    click.option(
        "--min-documents",
        metavar="N",
        type=click.IntRange(min=1),
        help="Documents that must be scored, at least (over gate.min_documents; 1 where neither is set).",
    ),
    click.option(
        "--warn",
        metavar="GATE=LIMIT",
        multiple=True,
        callback=_warnings,
        help="Warn beyond this limit, and fail nothing: max-failed=0, min-documents=100, …; repeat it.",
    ),
)


def gate_options(function: Function) -> Function:
    """Give a command the options of the gates."""
    return reduce(lambda command, option: option(command), reversed(_OPTIONS), function)
