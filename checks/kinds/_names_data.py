"""Names that look like slips of one another and are not: a curated list, no gazetteer.

Each line of `DISTINCT` is a group of different names (or different words), each line of `VARIANTS` a group
of accepted spellings of one name, each of `EXONYMS` the names of one place in several languages. Two members
of one group never count as one name spelt in two ways.
"""

from __future__ import annotations

CAPITALISE_NOUNS = frozenset({"de", "lb"})
"""Languages that write all nouns with a capital: of their words, only those with a first name before both, or
a name that the news knows, are names for sure."""

DISTINCT = """
    austria australia austrian australian
    iraq iran iraqi iranian
    slovakia slovenia slovak slovene slovenian
    niger nigeria nigerian nigerien
    mali malawi malta maldives bali
    guinea guyana ghana guiana
    gambia zambia
    mauritius mauritania
    paraguay uruguay
    latvia lithuania
    moldova moldavia moldavian moldovan
    india indiana indian
    congo tonga togo
    dominica dominican
    colombia columbia
    brunei bahrain
    sudan sedan
    macao macau
    geneva genoa genova
    vienna vienne sienna siena
    verona varna
    parma palma palmas
    london londen londres londra
    ostend ostende oostende
    europees europese
    medina modena
    granada grenada
    salonica salonika
    portland poland holland
    essex sussex
    durham denham
    boston bolton preston
    dallas dulles
    houston horton
    lausanne lucerne
    bremen bergen
    toulon toulouse
    tunis tunisia
    kansas arkansas
    carolina caroline catalina
    virginia virgin
    march marsh
    monday sunday
    johnson johnston jonson johnstone johansen johansson johanson johnsen
    anderson andersen andersson andersons sanderson
    peterson petersen petersson pedersen paterson patterson pattison
    hanson hansen hansson jansen janssen jensen jenson janson johnsen
    larsen larson larsson lawson dawson lassen
    nielsen nilsen nilsson nelson neilson
    olsen olson olsson
    eriksen erikson ericsson ericson eriksson
    christensen christiansen christenson kristensen kristiansen
    simonsen simonson simpson simson samson sampson
    smith smyth smythe
    brown browne braun brawn
    clark clarke
    green greene
    reed reid read reade
    moore moor more
    meyer meier mayer maier meijer mayor myers meyers
    schmidt schmitt schmid smit schmitz
    schneider snyder snider
    hoffman hoffmann hofmann hofman
    neuman neumann newman
    herman hermann herrmann
    bauer baur bayer beyer
    becker beckers decker bekker
    weber webber webster
    wagner wegner wagoner
    fischer fisher
    kohler koehler keller kessler kellner
    kramer kraemer cramer kremer
    kaiser keiser
    harris harrison norris morris farris harries
    robinson robison robertson roberson robinsons robson
    thompson thomson thomsen thompsons tomson
    stewart stuart steward
    davis davies davison davidson
    williams william williamson willems
    edwards edward edwardson
    richards richard richardson
    parker barker packer parkes parks
    porter potter foster forster
    carter cartier cartner
    turner tanner turney
    cooper hooper coopers
    miller muller mueller millar moeller
    walter walters walker waller wallace wallis
    bailey bayley baily bewley
    kelly kelley kelsey
    murray murphy
    allen allan alan ellen alden
    hayes haynes hays
    barnes barns burns byrnes byrne
    hughes hugh
    martin martini martinez marten martins marvin morton merton marlin
    bennet bennett barnett burnett
    fraser frazer frazier
    philips phillips phelps
    matthews mathews mathew matthew mathis
    stevens stephens stephenson stevenson
    gonzalez gonzales
    fernandez hernandez
    rodriguez rodrigues
    sanchez sanches santos
    perez peres peretz
    gomez gomes
    lopez lopes
    alvarez alvares alves
    jimenez gimenez
    ramirez ramires ramos
    mendez mendes mendoza
    dominguez domingues
    rossi rosso russo
    ferrari ferraro ferreira ferrara
    moreau morel moreno moretti morelli
    laurent lauren lorent
    bernard bernardo barnard bernhard
    sofia sophia sophie
    anna anne hanna hannah ana annie annika
    maria mario marie mariah marian mariam marina marino marion marius
    julia julian julie juliet juliette juliana julien
    laura lara lauren laure
    sara sarah zara
    eric erik erich erica erika
    marc mark marco marcos marcus markus marek
    luca lucas luke lukas lucia lucio
    jon john johan johann johannes joan juan jean jan jane janet janice jane
    paul paula paulo paolo pablo paola pavel
    daniel daniela daniele danielle danilo
    gabriel gabriela gabriele gabrielle
    michael michel michele michelle micheal mikael mikhail michal miguel
    raphael rafael rafaela
    andre andrea andreas andrei andres andrew andrej andriy andrey andrews
    alex alexa alexei alexis alexander alexandra alexandre alejandro aleksander aleksandr
    nicola nicolas nicholas nikola nikolas nikolai nicole nicolae nicholson
    peter pieter petra pedro piotr peters petro petr
    stefan stephan stephen steven stefano stefanie stephanie
    philip phillip philippe felipe filip
    louis luis louise luisa lewis luiz luigi
    victor viktor victoria viktoria
    carl karl carla karla carlo carlos charles charlie charlotte
    catherine katherine kathryn katharine catharine katarina catarina caterina katerina
    christian christina christine christiana christiane kristian kristina kristine kristin kirsten kirstin
    chris kris christopher christoph christophe christoffer kristoffer
    joseph josef jose josep josh joshua
    jonathan jonathon nathan nathaniel
    simon simone simona simeon
    robert roberta roberto roberts rupert
    george georg georges giorgio jorge georgia georgina
    henry henri henrik henrique enrique hendrik henrietta
    frederic frederick frederik fredrik federico frederica fredric friedrich
    francis frances francois francesca francesco francisco franz frans franco frank
    patrick patricia patrice patrik
    dennis denis denise
    jeffrey jeffery geoffrey jeffries
    brian bryan brain bryant ryan
    sean shaun shawn shane
    alison allison alyson ellison
    ashley ashleigh
    leslie lesley
    harry harvey hardy henry
    jamie james jaime jaimie
    aaron aron
    adrian adriana adriano adrien
    emil emily emilia emilio emile amelia
    oliver olivier olivia
    valerie valeria valery valerio
    vincent vicente vincenzo
    antonio antonia antony anthony antoine anton antoinette antonin antonov
    fabian fabio fabiana fabrice fabrizio
    claude claudia claudio claudius
    elena helena helen helene eleanor elaine ellena
    elizabeth elisabeth elisabetta
    isabel isabella isabelle isobel
    teresa theresa therese
    monica monika veronica veronika
    rebecca rebekah
    deborah debora debra
    silvia sylvia silvio sylvie
    ivan ivana ivanov ivanova ivanka
    roman romana romano roma romania romanian romans romanov
    hassan hasan hussein husain hussain hassen
    ahmad ahmed ahmet mahmoud mahmud mehmet
    ibrahim abraham abrahim
    khaled khalid khalil
    abdallah abdullah abdulla
    kumar kumari
    nguyen nguyễn
    zhang zheng zhong chang cheng chong
    huang hwang wang
    zhao zhou chao
    chinese chinos
    christ christie
    senate senator senators
    council counsel consul counsil
    minister ministry ministries
    director directory directorate
    general generals
    marine maritime mariner mariners
    prime primes
    liberal liberals
    catholic catholics
    united unity
    nation nations
    union unions
    academy academic
    capital capitol
    principal principle
    president precedent presidency
    governor government
    defence defense offence offense
    centre center
    labour labor
    theatre theater
    harbour harbor
    honour honor
    programme program
    organisation organization
    grey gray
    judgement judgment
    united unite unites
    german germain
    atlantic atlantis
    wikipedia wikimedia
    popular poplar
    county country
    northeast northwest
    southeast southwest
    northeastern northwestern
    southeastern southwestern
    island inland islands
    chairman chairmen
    congressman congressmen
    chaves chavez
    player prayer players prayers
    height weight
    africans americans
    reagan regan
    clapton clayton crayton
    howell howells powell
    olympic olympia olympics
    baseball basketball
    plans plants planes
    sydney sidney
    modena moderna
    mathias matthias mattias
    torsten thorsten
    gunter gunther guenter guenther
    carsten karsten
    dmitri dmitry dimitri dmitriy dimitry
    yevgeny evgeny yevgeni evgeni evgenii yevgeniy
    sergei sergey serhiy sergii sergiy
    vasily vasili vasiliy vasyl
    graham graeme grahame
    bertrand bertram
    giuseppe giuseppa giuseppina
    cristian cristina cristiano cristiana
    theodore theodor theodora
    lawrence laurence florence
    margaret margarita margarete margherita margareta
    bernadette bernardette
    roland rolando orlando
    albert alberto alberta adalbert
    robbie robby
    kristen kirsten kristin
    tatiana tatyana tetiana tetyana
    natalia natalya nataliya natalie nathalie
    dorothy dorothea
    rachel raquel rachael
    katerina kateryna ekaterina yekaterina
    kirsty kristy christy
    leonard leonardo leonhard leonid
    richter rychter
    hartmann hartman
    lehmann lehman
    kaufmann kaufman kauffman
    zimmerman zimmermann
    bergman bergmann
    fleming flemming
    lindberg lindbergh lundberg
    gordon jordon jordan
    mitchel mitchell michell
    connolly connelly conolly
    donnelly donnell donelly
    sheppard shepherd shepard
    lindsay lindsey
    whitaker whittaker
    hutchinson hutchison
    forrest forest
    marshal marshall
    center centers centre centres
"""

