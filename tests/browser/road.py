"""The seven steps of a case as the people of the house and the citizen take them, each in a browser of their own."""

from __future__ import annotations

import hashlib
import io
import subprocess
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pikepdf
from playwright.sync_api import expect

from tests.browser.desk import Person, Town, a_real_pdf
from tests.stack import until


@dataclass(frozen=True)
class Life:
    """Who applies, what came of what was tried, and what the house calls things under its law."""

    name: str
    cpr: str
    outcome: str
    #: What the words of the law are for the description, the team and its form.
    description: str
    team: str
    form: str
    attest: str
    trial: dict[str, Any]
    measures: list[str]
    parts: dict[str, str]
    considering: str
    words: str
    reasons: dict[str, Any] = field(default_factory=dict)


@dataclass
class Walk:
    """A life on its way through the house."""

    town: Town
    life: Life
    caseworker: Person
    case: str = ""

    def ago(self, days: int) -> date:
        """A day before the town's own."""
        return self.town.day - timedelta(days=days)

    def citizen(self) -> Person:
        """The citizen on Min sag."""
        return self.town.citizen(self.case)


def applies(walk: Walk) -> None:
    """1. An application by letter is registered; a worker sends the receipt."""
    desk, life = walk.caseworker, walk.life
    desk.follows("Registrér ansøgning")
    for label, value in {
        "CPR-nummer": life.cpr,
        "Navn": life.name,
        "Telefon": "00 12 34 56",
        "Adresse": "Prøvevej 0\n0000 Nordhavn",
        "Hvordan kom ansøgningen?": "Brev",
        "Hvem tog initiativet?": "Borgeren",
        "Hvad lever borgeren af?": "Sygedagpenge",
        "Dato": walk.ago(120),
    }.items():
        desk.writes(label, value)
    desk.commits("Registrér ansøgning")
    expect(desk.heading()).to_have_text(life.name)
    walk.case = desk.page.url.rstrip("/").rsplit("/", 1)[-1]
    desk.opens(walk.case, "breve")
    desk.sees_by_and_by("leveret")


def is_described(walk: Walk) -> None:
    """2. Consent, attest, what was tried, the parts of the description."""
    desk, life, case = walk.caseworker, walk.life, walk.case
    desk.does(case, f"Start {life.description}", {"Dato": walk.ago(118)})
    consent = {"Hvad må vi hente?": "Oplysninger om helbred fra læger og sygehuse", "Dato": walk.ago(118)}
    desk.does(case, "Registrér samtykke", {**consent, "Hvordan gav borgeren samtykke?": "Personligt møde"})
    desk.does(case, "Bed lægen om attest", {"Attest": life.attest, "Dato": walk.ago(117)})
    desk.does(
        case,
        "Registrér tilbud eller foranstaltning",
        {
            "Tilbud eller foranstaltning": "Aktive tilbud, for eksempel praktik",
            "Resultat eller begrundelse": "Praktik, se rapporten",
            "Disse er heller ikke relevante": life.measures,
            "Hvorfor er de ikke relevante?": "Behandlingen er afsluttet, og ingen af dem ændrer timetallet.",
            "Dato": walk.ago(110),
        },
    )
    for label, text in life.parts.items():
        desk.opens(case, "beskrivelse")
        desk.follows(f"Skriv {label}")
        desk.writes("Tekst", text)
        desk.commits(f"Skriv i {life.description}")
        expect(desk.page.locator("[data-receipt]")).to_be_visible()


def is_tried_at_work(walk: Walk) -> None:
    """3. A work trial begins and ends; its hours and intensity are reckoned while they are typed."""
    desk, life, case = walk.caseworker, walk.life, walk.case
    start = {"Arbejdssted": life.trial["place"], "Opgaver": life.trial["tasks"], "Aftalte timer om ugen": life.trial["hours"]}
    desk.does(case, "Start arbejdsprøvning", {**start, "Dato": walk.ago(100)})
    desk.begins(case, "Afslut arbejdsprøvning")
    desk.writes("Mødt, timer om ugen", life.trial["hours"])
    desk.writes("Intensitet i procent", life.trial["intensity"])
    expect(desk.page.locator("aside")).to_contain_text(life.trial["effective"])
    desk.does_now(
        "Afslut arbejdsprøvning",
        {
            "Skånehensyn": life.trial["needs"],
            "Konklusion": life.trial["conclusion"],
            "Prøver noget andet end borgerens tidligere fag": True,
            "Væsentligt og til ugunst for borgeren": life.trial["adverse"],
            "Borgeren kender indholdet": not life.trial["adverse"],
            "Dato": walk.ago(20),
        },
    )


