"""Signing in: nobody makes an account by themselves, and everyone lands where they belong.

Staff have a user name and, where it is demanded, a second factor. Citizens come from an identity provider by OpenID
Connect: the municipality's broker in production, the demo's own elsewhere. A citizen is known by the CPR number that the
provider vouches for, and nothing of what it told is kept.
"""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.utils import perform_login
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from cases.models import Citizen, Role, User
from flexcase.base import clock
from flexcase.base.models import Denial
from flexcase.law.cpr import InvalidCpr, parse

#: NSIS levels of assurance that are enough for a case with health information.
ENOUGH = frozenset(f"https://data.gov.dk/concept/core/nsis/loa/{level}" for level in ("Substantial", "High"))


class ClosedDoor(DefaultAccountAdapter):
    """Accounts are made by the administrator, never by signing up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return reverse("home")


class CitizensDoor(DefaultSocialAccountAdapter):
    """From an identity provider's claims to the citizen. No account, token or claim of the provider is stored."""

    def list_apps(self, request: HttpRequest, provider: Any = None, client_id: Any = None) -> list[Any]:
        """The demo's provider answers at the address by which we were reached."""
        apps = super().list_apps(request, provider, client_id)
        for app in apps:
            if not app.settings.get("server_url"):
                app.settings = {**app.settings, "server_url": request.build_absolute_uri("/").rstrip("/")}
        return apps

    def get_requests_session(self) -> Any:
        """The demo's provider is ourselves: no proxy stands between."""
        session = super().get_requests_session()
        session.trust_env = not settings.DEMO_IDENTITY
        return session

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Sign the citizen in, or say kindly why not. Always answers here: allauth's own way would store an account."""
        told = sociallogin.account.extra_data
        claims = {**told.get("id_token", {}), **told.get("userinfo", {})}
        if claims.get("acr") not in ENOUGH:
            raise ImmediateHttpResponse(refusal(request, "level"))
        user = citizen_user(str(claims.get(settings.CPR_CLAIM, "")))
        if user is None:
            raise ImmediateHttpResponse(refusal(request, "unknown"))
        if not user.is_active:
            raise ImmediateHttpResponse(refusal(request, "inactive"))
        way = sociallogin.get_redirect_url(request) or reverse("home")
        raise ImmediateHttpResponse(perform_login(request, user, email_verification="none", redirect_url=way))

    def on_authentication_error(self, request: HttpRequest, provider: Any, **kwargs: Any) -> None:
        raise ImmediateHttpResponse(refusal(request, "failed"))


def citizen_user(cpr: str) -> User | None:
    """The user of the citizen with this CPR number, made at the first sign-in; None when we have no such citizen."""
    try:
        number = parse(cpr, allow_fictive=settings.ALLOW_FICTIVE_CPR).number
    except InvalidCpr:
        return None
    citizen = Citizen.objects.filter(cpr_hash=Citizen.hash_of(number)).first()
    if citizen is None:
        return None
    names = {"username": f"borger-{citizen.pk}", "first_name": citizen.first_name, "role": Role.CITIZEN}
    user, created = User.objects.get_or_create(citizen=citizen, defaults=names)
    if created:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    return user


def refusal(request: HttpRequest, why: str) -> HttpResponse:
    """A page that says why nobody was signed in, and a line in the log of denials."""
    Denial.objects.create(at=clock.now(), what=f"login:{why}")
    return render(request, "account/not_let_in.html", {"why": why}, status=403)
