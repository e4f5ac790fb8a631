"""Kind `language`: text in another language than the document's."""

from __future__ import annotations

from itertools import pairwise
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kind_helpers import found, hits

from checks.document import Block, Document
from checks.kinds import Context, Hit
from checks.kinds.language import Language

Part = Literal["passage", "sentence", "clause", "document"]

ENGLISH = (
    "The council met on Monday to decide what will become of the old ferry.",
    "Residents have waited for three years, and most of them said that they had given up.",
    "The mayor said that the work would begin in spring, after the money has been found.",
    "The report will be published next week, and the council will vote on it.",
)
GERMAN = (
    "Der Rat hat am Montag über die alte Fähre beraten, aber nichts entschieden.",
    "Die Anwohner warten seit drei Jahren, und viele von ihnen glauben nicht mehr daran.",
    "Der Bürgermeister sagte, dass die Arbeit im Frühjahr beginnt, wenn das Geld da ist.",
    "Der Bericht wird in der nächsten Woche veröffentlicht, und dann wird abgestimmt.",
)
FRENCH = (
    "Le conseil s'est réuni lundi pour parler du vieux bac, mais il n'a rien décidé.",
    "Les habitants attendent depuis trois ans, et beaucoup d'entre eux n'y croient plus.",
    "Le maire a dit que les travaux commenceront au printemps, quand l'argent sera trouvé.",
    "Le rapport sera publié la semaine prochaine, et le conseil votera ensuite.",
)
RUSSIAN = (
    "В понедельник совет решал, что будет со старым паромом, но ничего не решил.",
    "Жители ждут уже три года, и многие из них говорят, что больше не верят.",
    "Мэр сказал, что работы начнутся весной, если деньги будут.",
    "Отчёт выйдет на следующей неделе, и тогда совет будет голосовать.",
)
HOMES = {"en": ENGLISH, "de": GERMAN, "fr": FRENCH, "ru": RUSSIAN}

STRANGERS = {
    "Arabic": "قال رئيس البلدية إن العمل سيبدأ في الربيع بعد العثور على المال.",
    "Chinese": "市长表示，工程将在春天开始，居民们已经等了三年。",
    "Czech": "Starosta řekl, že práce začnou na jaře, protože peníze ještě nejsou.",
    "Dutch": "De burgemeester zei dat het werk in het voorjaar begint, als het geld er is.",
    "English": "The mayor said that the work would begin in spring, after the money has been found.",
    "Finnish": "Pormestari sanoi, että työt alkavat keväällä, kun rahat ovat löytyneet, mutta ei ennen.",
    "French": "Le maire a dit que les travaux commenceront au printemps, quand l'argent sera trouvé.",
    "German": "Der Bürgermeister sagte, dass die Arbeit im Frühjahr beginnt, wenn das Geld da ist.",
    "Hungarian": "A polgármester azt mondta, hogy a munka tavasszal kezdődik, de még nincs meg a pénz.",
    "Italian": "Il sindaco ha detto che i lavori cominceranno in primavera, quando ci sono i soldi.",
    "Japanese": "市長は、資金が見つかれば春に工事を始めると述べた。",
    "Korean": "시장은 돈이 마련되면 봄에 공사를 시작할 것이라고 말했다.",
    "Polish": "Burmistrz powiedział, że prace nie zaczną się przed wiosną, bo nie ma jeszcze pieniędzy.",
    "Portuguese": "O prefeito disse que as obras não começam antes da primavera, mas ainda não há dinheiro.",
    "Russian": "Мэр сказал, что работы начнутся весной, если деньги будут.",
    "Spanish": "El alcalde dijo que las obras empezarán en primavera, cuando haya dinero para ellas.",
    "Swedish": "Borgmästaren säger att arbetet börjar i vår, när pengarna har kommit, men det är inte så.",
    "Turkish": "Belediye başkanı, para bulunduktan sonra çalışmaların başlayacağını söyledi ama bu çok zor.",
    "Vietnamese": "Thị trưởng nói rằng công việc sẽ bắt đầu vào mùa xuân, nhưng vẫn không có tiền.",
}
"""One sentence in each of several languages, of our own making."""


def around(block: str, home: str = "en") -> str:
    """A report with one more block in its middle."""
    opening, second, third, closing = HOMES[home]
    return f"{opening} {second}\n\n{block}\n\n{third} {closing}"


