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
    from .acceptance import Acceptance
    from .baseline import Baseline
    from .document import Document, Link, Location
    from .engine import Checker
    from .finding import Finding, Result, Skipped, Unreadable
    from .furniture import Furniture
    from .rules import RuleError, RuleErrors, RuleSet, load_rules
    from .side_files import SideFileError, load_accepted, load_baseline, load_furniture

__all__ = [
    "Acceptance",
    "Baseline",
    "Checker",
    "Document",
    "Finding",
    "Furniture",
    "Link",
    "Location",
    "Result",
    "RuleError",
    "RuleErrors",
    "RuleSet",
    "SideFileError",
    "Skipped",
    "Unreadable",
    "load_accepted",
    "load_baseline",
    "load_furniture",
    "load_rules",
]

_HOMES = {
    "Acceptance": ".acceptance",
    "Baseline": ".baseline",
    "Checker": ".engine",
    "Document": ".document",
    "Finding": ".finding",
    "Furniture": ".furniture",
    "Link": ".document",
    "Location": ".document",
    "Result": ".finding",
    "RuleError": ".rules",
    "RuleErrors": ".rules",
    "RuleSet": ".rules",
    "SideFileError": ".side_files",
    "Skipped": ".finding",
    "Unreadable": ".finding",
    "load_accepted": ".side_files",
    "load_baseline": ".side_files",
    "load_furniture": ".side_files",
    "load_rules": ".rules",
}


def __getattr__(name: str) -> Any:
    """Import a public name from its module (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name], __name__), name)
