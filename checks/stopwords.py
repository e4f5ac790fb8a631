"""Frequent function words of each language that `language.identify` can tell by them: plain data.

Written by hand for this project. Each list leans on words that its nearest relatives spell otherwise (Danish
`af`, Norwegian `av`); what relatives share stands in both lists and speaks for neither against the other.
Lower case, NFC, no single ASCII letters (they are initials and list labels as often as words). Elided words
stand as the pieces that remain when a text is cut at apostrophes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

STOP_WORDS: Mapping[str, str] = {
    # Latin script: Germanic
    "af": "die en van in is het om te nie dat vir met hy aan was word ook sy wat hulle op sal maar by "
    "kan deur ons uit hierdie as na dit baie oor daar ek jou moet nog wees toe meer ander sê gaan "
    "haar onder hom net egter hul sou kon moes sommige geen",
    "da": "og det er at en den af til på som de med for ikke der var han har fra et men om sig vi kan "
    "så blev efter ved hun jeg dette skal eller når også nu mod ud bare hvad meget være nogle op "
    "over vil siger mellem havde andre bliver disse kun mig noget blevet selv hvor her uden hans "
    "igen altid aldrig gør gøre sagde får mange alle kommer mere end din min jeres",
    "de": "in der die und das ist den von zu mit sich des auf für im dem nicht ein eine als auch es an "
    "werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum "
    "war haben nur oder aber vor zur bis mehr durch man sein wurde sei kann wenn ich wir ihr ihre "
    "diese dieser dieses doch schon gibt ohne gegen dann jetzt immer hier ihnen dort unter alle "
    "weil können damit",
    "en": "the of and to in is that for it with as was on are by this be from at have has had not but "
    "they which or an his her their were been will would can could should there what when who you "
    "your we our she he its more about if than into out because after also only may while how "
    "being where them these those did does some all over even just such through between before "
    "very then him my many most other any against during said under both like each",
    "fy": "de en fan it yn in dat is foar mei net op wie om te ek hy der ien troch oan binne hat mar út "
    "by syn wurdt dy nei waard sy as hawwe ha wol noch fierder dêr wêr oer ûnder tsjin",
    "is": "og að er í á sem til það við var með um en ekki af fyrir hann frá hefur því eru þetta þess "
    "verið eftir hún þar þeir kom hafa verður ef ég upp eða sér vera þegar segir voru mjög nú "
    "yfir hafi þá einnig sé hans okkar þær henni honum alla síðan undir geta haft þó",
    "lb": "de an ass déi dat vun mat fir den net op och hunn huet sinn eng ech mir awer et wéi nach wou "
    "ginn war vum zu iwwer no bei si hat dass där sech kann duerch vill méi kee dës gëtt keng zum "
    "hien",
    "nl": "de het een en van ik te dat die in is niet op zijn met voor aan er om ook als dan maar naar "
    "bij uit nog over ze hij wel geen door worden wordt werd heeft had kunnen deze dit waar meer "
    "tegen moet zou zich hun tot veel omdat onder zo wij hebben was we toen haar mijn jaar men "
    "toch alle alleen wat",
    # Bokmål and Nynorsk together: both are `no` here.
    "no": "og det er som på en av for at til med har ikke de den et om han var fra men seg vi kan så "
    "ble etter ved hun jeg dette skal eller når også nå mot ut bare hva mye være noen opp over "
    "vil sier mellom hadde andre blir disse meg noe blitt selv uten hvor ikkje eg ein eit dei frå "
    "vere kva òg mykje nokon berre vart igjen alltid aldri gjør gjøre sa får mange alle kommer "
    "mer enn din min deres",
    "sv": "och att det som en på är av för med den till inte har de ett om han men var jag från kan vi "
    "så hade när vid ska eller efter även nu mot också mycket under hon bara sig där ut hur "
    "mellan blir utan någon vara skulle alla varit säger över igen alltid aldrig gör göra sade "
    "får många kommer mer än din min deras inom",
    # Latin script: Romance
    "ca": "el la de que els les un una en per amb no és al del dels ha se es més com però seva seu "
    "aquest aquesta ser són han va també quan molt sense sobre fins on entre ja tot tots pel pels "
    "perquè hi ho què qui aquests després durant cada des estat havia als dos segons ens hem "
    "aquestes altres fer fa nostra sigui així mateix tenir té molts això",
    "es": "el la de los las que en un una es se no por con para su al lo como más pero sus le ya este "
    "esta entre cuando muy sin sobre también me hasta hay donde quien desde todo nos durante uno "
    "ni contra ese eso había ante ellos fue han ha era según del son porque está años tiene parte "
    "otros esto antes todos así después aunque ella mi tu estos puede pueden",
    "fr": "le la les de des et est un une du dans que qui pour pas sur plus ce il au par avec se ne son "
    "sont cette mais ont aux elle nous vous ils été était être fait sa ses comme ou leur tout "
    "même aussi très où après sans deux peut ces qu avait on je cela ainsi alors donc encore "
    "depuis entre non dont nos vos mon leurs",
    "gl": "de que do da en un para é con non unha os no se na por máis as dos como pero foi ao el das "
    "ten á seu súa ou ser cando moito hai nos xa está eu tamén só polo pola ata iso ela entre era "
    "despois sen mesmo aos quen nas lle este eles están foron son cunha dunha nunha ás onde así "
    "estes cos coa",
    "it": "di che la il un è per una in del con non si le da alla come della ma più anche sono gli dei "
    "nel dal ha lo al delle alle sua suo nella questo questa dopo tra era essere hanno loro "
    "quando molto stato ancora se cui degli ai dalla sul quello perché fra due dell nell così "
    "prima anni poi questi queste ogni solo sia mi ci stati stata dove",
    "oc": "de la lo los las que dins amb per del es un una foguèt son mai pas al dels aquel aquela "
    "tanben entre ont coma sus fins après sens aver èra",
    "pt": "de que do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das "
    "tem à seu sua ou ser quando muito há nos já está eu também só pelo pela até isso ela entre "
    "era depois sem mesmo aos ter seus quem nas me esse eles estão você foram são pode sobre "
    "ainda outros onde esta este estes pelos isto porque pelas num numa",
    "ro": "și în de la cu pe nu din care este ca mai pentru să au un sunt fost prin lui dar după sau ce "
    "dintre ar fi el ea acest această fără când decât până între despre că îi lor toate unei unui "
    "sa fie către avea foarte însă își cum al le erau fiind avem acestea cei cele ale unor doar",
    # Latin script: Slavic and Baltic
    "cs": "se na je že do to ale jako za by pro jsou jeho který po která které byl bylo jen jsem jak "
    "podle už také není nebo ve při více aby jsme tak bude své od až mezi když však pouze ho být "
    "ještě tím mu byla proti může co ze před kteří jejich svou byli kde než protože mnoho všech "
    "této pokud tento tato si ji mi jej",
    "hr": "je na se da za su od ne to iz koji što bi kao ili koja bio nije koje te samo ali više po "
    "bila prema nakon između kako još biti će može tko gdje prije poslije uvijek također tijekom "
    "dio njegov vrijeme riječi ovdje svoj već sve ako bez primjerice dvije djeca svijet svijeta "
    "cijeli mjesto mjesta primjer vremena zbog jer jednom jedan smo bih sam kada tako toga ima "
    "njih ovo onda dok kod",
    "lt": "ir kad su tai yra iš į kaip bet tik jo dar buvo už apie po jau nuo ne ar jis per bei jų taip "
    "prie kuris savo labai pat kai būti ji jie šį gali tuo šio arba nėra tarp kurie kurių nes "
    "prieš dėl iki metų bus mes jūs jos todėl visi gal čia šis tokia turi kas ką kur visus",
    "lv": "un ir ar no uz par kas bet ka tas kā vai arī lai tika viņš šo tiek pēc viņa ne tā to nav pie "
    "bija gan būt jau tikai savu šis vēl ja kad pret tām tiem līdz kuri ļoti viņi kur mēs kurā "
    "starp savas jūs es esam esmu kam kādu visi lielu ļauj katru vairāk",
    "pl": "na się nie do jest to że od po jak ale za przez jego dla są by był było tym już co tego "
    "które który jako oraz która może tylko ich tak przed będzie jej tej ze ma też czy być także "
    "został podczas gdy bardzo kiedy więc pod nad była ten ta te tych bez lub gdzie mnie można "
    "przy jeszcze nawet niż przede",
    "sk": "sa na je že do aj to ale ako za by pre sú jeho ktorý po ktorá ktoré bol bolo len som podľa "
    "už tiež nie alebo vo pri viac aby sme tak bude svoje od až medzi keď však iba ho byť ešte "
    "tým mu bola proti môže čo kde ich zo ktorí svoju boli než pretože veľa všetkých tejto pokiaľ "
    "tento táto si ju mi môžu ste",
    "sl": "in je na se da za so ki pa po ni bi tudi od iz pri do kot ne ali še bil bila bilo ker kako "
    "le lahko več med pred brez bo zelo tega ko nas jih vse sem smo biti svoje zaradi ta njegov "
    "kjer samo kar dve svet jaz ste bodo bolj treba nekaj oziroma imajo ima",
    # Latin script: other European
    "cy": "yr yn ar ei ac mae wedi fod oedd am gan bod sydd nid hefyd gyda eu hyn ond fel roedd eich "
    "wrth gael pan neu dros rhwng ni cael bydd sy hynny ddim yw iawn hwn cyn ein oes bu yng "
    "byddai rhai ef hyd heb os yma beth pob",
    "eo": "la kaj de en estas ke al por kun li ne ĝi oni ili mi sed pri el estis ĉi tiu kiu pli tio "
    "kiel ankaŭ tre sur aŭ nur post ĝis inter ĉiuj povas havas sia lia jam ĉar kie kiam ni vi ŝi "
    "do tiel tiuj esti havi ĝin min lin kiuj ambaŭ",
    "et": "ja on ei et see oli ta kui aga ka mis ning oma või siis nii ole olla ainult kes veel selle "
    "pole need seda väga siin juba kas välja üks saab pärast kõik tema mida nende aastal võib "
    "kuid ise nagu enne sellest olid tuleb meie nad kõige mille üle alates millest sest siit kuni "
    "juures",
    "eu": "eta da ez ere bat du dira hau dute izan zen baina egin zuen baino dela bere hori dugu dago "
    "gero edo arte gabe beste oso hainbat behar urte den izango dituzte ziren egiten nahi dituen "
    "horrek gehiago bi orain zer zuten duen ditu daiteke bezala nola haien guztiak dugun dezake "
    "batean ondoren arabera batzuk",
    "fi": "ja on ei että se oli hän ovat mutta kun myös kuin joka tai niin sen ole olla vain jos nyt "
    "mitä mukaan jo ne olisi hänen sitä tämä kanssa voi siitä jälkeen vuonna sekä kuitenkin vielä "
    "tämän jotka ollut koska ettei heidän pitää minä nämä niitä noin voidaan sillä jonka tulee "
    "saa kaikki hyvin eivät muun mikä niiden kuten ennen",
    "ga": "an na agus ar is go ag le bhí tá sé don sin do atá nach mar raibh leis siad sa níl ach chun "
    "seo maith féin gur bheith acu aige idir nó ina den faoi trí sna ann iad tú mé muid duit agat "
    "bhfuil má ba féidir gach cad",
    "gd": "an na air agus gu bha nach cha tha mi thu sinn iad seo sin bho leis aig ann dhan gus nuair "
    "fhèin airson dha chan eil gun mar às",
    "hu": "az és hogy nem is egy ez meg csak van volt mint de már még el ha azt azonban vagy nagyon "
    "szerint után lesz minden kell között pedig ezt sem amely aki olyan mert több úgy fel ki "
    "akkor lehet majd voltak ezek itt ott most által ahol ő sok nagy én mi egyik mind vissza "
    "volna alatt ellen vannak aztán hanem ami ezért",
    "la": "et in est non ad ut cum sed quod qui ex ab atque aut si enim quae esse etiam per sunt autem "
    "nec hoc eius quam se eo fuit pro ac quo sic vel tamen nisi haec quoque ita ubi inter neque "
    "hic erat eum ipse igitur nam omnia ea illa ne quid",
    "mt": "li ta il dan din fil kien hija huwa ma bħal biex għal għall minn mill ukoll kienet aktar "
    "meta jew fuq mhux wara iżda tal tat tad tan kif kull hemm",
    "sq": "dhe të në për me një që nga është më ka se si nuk edhe do kjo ky janë por ai ajo kanë pas "
    "tij saj ishte duke vetëm mund sipas gjatë shumë ndërsa tyre kur këtë ku deri kishte pa së "
    "ato këto atë cili cila duhet kam jam ishin vet nëse tek jo mos",
    # Latin script: Asia and Africa
    "az": "və bir bu üçün ilə da də olan kimi daha sonra çox edilir olub onun edib isə amma ki deyil "
    "olunub ən hər olaraq görə bütün həm belə var heç mən yeni qədər bildirib oldu ildə "
    "tərəfindən edən həmin öz edir nə onlar qeyd üzrə etmək biz siz üzərində sizin bizim yalnız "
    "əgər çünki lakin indi bunu onların haqqında ilk",
    "id": "yang dan di dengan untuk pada tidak dari ini dalam akan itu adalah ke juga oleh tersebut "
    "karena telah sebagai bisa ada mereka atau lebih kata saat saya menjadi kami namun bahwa "
    "sudah seperti hanya dapat para antara kita secara tahun setelah masih sementara jika belum "
    "banyak sangat kepada bagi tapi sekitar terkait usai punya begitu anda sering harus hingga "
    "bagaimana berkata beliau turut apabila supaya katanya lain tiada daripada boleh",
    "ms": "yang dan di dengan untuk pada tidak dari ini dalam akan itu adalah ke juga oleh tersebut "
    "kerana telah sebagai boleh ada mereka atau lebih kata beliau saya menjadi kami namun bahawa "
    "sudah seperti hanya dapat para antara kita secara tahun selepas masih manakala jika belum "
    "banyak ialah turut berkata daripada kepada bagi sahaja tiada katanya sangat apabila iaitu "
    "supaya pelbagai anda sering harus hingga bagaimana setelah saat tapi sekitar",
    "so": "oo ka ku iyo ah in uu ay waa soo la waxaa ayaa ee kale si loo dhexe jiray waxay aan sida "
    "wuxuu kala ahaa badan isaga isku ayuu marka aad",
    "sw": "ya na wa kwa ni katika la za cha kuwa hiyo huo hii baada alisema ambayo ambao sasa pia "
    "lakini kama hilo watu yake wake hayo yao si moja zaidi hata ili bila kila kabla bado sana "
    "huyo wao sio kutoka mwaka wakati nchi kuhusu mimi sisi ninyi ndio hapa huko pale wote",
    "tl": "ang ng sa na mga ay at ni hindi para kung si ito may siya niya mula kay dahil nang isang rin "
    "lamang ko pa din naman sila upang nila aking wala ayon kanyang kanilang noong habang mayroon "
    "bilang ngunit pero lang ako iyon iyong ating inyong kapag maging dapat lahat maaari pang "
    "sana atin",
    "tr": "ve bir bu da de için ile olarak çok daha olan gibi en sonra kadar ama ne var değil ise mi ya "
    "hem her göre olduğu ancak diye dedi kendi olduğunu tarafından yeni bile veya yok şey nasıl "
    "önce büyük içinde ben oldu üzerinde iki ilk böyle bunun şu biz onun eden olması sadece "
    "yılında artık birlikte bazı nedeniyle etti üzere eğer biri çünkü hiç siz",
    "uz": "va uchun bilan ham bu bir edi deb esa kabi yil emas lekin ularning uning qilish shu haqida "
    "biroq keyin orqali kerak mumkin",
    "vi": "và của là có được các cho trong không một những với người này đã khi đến từ để ra cũng như "
    "về tại nhiều năm đó vào sẽ phải trên làm thì đang bị ông lại nhưng hơn sau theo còn nếu rất "
    "bởi chỉ rằng đây hay tôi bạn nên",
    # Cyrillic script
    "be": "і ў не на што з ён як да за пра ад але гэта для быў яго або толькі было яна яны які пры так "
    "бы яшчэ ужо калі таксама пасля быць праз іх мы я гэтага каб якія гэтай ёсць паводле бо ці "
    "гэты таго усе каля чым можа будзе была былі вельмі",
    "bg": "и в на да се не за от с е че по са като това към до ще след или но беше които който при "
    "което най му има бъде само още може той тя те ни си през заради между според много във със "
    "ние вие аз ли как защо преди около все този тази тези",
    "kk": "және мен бен да де бұл үшін деп бар бір осы ол еді жоқ көп кейін қазақ болып болды екен "
    "туралы отыр арқылы дейін ғана сондай ретінде керек оның біз өз бойынша жылы деген сол емес "
    "жаңа бірақ оны болады екі жоғары арасында мүмкін барлық тек сонымен қатар кезде бұрын қалай "
    "тиіс отырып алды еткен қарай",
    "ky": "жана менен бул үчүн деп бар бир ал эле жок көп кийин болуп болду боюнча жылы деген эмес анын "
    "биз өз аркылуу тууралуу керек бирок",
    "mk": "и во на да се не за од со е дека по како тоа кон до ќе или но беа беше кои кој при што нај "
    "му има биде само уште може тој таа тие ни си преку меѓу според многу сè ги го оваа овој ние "
    "вие јас ли кога зошто пред околу овие нивните сите",
    "mn": "нь ба бол энэ юм байна гэж болон оны тухай мөн байсан бүр хийх гэсэн шиг дараа болно тэр "
    "монгол ч бид өөр байгаа байдаг улсын байх болох хүн гарч учир тул ёстой нэг аль мэт нар юу "
    "хэрэв зэрэг",
    "ru": "и в не на что с он как его к но из у за о по от то это для был все или только было её она "
    "они который при так же бы еще ещё уже до во со чтобы если когда также более после быть через "
    "есть были этого их мы я будет может лет года нас вас вы ли всех себя где очень того этот эта "
    "без под можно",
    # Serbian is written in both alphabets.
    "sr": "je na se da za su od ne to iz koji što bi kao ili koja bio nije koje samo ali više po bila "
    "prema nakon između kako još biti će može ko gde pre posle uvek takođe tokom deo njegov vreme "
    "ovde već sve ako bez šta и у је на се да за су од не то из који што би као или која био није "
    "које само али више по била према након између како још бити ће може ко где пре после увек "
    "такође током део његов време већ све ако без шта dve deca svet sveta ceo mesto mesta primer "
    "vremena zbog jer jednom jedan smo bih sam kada tako toga ima njih ovo onda dok kod две деца "
    "свет света цео место места пример времена због јер једном један смо сам када тако тога има "
    "њих ово онда док код",
    "tg": "ва дар ба аз ки ин бо барои он аст буд ҳам як мекунад шуд то ё ҳар буданд кард",
    "tt": "һәм белән бу өчен дип бер ул да дә соң бар юк булган итә аның кебек тагын ләкин шулай бик "
    "булды иде алар мин син",
    "uk": "і в не на що з він як до та у за про від є але це для був його й або тільки було вона вони "
    "який при так же би ще вже якщо коли також після бути через їх ми я із цього під час року щоб "
    "які яка має буде були може років нас ви чи всіх себе де дуже того цей ця без можна",
    # Arabic script
    "ar": "في من على إلى أن التي الذي هذا هذه عن مع كان لا ما بعد قال ذلك كانت أو كما بين وقد قد لم عند "
    "وقال إن ولا غير حتى خلال منذ هو هي وفي ومن كل أي ثم لن يوم عام به لها له فيه فيها منها هناك "
    "بها نحو أنه إلا حيث يمكن تم أما وهو وهي والتي بعض لكن",
    "fa": "و در به از که این را با است برای آن می شود تا بر شده خود یک هم کرد اما نیز هر کرده ها باید "
    "پس او ما دارد بود اند کند ای نمی شد گفت بین نیست بودند شوند دیگر همه چه چون اگر بیش داد "
    "هستند",
    # Kurdish: Kurmanji in Latin, Sorani in Arabic script.
    "ku": "û di ji li bi ku ev ew jî bo ye wê wî min xwe dike hene لە بە و کە بۆ ئەم ئەو دەکات هەر "
    "لەگەڵ لەسەر بوو",
    "ps": "د په او چې ته له کې هم یې دی سره یو ده کړي خو دا کړ څخه پر وو کوي شي",
    "ur": "کے کی کا میں ہے اور سے کو اس نے پر ہیں کہ یہ بھی ایک ہو گیا تھا تھے کر نہیں وہ ان کیا لیے "
    "ہوئے تو تک گی جو گئی اپنے بعد رہے رہا تھی جا گے ہوتا ہوتی کرنے کرتے جس اب یا پھر والے دیا",
    # Devanagari
    "hi": "के की का में है और से को कि ने पर हैं यह भी एक हो इस था कर नहीं वह तो लिए गया थे थी रहे रहा "
    "ही या साथ बाद अपने कहा जो वे उन्होंने कुछ होने तक अब जब तब उस उनके उनकी इसके सकते सकता करने "
    "करते दिया किया",
    "mr": "आहे व या आणि ते हे होते की नाही आहेत असे केली तर एक मध्ये झाली त्यांनी केले यांनी करण्यात "
    "होता साठी ती मात्र म्हणून झाले त्या पण काही हा ही त्यांच्या येथे आला आली केला तो एका करून "
    "त्याच्या आपल्या त्यामुळे असून असा होती सर्व अशी मी मला आम्ही किंवा केल्या म्हणाले यांच्या",
    "ne": "छ र को मा ले का पनि हो गरेको भने यो लागि छन् थियो गर्ने भएको एक तथा गरी त्यो उनले गर्न भन्ने "
    "बताए बाट तर छैन हुने अनि रहेको",
}
"""Language code to its function words, separated by spaces; `language.stop_words` hands them out as sets."""

_PARTICLES = "al ap as bin da das de dei del della den der di dos du el la las le les los ni san van von zu"
NAME_PARTICLES = frozenset(_PARTICLES.split())
"""Function words that also stand inside names of people and places: no evidence for the text around them."""

RELATED: Sequence[frozenset[str]] = tuple(
    frozenset(family.split())
    for family in (
        "af de fy lb nl",
        "az tr uz",
        "be ru uk",
        "bg mk",
        "ca es gl it oc pt",
        "cs sk",
        "da no sv",
        "et fi",
        "ga gd",
        "hi mr ne",
        "hr sl sr",
        "id ms",
        "kk ky tt",
    )
)
"""Families of near relatives: they share far more words than these lists hold."""