def inside(sentence: str, home: str = "en") -> str:
    """A paragraph with one more sentence in its middle."""
    opening, second, third, closing = HOMES[home]
    return f"{opening} {second} {sentence} {third} {closing}"


def language_of(text: str, part: Part, home: str) -> list[tuple[str, str]]:
    """What is found of a part, with the name of its language."""
    return [(text[hit.start : hit.end], hit.values["found"]) for hit in parts(text, part, home)]


def parts(text: str, part: Part, home: str = "en") -> list[Hit]:
    return hits(Language(part), text, scope="document", language=home)


def all_parts(text: str, home: str = "en") -> list[Hit]:
    names: tuple[Part, ...] = ("passage", "sentence", "clause")
    return [hit for part in names for hit in parts(text, part, home)]


OWN = {"en": "English", "de": "German", "fr": "French", "ru": "Russian"}


@pytest.mark.parametrize("home", HOMES)
@pytest.mark.parametrize("name", STRANGERS)
def test_a_paragraph_in_another_language_is_a_passage(name: str, home: str) -> None:
    expected = [] if name == OWN[home] else [(STRANGERS[name], name)]
    assert language_of(around(STRANGERS[name], home), "passage", home) == expected


@pytest.mark.parametrize("home", HOMES)
@pytest.mark.parametrize("name", STRANGERS)
def test_a_sentence_in_another_language_is_found_within_its_paragraph(name: str, home: str) -> None:
    expected = [] if name == OWN[home] else [(STRANGERS[name], name)]
    assert language_of(inside(STRANGERS[name], home), "sentence", home) == expected


@pytest.mark.parametrize("home", HOMES)
def test_a_report_in_its_own_language_is_silent(home: str) -> None:
    assert all_parts(around(" ".join(HOMES[home]), home), home) == []


def test_neighbouring_blocks_in_one_language_are_one_passage() -> None:
    text = around(f"[[{GERMAN[0]}\n\n{GERMAN[1]}]]")
    assert found(Language("passage"), text, scope="document") == text


def test_a_short_line_between_two_foreign_blocks_belongs_to_the_passage() -> None:
    text = around(f"[[{GERMAN[0]}\n\nKein Geld\n\n{GERMAN[1]}]]")
    assert found(Language("passage"), text, scope="document") == text


def test_two_languages_are_two_passages() -> None:
    text = around(f"[[{GERMAN[0]}]]\n\n[[{FRENCH[0]}]]\n\n{ENGLISH[1]} {ENGLISH[3]}")
    assert found(Language("passage"), text, scope="document") == text


def test_the_message_has_both_languages() -> None:
    [hit] = parts(around(GERMAN[0]), "passage")
    assert hit.values == {"found": "German", "expected": "English"}


def test_relatives_that_a_sentence_does_not_tell_apart_are_both_named() -> None:
    [hit] = parts(around("Det er ikke noget som vi kan gøre, for det er for sent og alt er væk."), "passage")
    assert hit.values["found"] in ("Danish", "Danish or Norwegian", "Norwegian or Danish")


@pytest.mark.parametrize(
    ("home", "marked"),
    [
        (
            "en",
            "The mayor told the paper that [[die Fähre erst im nächsten Jahr wieder für den Verkehr geöffnet "
            "wird]], and then he left.",
        ),
        (
            "de",
            "Der Bürgermeister sagte, dass [[the ferry would not be open again until the end of the year]], "
            "und ging nach Hause.",
        ),
        ("en", "He told them that [[паром не откроют до конца следующего года]], and then he left."),
        ("en", "He told them that [[該渡輪將於明年年底之前重新對公眾開放使用]], and then he left."),
    ],
)
def test_a_clause_in_another_language_is_found_within_its_sentence(home: str, marked: str) -> None:
    text = inside(marked, home)
    assert found(Language("clause"), text, scope="document", language=home) == text


