from __future__ import annotations

from random import Random
from typing import Any

import numpy as np
import pytest
from fluency_texts import texts

from checks.kinds._fluency_look import FirstLook
from checks.kinds._fluency_model import FluencyModel, model_of
from checks.kinds._fluency_net import Network
from checks.kinds._fluency_tokens import words
from checks.training.fluency import Recipe, TooLittleText, trained
from checks.training.fluency_calibration import DAMAGES
from checks.training.fluency_classes import class_shares, classes_of
from checks.training.fluency_corpus import read
from checks.training.fluency_damage import Damager
from checks.training.fluency_export import whole
from checks.training.fluency_learning import Example, Sentences, batch_of, chunk, pair, rate
from checks.training.fluency_lexicon import Words, lexicon_of, words_of
from checks.training.fluency_look import Look, initial_look, look_loss, look_of
from checks.training.fluency_network import Rows, Weights, initial, logits, loss_and_gradient

SENTENCES = [words(sentence + ".") for text in texts(150) for sentence in text.split(".")[:-1]]


class Corpus:
    """An encoded corpus with what is known of its words."""

    def __init__(self) -> None:
        lexicon = lexicon_of(SENTENCES)
        size = len(lexicon)
        flat: list[int] = []
        ends: list[int] = []
        for sentence in SENTENCES:
            entries, shapes = lexicon.encode(sentence)
            flat.extend(entry + size * shape for entry, shape in zip(entries, shapes, strict=True))
            ends.append(len(flat))
        sizes = np.diff(np.concatenate([[0], ends]))
        self.words: Words = words_of(lexicon, np.array(flat) % size, sizes)
        self.sentences = Sentences(flat, ends, size)
        self.damager = Damager(self.words, flat, ends)
        self.classes = classes_of(self.words, 1)
        self.shares = class_shares(self.classes, np.array(flat) % size)


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return Corpus()


def entry(corpus: Corpus, word: str) -> int:
    return corpus.words.lexicon.number(word)


def test_words_of_one_place_are_taken_for_each_other(corpus: Corpus) -> None:
    assert entry(corpus, "a") in corpus.words.mistaken[entry(corpus, "the")]


def test_damage_changes_a_sentence_and_marks_where(corpus: Corpus) -> None:
    random = Random(1)
    sound = list(corpus.sentences[0])
    damaged = [corpus.damager.damaged(sound, random) for _ in range(500)]
    assert all(len(tokens) == len(marks) for tokens, marks in damaged)
    assert all(any(marks) for tokens, marks in damaged if tokens != sound)
    assert sum(tokens != sound for tokens, _ in damaged) > 0.9 * len(damaged)
    assert len({tuple(tokens) for tokens, _ in damaged}) > 0.8 * len(damaged)


def test_a_sound_sentence_has_no_marks(corpus: Corpus) -> None:
    random = Random(2)
    pairs = [list(pair(corpus.sentences[number], corpus.damager, random)) for number in range(200)]
    assert all(not sound.damaged and not any(sound.marks) for sound, *_ in pairs)
    assert all(damaged.damaged and any(damaged.marks) for _, *rest in pairs for damaged in rest)


def test_the_same_chance_gives_the_same_batches(corpus: Corpus) -> None:
    one, other = (chunk(corpus.sentences, corpus.damager, Random("1 0"), corpus.classes) for _ in range(2))
    assert [batch.entries.tolist() for batch in one] == [batch.entries.tolist() for batch in other]


def dense(slope: Any, array: Any) -> Any:
    if not isinstance(slope, Rows):
        return slope
    full = np.zeros_like(array)
    full[slope.numbers] = slope.values
    return full


def test_the_gradient_is_that_of_the_loss(corpus: Corpus) -> None:
    random = Random(3)
    examples = [e for number in range(4) for e in pair(corpus.sentences[number], corpus.damager, random)]
    batch = batch_of(examples, corpus.classes)
    single = initial(corpus.words.vectors, corpus.shares, 1)
    weights = Weights(**{name: array.astype(np.float64) for name, array in single.items()})
    _, gradient = loss_and_gradient(weights, batch)
    step = 1e-5
    for name, array in weights.items():
        slope = dense(getattr(gradient, name), array)
        place = np.unravel_index(np.abs(slope).argmax(), slope.shape)
        kept = array[place]
        array[place] = kept + step
        above, _ = loss_and_gradient(weights, batch)
        array[place] = kept - step
        below, _ = loss_and_gradient(weights, batch)
        array[place] = kept
        assert slope[place] == pytest.approx((above - below) / (2 * step), rel=0.02, abs=1e-5), name


def vectors_of(corpus: Corpus) -> dict[str, Any]:
    """The vectors of a model that has learned nothing, and the classes of its entries."""
    return dict(whole(initial(corpus.words.vectors, corpus.shares, 1), corpus.classes, corpus.shares))


