"""Where time goes: stages and rules, each with its own part, and profiles that add up."""

from __future__ import annotations

import pickle
from collections.abc import Iterator

import pytest

from checks import Checker, Document, load_rules
from checks.profiling import LANGUAGE, LAYERS, SCORING, Profile, Stopwatch

RULES = load_rules()
TEXT = "The minister† said on Tuesday that the the talks had failed.\n\nLeave a Reply"


def test_a_profile_tells_of_stages_and_rules() -> None:
    profile = Profile()

    Checker(RULES, select=("symbols/*",)).check(Document(TEXT), profile)

    assert (profile.documents, profile.characters) == (1, len(TEXT))
    assert {LAYERS, LANGUAGE, SCORING} <= profile.stages.keys()
    assert "symbols/stray-dagger" in profile.rules
    assert all(name.startswith("symbols/") for name in profile.rules)


def test_a_profiled_check_finds_the_same() -> None:
    checker = Checker(RULES)

    assert checker.check(Document(TEXT), Profile()).findings == checker.check(Document(TEXT)).findings


def test_a_profiled_checker_tells_of_each_item_and_another_does_not() -> None:
    assert Checker(RULES, profiled=True).examine(TEXT).profile is not None
    assert Checker(RULES).examine(TEXT).profile is None


def ticks() -> Iterator[float]:
    return (float(number) for number in range(1_000))


def test_of_a_call_within_another_each_has_its_own_part() -> None:
    clock, profile = ticks(), Profile()
    watch = Stopwatch(profile, lambda: next(clock))

    watch.of_rule("symbols/one", lambda: watch.of_stage(LAYERS, lambda: next(clock)))

    assert profile.stages[LAYERS] == 2.0  # from 1 to 3, and 2 was looked at on the way
    assert profile.rules["symbols/one"] == 2.0  # from 0 to 4, less the call within
    assert profile.seconds == 4.0


def test_a_call_that_fails_is_timed_too() -> None:
    clock, profile = ticks(), Profile()
    watch = Stopwatch(profile, lambda: next(clock))

    with pytest.raises(ZeroDivisionError):
        watch.of_stage(LAYERS, lambda: 1 / 0)

    assert profile.stages[LAYERS] == 1.0


def test_profiles_add_up_across_processes() -> None:
    one, other = Profile(1, 100), Profile(2, 50)
    one.rules["symbols/one"] = 1.5
    other.rules.update({"symbols/one": 0.5, "symbols/two": 1.0})
    other.stages[LAYERS] = 0.25

    one.add(pickle.loads(pickle.dumps(other)))

    assert (one.documents, one.characters) == (3, 150)
    assert one.rules == {"symbols/one": 2.0, "symbols/two": 1.0}
    assert one.stages == {LAYERS: 0.25}
