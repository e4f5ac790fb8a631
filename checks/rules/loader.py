"""The rules of a file: out of the cache, or read anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from .cache import RuleCache
from .files import default_rules
from .schema import RuleSet
from .shipped import shipped_rules


def load_rules(path: str | Path | None = None) -> RuleSet:
    """The rules of a file and of what it extends; without a path, the shipped rules.

    Raises `RuleErrors` with every fault and its place: nothing is dropped or guessed. What was read before
    and has not changed since comes out of the cache (see `cache`).
    """
    file = Path(path) if path is not None else default_rules()
    if path is None and (shipped := shipped_rules(file)) is not None:
        return shipped
    cache = RuleCache(file)
    kept = cache.find()
    if kept is not None:
        return kept
    from .building import build  # noqa: PLC0415 (the parser of YAML and all checks: nothing that was kept needs them)
    from .plain import take_over  # noqa: PLC0415 (as above)

    built = build(file)
    take_over(built.rule_set.rules, _earlier(file, cache))
    cache.keep(built.rule_set, built.files)
    return built.rule_set


def _earlier(file: Path, cache: RuleCache) -> Iterator[RuleSet]:
    """Rule sets that may have rules in common with a file: its own of before, and the shipped one."""
    shipped = default_rules()
    yield from filter(None, (cache.outdated(), shipped_rules(shipped)))
    if file != shipped and (of_shipped := RuleCache(shipped).outdated()) is not None:
        yield of_shipped
