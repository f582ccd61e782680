from django.apps import AppConfig


class RehabTeamConfig(AppConfig):
    name = "rehab_team"
    verbose_name = "Team"
