"""Everything but a short list of addresses needs a signed-in person; staff need a second factor where it is demanded.

And no request is held for long by a file that somebody sent.
"""

from __future__ import annotations

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from cases.reading.apart import within

#: Seconds that a request waits for files to be read, all in all.
PATIENCE = 8
#: Addresses that nobody needs to sign in for, by the name of their route.
OPEN = frozenset(
    {
        "health",
        "account_login",
        "account_logout",
        "account_reauthenticate",
        "mfa_authenticate",
        "openid_connect_login",
        "openid_connect_callback",
        "socialaccount_login_cancelled",
        "socialaccount_login_error",
        # The demo's identity provider knows its own clients and people.
        "demo_identity",
        "idp:oidc:configuration",
        "idp:oidc:jwks",
        "idp:oidc:token",
        "idp:oidc:userinfo",
    }
)


class SignedIn:
    """Lets nobody in by forgetting a decorator."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated:
            # Whoever sits down at the machine afterwards finds nothing by going back.
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> HttpResponse | None:
        if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            raise Http404("no address has a NUL, and no text that could be looked for")
        name = request.resolver_match.view_name if request.resolver_match else None
        if name in OPEN or request.path.startswith(settings.STATIC_URL):
            return None
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        enrolling = bool(name and name.startswith("mfa_"))
        own = enrolling or name == "account_change_password"
        if request.path.startswith(reverse("account_login").removesuffix("login/")) and not (own and request.user.is_employee):
            # A citizen with a password would come in without MitID; an account has neither e-mail nor connections here.
            raise Http404("no page of this account")
        if settings.STAFF_MFA_REQUIRED and request.user.is_employee and not enrolling and not is_mfa_enabled(request.user):
            return redirect("mfa_activate_totp")
        return None


class Waiting:
    """Whoever asked gets an answer in a while, whatever is in the files that must be read for it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with within(PATIENCE):
            return self.get_response(request)
