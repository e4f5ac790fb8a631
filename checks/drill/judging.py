"""Whether a planted defect was found: by a rule of its family, at its place, and not before it was there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..document import Document
from ..finding import Finding
from .kinds import Planted
from .outcome import MissReason


class Judgement(NamedTuple):
    """`reason` is None where the defect was found; `rule` is the one that found it or came nearest."""

    reason: MissReason | None
    rule: str | None = None

    @property
    def found(self) -> bool:
        """Whether the defect was found."""
        return self.reason is None


def judge(planted: Planted, damaged: Document, findings: Sequence[Finding], clean: Clean) -> Judgement:
    """Judge what the rules said of a damaged text, in the light of what they said of the clean one.

    A finding counts if it is no info, touches the defect, belongs to a family of the defect's, is at most a
    sentence longer than the defect (for injection: a block), and if its rule did not mark that place in the
    clean text. The reason of a miss is that of the finding that failed last.
    """
    touching = [
        f
        for f in findings
        if f.field == "text" and f.severity != "info" and _touches(planted, f.start, f.end)
    ]
    if not touching:
        return Judgement("no finding")
    nearest = Judgement("wrong family", touching[0].rule)
    room = _room(planted, damaged)
    known = list(clean.shifted(planted.text))
    for finding in touching:
        if finding.family not in planted.families:
            continue
        if finding.end - finding.start > planted.end - planted.start + room:
            nearest = _nearer(nearest, Judgement("too wide", finding.rule))
        elif any(_is_same(finding, old) for old in known):
            nearest = Judgement("already there", finding.rule)
        else:
            return Judgement(None, finding.rule)
    return nearest


def _nearer(one: Judgement, other: Judgement) -> Judgement:
    return other if one.reason == "wrong family" else one


def _touches(planted: Planted, start: int, end: int) -> bool:
    """Whether a finding overlaps the defect; a seam is touched by what begins, ends or lies across there.

    The empty span of a finding about the whole document touches nothing.
    """
    if start == end:
        return False
    if planted.start == planted.end:
        return start <= planted.start <= end
    return start < planted.end and end > planted.start


def _room(planted: Planted, damaged: Document) -> int:
    """How much longer than the defect a finding may be: as the longest sentence or block that it touches."""
    blocks = [damaged.blocks[i] for i in damaged.block_range(max(planted.start - 1, 0), planted.end)]
    if "injection" in planted.families:
        units = [(block.start, block.end) for block in blocks]
    else:
        units = [(s.start, s.end) for block in blocks for s in damaged.sentences_in(block.start, block.end)]
        units = [unit for unit in units if unit[0] <= planted.end and unit[1] >= planted.start]
    return max((end - start for start, end in units), default=0)


class _Known(NamedTuple):
    rule: str
    start: int
    end: int


class Clean:
    """The findings of a clean text, carried over to where they stand after a change."""

    def __init__(self, text: str, findings: Sequence[Finding]) -> None:
        """Keep rule and place of the findings of `text`."""
        self._text = text
        self._findings = [_Known(f.rule, f.start, f.end) for f in findings if f.field == "text"]

    def shifted(self, damaged: str) -> Iterator[_Known]:
        """Yield rule and place of each finding in the damaged text.

        What stands after the change moves with it; what the change lies in grows or shrinks with it.
        """
        longer = len(damaged) - len(self._text)
        change = _common_prefix(self._text, damaged)
        most = min(len(self._text), len(damaged)) - change
        tail = _common_prefix(self._text[::-1], damaged[::-1])
        resumes = len(self._text) - min(tail, most)
        for rule, start, end in self._findings:
            yield _Known(
                rule, start + longer if start >= resumes else start, end if end <= change else end + longer
            )


def _common_prefix(one: str, other: str) -> int:
    """How many characters two texts begin with in common, found by halving."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _is_same(finding: Finding, old: _Known) -> bool:
    return finding.rule == old.rule and finding.start < old.end and finding.end > old.start
