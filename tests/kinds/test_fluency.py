from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kind_helpers import hits

from checks import Checker, Document, load_rules
from checks.kinds import Context
from checks.kinds._fluency_model import shipped_model
from checks.kinds._fluency_reading import MAX_STRANGE, SAMPLE, Reading
from checks.kinds._fluency_tokens import words
from checks.kinds.fluency import Fluency

SALAD = Fluency(part="sentence")
THROUGHOUT = Fluency(part="document")

SOUND = (
    "The council voted on Monday night to close the old bridge.",
    "The mayor said there had been too little money for repairs for years.",
    "People who live by the river have waited a long time for an answer.",
    "The road has to be closed in winter because of the ice.",
    "The contractor has twice promised to finish and has twice failed to send anyone.",
    "Many in the room were angry and wanted to be told more.",
    "The mayor said that a plan exists but that the minister has not signed it.",
    "Then an old fisherman stood up and asked where the taxes had gone.",
    "Nobody answered, and the room fell silent.",
    "The council will meet again next week to vote on a new loan.",
    "Until then the bridge stays as it is, and cars must drive around it.",
    "A regional newspaper reported that something like this had happened ten years ago.",
)
SALADS = (
    "Ferry the to was and of passengers nobody with the had for told an hour boats.",
    "From hospital in was weeks he three released after spring the.",
    "The of council road the will by close until repair crews their finished have bridge on.",
)


def shuffled(sentence: str, random: Random) -> str:
    body = sentence.rstrip(".").split()
    random.shuffle(body)
    mixed = " ".join(body).lower() + "."
    return mixed[0].upper() + mixed[1:]


def measure(text: str, language: str | None = "en") -> float | None:
    document = Document(text, declared_language=language)
    return SALAD.measures(Context(document, "text", 0, len(text)))["fluency"]


@pytest.mark.parametrize("salad", SALADS)
def test_word_salad_is_found_within_its_sentence(salad: str) -> None:
    text = f"{SOUND[0]} {salad} {SOUND[1]}"
    (hit,) = hits(SALAD, text, "document")
    assert text.index(salad) <= hit.start < hit.end <= text.index(salad) + len(salad)


def test_the_worst_words_are_named() -> None:
    (hit,) = hits(SALAD, f"{SOUND[0]} {SALADS[0]}", "document")
    named = [word.strip("“”") for word in hit.values["words"].split(", ")]
    assert 1 <= len(named) <= 3
    assert set(named) <= set(SALADS[0].rstrip(".").split())


def test_sound_sentences_are_left_alone() -> None:
    assert hits(SALAD, " ".join(SOUND), "document") == []


@pytest.mark.parametrize(
    "text",
    [
        f"# {SALADS[0][:-1]}",
        f"- {SALADS[0]}",
        f"    {SALADS[0]}\n    {SALADS[1]}\n\n“{SALADS[0]}” said the old man.",
        f"She wrote “{SALADS[0]}” on the wall.",
        "Kovacs Anna, Boer Piet de, Lopes Maria, Novak Jan, Petrova Olga, Huber Karl.",
        "12 4 9 33 7 of 8 1 2 the 5 6 6 10.",
        "Flimber grobble snitter wumpus daxen blicket toma wug fep.",
    ],
    ids=["heading", "list", "quoted", "in quotation marks", "names", "figures", "unknown words"],
)
def test_what_is_no_running_prose_is_left_alone(text: str) -> None:
    document = Document(text, declared_language="en")
    context = Context(document, "text", 0, len(text))
    quoted = [text.find("“"), text.find("”")]
    found = [hit for hit in SALAD.find(context) if not quoted[0] <= hit.start <= quoted[1]]
    assert [hit for hit in found if "“" not in text] == []


def test_another_language_is_left_alone() -> None:
    salad = "Der zu war und von Fahrgästen niemand mit den hatte für erzählt eine Stunde Boote."
    assert hits(SALAD, salad, "document", language="de") == []


def test_a_text_garbled_throughout_is_found_as_a_whole() -> None:
    random = Random(1)
    text = " ".join(shuffled(sentence, random) for sentence in SOUND)
    (hit,) = hits(THROUGHOUT, text, "document")
    assert (hit.start, hit.end) == (0, 0)
    assert all(hit.values[name] in text for name in ("first", "second", "third"))


