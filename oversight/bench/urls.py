"""The application's addresses and an empty page for a signed-in person."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path


def empty(request: HttpRequest) -> HttpResponse:
    """The desk with nothing on it: session, user, layout."""
    return render(request, "desk.html", {"section": "cases"})


urlpatterns = [path("tom/", empty, name="empty"), path("", include("flexcase.urls"))]
