"""Aktindsigt: the answer with its list of documents (D-23), and the word that it takes longer (fristbrev, T-05)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from cases.letters.letter import Letter, letter
from cases.letters.parts import AppealGuidance, Helper
from cases.letters.piece import Missing, must, piece


@piece
class Listed:
    """One line of the list of documents (aktliste). ``given`` is false for what is left out."""

    no: int
    title: str = must("Dokumentets navn")
    dated: date | None = None
    given: bool = True


@piece
class LeftOut:
    """A document that is not given: the rule in plain words, its paragraph, and why."""

    no: int
    ground: str = must("Reglen i almindelige ord")
    law: str = must("Paragraffen")
    why: str = must("Hvorfor dokumentet er undtaget")


@piece
class StruckOut:
    """A passage that is struck in a paper that is given: where, the rule in plain words, its paragraph, and why."""

    no: int
    where: str = must("Hvor der er streget over")
    ground: str = must("Reglen i almindelige ord")
    law: str = must("Paragraffen")
    why: str = must("Hvorfor der er streget over")


@letter
class WholePapersDecision(Letter):
    """D-23 as it was at first: whole papers, given or left out on a ground, and how to complain (FVL §§ 9-16)."""

    kind: ClassVar[str] = "access_decision"
    title: ClassVar[str] = "Svar på aktindsigt"

    asked_on: date | None = must("Dagen, der blev bedt om aktindsigt", rule="D-23")
    asked_for: str = ""
    documents: tuple[Listed, ...] = must("Aktliste", rule="D-23")
    left_out: tuple[LeftOut, ...] = ()
    rules: str = must("Regler", rule="D-23")
    who_can_help: tuple[Helper, ...] = must("Hvem der kan hjælpe", rule="P-19")
    appeal: AppealGuidance | None = must("Klagevejledning", rule="P-13")

    @property
    def subject(self) -> str:
        return "Her er papirerne i din sag" if self.given else "Du kan ikke få papirerne at se"

    @property
    def given(self) -> tuple[Listed, ...]:
        return tuple(paper for paper in self.documents if paper.given)

    def also_missing(self) -> Iterator[Missing]:
        """Every document that is left out has its ground and its reason."""
        explained = {one.no for one in self.left_out}
        for paper in self.documents:
            if not paper.given and paper.no not in explained:
                yield Missing(f"Hvorfor dokument {paper.no} er undtaget", "left_out", "D-23")


@letter
class StruckPapersDecision(WholePapersDecision):
    """D-23 as it was then: what is given in part too."""

    version: ClassVar[int] = 2

    struck: tuple[StruckOut, ...] = ()

    @property
    def in_part(self) -> frozenset[int]:
        """The numbers of the papers in which something is struck."""
        return frozenset(passage.no for passage in self.struck)


@letter
class AccessDecision(StruckPapersDecision):
    """D-23: what is given, what is given in part or left out on which ground, and how to complain (FVL §§ 9-16).

    Whoever cannot read the papers as they come is told how to get them in another way.
    """

    version: ClassVar[int] = 3

    @property
    def left_out_named(self) -> tuple[tuple[str, LeftOut], ...]:
        """What is left out, each with the name that it has in the list."""
        return tuple((self._names[one.no], one) for one in self.left_out)

    @property
    def struck_named(self) -> tuple[tuple[str, StruckOut], ...]:
        """The same for what is struck."""
        return tuple((self._names[one.no], one) for one in self.struck)

    @property
    def _names(self) -> dict[int, str]:
        return {paper.no: paper.title for paper in self.documents}


@letter
class AccessNotice(Letter):
    """The answer takes more than seven working days: why, and when it comes (forvaltningsloven § 16, stk. 2)."""

    kind: ClassVar[str] = "access_notice"
    title: ClassVar[str] = "Aktindsigt tager længere tid"

    asked_on: date | None = must("Dagen, der blev bedt om aktindsigt", rule="T-05")
    expected_on: date | None = must("Hvornår svaret kommer", rule="T-05")
    why: str = must("Hvorfor det tager længere tid", rule="T-05")
    who_can_help: tuple[Helper, ...] = must("Hvem der kan hjælpe", rule="P-19")

    @property
    def subject(self) -> str:
        return "Du må vente lidt længere på papirerne"
