from django.apps import AppConfig


class BaseConfig(AppConfig):
    name = "flexcase.base"
    label = "base"
    verbose_name = "Fundament"
