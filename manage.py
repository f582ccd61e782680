#!/usr/bin/env python
"""Entry point of every administrative command; without DATABASE_URL it holds the embedded PostgreSQL, tables and all."""

import os
import sys

from django.core.management import execute_from_command_line

from flexcase.base.embedded import schema

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "flexcase.settings")
    schema.bring_up_to_date(sys.argv[1] if len(sys.argv) > 1 else "help")
    execute_from_command_line(sys.argv)
