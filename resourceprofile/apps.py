from django.apps import AppConfig


class ResourceprofileConfig(AppConfig):
    name = "resourceprofile"
    verbose_name = "Beskrivelse og arbejdsprøvning"
