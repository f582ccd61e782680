"""The written reasons of a decision that was told by word of mouth (forvaltningsloven § 23)."""

from datetime import date
from typing import ClassVar

from cases.letters import AppealGuidance, Helper, Letter, letter, must


@letter
class WrittenReasons(Letter):
    """What was decided, why, by which rules, and how to complain (forvaltningsloven §§ 23-25)."""

    kind: ClassVar[str] = "written_reasons"
    title: ClassVar[str] = "Skriftlig begrundelse"

    told_on: date | None = must("Dagen, afgørelsen blev fortalt", rule="P-11")
    asked_on: date | None = must("Dagen, der blev bedt om en begrundelse", rule="P-11")
    decision: str = must("Afgørelsen", rule="P-11")
    reasons: str = must("Begrundelsen", rule="P-12")
    rules: str = must("Regler", rule="P-12")
    who_can_help: tuple[Helper, ...] = must("Hvem der kan hjælpe", rule="P-19")
    appeal: AppealGuidance | None = must("Klagevejledning", rule="P-13")

    @property
    def subject(self) -> str:
        return "Her er begrundelsen for vores afgørelse"
