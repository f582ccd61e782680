"""Every address, walked as every role and relation and as nobody. A new address that is not classified here fails."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from html import unescape
from pathlib import Path
from urllib.parse import urljoin
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from cases.models import Case, Document, Letter, Role, Unit, User
from flexcase.base import clock
from flexcase.base.models import Denial
from oversight.scenario import cast
from oversight.scenario.play import play
from oversight.scenario.story import read
from rehab_team.models import Meeting

STAFF = frozenset(role for role in Role if role not in {Role.CITIZEN, Role.CLOCK})
UNIT = frozenset({Role.CASEWORKER, Role.JOB_CONSULTANT, Role.TEAM_LEADER})
CASEWORK = frozenset({Role.CASEWORKER, Role.TEAM_LEADER})
TEAM = frozenset({Role.TEAM_MEMBER, Role.TEAM_CHAIR, Role.HEALTH_COORDINATOR})
EVERYBODY = STAFF | {Role.CITIZEN}
ON_CASE = UNIT | TEAM
CITIZEN = frozenset({Role.CITIZEN})


@dataclass(frozen=True)
class Address:
    """Who may open it with GET, those related to the case included; ``post`` answers GET with 405 to all of them."""

    roles: frozenset[Role]
    on_case: bool = False
    post: bool = False
    nobody: bool = False
    args: tuple[object, ...] = field(default=())


ADDRESSES: dict[str, Address] = {
    "health": Address(EVERYBODY, nobody=True),
    "home": Address(EVERYBODY),
    "worklist": Address(STAFF),
    "worklist_export": Address(STAFF, args=("csv",)),
    "save_filter": Address(STAFF, post=True),
    "delete_filter": Address(STAFF, post=True, args=(uuid4(),)),
    "help": Address(STAFF),
    "phrases": Address(UNIT),
    "delete_phrase": Address(UNIT, post=True, args=(uuid4(),)),
    "bulk": Address(CASEWORK, args=("assign-case",)),
    "bulk_run": Address(frozenset(), args=(uuid4(),)),  # a run is seen by whoever asked for it: tests/cases/test_bulk.py
    "new_application": Address(CASEWORK),
    "approvals": Address(STAFF),
    "tasks": Address(UNIT),
    "rules": Address(STAFF),
    "crossings": Address(frozenset({Role.TEAM_LEADER})),
    "held_back": Address(CASEWORK | {Role.TEAM_MEMBER, Role.TEAM_CHAIR}, args=("E-12",)),
    "practice": Address(frozenset({Role.TEAM_LEADER}), post=True, args=("E-12",)),
    "search": Address(STAFF),
    "notices": Address(STAFF),
    "notice_count": Address(STAFF),
    "choose_morning_mail": Address(STAFF, post=True),
    "read_notice": Address(STAFF, post=True),
    "covers": Address(CASEWORK),
    "end_cover": Address(CASEWORK, post=True),
    "handover": Address(frozenset({Role.TEAM_LEADER})),
    "handover_run": Address(frozenset()),  # seen by the leaders of the unit: tests/cases/test_handover.py
    "cancel_handover": Address(frozenset({Role.TEAM_LEADER}), post=True),
    "mails": Address(STAFF),
    "read_notices": Address(STAFF, post=True),
    "settle": Address(STAFF, post=True),
    "case": Address(ON_CASE, on_case=True),
    "reveal_cpr": Address(ON_CASE, on_case=True, post=True),
    "action": Address(UNIT, on_case=True),  # the walk opens »Skriv notat«; each action's own roles: test_permissions.py
    "draft": Address(ON_CASE, on_case=True, post=True),
    "presence": Address(CASEWORK, on_case=True),  # asked beside a shared text: a part of the description
    "letter": Address(CASEWORK | {Role.TEAM_MEMBER, Role.TEAM_CHAIR, Role.CITIZEN}, on_case=True),
    "document": Address(CASEWORK | {Role.TEAM_MEMBER, Role.TEAM_CHAIR}, on_case=True),  # one that is not about health
    "access": Address(CASEWORK, on_case=True),
    "access_letter": Address(CASEWORK, on_case=True),
    "access_passages": Address(CASEWORK, on_case=True),
    "access_clear": Address(CASEWORK, on_case=True, post=True),
    "access_copy": Address(CASEWORK, on_case=True),
    "access_page": Address(CASEWORK, on_case=True),
    "assign": Address(CASEWORK, on_case=True),
    "case_file": Address(UNIT, on_case=True),
    "case_file_pdf": Address(UNIT, on_case=True),
    "read_document": Address(CASEWORK | {Role.TEAM_MEMBER, Role.TEAM_CHAIR}, on_case=True),
    "document_side": Address(frozenset(), on_case=True),  # opened only by a page that was opened: tests/cases/test_documents.py
    "attachment": Address(CASEWORK, on_case=True, post=True),
    "add_documents": Address(CASEWORK, on_case=True),
    "hold_file": Address(CASEWORK, on_case=True, post=True),
    "hold_in_form": Address(CASEWORK, on_case=True, post=True),
    "questions": Address(frozenset({Role.HEALTH_COORDINATOR})),
    "advice": Address(frozenset(), on_case=True),  # opens to who is asked only: tests/resourceprofile/test_advice.py
    "decision": Address(CASEWORK, on_case=True),
    "decision_approval": Address(CASEWORK | {Role.TEAM_CHAIR}, on_case=True),
    "decision_pdf": Address(CASEWORK, on_case=True),
    "decision_preview": Address(CASEWORK, on_case=True, post=True),
    "meetings": Address(CASEWORK | TEAM),
    "meeting": Address(CASEWORK | TEAM, on_case=True),
    "meeting_deed": Address(CASEWORK | TEAM, on_case=True, post=True),
    "portal_home": Address(CITIZEN),
    "portal_case": Address(CITIZEN, on_case=True),
    "portal_letters": Address(CITIZEN, on_case=True),
    "portal_letter": Address(CITIZEN, on_case=True),
    "portal_complain": Address(CITIZEN, on_case=True),
    "portal_hearing": Address(CITIZEN, on_case=True),
    "portal_statement": Address(CITIZEN, on_case=True),
    "portal_withdraw": Address(CITIZEN, on_case=True),
    "portal_present_basis": Address(CITIZEN, on_case=True),
    "portal_consent": Address(CITIZEN, on_case=True),
    "portal_needs": Address(CITIZEN, on_case=True),
    "portal_news": Address(CITIZEN, on_case=True),
    "portal_readers": Address(CITIZEN, on_case=True),
}


def addresses(patterns: list[URLPattern | URLResolver] | None = None) -> Iterator[str]:
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns)
        elif not pattern.callback.__module__.startswith("allauth"):  # about one's own account and nobody else's
            yield pattern.name or "social" * str(pattern.pattern).startswith("social/")


def test_every_address_is_classified() -> None:
    demo = {"demo_identity"}  # the demo's own identity provider: without a client's request it answers 403, tests/portal
    assert set(addresses()) - {"social"} - demo == set(ADDRESSES), "classify the new address in ADDRESSES"


@pytest.fixture
def played(db: None) -> Case:
    """A granted case with everything on it."""
    story = play(read(Path(settings.ROOT) / "scenarios" / "reform-grant.yaml"), keep=True)
    assert story.held, story.faults
    return Case.objects.select_related("citizen", "unit").latest("pk")


def path_of(name: str, case: Case) -> str:
    letter = Letter.objects.filter(case=case, kind="decision_grant").latest("pk")
    document = Document.objects.filter(case=case, health=False).earliest("no")
    meeting = Meeting.objects.latest("pk")
    arguments: dict[str, tuple[object, ...]] = {
        "action": (case.number, "write-note"),
        "hold_in_form": (case.number, "replace-document", "file"),
        "draft": (case.number, "write-note"),
        "presence": (case.number, "write-profile-part"),
        "letter": (case.number, letter.pk),
        "portal_letter": (case.number, letter.pk),
        "portal_complain": (case.number, letter.pk),
        "document": (case.number, document.no),
        "case_file_pdf": (case.number, uuid4()),
        "access_passages": (case.number, document.no),
        "access_clear": (case.number, document.no),
        "access_copy": (case.number, document.no),
        "access_page": (case.number, document.no, 1),
        "read_document": (case.number, document.no),
        "document_side": (case.number, document.no, 1),
        "attachment": (case.number, document.no),
        "settle": (uuid4(),),
        "read_notice": (uuid4(),),
        "end_cover": (uuid4(),),
        "handover_run": (uuid4(),),
        "cancel_handover": (uuid4(),),
        "meeting": (meeting.pk,),
        "meeting_deed": (meeting.pk, 1, "cast-vote"),
    }
    return reverse(name, args=arguments.get(name, (case.number,) if ADDRESSES[name].on_case else ADDRESSES[name].args))


def related(case: Case) -> dict[Role, User]:
    """For every role, somebody who has to do with the case."""
    people = {Role(user.role): user for user in reversed(list(cast.gather().people.values()))}
    people[Role.CASEWORKER] = case.caseworker  # type: ignore[assignment]
    people[Role.CITIZEN] = User.objects.get(citizen=case.citizen)
    people[Role.ADMINISTRATOR] = User.objects.create(username="admin", role=Role.ADMINISTRATOR)
    return people


def strangers() -> dict[Role, User]:
    """For every role, somebody from elsewhere."""
    south = Unit.objects.create(name="Enhed Syd")
    return {
        role: User.objects.create(username=f"fremmed-{role}", role=role, unit=south if role in UNIT else None) for role in STAFF
    }


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_the_walk(played: Case) -> None:
    wrong = []
    with clock.at(date(2026, 10, 30)):
        near = {role: signed_in(user) for role, user in related(played).items()}
        far = {role: signed_in(user) for role, user in strangers().items()}
        for name, address in ADDRESSES.items():
            path = path_of(name, played)
            answer = Client().get(path)
            if address.nobody != (answer.status_code == 200):
                wrong.append(f"{name} as nobody: {answer.status_code}")
            for role, client in near.items():
                status = client.get(path).status_code
                allowed = role in address.roles
                good = {405} if allowed and address.post else {200, 302} if allowed else {404, 405 if address.post else 404}
                if name in {"portal_hearing", "portal_statement", "portal_withdraw"} and allowed:
                    good = {200, 302, 404}  # nothing to answer any more
                if name == "case_file_pdf":
                    good = {404}  # fetched by nobody but its orderer: tests/cases/test_case_file.py
                if status not in good:
                    wrong.append(f"{name} as {role}, related: {status}, not {sorted(good)}")
            for role, client in far.items():
                status = client.get(path).status_code
                if address.on_case and status not in {404, 405}:
                    wrong.append(f"{name} as {role}, stranger: {status}")
    assert not wrong, "\n".join(wrong)


def test_nobody_is_led_to_a_page_that_is_not_theirs(played: Case) -> None:
    """Of each kind of address one, from the case and all its tabs; a caseworker's tests would notice most of theirs."""
    wrong = []
    with clock.at(date(2026, 10, 30)):
        people, case = related(played), reverse("case", args=[played.number])
        for role in (Role.JOB_CONSULTANT, Role.TEAM_CHAIR, Role.HEALTH_COORDINATOR):
            client = signed_in(people[role])
            first = links(client, case)
            tabs = sorted(link for link in first if link.startswith(f"{case}?"))
            offered = first.union(links(client, "/regler/?krav=E-02"), *(links(client, tab) for tab in tabs))
            kinds = {re.sub(r"\w-\d+|[0-9a-f-]{32,36}|\d+|=.*", "", link): link for link in sorted(offered)}
            wrong += [f"{role}: {link}" for link in kinds.values() if client.get(link, follow=True).status_code != 200]
    assert not wrong, "\n".join(wrong)


