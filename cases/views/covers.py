"""»Fravær«: who is away and who looks after their cases, now and to come; cover is arranged and ended here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from cases.action import action as action_named
from cases.actions.common import CASEWORK
from cases.actions.cover import absent_ones, arranged_by, stand_ins
from cases.http import act, blank_form, deny, new_run, tell, typed_form, user_of
from cases.models import AbsenceCover, User
from cases.views import handover
from flexcase.base import clock


@dataclass(frozen=True)
class Line:
    """One cover of a table, whether the user may end it, and the hidden id of the form that does."""

    cover: AbsenceCover
    may_end: bool
    run: UUID


def page(request: HttpRequest) -> HttpResponse:
    """The covers of the unit, and the form for another."""
    user = user_of(request)
    if user.role not in CASEWORK:
        raise deny(request, "covers")
    if request.method != "POST":
        form = _with_people(blank_form(action_named("arrange_cover"), None, user, {"absent": user.username}), user)
        return render(request, "cases/covers.html", _context(user, form))
    outcome = act(request, "arrange_cover")
    if outcome.done:
        tell(request, "Dækningen er aftalt. Den, der dækker, har fået besked.")
        return redirect("covers")
    form = _with_people(typed_form(action_named("arrange_cover"), None, request, outcome), user)
    context = _context(user, form) | {"run": request.POST.get("run") or new_run()}
    return render(request, "cases/covers.html", context, status=outcome.status)


@require_POST
def end(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ends one early."""
    if user_of(request).role not in CASEWORK:
        raise deny(request, "end_cover")
    given = QueryDict(mutable=True)
    given["which"] = str(pk)
    outcome = act(request, "end_cover", given=given)
    if outcome.done:
        tell(request, "Dækningen er afsluttet.")
    else:
        messages.warning(request, " ".join(sentence for sentences in outcome.errors.values() for sentence in sentences))
    return redirect("covers")


def _with_people(form: forms.Form, user: User) -> forms.Form:
    """People are chosen from lists; colleagues of the same unit come first."""
    absent = [(one.username, str(one)) for one in absent_ones(user)]
    covering = sorted(stand_ins(), key=lambda one: one.unit_id != user.unit_id)
    form.fields["absent"].widget = forms.Select(choices=absent)
    form.fields["cover"].widget = forms.Select(
        choices=[
            ("", "Vælg …"),
            *((one.username, f"{one}, {one.unit}" if one.unit_id != user.unit_id else str(one)) for one in covering),
        ]
    )
    return form


def _context(user: User, form: forms.Form) -> dict[str, Any]:
    """The covers that concern the user, now and to come: of the unit, and those in which the user is one of the two."""
    today = clock.today()
    concerns = Q(absent=user) | Q(cover=user)
    if user.unit_id:
        concerns |= Q(absent__unit=user.unit_id)
    rows = AbsenceCover.objects.filter(concerns, valid_until__gte=today).select_related("absent", "cover")
    mine = set(arranged_by(user).values_list("pk", flat=True))
    lines = [Line(row, row.pk in mine, new_run()) for row in rows.order_by("valid_from", "valid_until")]
    return {
        "section": "cases",
        "form": form,
        "run": new_run(),
        "help": action_named("arrange_cover").help,
        "now": [line for line in lines if line.cover.valid_from <= today],
        "handovers": handover.lines(user),
        "coming": [line for line in lines if line.cover.valid_from > today],
    }
