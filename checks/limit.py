"""How many documents a gate lets through: a number, or a share."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

_LIMIT = re.compile(r"(\d+)|(\d+(?:\.\d+)?)\s?%", re.ASCII)


class Limit(NamedTuple):
    """How many may be: a number, or a share in percent."""

    number: Fraction
    percent: bool

    @classmethod
    def parse(cls, text: str) -> Limit:
        """Read `N` or `P%`.

        Raises ValueError where it is neither, or where it is a share of more than 100%.
        """
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
        """Whether `count` of `total` stays within the limit."""
        return count * 100 <= self.number * total if self.percent else count <= self.number
