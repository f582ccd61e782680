"""What the actions about the citizen's own workplace take."""

from __future__ import annotations

from cases.inputs import Choice, DatedInput, Day, Lines, LongText, ReasonInput, Ref, Text, Upload
from resourceprofile.inputs import Cvr, HearingFlags, Maybe
from resourceprofile.models import EmploymentPeriod, RetentionAgreement, Workplace

YES_OR_NO = (("yes", "Ja"), ("no", "Nej"))


class WorkplaceInput(DatedInput):
    """Which workplace, and whether § 119 is about it at all (44-17)."""

    workplace = Text("Arbejdsplads", "Skriv arbejdspladsens navn.")
    cvr = Cvr()
    hired_normally = Choice(
        "Blev borgeren ansat på almindelige vilkår uden støtte?",
        YES_OR_NO,
        "Svar ja eller nej.",
        help_text="Nej, når jobbet blev lavet som en del af indsatsen, eller når borgeren allerede da havde brug for hensyn.",
    )
    lost_capacity_there = Choice(
        "Blev arbejdsevnen nedsat, mens borgeren var ansat?",
        YES_OR_NO,
        "Svar ja eller nej.",
        help_text="For eksempel af sygdom eller nedslidning.",
    )
    social_chapter = Choice(
        "Har overenskomsten et socialt kapitel?",
        Workplace.SocialChapter.choices,
        "Vælg et svar, også når I ikke ved det endnu.",
    )


class EmploymentInput(DatedInput):
    """A period at the workplace, or the right one in place of a wrong one."""

    terms = Choice("Vilkår", EmploymentPeriod.Terms.choices, "Vælg, hvilke vilkår borgeren var ansat på.")
    starts_on = Day("Første dag", "Skriv den første dag.")
    ends_on = Day("Sidste dag", required=False, help_text="Et tomt felt betyder, at borgeren stadig er ansat sådan.")
    replaces = Ref("Erstatter periode")


class RetentionAgreementInput(DatedInput, HearingFlags):
    """The written agreement with the employer (D-17)."""

    form = Choice("Hvad er det skrevet i?", RetentionAgreement.Form.choices, "Vælg, hvad det er skrevet i.")
    dated = Day("Dokumentets dato", "Skriv, hvornår det er dateret.")
    functions = Lines("Opgaver, som borgeren har svært ved eller ikke kan", required=False, help_text="Én på hver linje.")
    accommodations = Lines("Skånehensyn, der er aftalt", required=False, help_text="Én på hver linje.")
    assessment = Maybe(
        "Hvorfor viser dokumentet, at begge parter har aftalt det?",
        max_length=4000,
        help_text="Kun når det ikke er en underskrevet aftale.",
    )
    file = Upload("Dokumentet som fil", required=False)


class RetentionAttemptInput(DatedInput, HearingFlags):
    """What the employer has tried, as the employer documents it."""

    tried = LongText("Hvad har arbejdsgiveren prøvet?", "Skriv, hvad arbejdsgiveren har prøvet, og hvordan det gik.")
    file = Upload("Arbejdsgiverens dokumentation som fil", required=False)


class RetentionExemptionInput(DatedInput):
    """The two conditions of § 119, stk. 3, each with its own reason."""

    acute = LongText(
        "Hvad er den akutte skade eller sygdom?",
        "Skriv, hvad der er sket, og hvornår.",
        max_length=4000,
        help_text="En alvorlig sygdom, der bliver værre, kan også være omfattet.",
    )
    futile = LongText(
        "Hvorfor er særlige vilkår åbenbart formålsløse?",
        "Skriv, hvorfor det ikke nytter at prøve.",
        max_length=4000,
        help_text="Skriv, hvad der kunne være prøvet på arbejdspladsen, og hvorfor det ikke ville hjælpe.",
    )
    document = Ref("Lægelig dokumentation")


class WithdrawExemptionInput(ReasonInput):
    """Take an exemption back."""


class WishForWorkplaceInput(DatedInput):
    """Where the fleksjob is to be, in the citizen's words."""

    where = Choice(
        "Hvor skal fleksjobbet være?",
        (("same", "På den arbejdsplads, borgeren har nu"), ("other", "På en anden arbejdsplads")),
        "Vælg, hvor fleksjobbet skal være.",
    )
    words = LongText("Hvad har borgeren sagt?", "Skriv, hvad borgeren har sagt, og hvad I har vejledt om.", max_length=4000)
