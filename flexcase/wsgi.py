"""What gunicorn serves. Production refuses to start where a check finds default keys, demo users, or no second factor."""

import os

from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "flexcase.settings")

application = get_wsgi_application()

if settings.PRODUCTION:
    call_command("check", databases=["default"])