def test_the_gradient_of_the_first_look_is_that_of_its_loss(corpus: Corpus) -> None:
    random = Random(6)
    examples = [e for number in range(4) for e in pair(corpus.sentences[number], corpus.damager, random)]
    arrays, size = vectors_of(corpus), corpus.sentences.size
    single = initial_look(72, 1)
    weights = Look(**{name: array.astype(np.float64) for name, array in single.items()})
    _, gradient = look_loss(weights, arrays, examples, size)
    step = 1e-5
    for name, array in weights.items():
        slope = getattr(gradient, name)
        place = np.unravel_index(np.abs(slope).argmax(), slope.shape)
        kept = array[place]
        array[place] = kept + step
        above, _ = look_loss(weights, arrays, examples, size)
        array[place] = kept - step
        below, _ = look_loss(weights, arrays, examples, size)
        array[place] = kept
        assert slope[place] == pytest.approx((above - below) / (2 * step), rel=0.02, abs=1e-5), name


def test_the_first_look_learns_to_tell_word_salad(corpus: Corpus) -> None:
    arrays = vectors_of(corpus)
    look = FirstLook(arrays | look_of(arrays, corpus.sentences, corpus.damager, 200_000, 1))
    size, random = corpus.sentences.size, Random(7)
    sound = [list(corpus.sentences[number]) for number in range(200)]
    salad = [random.sample(sentence, len(sentence)) for sentence in sound]
    values = [
        look.strangeness([([t % size for t in s], [t // size for t in s]) for s in sentences])
        for sentences in (sound, salad)
    ]
    assert np.median(values[1]) > np.quantile(values[0], 0.9)


def test_what_fills_a_batch_up_changes_nothing(corpus: Corpus) -> None:
    weights = initial(corpus.words.vectors, corpus.shares, 1)
    random = Random(4)
    examples = [e for number in range(20) for e in pair(corpus.sentences[number], corpus.damager, random)]
    _, together = logits(weights, batch_of(examples, corpus.classes))
    alone = [logits(weights, batch_of([example], corpus.classes))[1][0] for example in examples]
    assert together == pytest.approx(alone, abs=1e-4)


def test_whole_numbers_say_nearly_what_the_weights_say(corpus: Corpus) -> None:
    weights = initial(corpus.words.vectors, corpus.shares, 1)
    network = Network(whole(weights, corpus.classes, corpus.shares))
    sentences = [list(corpus.sentences[number]) for number in range(30)]
    size = corpus.sentences.size
    encoded = [([t % size for t in sentence], [t // size for t in sentence]) for sentence in sentences]
    examples = [Example(sentence, [0] * len(sentence), False, 1.0) for sentence in sentences]
    _, expected = logits(weights, batch_of(examples, corpus.classes))
    found = [figures.sentence for figures in network.figures(encoded)]
    assert found == pytest.approx(expected.tolist(), abs=0.02)


def test_the_step_size_falls_at_the_end_alone() -> None:
    sizes = [rate(done / 100) for done in range(101)]
    assert len(set(sizes[:75])) == 1
    assert sizes[75:] == sorted(sizes[75:], reverse=True)
    assert 0 < sizes[-1] < sizes[0] / 10


def test_a_held_out_document_is_not_learned_from() -> None:
    corpus = read((("news", text) for text in texts(100)), "en")
    held = {" ".join(sentence) for sentences in corpus.held.values() for sentence in sentences}
    assert held
    assert held.isdisjoint(" ".join(sentence) for sentence in corpus.learned)


@pytest.fixture(scope="module")
def model_bytes() -> bytes:
    return train()


def train() -> bytes:
    documents = (("news", text) for text in texts(260))
    return trained(documents, Recipe("en", million_tokens=0.3), lambda line: None)


def test_a_model_learns_to_tell_word_salad(model_bytes: bytes) -> None:
    model: FluencyModel = model_of(model_bytes)
    sound = [words(sentence + ".") for text in texts(8, seed=9) for sentence in text.split(".")[:-1]]
    salad = list(DAMAGES["shuffled"](sound, Random(5)))
    odds = {
        name: [figures.sentence for figures in model.figures([model.encoded(s) for s in sentences])]
        for name, sentences in (("sound", sound), ("salad", salad))
    }
    assert np.median(odds["salad"]) > np.quantile(odds["sound"], 0.95)


def test_the_same_corpus_and_seed_give_the_same_bytes(model_bytes: bytes) -> None:
    assert train() == model_bytes


def test_too_little_text_is_refused() -> None:
    with pytest.raises(TooLittleText):
        trained([("news", next(texts(1)))], Recipe("en"), lambda line: None)