VARIANTS = """
    kiev kyiv kyjiv
    odessa odesa
    kharkov kharkiv
    lvov lviv
    chernobyl chornobyl
    zelensky zelenskyy zelenskiy zelenski selenskyj selenski zelenskyi
    poroshenko porochenko
    gaddafi qaddafi kadhafi qadhafi khadafy kaddafi gadhafi
    mohammed muhammad mohamed mohammad mohamad muhammed mohamud muhamad mehmed
    khamenei khameini
    osama usama
    koran quran
    moslem muslim
    hezbollah hizbollah hizbullah hezbullah
    taliban taleban
    hanoi hanoy
    beijing beiging
    calcutta kolkata
    bangalore bengaluru
    hanover hannover
    marseille marseilles
    lyon lyons
    basel basle
    mecca makkah
    medina madinah
    peking pekin
    tokyo tokio
    lugansk luhansk
    donetsk donezk
    zaporizhzhia zaporizhia zaporozhye zaporizhzhya
    chechnya chechenya
    belarus belorus
    kazakhstan kazakstan
    kyrgyzstan kirgizstan kyrghyzstan
    romania rumania roumania
    tchaikovsky chaikovsky tschaikowsky
    dostoevsky dostoyevsky dostoevskii
    tolstoy tolstoi
    khrushchev khrushchov
    yeltsin jelzin
    navalny nawalny navalnyy
    lukashenko lukashenka
    tsar czar tzar
    sanaa sana
    idlib edlib
    aleppo halab
    houthi huthi houthis huthis
    hussain hussein husayn
    yemen jemen
    erdogan erdoğan
    shakespeare shakspere
"""

