"""Rule files: found, read, checked, typed, and tested on their own examples."""

from .decode import did_you_mean
from .files import default_rules, find_rules
from .loader import RuleErrors, load_rules
from .schema import Rule, RuleSet
from .source import RuleError

__all__ = ["Rule", "RuleError", "RuleErrors", "RuleSet", "default_rules", "did_you_mean", "find_rules", "load_rules"]
