"""First names that are a woman's or a man's wherever the news meets them, and what only they are called.

Names that are both (Andrea, Jan, Jean, Kim, Nicola, Robin, Sasha, Simone), or another word or place in
English (Charlotte, Christian, Grace, Hope, Marine, Mark, Frank, Jack, Will, Florence), are left out.
"""

from __future__ import annotations

_WOMEN_LIST = """
    Abigail Agnes Agnieszka Aisha Alejandra Alexandra Alice Alicia Amanda Amelia Anastasia Angela
    Angelina Anita Anna Annalena Anne Annette Annika Antonia Astrid Audrey Barbara Beatrice Beatriz
    Bianca Brenda Bridget Brigitte Camilla Carla Carmen Caroline Caterina Catherine Cecilia Chiara
    Christina Christine Clara Claudia Cristina Cynthia Daniela Deborah Denise Diana Dorothy Edith
    Ekaterina Elena Eleanor Elisabeth Elizabeth Ellen Emilia Emily Emma Erika Esther Eva Evelyn Fatima
    Federica Fiona Franziska Frida Gabriela Gertrude Giorgia Giulia Gloria Greta Hannah Heather Heidi
    Helen Helena Helga Henrietta Hillary Inga Ingrid Irene Irina Isabel Isabella Isabelle Ivanka Jacinda
    Jacqueline Janet Janice Jennifer Jessica Joanna Johanna Josephine Judith Julia Juliette Kamala Karin
    Katarina Katherine Kathleen Katja Kristina Larissa Laura Lauren Linda Louise Lucia Luisa Magdalena
    Margaret Margarita Maria Mariana Marianne Marie Marina Marta Martha Martina Mary Matilda Melania
    Melanie Melissa Michelle Monica Monika Nadia Nancy Natalia Natalie Natasha Nicole Olga Olivia Oksana
    Pamela Patricia Paula Pauline Penelope Petra Priscilla Rachel Rebecca Renata Ruth Samantha Sandra
    Sanna Sara Sarah Silvia Sofia Sonia Sophia Sophie Stephanie Susan Susanna Susanne Svetlana Sylvia
    Tamara Tatiana Teresa Theresa Ursula Valentina Valeria Vanessa Vera Veronica Yolanda Yulia Yvonne
    Zuzana
"""
_MEN_LIST = """
    Adam Adolf Alan Albert Alberto Alejandro Alexander Alfred Anders Andreas Andrew Andrzej Anthony Anton
    Antonio Antoine Antony Arnold Arthur Barack Benjamin Bernard Bernd Bernie Boris Brian Bruce Carl
    Carlos Charles Christopher Claus Colin Craig Daniel Dave David Dennis Derek Dieter Dietmar Dimitri
    Dmitry Donald Douglas Edgar Eduardo Edward Edwin Emmanuel Enrique Eric Ernesto Ernst Eugene Felipe
    Fernando Fidel Francesco Francisco François Franz Fred Friedrich Fyodor Gary Geoffrey George Gerald
    Gerhard Giovanni Giuseppe Gordon Graham Greg Guillermo Gustav Günter Hans Harold Harry Heinrich
    Helmut Hendrik Henri Henrik Henry Herbert Hermann Howard Hugo Ian Igor Imran Ivan Jacob Jacques Jakob
    James Javier Jeff Jeffrey Jens Jeremy Jim Joachim Joe Johan Johannes John Jonathan Jorge José Josef
    Joseph Joshua Juan Jürgen Karl Keith Kenneth Kevin Klaus Konrad Larry Lars Laurent Lawrence Leonid
    Lucas Luigi Luis Lukas Magnus Manuel Marcel Marco Mario Martin Matteo Matthew Matthias Michael Miguel
    Mikhail Mohamed Mohammed Muhammad Narendra Neil Nelson Nicholas Nicolas Nikolai Olaf Oleg Oliver
    Oscar Otto Pablo Patrick Paul Pavel Pedro Peter Philip Philippe Pierre Piotr Rafael Ralph Raymond
    Recep Ricardo Richard Robert Roberto Roger Roland Ronald Rudolf Rupert Samuel Sebastian Sergei Sergey
    Sergio Silvio Simon Stefan Stephen Steve Steven Sven Theodore Thomas Timothy Tobias Tom Tommaso Tony
    Ulrich Victor Viktor Vincent Vladimir Volodymyr Walter Werner Wilhelm William Winston Wolfgang
    Yevgeny
"""

WOMEN = tuple(_WOMEN_LIST.split())
MEN = tuple(_MEN_LIST.split())

CALLED_WOMEN = (
    "actress",
    "businesswoman",
    "chairwoman",
    "congresswoman",
    "policewoman",
    "spokeswoman",
    "waitress",
)
"""What stands before a woman's name and never before a man's."""

CALLED_MEN = ("businessman", "congressman", "policeman")
"""What stands before a man's name and never before a woman's; `spokesman` and `chairman` are offices."""

_OWN_LIST = """
    birthday career childhood debut degree doctorate early education entire first job late life maiden mother
    office old own parents post second seat studies third title wedding whole youth
"""
OWN = tuple(_OWN_LIST.split())
"""What belongs to the one who is spoken of, right behind a verb of `OWNING`: "began his career"."""

_OWNING_LIST = """
    began begins started starts finished spent lost won earned completed received resumed made makes left quit
    devoted dedicated celebrated celebrates
"""
OWNING = tuple(_OWNING_LIST.split())
"""Verbs that are done to what is one's own; others may be done to another's: "praised his career"."""

_IRREGULAR_LIST = """
    saw found made set gave took threw hid shot called kept let put bought told taught asked cut felt built
    hurt lost
"""
IRREGULAR = tuple(_IRREGULAR_LIST.split())
"""Past forms that do not end in -ed, of verbs that take a reflexive."""
