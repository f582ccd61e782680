"""One realistic example of every letter. All people, addresses, telephone and CPR numbers are fictive."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from decimal import Decimal

from cases.letters import AppealGuidance, Envelope, Fact, Helper, Letter, Section
from cases.letters.access import AccessDecision, AccessNotice, LeftOut, Listed, StruckOut
from cases.letters.deadline_notice import DeadlineNotice
from cases.letters.endings import CaseEnded, CaseGoesOn, TransferNotice
from cases.letters.present_basis import PresentBasisReceipt
from cases.letters.receipt import DataNotice, Receipt
from cases.letters.reminder import Awaited, CitizenReminder
from cases.letters.second_application import SecondApplicationReceipt
from cases.letters.withdrawal import WithdrawalConfirmation
from decisions.letters import (
    CaseReopened,
    ComplaintAnswer,
    ComplaintForwarded,
    ComplaintForwarding,
    ComplaintReceipt,
    ComplaintWithdrawn,
    Conflict,
    DecisionGrant,
    DecisionNotOpened,
    DecisionRejection,
    Enclosure,
    Hearing,
    HearingExtended,
    OwnWords,
    PensionRefusal,
    ReassessmentDelayed,
    ReassessmentUpheld,
    Record,
    SentPaper,
    Stage,
    TeamView,
    WorkTested,
    WrittenReasons,
)
from employment.letters import JobAssessment
from flexcase.law.regime import regimes
from rehab_team.letters import MeetingInvitation, MeetingPostponed, Participant, PensionNotice, TeamMinutes
from resourceprofile.letters import (
    ConsentDeclaration,
    ConsentRefused,
    ConsentWithdrawn,
    MedicalReminderCitizen,
    MedicalReminderDoctor,
    MedicalRequestCitizen,
    MedicalRequestDoctor,
    ProfileStatement,
)

ENVELOPE = Envelope(
    municipality="Nordhavn Kommune",
    return_address="Strandgade 0 · 0000 Nordhavn",
    recipient="Kim Østby",
    recipient_lines=("Fyrvej 0, 2. th.", "0000 Nordhavn"),
    dated=date(2026, 11, 9),
    case_number="2026-0455",
    caseworker="Åse Kjær",
    phone="00 55 10 20",
    delivery="Sendt med Digital Post",
    sender="Åse Kjær",
    sender_title="sagsbehandler",
)

HELPERS = (
    Helper(
        who="Din sagsbehandler i kommunen",
        text="Ring, hvis der er noget, du ikke forstår. Vi skal hjælpe dig med at finde ud af, hvad du har ret til.",
    ),
    Helper(
        who="DUKH",
        text="Her kan du få gratis råd om din sag. DUKH er ikke en del af kommunen.",
        contact="Ring på 76 30 19 30, eller læs mere på dukh.dk.",
    ),
    Helper(who="Din fagforening", text="Den kan give råd, gå med til møder og hjælpe med at klage."),
    Helper(who="En bisidder", text="Du må altid tage en med, som du selv vælger."),
)

APPEAL = AppealGuidance(
    channels=(
        "Skriv i Digital Post til Nordhavn Kommune, eller brug nordhavn.example/klag.",
        "Send et brev til Strandgade 0, 0000 Nordhavn.",
        "Ring på 00 55 10 00, eller kom forbi.",
    ),
    weeks=4,
    body="Ankestyrelsen",
    no_reasons_needed="Du behøver ikke at skrive hvorfor. Du må få hjælp af en anden.",
    reassessment="Når vi får din klage, ser vi på sagen igen. Det gør vi inden fire uger. Ændrer vi afgørelsen, får du et nyt "
    "brev. Holder vi fast, sender vi klagen og sagens papirer videre, og det skriver vi til dig.",
    late="Det er Ankestyrelsen, der afgør klagen. Ankestyrelsen er ikke en del af kommunen. Kommer klagen for sent, sender "
    "vi den også videre. Så afgør Ankestyrelsen, om klagen kan tages med.",
)
ACCESS_APPEAL = replace(
    APPEAL,
    weeks=0,
    reassessment="Når vi får din klage, ser vi på svaret igen. Får du ikke det, du beder om, sender vi klagen og papirerne "
    "videre, og det skriver vi til dig.",
    late="",
)

RULES_IN_FULL = (
    "§ 116, stk. 1: Fleksjob er en ordning for personer, som ikke kan opnå eller fastholde beskæftigelse på normale vilkår. "
    "Det er en betingelse, at personen har varige og væsentlige begrænsninger i arbejdsevnen.\n\n"
    "§ 116, stk. 3: Fleksjob kan først tilbydes, når alle relevante tilbud har været afprøvet. Det gælder ikke, hvis det er "
    "åbenbart formålsløst."
)


def receipt() -> Receipt:
    return Receipt(
        envelope=ENVELOPE,
        received_on=date(2026, 11, 6),
        expected_by=date(2027, 5, 7),
        published_deadline="26 uger",
        published_at="nordhavn.example/frister",
        next_steps="Åse Kjær ringer til dig inden fredag 20. november 2026. I taler om dit arbejde, dit helbred og "
        "det, du selv ønsker.\n\nHar du papirer fra din læge eller dit arbejde, må du gerne finde dem frem.",
        who_can_help=HELPERS,
        data=DataNotice(
            controller="Nordhavn Kommune har ansvaret for dine oplysninger. Ring til os på 00 55 10 00.",
            officer="Vores rådgiver om personlige oplysninger hedder Bo Falk. Skriv til dpo@nordhavn.example.",
            sections=(
                Section(
                    heading="Hvorfor har vi brug for oplysningerne?",
                    text="Vi bruger dem til at afgøre, om du kan få fleksjob. Det har vi lov til efter lov om en aktiv "
                    "beskæftigelsesindsats og efter databeskyttelsesforordningens artikel 6 og 9.",
                ),
                Section(heading="Hvor får vi dem fra?", text="Fra dig, din læge, dit arbejde og sygehuset."),
                Section(heading="Hvem ser dem?", text="De ansatte, der arbejder med din sag."),
                Section(heading="Hvor længe gemmer vi dem?", text="Vi gemmer sagen i fem år, efter at den er slut."),
                Section(heading="Hvad kan du kræve?", text="Du kan få at se, hvad vi ved om dig. Klag på datatilsynet.dk."),
            ),
        ),
    )


def present_basis_receipt() -> PresentBasisReceipt:
    return PresentBasisReceipt(
        envelope=ENVELOPE,
        asked_on=date(2026, 11, 6),
        meaning="Vi afgør din sag ud fra det, vi ved nu. Du får at vide, hvorfor vi har besluttet det.",
        missing_papers=(
            "Vi har ikke set på andre slags arbejde end det, du har prøvet.",
            "Vi mangler lægens vurdering af, hvad dit helbred betyder for arbejde.",
        ),
        decided_by=date(2026, 12, 18),
        taking_back="Vil du hellere vente, så ring til os.",
        who_can_help=HELPERS,
    )


def second_application_receipt() -> SecondApplicationReceipt:
    return SecondApplicationReceipt(
        envelope=ENVELOPE,
        received_on=date(2026, 11, 6),
        running_since=date(2026, 5, 11),
        expected_by=date(2026, 12, 1),
        consequence="Vi læser din nye ansøgning sammen med det, vi ved i forvejen. Du får én afgørelse.",
        who_can_help=HELPERS,
    )


def consent_refused() -> ConsentRefused:
    return ConsentRefused(
        envelope=ENVELOPE,
        refused_on=date(2026, 11, 6),
        refused="oplysninger om dit helbred fra læger og sygehuse",
        meaning="Du må gerne sige nej. Din sag fortsætter. Men vi må afgøre den ud fra det, vi ved.",
        rules="Siger du nej, afgør vi sagen ud fra det, vi har. Det står i retssikkerhedslovens § 11 b.",
        who_can_help=HELPERS,
    )


def consent_declaration() -> ConsentDeclaration:
    return ConsentDeclaration(
        envelope=ENVELOPE,
        named="oplysninger om dit helbred fra læger og sygehuse",
        purpose="Vi bruger oplysningerne til at afgøre, om du kan få fleksjob.",
        sources=("Ida Lund, din egen læge", "Nordhavn Sygehus, afdelingen for rygge"),
        information=("Hvad du fejler, og hvilken behandling du får", "Hvad det betyder for dit arbejde og din hverdag"),
        duration="Det gælder til og med 9. maj 2027.",
        declaration="Jeg giver kommunen lov til at hente og bruge oplysninger om mig i min sag om fleksjob.",
        withdrawing=("Tryk på »Samtykke« på Min sag på nordhavn.example.", "Ring på 00 55 10 00."),
        answer_by=date(2026, 11, 23),
        saying_no="Du må gerne sige nej. Din sag fortsætter. Men vi må afgøre den ud fra det, vi ved.",
        rules="Vi henter som regel kun oplysninger, når du siger ja. Det står i retssikkerhedslovens § 11 a.",
        who_can_help=HELPERS,
    )


def case_ended() -> CaseEnded:
    return CaseEnded(
        envelope=ENVELOPE,
        happened="Du havde ved en fejl to sager om fleksjob hos os. Vi har lukket sag 2026-0456.",
        consequence="Din sag er sag 2026-0455. Du mister ikke noget. Du får en afgørelse i den sag.",
        if_wrong="Ring til os på 00 55 10 00, hvis de to sager handler om noget forskelligt.",
        who_can_help=HELPERS,
    )


def case_goes_on() -> CaseGoesOn:
    return CaseGoesOn(
        envelope=ENVELOPE,
        happened="Vi har skrevet, at din ansøgning var trukket tilbage. Det var en fejl.",
        consequence="Sagen er åben igen. Du skal ikke søge på ny. Det, du har sendt os, ligger her stadig.",
        expected_by=date(2027, 5, 7),
        who_can_help=HELPERS,
    )


def transfer_notice() -> TransferNotice:
    return TransferNotice(
        envelope=ENVELOPE,
        municipality="Sønderlund Kommune",
        moved_on=date(2026, 11, 2),
        contact="Jobhuset i Sønderlund, telefon 00 66 20 20.",
        applied_on=date(2026, 5, 11),
        consequence="Din nye kommune afgør, om du kan få fleksjob. Du skal ikke søge igen. Vi har sendt papirerne med.",
        rules="Det er den kommune, du bor i, der skal hjælpe dig. Det står i retssikkerhedslovens § 9.",
        who_can_help=HELPERS,
    )


def withdrawal_confirmation() -> WithdrawalConfirmation:
    return WithdrawalConfirmation(
        envelope=ENVELOPE,
        withdrawn_on=date(2026, 11, 6),
        how="Du ringede til os.",
        applied_on=date(2026, 5, 11),
        consequence="Du får ingen afgørelse om fleksjob. De penge, du får nu, ændrer sig ikke på grund af det.",
        who_can_help=HELPERS,
    )


def medical_request_doctor() -> MedicalRequestDoctor:
    return MedicalRequestDoctor(
        envelope=Envelope(
            municipality="Nordhavn Kommune",
            return_address="Strandgade 0 · 0000 Nordhavn",
            recipient="Lægerne på Havnegade",
            recipient_lines=("Att. Ida Lund", "Havnegade 0", "0000 Nordhavn"),
            dated=date(2026, 11, 9),
            case_number="2026-0455",
            caseworker="Åse Kjær",
            phone="00 55 10 20",
            delivery="Sendt elektronisk",
            sender="Åse Kjær",
            sender_title="sagsbehandler",
        ),
        citizen_name="Kim Østby",
        citizen_cpr="710180-0000",
        request_form="LÆ 261",
        answer_form="LÆ 265",
        needs_consultation=True,
        clarify="Hvad betyder ryglidelsen for, hvor mange timer Kim Østby kan arbejde, og hvilke hensyn er nødvendige?",
        why="Kim Østby har søgt om fleksjob. Vi skal vide, om nedsættelsen er varig, og hvad der er prøvet.",
        questions=(
            "Hvilke lidelser har betydning for evnen til at arbejde?",
            "Er behandlingen slut, eller er der mere at prøve?",
            "Hvordan ser du på udsigten de næste to år?",
            "Hvilke hensyn skal en arbejdsplads tage?",
        ),
        deadline="Vi beder om svar senest 30 dage efter, at Kim Østby har bestilt tid hos dig.",
        how_to_answer="Send attesten elektronisk til Nordhavn Kommune, sag 2026-0455.",
        consent_given_on=date(2026, 11, 6),
        legal_basis="Vi indhenter oplysningerne efter retssikkerhedslovens § 11, stk. 1.",
        payment="Send regningen til EAN 5790000000000. Vi betaler efter aftalen om socialt-lægeligt samarbejde.",
    )


def medical_request_citizen() -> MedicalRequestCitizen:
    return MedicalRequestCitizen(
        envelope=ENVELOPE,
        doctor_name="Ida Lund",
        doctor_phone="00 55 77 10",
        needs_consultation=True,
        book_by=date(2026, 11, 20),
        asked="Vi har spurgt, hvad din ryg betyder for dit arbejde, og hvilke hensyn du har brug for.",
        why="Vi skal kende dit helbred for at afgøre, om du kan få fleksjob.",
        consent_given_on=date(2026, 11, 6),
        legal_basis="Reglen står i retssikkerhedslovens § 11, stk. 1.",
        who_can_help=HELPERS,
    )


def profile_statement() -> ProfileStatement:
    return ProfileStatement(
        envelope=ENVELOPE,
        document_name="din ressourceprofil",
        purpose="Vi bruger teksten, når vi skal afgøre, om du kan få fleksjob. Den skal passe med det liv, du har.",
        parts=(
            Section(heading="Uddannelse", text="Du er udlært tømrer fra 1998."),
            Section(
                heading="Arbejde",
                text="Du har arbejdet som tømrer i 19 år. Du har været syg siden 3. marts 2025.\n\n"
                "Du har prøvet at sortere tøj hos Kystens Vaskeri i 13 uger.",
            ),
            Section(heading="Helbred", text="Du har ondt i ryggen, når du løfter, og når du sidder længe."),
            Section(heading="Dine egne ønsker", text="Du vil gerne arbejde med mennesker og have en pause midt på dagen."),
        ),
        answer_by=date(2026, 11, 23),
        how_to_answer=(
            "Skriv på nordhavn.example/minsag eller i Digital Post.",
            "Ring til Åse Kjær på 00 55 10 20. Så skriver hun det ned.",
        ),
        who_can_help=HELPERS,
    )


def hearing() -> Hearing:
    return Hearing(
        envelope=ENVELOPE,
        considering="Vi overvejer at give dig afslag på fleksjob.",
        introduction="Før vi afgør din sag, vil vi høre, hvad du mener. Er noget forkert, eller mangler der noget, så skriv "
        "eller ring til os. Du må få hjælp af en anden. Har du brug for mere tid, så bed om det, før fristen er gået.",
        silence="Hører vi ikke fra dig, før fristen er gået, går vi videre med din sag. Så bruger vi det, vi ved.",
        facts=(
            Fact(
                text="Du arbejdede 28 timer om ugen hos Kystens Vaskeri og nåede 90 procent af det, andre når.",
                source="rapport af 2. oktober 2026, bilag 1",
            ),
            Fact(text="Din læge skriver, at en fast pause hjælper.", source="attest af 24. september 2026, bilag 2"),
        ),
        answer_by=date(2026, 11, 30),
        how_to_answer=(
            "Skriv på nordhavn.example/minsag eller i Digital Post.",
            "Send et brev til Nordhavn Kommune, Strandgade 0, 0000 Nordhavn.",
            "Ring til Åse Kjær på 00 55 10 20. Så skriver hun det ned.",
        ),
        enclosures=(
            Enclosure(title="Rapport fra Kystens Vaskeri", dated=date(2026, 10, 2)),
            Enclosure(title="Attest fra din læge, LÆ 265", dated=date(2026, 9, 24)),
            Enclosure(title="Udtalelse fra sundhedskoordinatoren", dated=date(2026, 10, 14)),
            Enclosure(title="Din egen beskrivelse af en hverdag"),
        ),
        next_steps="Når vi har fået dit svar, ser vi på sagen igen. Du får afgørelsen i et brev.\n\n"
        "Bliver det et afslag: Du kan få hjælp til at finde eller beholde et job.",
        rules="Du har ret til at udtale dig efter forvaltningslovens § 19.",
        who_can_help=HELPERS,
    )


def hearing_extended() -> HearingExtended:
    return HearingExtended(
        envelope=ENVELOPE,
        heard_on=date(2026, 11, 9),
        answer_by=date(2026, 12, 14),
        how_to_answer=("Skriv på nordhavn.example/minsag eller i Digital Post.", "Ring til Åse Kjær på 00 55 10 20."),
        silence="Hører vi ikke fra dig, før fristen er gået, går vi videre med din sag.",
        who_can_help=HELPERS,
    )


def written_reasons() -> WrittenReasons:
    return WrittenReasons(
        envelope=ENVELOPE,
        told_on=date(2026, 11, 2),
        asked_on=date(2026, 11, 4),
        decision="Vi har besluttet, at du kan få fleksjob.",
        reasons="Vi har lagt mest vægt på, at du har prøvet arbejdet i praksis, og at lægen ikke ser mere, der kan gøres.",
        rules="Lov om en aktiv beskæftigelsesindsats § 116, stk. 1 og 3, og § 118.",
        who_can_help=HELPERS,
        appeal=APPEAL,
    )


def access_decision() -> AccessDecision:
    return AccessDecision(
        envelope=ENVELOPE,
        asked_on=date(2026, 11, 3),
        asked_for="Det, min chef har skrevet om mig.",
        documents=(
            Listed(no=1, title="Rapport fra Kystens Vaskeri", dated=date(2026, 10, 2)),
            Listed(no=2, title="Udkast til et brev", dated=date(2026, 10, 5), given=False),
        ),
        left_out=(
            LeftOut(
                no=2,
                ground="Det er et internt papir, som vi har skrevet til eget brug.",
                law="forvaltningslovens § 12",
                why="Brevet blev aldrig sendt. Det siger ikke noget nyt om dig.",
            ),
        ),
        struck=(
            StruckOut(
                no=1,
                where="Side 2",
                ground="Hensynet til en anden vejer tungere end din interesse i at se det.",
                law="forvaltningslovens § 15 b",
                why="Der står noget om en kollegas helbred.",
            ),
        ),
        rules="Du har ret til at se papirerne i din sag efter forvaltningslovens § 9.",
        who_can_help=HELPERS,
        appeal=ACCESS_APPEAL,
    )


def access_notice() -> AccessNotice:
    return AccessNotice(
        envelope=ENVELOPE,
        asked_on=date(2026, 11, 3),
        expected_on=date(2026, 11, 20),
        why="Din sag har mange papirer, og vi læser dem alle, før vi sender dem.",
        who_can_help=HELPERS,
    )


def decision_grant() -> DecisionGrant:
    return DecisionGrant(
        envelope=ENVELOPE,
        applied_on=date(2026, 5, 11),
        decision="Du får bevilget fleksjob, fordi din evne til at arbejde er varigt og væsentligt nedsat.",
        meaning="Du kan nu søge et fleksjob. Du arbejder det, du kan holde til, og får løn for det, du når. "
        "Kommunen giver dig et tilskud oven i lønnen.",
        duration="Bevillingen gælder i 5 år fra den dag, du begynder i et fleksjob.",
        needs=("Pause midt på dagen på 30 minutter.", "Intet arbejde med løft over 5 kilo.", "Faste mødetider."),
        job_types=("Lettere arbejde på et lager.", "Service i en butik uden tunge løft."),
        main_considerations="Vi har lagt mest vægt på, at du har prøvet arbejdet i praksis, og at lægen ikke ser mere, "
        "der kan gøres. Andre veje til job er prøvet.",
        written_reasons=("Vi har ikke prøvet en anden arbejdsplads. Det ville ikke vise noget nyt.",),
        facts=(
            Fact(text="Din læge skriver, at ryggen ikke bliver bedre.", source="attest af 24. september 2026"),
            Fact(text="Hensynene blev prøvet og hjalp dig.", source="rapport af 2. oktober 2026"),
        ),
        work_tested=(WorkTested(workplace="Kystens Vaskeri", weeks=13, weekly_hours=Decimal("12"), intensity=Decimal("60")),),
        own_words=(
            OwnWords(
                said="Du skrev 20. oktober, at du bliver meget træt, når du ikke får en pause.",
                answer="Det er vi enige i. Derfor står pausen blandt de hensyn, du har brug for.",
            ),
        ),
        team=TeamView(
            name="visitationsteamet", met_on=date(2026, 10, 28), outcome="Teamet anbefalede fleksjob.", followed=True
        ),
        rules="Lov om en aktiv beskæftigelsesindsats § 116, stk. 1 og 3, § 117, stk. 3, og § 118.",
        rules_in_full=RULES_IN_FULL,
        next_steps="Din jobkonsulent Tine Rask ringer til dig inden fredag 27. november 2026. I lægger en plan for, "
        "hvordan du finder et job.",
        duties="Du skal selv søge fleksjob. Du skal lægge dit cv på Jobnet. Og du skal komme til jobsamtaler, når vi "
        "kalder dig ind.",
        unemployment_benefit="Du kan få ledighedsydelse, indtil du har et fleksjob. Søg den på nordhavn.example/ledig.",
        certificate="Du har ret til et fleksjobbevis. Det kan du vise til en arbejdsgiver. Ring til os, hvis du vil "
        "have et. Vi laver det sammen med dig.",
        who_can_help=HELPERS,
        appeal=APPEAL,
    )


def decision_not_opened() -> DecisionNotOpened:
    return DecisionNotOpened(
        envelope=ENVELOPE,
        decision="Vi har besluttet ikke at åbne en sag om fleksjob til dig.",
        applied_on=date(2026, 11, 2),
        main_considerations="Du arbejder på fuld tid i et almindeligt job og har fået at vide, at du bliver rask til foråret.",
        facts=(Fact(text="Du arbejder 37 timer om ugen", source="din ansøgning"),),
        no_remarks="Vi har ikke fundet oplysninger imod dig, som du ikke kendte. Derfor spurgte vi dig ikke igen.",
        rules="Afgørelsen bygger på retssikkerhedslovens §§ 3 og 5.",
        next_steps="Du kan søge om fleksjob igen, når du vil.",
        who_can_help=HELPERS,
        appeal=APPEAL,
    )


def decision_rejection() -> DecisionRejection:
    return DecisionRejection(
        envelope=ENVELOPE,
        applied_on=date(2026, 5, 11),
        complaints=(
            ComplaintAnswer(
                complained_on=date(2026, 10, 1),
                decided_on=date(2026, 9, 7),
                outcome="Du har fået medhold i en del af klagen. Derfor får du en ny afgørelse.",
                added="Du skrev, at vi havde glemt dit job i haven.",
                reasons="Det har vi nu taget med.",
                rest="Resten af klagen sender vi til Ankestyrelsen. Du skal ikke gøre noget.",
            ),
        ),
        decision="Du kan ikke få et fleksjob. Din evne til at arbejde er nedsat, men ikke nok til et fleksjob.",
        ground="too_high",
        ground_in_words="Du kan få et fleksjob, hvis din evne til at arbejde er varigt og væsentligt nedsat. Der er "
        "ingen fast grænse. Vi ser på både timer og på, hvor meget du når. Du kan arbejde for meget til et fleksjob.",
        main_considerations="Vi har lagt mest vægt på, at du kan holde til mange timer, når du har en fast pause. "
        "Den pause kan du få i et almindeligt job.",
        facts=(
            Fact(text="Du kan arbejde 28 timer med en fast pause midt på dagen.", source="rapport af 2. oktober 2026"),
            Fact(text="Lægen beskriver det samme behov for pause.", source="attest af 24. september 2026"),
        ),
        work_tested=(WorkTested(workplace="Kystens Vaskeri", weeks=13, weekly_hours=Decimal("28"), intensity=Decimal("90")),),
        own_words=(
            OwnWords(
                said="Du skrev 20. oktober, at du er meget træt efter arbejde.",
                answer="Det står også i rapporten. Vi har taget det med, da vi så på dine timer. Det ændrer ikke svaret.",
            ),
        ),
        conflicts=(
            Conflict(
                text="Din læge mener, at du kan arbejde 20 timer. Rapporten viser 28 timer.",
                resolution="Vi følger rapporten, fordi du arbejdede de timer i 13 uger.",
            ),
        ),
        team=TeamView(
            name="visitationsteamet",
            met_on=date(2026, 10, 28),
            outcome="Teamet mente, at du ikke skal have et fleksjob.",
            followed=True,
        ),
        rules="Lov om en aktiv beskæftigelsesindsats § 116, stk. 1 og 3, og § 118.",
        next_steps="Din jobkonsulent Tine Rask ringer til dig inden fredag 27. november 2026. I taler om job med de "
        "hensyn, du har brug for.",
        who_can_help=HELPERS,
        appeal=APPEAL,
    )


def meeting_invitation() -> MeetingInvitation:
    return MeetingInvitation(
        envelope=ENVELOPE,
        team_name="visitationsteamet",
        day=date(2026, 12, 2),
        starts=time(10, 30),
        minutes=45,
        place="Nordhavn Rådhus, Strandgade 0, lokale 2.14",
        online="Ring til os, så sender vi et link.",
        purpose="Vi taler om, hvad du kan, og hvad du har brug for i et job. Vi vil gerne høre det fra dig selv.",
        mandate="Teamet giver et råd. Det er kommunen, der afgør din sag bagefter.",
        rights="Du har ret til at være med på mødet. Du må tage en bisidder med. Det kan være en ven, en fra din familie "
        "eller en fra din fagforening.\n\nSig til, hvis du har brug for tolk eller anden hjælp.",
        participants=(
            Participant(name="Åse Kjær", role="Din sagsbehandler"),
            Participant(name="Morten Bæk", role="Leder af mødet, job"),
            Participant(name="Lise Holm", role="Læge fra regionen"),
            Participant(name="Per Dahl", role="Hjælp til hverdagen"),
        ),
        papers=("Din ressourceprofil", "Rapport fra Kystens Vaskeri", "Attest fra din læge"),
        who_can_help=HELPERS,
    )


def meeting_postponed() -> MeetingPostponed:
    return MeetingPostponed(
        envelope=ENVELOPE,
        team_name="rehabiliteringsteamet",
        day=date(2026, 12, 2),
        starts=time(10, 30),
        why="To af dem, der skulle være med, er syge.",
        next_steps="Din sag er stadig i gang. Du får et nyt brev, når vi har en ny dag.",
        who_can_help=HELPERS,
    )


def team_minutes() -> TeamMinutes:
    return TeamMinutes(
        envelope=ENVELOPE,
        team_name="rehabiliteringsteamet",
        met_on=date(2026, 12, 2),
        answer="Teamet mente, at du skal have fleksjob.",
        mandate="Teamet giver et råd. Det er kommunen, der afgør din sag bagefter.",
        parts=(
            Section(heading="Til stede", text="Lene Fisker, formand: for\nAysel Kaya, sundhedskoordinator: for"),
            Section(heading="Borgeren", text="Borgeren var med sammen med en bisidder."),
            Section(heading="Helbred", text="Ryggen bliver ikke bedre."),
            Section(heading="Skånehensyn", text="Pause hver time\nIngen løft over fem kilo"),
        ),
        who_can_help=HELPERS,
    )


def pension_notice() -> PensionNotice:
    return PensionNotice(
        envelope=ENVELOPE,
        opens=True,
        reasons="Du kan kun arbejde få minutter ad gangen, og lægen ser ikke mere, der kan gøres.",
        papers=("Attest fra din læge", "Rapport fra Kystens Vaskeri"),
        next_steps="Det kontor i kommunen, der arbejder med pension, ringer eller skriver til dig.",
        own_application="Du kan altid selv søge om førtidspension.",
        who_can_help=HELPERS,
    )


def job_assessment() -> JobAssessment:
    return JobAssessment(
        envelope=ENVELOPE,
        employer="Sønderup Planteskole",
        hours=Decimal("8"),
        intensity=Decimal("60"),
        starts_on=date(2026, 12, 1),
        functions=("Plante om.", "Sætte priser på."),
        assessment="Du kan plante om, når du kan sidde ned. Vi har set dig arbejde i to uger.",
        needs=("Pause hver time: Der er en stol ved bordet.", "Intet over 5 kilo: En kollega bærer sække."),
        granted_hours=Decimal("12"),
        granted_intensity=Decimal("60"),
        difference="Din chef kan kun tilbyde otte timer nu. Vi taler om det igen om tre måneder.",
        follow_up="Tine Rask ringer til dig og din chef i marts 2027.",
        rules="Lov om en aktiv beskæftigelsesindsats § 121, stk. 1, og § 122, stk. 2.",
        who_can_help=HELPERS,
        appeal=APPEAL,
    )


def complaint_receipt() -> ComplaintReceipt:
    return ComplaintReceipt(
        envelope=ENVELOPE,
        received_on=date(2027, 1, 18),
        how="Den kom i telefonen, og vi skrev den ned.",
        brought_by="Det er Lis Østby, der har klaget for dig. Er du ikke enig i klagen, så ring til os.",
        decided_on=date(2026, 12, 7),
        reassessed_by=date(2027, 2, 15),
        next_steps=_text("complaint_next"),
        body="Ankestyrelsen",
        late=True,
        who_can_help=HELPERS,
    )


def reassessment_delayed() -> ReassessmentDelayed:
    return ReassessmentDelayed(
        envelope=ENVELOPE,
        complained_on=date(2027, 1, 4),
        promised_by=date(2027, 2, 1),
        until=date(2027, 2, 15),
        why="Du har sendt os et nyt papir fra din læge. Vi vil læse det, før vi svarer dig.",
        who_can_help=HELPERS,
    )


def reassessment_upheld() -> ReassessmentUpheld:
    return ReassessmentUpheld(
        envelope=ENVELOPE,
        complained_on=date(2027, 1, 4),
        decided_on=date(2026, 12, 7),
        added="Du skriver, at du får ondt, når du sidder længe. Det vidste vi, da vi afgjorde sagen.",
        reasons="Du har arbejdet 25 timer om ugen i et job, hvor du sad ned. Din læge siger, at smerterne kan blive mindre.",
        late=True,
        body="Ankestyrelsen",
        rules=_text("rules_reassessment"),
        who_can_help=HELPERS,
    )


RECORDS = (
    Record(
        title="Ansøgning",
        dated=date(2026, 9, 1),
        sender="Borgeren",
        receiver="Nordhavn Kommune",
        received="Modtaget 2. september 2026",
    ),
    Record(title="Attest LÆ 265", dated=date(2026, 10, 5), sender="Læge", receiver="Nordhavn Kommune"),
    Record(
        title="Afgørelse: afslag på fleksjob",
        dated=date(2026, 12, 7),
        sender="Nordhavn Kommune",
        receiver="Borgeren",
        received="Sendt med Digital Post 7. december 2026, modtaget 7. december 2026. Bevis: fil:0193",
    ),
    Record(title="Klage 1 over afgørelse 1", dated=date(2027, 1, 4), sender="Borgeren", receiver="Nordhavn Kommune"),
    Record(
        title="Genvurdering: afgørelsen fastholdes", dated=date(2027, 1, 20), sender="Nordhavn Kommune", receiver="Borgeren"
    ),
)


def complaint_forwarding() -> ComplaintForwarding:
    return ComplaintForwarding(
        envelope=replace(ENVELOPE, recipient="Ankestyrelsen", recipient_lines=(), delivery="Sendt elektronisk"),
        body="Ankestyrelsen",
        citizen_name="Kim Østby",
        citizen_cpr="650380-1234",
        representative="Klagen er indgivet af Lis Østby.",
        outcome="Kommunen har genvurderet sagen og fastholder afgørelsen.",
        added="Du skriver, at du får ondt, når du sidder længe. Det vidste vi, da vi afgjorde sagen.",
        reasons="Du har arbejdet 25 timer om ugen i et job, hvor du sad ned.",
        late="Klagen kom efter klagefristen. Kommunen har ikke afvist den.",
        stages=(
            Stage(what="Afgørelsen", on=date(2026, 12, 7), record=3, proof="Sendt med Digital Post. Bevis: fil:0193"),
            Stage(what="Klagen kom til kommunen", on=date(2027, 1, 4), record=4, proof="Telefon"),
            Stage(what="Genvurderingen", on=date(2027, 1, 20), record=5),
            Stage(what="Klagen sendt videre", on=date(2027, 1, 21)),
        ),
        records=RECORDS,
        rules=_text("rules_reassessment"),
    )


def complaint_forwarded() -> ComplaintForwarded:
    return ComplaintForwarded(
        envelope=ENVELOPE,
        body="Ankestyrelsen",
        complained_on=date(2027, 1, 4),
        forwarded_on=date(2027, 1, 21),
        met_partly=True,
        next_steps=_text("complaint_forwarded_next"),
        papers=tuple(SentPaper(title=one.title, dated=one.dated) for one in RECORDS),
        who_can_help=HELPERS,
    )


def case_reopened() -> CaseReopened:
    return CaseReopened(
        envelope=ENVELOPE,
        body="Ankestyrelsen",
        answered_on=date(2027, 4, 12),
        begins_at="Vi spørger dig igen, før vi afgør sagen.",
        flaws=(
            "Du har ikke set papiret fra arbejdsstedet, før vi afgjorde sagen.",
            "Det står ikke, hvorfor dit arbejde ikke tæller.",
        ),
        next_steps=f"Vi regner med, at du får den nye afgørelse senest 11. oktober 2027.\n\n{_text('case_reopened_next')}",
        who_can_help=HELPERS,
    )


def _text(key: str) -> str:
    """A standard text of the law of the letters' day."""
    return regimes().named("lab-2022").texts[key].strip()


