"""The drill: known defects, planted one at a time into texts that are known to be clean, and looked for.

What the rules find of them, by kind, is their recall on that house's own copy; what they report of the clean
texts as they are, their false alarms. Pure: the same texts, rules and seed give the same figures.
"""

from .kinds import KINDS, DefectKind
from .outcome import CleanOutcome, DrillOutcome, KindOutcome, Miss
from .running import Settings, TooFewTexts, drill
from .sampling import Sample, draw

__all__ = [
    "KINDS",
    "CleanOutcome",
    "DefectKind",
    "DrillOutcome",
    "KindOutcome",
    "Miss",
    "Sample",
    "Settings",
    "TooFewTexts",
    "draw",
    "drill",
]