EXONYMS = """
    scotland schottland schotland
    england inghilterra
    ireland irland ierland irlande irlanda
    iceland island ijsland islande islanda islandia
    europe europa europea europee
    germany germania germanien
    russia russland rusland russie rusia
    finland finnland finlande finlandia
    denmark danmark danemark danimarca dinamarca denemarken
    norway norwegen norge norvege norvegia noruega noorwegen
    sweden schweden sverige suede svezia suecia zweden
    switzerland schweiz suisse svizzera suiza suica zwitserland
    austria autriche
    hungary hongrie hungria hongarije ungarn ungheria
    turkey turkei turquie turquia turchia turkije turkiye
    parliament parlement parlamento parlament
    national nacional nazionale nationale nationaal
    institute institut institutet instituto istituto instituut
    italy italia italie italien
    spain spanien spanje
    france francia franca frankreich frankrijk
    greece grece grecia griekenland
    america amerika amerique
    africa afrika afrique
    asia asie asien azie
    brazil brasil brasile brasilien bresil brazilie
    mexico messico mexique mexiko mejico
    japan japon japao giappone
    china chine chinas
    canada kanada
    ukraine ucraina ucrania oekraine ukraina
    croatia croazia croacia croatie kroatien kroatie hrvatska
    serbia serbien serbie servie srbija
    belgium belgien belgie belgique belgica belgio
    poland polen polonia pologne polska
    scandinavia scandinavie skandinavien
    ethiopia athiopien ethiopie etiopia
    syria syrien syrie siria
    libya libyen libye libia
    algeria algerien algerie argelia
    tunisia tunesien tunisie tunez
    morocco marokko maroc marocco marruecos marrocos
    vienna vienne
    prague prag praga praag praha
    warsaw warschau warszawa varsovie varsavia varsovia
    naples napoli neapel napels
    venice venezia venedig venise venecia veneza
    milan milano mailand milaan
    turin torino
    florence firenze florenz florencia
    geneva genf geneve ginevra ginebra
    lisbon lisboa lissabon lisbonne lisbona
    brussels bruxelles brussel bruselas bruxelas
    antwerp antwerpen anvers
    cologne koln keulen colonia
    hamburg hambourg hamburgo amburgo
    munich munchen
    berlin berlino berlim
    moscow moskau moscou moskou mosca moscu moskva
    athens athen athene athenes atene atenas
    copenhagen kopenhagen copenhague copenaghen kobenhavn
    edinburgh edimbourg edimburgo edinburg
    strasbourg strassburg straatsburg estrasburgo
    london londra
    paris parigi
    seville sevilla sevilha siviglia
    saragossa zaragoza
    bavaria baviera beieren baviere
    flanders flandern flandre vlaanderen flandes
    catalonia catalogne cataluna catalunya katalonien
    andalusia andalousie andalucia andalusien
    tuscany toscana toskana toscane
    sicily sicilia sizilien sicile
    sardinia sardegna sardinien sardaigne
    brittany bretagne
    normandy normandie
    corsica korsika corse
"""
"""Each line the names of one place in the languages of the rule and in its own: a text quotes both."""

