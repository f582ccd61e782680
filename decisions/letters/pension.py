"""The refusal to begin a case on førtidspension: a decision like the others, for all that it is short (P-02, E-15)."""

from typing import ClassVar

from cases.letters import AppealGuidance, Helper, Letter, letter, must


@letter
class PlainRefusal(Letter):
    """Kommunen begins no case on førtidspension: why, by which rules, that one may apply oneself, and how to complain."""

    kind: ClassVar[str] = "pension_refusal"
    title: ClassVar[str] = "Afgørelse: ingen sag om førtidspension"

    reasons: str = must("Hvorfor", rule="P-12")
    papers: tuple[str, ...] = ()
    rules: str = must("Regler", rule="P-12")
    next_steps: str = must("Hvad der sker nu", rule="P-19")
    own_application: str = must("Ret til selv at søge", rule="P-19")
    appeal: AppealGuidance | None = must("Klagevejledning", rule="P-13")
    who_can_help: tuple[Helper, ...] = must("Hvem der kan hjælpe", rule="P-19")

    @property
    def subject(self) -> str:
        return "Vi begynder ikke en sag om førtidspension"


@letter
class PensionRefusal(PlainRefusal):
    """The same: what was weighed first, and the rules before the help, so that the complaint ends the letter."""

    version: ClassVar[int] = 2
