"""Which characters belong to which script, and which languages are written in it: plain data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

SCRIPT_RANGES: Sequence[tuple[int, int, str]] = (
    (0x0041, 0x02AF, "Latin"),
    (0x0370, 0x03FF, "Greek"),
    (0x0400, 0x052F, "Cyrillic"),
    (0x0530, 0x058F, "Armenian"),
    (0x0590, 0x05FF, "Hebrew"),
    (0x0600, 0x06FF, "Arabic"),
    (0x0750, 0x077F, "Arabic"),
    (0x0780, 0x07BF, "Thaana"),
    (0x0900, 0x097F, "Devanagari"),
    (0x0980, 0x09FF, "Bengali"),
    (0x0A00, 0x0A7F, "Gurmukhi"),
    (0x0A80, 0x0AFF, "Gujarati"),
    (0x0B00, 0x0B7F, "Oriya"),
    (0x0B80, 0x0BFF, "Tamil"),
    (0x0C00, 0x0C7F, "Telugu"),
    (0x0C80, 0x0CFF, "Kannada"),
    (0x0D00, 0x0D7F, "Malayalam"),
    (0x0D80, 0x0DFF, "Sinhala"),
    (0x0E00, 0x0E7F, "Thai"),
    (0x0E80, 0x0EFF, "Lao"),
    (0x0F00, 0x0FFF, "Tibetan"),
    (0x1000, 0x109F, "Myanmar"),
    (0x10A0, 0x10FF, "Georgian"),
    (0x1100, 0x11FF, "Hangul"),
    (0x1200, 0x139F, "Ethiopic"),
    (0x1780, 0x17FF, "Khmer"),
    (0x1C90, 0x1CBF, "Georgian"),
    (0x1E00, 0x1EFF, "Latin"),
    (0x1F00, 0x1FFF, "Greek"),
    (0x3005, 0x3007, "Han"),
    (0x3041, 0x30FF, "Kana"),
    (0x3130, 0x318F, "Hangul"),
    (0x31F0, 0x31FF, "Kana"),
    (0x3400, 0x4DBF, "Han"),
    (0x4E00, 0x9FFF, "Han"),
    (0xAC00, 0xD7A3, "Hangul"),
    (0xF900, 0xFAFF, "Han"),
    (0xFB50, 0xFDFF, "Arabic"),
    (0xFE70, 0xFEFF, "Arabic"),
    (0xFF66, 0xFF9F, "Kana"),
    (0x20000, 0x323AF, "Han"),
)
"""First and last code point and the script of the Unicode blocks told apart, in order.

Only letters are looked up in it, so that the signs among them do not matter. Fullwidth Latin is left out:
Japanese and Chinese typesetting uses it, and no language is told by it.
"""

SCRIPT_LANGUAGE: Mapping[str, str] = {
    "Armenian": "hy",
    "Bengali": "bn",
    "Ethiopic": "am",
    "Georgian": "ka",
    "Greek": "el",
    "Gujarati": "gu",
    "Gurmukhi": "pa",
    "Hangul": "ko",
    "Hebrew": "he",
    "Kannada": "kn",
    "Khmer": "km",
    "Lao": "lo",
    "Malayalam": "ml",
    "Myanmar": "my",
    "Oriya": "or",
    "Sinhala": "si",
    "Tamil": "ta",
    "Telugu": "te",
    "Thaana": "dv",
    "Thai": "th",
}
"""Scripts in which nearly all published prose is in one language."""

SCRIPT_GUEST: Mapping[str, tuple[str, str]] = {
    "Bengali": ("as", "ৰৱ"),
    "Ethiopic": ("ti", "ኣቐቕ"),
    "Hebrew": (
        "yi",
        "\N{HEBREW LIGATURE YIDDISH DOUBLE VAV}\N{HEBREW LIGATURE YIDDISH VAV YOD}"
        "\N{HEBREW LIGATURE YIDDISH DOUBLE YOD}",
    ),
}
"""The other language of such a script, and letters that it writes all the time and the first one never."""

ALPHABETS: Mapping[str, Mapping[str, str]] = {
    "Arabic": {
        "ar": "ةىكيأإؤئآ",
        "fa": "پچژگکیأؤئآ",
        "ku": "ڕڵۆێەپچژگکیئ",
        "ps": "ټډړږښګڼېۍځڅپچژکیيئآ",
        "sd": "ڄڃڏڍٻڀٿڌڊڦڳڱڪڻکگيچپئآ",
        "ug": "ۇۆۈېەپچژگڭكيىئ",
        "ur": "ٹڈڑںہھےۓپچژگکیأؤئآ",
    },
    "Cyrillic": {
        "be": "ёйыьэюяіў",
        "bg": "ищъйьюя",
        "kk": "ищъёйыьэюяіәғңқұүөһ",
        "ky": "ищъёйыьэюяңүө",
        "mk": "иѓѕјљњќџѐѝ",
        "mn": "ищъёйыьэюяүө",
        "ru": "ищъёйыьэюя",
        "sr": "иђјљњћџ",
        "tg": "иъёйэюяғӣқӯҳҷ",
        "tt": "ищъёйыьэюяңүөәҗһ",
        "uk": "ищйьюяіґєї",
    },
    "Devanagari": {"hi": "", "mr": "", "ne": ""},
}
"""Scripts with several languages here: the letters of each that not all of them write.

