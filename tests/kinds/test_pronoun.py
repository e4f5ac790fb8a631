"""Pronouns that a name denies; `[[…]]` marks what must be found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kind_helpers import found, hits

from checks.kinds.pronoun import Pronoun

WRONG = [
    pytest.param("“We lost it,” said Karin Moberg. [[He]] was on the quay.", id="a speaker"),
    pytest.param("“We lost it,” Karin Moberg said. [[He]] added that it rained.", id="who goes on"),
    pytest.param("“We lost it,” sighs out the keeper Karin Moberg. [[He]] wept.", id="an odd verb of speech"),
    pytest.param("The pier is shut, according to Karin Moberg. [[He]] said so.", id="a source"),
    pytest.param("Farmer Anders Lind looks at it. [[She]] waits.", id="a subject"),
    pytest.param("Karin Moberg came home. [[His]] boat was gone.", id="what is owned"),
    pytest.param("Karin Moberg spoke. [[In his opinion]], it is late.", id="an opinion"),
    pytest.param("Karin Moberg saw the bear. “It was big,” [[he]] said.", id="a tag"),
    pytest.param("The referee, Karin Moberg, came, and [[he]] was booed.", id="the next clause"),
    pytest.param("The mayor, Ms. Liu, said that [[he]] would go.", id="what a title tells"),
    pytest.param("The coach Karin Moberg could not contain [[himself]].", id="a reflexive"),
    pytest.param("Irena Nowakowska sings. [[He]] is tired.", id="a Slavic surname"),
    pytest.param("Karin Moberg slept. “I am old,” Moberg, the keeper, says. [[He]] coughs.", id="a surname"),
]

SOUND = [
    pytest.param("“We lost it,” said Karin Moberg. She was on the quay.", id="the right one"),
    pytest.param("Nils Berg fell. “He is weak,” said Karin Moberg. He sleeps.", id="a man shortly before"),
    pytest.param("The driver fled, said Karin Moberg. He was found.", id="somebody unknown"),
    pytest.param("Oduya fled, and Oduya won. “Good,” said Karin Moberg. He slept.", id="an unknown name"),
    pytest.param("The old keeper watched Karin Moberg. He slept.", id="an object"),
    pytest.param("Karin Moberg and her son came. He slept.", id="a son"),
    pytest.param("Karin Moberg's boat sank. He slept.", id="a genitive"),
    pytest.param("Robin Moberg came. He slept, and she woke.", id="a name of both"),
    pytest.param("Karin Moberg said: “Our keeper is old. He sleeps.”", id="within a quotation"),
    pytest.param("“Karin Moberg,” he said, “come in.”", id="who is spoken to"),
    pytest.param("The frigate, the Karin Moberg, sank. He slept.", id="a ship"),
    pytest.param("Karin Moberg asked Oduya himself.", id="a reflexive of another"),
    pytest.param("Karin Moberg came. It rained. It froze. It thawed. He slept.", id="long before"),
    pytest.param(
        "A woman waved to Nils Berg. It rained. He rows out every day. She waits.", id="a woman before"
    ),
    pytest.param("Nils Berg came, and they dressed. He rowed out. She waited.", id="company"),
    pytest.param(
        "Nils Berg has a boat. He told Oduya, and Oduya waved. She laughed.",
        id="somebody unknown before a turn",
    ),
    pytest.param(
        "He said: “She sings.” He rowed. “He is slow,” was said. It rained. She came.", id="no turn"
    ),
    pytest.param("", id="nothing"),
]

WRONG_ELSEWHERE = [
    ("de", "„Die Brücke bleibt zu“, sagte Karin Moberg. [[Er]] hofft auf Mai."),
    ("es", "«El puente está cerrado», dijo Karin Moberg. [[Él]] espera."),
    ("fr", "« Le pont est fermé », a déclaré la maire Karin Moberg. [[Il]] a ajouté un mot."),
    ("it", "«Il ponte è chiuso», ha detto Karin Moberg. [[Lui]] aspetta."),
    ("nl", "“De brug is dicht”, zei Karin Moberg op het plein. [[Hij]] hoopt op mei."),
    ("pt", "“A ponte está fechada”, disse a diretora Karin Moberg. [[Ele]] prometeu ajuda."),
]

SOUND_ELSEWHERE = [
    pytest.param("fr", "« Le pont est fermé », a déclaré Karin Moberg. Il rouvrira.", id="a thing"),
    pytest.param("nl", "“De brug is dicht”, zei Karin Moberg. Zij hoopt op mei.", id="the right one"),
    pytest.param("nl", "Karin Moberg viel. Hij hoopt op mei.", id="no speaker"),
    pytest.param("sv", "”Bron är stängd”, sa Karin Moberg. Han hoppas.", id="no such language"),
]


@pytest.mark.parametrize("marked", WRONG)
def test_finds_what_the_name_denies(marked: str) -> None:
    assert found(Pronoun(), marked) == marked


@pytest.mark.parametrize("text", SOUND)
def test_leaves_alone(text: str) -> None:
    assert not hits(Pronoun(), text)


@pytest.mark.parametrize(("language", "marked"), WRONG_ELSEWHERE)
def test_finds_it_behind_a_speaker_in_other_languages(language: str, marked: str) -> None:
    assert found(Pronoun(), marked, language=language) == marked


@pytest.mark.parametrize(("language", "text"), SOUND_ELSEWHERE)
def test_leaves_alone_in_other_languages(language: str, text: str) -> None:
    assert not hits(Pronoun(), text, language=language)


def test_names_who_is_meant() -> None:
    (hit,) = hits(Pronoun(), "“We lost it,” said Karin Moberg. He was on the quay.")
    assert hit.values == {"name": "Karin Moberg"}


@given(
    st.lists(
        st.sampled_from(
            ["Karin", "Moberg", "Nils", "he", "She", "said", "the", "keeper", ".", ",", "”", "\n"]
        )
    )
)
def test_a_hit_is_a_pronoun(words: list[str]) -> None:
    text = " ".join(words)
    assert all(text[hit.start : hit.end] in ("he", "She") for hit in hits(Pronoun(), text))
