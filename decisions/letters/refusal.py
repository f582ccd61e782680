"""The decision not to open a case (P-02): reasons, rules, the way onward and how to complain, as in every decision."""

from typing import ClassVar

from cases.letters import letter
from decisions.letters.decision import Decision


@letter
class DecisionNotOpened(Decision):
    """Kommunen will not open a case on fleksjob: an appealable decision like any other (principmeddelelse 64-11)."""

    kind: ClassVar[str] = "decision_not_opened"
    title: ClassVar[str] = "Afgørelse: sagen åbnes ikke"

    @property
    def subject(self) -> str:
        return "Vi åbner ikke en sag om fleksjob"
