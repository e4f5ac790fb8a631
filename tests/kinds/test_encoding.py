"""Text that was read in the wrong encoding; `[[…]]` marks what must be found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kind_helpers import contexts, found, hits

from checks.document import Document
from checks.kinds.encoding import Encoding

SINGLE_BYTE = (
    "windows-1252",
    "iso-8859-1",
    "windows-1250",
    "windows-1251",
    "windows-1253",
    "windows-1254",
    "windows-1257",
    "iso-8859-2",
    "mac-roman",
    "cp437",
    "cp850",
    "cp866",
    "koi8-r",
)
WIDE = ("gb18030", "cp932", "big5", "cp949")
KIND = Encoding(read_as=SINGLE_BYTE + WIDE)

SENTENCES = {
    "fr": "L’été dernier, la mère de François a déménagé près de la forêt où il était né.",
    "de": "Der Bürgermeister fährt täglich über die große Brücke nach Köln.",
    "es": "El niño soñó que mañana habría más pingüinos en la montaña.",
    "pt": "As crianças não verão o avião da nação à beira-mar amanhã.",
    "sv": "Hönorna åt ärtor på ön när båten lade till.",
    "pl": "Zażółć gęślą jaźń, powiedział stary żeglarz z Łodzi.",
    "cs": "Příliš žluťoučký kůň úpěl ďábelské ódy v říčním přístavu.",
    "hu": "Árvíztűrő tükörfúrógép állt a kikötő végén.",
    "ro": "Încet, bătrânul își strânse plasa și privi țărmul.",
    "tr": "Şoför bugün köprüden geçti, İzmir’e doğru gitti.",
    "lt": "Žuvininkas grįžo į uostą vėlai vakarą, šąlant.",
    "vi": "Chuyến phà rời bến lúc chín giờ sáng hôm nay.",
    "ru": "Паром отошёл от пристани в девять часов утра.",
    "uk": "Її порон відійшов від пристані о дев’ятій.",
    "el": "Το πλοίο έφυγε από το λιμάνι στις εννέα το πρωί.",
    "he": "המעבורת עזבה את הנמל בתשע בבוקר.",
    "ar": "غادرت العبارة الميناء في التاسعة صباحا.",
    "hi": "नाव सुबह नौ बजे बंदरगाह से निकली।",
    "zh": "渡轮早上九点离开了港口。",
    "ja": "フェリーは朝九時に港を出た。",
    "ko": "배는 아침 아홉 시에 항구를 떠났다.",
}


def read_as(text: str, encoding: str) -> str:
    """A text's UTF-8 as a decoder reads it that takes undefined bytes for C1 controls."""
    return "".join(_one(byte, encoding) for byte in text.encode())


def _one(byte: int, encoding: str) -> str:
    try:
        return bytes([byte]).decode(encoding)
    except UnicodeDecodeError:
        return chr(byte)


def repaired(text: str) -> str:
    """The text with each stretch replaced by its repair, as the message shows it."""
    for hit in reversed(hits(KIND, text, scope="document")):
        text = text[: hit.start] + hit.values["repaired"] + text[hit.end :]
    return text.replace("<U+00A0>", "\N{NO-BREAK SPACE}")


AMBIGUOUS = {("es", "iso-8859-2"), ("sv", "iso-8859-2")}
"""Readings that make other letters in Windows-1250, which is likelier; only the words would tell."""


@pytest.mark.parametrize("encoding", sorted({*SINGLE_BYTE} - {"mac-roman"}))
@pytest.mark.parametrize("language", SENTENCES)
def test_repairs_every_language_from_every_encoding(language: str, encoding: str) -> None:
    broken = read_as(SENTENCES[language], encoding)
    assert hits(KIND, broken, scope="document")
    if (language, encoding) not in AMBIGUOUS:
        assert repaired(broken) == SENTENCES[language]


@pytest.mark.parametrize("language", SENTENCES)
def test_finds_every_language_in_mac_roman(language: str) -> None:
    assert hits(KIND, read_as(SENTENCES[language], "mac-roman"), scope="document")


