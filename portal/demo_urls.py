"""Addresses of the demo's identity provider; production has none of them."""

from django.urls import include, path

from portal.demo_identity import ChooseCitizen

urlpatterns = [
    path("identity/o/authorize", ChooseCitizen.as_view(), name="demo_identity"),
    path("", include("allauth.idp.urls")),
]