def deadline_notice() -> DeadlineNotice:
    return DeadlineNotice(
        envelope=ENVELOPE,
        applied_on=date(2026, 5, 4),
        expected_before=date(2026, 11, 2),
        expected_by=date(2027, 1, 15),
        why="Vi venter på en attest fra din læge. Den kommer først i december.",
        meanwhile="Du mister ingen rettigheder. Du behøver ikke at gøre noget.\n\nDu må altid sende os nye oplysninger.",
        who_can_help=HELPERS,
    )


def medical_reminder_doctor() -> MedicalReminderDoctor:
    return MedicalReminderDoctor(
        envelope=ENVELOPE,
        citizen_name="Kim Østby",
        citizen_cpr="720679-1234",
        answer_form="LÆ 145",
        requested_on=date(2026, 10, 1),
        due=date(2026, 11, 2),
        may_decline=True,
        how_to_answer="Send attesten elektronisk til Nordhavn Kommune, sag 2026-0455.",
    )


def medical_reminder_citizen() -> MedicalReminderCitizen:
    return MedicalReminderCitizen(
        envelope=ENVELOPE, doctor_name="din egen læge", book_by=date(2026, 11, 23), who_can_help=HELPERS
    )


def consent_withdrawn() -> ConsentWithdrawn:
    return ConsentWithdrawn(
        envelope=ENVELOPE,
        withdrawn_on=date(2026, 11, 9),
        given_on=date(2026, 8, 6),
        named="oplysninger om dit helbred fra læger og sygehuse",
        who_can_help=HELPERS,
    )


