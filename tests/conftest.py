from __future__ import annotations

import pytest

from checks import Checker, RuleSet, load_rules


@pytest.fixture(scope="session")
def shipped() -> RuleSet:
    """The default rules, loaded once."""
    return load_rules()


@pytest.fixture(scope="session")
def shipped_checker(shipped: RuleSet) -> Checker:
    """A checker of the default rules."""
    return Checker(shipped)
