"""Types of columns that carry whatever a scraped document holds, in any of the databases."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from sqlalchemy import DateTime, Dialect, Text, TypeDecorator

ESCAPE = "\N{SYMBOL FOR SUBSTITUTE FORM TWO}"
"""What announces a character that no database takes. It is hardly ever written, so that texts are stored as
they are; where it does occur it stands twice."""

_REFUSED = re.compile(f"[\x00\ud800-\udfff{ESCAPE}]")
_ESCAPED = re.compile(f"{ESCAPE}(?:({ESCAPE})|([0-9A-F]{{4}}))")


def storable(text: str) -> str:
    """The text with NUL, which PostgreSQL refuses, and lone surrogates, which have no UTF-8, escaped."""
    return _REFUSED.sub(
        lambda match: ESCAPE * 2 if match[0] == ESCAPE else f"{ESCAPE}{ord(match[0]):04X}", text
    )


def restored(stored: str) -> str:
    """The text that was stored."""
    return _ESCAPED.sub(lambda match: match[1] or chr(int(match[2], 16)), stored)


class AnyText(TypeDecorator[str]):
    """A text column for any Python string."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Escape what the database would refuse."""
        return None if value is None else storable(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Undo that."""
        return None if value is None else restored(value)


class UtcTime(TypeDecorator[datetime]):
    """A moment: with its zone in PostgreSQL, in UTC where a database knows no zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Move it to UTC."""
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Say that it is UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
