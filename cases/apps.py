from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "cases"
    verbose_name = "Sager"

    def ready(self) -> None:
        from cases import checks, discovery  # noqa: F401

        discovery.discover()