def links(client: Client, path: str) -> set[str]:
    page = client.get(path, follow=True).content.decode()
    return {urljoin(path, unescape(href)) for href in re.findall(r'<a\b[^>]*?href="([^"#][^"]*)"', page)}


def test_another_citizen_sees_nothing_of_the_case(played: Case) -> None:
    other = play(read(Path(settings.ROOT) / "scenarios" / "law-changes-under-way.yaml"), keep=True)
    assert other.held
    case = Case.objects.exclude(pk=played.pk).get()
    stranger = User.objects.create(username="anden-borger", role=Role.CITIZEN, citizen=case.citizen)
    client = signed_in(stranger)
    for name, address in ADDRESSES.items():
        if address.on_case:
            assert client.get(path_of(name, played)).status_code in {404, 405}, name
    assert Denial.objects.filter(user_id=stranger.pk).exists()


def test_a_guessed_letter_or_document_does_not_exist(played: Case) -> None:
    client = signed_in(related(played)[Role.CASEWORKER])
    for path in (f"/sager/{played.number}/brev/{uuid4()}/", f"/sager/{played.number}/dokument/999/", "/sager/2026-9999/"):
        assert client.get(path).status_code == 404


def test_health_documents_are_opened_by_those_who_may_read_health_only(played: Case) -> None:
    health = Document.objects.filter(case=played, health=True).earliest("no")
    path = f"/sager/{played.number}/dokument/{health.no}/"
    people = related(played)
    with clock.at(date(2026, 10, 30)):
        seen = {role for role, user in people.items() if signed_in(user).get(path).status_code == 200}
    assert seen == {Role.CASEWORKER, Role.TEAM_LEADER, Role.TEAM_MEMBER, Role.TEAM_CHAIR, Role.HEALTH_COORDINATOR}