@pytest.mark.parametrize(
    "block",
    [
        "“Wir haben drei Jahre gewartet, und es ist nichts geschehen.”",
        "„Wir haben drei Jahre gewartet, und es ist nichts geschehen.“",
        "«Wir haben drei Jahre gewartet, und es ist nichts geschehen.»",
        "»Wir haben drei Jahre gewartet, und es ist nichts geschehen.«",
        '"Wir haben drei Jahre gewartet, und es ist nichts geschehen."',
        "‘Wir haben drei Jahre gewartet, und es ist nichts geschehen.’",
        "'Wir haben drei Jahre gewartet, und es ist nichts geschehen.'",
        "『Wir haben drei Jahre gewartet, und es ist nichts geschehen.』",
        "*Wir haben drei Jahre gewartet, und es ist nichts geschehen.*",
        "(Wir haben drei Jahre gewartet, und es ist nichts geschehen.)",
        "[Wir haben drei Jahre gewartet, und es ist nichts geschehen.]",
        "“Wir haben drei Jahre gewartet, und es ist nichts geschehen.",
    ],
)
def test_a_quotation_is_no_passage(block: str) -> None:
    assert all_parts(around(block)) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "“Wir haben drei Jahre gewartet, und es ist nichts geschehen.”",
        "Wo ist die Fähre, und wann kommt sie wieder? (Where is the ferry, and when will it return?)",
        "Wo ist die Fähre, und wann kommt sie wieder? – Where is the ferry, and when will it return?",
        "He shouted in German: Kommt sofort heraus, oder wir holen euch alle aus dem Wasser!",
        "“The ferry is lost.” In German: Die Fähre ist verloren, und niemand holt sie wieder.",
        "“The ferry is lost.” In Russian: Паром погиб. Никто его уже не вернёт людям.",
    ],
)
def test_quoted_and_glossed_sentences_are_left_alone(sentence: str) -> None:
    assert all_parts(inside(sentence)) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Her films are La vie est un long fleuve, Le goût des autres and Les gens de la ville.",
        "The jury praised Juan de la Torre, Ana del Río, Otto von der Heide and Jan van den Berg.",
        "Pinot noir, sauvignon blanc, crème brûlée, coq au vin and pain au chocolat were served.",
        "Pater noster, qui es in caelis, sanctificetur nomen tuum.",
        "The enfant terrible of the avant-garde made a faux pas vis-à-vis the ancien régime.",
        "Whan that Aprille with his shoures soote, the droghte of March hath perced to the roote.",
        "The film Москва слезам не верит won the prize in 1981.",
        "Write to der.und.die.nicht@example.org or see https://example.org/der/und/die/nicht/ein/auch.",
        "Real Madrid, Atlético de Madrid and Deportivo de La Coruña play on Sunday.",
    ],
)
def test_names_titles_and_borrowed_words_are_left_alone(sentence: str) -> None:
    assert all_parts(inside(sentence)) == []


@pytest.mark.parametrize("home", ["de", "fr"])
def test_english_names_in_other_prose_are_left_alone(home: str) -> None:
    names = "Bank of the West, Citizens for Responsibility and Ethics in Washington, Newport on the Levee"
    sentence = {"de": f"Dazu gehören {names}.", "fr": f"Il s'agit de {names}."}[home]
    assert all_parts(inside(sentence, home), home) == []


@pytest.mark.parametrize(
    "block",
    [
        "Calle de la Princesa 15, 28008 Madrid, junto al parque del Oeste",
        "Die Geschichte der Fähre und ihrer Leute",
        "Sur le pont du village\nOn y danse avec les gens\nSur le pont du village\nOn y danse tous en rond",
        "Berg, Hans (1998): Die Geschichte der Fähre und der Leute auf dem Fluss. Lübeck.",
        "Русский · Français · Deutsch · العربية · 中文",
        "Kein Geld da.",
    ],
)
def test_addresses_titles_verse_and_references_are_no_passages(block: str) -> None:
    assert all_parts(around(block)) == []


@pytest.mark.parametrize("heading", ["References", "## Further reading", "Literatur", "Sources:"])
def test_a_list_of_references_is_in_the_languages_of_its_works(heading: str) -> None:
    entry = "Die Geschichte der Fähre und der Leute auf dem Fluss und in den Dörfern, von Hans Berg."
    assert all_parts(f"{around(ENGLISH[0])}\n\n{heading}\n\n{entry}") == []


def test_the_same_entry_without_the_heading_is_a_passage() -> None:
    entry = "Die Geschichte der Fähre und der Leute auf dem Fluss und in den Dörfern, von Hans Berg."
    assert len(all_parts(around(entry))) == 1


def test_what_a_colon_announces_is_left_alone() -> None:
    text = around(f"The sign at the pier says:\n\n{GERMAN[1]}")
    assert all_parts(text) == []


