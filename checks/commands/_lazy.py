"""A group of commands that imports a command when it is called, so that each starts fast."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any, NamedTuple

import click


class Entry(NamedTuple):
    """A command of a group: the module of this package that defines it as `command`, and its line of help."""

    module: str
    help: str


class LazyGroup(click.Group):
    """A group whose commands are named here and imported when called.

    Their lines of help stand here too, so that the group's own help imports none of them.
    """

    def __init__(self, *args: Any, entries: Mapping[str, Entry], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._entries = entries

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        """The commands in the order in which they are named."""
        return list(self._entries)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002
        cmd_name: str,
    ) -> click.Command | None:
        """The command of a name, imported now."""
        entry = self._entries.get(cmd_name)
        if entry is None:
            return None
        command: click.Command = import_module(f".{entry.module}", __package__).command
        return command

    def format_commands(
        self,
        ctx: click.Context,  # noqa: ARG002
        formatter: click.HelpFormatter,
    ) -> None:
        """The list of commands in the help, which needs no command itself."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.help) for name, entry in self._entries.items()])
