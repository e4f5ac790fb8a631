"""The settings `COPYDESK_…` of a Scrapy project, checked before the first request is sent."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from ..acceptance import Acceptance
from ..baseline import Baseline
from ..configuring import configured
from ..engine import Checker
from ..feeds import FeedError, FeedOptions, parse_fields
from ..feeds.fields import check_target
from ..furniture import Furniture
from ..kinds.furniture import Furniture as FurnitureKind
from ..language import UNKNOWN, normalise_code
from ..rules import RuleSet, find_rules, load_rules
from ..side_files import (
    SideFileError,
    load_accepted,
    load_furniture,
    read_text,
    stored_baseline,
    wanted_accepted,
)
from ..suggest import did_you_mean

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings

logger = logging.getLogger(__name__)

Action = Literal["annotate", "drop", "divert"]
ACTIONS: tuple[Action, ...] = get_args(Action)

FAIL_ON = ("warning", "error", "none")

PREFIX = "COPYDESK_"
SHIPPED = "default"
DEFAULT_KEY = "copydesk"


class SettingError(ValueError):
    """A setting that cannot be used. It ends the crawl, for what is unchecked must not look checked."""


@dataclass(frozen=True)
class PipelineSettings:
    """What the settings say; a field is the setting of its name in capitals behind `COPYDESK_`.

    Raises `SettingError` for combinations that cannot be meant.
    """

    rules: str | None = None
    """Rule file; None for the nearest rules.yaml upward, else the shipped rules, as `default` is always."""
    accepted: str | None = None
    """Accepted findings; None for the accepted.yaml beside the rule file, `none` for none at all."""
    baseline: str | None = None
    """Known findings, as `copydesk baseline` wrote them; only new ones decide."""
    furniture: str | None = None
    """Furniture, as `copydesk learn furniture` wrote it."""
    fields: Mapping[str, str] = field(default_factory=dict)
    """Which field of an item holds what, target to key; the rest is guessed item by item."""
    action: Action = "annotate"
    """What happens to items below the gate; those above it are annotated whatever it is."""
    divert_file: str | None = None
    """JSON Lines file that diverted items are appended to."""
    fail_on: str | None = None
    """`warning`, `error` or `none`, over the rule file's `score.fail_on`."""
    fail_under: float | None = None
    """Over the rule file's `score.fail_under`."""
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    """Globs of rule ids to run alone, and to leave out."""
    language: str | None = None
    """Language of the texts, whatever the items say."""
    key: str = DEFAULT_KEY
    """Field of the item that is set to its record."""
    items: tuple[str, ...] = ()
    """Import paths of the item classes to check; empty for every item."""

    def __post_init__(self) -> None:
        """Refuse a diversion to nowhere, and a file that nothing is written to."""
        if (self.action == "divert") != (self.divert_file is not None):
            raise SettingError("COPYDESK_ACTION = 'divert' and COPYDESK_DIVERT_FILE need each other")

    def checker(self) -> Checker:
        """The checker that is meant. Raises `RuleErrors` and `SettingError`."""
        rules = load_rules(self._rule_file())
        for name, globs in (("SELECT", self.select), ("IGNORE", self.ignore)):
            _require_known(globs, rules, name)
        checker = Checker(
            self._configured(rules),
            select=self.select,
            ignore=self.ignore,
            acceptance=self._acceptance(),
            baseline=self._known(rules),
            furniture=self._learned(),
        )
        if not checker.rules():
            raise SettingError(f"{rules.path}: no rule is left to check with")
        if self.furniture is not None and not any(
            isinstance(rule.match, FurnitureKind) for rule in checker.rules()
        ):
            logger.warning("COPYDESK_FURNITURE has no effect: no rule of kind furniture runs")
        return checker

    def _acceptance(self) -> Acceptance:
        path = wanted_accepted(self.accepted, self._rule_file())
        if path is None:
            return Acceptance()
        logger.info("copydesk takes what %s accepts", path)
        with _named("ACCEPTED"):
            return load_accepted(path)

    def _known(self, rules: RuleSet) -> Baseline:
        if self.baseline is None:
            return Baseline()
        with _named("BASELINE"):
            stored = stored_baseline(read_text(self.baseline), self.baseline)
        if stored.rules != rules.digest:
            logger.warning("%s was made with other rules: what only today's rules find is new", self.baseline)
        return stored.baseline

    def _learned(self) -> Furniture:
        if self.furniture is None:
            return Furniture()
        with _named("FURNITURE"):
            return load_furniture(self.furniture)

    def feed_options(self, rules: RuleSet, source: str) -> FeedOptions:
        """How the items of a spider are read; what the rule file says of the source is laid under it."""
        options = FeedOptions(fields=self.fields, language=self.language, sources=rules.sources)
        return options.for_input(source)

    def _rule_file(self) -> str | Path | None:
        if self.rules is None:
            return find_rules(Path.cwd())
        return None if self.rules == SHIPPED and not Path(SHIPPED).exists() else self.rules

    def _configured(self, rules: RuleSet) -> RuleSet:
        try:
            return configured(rules, fail_on=self.fail_on, fail_under=self.fail_under)
        except ValueError as error:
            raise SettingError(f"COPYDESK_FAIL_UNDER: {error}") from None


