"""Every address. A new one must be classified in tests/test_urls.py, or the test fails."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def health(request: HttpRequest) -> HttpResponse:
    """Alive and able to answer; says nothing else."""
    return HttpResponse("ok", content_type="text/plain")


urlpatterns = [
    path("sund/", health, name="health"),
    path("konto/", include("allauth.urls")),
    path("min-sag/", include("portal.urls")),
    path("", include("cases.urls")),
    path("", include("resourceprofile.urls")),
    path("", include("rehab_team.urls")),
    path("", include("decisions.urls")),
    path("", include("oversight.urls")),
]
if settings.DEMO_IDENTITY:
    urlpatterns.append(path("", include("portal.demo_urls")))
