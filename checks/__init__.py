"""copydesk: marks every place where scraped text went wrong, says why, and scores the document.

    from checks import Checker, load_rules

    result = Checker(load_rules()).check("The minister† said that talks had failed.")
    for finding in result.findings:
        print(finding.line, finding.column, finding.rule, finding.message)
"""

from .document import Document, Link, Location
from .engine import Checker
from .finding import Finding, Result, Skipped, Unreadable
from .rules import RuleError, RuleErrors, RuleSet, load_rules

__all__ = [
    "Checker",
    "Document",
    "Finding",
    "Link",
    "Location",
    "Result",
    "RuleError",
    "RuleErrors",
    "RuleSet",
    "Skipped",
    "Unreadable",
    "load_rules",
]
