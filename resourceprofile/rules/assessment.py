"""The law of the assessment: varigt and væsentligt reduced, shown by documents, weighed, and able to develop where small."""

from __future__ import annotations

from decimal import Decimal

from cases.facts import CaseFacts
from flexcase.law.capacity import HALF
from flexcase.law.rule import Dossier, Effect, Lack, Part, rule
from resourceprofile.answers import DEVELOPMENT, INDICATORS, NO, YES
from resourceprofile.facts import ProfileFacts
from resourceprofile.rules.common import GRANT, in_figures, listed, within

#: Effective hours a week at or under which the file must say whether § 116, stk. 2, applies. Our choice: the law has no figure.
VERY_SMALL = Decimal(5)
WRITE = "action:write_assessment"


def _cited(dossier: Dossier, key: str) -> bool:
    """Whether the answer names a document that is on the case."""
    known = {document.no for document in dossier.of(CaseFacts).documents}
    return any(no in known for no in dossier.of(ProfileFacts).answer(key).documents)


def _bare(dossier: Dossier, words: dict[str, str]) -> Lack | None:
    """What is not written yet, or written without a document that shows it."""
    facts = dossier.of(ProfileFacts)
    if empty := [label for key, label in words.items() if not facts.answer(key).filled]:
        return Lack(f"Vurderingen mangler: {listed(empty)}.", WRITE)
    if uncited := [label for key, label in words.items() if not _cited(dossier, key)]:
        return Lack(f"Vurderingen viser ikke til dokumenter om {listed(uncited)}.", WRITE, subject="documents")
    return None


@rule(
    "E-03",
    "Arbejdsevnen er varigt og væsentligt nedsat",
    cites=("LAB § 116, stk. 1", "LAB § 118, stk. 2, nr. 3"),
    guards=GRANT,
    effect=Effect.STOP,
    part=Part.PROFILE,
)
def lasting_and_substantial(dossier: Dossier) -> Lack | None:
    """Two conditions, each with reasons of its own and with the documents that show it."""
    return _bare(dossier, {"lasting": "varighed", "substantial": "væsentlighed"})


@rule(
    "E-04",
    "Behandling og forhold, der går over, er vurderet",
    cites=("LAB § 116, stk. 1", "Ankestyrelsens praksisnotat, uge 12 2024, afsnit IV"),
    guards=GRANT,
    effect=Effect.REASON,
    part=Part.PROFILE,
)
def nothing_that_passes(dossier: Dossier) -> Lack | None:
    """A limitation is lasting when no treatment is left and no passing cause explains it. Declined treatment is not left."""
    facts = dossier.of(ProfileFacts)
    asked = {"treatment_options": "behandling", "passing_causes": "sociale forhold, som går over"}
    if open_ones := [words for key, words in asked.items() if not facts.answer(key).chosen]:
        return Lack(f"Vurderingen tager ikke stilling til {listed(open_ones)}.", WRITE)
    left = []
    if YES in facts.answer("treatment_options").chosen:
        left.append("behandling, som ikke er prøvet")
    if YES in facts.answer("passing_causes").chosen:
        left.append("sociale forhold, som går over")
    if not left:
        return None
    return Lack(f"Der er {listed(left)}. Skriv, hvorfor begrænsningen alligevel er varig.", WRITE, subject="left")


@rule(
    "E-05",
    "Omkring halvdelen er praksis, ikke en grænse",
    cites=("Ankestyrelsens praksisnotat, uge 12 2024, afsnit IV", "Principmeddelelse N-14-06", "Principmeddelelse 150-11"),
    guards=GRANT,
    effect=Effect.WARN,
    part=Part.TRIALS,
)
def about_half(dossier: Dossier) -> Lack | None:
    """Væsentligt means in practice about half or less. There is no fixed limit in hours, so this only reminds."""
    newest = dossier.of(ProfileFacts).newest_measured
    if newest is None or newest.effective is None or newest.effective <= HALF:
        return None
    text = f"De nyeste tal viser {in_figures(newest.effective)} effektive timer om ugen. Det er mere end halvdelen af 37."
    return Lack(text, "tab:vurdering")


