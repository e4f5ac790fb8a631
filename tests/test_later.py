"""A pattern that is compiled later does what one does that was compiled at once."""

from __future__ import annotations

import copy
import pickle

import pytest
import regex

from checks.later import later

TEXT = "One two, three; FOUR"


@pytest.mark.parametrize("flags", [0, regex.IGNORECASE])
def test_it_finds_the_same(flags: int) -> None:
    source = r"(?P<word>[a-z]+)"
    put_off, at_once = later(source, flags), regex.compile(source, flags)

    assert put_off.findall(TEXT) == at_once.findall(TEXT)
    assert [match.span() for match in put_off.finditer(TEXT)] == [m.span() for m in at_once.finditer(TEXT)]
    assert put_off.sub("-", TEXT) == at_once.sub("-", TEXT)
    assert put_off.split(TEXT) == at_once.split(TEXT)
    assert (put_off.pattern, put_off.groupindex) == (at_once.pattern, at_once.groupindex)


def test_it_can_be_sent_to_another_process() -> None:
    sent = pickle.loads(pickle.dumps(later(r"two|four", regex.IGNORECASE)))

    assert sent.findall(TEXT) == ["two", "FOUR"]
    assert copy.deepcopy(sent).findall(TEXT) == ["two", "FOUR"]


def test_a_faulty_source_is_told_when_it_is_used() -> None:
    faulty = later("(")

    with pytest.raises(regex.error):
        faulty.search(TEXT)
    with pytest.raises(AttributeError):
        getattr(later("a"), "no_such_thing")  # noqa: B009 (as code would ask for it)
