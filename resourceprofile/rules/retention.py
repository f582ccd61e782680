"""The law of staying at one's workplace (fastholdelsesfleksjob, LAB § 119). Before 2013 the law knew omplacering only.

The rules stop a grant in a case about the citizen's own workplace. A rejection may name the lack as its ground, and a
fleksjob somewhere else may be granted all the same: then the case is no longer about that workplace.
"""

from __future__ import annotations

from datetime import date

from cases.facts import CaseFacts
from flexcase.law.danish import day_in_words, listed
from flexcase.law.near_pension import has_more_than_six_years, six_years_before
from flexcase.law.pension import pension_date
from flexcase.law.periods import full_after, without
from flexcase.law.rule import Dossier, Effect, Lack, Part, rule
from resourceprofile.facts import ProfileFacts
from resourceprofile.retention_facts import RetentionFacts
from resourceprofile.rules.common import GRANT, has_medical

SINCE = "reform-2013"
#: The six years came with the law of 2020.
SIX_YEARS_SINCE = "lab-2020"
MONTHS = 12
#: Terms that count towards the twelve months, and those that count with them only by mistake (F-07).
SUPPORTED = frozenset({"social_chapter", "special"})
FLEKSJOB = frozenset({"fleksjob"})


def _retention(dossier: Dossier) -> RetentionFacts:
    return dossier.of(ProfileFacts).retention


def _concerns(dossier: Dossier) -> bool:
    """Whether § 119 bites: the citizen wants to stay, and the workplace is a »hidtidig arbejdsplads« (44-17).

    While nobody has described the workplace it is taken to be one.
    """
    facts = _retention(dossier)
    return facts.stays and (facts.workplace is None or _hired_and_hurt(facts))


def _hired_and_hurt(facts: RetentionFacts) -> bool:
    place = facts.workplace
    return place is not None and place.hired_normally and place.lost_capacity_there


def _near_pension(dossier: Dossier) -> bool:
    """Whether six years or less are left, and the law asks."""
    asks = dossier.regime.holds("F-02", SIX_YEARS_SINCE)
    return asks and not has_more_than_six_years(dossier.of(CaseFacts).born, dossier.today)


def _exempt(dossier: Dossier) -> bool:
    exemption = _retention(dossier).exemption
    return _near_pension(dossier) or (exemption is not None and exemption.document)


def _demanded(dossier: Dossier) -> bool:
    """Whether the twelve months, and with them the agreement and the attempt, are demanded."""
    return _concerns(dossier) and not _exempt(dossier)


def twelve_months_full(facts: RetentionFacts, day: date) -> date | None:
    """When twelve months under sociale kapitler or on særlige vilkår were full, seen from a day; fleksjob does not count."""
    return full_after(without(facts.on_terms(SUPPORTED, day), facts.on_terms(FLEKSJOB, day)), MONTHS)


def _are_full(dossier: Dossier) -> bool:
    return twelve_months_full(_retention(dossier), dossier.today) is not None


@rule(
    "F-01",
    "Mindst 12 måneder på arbejdspladsen med særlige hensyn",
    cites=("LAB § 118, stk. 2, nr. 4", "LAB § 119, stk. 1"),
    guards=GRANT,
    effect=Effect.STOP,
    part=Part.TRIALS,
    since=SINCE,
    departable=True,
)
def twelve_months(dossier: Dossier) -> Lack | None:
    """A fleksjob at the same workplace comes after twelve months there under sociale kapitler or on særlige vilkår."""
    if not _demanded(dossier) or _are_full(dossier):
        return None
    facts = _retention(dossier)
    if facts.workplace is None:
        return Lack("Borgeren vil blive på sin arbejdsplads, men den er ikke beskrevet.", link="action:describe_workplace")
    supported = facts.on_terms(SUPPORTED, dossier.today)
    if not supported:
        text = "Borgeren har ikke været ansat efter sociale kapitler eller på særlige vilkår på arbejdspladsen."
    else:
        days = sum(one.days for one in without(supported, facts.on_terms(FLEKSJOB, dossier.today)))
        text = f"Borgeren har kun haft {days} dage efter sociale kapitler eller på særlige vilkår. Der kræves 12 måneder."
    return Lack(text, link="action:record_employment")


