"""Abbreviations whose letters changed places; `[[…]]` marks what must be found."""

from __future__ import annotations

import pytest
from kind_helpers import found, hits

from checks.document import Document
from checks.kinds import Context
from checks.kinds.acronym import Acronym

DRIFTED = [
    "The Guild of Harbour Fishers (GHF) met. The GHF has no ship. On Friday the [[GFH]] will vote.",
    "The Guild of Harbour Fishers (“GHF”) met. The GHF has no ship. On Friday the [[GFH]] will vote.",
    "The guild of fishers (the GHF) met. The GHF has no ship. A [[GFH]]’s word.",
    "The North Sea Fishers Guild (NSFG) met. The NSFG has no ship. On Friday the [[GFNS]] will vote.",
    "The Guild of Harbour Fishers (GHF) met. GHF, GHF. The [[GFH]] will vote, the [[GFH]] says.",
]

SOUND = [
    pytest.param(
        "The Guild (GHF) met. The GHF has no ship. On Friday the GHM will vote.", id="another letter"
    ),
    pytest.param(
        "The Guild (GHF) met. The GHF has no ship. On Friday the FHG will vote.", id="three letters about"
    ),
    pytest.param(
        "The Guild (GHF) met. The GHF and the GFH (Guild of Fish Haters) will vote.", id="explained"
    ),
    pytest.param(
        "The Guild (GHF) met. The Guild of Fish Haters (GFH) and the GHF will vote.", id="explained before"
    ),
    pytest.param("The Guild of Harbour Fishers (GHF) met the GFH.", id="no more frequent"),
    pytest.param("The GHF met. The GHF has no ship. On Friday the GFH will vote.", id="never explained"),
    pytest.param("The Guild (GHF) met. The GHF has no ship.\n\nTHE GFH WILL VOTE", id="a line in capitals"),
    pytest.param(
        "The Guild (GHF) met. The GHF has no ship. Model GFH-3, file A.GFH, GFH2.", id="part of a code"
    ),
    pytest.param("The lab (NDA) met. The NDA has no ship. The DNA is lost.", id="one that everybody knows"),
    pytest.param("", id="nothing"),
]


@pytest.mark.parametrize("marked", DRIFTED)
def test_finds_letters_that_changed_places(marked: str) -> None:
    assert found(Acronym(), marked, "document") == marked


@pytest.mark.parametrize("text", SOUND)
def test_leaves_other_abbreviations_alone(text: str) -> None:
    assert not hits(Acronym(), text, "document")


def test_names_the_one_that_was_explained() -> None:
    (hit,) = hits(Acronym(), DRIFTED[0].replace("[[", "").replace("]]", ""), "document")
    assert hit.values == {"other": "GHF"}


def test_the_house_vocabulary_is_never_wrong() -> None:
    document = Document(DRIFTED[0].replace("[[", "").replace("]]", ""), declared_language="en")
    assert not list(Acronym().find(Context(document, "text", 0, len(document.text), frozenset({"gfh"}))))
