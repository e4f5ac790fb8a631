"""How many documents a gate lets through: a number, a share, or both; and the gates' limits together."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, NamedTuple

from .doc import Doc

_LIMIT = re.compile(r"(\d+)|(\d+(?:\.\d+)?)\s?%", re.ASCII)

LIMIT_NAMES = ("max_unreadable", "max_failed", "max_review")
"""The fields of `Limits` that hold a limit as text."""


class Limit(NamedTuple):
    """How many may be: a number, or a share in percent; with `also`, no more than either allows."""

    number: Fraction
    percent: bool
    also: Limit | None = None
    """The share, where a number and a share are given."""

    @classmethod
    def parse(cls, text: str) -> Limit:
        """Read `N`, `P%`, or both with a comma between them, in either order.

        Raises ValueError for anything else, and for a share of more than 100%.
        """
        parts = [cls._one(part) for part in text.split(",")]
        if len(parts) == 1:
            return parts[0]
        # a number sorts before a share: one who asks for a share alone sees that this is none
        number, share, *others = sorted(parts, key=lambda part: part.percent)
        if others or number.percent or not share.percent:
            raise ValueError(f"{text!r} is neither one limit nor a share and a number such as '5%, 10'")
        return number._replace(also=share)

    @classmethod
    def _one(cls, text: str) -> Limit:
        match = _LIMIT.fullmatch(text.strip())
        if match is None:
            raise ValueError(f"{text!r} is neither a number such as 5 nor a share such as 2%")
        if match[1] is not None:
            return cls(Fraction(match[1]), percent=False)
        share = Fraction(match[2])
        if share > 100:  # noqa: PLR2004 - percent of a whole
            raise ValueError(f"{text!r} is more than 100%")
        return cls(share, percent=True)

    def allows(self, count: int, total: int) -> bool:
        """Whether `count` of `total` stays within the limit, and within the other one."""
        within = count * 100 <= self.number * total if self.percent else count <= self.number
        return within and (self.also is None or self.also.allows(count, total))


@dataclass(frozen=True, slots=True)
class Limits:
    """One limit for each gate; None asks for nothing. docs/gates.md has the reasons."""

    min_documents: Annotated[int | None, Doc("Documents that must be scored, at least.")] = None
    max_unreadable: Annotated[
        str | None, Doc("Records that may be unreadable, of all: N, P%, or 'P%, N'.")
    ] = None
    max_failed: Annotated[str | None, Doc("Documents that may fail, of those scored: N, P%, or 'P%, N'.")] = (
        None
    )
    max_review: Annotated[
        str | None, Doc("Documents that may be up for review, of those scored: N, P%, or 'P%, N'.")
    ] = None

    def __post_init__(self) -> None:
        """Raise ValueError for a limit at fault; the message names it."""
        if self.min_documents is not None and self.min_documents < 1:
            raise ValueError("min_documents must be at least 1: nothing scored is never good enough")
        for name in LIMIT_NAMES:
            limit: str | None = getattr(self, name)
            try:
                if limit is not None:
                    Limit.parse(limit)
            except ValueError as error:
                raise ValueError(f"{name}: {error}") from None


@dataclass(frozen=True, slots=True)
class SourceGate(Limits):
    """The limits that the documents of one source must keep to."""

    warn: Annotated[
        Limits, Doc("Limits that are reported like failed gates where they are passed, and fail nothing.")
    ] = Limits()