@rule(
    "E-11",
    "Ressourcer og udfordringer er fuldt afklaret",
    cites=("LAB § 118, stk. 2, nr. 1",),
    guards=GRANT,
    effect=Effect.STOP,
    part=Part.PROFILE,
    since="reform-2013",
    departable=True,
)
def clarified(dossier: Dossier) -> Lack | None:
    """The file says how resources and challenges are clarified towards education and work, and which documents show it."""
    return _bare(dossier, {"clarified": "afklaring om uddannelse og arbejde"})


@rule(
    "E-14",
    "En meget begrænset arbejdsevne skal kunne udvikles",
    cites=("LAB § 116, stk. 2", "Principmeddelelse 25-14"),
    guards=GRANT,
    effect=Effect.STOP,
    part=Part.PROFILE,
    since="reform-2013",
)
def very_limited_can_develop(dossier: Dossier) -> Lack | None:
    """Under § 116, stk. 2, the file always says how the capacity can develop. Small figures ask whether it applies."""
    facts = dossier.of(ProfileFacts)
    answer, newest = facts.answer("very_limited").chosen, facts.newest_measured
    if YES in answer:
        empty = [within(part.label) for part in DEVELOPMENT if not facts.answer(part.key).filled]
        return Lack(f"Vurdér udviklingen: {listed(empty)}.", "action:assess_development") if empty else None
    if NO in answer or newest is None or newest.effective is None or newest.effective > VERY_SMALL:
        return None
    text = f"De nyeste tal viser {in_figures(newest.effective)} effektive timer om ugen."
    return Lack(f"{text} Tag stilling til, om arbejdsevnen er meget begrænset (§ 116, stk. 2).", WRITE, subject="asked")


@rule(
    "E-16",
    "Oplysninger, der taler imod, er vejet",
    cites=("Ankestyrelsens praksisnotat, uge 12 2024, afsnit IV",),
    guards=GRANT,
    effect=Effect.REASON,
    part=Part.PROFILE,
)
def conflicts_weighed(dossier: Dossier) -> Lack | None:
    """Papers that speak against a grant are weighed in writing. Figures that disagree are weighed under E-22."""
    against = [document.no for document in dossier.of(CaseFacts).documents if document.adverse]
    if not against or dossier.of(ProfileFacts).answer("conflicts").filled:
        return None
    papers = f"Dokument {listed(map(str, against))}"
    return Lack(f"{papers} taler imod en bevilling. Skriv, hvorfor du følger det andet.", WRITE)


@rule(
    "E-17",
    "Tegn på, at arbejdsevnen måske ikke er nedsat",
    cites=("Ankestyrelsens praksisnotat, uge 12 2024, afsnit IV",),
    guards=GRANT,
    effect=Effect.WARN,
    part=Part.PROFILE,
)
def signs_are_seen(dossier: Dossier) -> Lack | None:
    """The seven signs of 2010 guide; none of them decides by itself."""
    seen = [within(INDICATORS[sign]) for sign in dossier.of(ProfileFacts).answer("indicators").chosen if sign in INDICATORS]
    if not seen:
        return None
    return Lack(f"Sagen viser: {listed(seen)}. Afgørelsen skal sige, hvorfor det ikke er afgørende.", "tab:vurdering")


@rule(
    "E-19",
    "Manglende motivation er ikke et bevis",
    cites=("Ankestyrelsens praksisnotat, uge 12 2024, afsnit III",),
    guards=("complete_profile", *GRANT),
    effect=Effect.WARN,
    part=Part.PROFILE,
    since="reform-2013",
)
def motivation_proves_nothing(dossier: Dossier) -> Lack | None:
    """What is unclarified because motivation was lacking can still develop: that is no proof of a reduced capacity."""
    if YES not in dossier.of(ProfileFacts).answer("unmotivated").chosen:
        return None
    text = "Noget er uafklaret, fordi motivationen har manglet. Så er der et udviklingsperspektiv."
    return Lack(f"{text} Det viser ikke, at arbejdsevnen er nedsat.", "tab:vurdering")
