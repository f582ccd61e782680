"""Addresses of the meetings."""

from django.urls import path

from rehab_team import views

urlpatterns = [
    path("moeder/", views.meetings, name="meetings"),
    path("moeder/<uuid:meeting>/", views.meeting, name="meeting"),
    path("moeder/<uuid:meeting>/<int:order>/<slug:deed>/", views.deed, name="meeting_deed"),
]
