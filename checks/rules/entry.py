"""A rule set as one file: a sum, what it depends on, and its parts, a line each.

The sum tells a file that was cut short or has rotted, for the parts are not all read at once. It is no guard
against anybody: whoever can write the file can write the rules.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from typing import Any

from .plain import parts, revived
from .schema import RuleSet

BROKEN = (ValueError, KeyError, TypeError, AttributeError, RecursionError)
"""What `unpacked` may raise for a file that is none."""


def packed(rule_set: RuleSet, depends_on: Any) -> bytes:
    """The file of a rule set; what it depends on is told as JSON can."""
    head = json.dumps(depends_on).encode(errors="surrogatepass")
    body = b"\n".join((head, *parts(rule_set)))
    return b"%08x\n" % zlib.crc32(body) + body


def unpacked(data: bytes, is_current: Callable[[Any], bool]) -> RuleSet | None:
    """The rule set of a file; None where it is broken, or what it depends on is not as it was.

    May raise one of `BROKEN`, and whatever `is_current` raises.
    """
    check, _, body = data.partition(b"\n")
    head, *rest = body.split(b"\n")
    if check != b"%08x" % zlib.crc32(body) or not is_current(json.loads(head)):
        return None
    return revived(rest)
