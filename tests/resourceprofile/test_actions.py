"""What caseworkers, doctors and citizens do on this floor, played through the one door."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from cases import timeline
from cases.models import Case, Deadline, Document, Letter, Note
from cases.worklists.listing import waits_for as waits_for_somebody
from flexcase.base import outbox
from flexcase.base.models import Read
from resourceprofile import sources
from resourceprofile.export import about
from resourceprofile.facts import load
from resourceprofile.models import FrozenProfile, MedicalRequest, ProfilePart, Trial, TrialWaiver
from tests.resourceprofile.story import IN_2026, Story

pytestmark = pytest.mark.django_db


@pytest.fixture
def story() -> Story:
    return Story()


def event(story: Story) -> dict[str, object]:
    return dict(timeline.typed(timeline.events_of(story.case)[-1]).facts)


class TestTheDescription:
    def test_a_second_writer_sees_the_first_ones_text_instead_of_overwriting_it(self, story):
        story.done("start_profile")
        story.done("write_profile_part", key="work", text="Tømrer i 19 år.", version=0)
        stale = story.do("write_profile_part", key="work", text="Maler i 3 år.", version=0, by=story.leader)
        assert stale.kind == "stale"
        assert stale.theirs == {"text": "Tømrer i 19 år.", "version": "1"}
        story.done("write_profile_part", key="work", text="Tømrer i 19 år, maler i 3.", version=1, by=story.leader)
        assert sources.profile_sections(story.case) == (
            ("Jobmæssige ressourcer og udfordringer", "Tømrer i 19 år, maler i 3."),
        )

    def test_only_parts_of_the_cases_law_are_written(self, story):
        story.done("start_profile")
        assert "key" in story.refused("write_profile_part", key="dreams", text="Et værksted.")

    def test_it_can_be_written_while_work_is_tried(self, story):
        story.done("start_profile")
        story.done("start_work_trial", place="Montage ApS", tasks=["kørsel"], hours=10)
        assert story.case.state == "trial"
        story.done("write_profile_part", key="goals", text="Et job med mennesker.")

    def test_what_is_missing_is_named_before_it_is_frozen(self, story):
        story.done("start_profile")
        story.done("write_profile_part", key="goals", text="Et job med mennesker.")
        outcome = story.do("complete_profile")
        assert outcome.kind == "stopped"
        text = next(finding.text for finding in outcome.findings if finding.rule == "E-12")
        assert text.startswith("Den forberedende del mangler: Jobmæssige ressourcer og udfordringer, Sociale")
        assert "Job- og uddannelsesmål" not in text
        assert not FrozenProfile.objects.exists()

    def test_a_frozen_version_is_a_document_that_stays_when_it_lapses(self, story):
        story.done("start_profile")
        story.write_all()
        story.done("complete_profile")
        first = Document.objects.get(kind="profile")
        assert (first.title, first.health, first.known_to_citizen) == ("Den forberedende del, udgave 1", True, False)
        story.done("write_profile_part", key="goals", text="Noget andet.")
        assert story.facts().current_frozen is None
        assert event(story)["lapsed"] == 1
        story.done("complete_profile")
        assert [version.lapsed for version in story.facts().frozen] == [True, False]
        assert FrozenProfile.objects.get(no=1).parts[0]["text"] == "Om Job- og uddannelsesmål."

    def test_saving_the_same_text_lets_nothing_lapse(self, story):
        story.done("start_profile")
        story.write_all()
        story.done("complete_profile")
        story.done("write_profile_part", key="goals", text="Om Job- og uddannelsesmål.")
        assert story.facts().current_frozen is not None

    def test_an_earlier_description_is_offered_in_a_new_case(self, story):
        story.done("start_profile")
        story.write_all()
        story.done("complete_profile")
        story.done("withdraw_application", channel="phone", words="Jeg vil vente lidt.")
        story.apply_again(on=date(2025, 3, 3))
        story.done("start_profile", reuse=True)
        assert ("Job- og uddannelsesmål", "Om Job- og uddannelsesmål.") in sources.profile_sections(story.case)

    def test_nothing_is_taken_out_of_a_case_that_the_caseworker_may_not_open(self, story):
        story.done("start_profile")
        story.write_all()
        story.done("complete_profile")
        story.done("withdraw_application", channel="phone", words="Jeg vil vente lidt.")
        earlier = story.case
        earlier.restricted, earlier.caseworker = True, None
        earlier.save()
        story.apply_again(on=date(2025, 3, 3))
        assert "som du kan se" in story.refused("start_profile", reuse=True)["reuse"][0]
        earlier.restricted = False
        earlier.save()
        story.done("start_profile", reuse=True)
        read = Read.objects.get(case_id=earlier.pk)
        assert (read.what, read.user_id) == ("reuse", story.worker.pk)

    def test_reusing_without_an_earlier_case_is_said(self, story):
        assert "ingen tidligere sag" in story.refused("start_profile", reuse=True)["reuse"][0]


class TestUdtalelse:
    def test_the_citizen_reads_answers_and_is_worked_in(self, story):
        story.done("start_profile")
        story.write_all()
        story.done("send_profile_for_statement", on=date(2024, 2, 1))
        assert Letter.objects.filter(kind="profile_statement").count() == 1
        deadline = Deadline.objects.get(kind="profile_statement")
        assert (deadline.due, deadline.waits_for, deadline.met_on) == (date(2024, 2, 15), "borgeren", None)
        citizen = story.citizen()
        story.done("record_profile_statement", on=date(2024, 2, 9), by=citizen, remarks="Jeg har også været chauffør.")
        deadline.refresh_from_db()
        assert deadline.met_on == date(2024, 2, 9)
        warned = story.done("complete_profile")
        assert "P-07" in {finding.rule for finding in warned.findings}
        assert Document.objects.get(kind="profile").known_to_citizen
        story.done("record_profile_statement", worked_in="Det står nu under arbejde.")
        assert story.facts().udtalelse[0].worked_in

    def test_the_citizen_cannot_say_that_the_remarks_are_worked_in(self, story):
        story.done("start_profile")
        story.write_all()
        story.done("send_profile_for_statement")
        assert "worked_in" in story.refused("record_profile_statement", by=story.citizen(), worked_in="Ja.")

    def test_nothing_written_is_nothing_to_send(self, story):
        story.done("start_profile")
        assert "ikke skrevet noget" in story.refused("send_profile_for_statement")[""][0]

    def test_a_late_answer_is_taken(self, story):
        story.done("start_profile")
        story.write_all()
        story.done("send_profile_for_statement", on=date(2024, 2, 1), answer_by="9.2.2024")
        story.done("record_profile_statement", on=date(2024, 3, 1), channel="phone")
        assert story.facts().udtalelse[0].answered_on == date(2024, 3, 1)

    def test_the_letter_becomes_paper(self, story):
        story.done("start_profile")
        story.write_all()
        story.done("send_profile_for_statement")
        outbox.drain()
        assert Letter.objects.get(kind="profile_statement").pdf().startswith(b"%PDF")


class TestTheDoctor:
    def test_no_doctor_is_asked_without_consent(self, story):
        outcome = story.do("request_medical_report", kind="LAE265")
        assert [finding.rule for finding in outcome.findings] == ["M-08"]
        assert not MedicalRequest.objects.exists()

    def test_a_consent_that_was_taken_back_is_none(self, story):
        story.done("give_consent", scope="health")
        story.done("withdraw_consent", on=date(2024, 1, 10), by=story.citizen())
        assert story.do("request_medical_report", kind="LAE265").kind == "stopped"

    def test_the_request_goes_to_doctor_and_citizen_and_the_deadline_waits_for_the_doctor(self, story):
        story.done("give_consent", scope="health")
        story.done("request_medical_report", on=date(2024, 1, 16), kind="LAE265", doctor="Ida Lund")
        outbox.drain()
        letters = {letter.kind: letter for letter in Letter.objects.all()}
        doctor = letters["medical_request_doctor"]
        assert (doctor.recipient, doctor.state) == ("doctor", "issued")
        assert (doctor.snapshot["request_form"], doctor.snapshot["answer_form"]) == ("LÆ 261", "LÆ 265")
        assert doctor.snapshot["consent_given_on"] == "2024-01-08"
        assert letters["medical_request_citizen"].snapshot["book_by"] == "2024-01-30"
        deadline = Deadline.objects.get(kind="medical_report")
        assert (deadline.title, deadline.due, deadline.waits_for) == ("LÆ 265 fra lægen", date(2024, 2, 15), "lægen")
        assert Case.objects.filter(waits_for_somebody("lægen"), pk=story.case.pk).exists()
        story.done("receive_medical_report", on=date(2024, 2, 10), kind="LAE265", consultation_on="2024-02-06", summary="Ryg.")
        deadline.refresh_from_db()
        assert deadline.met_on == date(2024, 2, 10)
        assert not Case.objects.filter(waits_for_somebody("lægen"), pk=story.case.pk).exists()
        paper = Document.objects.get(kind="medical")
        assert (paper.title, paper.health, paper.dated) == ("LÆ 265", True, date(2024, 2, 6))

    def test_an_attest_that_needs_a_consultation_needs_its_day(self, story):
        story.done("give_consent", scope="health")
        story.done("request_medical_report", kind="LAE265")
        assert "consultation_on" in story.refused("receive_medical_report", summary="Ryg.")
        assert "summary" in story.refused("receive_medical_report", consultation_on="2024-01-08")
        story.done("receive_medical_report", consultation_on="2024-01-08", summary="Ryg.")

    def test_a_status_attest_needs_none(self, story):
        story.done("give_consent", scope="health")
        story.done("request_medical_report", kind="LAE125")
        story.done("receive_medical_report", summary="Uændret.")

    def test_what_lay_there_already_is_not_asked_for_again(self, story):
        assert "kind" in story.refused("receive_medical_report", kind="LAE125", summary="Uændret.")
        story.done("receive_medical_report", kind="LAE125", summary="Uændret.", existing=True)
        assert story.facts().received("LAE125") is not None

    def test_a_cancelled_request_waits_for_nobody(self, story):
        story.done("give_consent", scope="health")
        story.done("request_medical_report", kind="LAE125")
        story.done("cancel_medical_request", reason="Journalen fra sygehuset er nok.")
        assert Deadline.objects.get(kind="medical_report").met_on == date(2024, 1, 8)

    def test_a_withdrawn_application_asks_no_doctor(self, story):
        story.done("give_consent", scope="health")
        story.done("request_medical_report", kind="LAE125")
        story.done("withdraw_application", channel="phone", words="Jeg vil vente lidt.")
        assert MedicalRequest.objects.get().state == "cancelled"


class TestTheHealthCoordinator:
    SAID = {"question": "Hvad kan borgeren?", "functional_loss": "Kan ikke løfte.", "author": "Dan Vang"}

    @pytest.mark.parametrize(
        "words",
        [
            "Borgeren har ret til fleksjob.",
            "Borgeren er berettiget til førtidspension.",
            "Fleksjob bør bevilges.",
            "Borgeren opfylder betingelserne.",
        ],
    )
    def test_a_view_on_entitlement_is_pointed_out(self, words):
        story = Story(IN_2026)
        found = story.done("record_health_statement", answer=words, **self.SAID).findings
        assert [(one.rule, one.effect) for one in found] == [("D-06", "warn")]

    @pytest.mark.parametrize("words", ["Borgeren skal have ret til pauser.", "Borgeren skal have en god stol."])
    def test_a_need_is_no_entitlement(self, words):
        story = Story(IN_2026)
        story.done("record_health_statement", answer=words, accommodations=["pause hver time"], **self.SAID)
        assert story.facts().statements[0].given_by_role == "health_coordinator"
        assert Document.objects.get(kind="health_statement").health

    def test_somebody_stands_behind_it(self):
        story = Story(IN_2026)
        said = self.SAID | {"author": ""}
        assert "author" in story.refused("record_health_statement", answer="Ryggen.", **said)


class TestTrials:
    def begin(self, story: Story, place: str = "Montage ApS") -> None:
        story.done("start_work_trial", place=place, tasks=["kørsel", "oprydning"], hours=25)

    def test_twenty_five_hours_at_half_speed_are_twelve_and_a_half(self, story):
        story.done("start_profile")
        self.begin(story)
        assert story.case.state == "trial"
        story.done(
            "end_work_trial",
            on=date(2024, 5, 15),
            hours=25,
            intensity=50,
            accommodations=["ikke rygbelastende arbejde"],
            conclusion="Arbejdsevnen er afklaret.",
            adverse=True,
        )
        assert story.case.state == "profile"
        assert event(story)["effective_hours"] == "12.50"
        (source,) = sources.capacity_sources(story.case)
        assert (source.label, source.effective) == ("Montage ApS", Decimal("12.5"))
        assert sources.accommodations(story.case) == ("ikke rygbelastende arbejde",)
        report = Document.objects.get(kind="trial_report")
        assert report.adverse and not report.known_to_citizen
        assert "12,5 timer om ugen, målt mod 37 timer" in report.sheet

    def test_the_case_waits_until_the_last_of_several_trials_has_ended(self, story):
        story.done("start_profile")
        self.begin(story)
        self.begin(story, "Planteskolen")
        assert "trial" in story.refused("end_work_trial", conclusion="Afklaret.")
        story.done("end_work_trial", trial=1, hours=8, intensity=50, conclusion="Afklaret.")
        assert story.case.state == "trial"
        story.done("stop_work_trial", reason="Borgeren blev indlagt.")
        assert story.case.state == "profile"
        assert [trial.state for trial in story.facts().trials] == ["ended", "stopped"]
        assert len(sources.capacity_sources(story.case)) == 1

    def test_it_cannot_end_before_it_began(self, story):
        story.done("start_profile")
        self.begin(story)
        assert "happened_on" in story.refused("end_work_trial", conclusion="Afklaret.", happened_on="2024-01-01")

    def test_wrong_figures_stop_the_description_until_they_are_put_right(self, story):
        story.done("start_profile")
        self.begin(story)
        story.done("end_work_trial", hours=15, measured_against=30, conclusion="Afklaret.")
        story.write_all()
        outcome = story.do("complete_profile")
        assert [finding.effect for finding in outcome.findings if finding.rule in ("E-06", "E-07")] == ["stop", "warn"]
        story.done("correct_work_trial", hours=15, intensity=60, reason="Der blev målt mod borgerens gamle deltid.")
        story.done("complete_profile")
        assert Document.objects.filter(kind="trial_report").count() == 2
        assert Note.objects.get().text == "Der blev målt mod borgerens gamle deltid."

    def test_a_cvr_number_with_two_digits_swapped_is_noticed(self, story):
        story.done("start_profile")
        errors = story.refused("start_work_trial", place="Montage", tasks=["kørsel"], hours=8, cvr="10000090")
        assert "cvr" in errors
        story.done("start_work_trial", place="Montage", tasks=["kørsel"], hours=8, cvr="1000 0009")

    def test_a_job_consultant_may_run_a_trial(self, story):
        story.done("start_profile")
        story.done("start_work_trial", by=story.consultant, place="Montage", tasks=["kørsel"], hours=8)
        assert story.do("record_measure", by=story.consultant, kind="mentor", result="Nej.").kind == "denied"

    def test_skaanehensyn_are_dated_versions(self, story):
        story.done("start_profile")
        story.done("change_accommodations", accommodations=["pause hver time", "løft højst 5 kg"])
        story.done("change_accommodations", on=date(2024, 2, 1), accommodations=["løft højst 5 kg", "fast makker"])
        assert sources.accommodations(story.case) == ("løft højst 5 kg", "fast makker")
        old = [row for row in about(story.case)["skånehensyn"] if row["tekst"] == "pause hver time"]
        assert old[0]["til"] == "2024-02-01"

    def test_the_database_holds_the_limits(self, story):
        story.done("start_profile")
        self.begin(story)
        for wrong in ({"hours": 38}, {"intensity": 101}, {"ended_on": date(2024, 1, 1)}):
            with pytest.raises(IntegrityError), transaction.atomic():
                Trial.objects.filter(case=story.case).update(**wrong)

    def test_a_withdrawn_application_stops_the_trial(self, story):
        story.done("start_profile")
        self.begin(story)
        story.done("withdraw_application", channel="phone", words="Jeg vil vente lidt.")
        assert Trial.objects.get().state == "stopped"


class TestMeasuresAndEvidence:
    def test_one_form_answers_all_measures(self, story):
        story.done("start_profile")
        story.done(
            "record_measure",
            kind="revalidering",
            result="Uden tilknytning til arbejdsmarkedet.",
            others_not_relevant=["behandling", "mentor"],
            others_reason="Lidelsen er stationær.",
        )
        measures = story.facts().measures
        assert [(m.kind, m.status) for m in measures] == [
            ("revalidering", "tried"),
            ("behandling", "not_relevant"),
            ("mentor", "not_relevant"),
        ]

    def test_not_relevant_needs_its_reason(self, story):
        story.done("start_profile")
        errors = story.refused("record_measure", kind="mentor", result="Nej.", others_not_relevant=["behandling"])
        assert "others_reason" in errors

    def test_a_measure_that_the_law_does_not_know(self, story):
        story.done("start_profile")
        assert "kind" in story.refused("record_measure", kind="yoga", result="Nej.")

    def test_a_new_source_replaces_a_wrong_one(self, story):
        story.done("start_profile")
        story.done("record_evidence", source="wage", hours=30, intensity=100, text="Lønsedler.")
        story.done("record_evidence", source="wage", hours=3, intensity=100, text="Lønsedler, rettet.", replaces=1)
        assert [one.no for one in story.facts().evidence] == [2]
        assert "replaces" in story.refused("record_evidence", source="wage", hours=3, intensity=100, replaces=1)

    def test_sources_that_disagree_are_weighed_in_words(self, story):
        story.done("start_profile")
        story.write_all()
        story.done("record_evidence", source="wage", hours=20, intensity=100)
        story.done("record_evidence", source="doctor", hours=10, intensity=50)
        asked = story.do("complete_profile")
        assert asked.kind == "needs_reasons"
        assert "mellem 5 og 20 effektive timer" in next(f.text for f in asked.findings if f.rule == "E-22")
        story.done("complete_profile", reasons={"E-22": "Løntimerne er fra før ulykken, så lægens skøn vejer tungest."})


class TestLeavingTheTrialOut:
    REASON = "Borgeren er terminalt syg og kan ikke arbejde."

    def attest(self, story: Story) -> None:
        story.done("receive_medical_report", kind="LAE125", summary="Terminal.", existing=True)

    def test_it_rests_on_a_medical_document(self, story):
        story.done("start_profile")
        outcome = story.do("waive_trial", reason=self.REASON)
        assert [finding.rule for finding in outcome.findings] == ["E-10"]

    def test_and_on_two_people(self, story):
        story.done("start_profile")
        self.attest(story)
        story.done("waive_trial", reason=self.REASON)
        assert "En anden" in story.refused("approve_trial_waiver", answer="Enig i det.")[""][0]
        story.done("approve_trial_waiver", answer="Enig i det.", by=story.leader)
        assert story.facts().waivers[0].state == "approved"
        with pytest.raises(IntegrityError), transaction.atomic():
            TrialWaiver.objects.update(answered_by=story.worker)

    def test_another_paper_is_no_medical_document(self, story):
        story.done("start_profile")
        story.done("start_work_trial", place="Montage", tasks=["kørsel"], hours=8)
        story.done("end_work_trial", hours=2, intensity=50, conclusion="Afklaret.")
        assert "document" in story.refused("waive_trial", reason=self.REASON, document=1)

    def test_it_can_be_refused(self, story):
        story.done("start_profile")
        self.attest(story)
        story.done("waive_trial", reason=self.REASON)
        story.done("refuse_trial_waiver", answer="Prøv først få timer.", by=story.leader)
        story.done("waive_trial", reason=self.REASON)


def test_texts_are_sealed_and_given_out_in_words(story):
    story.done("start_profile")
    story.done("write_profile_part", key="health", text="Kroniske rygsmerter.")
    assert b"ryg" not in bytes(ProfilePart.objects.get().text_sealed)
    assert about(story.case)["beskrivelse"] == [{"del": "health", "tekst": "Kroniske rygsmerter."}]


def test_facts_of_many_cases_cost_what_one_costs(story, django_assert_num_queries):
    story.done("start_profile")
    story.write_all()
    cases = [story.case.pk]
    story.done("withdraw_application", channel="phone", words="Jeg vil vente lidt.")
    story.apply_again(on=date(2025, 3, 3))
    story.done("give_consent", scope="health")
    with django_assert_num_queries(1):
        found = load([*cases, story.case.pk])
    first, second = found[cases[0]], found[story.case.pk]
    assert (len(first.parts), len(second.parts)) == (6, 0)
    assert (len(first.consents), len(second.consents)) == (0, 1)