@rule(
    "F-02",
    "Seks år eller mindre til folkepensionsalderen",
    cites=("LAB § 119, stk. 1",),
    guards=GRANT,
    effect=Effect.WARN,
    part=Part.TRIALS,
    since=SIX_YEARS_SINCE,
)
def six_years_or_less(dossier: Dossier) -> Lack | None:
    """Somebody with six years or less to folkepensionsalderen is exempt by the law itself; the page says so."""
    if not _concerns(dossier) or not _near_pension(dossier):
        return None
    born = dossier.of(CaseFacts).born
    reached = day_in_words(pension_date(born, dossier.today))
    since = day_in_words(six_years_before(born, dossier.today))
    return Lack(f"De 12 måneder kræves ikke: siden {since} er der højst seks år til folkepensionsalderen {reached}.")


@rule(
    "F-03",
    "Akut skade eller sygdom",
    cites=("LAB § 119, stk. 3", "Principmeddelelse 35-15"),
    guards=("exempt_from_twelve_months", *GRANT),
    effect=Effect.REASON,
    part=Part.TRIALS,
    since=SINCE,
)
def exempted_on_medical_grounds(dossier: Dossier) -> Lack | None:
    """The exemption's two reasons are asked for by its action; without a medical document it is none."""
    exemption = _retention(dossier).exemption
    if exemption is None or exemption.document or (dossier.action == "exempt_from_twelve_months" and has_medical(dossier)):
        return None
    text = "Fritagelsen bygger ikke på lægelig dokumentation."
    return Lack(text, link="action:receive_medical_report", effect=Effect.STOP)


@rule(
    "F-04",
    "Aftalen om de særlige hensyn er skriftlig",
    cites=("LAB § 119, stk. 2",),
    guards=GRANT,
    effect=Effect.STOP,
    part=Part.TRIALS,
    since=SINCE,
    departable=True,
)
def agreed_in_writing(dossier: Dossier) -> Lack | None:
    """The agreement names the functions that are hard or impossible, and the concrete skånehensyn (D-17)."""
    if not _demanded(dossier):
        return None
    agreements = _retention(dossier).agreements
    if not agreements:
        return Lack("Der mangler en skriftlig aftale mellem arbejdsgiver og borger.", link="action:record_retention_agreement")
    parts = {"svære eller umulige funktioner": agreements[-1].functions, "skånehensyn": agreements[-1].accommodations}
    lacking = [words for words, written in parts.items() if not written]
    if lacking:
        return Lack(f"I aftalen mangler {listed(lacking)}.", link="action:record_retention_agreement")
    return None


@rule(
    "F-05",
    "Et andet dokument end en aftale er vurderet",
    cites=("Principmeddelelse 98-15",),
    guards=GRANT,
    effect=Effect.REASON,
    part=Part.TRIALS,
    since=SINCE,
)
def another_document_is_assessed(dossier: Dossier) -> Lack | None:
    """No form is demanded: minutes or a note may do after a concrete assessment of whether both have agreed."""
    agreements = _retention(dossier).agreements
    if not _demanded(dossier) or not agreements:
        return None
    newest = agreements[-1]
    if newest.form != "other" or newest.assessment:
        return None
    return Lack("Skriv, hvorfor dokumentet viser, at arbejdsgiver og borger har aftalt det.", subject=str(newest.no))


