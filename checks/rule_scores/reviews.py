"""Hits that somebody has read: a list of them to fill in, and what it says when it is.

No corpus is as clean as it is said to be, and few are marked throughout. To read what the rules found, and to
say of each hit whether it is right, is the quickest way to a precision.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from ..finding import Finding, Result
from ..reports.excerpt import CONTEXT
from .labels import LabelError


def hit_record(result: Result, finding: Finding, right: bool | None) -> dict[str, Any]:
    """A hit as it is listed: what a reader needs, and `right` to fill in where it is null."""
    text = result.document.field_text(finding.field)
    return {
        "rule": finding.rule,
        "right": right,
        "before": text[max(0, finding.start - CONTEXT) : finding.start],
        "match": finding.match,
        "after": text[finding.end : finding.end + CONTEXT],
        "message": finding.message,
        "document": result.id,
        "fingerprint": finding.fingerprint,
    }


def read_reviews(lines: Iterable[str], path: str) -> Mapping[str, bool]:
    """By fingerprint, whether a hit is right; hits that nobody has judged (null) are left out.

    Raises LabelError, with the line, for what is no such list, and for a hit that is said to be both.
    """
    reviews: dict[str, bool] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        place = f"{path}:{number}"
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise LabelError(f"{place}: not JSON: {error}") from None
        if not isinstance(record, dict) or not isinstance(record.get("fingerprint"), str):
            raise LabelError(f"{place}: a reviewed hit is an object with 'fingerprint' and 'right'")
        right = record.get("right")
        if right is None and "right" in record:
            continue
        if not isinstance(right, bool):
            raise LabelError(f"{place}: 'right' must be true, false or null")
        if reviews.setdefault(record["fingerprint"], right) != right:
            raise LabelError(f"{place}: the hit {record['fingerprint']} is said to be right and wrong")
    return reviews
