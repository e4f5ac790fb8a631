"""Rule files: found, read, checked, typed, and tested on their own examples."""

from .errors import RuleError, RuleErrors
from .files import default_rules, find_rules
from .loader import load_rules
from .schema import Rule, RuleSet

__all__ = ["Rule", "RuleError", "RuleErrors", "RuleSet", "default_rules", "find_rules", "load_rules"]