@rule(
    "F-06",
    "Arbejdsgiveren har gjort et reelt forsøg",
    cites=("LAB § 119, stk. 2", "Principmeddelelse 98-15"),
    guards=GRANT,
    effect=Effect.STOP,
    part=Part.TRIALS,
    since=SINCE,
    departable=True,
)
def employer_has_tried(dossier: Dossier) -> Lack | None:
    """The employer documents a real attempt at a lasting job without support."""
    if not _demanded(dossier) or _retention(dossier).attempts:
        return None
    text = "Arbejdsgiveren har ikke dokumenteret et reelt forsøg på et varigt job uden støtte."
    return Lack(text, link="action:record_retention_attempt")


@rule(
    "F-07",
    "Måneder i fleksjob tæller ikke",
    cites=("Ankestyrelsens praksisnotat 2024, afsnit IV",),
    guards=GRANT,
    effect=Effect.STOP,
    part=Part.TRIALS,
    since=SINCE,
)
def fleksjob_does_not_count(dossier: Dossier) -> Lack | None:
    """Some overenskomster know fleksjob under the social chapter: such months are not among the twelve."""
    facts = _retention(dossier)
    if not _demanded(dossier) or not facts.on_terms(FLEKSJOB, dossier.today) or _are_full(dossier):
        return None
    if full_after(facts.on_terms(SUPPORTED | FLEKSJOB, dossier.today), MONTHS) is None:
        return None
    return Lack("De 12 måneder er kun fulde, når tiden i fleksjob regnes med, og den tæller ikke.", link="tab:arbejdsplads")


@rule(
    "F-08",
    "Uden socialt kapitel bruges særlige vilkår",
    cites=("Ankestyrelsens praksisnotat 2024, afsnit IV",),
    guards=GRANT,
    effect=Effect.WARN,
    part=Part.TRIALS,
    since=SINCE,
)
def special_terms_instead(dossier: Dossier) -> Lack | None:
    """No overenskomst, or an empty social chapter, exempts nobody: the employer must try særlige vilkår."""
    facts = _retention(dossier)
    if not _demanded(dossier) or facts.workplace is None or facts.workplace.social_chapter != "no":
        return None
    if any(one.terms == "special" for one in facts.employments):
        return None
    return Lack("Arbejdspladsen har intet socialt kapitel. Så skal arbejdsgiveren prøve med særlige vilkår.")


@rule(
    "F-09",
    "Borgeren blev ansat uden støtte og fik nedsat arbejdsevne der",
    cites=("Principmeddelelse 44-17",),
    guards=GRANT,
    effect=Effect.REASON,
    part=Part.TRIALS,
    since=SINCE,
)
def former_workplace_is_narrow(dossier: Dossier) -> Lack | None:
    """§ 119 is for those hired on normal terms who lost capacity there; that it does not apply takes a written reason."""
    facts = _retention(dossier)
    if not facts.stays or facts.workplace is None or _hired_and_hurt(facts):
        return None
    lacking = [] if facts.workplace.hired_normally else ["ikke blev ansat på almindelige vilkår"]
    if not facts.workplace.lost_capacity_there:
        lacking.append("ikke fik nedsat arbejdsevne under ansættelsen")
    return Lack(f"§ 119 gælder ikke, fordi borgeren {listed(lacking)}. Skriv, hvad I bygger det på.")


@rule(
    "F-10",
    "De almindelige betingelser for fleksjob er også opfyldt",
    cites=("LAB § 119, stk. 1, 2. pkt.", "LAB § 116"),
    guards=GRANT,
    effect=Effect.STOP,
    part=Part.TRIALS,
    since=SINCE,
    departable=True,
)
def ordinary_conditions_too(dossier: Dossier) -> Lack | None:
    """Twelve months, or an exemption from them, say nothing of how much is left of the work capacity: § 116 asks that."""
    facts = dossier.of(ProfileFacts)
    if not facts.retention.stays or any(waiver.state == "approved" for waiver in facts.waivers):
        return None
    if any(one.effective is not None for one in facts.measured):
        return None
    text = "Også her skal arbejdsevnen være varigt og væsentligt nedsat. Registrér timer og intensitet på arbejdspladsen."
    return Lack(text, link="action:record_evidence")
