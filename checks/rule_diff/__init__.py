"""Two rule sets held against each other on the same texts."""

from .comparing import Change, Comparison, Example, RuleChange, VerdictChange, compare_rules

__all__ = ["Change", "Comparison", "Example", "RuleChange", "VerdictChange", "compare_rules"]
