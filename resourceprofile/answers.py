"""The questions of the assessment (vurdering), in the order in which they are asked: each a key, its words, its choices.

The description says how things are; the assessment says what follows from it (LAB §§ 116 and 118). Every answer is a
reasoned text, and where the law wants evidence it cites documents by number.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

NO, YES, DECLINED = "no", "yes", "declined"

YES_OR_NO: Mapping[str, str] = MappingProxyType({NO: "Nej", YES: "Ja"})
#: Treatment that the citizen has declined is a third answer: it must not count as treatment that is left (§ 118, stk. 3).
TREATMENT: Mapping[str, str] = MappingProxyType(
    {
        NO: "Nej, der er ikke mere at prøve",
        YES: "Ja, der er behandling, som ikke er prøvet",
        DECLINED: "Kun behandling, som borgeren har sagt nej til",
    }
)
#: Signs of 2010 that the work capacity is not necessarily reduced (Ankestyrelsens praksisnotat 2024, afsnit IV; E-17).
INDICATORS: Mapping[str, str] = MappingProxyType(
    {
        "resources": "Funktionstabet er lille, og ressourcerne er gode",
        "home": "Oplysningerne passer ikke med det, borgeren kan hjemme",
        "undocumented": "Der mangler dokumentation",
        "leisure": "Borgeren har mange fritidsinteresser",
        "temporary": "Forholdene er midlertidige",
        "one_trade": "Vanskelighederne hører til ét fag",
        "workplace": "Vanskelighederne skyldes arbejdsmiljøet",
    }
)


@dataclass(frozen=True)
class Question:
    """One question: ``rule`` asks it, ``cites`` says that the answer needs documents, ``choices`` that one is ticked."""

    key: str
    label: str
    rule: str
    cites: bool = False
    choices: Mapping[str, str] = field(default_factory=dict)


ASSESSMENT = (
    Question("lasting", "Varigt nedsat", "E-03", cites=True),
    Question("treatment_options", "Er der behandling, som kan bedre arbejdsevnen?", "E-04", choices=TREATMENT),
    Question("passing_causes", "Er der sociale forhold, som går over?", "E-04", choices=YES_OR_NO),
    Question("substantial", "Væsentligt nedsat", "E-03", cites=True),
    Question("indicators", "Tegn på, at arbejdsevnen måske ikke er nedsat", "E-17", choices=INDICATORS),
    Question("any_work", "Det brede arbejdsmarked", "E-08"),
    Question("clarified", "Afklaret om uddannelse og arbejde", "E-11", cites=True),
    Question("unmotivated", "Er noget uafklaret, fordi motivationen har manglet?", "E-19", choices=YES_OR_NO),
    Question("conflicts", "Oplysninger, der peger i hver sin retning", "E-16"),
    Question("very_limited", "Er arbejdsevnen meget begrænset (§ 116, stk. 2)?", "E-14", choices=YES_OR_NO),
)
#: The development of a very limited capacity within a reasonable time (§ 116, stk. 2): five parts, each by itself.
DEVELOPMENT = (
    Question("development_health", "Helbred", "E-14"),
    Question("development_trials", "Det, der er prøvet", "E-14"),
    Question("development_tasks", "Opgaver", "E-14"),
    Question("development_hours", "Timer", "E-14"),
    Question("development_functioning", "Evnen til at fungere på en arbejdsplads", "E-14"),
)
OWN_FIRM = (
    Question("main_occupation", "Er virksomheden borgerens hovedbeskæftigelse?", "X-26", choices=YES_OR_NO),
    Question("own_firm", "Afprøvning i egen virksomhed eller andre steder", "X-27"),
)
QUESTIONS = (*ASSESSMENT, *DEVELOPMENT, *OWN_FIRM)
KEYS = tuple(question.key for question in QUESTIONS)
