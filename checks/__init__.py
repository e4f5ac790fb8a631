"""copydesk: marks every place where scraped text went wrong, says why, and scores the document.

    from checks import Checker, load_rules

    result = Checker(load_rules()).check("The minister† said that talks had failed.")
    for finding in result.findings:
        print(finding.line, finding.column, finding.rule, finding.message)

The names below are the public API. Each is imported when it is first used, so that a command which needs
none of them starts at once.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
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

_HOMES = {
    "Checker": ".engine",
    "Document": ".document",
    "Finding": ".finding",
    "Link": ".document",
    "Location": ".document",
    "Result": ".finding",
    "RuleError": ".rules",
    "RuleErrors": ".rules",
    "RuleSet": ".rules",
    "Skipped": ".finding",
    "Unreadable": ".finding",
    "load_rules": ".rules",
}


def __getattr__(name: str) -> Any:
    """Import a public name from its module (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name], __name__), name)
