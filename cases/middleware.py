"""Everything but a short list of addresses needs a signed-in person; staff need a second factor where it is demanded."""

from __future__ import annotations

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

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
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> HttpResponse | None:
        name = request.resolver_match.view_name if request.resolver_match else None
        if name in OPEN or request.path.startswith(settings.STATIC_URL):
            return None
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        enrolling = bool(name and name.startswith("mfa_"))
        if settings.STAFF_MFA_REQUIRED and request.user.is_employee and not enrolling and not is_mfa_enabled(request.user):
            return redirect("mfa_activate_totp")
        return None
