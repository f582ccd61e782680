"""What the municipality asks of the citizen now: an answer, or an appointment with the doctor. The most urgent comes first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.letters.letter import from_snapshot
from cases.models import Case, Letter
from cases.road import UNDER_WAY
from decisions.facts import DecisionFacts
from flexcase.base.display.dates import weekday_date
from flexcase.law.rule import Dossier
from portal.frame import letters_of
from resourceprofile.actions.needs import ConfirmAccommodations
from resourceprofile.facts import ProfileFacts
from resourceprofile.letters import MedicalRequestCitizen


@dataclass(frozen=True)
class Ask:
    """One thing asked of the citizen, for portal_todo.html."""

    title: str
    text: str
    last_day: date
    due: str
    url: str
    button: str


def asks(case: Case, dossier: Dossier) -> list[Ask]:
    """Everything that is asked now, the earliest last day first. A decided case asks only because of a complaint."""
    if case.state not in UNDER_WAY:
        hearing = dossier.of(DecisionFacts).running(dossier.today)
        return list(_hearing(case, dossier)) if hearing is not None and hearing.complaint is not None else []
    found = [*_hearing(case, dossier), *_statement(case, dossier), *_appointments(case, dossier), *_consents(case, dossier)]
    return [*sorted(found, key=lambda ask: ask.last_day), *_needs(case, dossier)]


def _hearing(case: Case, dossier: Dossier) -> Iterator[Ask]:
    hearing = dossier.of(DecisionFacts).running(dossier.today)
    if hearing is not None:
        yield Ask(
            title=_("Vi venter på dit svar"),
            text=_("Læs det, vi vil lægge vægt på, før vi afgør din sag. Fortæl os, om det er rigtigt."),
            last_day=hearing.response_due,
            due=answer_by(hearing.response_due, dossier.today),
            url=reverse("portal_hearing", args=[case.number]),
            button=_("Læs og svar"),
        )


def _statement(case: Case, dossier: Dossier) -> Iterator[Ask]:
    rounds = dossier.of(ProfileFacts).udtalelse
    if rounds and rounds[-1].answered_on is None and rounds[-1].answer_by >= dossier.today:
        yield Ask(
            title=_("Læs det, vi har skrevet om dig"),
            text=_("Fortæl os, om noget er forkert eller mangler."),
            last_day=rounds[-1].answer_by,
            due=answer_by(rounds[-1].answer_by, dossier.today),
            url=reverse("portal_statement", args=[case.number]),
            button=_("Læs og svar"),
        )


def _appointments(case: Case, dossier: Dossier) -> Iterator[Ask]:
    """One for each attest that waits until the citizen has seen the doctor (T-08)."""
    waiting = [one for one in dossier.of(ProfileFacts).medical if one.state == "requested" and one.consultation_on is None]
    if not waiting:
        return
    asked_on = {one.requested_on for one in waiting}
    for row in letters_of(case):
        letter = _appointment(row) if row.kind == MedicalRequestCitizen.kind and row.dated in asked_on else None
        if letter is not None and letter.book_by is not None:
            yield Ask(
                title=_("Bestil tid hos din læge"),
                text=_("Din læge skal se dig, før vi kan komme videre. Du skal selv bestille tiden."),
                last_day=letter.book_by,
                due=_by(_("Bestil tiden senest %(day)s."), letter.book_by, dossier.today),
                url=reverse("portal_letter", args=[case.number, row.pk]),
                button=_("Læs brevet"),
            )


def _consents(case: Case, dossier: Dossier) -> Iterator[Ask]:
    """One for all that we ask to be allowed (D-03): the page holds each of them."""
    asked = dossier.of(ProfileFacts).unanswered_consents
    if asked:
        first = min(one.answer_by for one in asked)
        yield Ask(
            title=_("Må vi hente oplysninger om dig?"),
            text=_("Du bestemmer selv. Læs, hvad vi vil hente, og sig ja eller nej."),
            last_day=first,
            due=answer_by(first, dossier.today),
            url=reverse("portal_consent", args=[case.number]),
            button=_("Læs og svar"),
        )


def _needs(case: Case, dossier: Dossier) -> Iterator[Ask]:
    """The skånehensyn to which the citizen has said nothing; there is no last day for it."""
    if case.state in ConfirmAccommodations.when and dossier.of(ProfileFacts).unanswered_needs:
        yield Ask(
            title=_("Passer det, vi har skrevet om hensyn til dig?"),
            text=_("Læs, hvad en arbejdsplads skal tage hensyn til. Fortæl os, om noget er forkert eller mangler."),
            last_day=date.max,
            due=_("Svar, når du kan. Der er ingen frist."),
            url=reverse("portal_needs", args=[case.number]),
            button=_("Læs og svar"),
        )


def _appointment(row: Letter) -> MedicalRequestCitizen | None:
    letter = from_snapshot(row.kind, row.version, row.snapshot)
    return letter if isinstance(letter, MedicalRequestCitizen) and letter.needs_consultation else None


def answer_by(last_day: date, today: date) -> str:
    """`Svar senest mandag 30. november. Du har 7 dage.`"""
    return _by(_("Svar senest %(day)s."), last_day, today)


def _by(sentence: str, last_day: date, today: date) -> str:
    days = (last_day - today).days
    if days > 0:
        left = ngettext("Du har %(days)d dag.", "Du har %(days)d dage.", days) % {"days": days}
    else:
        left = _("Det er i dag.") if days == 0 else _("Dagen er gået, men gør det gerne endnu.")
    return f"{sentence % {'day': weekday_date(last_day)}} {left}"
