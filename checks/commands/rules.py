"""`copydesk rules`: the commands about rules themselves."""

from __future__ import annotations

import click

from ._lazy import Entry, LazyGroup

_ENTRIES = {
    "list": Entry("rules_list", "List the rules in force."),
    "explain": Entry("rules_explain", "Show everything about a rule."),
    "test": Entry("rules_test", "Run the rules on their own examples."),
    "validate": Entry("rules_validate", "Check rule files and show every fault."),
    "schema": Entry("rules_schema", "Print the JSON Schema of rule files, for editors."),
}


@click.group(name="rules", cls=LazyGroup, entries=_ENTRIES)
def command() -> None:
    """List, explain, test and validate rules."""
