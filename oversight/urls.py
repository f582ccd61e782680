"""Addresses of the roof."""

from django.urls import path

from oversight import views

urlpatterns = [
    path("regler/", views.rules, name="rules"),
    path("regler/<str:rule>/sager/", views.held_back, name="held_back"),
    path("regler/<str:rule>/praksis/", views.practice, name="practice"),
]
