"""What is told of a decision that was made elsewhere."""

from __future__ import annotations

from cases.inputs import ActionInput, Choice, Day, Text, Upload
from decisions.inputs.complaint import NEW_DECISIONS


class EarlierDecisionInput(ActionInput):
    """When it was made, what it was, and who made it. The paper itself, if there is one."""

    decided_on = Day("Hvornår er afgørelsen dateret?", "Skriv afgørelsens dato.")
    outcome = Choice("Hvad er afgjort?", NEW_DECISIONS, "Vælg, hvad der er afgjort.")
    authority = Text("Hvem har truffet den?", "Skriv, hvem der har truffet afgørelsen.", max_length=80)
    file = Upload("Afgørelsen", required=False)
