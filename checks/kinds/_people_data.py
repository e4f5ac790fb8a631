"""Words that speak of people: by sex, or of anybody; what stands before names; how speakers are told."""

from __future__ import annotations

from typing import NamedTuple

_TITLES_OF_WOMEN_LIST = """
    Dame Doña Duchess Frau Ibu Lady Madam Madame Miss Mme Mrs Ms Princess Queen Señora Signora Umm
"""
TITLES_OF_WOMEN = frozenset(_TITLES_OF_WOMEN_LIST.split())

_TITLES_OF_MEN_LIST = """
    Abu Don Duke Herr King Lord Monsieur Mr Pak Pope Prince Señor Signor Sir
"""
TITLES_OF_MEN = frozenset(_TITLES_OF_MEN_LIST.split())

_TITLES_LIST = """
    Captain Chancellor Coach Col Director Doctor Dr Farmer Gen General Gov Governor Inspector Judge Lt Major
    Mayor Minister Officer President Prof Professor Rev Saint Sen Senator Sergeant St
"""
TITLES = frozenset(_TITLES_LIST.split())
"""What stands before the names of both."""

_WOMEN_WORDS_LIST = """
    actress aunt ballerina bride businesswoman businesswomen chairwoman congresswoman councilwoman countess
    daughter daughters duchess empress females girl girlfriend girls goddess granddaughter grandmother
    headmistress her heroine hers herself hostess housewife ladies lady midwife mistress mom mother mothers
    mum niece nun policewoman princess queen she sister sisters spokeswoman sportswoman stepmother
    stewardess waitress widow wife wives woman women
"""
WOMEN_WORDS = frozenset(_WOMEN_WORDS_LIST.split())

_MEN_WORDS_LIST = """
    bishop bloke boy boyfriend boys brother brothers businessman cameraman chairman chap congressman
    councilman dad duke emperor father fathers fireman firemen fisherman fishermen gentleman gentlemen
    grandfather grandson groom gunman gunmen guy guys he hero him himself his husband husbands imam king
    knight lad lord males man men monk nephew policeman policemen pope postman priest prince rabbi salesman
    serviceman son sons spokesman stepfather sultan uncle waiter widower
"""
MEN_WORDS = frozenset(_MEN_WORDS_LIST.split())

_ROLES_LIST = """
    actor administrator adviser advisor agent ambassador analyst archaeologist architect artist assailant
    assistant astronaut athlete attacker attorney author baby baker banker biologist boss boxer builder
    buyer caller candidate captain carpenter chairperson chancellor character chef chemist chief child
    citizen claimant cleaner clerk client climber coach colleague collector columnist comedian commander
    commissioner composer conductor consultant contractor cook counterpart cousin criminal critic customer
    cyclist dancer dealer defendant defender delegate deputy designer detective developer dictator diplomat
    director doctor donor driver economist editor employee engineer executive expert farmer fighter
    filmmaker founder friend fugitive goalkeeper golfer governor guard guest guide hacker historian hunter
    immigrant inmate inspector instructor interpreter inventor investigator investor jockey journalist judge
    keeper killer lawmaker lawyer leader lecturer librarian lieutenant listener manager mayor mechanic
    member merchant midfielder migrant minister missionary mourner murderer musician neighbor neighbour
    novelist nurse officer official operator opponent orphan owner painter parent passenger pastor patient
    pedestrian pensioner performer person philosopher photographer physician physicist pilot plaintiff
    player poet politician predecessor premier president prisoner producer professor programmer prosecutor
    protester psychologist publisher pupil reader recruit referee refugee reporter representative researcher
    resident retiree rider rival robber runner sailor scholar scientist sculptor secretary seller senator
    servant shooter shopkeeper singer skipper soldier speaker spokesperson star stranger striker student
    successor surgeon surveyor suspect swimmer teacher technician teenager tenant terrorist therapist thief
    toddler tourist trader trainer translator traveler traveller trustee tutor user veteran victim villager
    visitor volunteer voter winner witness worker writer youngster youth
"""
ROLES = frozenset(_ROLES_LIST.split())
"""Whoever may be meant by a pronoun instead of the one who was named."""