def citizen_reminder() -> CitizenReminder:
    return CitizenReminder(
        envelope=ENVELOPE,
        awaited=(
            Awaited(
                heading="Det, vi har aftalt, at du gør",
                text="Vi skrev det ned 26. oktober 2026: »Sender sit cv«.",
                by=date(2026, 11, 2),
                otherwise="Gør du det ikke, kan din sag tage længere tid. Kan du ikke nå det, så ring til os.",
            ),
            Awaited(
                heading="Vi skal tale sammen",
                text="Vi har aftalt en samtale.",
                on=date(2026, 11, 12),
                otherwise="Kan du ikke den dag, så ring til os. Så finder vi en anden.",
            ),
            Awaited(
                heading="Dit svar, før vi afgør din sag",
                text="Vi har sendt dig et brev om det, vi ved om din sag. Fortæl os, om det er rigtigt, og om noget mangler.",
                by=date(2026, 11, 13),
                otherwise="Hører vi ikke fra dig, før fristen er gået, går vi videre med din sag. Så bruger vi det, vi ved.",
            ),
        ),
        how_to_answer=("Skriv på nordhavn.example/minsag eller i Digital Post.", "Ring til Åse Kjær på 00 55 10 20."),
        who_can_help=HELPERS,
    )


def pension_refusal() -> PensionRefusal:
    return PensionRefusal(
        envelope=ENVELOPE,
        reasons="Lægerne begynder en ny behandling. Vi ser på førtidspension igen, når den er slut.",
        papers=("LÆ 265 fra Ida Lund",),
        rules="Afgørelsen bygger på § 18 i lov om social pension.",
        next_steps="Vi taler med dig om, hvilken hjælp du skal have i stedet.",
        own_application="Du kan altid selv søge om førtidspension, også når vi ikke begynder en sag.",
        appeal=APPEAL,
        who_can_help=HELPERS,
    )


