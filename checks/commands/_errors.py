"""How a command ends when something is wrong: one place that maps errors to messages and exit codes."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

import click

from ..reports.visible import visible
from ._lazy import LazyGroup

BAD_USAGE = 2
"""Bad usage or rules, no input, or more unreadable than allowed: something could not be checked."""
INTERNAL_ERROR = 3
INTERRUPTED = 130
"""128 + SIGINT, as shells have it."""
READER_GONE = 141
"""128 + SIGPIPE: what `copydesk … | head` would end with had Python not caught the signal."""

DEBUG_OPTION = "--debug"
DEBUG_VARIABLE = "COPYDESK_DEBUG"
_DEBUG_KEY = "copydesk.debug"

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


class Failure(click.ClickException):
    """A mistake of the user's or a fault of the input, in words that need no traceback."""

    exit_code = BAD_USAGE

    def show(self, file: Any = None) -> None:
        """Print the message as it stands, for it names its place itself; what it quotes may be hostile."""
        with suppress(OSError):  # the exit code tells it where standard error is full
            click.echo(safe_lines(self.format_message()), file=file, err=True)


class GuardedGroup(LazyGroup):
    """The top group: nothing that goes wrong below it ends in a bare traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command, and turn what it raises into a message and an exit code."""
        # a command that cannot even be imported never comes to read its own options
        if DEBUG_OPTION in ctx.args:
            ctx.meta[_DEBUG_KEY] = True
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except KeyboardInterrupt:
            ctx.exit(INTERRUPTED)
        except BrokenPipeError:
            _forget_standard_output()
            ctx.exit(READER_GONE)
        except OSError as error:
            _show_traceback(error, ctx)
            click.echo(safe_lines(f"copydesk: {error}"), err=True)
            ctx.exit(BAD_USAGE)
        except Exception as error:
            _show_traceback(error, ctx)
            _explain(error)
            ctx.exit(INTERNAL_ERROR)
        return result


def safe_lines(message: str) -> str:
    """A message whose lines drive no terminal, whatever they quote."""
    return "\n".join(map(visible, message.split("\n")))


def debug_option(command: Decorated) -> Decorated:
    """The option `--debug`, which a command takes before or after its name."""

    def remember(ctx: click.Context, _: click.Parameter, value: bool) -> None:
        if value:
            ctx.meta[_DEBUG_KEY] = True

    option = click.option(
        DEBUG_OPTION,
        is_flag=True,
        expose_value=False,
        callback=remember,
        help=f"Show the traceback of an internal error (or set {DEBUG_VARIABLE}=1).",
    )
    return option(command)


def _debug_wanted(ctx: click.Context) -> bool:
    return bool(ctx.meta.get(_DEBUG_KEY)) or os.environ.get(DEBUG_VARIABLE, "0") not in {"", "0"}


def _show_traceback(error: Exception, ctx: click.Context) -> None:
    if _debug_wanted(ctx):
        traceback.print_exception(error)


def _explain(error: Exception) -> None:
    click.echo(safe_lines(f"copydesk: internal error: {type(error).__name__}: {error}"), err=True)
    click.echo(
        "This is a fault of copydesk, not of your text. Please report it with the traceback,", err=True
    )
    click.echo(f"which the same command shows with {DEBUG_OPTION} or {DEBUG_VARIABLE}=1.", err=True)


def _forget_standard_output() -> None:
    """Point standard output at nothing, so that the interpreter's last flush does not fail as well."""
    try:
        descriptor = sys.stdout.fileno()
    except (OSError, ValueError, AttributeError):
        return
    os.dup2(os.open(os.devnull, os.O_WRONLY), descriptor)
