"""The Celery app. The broker carries only ids: PostgreSQL is the truth, so a lost message costs nothing but time."""

import os
import signal

from celery import Celery
from celery.signals import worker_process_init

from flexcase.base.embedded.parent import die_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "flexcase.settings")

app = Celery("flexcase")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_process_init.connect
def follow_the_worker(**_: object) -> None:
    """A worker killed with -9 must not leave children behind that hold database connections and half a task."""
    die_with_parent(signal.SIGKILL)