@pytest.mark.parametrize("language", SENTENCES)
def test_leaves_sound_text_of_every_language_alone(language: str) -> None:
    assert found(KIND, SENTENCES[language], scope="document") == SENTENCES[language]
    capitals = SENTENCES[language].upper()
    assert found(KIND, capitals, scope="document") == capitals


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param("The minister[[â€™]]s office", id="a quotation mark"),
        pytest.param("Tickets cost [[Â£]]12", id="a sign of two bytes"),
        pytest.param("FR[[Ã–]]HLICH", id="capitals"),
        pytest.param("[[ÅŒ]]saka", id="start of a word"),
        pytest.param("a smile [[ðŸ˜€]] wins", id="a picture"),
        pytest.param("R[[Ä«]]ga", id="a mark that closes elsewhere"),
        pytest.param("the [[Î²]]-cell", id="a Greek letter"),
        pytest.param("B[[√º]]rger", id="Mac Roman"),
        pytest.param("caf[[├⌐]]", id="a console"),
        pytest.param("It[[вЂ™]]s", id="Windows-1251"),
        pytest.param("Ningbo[[ï¼Œ]]China", id="full-width comma"),
        pytest.param("Fran[[ÃƒÂ§]]ois", id="twice over"),
        pytest.param("It[[ÃƒÂ¢Ã¢â€šÂ¬Ã¢â€žÂ¢]]s", id="three times over"),
        pytest.param("He said [[â€œ]]no[[â€]].", id="third byte lost"),
        pytest.param("[[â€œ]]No[[â€�]] he said", id="third byte replaced"),
        pytest.param("voil[[Ã]] le travail", id="no-break space turned into a space"),
        pytest.param("don[[鈥檛]] go", id="GBK"),
        pytest.param("don[[窶冲]] go", id="Shift-JIS"),
        pytest.param("[[袩褉懈胁械褌]], мир", id="a word read in GBK"),
    ],
)
def test_finds_broken_stretches_exactly(marked: str) -> None:
    assert found(KIND, marked, scope="document") == marked


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("E A MANHÃ… disse. “IRMÃ” e AVÔ…", id="capital before an ellipsis or a closing mark"),
        pytest.param("SÃO PAULO, C O N C L U S Ã O", id="capitals of Portuguese"),
        pytest.param("»Über die Brücke?« – »Nein, ›Ärger‹!«", id="German quotation marks"),
        pytest.param("L’été, «écrire», —à voir", id="French marks beside accents"),
        pytest.param("√π < √2, ∆° and ∂f", id="formulas"),
        pytest.param("20 °C, 5 µm, n°3, 2ª, ½ €, §é", id="units and signs"),
        pytest.param("città², perché¹", id="marks of notes"),
        pytest.param("ŁÓDŹ, ŻÓŁTA ŁÓDKA, ÎNCĂŞ", id="capitals beside capitals"),
        pytest.param("ВІЙНА, вії, ПоздравЂаво", id="Cyrillic that could be bytes"),
        pytest.param("στη Γ΄ Κατηγορία", id="a Greek numeral"),
        pytest.param("gbeƒã le dzodzo", id="Ewe"),
        pytest.param("卡拉OK, A股, 史坦森", id="Chinese that could be bytes"),
        pytest.param("The caf� reopened.", id="a letter that is lost, not misread"),
        pytest.param("Å spise er godt.", id="a word of one letter"),
        pytest.param("line\x85line two", id="NEXT LINE alone"),
    ],
)
def test_leaves_unusual_text_alone(text: str) -> None:
    assert found(KIND, text, scope="document") == text


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("It’s cafÃ©", {"shown": "Ã©", "repaired": "é", "encoding": "UTF-8 read as windows-1252"}),
        (
            "Iggy (nÃƒÂ©)",
            {"shown": "ÃƒÂ©", "repaired": "é", "encoding": "UTF-8 read as windows-1252, 2 times over"},
        ),
        ("don鈥檛", {"shown": "鈥檛", "repaired": "’t", "encoding": "UTF-8 read as gb18030"}),
        (
            "It\x92s",
            {"shown": "<U+0092>", "repaired": "’", "encoding": "windows-1252 read as iso-8859-1"},
        ),
        (
            "12Â\xa0000",
            {"shown": "Â<U+00A0>", "repaired": "<U+00A0>", "encoding": "UTF-8 read as windows-1252"},
        ),
    ],
)
def test_says_what_it_should_read_and_how_it_came_about(text: str, values: dict[str, str]) -> None:
    (hit,) = hits(KIND, text, scope="document")
    assert hit.values == values


def test_an_ellipsis_that_ends_a_line_counts_beside_other_controls() -> None:
    spans = [hit[:2] for hit in hits(KIND, "It\x92s late\x85 he said", scope="document")]
    assert spans == [(2, 3), (9, 10)]


def test_what_is_doubtful_alone_counts_beside_what_is_sure() -> None:
    assert not hits(KIND, "Å iaip gerai.")
    assert found(KIND, "[[Å]] iaip, vis[[Å³]] pirma, v[[Ä—]]l vis[[Å³]].") == (
        "[[Å]] iaip, vis[[Å³]] pirma, v[[Ä—]]l vis[[Å³]]."
    )


def test_looks_only_for_the_encodings_that_are_named() -> None:
    kind = Encoding(read_as=("mac-roman",))
    assert found(kind, "caf[[√©]], Â£5") == "caf[[√©]], Â£5"


def test_finds_it_in_titles() -> None:
    document = Document("One", title="The cafÃ© reopens")
    (hit,) = [hit for context in contexts(document, "title") for hit in KIND.find(context)]
    assert hit[:3] == (7, 9, "title")


@pytest.mark.parametrize(
    ("names", "message"),
    [
        ((), "name encodings in read_as"),
        (("windows-1525",), "unknown encoding 'windows-1525'"),
        (("utf-16",), "no encoding of one byte a character"),
        (("windows-1252", "klingon"), "unknown encoding 'klingon'"),
    ],
)
def test_refuses_encodings_it_cannot_use(names: tuple[str, ...], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Encoding(read_as=names)


@given(st.text(st.characters(max_codepoint=0x7F)))
def test_never_finds_anything_in_ascii(text: str) -> None:
    assert hits(KIND, text, scope="document") == []


@given(st.text(st.sampled_from("ab ÃÂâ€™œ\x80\x85\x93�√ðŸ˜€ВЂ鈥檛é\n"), max_size=40))
def test_stretches_are_in_order_and_do_not_overlap(text: str) -> None:
    last = 0
    for hit in hits(KIND, text, scope="document"):
        assert last <= hit.start < hit.end <= len(text)
        last = hit.end