_TITLES_LIST = """
    mr mrs ms miss dr sir lord lady dame prof professor president premier chancellor minister secretary
    senator governor mayor judge justice king queen prince princess pope cardinal bishop archbishop
    father sister brother general colonel major captain lieutenant sergeant commander admiral inspector
    detective officer sheriff chief chairman chairwoman chair director manager coach attorney
    representative rep sen gov gen ambassador envoy spokesman spokeswoman speaker congressman
    congresswoman vice deputy acting former foreign herr frau monsieur madame señor señora don doña
    signor signora meneer mevrouw dhr mw north south east west northern southern eastern western central
    new old saint san santa st the a an and of in on at by for with from to but as if when while after
    before since
"""
TITLES = frozenset(_TITLES_LIST.split())
"""Capitalised words that stand before a name and are no first name of its bearer."""

TOLD_APART_BEFORE: tuple[str, ...] = (
    # relatives, who often have names that differ by a letter
    r"(?:father|mother|son|daughter|brother|sister|wife|husband|uncle|aunt|cousin|twin)s?(?: of)?",
    r"(?:Vater|Mutter|Sohn|Tochter|Bruder|Schwester|Onkel|Tante|Neffe|Nichte)(?: von)?",
    r"(?:père|mère|fils|fille|frère|sœur|soeur|oncle|tante)(?: de)?",
    r"(?:padre|madre|hij[oa]|herman[oa]|tí[oa]|figli[oa]|fratello|sorella|zi[oa])(?: d[ei])?",
    r"(?:pai|mãe|filh[oa]|irmão|irmã|ti[oa])(?: d[eoa])?",
    r"(?:vader|moeder|zoon|dochter|broer|zus|oom)(?: van)?",
    # other names and earlier ones
    r"(?:also|better|previously|formerly|originally|otherwise|once|then) (?:called|named)(?: the| New| Old)?",
    r"(?:pronounced|confused with|not|unlike)(?: the)?",
    r"known as(?: the)?|a\.?k\.?a\.?|alias|née|né|formerly|originally|nicknamed|renamed|spelled|spelt",
    r"geborene?r?|genannt|eigentlich|(?:bekannt|bezeichnet) als",
    r"surnommée?|(?<=\p{Lu}\p{L}{2,30} )dite?|connue? sous le nom de|appelée?|autrefois",
    r"(?:conocid|llamad|apodad|denominad)[oa](?: como)?",
    r"(?:conosciut|chiamat|soprannominat|dett)[oa](?: come)?",
    r"(?:conhecid|chamad|apelidad)[oa](?: como| por)?",
    r"(?:bekend|beter bekend) als|bijgenaamd|geheten|voorheen",
)
"""Patterns of what stands before a name that is rightly near another one."""

TOLD_APART_AFTER: tuple[str, ...] = (
    r"(?:the |a |his |her |their )?(?:father|mother|son|daughter|brother|sister|twin|cousin|uncle|aunt) of",
    r"genannt|geheißen|genaamd|(?:der|die) (?:Vater|Mutter|Sohn|Tochter|Bruder|Schwester) von",
    r"(?:le |la )?(?:père|mère|fils|fille|frère|sœur) de",
    r"(?:el |la )?(?:padre|madre|hij[oa]|herman[oa]) de",
    r"(?:il |la )?(?:padre|madre|figli[oa]|fratello|sorella) di",
)
"""The same of what follows such a name."""

