"""`copydesk init`: a starter rule file."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import click

from ..reports.output import file_stream
from ._errors import Failure, debug_option

RULES_FILE = "rules.yaml"


@click.command(name="init")
@click.argument("path", metavar="[PATH]", default=RULES_FILE, type=click.Path())
@click.option("--force", is_flag=True, help="Overwrite a file that is there.")
@debug_option
def command(path: str, force: bool) -> None:
    """Write a starter rules.yaml with comments, which builds on the shipped rules.

    PATH is a file or a folder; without it, rules.yaml is written here.
    """
    target = Path(path)
    if target.is_dir():
        target /= RULES_FILE
    if target.exists() and not force:
        raise Failure(f"{target} is there already; --force overwrites it")
    if not target.absolute().parent.is_dir():
        raise Failure(f"there is no folder {target.parent}")
    with file_stream(target) as stream:
        stream.write(files(__package__).joinpath("starter.yaml").read_text("utf-8"))
    click.echo(f"{target}: written. Next: copydesk rules test, then copydesk check INPUT")