_PLACE_CUES_LIST = """
    across against around at behind between beyond by for from in inside into near of on outside past the
    through to toward towards via with
"""
PLACE_CUES = frozenset(_PLACE_CUES_LIST.split())
"""A single capitalised word right behind one of them is a place or a house, or at least no subject."""

_PARTICLES_LIST = """
    bin da de del della den der di do dos la ten ter van von
"""
PARTICLES = frozenset(_PARTICLES_LIST.split())
"""What stands between the parts of a name."""

_CALENDAR_LIST = """
    April August December February Friday I January July June March May Monday November October Saturday
    September Sunday Thursday Tuesday Wednesday
"""
CALENDAR = frozenset(_CALENDAR_LIST.split())
"""Capitalised words that name nobody."""

SAYING = (
    "said|says|told|tells|added|adds|explained|explains|stated|wrote|writes|noted|"
    "stressed|recalled|recalls|continued|insisted|announced|promised|admitted|admits|"
    "warned|warns|confirmed|emphasi[sz]ed|concluded|claimed|commented|revealed|"
    "declared|laments|lamented|informed|expressed"
)
"""English verbs that tell who said something, as the inside of a pattern."""

GOING_ON = (
    rf"{SAYING}|"
    "hopes|hoped|expects|expected|believes|believed|thinks|thought|wants|wanted|"
    "plans|did not|refused|declined|criticized|criticised|praised|called on|urged|"
    "asked|himself|herself"
)
"""What a speaker does next: before these verbs the pronoun is the one who spoke last."""


class Grammar(NamedTuple):
    """How a language that is not English takes up a speaker: pronouns, and verbs as the insides of patterns.

    `saying` tells who said something; `going_on` is what only a person does next.
    """

    men: str
    women: str
    saying: str
    going_on: str


GRAMMARS = {
    "de": Grammar(
        men="Er",
        women="Sie",
        saying="sagte|sagt|erklärte|betonte|meinte|berichtete|warnte",
        going_on=(
            "sagte|sagt|erklärte|betonte|meinte|habe|hofft|hoffte|fügte|warnte|kündigte|"
            "wolle|versprach|forderte|lobte"
        ),
    ),
    "es": Grammar(
        men="Él",
        women="Ella",
        saying="dijo|añadió|explicó|señaló|afirmó|agregó|aseguró|declaró|contó|advirtió",
        going_on=r"\p{Ll}+",
    ),
    "fr": Grammar(
        men="Il",
        women="Elle",
        saying=(
            "a dit|a déclaré|a expliqué|a ajouté|a affirmé|a averti|déclare|explique|affirme|"
            "raconte|se souvient|confie|précise"
        ),
        going_on=(
            "a (?:ajouté|déclaré|expliqué|dit|précisé|affirmé|promis|assuré|averti|souligné)|"
            "espère|ajoute|précise|explique|affirme|souhaite|déclare|assure|estime|promet|"
            "demande"
        ),
    ),
    "it": Grammar(
        men="Lui",
        women="Lei",
        saying=(
            "ha detto|ha dichiarato|ha spiegato|ha aggiunto|ha ammesso|ha affermato|dice|"
            "spiega|racconta|afferma"
        ),
        going_on=r"\p{Ll}+",
    ),
    "nl": Grammar(
        men="Hij",
        women="Zij",
        saying="zei|zegt|vertelde|vertelt|verklaarde|waarschuwde|vermoedt|aldus|vindt|denkt",
        going_on=(
            "zei|zegt|vertelde|vertelt|verklaarde|hoopt|vraagt|vindt|denkt|prees|voegde|"
            "voegt|belooft|beloofde|wil|wilde|noemt|noemde"
        ),
    ),
    "pt": Grammar(
        men="Ele",
        women="Ela",
        saying="disse|afirmou|explicou|acrescentou|contou|declarou|diz|afirma|conta",
        going_on=(
            "disse|afirmou|explicou|acrescentou|contou|declarou|prometeu|espera|lembrou|"
            "destacou|ressaltou|pediu|garantiu|foi (?:seu|sua)"
        ),
    ),
}
"""By language. Pronouns that Spanish and Italian write out mean people; others may mean things."""
