"""The demo's identity provider: real OpenID Connect, with fictive citizens to choose among instead of a proof of who one is.

It stands in for MitID, is never called so, and production refuses to start with it (cases/checks.py). It shares Min sag's
process but not its session: whoever is chosen here is known to Min sag only by the claims of the token.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from uuid import UUID

from allauth.idp.oidc.adapter import DefaultOIDCAdapter
from allauth.idp.oidc.models import Client, PrivateKey
from allauth.idp.oidc.views import AuthorizationView
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from cases.models import Role, User
from cases.signin import refusal

CLIENT = "min-sag"
SUBSTANTIAL = "https://data.gov.dk/concept/core/nsis/loa/Substantial"
#: How many citizens the page lets one choose among.
MOST = 30


class DemoIdentityProvider(DefaultOIDCAdapter):
    """What the provider vouches for: the CPR number, at the level that Min sag demands."""

    def get_claims(self, purpose: Any, user: Any, client: Any, scopes: Iterable[str], **kwargs: Any) -> dict[str, Any]:
        return {"sub": self.get_user_sub(client, user), "acr": SUBSTANTIAL, "cpr": user.citizen.cpr, "name": user.citizen.name}

    def list_private_keys(self, **_: Any) -> list[PrivateKey]:
        return [PrivateKey(pem=signing_key(Path(settings.VAR) / "demo-identity.pem"))]


class ChooseCitizen(AuthorizationView):
    """The page where one says who one is. The chosen citizen is signed in for this request only, to give the code away."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.GET.get("client_id") != CLIENT:
            return refusal(request, "failed")
        know_client(request)
        chosen = _chosen(request.GET.get("person", ""))
        if chosen is None:
            return render(request, "account/demo_identity.html", {"people": _people(), "asked": request.GET.items()})
        request.user = chosen
        return super().get(request, *args, **kwargs)


def _people() -> list[User]:
    return list(_citizens()[:MOST])


def _citizens() -> Any:
    return User.objects.filter(role=Role.CITIZEN, is_active=True).select_related("citizen__key").order_by("citizen__name")


def _chosen(person: str) -> User | None:
    try:
        return _citizens().filter(pk=UUID(person)).first()
    except ValueError:
        return None


def know_client(request: HttpRequest) -> None:
    """Let Min sag be a client of the provider, at the address by which it is reached."""
    client = Client.objects.filter(pk=CLIENT).first()
    if client is None:
        client = Client(id=CLIENT, name="Min sag", skip_consent=True)
        client.set_scopes(["openid"])
    if not client.check_secret(settings.LOGIN_SECRET):
        client.set_secret(settings.LOGIN_SECRET)
    way = request.build_absolute_uri(reverse("openid_connect_callback", args=["borger"]))
    if way not in client.get_redirect_uris():
        client.set_redirect_uris([*client.get_redirect_uris(), way])
    client.save()


def signing_key(path: Path) -> str:
    """The provider's key, made at its first use. When two processes make it at once, the first one's holds."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        own = path.with_suffix(f".{os.getpid()}")
        own.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        own.chmod(0o600)
        try:
            os.link(own, path)
        except FileExistsError:
            pass
        finally:
            own.unlink()
    return path.read_text()
