"""The option `--fluency` and the file behind it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from ..engine import Checker
from ..kinds import FluencyModel
from ..side_files import SideFileError, load_fluency_model
from ._errors import Failure

fluency_option = click.option(
    "--fluency",
    "fluency_path",
    metavar="FILE",
    type=click.Path(),
    help="What `copydesk learn fluency` wrote: judges texts in its language, in place of the shipped model.",
)


def load_models(path: str | None) -> Mapping[str, FluencyModel]:
    """The house's own model, by its language. Raises `Failure` for a file that cannot be used."""
    if path is None:
        return {}
    try:
        model = load_fluency_model(Path(path))
    except SideFileError as error:
        raise Failure(f"--fluency {error}") from None
    return {model.language: model}


def tell_without(checker: Checker, path: str | None) -> None:
    """Say on standard error what the models that were given or left out mean for a run."""
    measuring = any("fluency" in rule.traits.measured for rule in checker.rules())
    if path is not None and not measuring:
        click.echo(f"copydesk: --fluency {path} has no effect: no rule of kind fluency runs", err=True)
    if not checker.models:
        click.echo("copydesk: without trained models (--no-models)", err=True)
