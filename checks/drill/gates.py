"""Whether a drill's figures are good enough: limits in, gates out."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import floor
from typing import NamedTuple

from ..gate import COULD_NOT_CHECK, GATE_FAILED, MET
from ..limit import Limit
from .outcome import DrillOutcome

MAX_UNREADABLE = "max-unreadable"


class DrillGate(NamedTuple):
    """One gate: the limit as it was given, what was measured, and whether the limit holds."""

    name: str
    limit: str
    measured: str
    met: bool

    @property
    def sentence(self) -> str:
        """The gate with its limit and the measured value."""
        return f"{self.name}: {self.measured}, limit {self.limit}"


def evaluate(
    outcome: DrillOutcome, *, min_recall: str | None, max_false_alarms: str | None, max_unreadable: str
) -> tuple[DrillGate, ...]:
    """Hold a drill against its limits; a limit of None asks for nothing.

    `min_recall` is a share (P%) that the mean over kinds must reach; `max_false_alarms` says how many clean
    documents may have an alarm (N, or P% of those checked).
    """
    gates = []
    if min_recall is not None:
        gates.append(_recall_gate(outcome.recall or Fraction(), min_recall))
    if max_false_alarms is not None:
        clean = outcome.clean
        gates.append(
            DrillGate(
                "max-false-alarms",
                max_false_alarms,
                f"{clean.documents_with_alarm} of {clean.documents} clean documents with an alarm",
                Limit.parse(max_false_alarms).allows(clean.documents_with_alarm, clean.documents),
            )
        )
    unreadable, total = outcome.clean.ledger.unreadable + len(outcome.crashed), outcome.records
    allowed = Limit.parse(max_unreadable).allows(unreadable, total)
    gates.append(
        DrillGate(MAX_UNREADABLE, max_unreadable, f"{unreadable} of {total} documents unreadable", allowed)
    )
    return tuple(gates)


def _recall_gate(recall: Fraction, limit: str) -> DrillGate:
    # rounded down, so that what fails never reads as if it had reached its limit
    shown = floor(recall * 10_000) / 100
    return DrillGate("min-recall", limit, f"mean recall {shown}%", recall * 100 >= Limit.parse(limit).number)


def exit_code(gates: Iterable[DrillGate]) -> int:
    """0 where every gate is met, 2 where too much could not be checked, else 1."""
    failed = {gate.name for gate in gates if not gate.met}
    if not failed:
        return MET
    return COULD_NOT_CHECK if MAX_UNREADABLE in failed else GATE_FAILED
