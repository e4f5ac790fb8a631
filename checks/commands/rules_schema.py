"""`copydesk rules schema`: the JSON Schema of rule files."""

from __future__ import annotations

import json

import click

from ..rules.json_schema import json_schema
from ._errors import debug_option


@click.command(name="schema")
@debug_option
def command() -> None:
    """Print the JSON Schema of rule files, which editors use to complete and to check them."""
    click.echo(json.dumps(json_schema(), ensure_ascii=False, indent=2))
