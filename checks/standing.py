"""What a document's hits are to whoever runs the check: new, known to the baseline, or accepted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from .acceptance import Acceptance
from .baseline import Baseline
from .document import Document
from .finding import Accepted, State
from .fingerprint import fingerprint
from .kinds import Hit
from .rules.schema import Rule


class Standing(NamedTuple):
    """A hit's fingerprint, what it is to whoever runs the check, and who accepted it."""

    fingerprint: str
    state: State = "new"
    accepted: Accepted | None = None


def standings(
    document: Document, hits: Sequence[tuple[Rule, Hit]], acceptance: Acceptance, baseline: Baseline
) -> list[Standing]:
    """The standing of each hit; hits are in reading order.

    A rule that had other ids is known by those too, so that a new id makes no old finding new.
    """
    own = [_fingerprint(rule.id, document, hit) for rule, hit in hits]
    if not (acceptance.placed or baseline.documents):
        return [Standing(name) for name in own]
    names = [
        (name, *(_fingerprint(old, document, hit) for old in rule.replaces))
        for name, (rule, hit) in zip(own, hits, strict=True)
    ]
    accepted = acceptance.of(document, names)
    known = baseline.knows(document, names)
    return [
        Standing(name, "accepted" if who else "known" if is_known else "new", who)
        for name, who, is_known in zip(own, accepted, known, strict=True)
    ]


def _fingerprint(rule_id: str, document: Document, hit: Hit) -> str:
    return fingerprint(rule_id, document, hit.field, hit.start, hit.end)
