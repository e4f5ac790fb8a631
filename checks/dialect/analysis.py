"""All that is read off a pattern's tree: a pattern out of a cache hardly needs any of it."""

from .beside import before_of, first_of
from .heads import head_of
from .literals import required
from .parser import parse
from .restrictions import refuse_empty
from .stepping import Stepper
from .ways import risk_of

__all__ = [
    "Stepper",
    "before_of",
    "first_of",
    "head_of",
    "parse",
    "refuse_empty",
    "required",
    "risk_of",
]
