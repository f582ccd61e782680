"""FlexCase. Celery's app is loaded with the package, so that every `shared_task` finds it, as Celery asks of Django."""

from flexcase.celery import app as celery_app

__all__ = ("celery_app",)