_DERIVING_ENDINGS_LIST = """
    s es e d r rs a o ca co i k y u n ns an ian ans ians ish ese ic ics al er ers ism ist ists ia ias ies
    ity is us um os as ed ing ly ino ina ini etta ette son sen ov ova ev eva sky ski ska na ne no ni ez
"""
DERIVING_ENDINGS = frozenset(_DERIVING_ENDINGS_LIST.split())
"""Endings that make another word of a stem: the plural, the people of a place, a patronymic."""

_SHORTER_ENDINGS_LIST = """
    a/ia a/ca an/ian ans/ians as/ias e/se es/ies o/co s/is s/ns s/rs
"""
SHORTER_ENDINGS = frozenset(tuple(pair.split("/")) for pair in _SHORTER_ENDINGS_LIST.split())
"""Of two endings that differ by a first letter, those that both make words; in others a letter is lost."""

_PEOPLES_LIST = """
    african american argentine asian australian austrian belarusian belgian bosnian brazilian british
    bulgarian canadian catalan chechen chilean chinese colombian crimean croatian cuban czech danish
    dutch egyptian english estonian ethiopian european finnish french georgian german greek hungarian
    icelandic indian indonesian iranian iraqi irish islamic israeli italian japanese jewish jordanian
    kenyan korean kurdish latvian lebanese libyan lithuanian malaysian mexican moldovan mongolian
    moroccan muslim muslims nigerian norwegian pakistani palestinian palestinians peruvian philippine
    polish portuguese romanian russian russians scottish serbian sicilian slovak slovenian spanish
    sudanese swedish swiss syrian taiwanese thai tunisian turkish ukrainian ukrainians venezuelan
    vietnamese welsh yemeni
"""
PEOPLES = frozenset(_PEOPLES_LIST.split())
"""What stands before a name and says where somebody is from."""

_LEADERS_LIST = """
    abbas aliyev ardern arafat assad aung baerbock barack barnier barroso bennett berlusconi biden blair
    blinken bolsonaro bolton borrell brezhnev brown cameron carter castro ceausescu chamberlain chavez
    cheney chirac churchill clinton corbyn draghi duda duterte eisenhower erdogan fauci fico gandhi gantz
    gorbachev guterres habeck hariri harris hollande hussein infantino jinping johnson juncker kavanaugh
    kennedy kerry khamenei khashoggi khrushchev kishida kissinger kuleba lagarde lavrov leyen lukashenko
    macron maduro mandela marcos mattarella mattis mccain mcconnell medvedev meloni merkel merz michel
    milei mishustin mitsotakis mitterrand modi mogherini morawiecki morrison mubarak mugabe mussolini
    navalny netanyahu nixon obama orban oppenheimer pashinyan patrushev peskov pelosi pence petraeus
    pinochet pompeo poroshenko prigozhin psaki putin raisi rajoy reagan renzi romney roosevelt rouhani
    rutte salvini sarkozy scholz schroeder schulz shoigu snowden soleimani solzhenitsyn stalin starmer
    steinmeier stoltenberg sullivan sunak thatcher thunberg timmermans tokayev trudeau truman trump truss
    tsipras tusk varadkar volodymyr warren wilders yanukovych yellen yeltsin zakharova zelensky
    zuckerberg
"""
LEADERS = frozenset(_LEADERS_LIST.split())
"""Surnames that the news of the last decades is full of, and a few first names."""

