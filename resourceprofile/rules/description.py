"""The law of the description: it is written, the citizen has spoken, and a version of it is frozen."""

from __future__ import annotations

from flexcase.law.rule import Dossier, Effect, Lack, Part, rule
from resourceprofile.facts import ProfileFacts
from resourceprofile.rules.common import GRANT, listed, opening, within


@rule(
    "E-12",
    "Afgørelsen bygger på en færdig beskrivelse",
    cites=("LAB § 118, stk. 1", "LAB § 44"),
    guards=("complete_profile", *GRANT),
    effect=Effect.STOP,
    part=Part.PROFILE,
    departable=True,
)
def described(dossier: Dossier) -> Lack | None:
    """Every required part is written, and a version of it is frozen (principmeddelelse 24-20)."""
    facts, regime = dossier.of(ProfileFacts), dossier.regime
    name = opening(regime.labels["profile_document_definite"])
    empty = [part.label for part in regime.profile_parts if part.required and not part.described(facts.written)]
    if facts.current_frozen and dossier.action != "complete_profile":
        return None
    if empty:
        return Lack(f"{name} mangler: {listed(empty)}.", link="tab:beskrivelse")
    if dossier.action == "complete_profile":
        return None
    return Lack(f"{name} er ikke gjort færdig.", link="action:complete_profile")


@rule(
    "D-03a",
    "Ressourcer, barrierer og udviklingsmuligheder er beskrevet",
    cites=("Reglerne om arbejdsevnemetoden og ressourceprofilen",),
    guards=("complete_profile",),
    effect=Effect.WARN,
    part=Part.PROFILE,
)
def elements_are_whole(dossier: Dossier) -> Lack | None:
    """Each element of the ressourceprofil says what the person can, what stands in the way and what may develop."""
    written = dossier.of(ProfileFacts).written
    elements = [part for part in dossier.regime.profile_parts if part.by_field and part.described(written)]
    thin = [
        f"{within(label)} under »{part.label}«" for part in elements for key, label in part.slots.items() if key not in written
    ]
    return Lack(f"Der står intet om {listed(thin)}.", link="tab:beskrivelse") if thin else None


@rule(
    "P-07",
    "Borgeren har udtalt sig om beskrivelsen",
    cites=("God forvaltningsskik",),
    guards=("complete_profile", "start_hearing"),
    effect=Effect.WARN,
    part=Part.PROFILE,
)
def stated(dossier: Dossier) -> Lack | None:
    """The description is sent for udtalelse, and remarks are worked in. The regime says how sharply."""
    rounds = dossier.of(ProfileFacts).udtalelse
    if not rounds:
        name = opening(dossier.regime.labels["profile_document_definite"])
        return Lack(f"{name} er ikke sendt til udtalelse hos borgeren.", link="action:send_profile_for_statement")
    last = rounds[-1]
    if last.answered_on is None and dossier.today <= last.answer_by:
        return Lack(f"Borgeren kan udtale sig til og med {last.answer_by:%d.%m.%Y}.", link="tab:beskrivelse")
    if last.remarks and not last.worked_in:
        return Lack("Borgerens bemærkninger er ikke arbejdet ind.", link="action:record_profile_statement")
    return None


@rule(
    "E-18",
    "Borgerens egen beskrivelse er med",
    cites=("LAB § 44, stk. 2",),
    guards=("complete_profile",),
    effect=Effect.REASON,
    part=Part.PROFILE,
)
def made_with_the_citizen(dossier: Dossier) -> Lack | None:
    """The description is made with the citizen: their own part is filled in, or they have answered in a round of udtalelse."""
    facts = dossier.of(ProfileFacts)
    own = [part for part in dossier.regime.profile_parts if part.citizen]
    answered = any(one.answered_on for one in facts.udtalelse)
    if answered or not own or any(part.described(facts.written) for part in own):
        return None
    return Lack(f"{own[0].label} mangler. Skriv den, eller begrund, hvorfor den ikke er med.", link="tab:beskrivelse")
