"""The worklist, the home of the desk."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from cases import worklist
from cases.http import deny, log_shown, user_of
from cases.listing import COLUMNS, FILTERS, ORDERS, Listing
from cases.models import Role, User
from cases.worklist import View


def home(request: HttpRequest) -> HttpResponse:
    """Everyone lands where they belong: the citizen on Min sag, team members at their meetings, the health coordinator at the
    questions, others at the list."""
    role = user_of(request).role
    if role == Role.CITIZEN:
        return redirect("portal_home")
    if role in {Role.TEAM_MEMBER, Role.TEAM_CHAIR}:
        return redirect("meetings")
    if role == Role.HEALTH_COORDINATOR:
        return redirect("questions")
    return redirect("worklist")


def cases(request: HttpRequest) -> HttpResponse:
    """One list, narrowed and in an order. Whose names were shown is logged."""
    user = user_of(request)
    if user.role == Role.CITIZEN:
        raise deny(request, "worklist")
    groups = worklist.views(user)
    lists = [view for _, items in groups for view in items]
    view = next((one for one in lists if one.key == request.GET.get("vis")), lists[0])
    listing = Listing.read(request.GET, view.key)
    numbers = worklist.counts(user, lists)
    page = worklist.page(user, view, listing, after=request.GET.get("efter", ""), before=request.GET.get("foer", ""))
    due = worklist.next_deadlines(page.cases) if "hvorfor" in listing.columns else {}
    log_shown(request, page.cases)
    context = {
        "section": "cases",
        "view": view,
        "listing": listing,
        "rows": [worklist.row(case, due.get(case.pk)) for case in page.cases],
        "groups": _rail(groups, numbers, view.key),
        "chips": _chips(user, view, listing),
        "columns": _columns(listing),
        "heads": _heads(listing),
        "shown": _shown(page, listing, numbers[view.key]),
        "previous_url": f"?{listing.query(foer=page.before)}" if page.before else "",
        "next_url": f"?{listing.query(efter=page.after)}" if page.after else "",
        "may_register": user.role in {Role.CASEWORKER, Role.TEAM_LEADER},
    }
    return render(request, "cases/worklist.html", context)


def _shown(page: worklist.Page, listing: Listing, total: int) -> str:
    """How many of how many; what a filter lets through is counted only when it fits a page."""
    if not listing.narrowed:
        return f"Viser {len(page.cases)} af {total}"
    return f"Viser {len(page.cases)}, der passer til filtret"


@dataclass(frozen=True)
class Chip:
    """One filter above the list."""

    key: str
    label: str
    chosen: str
    choices: list[tuple[str, str]]


def _chips(user: User, view: View, listing: Listing) -> list[Chip]:
    return [
        Chip(one.key, one.label, listing.chosen.get(one.key, ""), one.choices(user))
        for one in FILTERS
        if view.of_many or not one.of_many
    ]


def _columns(listing: Listing) -> list[tuple[str, str, bool]]:
    """Every column with whether it is shown."""
    return [(name, label, name in listing.columns) for name, label in COLUMNS.items()]


def _heads(listing: Listing) -> list[dict[str, Any]]:
    """The heads of the columns; one by which the list can be sorted leads to the list in that order, or turned round."""
    heads = []
    for name, label in (("borger", "Borger"), *((name, COLUMNS[name]) for name in listing.columns)):
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
                    "url": f"{url}?vis={view.key}",
                    "count": numbers[view.key],
                    "current": view.key == here,
                    "heat": view.heat if numbers[view.key] else "",
                }
                for view in items
            ],
        )
        for title, items in groups
    ]