_KNOWN_LIST = """
    afghanistan albania algeria amsterdam antwerp argentina armenia athens azerbaijan baghdad bangkok
    bangladesh barcelona beirut belarus belgium belgrade berlin birmingham bosnia brazil brisbane britain
    brussels bucharest budapest bulgaria caracas chernobyl chicago copenhagen croatia cyprus damascus
    denmark donetsk dresden dublin edinburgh egypt estonia ethiopia europe finland france frankfurt
    germany glasgow greece hamburg hawaii helsinki honduras hungary iceland indonesia ireland islamabad
    israel istanbul italy jakarta jerusalem johannesburg jordan kabul karachi kazakhstan kherson kosovo
    kuwait latvia lebanon lisbon liverpool london luhansk luxembourg macedonia madrid malaysia manchester
    mariupol melbourne mexico milan minsk montenegro moscow munich nairobi netherlands norway ottawa
    pakistan palestine panama philadelphia philippines poland portugal prague reykjavik rotterdam russia
    santiago saudi scotland serbia seville shanghai singapore slovakia slovenia somalia spain srebrenica
    stockholm strasbourg stuttgart sweden switzerland sydney syria taiwan tbilisi tehran thailand tokyo
    toronto tripoli tunisia turkey ukraine valencia venezuela vietnam warsaw washington wellington yemen
    zagreb zimbabwe zurich africa alabama alaska alberta america angola arabia arizona arkansas atlanta
    auckland australia austria bavaria beijing bolivia botswana california cambodia cameroon canada
    catalonia chechnya china cincinnati cleveland colombia colorado connecticut crimea dallas delaware
    delhi denver detroit dubai ecuador england florida georgia ghana guangdong guatemala haiti hanoi
    houston idaho illinois india indiana iowa jamaica japan kansas kentucky kenya kharkiv korea
    kyrgyzstan libya lithuania louisiana maine maryland massachusetts miami michigan milwaukee
    minneapolis minnesota mississippi missouri moldova mongolia montana montreal morocco mumbai myanmar
    nashville nebraska nepal nevada nicaragua nigeria oklahoma ontario oregon orlando osaka peking
    pennsylvania peru phoenix pittsburgh pyongyang qatar quebec queensland riyadh romania sacramento
    seattle senegal seoul siberia sicily sudan tajikistan taliban tanzania tasmania tennessee texas tibet
    uganda utah uzbekistan vancouver vatican venus vermont victoria vienna virginia wales wisconsin wuhan
    wyoming xinjiang zambia amazon apple boeing chrysler disney ebola exxon facebook gazprom google
    huawei instagram intel islam lufthansa microsoft moderna netflix nintendo nvidia oracle pfizer
    porsche reuters samsung siemens spotify starbucks telegram tesla tiktok toyota twitter volkswagen
    walmart wikipedia youtube christmas easter ramadan olympics january february august september october
    november december monday tuesday wednesday thursday friday saturday sunday allemagne angleterre
    belgique espagne grèce italie londres paris pologne royaume russie suisse alemania bélgica españa
    francia grecia inglaterra méxico rusia suiza deutschland frankreich griechenland österreich polen
    schweiz spanien bundestag duitsland frankrijk griekenland nederland oostenrijk spanje vlaanderen
    germania milano napoli svizzera torino alemanha brasil espanha frança grécia rússia
"""
_INSTITUTIONS_LIST = """
    academy administration affairs agency airlines airport ambassador assembly association attorney
    authority avenue battalion boulevard brigade broadcasting building business cathedral center central
    championship championships chancellor church climate coalition college commander commission commissioner
    committee commonwealth community company conference congress congressional conservative constitution
    constitutional cooperation corporation council counties county culture defence defense delegation
    democrat democratic democrats department deputy development director district division economic education
    elementary emergencies emergency energy engineer engineering environment exchange executive external
    federal federation festival finance foreign forest foundation general government governor hospital
    hotel industry information institute intelligence interior international investigation island islands
    journal justice league library lieutenant management medical memorial military minister ministry mountain
    municipal museum national northern office officer olympic olympics organisation organization parliament
    parliamentary people petroleum police prefecture president presidential prosecutor province provincial
    public railway regional relations representative representatives republic republican republicans research
    reserve resources revolution revolutionary school science sciences secretary security senate senator
    service services society southern soviet square stadium station states street summit supreme technologies
    technology telegraph theater theatre tribunal tribune united university village western workers
    arrondissement assemblée bundesliga conseil fédération gouvernement ministère parlement république société
    université ayuntamiento asamblea congreso consejo diputados dirección gobierno ministerio partido
    parlamento provincia república universidad associazione comune governo ministero partito presidente
    repubblica università assembleia câmara conselho ministério gemeente koninklijke maatschappij ministerie
    provincie rechtbank tweede universiteit vereniging
"""
INSTITUTIONS = frozenset(_INSTITUTIONS_LIST.split())
"""Words of which names of offices, bodies and places are made: what stands before them is no first name."""

KNOWN = PEOPLES | LEADERS | frozenset(_KNOWN_LIST.split())
"""Names that the news is full of, in the languages of the rule: of two spellings, this one is right."""


def _groups() -> dict[str, frozenset[int]]:
    """The numbers of the groups that each listed name belongs to."""
    found: dict[str, set[int]] = {}
    lines = [line.split() for line in (DISTINCT + VARIANTS + EXONYMS).splitlines() if line.strip()]
    for number, line in enumerate(lines):
        for name in line:
            found.setdefault(name, set()).add(number)
    return {name: frozenset(numbers) for name, numbers in found.items()}


GROUPS = _groups()