def read_settings(settings: BaseSettings) -> PipelineSettings:
    """The settings of a crawl. Raises `SettingError` for one that is unknown or cannot be used.

    From the command line (`-s`) each comes as a string: lists with commas, fields as `text=body,title=head`.
    """
    given = {name: settings[name] for name in settings if str(name).startswith(PREFIX)}
    for name in given:
        if name not in _READERS:
            raise SettingError(f"unknown setting {name}{did_you_mean(name, _READERS)}")
    values = {
        name.removeprefix(PREFIX).lower(): _READERS[name](name, value)
        for name, value in given.items()
        if value is not None
    }
    return PipelineSettings(**values)


@contextmanager
def _named(name: str) -> Iterator[None]:
    """Raise what is wrong with a file beside the rules as the fault of the setting that asks for it."""
    try:
        yield
    except SideFileError as error:
        raise SettingError(f"{PREFIX}{name}: {error}") from None


def _text(name: str, value: object) -> str:
    if not isinstance(value, str | Path) or not str(value):
        raise SettingError(f"{name} must be a string and not blank, not {value!r}")
    return str(value)


def _word(name: str, value: object, words: Sequence[str]) -> str:
    if value not in words:
        hint = did_you_mean(str(value), words)
        raise SettingError(f"{name} must be one of {', '.join(words)}, not {value!r}{hint}")
    return str(value)


def _action(name: str, value: object) -> str:
    return _word(name, value, ACTIONS)


def _fail_on(name: str, value: object) -> str:
    return _word(name, value, FAIL_ON)


def _number(name: str, value: Any) -> float:
    try:
        return float(value)
    except (TypeError, ValueError):
        raise SettingError(f"{name} must be a number, not {value!r}") from None


def _list(name: str, value: object) -> tuple[str, ...]:
    parts = value.split(",") if isinstance(value, str) else value
    if not isinstance(parts, list | tuple) or not all(isinstance(part, str) for part in parts):
        raise SettingError(f"{name} must be a list of strings, not {value!r}")
    return tuple(part.strip() for part in parts if part.strip())


def _fields(name: str, value: object) -> Mapping[str, str]:
    try:
        if isinstance(value, str):
            return parse_fields(value)
        if not isinstance(value, Mapping):
            raise SettingError(f"{name} must be a dict such as {{'text': 'body'}}, not {value!r}")
        for target, key in value.items():
            check_target(target)
            _text(f"{name}[{target!r}]", key)
    except FeedError as error:
        raise SettingError(f"{name}: {error}") from None
    return dict(value)


def _language(name: str, value: object) -> str:
    if normalise_code(_text(name, value)) == UNKNOWN:
        raise SettingError(f"{name}: unknown language {value!r}; give a code such as en")
    return str(value)


_READERS: Mapping[str, Callable[[str, Any], Any]] = {
    "COPYDESK_RULES": _text,
    "COPYDESK_ACCEPTED": _text,
    "COPYDESK_BASELINE": _text,
    "COPYDESK_FURNITURE": _text,
    "COPYDESK_FIELDS": _fields,
    "COPYDESK_ACTION": _action,
    "COPYDESK_DIVERT_FILE": _text,
    "COPYDESK_FAIL_ON": _fail_on,
    "COPYDESK_FAIL_UNDER": _number,
    "COPYDESK_SELECT": _list,
    "COPYDESK_IGNORE": _list,
    "COPYDESK_LANGUAGE": _language,
    "COPYDESK_KEY": _text,
    "COPYDESK_ITEMS": _list,
}
"""Every setting there is, and what makes of its value what `PipelineSettings` holds."""


def _require_known(globs: Iterable[str], rules: RuleSet, name: str) -> None:
    """Refuse a glob that matches no rule: what it asks for would not be done."""
    ids = [rule.id for rule in rules.rules]
    for glob in globs:
        if not any(fnmatchcase(rule_id, glob) for rule_id in ids):
            raise SettingError(f"{PREFIX}{name}: no rule matches {glob!r}{did_you_mean(glob, ids)}")