def is_seen_by_a_doctor(walk: Walk, folder: Path) -> None:
    """The attest comes as a PDF, is read beside the list, and opens as the same PDF."""
    desk, case = walk.caseworker, walk.case
    paper = a_real_pdf(folder, "Tilstanden er stationær.")
    desk.does(
        case,
        "Registrér attest fra lægen",
        {
            "Attest": walk.life.attest,
            "Konsultationens dato": walk.ago(98),
            "Det væsentlige i attesten": "Tilstanden er stationær, og behandlingen er afsluttet.",
            "Attesten som fil": paper,
            "Borgeren kender indholdet": True,
            "Dato": walk.ago(95),
        },
    )
    desk.opens(case, "dokumenter")
    desk.page.locator("#fane ~ section").get_by_role("link", name=walk.life.attest[:6]).first.click()
    expect(desk.page.get_by_alt_text("Side 1 af 1")).to_be_visible()
    link = desk.page.get_by_role("link", name="Åbn filen")
    assert desk.downloads(link.get_attribute("href") or "") == paper.read_bytes()


def is_advised_on_health(walk: Walk) -> None:
    """The law from July 2026 wants sundhedsfaglig rådgivning; the caseworker registers what came on paper."""
    advice = {
        "Hvad er der spurgt om?": "Hvad betyder knæene for arbejde?",
        "Svar": "Knæene tåler ikke tunge løft.",
        "Funktionstab": "Stående arbejde højst en time ad gangen",
        "Skånehensyn": ["pause hver time"],
        "Sundhedskoordinatorens navn": "Aysel Kaya",
        "Borgeren kender indholdet": True,
    }
    walk.caseworker.does(walk.case, "Registrér sundhedsfaglig rådgivning", advice)


def says_something_to_the_description(walk: Walk) -> None:
    """The description is sent for udtalelse, and the citizen answers on Min sag."""
    desk, life, case = walk.caseworker, walk.life, walk.case
    desk.does(case, "Send til udtalelse")
    citizen = walk.citizen()
    citizen.sees(f"Hej {life.name.split()[0]}")
    citizen.page.locator(".fc-todo a.button").click()
    citizen.sees(next(iter(life.parts.values())))
    citizen.writes("Dit svar", "Husk, at jeg ikke kan gå på trapper.")
    citizen.presses("Send dit svar")
    citizen.sees("Vi har fået dit svar")
    desk.does(case, "Registrér udtalelse", {"Sådan er bemærkningerne arbejdet ind": "Det står nu under helbred."})
    desk.does(case, f"Gør {life.description} færdig")


def is_heard(walk: Walk) -> None:
    """4. The hearing goes out with every paper of the case; the citizen answers, and the answer is considered."""
    desk, life, case = walk.caseworker, walk.life, walk.case
    due = walk.town.day + timedelta(days=14)
    desk.does(case, "Send partshøring", {"Hvad overvejer I at beslutte?": life.considering, "Frist for svar": due})
    desk.opens(case, "breve")
    desk.sees_by_and_by("leveret")
    citizen = walk.citizen()
    citizen.page.locator(".fc-todo a.button").click()
    citizen.sees(life.considering)
    link = citizen.page.get_by_role("link", name="Hent brevet med")
    bundle = pages(citizen.downloads(link.get_attribute("href") or ""))
    assert bundle > 4, f"the letter alone has 2 pages or so, and the bundle has {bundle}"
    citizen.writes("Dit svar", life.words)
    citizen.presses("Send dit svar")
    citizen.sees("Vi har fået dit svar")
    desk.opens(case, "partshoering")
    desk.sees(life.words)
    desk.follows("Tag svaret med")
    desk.does_now("Tag svaret med", {"Hvordan er svaret taget med?": "Vi har skrevet det ind som et hensyn."})


def is_assessed(walk: Walk) -> None:
    """What a grant rests on, on one page: the documents that show it are ticked beforehand. And no pension is in the way."""
    desk, case = walk.caseworker, walk.case
    answers = {
        "Varigt nedsat": "Behandlingen er afsluttet, og tilstanden er stationær.",
        "Er der behandling, som kan bedre arbejdsevnen?": "Nej, der er ikke mere at prøve",
        "Er der sociale forhold, som går over?": "Nej",
        "Væsentligt nedsat": f"{walk.life.trial['effective']} effektive timer om ugen ud af 37.",
        "Afklaret om uddannelse og arbejde": "Forløbet viser, hvad der er muligt i alle slags arbejde.",
    }
    desk.does(case, "Skriv vurderingen", answers)
    desk.does(case, "Registrér opslag om pension")
    desk.opens(case, "vurdering")
    desk.sees("Behandlingen er afsluttet")