Sindhi and Uyghur have no function words here; their letters keep them from being taken for a neighbour.
"""

OTHER_SCRIPTS: Mapping[str, str] = {
    "ab": "Cyrillic",
    "av": "Cyrillic",
    "az": "Latin Cyrillic Arabic",
    "ba": "Cyrillic",
    "bo": "Tibetan",
    "bs": "Latin Cyrillic",
    "ce": "Cyrillic",
    "cu": "Cyrillic",
    "cv": "Cyrillic",
    "dz": "Tibetan",
    "ha": "Latin Arabic",
    "ja": "Han",
    "kk": "Cyrillic Latin Arabic",
    "ko": "Hangul Han",
    "ks": "Arabic Devanagari",
    "ku": "Latin Arabic",
    "kv": "Cyrillic",
    "ky": "Cyrillic Arabic",
    "mn": "Cyrillic",
    "ms": "Latin Arabic",
    "os": "Cyrillic",
    "pa": "Gurmukhi Arabic",
    "pi": "Devanagari Sinhala Thai Latin",
    "sa": "Devanagari Latin",
    "sd": "Arabic Devanagari",
    "sr": "Latin Cyrillic",
    "tg": "Cyrillic Arabic",
    "tk": "Latin Cyrillic",
    "tt": "Cyrillic Latin",
    "ug": "Arabic Cyrillic Latin",
    "uz": "Latin Cyrillic",
    "za": "Latin Han",
    "zh": "Han",
}
"""Languages whose scripts do not follow from the tables above; kana counts as Han. The rest use Latin."""

MANY_SCRIPTS = frozenset({"cr", "iu", "oj", "ii", "nv", "ae", "bh"})
"""Languages in scripts that are not told apart here, or in none of their own: nothing is alien to them."""

LATIN_LETTERS: Mapping[str, str] = {
    "af": "áéèêëíîïóôúû",
    "ca": "àáçéèíïñóòúüŀ",
    "cs": "áéíóúýčďěňřšťůžöüä",
    "cy": "âáàêéëîïôöûŵŷ",
    "da": "æøåéöäüèó",
    "de": "äöüßéèàçñó",
    "en": "éèêçñï",
    "es": "áéíóúüñçè",
    "et": "äõöüšžé",
    "eu": "ñçüáéíóú",
    "fi": "äöåšžéü",
    "fr": "àâæçéèêëîïôœùûüÿñö",
    "ga": "áéíóú",
    "gl": "áéíóúüñïç",
    "hr": "čćđšžéöü",
    "hu": "áéíóöőúüű",
    "id": "é",
    "is": "áðéíóúýþæö",
    "it": "àèéìíîòóùúçñöü",
    "lt": "ąčęėįšųūžéö",
    "lv": "āčēģīķļņšūžōŗéö",
    "ms": "é",
    "mt": "àċġħżèìòù",
    "nl": "áàäçéèêëíïóöúüûîôñ",
    "no": "æøåéèêóòôäöü",
    "pl": "ąćęłńóśźżéöüä",
    "pt": "áàâãçéêíóôõúüñ",
    "ro": "ăâîșțşţéöü",
    "sk": "áäčďéíĺľňóôŕšťúýžöü",
    "sl": "čšžćđéöü",
    "sq": "çë",
    "sr": "čćđšžéöü",
    "sv": "åäöéèàüæø",
    "sw": "",
    "tl": "ñ",
    "tr": "çğıöşșüâîû",
}
"""The lower-case letters beyond a to z that a language and its loanwords are written in."""
