"""Checkers that end their process. Workers that are not forked import this module."""

from __future__ import annotations

import faulthandler
import os
import signal
import time
from dataclasses import dataclass, replace
from pathlib import Path

from checks import Checker, Document, Location, Result, Unreadable, load_rules
from checks.rules.schema import RuleSet

RULES = Path(__file__).parents[1] / "cases" / "reports" / "rules.yaml"
"""Rules for daggers, "Read more" and capitals in a title."""

CLEAN = "The council met on Tuesday to discuss the budget. Members agreed that the roads need repair."
DEADLY = "This text is more than its process can take."


def rules() -> RuleSet:
    return load_rules(str(RULES))


class Killed(Checker):
    """Its process is killed by a deadly text, as where memory runs out."""

    def check(self, item: str | Document, *more: object) -> Result:
        if is_deadly(item):
            os.kill(os.getpid(), signal.SIGKILL)
        return super().check(item, *more)  # type: ignore[arg-type]


class Crashed(Checker):
    """Its process crashes, as where a library written in C is at fault."""

    def check(self, item: str | Document, *more: object) -> Result:
        if is_deadly(item):
            faulthandler.disable()  # pytest's would print where each thread was
            os.kill(os.getpid(), signal.SIGABRT)
        return super().check(item, *more)  # type: ignore[arg-type]


class Left(Checker):
    """Its process ends by itself."""

    def check(self, item: str | Document, *more: object) -> Result:
        if is_deadly(item):
            os._exit(7)
        return super().check(item, *more)  # type: ignore[arg-type]


class Hung(Checker):
    """It never comes to an end with a deadly text."""

    def check(self, item: str | Document, *more: object) -> Result:
        while is_deadly(item):
            time.sleep(60)
        return super().check(item, *more)  # type: ignore[arg-type]


class Raising(Checker):
    """It raises, as a rule at fault does."""

    def check(self, item: str | Document, *more: object) -> Result:
        if is_deadly(item):
            raise LookupError("no such thing")
        return super().check(item, *more)  # type: ignore[arg-type]


@dataclass(frozen=True)
class KilledOnce(Checker):
    """Its process is killed by a deadly text when a file is there, which it takes away."""

    file: str = ""

    def check(self, item: str | Document, *more: object) -> Result:
        if is_deadly(item) and Path(self.file).exists():
            Path(self.file).unlink()
            os.kill(os.getpid(), signal.SIGKILL)
        return super().check(item, *more)  # type: ignore[arg-type]


@dataclass(frozen=True)
class AlwaysKilled(Checker):
    """Every process but the one that made it is killed by whatever it checks."""

    parent: int = 0

    def check(self, item: str | Document, *more: object) -> Result:
        if os.getpid() != self.parent:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().check(item, *more)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Waiting(Checker):
    """It has done with a deadly text when another process has come to article `until`, and not before."""

    file: str = ""
    until: int = 0

    def check(self, item: str | Document, *more: object) -> Result:
        if isinstance(item, Document) and item.id == f"article-{self.until}":
            Path(self.file).touch()
        while is_deadly(item) and not Path(self.file).exists():
            time.sleep(0.01)
        return super().check(item, *more)  # type: ignore[arg-type]


class Quick(Checker):
    """It looks at the beginning of a text alone, and tells of the whole."""

    def check(self, item: str | Document, *more: object) -> Result:
        document = Document(item) if isinstance(item, str) else item
        return replace(super().check(document.text[:20]), document=document, id=document.id or "")


@dataclass(frozen=True)
class DeadlyReading:
    """A task whose process is killed when it is read."""

    location: Location
    size: int = 1

    def read(self) -> Document | Unreadable:
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError


@dataclass(frozen=True)
class FaultyReading:
    """A task that cannot be read, by a fault of its reader."""

    location: Location
    size: int = 1

    def read(self) -> Document | Unreadable:
        raise LookupError("no such thing")


def is_deadly(item: str | Document) -> bool:
    return DEADLY in (item if isinstance(item, str) else item.text)


def article(number: int, *, deadly: bool = False) -> Document:
    """A document of its own, with a dagger in every third."""
    text = f"{CLEAN} It was meeting number {number}{'†' if number % 3 == 0 else ''} of this year."
    place = Location("feed.jsonl", number, number)
    return Document(f"{text} {DEADLY}" if deadly else text, id=f"article-{number}", location=place)