def test_a_translation_in_brackets_excuses_the_passage() -> None:
    text = around(f"{GERMAN[1]}\n\n({ENGLISH[1]})")
    assert all_parts(text) == []


def test_a_page_of_translations_is_silent() -> None:
    text = around("\n\n".join(STRANGERS[name] for name in ("German", "French", "Russian", "Polish")))
    assert all_parts(f"{text}\n\n{' '.join(ENGLISH * 3)}") == []


def test_a_bilingual_text_is_silent() -> None:
    text = "\n\n".join([ENGLISH[0], *GERMAN])
    assert all_parts(text) == []


@pytest.mark.parametrize("home", ["", "xx"])
def test_a_document_whose_language_is_unknown_is_silent(home: str) -> None:
    assert all_parts(f"Anna Berg, Piotr Zieliński\n\n{GERMAN[0]}\n\n{ENGLISH[0]}", home) == []


@pytest.mark.parametrize(
    ("home", "sentence"),
    [
        ("no", "Kommunen har ikke penger til fergen, og det er ikke noe å gjøre ved det."),
        ("hr", "Gradonačelnik je rekao da će radovi početi u proleće, ali da još nema novca za to."),
        ("ms", "Menteri itu mengatakan bahwa jalan tersebut tidak akan dibuka karena belum ada uang."),
    ],
)
def test_variants_of_one_language_are_not_foreign(home: str, sentence: str) -> None:
    own = {
        "no": "Rådet møttes mandag for å bestemme hva som skal skje med fergen. Folk har ventet i tre år.",
        "hr": "Vijeće se sastalo u ponedjeljak kako bi odlučilo što će biti. Ljudi čekaju već tri godine.",
        "ms": "Majlis itu bersidang untuk memutuskan nasib feri tersebut. Orang sudah menunggu tiga tahun.",
    }[home]
    assert all_parts(f"{own}\n\n{sentence}\n\n{own}", home) == []


def test_code_is_not_read() -> None:
    text = around(GERMAN[0])
    start = text.index(GERMAN[0])
    blocks = (
        Block(0, start - 2, "paragraph"),
        Block(start, start + len(GERMAN[0]), "code"),
        Block(start + len(GERMAN[0]) + 2, len(text), "paragraph"),
    )
    document = Document(text, declared_language="en", blocks_known=blocks)
    assert list(Language("passage").find(Context(document, "text", 0, len(text)))) == []


@pytest.mark.parametrize(
    ("declared", "home", "name"),
    [("en", "de", "German"), ("de", "en", "English"), ("fr", "ru", "Russian"), ("ru", "fr", "French")],
)
def test_a_text_that_contradicts_its_feed_is_one_finding_without_a_span(
    declared: str, home: str, name: str
) -> None:
    text = "\n\n".join(HOMES[home])
    [hit] = parts(text, "document", declared)
    assert (hit.start, hit.end, hit.values["found"]) == (0, 0, name)
    assert all_parts(text, declared) == []


@pytest.mark.parametrize("home", HOMES)
def test_a_text_that_agrees_with_its_feed_is_silent(home: str) -> None:
    assert parts("\n\n".join(HOMES[home]), "document", home) == []


@pytest.mark.parametrize(
    ("declared", "text"),
    [
        ("", "\n\n".join(GERMAN)),
        ("en", GERMAN[0]),
        ("en", "Anna Berg, Piotr Zieliński, Jan van der Berg, Otto von Stein, María de la Cruz " * 4),
        ("en", "\n\n".join([*ENGLISH, *GERMAN])),
        ("bs", "Vijeće se sastalo u ponedjeljak kako bi odlučilo što će biti sa starom skelom. " * 4),
    ],
)
def test_only_a_clear_contradiction_counts(declared: str, text: str) -> None:
    assert parts(text, "document", declared) == []


@given(
    st.lists(
        st.sampled_from([*ENGLISH, *GERMAN, *STRANGERS.values(), "“", "”", "(", ":", "\n\n", "– ", "…"]),
        max_size=14,
    ),
    st.sampled_from(["en", "de", "ja", "sr", "zu", ""]),
)
def test_findings_lie_in_order_within_the_text_and_never_overlap(pieces: list[str], home: str) -> None:
    text = " ".join(pieces)
    spans = sorted((hit.start, hit.end) for hit in all_parts(text, home))
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))


@given(st.text(st.characters(), max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    assert all(0 <= hit.start <= hit.end <= len(text) for hit in all_parts(text))
