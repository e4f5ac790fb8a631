"""Rule files: found, read, checked, typed, and tested on their own examples."""

from .files import default_rules, find_rules
from .loader import RuleErrors, load_rules
from .schema import Rule, RuleSet
from .source import RuleError

__all__ = ["Rule", "RuleError", "RuleErrors", "RuleSet", "default_rules", "find_rules", "load_rules"]
