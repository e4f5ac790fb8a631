"""Kind `furniture`: a block that was learned as furniture of the document's source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, ClassVar

from ._base import Context, Doc, Hit, Kind, Scope


@dataclass(frozen=True)
class Furniture(Kind):
    """Finds blocks that stand in many documents of the document's source.

    What stands where is learned from a feed with `copydesk learn furniture` and given with
    `copydesk check --furniture`; without it the rule is silent. Blocks are compared without case, white space
    and the marks around them, short ones without their numbers.
    """

    min_share: Annotated[
        float, Doc("Percent of the source's documents in which a block must stand, of those learned.")
    ] = 0.0

    scopes: ClassVar[tuple[Scope, ...]] = ("block",)
    values: ClassVar[tuple[str, ...]] = ("block", "documents", "of")
    any_language: ClassVar[bool] = True

    def __post_init__(self) -> None:
        """Raise ValueError for a share that is none."""
        if not 0 <= self.min_share <= 100:  # noqa: PLR2004 (per cent)
            raise ValueError("min_share lies between 0 and 100")

    def find(self, context: Context) -> Iterator[Hit]:
        """The unit, where it is furniture; `documents` and `of` tell in how many documents of how many."""
        found = context.furniture.recurrence(context.unit)
        if found is not None and found.documents * 100 >= self.min_share * found.of:
            values = {"block": context.unit, "documents": str(found.documents), "of": str(found.of)}
            yield Hit(context.start, context.end, context.field, values)