def is_put_before_the_team(walk: Walk) -> None:
    """5. The form, the meeting that the chair plans, and the agenda."""
    desk, life, case = walk.caseworker, walk.life, walk.case
    form = {
        "Forslag": life.outcome,
        "Varigt nedsat": "Behandlingen er afsluttet, og tilstanden er stationær.",
        "Væsentligt nedsat": f"{life.trial['effective']} effektive timer om ugen ud af 37.",
        "Jobtyper": ["planteskole", "gartneri"],
    }
    desk.does(case, f"Udfyld {life.form}", form)
    desk.does(case, f"Forelæg sagen for {life.team}")
    chair = walk.town.person("chair")
    chair.follows("Møder")
    for label, value in {"Dag": walk.town.day, "Begynder kl.": "10.20", "Sted": "Lokale 2.14"}.items():
        chair.writes(label, value)
    chair.commits("Planlæg møde")
    chair.sees("Mødet er planlagt")
    desk.begins(case, "Sæt på dagsorden")
    desk.page.get_by_label("Møde", exact=False).first.select_option(index=1)
    desk.does_now("Sæt på dagsorden")


def is_answered_by_the_team(walk: Walk, third: str) -> None:
    """Three members vote in the meeting room, and the chair records what the team came to."""
    life, town = walk.life, walk.town
    for username in ("member", third, "chair"):
        member = town.person(username)
        member.follows("Møder")
        member.page.locator("table a").first.click()
        expect(member.heading()).to_contain_text(life.name)
        member.presses("For")
        member.sees("Din stemme er gemt")
    chair = member
    chair.sees("Teamet kan beslutte.")
    chair.page.locator(".fc-meeting-foot a.button-primary").click()
    for label, text in {
        "Beskæftigelse: det, der har vægt": f"Praktikken viser {life.trial['effective']} effektive timer.",
        "Sociale forhold: det, der har vægt": "Der er støtte i familien.",
        "Helbred: det, der har vægt": "Kroppen tåler ikke tunge løft.",
    }.items():
        chair.writes(label, text)
    chair.commits("Registrér")
    chair.sees("Teamets svar er registreret.")


def is_decided(walk: Walk) -> str:
    """6. The draft, the letter that a worker renders, the approval by another, the issue. Answers the fingerprint."""
    desk, life, case, town = walk.caseworker, walk.life, walk.case, walk.town
    desk.opens(case)
    desk.begins(case, "Skriv afgørelsen")
    desk.writes("Hvad bliver afgørelsen?", life.outcome)
    desk.does_now("Skriv afgørelsen")
    desk.opens(case, "afgoerelse")
    desk.follows("Ret udkastet")
    expect(desk.heading()).to_have_text("Afgørelse")
    for label, value in life.reasons.items():
        desk.writes(label, value)
    expect(desk.page.locator("#letter")).to_contain_text(life.reasons["Hvorfor: de vigtigste hensyn"][:30])
    desk.presses("Send til godkendelse")
    desk.sees("Afgørelsen er sendt til godkendelse")
    desk.sees_by_and_by("Brevet ligger klar")

    desk.goes(f"sager/{case}/afgoerelse/godkend/")
    desk.sees("En anden skal godkende det")
    expect(desk.page.get_by_role("button", name="Godkend afgørelsen")).to_have_count(0)

    leader = town.person("team_leader")
    leader.follows("Til godkendelse")
    leader.follows(life.name)
    fingerprint = leader.page.locator("code").inner_text()
    leader.presses("Godkend afgørelsen")
    leader.sees("Afgørelsen er godkendt")

    desk.opens(case)
    desk.does(case, "Send afgørelsen")
    until(lambda: town.ask("decision_letter", case=case)["state"] == "delivered", "the decision to be delivered")
    return fingerprint


def reads_the_decision(walk: Walk, fingerprint: str, *, says: list[str], lacks: list[str]) -> None:
    """7. The citizen reads the decision and fetches the PDF: the very bytes that were approved. The klagefrist runs."""
    town, case = walk.town, walk.case
    citizen = walk.citizen()
    citizen.sees("Vi har afgjort din sag")
    citizen.sees("Du kan klage til og med")
    citizen.sees("28 dage tilbage")
    citizen.follows("Læs afgørelsen")
    link = citizen.page.get_by_role("link", name="Hent brevet som PDF")
    letter = citizen.downloads(link.get_attribute("href") or "")
    kept = town.ask("decision_letter", case=case)
    digest = hashlib.sha256(letter).hexdigest()
    assert digest == kept["sha256"] == kept["approved_sha256"]
    assert digest.startswith(fingerprint)
    read = text_of(letter)
    for words in (*says, "Ankestyrelsen", "Sådan klager du", walk.life.words):
        assert words in read, f"»{words}« is not in the letter:\n{read}"
    for words in lacks:
        assert words not in read
    desk = walk.caseworker
    desk.opens(case)
    desk.sees("Klagefrist")
    desk.opens(case, "afgoerelse")
    desk.sees(fingerprint)


def pages(document: bytes) -> int:
    """How many pages a PDF has."""
    with pikepdf.open(io.BytesIO(document)) as pdf:
        return len(pdf.pages)


def text_of(document: bytes) -> str:
    """A PDF's text in one line, as a screen reader gets it."""
    done = subprocess.run(["pdftotext", "-", "-"], input=document, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())