def complaint_withdrawn() -> ComplaintWithdrawn:
    return ComplaintWithdrawn(
        envelope=ENVELOPE,
        complained_on=date(2026, 11, 2),
        withdrawn_on=date(2026, 11, 6),
        how="Du ringede til os.",
        decided_on=date(2026, 10, 26),
        standing="Afgørelsen gælder. Vi ser ikke mere på klagen, og den bliver ikke sendt videre.",
        last_day=date(2026, 11, 23),
        still_open=True,
        channels=APPEAL.channels,
        who_can_help=HELPERS,
    )


EXAMPLES: dict[str, Callable[[], Letter]] = {
    factory.__name__: factory
    for factory in (
        receipt,
        second_application_receipt,
        case_ended,
        case_goes_on,
        consent_declaration,
        consent_refused,
        transfer_notice,
        present_basis_receipt,
        withdrawal_confirmation,
        medical_request_doctor,
        medical_request_citizen,
        medical_reminder_doctor,
        medical_reminder_citizen,
        deadline_notice,
        profile_statement,
        hearing,
        hearing_extended,
        written_reasons,
        access_decision,
        access_notice,
        decision_grant,
        decision_not_opened,
        decision_rejection,
        consent_withdrawn,
        citizen_reminder,
        meeting_invitation,
        meeting_postponed,
        team_minutes,
        pension_notice,
        pension_refusal,
        job_assessment,
        complaint_receipt,
        complaint_withdrawn,
        reassessment_delayed,
        reassessment_upheld,
        complaint_forwarding,
        complaint_forwarded,
        case_reopened,
    )
}


def example(kind: str) -> Letter:
    """A realistic letter of the kind."""
    return EXAMPLES[kind]()
