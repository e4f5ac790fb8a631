"""Abbreviations and the words around full stops, by language: plain data for `checks.sentences`.

Lower case, without the last full stop; inner stops stay, inner spaces go ("z. B." is `z.b`). Under `any`
stand those that texts of every language may hold: titles of people and what names are made with.
"""

from __future__ import annotations

from collections.abc import Mapping

ANY = "any"


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


BEFORE_A_NAME: Mapping[str, str] = {
    ANY: (
        "mr mrs ms messrs mme mmes mlle mgr dr drs dra prof profs ste gen lt col maj capt cpt cmdr "
        "adm sgt cpl pvt sen rep reps gov pres hon rev fr msgr supt det insp amb atty asst assoc mt "
        "hr sig sigra dott dott.ssa sra srta vs v e.g i.e eg ie cf viz"
    ),
    "ar": "د أ م أ.د",
    "de": (
        "z.b d.h u.a bzw ca evtl ggf sog vgl bspw ing dipl hrsg inkl exkl einschl insb bes fam geb "
        "gest gem zzgl v.a s.o s.u i.d.r o.ä"
    ),
    "el": "κ κα κκ δρ αγ π.χ δηλ βλ",
    "en": "approx",
    "es": "sr sres dña ee p.ej aprox uds ud lic ing arq",
    "fr": "c.à.d p.ex env av apr boul st",
    "hi": "डॉ श्री प्रो",
    "it": "on avv ing rag geom sen p.es ecc.mo ca",
    "nl": "dhr mw mevr drs ir ing o.a m.n bijv ca d.w.z m.b.t t.a.v z.g",
    "pl": "ul al pl os im św ks inż płk ppłk mjr kpt por tzw tj np m.in doc hab red woj",
    "pt": "sr srs exmo exma av dra eng p.ex aprox",
    "ru": "ул им пр пер пл д св акад проф доц ген полк т.е т.н напр обл",
    "sv": "t.ex bl.a d.v.s dvs s.k kl ca resp f.d ev",
}
"""Abbreviations that a name, or the rest of the phrase, follows: their full stop ends no sentence."""

BEFORE_A_NUMBER: Mapping[str, str] = {
    ANY: "no nos nr fig figs eq op vol vols p pp ch sec art para tel ext",
    "de": "abs bd kap ziff min max s rn az str",
    "es": "núm núms pág págs cap apdo",
    "fr": "chap",
    "it": "pag pagg cap",
    "pl": "poz rys str godz ust ok",
    "pt": "pág págs cap núm",
    "ru": "ст п рис табл стр с гл ч тел",
    "sv": "sid kap tfn st",
}
"""Abbreviations, many of them words too, whose full stop ends no sentence where a number follows."""

MAY_END: Mapping[str, str] = {
    ANY: (
        "p.m a.m inc ltd co corp bros etc al st sr jr ave blvd rd hwy bldg ft oz lb lbs plc llc gmbh "
        "esq dept univ ph.d eds"
    ),
    "de": "usw u.s.w etc u.v.m mio mrd jh jhd tsd",
    "el": "κ.λπ κλπ μ.μ π.μ",
    "en": "est",
    "es": "uu ee.uu cía etc",
    "fr": "etc cie",
    "it": "ecc",
    "nl": "enz jl a.s",
    "pl": "r w itd itp tys zł gr proc",
    "pt": "cia ltda etc",
    "ru": "т.д т.п др пр г гг в вв н.э руб тыс чел коп см ср",
    "sv": "m.m m.fl o.s.v osv st milj",
}
"""Abbreviations that stand inside a sentence and at its end: only a word that opens sentences ends it."""

DATE_PARTS = _words("Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thurs Fri Sat Sun")
"""Like `MAY_END`, but only with their capital: "sat" and "mar" are words."""

NAMES_WITH_EXCLAMATION_MARK = _words("yahoo jeopardy")
"""Names that news prose writes with their exclamation mark."""

OPENERS: Mapping[str, str] = {
    ANY: (
        "the a an this that these those he she it they we you i his her its their our my your there "
        "here what who when where why how which while although though if as at in on for from by with "
        "after before but and or so yet not no some many most all both each another one two it's he's "
        "she's they're we're i'm that's there's however meanwhile instead still also since because "
        "during despite under between among according der die das ein eine er sie es wir ich im am "
        "auf mit nach bei für doch aber und auch le la les un une il elle ils elles on nous je ce "
        "cette dans en pour mais et el los las una él ella pero y de het een hij zij wij maar"
    ),
    "de": "sein seine seinen ihre ihren unser unsere alle viele heute gestern",
    "es": "su sus hay",
}
"""Words that open sentences: after an ambiguous full stop, one of them with a capital makes it an end. The
language's function words (`checks.stopwords`) are added."""

NAMES_TOO = _words("may will")
"""Function words that are names as well when they have a capital."""

SPEECH_VERBS = _words(
    "said says say asked asks wrote writes told added replied answered shouted cried joked tweeted"
)
"""English verbs before which a name goes on with the sentence of the quotation: “Why?” Larsen asked."""

ORDINAL_LANGUAGES = _words("de da no fi cs sk hu hr sr sl bs et lv is tr pl lb")
"""Languages that write ordinals with a full stop ("3. Platz"): a number there rarely ends a sentence."""
