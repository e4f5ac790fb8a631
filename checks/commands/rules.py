"""`copydesk rules`: the commands about rules themselves."""

from __future__ import annotations

import click

from ._lazy import Entry, LazyGroup

_ENTRIES = {
    "list": Entry("rules_list", "List the rules in force."),
    "explain": Entry("rules_explain", "Show everything about a rule."),
    "test": Entry("rules_test", "Run the rules on their own examples."),
    "validate": Entry("rules_validate", "Check rule files and show every fault."),
    "score": Entry("rules_score", "Measure each rule on texts: hits, precision, time."),
    "diff": Entry("rules_diff", "Compare two rule files on texts, finding by finding."),
    "reference": Entry("rules_reference", "Print a Markdown page about all rules."),
    "schema": Entry("rules_schema", "Print the JSON Schema of rule files, for editors."),
}


@click.group(name="rules", cls=LazyGroup, entries=_ENTRIES)
def command() -> None:
    """List, explain, test, validate, measure and compare rules."""
