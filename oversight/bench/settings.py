"""The application's own settings, with one page more: the floor that other pages are measured against."""

from flexcase.settings import *  # noqa: F403

ROOT_URLCONF = "oversight.bench.urls"
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
