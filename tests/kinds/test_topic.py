"""A paragraph about another story; `[[…]]` marks what must be found."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kind_helpers import contexts, found, hits

from checks.document import Block, Document
from checks.kinds.topic import MAX_PASSAGES, Topic

TOPIC = Topic(
    continues={"en": ("He", "The same"), "de": ("Dabei",)},
    announces={"en": ("Meanwhile", "In other news"), "de": ("Derweil",)},
    personal={"en": ("I", "you", "your")},
)

BRIDGE = (
    "The old bridge over the Tarn at Villard will be closed to lorries from Monday, the town council said. "
    "Engineers had found cracks in two pillars of the bridge, the council wrote to the residents of Villard.",
    "Mayor Odile Ferrand wants the bridge repaired before winter. The repairs would keep the bridge closed "
    "for three months, she told the council, but lorries could cross the Tarn at the dam near Lescure.",
    "The hauliers of Villard are angry. Their lorries would need forty minutes more for every trip to the "
    "dam and back, and the council had known of the cracks in the pillars for two years, their union said.",
    "Engineers of the county looked at the bridge in spring and warned the council of the cracks. Ferrand "
    "said that the town had asked the county for money at once, and that no answer had come until August.",
    "Residents near the dam fear the lorries. The road to Lescure is narrow, and children walk along it to "
    "the school. The council promised them a speed limit and a policeman at the dam while the repairs last.",
    "The union of the hauliers will meet the mayor on Friday. If the council does not pay for the longer "
    "trips to the dam, its lorries will block the bridge, said its chairman, Luc Baudry of Villard.",
)
"""A story whose paragraphs hang together."""

OPERA = (
    "Soprano Katarzyna Wilk cancelled her premiere in Gdansk after a chandelier fell onto the orchestra "
    "pit during a rehearsal of Tosca. Nobody was hurt, but a harp and several violins were crushed. Director "
    "Pavel Hruby hopes to open next season, once insurers have finished examining the ceiling."
)
PENGUINS = (
    "Penguins on the Falklands breed earlier than ever, biologists from Stanley report after counting nests "
    "with drones. Warmer currents bring squid closer to shore in October. Only the rockhoppers, whose "
    "colonies shrank by a fifth, still lay their eggs at the usual date, according to Dr Nkechi Obi."
)
CHESS = (
    "Grandmaster Teimur Aliyev drew all eleven games in Reykjavik and still won a prize: spectators voted "
    "his endgame against Sofia Lindgren the finest of the tournament. Aliyev, aged seventeen, learned the "
    "moves from a library book in Baku and trains mostly against his grandmother."
)
HARVEST = (
    "Cherry growers in Oregon left half of their fruit on the trees, as pickers were scarce and prices fell "
    "below what cartons cost. Economist Brenda Kowalski blames exports that collapsed after tariffs. Some "
    "farmers around Hood River invite families to pick buckets for free."
)


GERMAN_GUEST = (
    "Taucher haben vor Rügen das Wrack eines schwedischen Seglers gefunden, der Porzellan aus Meißen geladen "
    "hatte. Archäologin Silke Thoms datiert die Ladung auf das Jahr 1712. Tassen, Teller und Figuren kommen "
    "nach Stralsund, wo Restauratoren sie entsalzen und bald im Ozeaneum zeigen wollen."
)
OTHERS = (PENGUINS, CHESS, GERMAN_GUEST)

ASIDE = (
    "Luigi Brandt, who drove a lorry across the bridge for thirty years, now grows roses at home in Cordes. "
    "The cracks in the pillars were there in his day, Brandt said over coffee; a boy from Toulouse once "
    "lost a shoe in one of them, and the council laughed at both."
)
"""A paragraph of the story, with new names."""

INFLECTED = (
    "Lorry drivers everywhere complain, says Herbert Zoller, who teaches bridging at a college in Graz. "
    "Haulier protests, closure after closure, cracking concrete: Austria saw it all, he wrote, and the "
    "repair took years. Councillor and resident were at odds, each engineer had another plan, and a "
    "narrower road was all that came of it."
)
"""A paragraph of the story that has its words in other forms."""

CAPITALISED = (
    "Lorries wait. Repairs drag on. Cracks widen, and Herbert Zoller shrugs. Engineers in Graz, who saw this "
    "before, sip tea. Residents sleep badly. Hauliers swear. Pillars crumble on and on, the way things do "
    "when nobody looks, Zoller adds with a grin. Trips become dull. Lorries queue. Winter comes."
)
"""A paragraph of the story that has its words at the beginnings of sentences."""


ADVICE = (
    "Tomatoes ripen later when nights are cold, and gardeners lose half of what they sow. Wool blankets "
    "keep beds warm, straw saves moisture, and a spoonful of sugar in lukewarm milk helps seedlings over the "
    "first weeks, as grandmothers have known for ages."
)
"""Another text without a name in it."""


def story(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs)


def with_guest(guest: str, at: int = 3) -> str:
    return story(*BRIDGE[:at], guest, *BRIDGE[at:])


@pytest.mark.parametrize("guest", [OPERA, PENGUINS, CHESS])
@pytest.mark.parametrize("at", [1, 3, len(BRIDGE)])
def test_finds_a_paragraph_of_another_story_wherever_it_stands_after_the_first(guest: str, at: int) -> None:
    marked = with_guest(f"[[{guest}]]", at)
    assert found(TOPIC, marked, "document") == marked


def test_finds_it_among_three_paragraphs() -> None:
    marked = story(*BRIDGE[:2], f"[[{OPERA}]]", BRIDGE[3])
    assert found(TOPIC, marked, "document") == marked


def test_finds_it_among_paragraphs_of_one_sentence() -> None:
    sentences = [
        f"{sentence}." for paragraph in BRIDGE for sentence in paragraph.removesuffix(".").split(". ")
    ]
    marked = story(*sentences[:6], f"[[{CHESS}]]", *sentences[6:])
    assert found(TOPIC, marked, "document") == marked


def test_finds_a_paragraph_without_names() -> None:
    marked = with_guest(f"[[{ADVICE}]]")
    assert found(TOPIC, marked, "document") == marked


def test_a_paragraph_without_names_that_talks_to_its_reader_must_be_stranger() -> None:
    assert (
        hits(TOPIC, with_guest(ADVICE.replace("as grandmothers have", "as your grandmother has")), "document")
        == []
    )


def test_finds_what_refers_to_something_else() -> None:
    marked = with_guest(f"[[He said: {OPERA}]]")
    assert found(TOPIC, marked, "document") == marked


def test_a_coherent_story_is_silent() -> None:
    assert hits(TOPIC, story(*BRIDGE), "document") == []


def test_names_what_stands_in_that_paragraph_alone() -> None:
    (hit,) = hits(TOPIC, with_guest(CHESS), "document")
    assert hit.values == {"words": "Teimur, Aliyev, Reykjavik"}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(with_guest(OPERA, at=0), id="the first paragraph says what the story is about"),
        pytest.param(
            story("Villard Daily", "By our staff", OPERA, *BRIDGE),
            id="the first paragraph, behind short lines",
        ),
        pytest.param(with_guest(f"“{OPERA}”"), id="a quotation"),
        pytest.param(with_guest(f"— {OPERA}"), id="a line of dialogue"),
        pytest.param(with_guest(f"Meanwhile, {OPERA}"), id="a digression that says so"),
        pytest.param(with_guest(f"In other news, {OPERA}"), id="a digression announced by a phrase"),
        pytest.param(with_guest(OPERA.removesuffix(".")), id="credits and the like end without a stop"),
        pytest.param(with_guest(" ".join(OPERA.split()[:30]) + "."), id="a short aside"),
        pytest.param(with_guest(ASIDE), id="new names in the same story"),
        pytest.param(with_guest(INFLECTED), id="the words of the story in other forms"),
        pytest.param(with_guest(CAPITALISED), id="the words of the story with capitals"),
        pytest.param(story(BRIDGE[0], OPERA), id="too few paragraphs to say what is usual"),
        pytest.param(
            story("The bridge is old.", "The dam is new.", "Cracks widen.", OPERA), id="too little beside it"
        ),
        pytest.param(story(BRIDGE[0], OPERA, PENGUINS, CHESS, HARVEST, BRIDGE[1]), id="a round-up"),
        pytest.param(
            story(*(" ".join(each.split()[:30]) + "." for each in (*OTHERS, BRIDGE[0])), OPERA),
            id="a round-up of short items and a long one",
        ),
        pytest.param(story(*BRIDGE, OPERA, PENGUINS, CHESS), id="many others, as in a digest"),
    ],
)
def test_leaves_alone(text: str) -> None:
    assert hits(TOPIC, text, "document") == []


def test_finds_two_of_eight_paragraphs() -> None:
    marked = story(*BRIDGE[:2], f"[[{OPERA}]]", *BRIDGE[2:], f"[[{PENGUINS}]]")
    assert found(TOPIC, marked, "document") == marked


def test_an_opening_word_must_stand_alone() -> None:
    marked = with_guest(f"[[Hector and {OPERA}]]")
    assert found(TOPIC, marked, "document") == marked


def test_a_title_counts_as_part_of_the_story() -> None:
    text = with_guest(OPERA)
    title = "Bridge closed; Katarzyna Wilk cancels premiere in Gdansk; Director Pavel Hruby examines ceiling"
    (context,) = contexts(Document(text, title=title, declared_language="en"), "document")
    assert list(TOPIC.find(context)) == []


GERMAN = (
    "Die Brauerei in Osterfeld schließt im Herbst, wie der Eigentümer am Dienstag mitteilte. Damit verlieren "
    "achtzig Beschäftigte der Brauerei ihre Arbeit, viele von ihnen nach Jahrzehnten im selben Sudhaus.",
    "Der Betriebsrat der Brauerei will um die Arbeitsplätze kämpfen. Dessen Vorsitzende Ute Krahl sagte, der "
    "Eigentümer habe erst vor einem Jahr zugesagt, das Sudhaus zu erneuern und die Beschäftigten zu halten.",
    "Der Eigentümer verweist auf den sinkenden Absatz. In Osterfeld werde nur noch halb so viel Bier gebraut "
    "wie früher, und das Sudhaus sei so alt, dass die Brauerei ohne neue Kessel nicht arbeiten könne.",
    "Krahl hält das für vorgeschoben. Die Beschäftigten hätten angeboten, auf Lohn zu verzichten, damit "
    "der Eigentümer neue Kessel für das Sudhaus kauft, doch eine Antwort habe der Betriebsrat nie bekommen.",
    "Am Freitag wollen die Beschäftigten vor der Brauerei in Osterfeld protestieren. Der Betriebsrat hat "
    "dazu auch die Gäste der Wirtshäuser eingeladen, in denen das Bier der Brauerei ausgeschenkt wird.",
)


def test_works_in_languages_whose_nouns_have_capitals() -> None:
    marked = story(*GERMAN[:3], f"[[{GERMAN_GUEST}]]", *GERMAN[3:])
    assert found(TOPIC, marked, "document", "de") == marked


def test_opening_words_are_those_of_the_language() -> None:
    text = story(*GERMAN[:3], f"Derweil: {GERMAN_GUEST}", *GERMAN[3:])
    assert hits(TOPIC, text, "document", "de") == []


@pytest.mark.parametrize(
    "language",
    [
        pytest.param("ar", id="names without capitals"),
        pytest.param("ja", id="words without spaces"),
        pytest.param("mi", id="function words unknown"),
    ],
)
def test_is_silent_in_languages_that_give_no_evidence(language: str) -> None:
    assert hits(TOPIC, with_guest(OPERA), "document", language) == []


def test_code_is_no_part_of_the_story() -> None:
    paragraphs = [*BRIDGE, OPERA, f"/* {OPERA} */"]
    text = story(*paragraphs)
    starts = [text.index(each) for each in paragraphs]
    blocks = tuple(
        Block(start, start + len(each), "code" if each.startswith("/*") else "paragraph")
        for start, each in zip(starts, paragraphs, strict=True)
    )
    (context,) = contexts(Document(text, declared_language="en", blocks_known=blocks), "document")
    assert [hit.start for hit in TOPIC.find(context)] == [text.index(OPERA)]


def test_books_are_not_measured() -> None:
    text = story(*BRIDGE * (MAX_PASSAGES // len(BRIDGE) + 1), OPERA)
    assert hits(TOPIC, text, "document") == []


PARAGRAPHS = st.lists(
    st.sampled_from([*BRIDGE, OPERA, PENGUINS, CHESS, HARVEST, *GERMAN, "A line", "† 12 x.", "’", ""]),
    max_size=14,
)


@given(PARAGRAPHS)
@settings(deadline=None)
def test_hits_are_whole_paragraphs_and_never_the_first(paragraphs: list[str]) -> None:
    text = story(*paragraphs)
    for hit in hits(TOPIC, text, "document"):
        assert hit.start > 0
        assert text[hit.start : hit.end] in paragraphs


@given(st.text(max_size=300))
@settings(deadline=None)
def test_any_text_can_be_read(noise: str) -> None:
    text = story(*BRIDGE[:5], noise, OPERA)
    assert all(0 < hit.start < hit.end <= len(text) for hit in hits(TOPIC, text, "document"))
