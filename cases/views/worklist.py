"""The worklist, the home of the desk; its saved filters, and the list as a file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from cases.access import UNIT_ROLES
from cases.actions.common import CASEWORK
from cases.http import deny, log_shown, new_run, tell, user_of
from cases.models import Role, SavedFilter, User
from cases.worklists import bulk, counting, filters, sheet, worklist
from cases.worklists.columns import COLUMNS, Row
from cases.worklists.listing import FILTERS, ORDERS, Listing
from cases.worklists.worklist import NOBODYS, View
from flexcase.base import clock
from flexcase.base.addresses import address

#: The list that is shown, among those that are counted, where a filter hides some of it.
NARROWED = "her"


def home(request: HttpRequest) -> HttpResponse:
    """Everyone lands where they belong: the citizen on Min sag, team members at their meetings, the health coordinator at the
    questions, the administrator at what went wrong, who works on the cases of others at those of the unit, the caseworker at
    their own."""
    role = user_of(request).role
    if role == Role.ADMINISTRATOR:
        return redirect("notices")
    if role == Role.CITIZEN:
        return redirect("portal_home")
    if role in {Role.TEAM_MEMBER, Role.TEAM_CHAIR}:
        return redirect("meetings")
    if role == Role.HEALTH_COORDINATOR:
        return redirect("questions")
    if role in {Role.JOB_CONSULTANT, Role.TEAM_LEADER}:
        return redirect(f"{reverse('worklist')}?vis=enhed")
    return redirect("worklist")


def _employee(request: HttpRequest) -> User:
    user = user_of(request)
    if user.role == Role.CITIZEN:
        raise deny(request, "worklist")
    return user


def cases(request: HttpRequest) -> HttpResponse:
    """One list, narrowed and in an order. Whose names were shown is logged."""
    user = _employee(request)
    view = worklist.view_of(user, request.GET.get("vis", ""))
    listing = Listing.read(request.GET, view.key)
    saved = filters.known_to(user)
    kept = next((row for row in saved if (row.pk.hex, row.query) == (request.GET.get("filter"), listing.query())), None)
    kept_lists = _saved_groups(user, saved)
    others = [one for _, items in kept_lists for one in items]
    here = kept.pk.hex if kept else view.key
    if listing.narrowed and not kept:
        others.append(View(NARROWED, "", view.relation, worklist.narrowed(user, view, listing)))
    numbers = counting.counts(user, others)
    shown = next((one for one in others if one.key in {NARROWED, here}), view)
    total = counting.total(user, shown, numbers[shown.key])
    chips = _chips(user, view, listing)
    page = worklist.page(user, view, listing, after=request.GET.get("efter", ""), before=request.GET.get("foer", ""))
    log_shown(request, page.cases)
    gives = view.key == NOBODYS and user.role in CASEWORK
    more = {"filter": here} if kept else {}
    context = {
        "section": "cases",
        "title": kept.name if kept else view.label,
        "view": view,
        "listing": listing,
        "rows": [_line(row, listing, gives) for row in worklist.rows(page.cases, listing, user)],
        "gives": gives,
        "takes": user.role == Role.CASEWORKER,
        "groups": _rail([*worklist.views(user), *kept_lists], numbers, here),
        "chips": chips,
        "said": _said(chips, listing),
        "orders": [pair for name, one in ORDERS.items() for pair in ((name, one.label), (f"-{name}", one.turned))],
        "columns": _columns(listing),
        "heads": _heads(listing),
        "total": total,
        "shown": f"Viser {len(page.cases)} af {total}",
        "previous_url": f"?{listing.query(foer=page.before, **more)}" if page.before else "",
        "next_url": f"?{listing.query(efter=page.after, **more)}" if page.after else "",
        "kept": kept,
        "may_delete": kept is not None and filters.may_delete(user, kept),
        "deeds": bulk.offered(user),
        "may_register": user.role in CASEWORK,
        "in_a_unit": user.role in UNIT_ROLES,
    }
    return render(request, "cases/worklist.html", context)


def _saved_groups(user: User, saved: list[SavedFilter]) -> list[tuple[str, list[View]]]:
    mine = [filters.as_view(user, row) for row in saved if row.unit_id is None]
    ours = [filters.as_view(user, row) for row in saved if row.unit_id is not None]
    return [(title, items) for title, items in (("Gemte filtre", mine), (f"Delt i {user.unit}", ours)) if items]


def _chips(user: User, view: View, listing: Listing) -> list[dict[str, Any]]:
    """The filters above the list, each as filter.html wants it."""
    return [
        {
            "name": one.key,
            "label": one.label,
            "chosen": listing.chosen.get(one.key, ""),
            "choices": tuple(one.choices(user)),
            "key": "f" if one is FILTERS[0] else "",
        }
        for one in FILTERS
        if view.of_many or not one.of_many
    ]


def _said(chips: list[dict[str, Any]], listing: Listing) -> list[str]:
    """What narrows the list, in words, for whoever does not see the filters."""
    said = [f"{chip['label']}: {label}" for chip in chips for value, label in chip["choices"] if value == chip["chosen"]]
    return [*said, f"»{listing.text}«"] if listing.text else said


def _line(row: Row, listing: Listing, gives: bool) -> dict[str, Any]:
    """A case with its cells, and where it can be given to somebody."""
    giving = {"assign_url": address("assign", row.case.number), "run": new_run()} if gives else {"assign_url": ""}
    return {
        **giving,
        "number": row.case.number,
        "name": row.case.citizen.name,
        "url": address("case", row.case.number),
        "cells": [COLUMNS[name].cell(row) for name in listing.columns],
    }


def _columns(listing: Listing) -> list[tuple[str, str, bool]]:
    """Every column with whether it is shown."""
    return [(name, column.label, name in listing.columns) for name, column in COLUMNS.items()]


def _heads(listing: Listing) -> list[dict[str, Any]]:
    """The heads of the columns; one by which the list can be sorted leads to the list in that order, or turned round."""
    heads = []
    for name, label in (("borger", "Borger"), *((name, COLUMNS[name].label) for name in listing.columns)):
        head: dict[str, Any] = {"label": label, "url": "", "sort": ""}
        if name in ORDERS:
            here = name == listing.order
            turned = replace(listing, order=name, backwards=here and not listing.backwards)
            head["url"] = f"?{turned.query()}"
            head["sort"] = ("descending" if listing.backwards else "ascending") if here else ""
        heads.append(head)
    return heads


@dataclass(frozen=True)
class RailGroup:
    """A group of lists in the rail. Not a dict: a template would take its ``items`` for a method."""

    title: str
    items: list[dict[str, object]]


def _rail(groups: list[tuple[str, list[View]]], numbers: dict[str, int], here: str) -> list[RailGroup]:
    url = reverse("worklist")
    return [
        RailGroup(
            title,
            [
                {
                    "label": view.label,
                    "url": f"{url}?{view.query or f'vis={view.key}'}",
                    "count": counting.beside(view, numbers[view.key]),
                    "current": view.key == here,
                    "heat": view.heat if numbers[view.key] else "",
                }
                for view in items
            ],
        )
        for title, items in groups
    ]


@require_POST
def save_filter(request: HttpRequest) -> HttpResponse:
    """Keep the list that is shown, under a name."""
    user = _employee(request)
    form, query = filters.FilterInput(request.POST), request.POST.get("liste", "")[:600]
    try:
        if form.is_valid():
            row = filters.save(user, query, form.cleaned_data)
            tell(request, f"Filtret »{row.name}« er gemt.")
            return redirect(f"{reverse('worklist')}?{filters.as_view(user, row).query}")
    except forms.ValidationError as problem:
        form.add_error(None, problem)
    return render(request, "cases/save_filter.html", {"section": "cases", "form": form, "query": query}, status=422)


@require_POST
def delete_filter(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a saved filter away. The cases stay as they are."""
    row = filters.delete(_employee(request), pk)
    if row is None:
        raise deny(request, f"filter:{pk}")
    tell(request, f"Filtret »{row.name}« er slettet.")
    return redirect("worklist")


def export(request: HttpRequest, kind: str) -> HttpResponse:
    """The list as a file, with the cases that the person may see; that they were taken out is logged for each."""
    user = _employee(request)
    if kind not in sheet.KINDS:
        raise Http404("no such kind of file")
    view = worklist.view_of(user, request.GET.get("vis", ""))
    listing = Listing.read(request.GET, view.key)
    found = list(worklist.ordered(user, view, listing, None, False).select_related("citizen", "caseworker")[: sheet.MOST + 1])
    if len(found) > sheet.MOST:
        messages.warning(request, f"En fil kan højst have {sheet.MOST} sager. Filtrér listen, og hent den igen.")
        return redirect(f"{reverse('worklist')}?{listing.query()}")
    log_shown(request, found, "export")
    write, media_type = sheet.KINDS[kind]
    table = [sheet.heads(listing), *sheet.lines(found, listing, user)]
    answer = HttpResponse(write(table), content_type=media_type)
    answer["Content-Disposition"] = f'attachment; filename="sager-{clock.today()}.{kind}"'
    return answer
