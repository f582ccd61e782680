"""Names and sentences for a crowd: everybody is fictive, most words are common, and a few are rare."""

from __future__ import annotations

from random import Random

NAMES = """
Aage Aase Ali Anders Anne Ayse Bent Birgit Bo Camilla Carl Charlotte Christian Dorte Ebbe Elin Emil Erik Fatima Finn Gitte
Hanne Hassan Helle Henrik Ida Inge Jens Jette Kirsten Kurt Lars Lene Lone Mads Maria Mette Mikkel Mona Niels Nina Ole Per
Pia Poul Rikke Sara Søren Tina Tove Ulla Vagn Vibeke Yrsa Zeynep Ørn Åse
/ Bach Bruun Dahl Friis Gade Holm Kjær Lund Munk Nygaard Quist Ravn Skov Toft Winther Østergaard Ågård
/ Andersen Berg Christensen Carlsen Dam Eriksen Frederiksen Gregersen Hansen Iversen Jensen Kristensen Larsen Madsen Nielsen
Olsen Pedersen Rasmussen Sørensen Thomsen Ulriksen Vestergaard Willumsen Yilmaz Ørsted Aagaard
"""
#: Words that stand in most notes; words that stand in some; and words of which there is one note in a hundred thousand.
WORDS = """
borgeren samtale ringede aftalte timer arbejde lægen mødet praktik ugen træt bedre hjælp kommunen svar
/ cykel trappe havearbejde telefonsvarer bofælle lager butik køkken kontor gartneri værksted rengøring skole bus tog weekend
morgen eftermiddag pause støj lys kolleger opgaver tempo stol skærm hund datter søn bror nabo
/ klaverstemmer orgelbygger fyrtårn brodérmaskine kajakroer
"""
FIRST, MIDDLE, LAST = (part.split() for part in NAMES.split("/"))
COMMON, USUAL, RARE = (part.split() for part in WORDS.split("/"))
ONE_IN = 100_000


def name(chance: Random) -> str:
    """A name that nobody has chosen for a person."""
    return f"{chance.choice(FIRST)} {chance.choice(MIDDLE)} {chance.choice(LAST)}"


def sentence(chance: Random) -> str:
    """A note of a telephone call."""
    said = chance.sample(COMMON, 6) + chance.sample(USUAL, 4)
    if chance.randrange(ONE_IN) == 0:
        said.append(chance.choice(RARE))
    chance.shuffle(said)
    return f"Opkald om {' '.join(said)}."
