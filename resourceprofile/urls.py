"""Addresses of this floor."""

from django.urls import path

from resourceprofile import views

urlpatterns = [
    path("spoergsmaal/", views.questions, name="questions"),
    path("sager/<str:number>/sundhedsfaglig/", views.advice, name="advice"),
]
