"""What is taken when a case is not opened."""

from __future__ import annotations

from cases.inputs import Lines, Reason, ReasonInput


class RefuseToOpenInput(ReasonInput):
    """Why no case is opened, and what that rests on. The draft begins with it."""

    reason = Reason(
        "Hvorfor åbner I ikke en sag?",
        "Skriv til borgeren, hvorfor I ikke åbner en sag.",
        help_text="Skriv til borgeren. Du kan rette teksten i udkastet.",
    )
    facts = Lines(
        "Oplysninger, I har lagt vægt på",
        required=False,
        help_text="Én på hver linje. Skriv kilden efter en lodret streg.",
    )
