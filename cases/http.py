"""Between the browser and the door: find the case or answer 404, hand what was typed to the runner, keep what was typed."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, cast
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db import connection
from django.http import Http404, HttpRequest, QueryDict

from cases import access
from cases.act import Actor
from cases.action import Action, Target
from cases.action import action as action_named
from cases.models import Case, User
from cases.outcome import Outcome, OutcomeKind
from cases.papers import carrying, holding
from cases.runner import run
from cases.writing import conflicts, drafts
from flexcase.base import clock
from flexcase.base.ids import new_id
from flexcase.base.models import Denial, Read

REASON = "reason_"


def user_of(request: HttpRequest) -> User:
    """The signed-in person; the middleware lets nobody else in."""
    return cast(User, request.user)


def deny(request: HttpRequest, what: str, case: Case | None = None) -> Http404:
    """Log that somebody asked for what is not theirs. The answer is that it does not exist."""
    Denial.objects.create(at=clock.now(), user_id=user_of(request).pk, case_id=case.pk if case else None, what=what[:100])
    return Http404("not found")


def case_or_404(request: HttpRequest, number: str, what: str = "case") -> Case:
    """The case if the person may open it, and a line in the read log. Otherwise 404, and a line in the log of denials."""
    user = user_of(request)
    case = access.case_for(user, number)
    if case is None:
        raise deny(request, f"{what}:{number}", Case.objects.filter(number=number).first())
    log_read(user, case, what)
    return case


def log_read(user: User, case: Case, what: str) -> None:
    """Who saw what (DESIGN: trust). A citizen's own reading is logged as well."""
    Read.objects.create(at=clock.now(), user_id=user.pk, citizen_id=case.citizen_id, case_id=case.pk, what=what)


def log_shown(request: HttpRequest, shown: Collection[Case], what: str = "list") -> None:
    """Whose names stood in a list. One statement, since every list waits for it."""
    lines = [[new_id() for _ in shown], [case.citizen_id for case in shown], [case.pk for case in shown]]
    with connection.cursor() as cursor:
        cursor.execute(
            """INSERT INTO read_log (id, citizen_id, case_id, at, user_id, what)
               SELECT *, %s, %s, %s FROM unnest(%s::uuid[], %s::uuid[], %s::uuid[])""",
            [clock.now(), user_of(request).pk, what, *lines],
        )


def action_or_404(request: HttpRequest, slug: str, case: Case | None) -> Action:
    """The action of an address, if the person's role and relation ever allow it."""
    try:
        found = action_named(slug.replace("-", "_"))
    except KeyError:
        raise Http404("no such action") from None
    if (case is None) == (found.target is Target.CASE):
        raise deny(request, f"action:{found.name}", case)  # what begins a case, or concerns none, is done on no case
    user = user_of(request)
    allowed = user.role in found.roles and (case is None or access.relation(user, case) in found.relations)
    if not allowed:
        raise deny(request, f"action:{found.name}", case)
    return found


def new_run() -> UUID:
    """The hidden id of a form: sent twice, it is done once."""
    return new_id()


def act(request: HttpRequest, name: str, case: Case | None = None, *, given: QueryDict | None = None) -> Outcome:
    """Perform an action with what the browser sent: fields, files, reasons, and the form's hidden run id.

    ``given`` replaces the fields: a page that asks for less than the action takes says the rest itself.
    """
    action, user = action_named(name), user_of(request)
    files: carrying.Files = {}
    if case is not None:
        if problems := carrying.receive(request, user, action, case):
            return Outcome(OutcomeKind.INVALID, errors=problems)
        files = carrying.carried(user, action, case, request.POST)
    reasons = {key.removeprefix(REASON): str(text) for key, text in request.POST.items() if key.startswith(REASON)}
    outcome = run(
        name,
        Actor.of(user),
        request.POST if given is None else given,
        case=case,
        run_id=_run_id(request),
        reasons=reasons,
        stored={field: holding.stored(row) for field, row in files.items()},
    )
    if outcome.kind is OutcomeKind.DENIED:
        raise Http404("not found")
    if outcome.done and case is not None:
        drafts.done(user, case, action.draft_name(request.POST))
        holding.let_go(user, case, [row.pk for row in files.values()])
    if outcome.kind is OutcomeKind.STALE and case is not None:
        drafts.set_aside(user, case, action.draft_name(request.POST), request.POST)
    return outcome


def _run_id(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("run", ""))
    except ValueError:
        return new_id()


def blank_form(action: Action, case: Case | None, user: User, given: dict[str, Any]) -> forms.Form:
    """The form as it is opened: what the case knows, what a draft kept, what the address says, in that order."""
    initial: dict[str, Any] = {}
    if case is not None:
        initial |= action.filled(case, user, given)
    initial |= given
    if case is not None:
        initial |= carrying.carried(user, action, case, initial)
    form = action.form(initial=initial)
    return _on_case(form, action, case)


def typed_form(action: Action, case: Case | None, request: HttpRequest, outcome: Outcome) -> forms.Form:
    """The form as it was sent, with the outcome's sentences at its fields. Nothing that was typed is lost."""
    typed: QueryDict = request.POST
    if "version" in outcome.theirs:
        # The writer sees both texts and the two put together: what is sent next is written on top of theirs.
        anew = typed.copy()
        anew["version"] = outcome.theirs["version"]
        if case is not None:
            for text in conflicts.between(action, case, request.POST, outcome.theirs).texts:
                anew[text.name] = text.together
        typed = anew
    files = carrying.carried(user_of(request), action, case, typed) if case is not None else None
    form = _on_case(action.form(typed, files=files), action, case)
    form.is_valid()
    known = {str(message) for errors in form.errors.values() for message in errors}
    for name, sentences in outcome.errors.items():
        for sentence in sentences:
            if sentence not in known:
                form.add_error(name if name in form.fields else None, sentence)
    return form


def _on_case(form: forms.Form, action: Action, case: Case | None) -> forms.Form:
    """The form with what only the case knows: the choices that it has, and where its files are sent."""
    if case is not None:
        carrying.sent_when_chosen(form, action, case)
        for name, choices in action.choices(case).items():
            field = form.fields[name]
            none = [] if isinstance(field, forms.MultipleChoiceField) else [("", "Vælg …")]
            field.choices = [*none, *choices]  # type: ignore[attr-defined]
    return form


def tell(request: HttpRequest, sentence: str) -> None:
    """One line on the next page: what happened."""
    messages.success(request, sentence)