def test_a_sound_text_is_not_garbled_throughout() -> None:
    assert hits(THROUGHOUT, " ".join(SOUND), "document") == []


def test_few_sentences_are_not_judged_as_a_whole() -> None:
    random = Random(1)
    text = " ".join(shuffled(sentence, random) for sentence in SOUND[:8])
    assert hits(THROUGHOUT, text, "document") == []


def test_one_garbled_sentence_does_not_damn_a_text() -> None:
    assert hits(THROUGHOUT, " ".join([*SOUND, SALADS[0]]), "document") == []


def test_sound_text_is_more_fluent_than_damaged_text() -> None:
    random = Random(2)
    sound = measure(" ".join(SOUND))
    damaged = measure(" ".join(shuffled(sentence, random) for sentence in SOUND))
    assert sound is not None
    assert damaged is not None
    assert sound > damaged + 1


@pytest.mark.parametrize("text", ["Council votes to close the bridge", "nobody answered him at all", "Wait."])
def test_a_lone_line_is_measured_too(text: str) -> None:
    assert measure(text) is not None


def test_english_is_measured_where_its_language_is_not_sure() -> None:
    text = "nobody answered"
    assert Document(text).language == "unknown"
    assert measure(text, language=None) is not None


@pytest.mark.parametrize(
    ("text", "language"),
    [("", "en"), ("De raad stemde maandag over de brug.", "nl"), ("xlorp vrint", None)],
    ids=["empty", "a language without a model", "no language at all"],
)
def test_what_cannot_be_measured_has_no_measure(text: str, language: str | None) -> None:
    assert measure(text, language) is None


def test_the_measure_is_a_result_of_the_check() -> None:
    checker = Checker(load_rules(), select=("garble/word-salad",))
    assert checker.check(Document(SOUND[0], declared_language="en")).measures["fluency"] is not None


def test_without_models_nothing_is_judged_or_measured() -> None:
    checker = Checker(load_rules(), select=("garble/*",), models=False)
    result = checker.check(Document(SALADS[0], declared_language="en"))
    assert "fluency" not in result.measures
    assert not any(finding.rule == "garble/word-salad" for finding in result.findings)


@settings(max_examples=20, deadline=None)
@given(st.permutations(SOUND + SALADS), st.integers(1, len(SOUND)))
def test_a_sentence_has_the_same_figures_beside_any_others(order: list[str], count: int) -> None:
    model = shipped_model("en")
    assert model is not None
    encoded = {sentence: model.encoded(words(sentence)) for sentence in order}
    alone = {sentence: model.figures([encoded[sentence]], [0])[0] for sentence in order[:count]}
    together = model.figures([encoded[sentence] for sentence in order[:count]], range(count))
    assert dict(zip(order[:count], together, strict=True)) == alone


def test_many_sentences_have_the_figures_that_each_has_alone() -> None:
    model = shipped_model("en")
    assert model is not None
    random = Random(3)
    texts = [shuffled(random.choice(SOUND), random)[: random.randint(20, 80)] for _ in range(120)]
    encoded = [model.encoded(words(text)) for text in texts]
    assert model.figures(encoded) == [model.figures([each])[0] for each in encoded]
    assert model.strangeness(encoded) == [model.strangeness([each])[0] for each in encoded]


def test_the_work_on_a_hostile_text_is_bounded() -> None:
    model = shipped_model("en")
    assert model is not None
    random = Random(4)
    text = "\n\n".join(shuffled(random.choice(SALADS), random) for _ in range(3 * MAX_STRANGE))
    reading = Reading(Document(text, declared_language="en"), model)
    assert len(list(reading.read)) <= MAX_STRANGE + SAMPLE


def test_most_sound_sentences_of_a_long_text_are_not_read_by_the_network() -> None:
    text = " ".join(SOUND * 6)
    model = shipped_model("en")
    assert model is not None
    reading = Reading(Document(text, declared_language="en"), model)
    assert len(list(reading.read)) < len(reading.sentences) / 2


def test_a_strange_sentence_is_found_wherever_it_stands() -> None:
    for place in range(len(SOUND)):
        text = " ".join([*SOUND[:place], SALADS[1], *SOUND[place:]])
        (hit,) = hits(SALAD, text, "document")
        assert text.index(SALADS[1]) <= hit.start < hit.end <= text.index(SALADS[1]) + len(SALADS[1])
