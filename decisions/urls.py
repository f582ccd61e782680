"""Addresses of this floor."""

from django.urls import path

from decisions import views

urlpatterns = [
    path("sager/<str:number>/afgoerelse/", views.draft, name="decision"),
    path("sager/<str:number>/afgoerelse/brev/", views.preview, name="decision_preview"),
    path("sager/<str:number>/afgoerelse/udkast.pdf", views.pdf, name="decision_pdf"),
    path("sager/<str:number>/afgoerelse/godkend/", views.approval, name="decision_approval"),
]
