"""From the application to the decision in the browser, on the whole stack: a grant by the new law, a rejection by the old."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser import road
from tests.browser.desk import Town
from tests.browser.road import Life, Walk

pytestmark = pytest.mark.browser

GRANT = Life(
    name="Prøve Bevilling",
    cpr="720679-0001",
    outcome="Bevilling af fleksjob",
    description="den samlede beskrivelse",
    team="visitationsteamet",
    form="indstillingsskema",
    attest="LÆ 125 Statusattest",
    trial={
        "place": "Sønderup Planteskole",
        "tasks": ["plantepasning", "mærkning"],
        "hours": 12,
        "intensity": 60,
        "effective": "7,2",
        "needs": ["løft højst 5 kg", "pause hver time"],
        "conclusion": "Stabil på 12 timer.",
        "adverse": False,
    },
    measures=["Behandling", "Omplacering på arbejdspladsen", "Hjælpemiddel", "Personlig assistance", "Mentor"],
    parts={
        "Mål for job og uddannelse": "Du vil gerne arbejde med planter.",
        "Arbejde: det, der lykkes, og det, der er svært": "Du er stabil. Du kan ikke løfte over fem kilo.",
        "Hverdag og netværk": "Du bor alene og har god støtte i din familie.",
        "Helbred og arbejde": "Du har slidgigt i begge knæ.",
        "Hidtidig indsats": "Du har været i praktik i en planteskole.",
    },
    considering="Vi overvejer at give dig et fleksjob.",
    words="Jeg kan ikke arbejde to dage i træk.",
    reasons={
        "Hvorfor: de vigtigste hensyn": "Din arbejdsevne er varigt og væsentligt nedsat. Du kan arbejde 12 timer om ugen.",
        "Det, du selv har sagt": "Vi er enige. Du skal ikke arbejde to dage i træk.",
        "Skånehensyn": ["løft højst 5 kg", "pause hver time", "ikke to dage i træk"],
        "Job, der kan passe": ["planteskole", "gartneri"],
        "Vurderede timer om ugen": 12,
        "Vurderet intensitet i procent": 60,
    },
)

REJECTION = Life(
    name="Prøve Afslag",
    cpr="640371-0002",
    outcome="Afslag på fleksjob",
    description="den forberedende del",
    team="rehabiliteringsteamet",
    form="indstillingsskema",
    attest="LÆ 265 Rehabiliteringsattest",
    trial={
        "place": "Kystens Vaskeri",
        "tasks": ["vask", "pakning"],
        "hours": 28,
        "intensity": 90,
        "effective": "25,2",
        "needs": ["fast pause midt på dagen"],
        "conclusion": "Stabil på 28 timer.",
        "adverse": True,
    },
    measures=["Behandling", "Omplacering på arbejdspladsen", "Revalidering", "Ressourceforløb", "Hjælpemiddel", "Mentor"],
    parts={
        "Job- og uddannelsesmål": "Du vil gerne arbejde i vaskeri eller på lager.",
        "Jobmæssige ressourcer og udfordringer": "Du kan arbejde 28 timer om ugen med en fast pause.",
        "Sociale ressourcer og udfordringer": "Du har en fast hverdag.",
        "Helbredsmæssige ressourcer og udfordringer": "Du bliver træt og har brug for en pause.",
        "Dokumentation for hidtidig indsats": "Du har været i praktik i et vaskeri.",
    },
    considering="Vi overvejer at give dig afslag på fleksjob.",
    words="Jeg er meget træt efter arbejde.",
    reasons={
        "Grunden til afslaget": "Arbejdsevnen er ikke nedsat nok",
        "Hvorfor: de vigtigste hensyn": "Din arbejdsevne er nedsat, men ikke så meget, at du kan få et fleksjob.",
        "Det, du selv har sagt": "Trætheden står også i rapporten. Den ændrer ikke resultatet.",
        "Hvad sker der nu": "Din jobkonsulent ringer til dig inden to uger.",
    },
)


def walk(town: Town, life: Life) -> Walk:
    return Walk(town, life, town.person("caseworker"))


@pytest.mark.xdist_group("browser-reform")
def test_the_whole_road_after_the_reform(after_the_reform: Town, tmp_path: Path) -> None:
    way = walk(after_the_reform, GRANT)
    road.applies(way)
    road.is_described(way)
    road.is_tried_at_work(way)
    road.is_seen_by_a_doctor(way, tmp_path)
    road.is_advised_on_health(way)
    road.says_something_to_the_description(way)
    road.is_heard(way)
    road.is_assessed(way)
    road.is_put_before_the_team(way)
    road.is_answered_by_the_team(way, third="health_coordinator")
    fingerprint = road.is_decided(way)
    road.reads_the_decision(way, fingerprint, says=["12 timer om ugen", "visitationsteam"], lacks=["rehabiliteringsteam"])


@pytest.mark.xdist_group("browser-lab")
def test_the_whole_road_under_lab_2022(under_lab_2022: Town, tmp_path: Path) -> None:
    way = walk(under_lab_2022, REJECTION)
    road.applies(way)
    road.is_described(way)
    road.is_tried_at_work(way)
    road.is_seen_by_a_doctor(way, tmp_path)
    road.says_something_to_the_description(way)
    road.is_heard(way)
    road.is_put_before_the_team(way)
    road.is_answered_by_the_team(way, third="second_member")
    fingerprint = road.is_decided(way)
    road.reads_the_decision(way, fingerprint, says=["rehabiliteringsteam", "inden to uger"], lacks=["visitationsteam"])
