"""What is asked of the citizen while a case is informed: remarks, a consent, an appointment; in the words of a reminder."""

from __future__ import annotations

from cases import timeline
from cases.awaits import asked_by
from cases.letters.reminder import Awaited
from cases.models import Case, Deadline, Event
from flexcase.base import clock
from resourceprofile.consents import MEANINGS
from resourceprofile.models import Consent, ConsentQuestion


@asked_by("profile_statement")
def statement(case: Case, row: Deadline) -> Awaited:
    """The citizen's remarks on the description (P-07)."""
    return Awaited(
        heading="Det, vi har skrevet om dig",
        text="Vi har sendt dig en tekst om din situation. Fortæl os, om noget er forkert eller mangler.",
        by=row.due,
        otherwise="Du behøver ikke at svare, hvis du er enig. Hører vi ikke fra dig, bruger vi teksten, som den er.",
    )


@asked_by("consent_answer")
def consent(case: Case, row: Deadline) -> Awaited:
    """Whether we may collect information (retssikkerhedsloven § 11 a). The citizen may say no, and the letter says so."""
    asked = timeline.typed(Event.objects.get(case=case, seq=row.anchor))
    question = ConsentQuestion.objects.get(case=case, no=asked.facts["question"])
    return Awaited(
        heading="Må vi hente oplysninger om dig?",
        text=(
            f"Vi har spurgt, om vi må hente {MEANINGS[question.scope].named}. Du bestemmer selv, og du må gerne sige nej. "
            "Fortæl os, hvad du svarer."
        ),
        by=row.due,
        otherwise="Hører vi ikke fra dig, henter vi ikke oplysningerne. Så må vi afgøre din sag ud fra det, vi ved.",
    )


@asked_by("medical_appointment")
def appointment(case: Case, row: Deadline) -> Awaited | None:
    """The consultation that an attest needs (T-08); nobody is reminded on a consent that is taken back (M-09)."""
    health = list(Consent.objects.filter(case=case, scope=Consent.Scope.HEALTH))
    today = clock.today()
    holds = any(one.withdrawn_on is None and (one.expires_on is None or one.expires_on >= today) for one in health)
    if not holds and any(one.withdrawn_on for one in health):
        return None
    return Awaited(
        heading="Tid hos din læge",
        text="Din læge skal tale med dig, før lægen kan skrive til os. Du skal selv bestille tiden.",
        by=row.due,
        otherwise=(
            "Før det sker, kan lægen ikke svare os. Så kan din sag tage længere tid. "
            "Er det svært at bestille tiden, så sig det til os. Så hjælper vi dig."
        ),
    )
