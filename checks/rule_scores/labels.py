"""What a labelled record says of its text, and whether a finding is right by it.

docs/rule-scores.md describes the labels.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, get_args

from ..document import Document
from ..finding import FAMILIES, Family, Finding
from ..suggest import did_you_mean

Label = Literal["clean", "bad"]
Judgement = Literal["right", "wrong", "in-bad-document"]
DefectField = Literal["text", "title"]

DEFECTS, LABEL = "defects", "label"
"""The keys of a record that hold its labels; it has one of them."""

_DEFECT_KEYS = ("start", "end", "family", "field", "note")


class LabelError(ValueError):
    """Labels that cannot be used."""


class Defect(NamedTuple):
    """A marked defect: `start … end` in code points of a field; empty where something lacks.

    Without a family it is one for the rules of every family.
    """

    start: int
    end: int
    family: Family | None = None
    field: DefectField = "text"


@dataclass(frozen=True, slots=True)
class Truth:
    """What is known of a document: its label, or, without one, all its defects."""

    label: Label | None = None
    defects: tuple[Defect, ...] = ()

    @property
    def is_clean(self) -> bool:
        """Whether nothing is wrong with the document."""
        return self.label == "clean" or (self.label is None and not self.defects)

    def judge(self, finding: Finding) -> Judgement:
        """Whether a finding is right: it lies on a defect of its family.

        A finding about the document as a whole is right where the document has one anywhere. Of a document
        that is only known to be bad, nobody knows whether the finding is what is bad about it.
        """
        if self.label == "bad":
            return "in-bad-document"
        return "right" if any(_meets(finding, defect) for defect in self.defects) else "wrong"


CLEAN = Truth("clean")


def truth_of(record: Mapping[str, Any], document: Document) -> Truth:
    """What a record says of the document that was read from it.

    Raises LabelError where it says nothing, or what cannot be.
    """
    if (DEFECTS in record) == (LABEL in record):
        which = "both" if LABEL in record else "neither"
        raise LabelError(f"a labelled record has {DEFECTS!r} or {LABEL!r}; this one has {which}")
    if LABEL in record:
        label = record[LABEL]
        if label not in get_args(Label):
            raise LabelError(f"{LABEL!r} must be 'clean' or 'bad', not {_shown(label)}")
        return Truth(label)
    defects = record[DEFECTS]
    if not isinstance(defects, list):
        raise LabelError(f"{DEFECTS!r} must be a list, not {_shown(defects)}")
    if defects and document.blocks_known is not None:
        raise LabelError(f"{DEFECTS!r} count code points of a text, and this record holds HTML")
    return Truth(None, tuple(_defect(value, n, document) for n, value in enumerate(defects, 1)))


def _defect(value: Any, number: int, document: Document) -> Defect:
    where = f"defect {number}"
    if not isinstance(value, dict):
        raise LabelError(f"{where} must be an object with start and end, not {_shown(value)}")
    for key in value:
        if key not in _DEFECT_KEYS:
            raise LabelError(f"{where} has an unknown key {_shown(key)}{did_you_mean(key, _DEFECT_KEYS)}")
    family, field = value.get("family"), value.get("field", "text")
    if family is not None and family not in FAMILIES:
        hint = did_you_mean(str(family), FAMILIES)
        raise LabelError(f"{where} is of no known family: {_shown(family)}{hint}")
    if field not in get_args(DefectField):
        raise LabelError(f"{where} must lie in the text or the title, not in {_shown(field)}")
    start, end = (_offset(value, name, where) for name in ("start", "end"))
    length = len(document.field_text(field))
    if not start <= end <= length:
        raise LabelError(f"{where} is {start} to {end}, and the {field} has {length} characters")
    return Defect(start, end, family, field)


def _offset(value: Mapping[str, Any], name: str, where: str) -> int:
    offset = value.get(name)
    if isinstance(offset, bool) or not isinstance(offset, int) or offset < 0:
        shown = "missing" if name not in value else f"{_shown(offset)}, not a whole number from 0"
        raise LabelError(f"{where}: {name!r} is {shown}")
    return offset


_LONGEST = 40
"""Characters of a wrong value that a message quotes."""


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _meets(finding: Finding, defect: Defect) -> bool:
    if defect.family is not None and defect.family != finding.family:
        return False
    if finding.start == finding.end == 0:
        return True
    if finding.field != defect.field:
        return False
    if defect.start == defect.end:  # where something lacks, what touches the place has found it
        return finding.start <= defect.start <= finding.end
    return finding.start < defect.end and defect.start < finding.end
