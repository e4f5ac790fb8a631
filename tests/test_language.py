"""Languages by declaration and by text: what is told, and what must stay unknown."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.document import Document
from checks.language import LANGUAGES, UNKNOWN, identify, normalise_code, stop_words

PROSE = {
    "af": (
        "Die minister het gesê dat hy nie weet wanneer die pad weer oop sal wees nie. Hulle "
        "wag al drie weke vir die werkers, maar daar is nog geen masjiene op die terrein nie."
    ),
    "ar": (
        "قال الوزير إن الطريق لن يفتح قبل نهاية العام. وقد انتظر السكان منذ أسابيع، لكن "
        "العمال لم يصلوا حتى الآن إلى المدينة التي تقع على النهر."
    ),
    "be": (
        "Міністр сказаў, што дарога не будзе адкрыта да канца года. Жыхары чакаюць ужо тры "
        "тыдні, але рабочыя яшчэ не прыехалі, і ніхто не ведае, калі гэта будзе."
    ),
    "bg": (
        "Министърът каза, че пътят няма да бъде отворен преди края на годината. Жителите "
        "чакат вече три седмици, но работниците още не са дошли и никой не знае защо."
    ),
    "bn": ("মন্ত্রী বলেছেন যে বছরের শেষের আগে রাস্তা খোলা হবে না। বাসিন্দারা তিন সপ্তাহ ধরে অপেক্ষা করছেন।"),
    "ca": (
        "El ministre va dir que la carretera no s'obrirà abans de final d'any. Els veïns fa "
        "tres setmanes que esperen, però els treballadors encara no han arribat amb les "
        "màquines."
    ),
    "cs": (
        "Ministr řekl, že silnice nebude otevřena před koncem roku. Obyvatelé čekají už tři "
        "týdny, ale dělníci ještě nepřijeli a nikdo neví, kdy se to stane nebo proč to trvá "
        "tak dlouho."
    ),
    "cy": (
        "Dywedodd y gweinidog na fydd y ffordd yn agor cyn diwedd y flwyddyn. Mae'r trigolion "
        "wedi bod yn aros am dair wythnos, ond nid yw'r gweithwyr wedi cyrraedd ac mae pawb "
        "yn flin."
    ),
    "da": (
        "Ministeren siger, at vejen ikke bliver åbnet før årets udgang. Beboerne har ventet i "
        "tre uger, men arbejderne er ikke kommet endnu, og nu vil de have noget at vide af "
        "kommunen."
    ),
    "de": (
        "Der Minister sagte, dass die Straße nicht vor dem Ende des Jahres geöffnet wird. Die "
        "Bewohner warten schon seit drei Wochen, aber die Arbeiter sind noch nicht gekommen."
    ),
    "el": "Ο υπουργός είπε ότι ο δρόμος δεν θα ανοίξει πριν από το τέλος του έτους.",
    "en": (
        "The minister said that the road would not be opened before the end of the year. "
        "Residents have been waiting for three weeks, but the workers have not arrived yet."
    ),
    "es": (
        "El ministro dijo que la carretera no se abrirá antes de fin de año. Los vecinos "
        "llevan tres semanas esperando, pero los obreros todavía no han llegado y nadie sabe "
        "por qué."
    ),
    "et": (
        "Minister ütles, et teed ei avata enne aasta lõppu. Elanikud on juba kolm nädalat "
        "oodanud, kuid töölised ei ole veel tulnud ja keegi ei tea, miks see nii on."
    ),
    "eu": (
        "Ministroak esan zuen errepidea ez dela urte amaiera baino lehen irekiko. Bizilagunak "
        "hiru astez egon dira zain, baina langileak ez dira oraindik iritsi, eta inork ez "
        "daki zer egin behar den."
    ),
    "fa": (
        "وزیر گفت که این جاده تا پایان سال باز نمی شود. مردم سه هفته است که منتظر هستند، اما "
        "کارگران هنوز به شهر نیامده اند و هیچ کس نمی داند چه باید کرد."
    ),
    "fi": (
        "Ministeri sanoi, että tietä ei avata ennen vuoden loppua. Asukkaat ovat odottaneet "
        "jo kolme viikkoa, mutta työmiehet eivät ole vielä tulleet, ja nyt kaikki kysyvät, "
        "mitä on tapahtunut."
    ),
    "fr": (
        "Le ministre a dit que la route ne serait pas ouverte avant la fin de l'année. Les "
        "habitants attendent depuis trois semaines, mais les ouvriers ne sont pas encore "
        "arrivés."
    ),
    "ga": (
        "Dúirt an t-aire nach mbeidh an bóthar ar oscailt roimh dheireadh na bliana. Tá na "
        "daoine ag fanacht le trí seachtaine, ach níl na hoibrithe tagtha fós agus níl a "
        "fhios acu cad atá cearr leis."
    ),
    "gl": (
        "O ministro dixo que a estrada non se vai abrir antes de fin de ano. Os veciños levan "
        "tres semanas agardando, pero os obreiros aínda non chegaron e ninguén sabe cando "
        "será iso. Tamén hai máis unha obra polo medio."
    ),
    "gu": "મંત્રીએ કહ્યું કે વર્ષના અંત પહેલાં રસ્તો ખૂલશે નહીં.",
    "he": "השר אמר שהכביש לא ייפתח לפני סוף השנה, והתושבים מחכים כבר שלושה שבועות.",
    "hi": (
        "मंत्री ने कहा कि साल के अंत से पहले सड़क नहीं खुलेगी। लोग तीन हफ्ते से इंतजार कर रहे "
        "हैं, लेकिन मजदूर अब तक नहीं आए और यह किसी को नहीं पता है।"
    ),
    "hr": (
        "Ministar je rekao da se cesta neće otvoriti prije kraja godine. Stanovnici čekaju "
        "već tri tjedna, ali radnici još nisu došli i nitko ne zna gdje su. Također nije "
        "jasno tko će to platiti, jer vrijeme prolazi uvijek brže."
    ),
    "hu": (
        "A miniszter azt mondta, hogy az utat nem nyitják meg az év vége előtt. A lakók már "
        "három hete várnak, de a munkások még nem érkeztek meg, és senki sem tudja, mi lesz "
        "ezután."
    ),
    "hy": "Նախարարն ասաց, որ ճանապարհը մինչև տարեվերջ չի բացվի։",
    "id": (
        "Menteri mengatakan bahwa jalan itu tidak bisa dibuka sebelum akhir tahun karena para "
        "pekerja belum datang. Warga sudah menunggu selama tiga minggu, tapi tidak ada yang "
        "tahu bagaimana kelanjutannya. Setelah itu mereka punya janji baru."
    ),
    "is": (
        "Ráðherrann sagði að vegurinn verði ekki opnaður fyrir lok ársins. Íbúar hafa beðið í "
        "þrjár vikur en verkamenn eru ekki komnir og það er ekki vitað hvað hefur gerst."
    ),
    "it": (
        "Il ministro ha detto che la strada non sarà aperta prima della fine dell'anno. Gli "
        "abitanti aspettano da tre settimane, ma gli operai non sono ancora arrivati e "
        "nessuno sa perché."
    ),
    "ja": "大臣は、年末までに道路は開通しないと述べた。住民は三週間待っている。",
    "ka": "მინისტრმა თქვა, რომ გზა წლის ბოლომდე არ გაიხსნება.",
    "kk": (
        "Министр жыл соңына дейін жол ашылмайды деп айтты. Тұрғындар үш апта бойы күтіп отыр, "
        "бірақ жұмысшылар әлі келген жоқ және бұл туралы ешкім білмейді."
    ),
    "km": "រដ្ឋមន្ត្រីបាននិយាយថាផ្លូវនឹងមិនបើកមុនចុងឆ្នាំទេ",
    "ko": "장관은 연말 전에는 도로가 개통되지 않을 것이라고 말했다.",
    "lo": "ລັດຖະມົນຕີກ່າວວ່າເສັ້ນທາງຈະບໍ່ເປີດກ່ອນທ້າຍປີ",
    "lt": (
        "Ministras sakė, kad kelias nebus atidarytas iki metų pabaigos. Gyventojai laukia jau "
        "tris savaites, bet darbininkai dar neatvyko ir niekas nežino, kas bus po to."
    ),
    "lv": (
        "Ministrs teica, ka ceļš netiks atvērts līdz gada beigām. Iedzīvotāji gaida jau trīs "
        "nedēļas, bet strādnieki vēl nav ieradušies un neviens nezina, kas ir noticis ar viņu "
        "darbu."
    ),
    "mk": (
        "Министерот рече дека патот нема да биде отворен пред крајот на годината. Жителите "
        "чекаат веќе три недели, но работниците уште не дошле и никој не знае кога ќе се "
        "случи тоа."
    ),
    "ml": "വർഷാവസാനത്തിന് മുമ്പ് റോഡ് തുറക്കില്ലെന്ന് മന്ത്രി പറഞ്ഞു.",
    "mr": (
        "मंत्र्यांनी सांगितले की वर्षाच्या अखेरीपूर्वी रस्ता सुरू होणार नाही. नागरिक तीन "
        "आठवडे वाट पाहत आहेत, पण कामगार अजून आले नाहीत आणि हे कोणालाही माहीत नाही असे ते "
        "म्हणाले."
    ),
    "ms": (
        "Menteri berkata bahawa jalan itu tidak boleh dibuka sebelum akhir tahun kerana para "
        "pekerja belum sampai. Penduduk sudah menunggu selama tiga minggu, manakala pelbagai "
        "janji dibuat selepas itu. Ini ialah masalah lama yang hanya diketahui oleh mereka "
        "sahaja."
    ),
    "my": "ဝန်ကြီးက နှစ်ကုန်မတိုင်မီ လမ်းဖွင့်မည်မဟုတ်ဟု ပြောသည်။",
    "ne": (
        "मन्त्रीले वर्षको अन्त्यअघि सडक नखुल्ने बताए। बासिन्दा तीन हप्तादेखि पर्खिरहेका छन् "
        "तर कामदार आएका छैन र यो कहिले हुने हो भन्ने कसैलाई थाहा छैन पनि उनले भने।"
    ),
    "nl": (
        "De minister zei dat de weg niet voor het einde van het jaar wordt geopend. Bewoners "
        "wachten al drie weken, maar de arbeiders zijn er nog niet en niemand weet waarom het "
        "zo lang duurt."
    ),
    "no": (
        "Ministeren sier at veien ikke blir åpnet før årsskiftet. Beboerne har ventet i tre "
        "uker, men arbeiderne har ikke kommet ennå, og nå vil de ha svar fra kommunen om hva "
        "som har skjedd etter møtet."
    ),
    "pa": "ਮੰਤਰੀ ਨੇ ਕਿਹਾ ਕਿ ਸਾਲ ਦੇ ਅੰਤ ਤੋਂ ਪਹਿਲਾਂ ਸੜਕ ਨਹੀਂ ਖੁੱਲ੍ਹੇਗੀ।",
    "pl": (
        "Minister powiedział, że droga nie będzie otwarta przed końcem roku. Mieszkańcy "
        "czekają już od trzech tygodni, ale robotnicy jeszcze nie przyjechali i nikt nie wie, "
        "dlaczego tak jest."
    ),
    "pt": (
        "O ministro disse que a estrada não será aberta antes do fim do ano. Os moradores "
        "esperam há três semanas, mas os operários ainda não chegaram e também não há uma "
        "explicação do governo."
    ),
    "ro": (
        "Ministrul a spus că drumul nu va fi deschis până la sfârșitul anului. Locuitorii "
        "așteaptă de trei săptămâni, dar muncitorii nu au venit încă și nimeni nu știe ce "
        "este de făcut."
    ),
    "ru": (
        "Министр сказал, что дорога не будет открыта до конца года. Жители ждут уже три "
        "недели, но рабочие так и не приехали, и никто не знает, когда это будет."
    ),
    "si": "වසර අවසානයට පෙර මාර්ගය විවෘත නොවන බව අමාත්‍යවරයා පැවසීය.",
    "sk": (
        "Minister povedal, že cesta nebude otvorená pred koncom roka. Obyvatelia čakajú už "
        "tri týždne, ale robotníci ešte neprišli a nikto nevie, čo sa stane alebo kde sú. "
        "Podľa neho však môže byť aj horšie."
    ),
    "sl": (
        "Minister je povedal, da cesta ne bo odprta pred koncem leta. Prebivalci čakajo že "
        "tri tedne, vendar delavcev še ni in nihče ne ve, kako bo, ker so tudi stroji drugje."
    ),
    "so": (
        "Wasiirku wuxuu sheegay in waddada aan la furi doonin ka hor dhammaadka sanadka. "
        "Dadku waxay sugayeen saddex toddobaad, laakiin shaqaalaha ma iman ilaa hadda oo waa "
        "arrin la yaab leh."
    ),
    "sq": (
        "Ministri tha se rruga nuk do të hapet para fundit të vitit. Banorët kanë pritur për "
        "tri javë, por punëtorët nuk kanë ardhur ende dhe askush nuk e di se çfarë ka "
        "ndodhur."
    ),
    "sr": (
        "Министар је рекао да се пут неће отворити пре краја године. Становници чекају већ "
        "три недеље, али радници још нису дошли и нико не зна где су, јер то није први пут."
    ),
    "sv": (
        "Ministern säger att vägen inte kommer att öppnas före årets slut. De boende har "
        "väntat i tre veckor, men arbetarna har inte kommit och nu vill de ha svar från "
        "kommunen om vad som hänt."
    ),
    "sw": (
        "Waziri alisema kuwa barabara hiyo haitafunguliwa kabla ya mwisho wa mwaka. Wakazi "
        "wamesubiri kwa wiki tatu lakini wafanyakazi bado hawajafika na hakuna mtu anayejua "
        "sababu ya jambo hilo katika nchi yao."
    ),
    "ta": "ஆண்டு இறுதிக்கு முன் சாலை திறக்கப்படாது என்று அமைச்சர் கூறினார்.",
    "te": "సంవత్సరాంతానికి ముందు రహదారి తెరవబడదని మంత్రి చెప్పారు.",
    "th": "รัฐมนตรีกล่าวว่าถนนจะไม่เปิดก่อนสิ้นปี",
    "tl": (
        "Sinabi ng ministro na hindi bubuksan ang kalsada bago matapos ang taon. Tatlong "
        "linggo nang naghihintay ang mga residente ngunit wala pa rin ang mga manggagawa at "
        "hindi nila alam kung bakit."
    ),
    "tr": (
        "Bakan, yolun yıl sonundan önce açılmayacağını söyledi. Mahalleli üç haftadır "
        "bekliyor ama işçiler daha gelmedi ve bunun ne kadar süreceği hiç belli değil, çünkü "
        "yeni bir tarih yok."
    ),
    "uk": (
        "Міністр сказав, що дорогу не буде відкрито до кінця року. Мешканці чекають уже три "
        "тижні, але робітники ще не приїхали, і ніхто не знає, коли це буде."
    ),
    "ur": (
        "وزیر نے کہا کہ سال کے آخر سے پہلے سڑک نہیں کھلے گی۔ لوگ تین ہفتے سے انتظار کر رہے "
        "ہیں لیکن مزدور اب تک نہیں آئے اور یہ کسی کو معلوم نہیں ہے۔"
    ),
    "vi": (
        "Bộ trưởng nói rằng con đường sẽ không được mở trước cuối năm. Người dân đã chờ ba "
        "tuần nhưng công nhân vẫn chưa đến và không ai biết vì sao lại như vậy."
    ),
    "zh": "部长表示，这条公路在年底之前不会开通，居民已经等了三个星期。",
}
"""One short report in each language, of our own making."""

NYNORSK = (
    "Statsråden seier at vegen ikkje vert opna før nyttår. Dei som bur der har venta i tre "
    "veker, men arbeidarane har ikkje kome, og eg veit ikkje kva som har skjedd med maskinene "
    "frå kommunen."
)
SERBIAN_IN_LATIN_SCRIPT = (
    "Ministar je rekao da se put neće otvoriti pre kraja godine. Ljudi čekaju već tri nedelje, "
    "ali radnici još nisu došli i niko ne zna gde su. Takođe nije jasno ko će to posle platiti, "
    "a vreme uvek brzo prolazi ovde."
)
UNLISTED = {
    "zulu": (
        "Ungqongqoshe uthe umgwaqo ngeke uvulwe ngaphambi kokuphela konyaka. Izakhamuzi "
        "sezilinde amasonto amathathu kodwa abasebenzi abakafiki."
    ),
    "yoruba": ("Minisita sọ pé wọn kò ní ṣí ọ̀nà náà kí ọdún tó parí. Àwọn ará ìlú ti dúró fún ọ̀sẹ̀ mẹ́ta."),
    "maori": (
        "I kī te minita e kore te rori e tuwhera i mua i te mutunga o te tau. E toru wiki te "
        "iwi e tatari ana."
    ),
    "hausa": (
        "Ministan ya ce ba za a bude hanyar ba kafin karshen shekara. Mazauna sun jira har makonni uku."
    ),
}

UNTOLD = {
    "nothing": "",
    "white space": " \t\r\n\N{NO-BREAK SPACE}\N{ZERO WIDTH SPACE}",
    "digits": "12 345,67 (89 %) 2024-05-06 10:20",
    "an address": "https://example.org/the/road/that/was/not/opened/by/the/minister/and/his/men",
    "e-mail": "the.minister.of.the.roads@example.org and.his.men@example.org",
    "handles": "@the_minister #and @who #for @was #that @with #from",
    "one word": "because",
    "three words": "what they said",
    "a phrase that langdetect takes for Dutch": "The Merkel-to-Merkel meeting",
    "names": (
        "Anna Berg, Piotr Zieliński, Jan van der Berg, Otto von Stein, María de la Cruz, "
        "Leonardo da Prato, Omar bin Salim, Charles de Lacy, Pedro dos Santos, Hans zu "
        "Felden, Ana del Río"
    ),
    "Dutch names": "Jan van der Berg, Piet van den Broek, Klaas van de Velde, Marie van der Meer",
    "German names": "Otto von der Heide, Karl von den Bergen, Hans zu Felden, Fritz von und zu Stein",
    "Italian names": "Pietro della Valle, Luca dei Medici, Anna del Sarto, Marco da Prato, Ugo degli Angeli",
    "a German phrase and a place": "Sturm und Drang über Manhattan",
    "towns": (
        "Utrecht, Mannheim, Göteborg, Vilnius, Kraków, Bratislava, Ljubljana, Zagreb, Tirana, Chișinău, Lyon"
    ),
    "a model number": "XK-400 GTX 1080 Ti RTX SLI PCIe 3.0 DDR4 SSD NVMe M.2 USB-C HDMI",
    "one Greek letter": "π = 3,14159",
    "a lone surrogate": "\ud800\udfff \udc80",
    "controls": "\x00\x01\x02\x7f\x85\x9f",
    "two Han characters": "東京",
    "Cyrillic in three words": "Привет всем друзьям",
}

DECLARED = {
    "en": "en",
    "EN": "en",
    "en-US": "en",
    "en_GB": "en",
    " de ": "de",
    "pt_BR.UTF-8": "pt",
    "sr_RS@latin": "sr",
    "zh-Hant": "zh",
    "zh-Hant-TW": "zh",
    "eng": "en",
    "deu": "de",
    "ger": "de",
    "fra": "fr",
    "fre": "fr",
    "deu-AT": "de",
    "fil": "tl",
    "no": "no",
    "nb": "no",
    "nn-NO": "no",
    "nob": "no",
    "iw": "he",
    "in": "id",
    "English": "en",
    "GERMAN": "de",
    "Norwegian Bokmål": "no",
    "Farsi": "fa",
}

UNDECLARED = [
    None,
    "",
    "  ",
    "xx",
    "und",
    "mul",
    "x-default",
    "english please",
    "en,fr",
    "e",
    "e n",
    "12",
    "\ud800",
    "??",
]


@pytest.mark.parametrize("code", PROSE)
def test_prose_is_told_in(code: str) -> None:
    assert identify(PROSE[code]) == code


def test_a_whole_page_is_told_like_a_paragraph() -> None:
    assert identify("\n\n".join([PROSE["en"]] * 30)) == "en"


def test_capitals_are_no_obstacle() -> None:
    assert identify(PROSE["fr"].upper()) == "fr"


def test_decomposed_letters_are_read_as_composed_ones() -> None:
    decomposed = PROSE["vi"].replace("ộ", "o\N{COMBINING DOT BELOW}\N{COMBINING CIRCUMFLEX ACCENT}")
    assert identify(decomposed) == "vi"


def test_romanian_with_cedillas_is_romanian() -> None:
    with_cedillas = PROSE["ro"].translate(
        {
            ord("ș"): "\N{LATIN SMALL LETTER S WITH CEDILLA}",
            ord("ț"): "\N{LATIN SMALL LETTER T WITH CEDILLA}",
        }
    )
    assert identify(with_cedillas) == "ro"


def test_no_break_spaces_part_words() -> None:
    assert identify(PROSE["en"].replace(" ", "\N{NO-BREAK SPACE}")) == "en"


def test_nynorsk_is_norwegian() -> None:
    assert identify(NYNORSK) == "no"


def test_serbian_is_told_in_latin_script() -> None:
    assert identify(SERBIAN_IN_LATIN_SCRIPT) == "sr"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("日本の首相が訪問", "ja"),
        ("서울", "ko"),
        ("สวัสดี", "th"),
        ("Αθήνα", "el"),
        ("ירושלים", "he"),
        ("习近平在北京", "zh"),
    ],
)
def test_a_script_of_one_language_decides_alone(text: str, code: str) -> None:
    assert identify(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("মন্ত্ৰীয়ে কৈছে যে বছৰৰ শেষৰ আগতে পথটো মুকলি নহ'ব।", "as"),
        ("ሚኒስተር ከም ዝበሎ እቲ መንገዲ ቅድሚ መወዳእታ ዓመት ኣይክኽፈትን እዩ፣ ህዝቢ ኣብ ምጽባይ ኣሎ", "ti"),
    ],
)
def test_the_other_language_of_a_script_is_told_by_its_letters(text: str, code: str) -> None:
    assert identify(text) == code


@pytest.mark.parametrize("name", UNTOLD)
def test_stays_unknown(name: str) -> None:
    assert identify(UNTOLD[name]) == UNKNOWN


@pytest.mark.parametrize("name", UNLISTED)
def test_a_language_without_a_list_is_not_taken_for_another(name: str) -> None:
    assert identify(UNLISTED[name]) == UNKNOWN


def test_a_few_words_repeated_among_others_are_no_prose() -> None:
    others = [
        first + second + third
        for first in "bdghk"
        for second in ("ambo", "unzi")
        for third in ("lwe", "tsi", "xa")
    ]
    page = " ".join(f"{particle} {other}" for other in others * 3 for particle in ("ya", "wa", "na"))
    assert identify(page) == UNKNOWN


def test_a_quotation_in_another_script_does_not_decide() -> None:
    assert identify(PROSE["en"] + " «" + PROSE["ru"][:80] + "»") == "en"


def test_a_quotation_in_another_language_does_not_decide() -> None:
    assert identify(" ".join([PROSE["en"], PROSE["en"], "“" + PROSE["de"][:60] + "”"])) == "en"


def test_chinese_with_a_japanese_brand_name_is_chinese() -> None:
    assert identify(PROSE["zh"] * 2 + "味の素") == "zh"


def test_japanese_with_many_latin_names_is_japanese() -> None:
    assert identify("Microsoft Officeの新しい版が発表された。" + PROSE["ja"]) == "ja"


def test_halves_in_two_scripts_are_unknown() -> None:
    half = len(PROSE["el"])
    assert identify(PROSE["en"][:half] + " " + PROSE["el"]) == UNKNOWN


def test_a_word_shouted_over_and_over_does_not_decide() -> None:
    assert identify(PROSE["en"] * 3 + " hun" * 60) == "en"


def test_halves_in_two_languages_are_unknown() -> None:
    assert identify(PROSE["en"] + " " + PROSE["fr"]) == UNKNOWN


MENU = "\n".join(
    f"{label} {number}" for number in range(60) for label in ("Home", "Sport", "Kultur", "Login")
)


@pytest.mark.parametrize("code", ["de", "en", "fr", "ja", "ru", "tr"])
def test_a_page_that_opens_with_a_long_menu_is_told_by_its_paragraphs(code: str) -> None:
    page = "\n\n".join([MENU, *[PROSE[code] * 5] * 3])
    assert identify(page) == UNKNOWN
    assert Document(page).language == code


def test_a_menu_in_another_language_does_not_decide() -> None:
    menu = "\n".join(["See what is new for you and your friends"] * 60)
    assert Document(f"{menu}\n\n{PROSE['de'] * 3}").language == "de"


def test_a_long_list_among_short_sentences_does_not_hide_them() -> None:
    places = "; ".join(
        f"{first}{last}" for first in ("Ober", "Nieder", "Klein") for last in ("dorf", "hof") * 9
    )
    sentences = (
        "The road is closed.\nIt is not known when it will be open.\nThey have been waiting for weeks.\n" * 3
    )
    assert Document(f"{sentences}\n\n{places}.").language == "en"


def test_a_short_text_is_told_by_all_of_it() -> None:
    assert Document(PROSE["en"]).language == "en"
    assert Document("\n".join(PROSE["es"].split(". "))).language == "es"


def test_only_the_beginning_counts() -> None:
    assert identify((PROSE["en"] + " ") * 20 + PROSE["ru"] * 100) == "en"


def test_addresses_do_not_count() -> None:
    link = " https://beispiel.example/der-weg-und-die-strasse-sind-nicht-fuer-uns "
    assert identify(PROSE["en"] + link * 5) == "en"


def test_an_alphabet_tells_relatives_apart_in_one_line() -> None:
    assert identify("Як сказаў міністр, гэта было толькі так і не інакш.") == "be"


def test_letters_outside_every_alphabet_are_no_neighbour() -> None:
    uyghur = "مىنىستىر يول يىل ئاخىرىغىچە ئېچىلمايدۇ دېدى، ئاھالىلەر ئۈچ ھەپتىدىن بېرى كۈتۈۋاتىدۇ و در به از"
    assert identify(uyghur) == UNKNOWN


def test_a_short_sentence_is_told_with_a_second_witness() -> None:
    assert identify("Several hundred residents gathered outside the town hall on Tuesday.") == "en"


@pytest.mark.parametrize("code", ["da", "no", "id", "es", "sk", "en"])
def test_the_same_text_has_the_same_answer_every_time(code: str) -> None:
    opening = PROSE[code][:90]
    assert len({identify(opening) for _ in range(5)}) == 1


@given(st.text(st.characters(), max_size=300))
def test_any_text_has_an_answer(text: str) -> None:
    assert identify(text) in {*LANGUAGES, UNKNOWN}


@given(st.lists(st.sampled_from([word for text in PROSE.values() for word in text.split()]), max_size=60))
def test_any_mixture_of_words_has_an_answer(words: list[str]) -> None:
    assert identify(" ".join(words)) in {*LANGUAGES, UNKNOWN}


@pytest.mark.parametrize("tag", DECLARED)
def test_a_declaration_is_understood(tag: str) -> None:
    assert normalise_code(tag) == DECLARED[tag]


@pytest.mark.parametrize("tag", UNDECLARED)
def test_other_declarations_are_unknown(tag: str | None) -> None:
    assert normalise_code(tag) == UNKNOWN


@given(st.none() | st.text(st.characters(), max_size=20))
def test_any_declaration_gives_a_code_that_gives_itself(tag: str | None) -> None:
    code = normalise_code(tag)
    assert code == UNKNOWN or (code in LANGUAGES and normalise_code(code) == code)


@pytest.mark.parametrize("code", sorted(set(LANGUAGES) - {"nb", "nn"}))
def test_every_code_and_its_english_name_mean_the_same(code: str) -> None:
    assert normalise_code(code) == normalise_code(LANGUAGES[code]) == code


def test_all_of_iso_639_1_is_named() -> None:
    assert len(LANGUAGES) == 184


def test_stop_words_are_handed_out_by_language() -> None:
    assert {"the", "of", "and"} <= stop_words("en")
    assert {"der", "und", "nicht"} <= stop_words("de")


@pytest.mark.parametrize("code", ["ja", "xx", UNKNOWN, ""])
def test_a_language_without_a_list_has_no_stop_words(code: str) -> None:
    assert stop_words(code) == frozenset()


def loads_langdetect(script: str) -> bool:
    program = (
        f"import sys; from checks.language import identify; {script}; print('langdetect' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    return done.stdout.strip() == "True"


def test_importing_does_not_load_langdetect() -> None:
    assert not loads_langdetect("pass")


def test_an_ordinary_article_does_not_load_langdetect() -> None:
    assert not loads_langdetect(f"identify({PROSE['en']!r})")
