"""Fagord: the legal terms that a letter cannot do without, each explained in plain Danish.

The list is published in docs/fagord.md. A letter explains at its end the terms that it uses, and they do not count as long
words when its readability is measured: another word would be wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Term:
    """One term: how it begins in all its forms (``arbejdsevne`` also finds ``arbejdsevnen``), and what it means."""

    word: str
    meaning: str

    def is_in(self, text: str) -> bool:
        """Whether some word of the text is a form of the term."""
        return any(self.names(word) for word in text.lower().split())

    def names(self, word: str) -> bool:
        """Whether a word, perhaps in quotes, is a form of the term."""
        return word.lower().lstrip("»(").startswith(self.word.lower())


TERMS = (
    Term("aktindsigt", "At du får lov at se papirerne i din sag."),
    Term("Ankestyrelsen", "Den myndighed i staten, der afgør klager over kommunen."),
    Term("arbejdsevne", "Hvor meget du kan arbejde, og hvad du kan."),
    Term("arbejdsprøvning", "At du prøver et job, så vi kan se, hvad du kan."),
    Term("begrænsning", "Det, der gør, at du ikke kan arbejde som andre."),
    Term("Beskæftigelsesankenævnet", "Det nævn, der afgør klager over kommunen i ældre sager."),
    Term("beskæftigelsesindsats", "Den hjælp til at få og beholde et job, som loven giver."),
    Term("bisidder", "En, du selv vælger at tage med til et møde."),
    Term("databeskyttelse", "Regler om, hvordan man passer på oplysninger om dig."),
    Term("fleksløntilskud", "Penge fra kommunen oven i den løn, du får i et fleksjob."),
    Term("folkepensionsalder", "Den alder, hvor du kan få folkepension."),
    Term("foranstaltning", "Hjælp, der skal gøre det muligt at få eller beholde et job."),
    Term("forberedende", "Den del af en plan, hvor der står, hvad du kan og gerne vil."),
    Term("forvaltningslov", "Loven om, hvordan kommunen skal behandle en sag."),
    Term("fuldmagt", "Et papir, hvor du skriver, at en anden må handle for dig."),
    Term("førtidspension", "En pension til den, der slet ikke kan arbejde nok til at leve af det."),
    Term("genvurder", "At kommunen ser på sin afgørelse en gang til."),
    Term("ledighedsydelse", "Penge at leve for, mens du venter på et fleksjob."),
    Term("ressourceforløb", "En plan med hjælp fra flere sider, der skal udvikle, hvad du kan arbejde."),
    Term("ressourceprofil", "En tekst om, hvad du kan, hvad du har svært ved, og hvad du gerne vil."),
    Term("rehabiliteringsplan", "En plan for, hvordan du kommer nærmere et job."),
    Term("rehabiliteringsteam", "Fagfolk fra flere områder, som ser på din sag og siger deres mening."),
    Term("partshøring", "At du får lov at se og svare på det, der taler imod dig."),
    Term("partsrepræsentant", "En, der fører sagen for dig."),
    Term("seniorpension", "En pension til den, der kun har få år til folkepension og ikke kan arbejde ret meget."),
    Term("skånehensyn", "Det, en arbejdsplads skal tage hensyn til for din skyld."),
    Term("sundhedsfaglig", "Fra en fagperson, der kender til helbred."),
    Term("sundhedskoordinator", "En læge fra regionen, som hjælper kommunen med at forstå dit helbred."),
    Term("varigt", "At det ikke går over."),
    Term("visitationsteam", "De fagfolk i kommunen, som ser på sager om fleksjob."),
    Term("væsentlige", "At det betyder meget."),
)


def used_in(text: str) -> Iterator[Term]:
    """The terms that a text uses, in the order of the list."""
    yield from (term for term in TERMS if term.is_in(text))


def is_term(word: str) -> bool:
    """Whether a word is a form of some term."""
    return any(term.names(word) for term in TERMS)


def as_markdown() -> str:
    """The published list."""
    lines = [
        "# Fagord",
        "",
        "De ord i breve til borgerne, som vi ikke kan undvære. Brevet forklarer dem sidst, og de tæller ikke som lange ord,",
        "når FlexCase måler, hvor let brevet er at læse (LIX). Listen er skrevet ud af `flexcase/law/terms.py`.",
        "",
        "| Ord | Det betyder |",
        "|---|---|",
        *(f"| {term.word} | {term.meaning} |" for term in TERMS),
    ]
    return "\n".join(lines) + "\n"
