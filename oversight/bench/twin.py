"""The municipality as it is now, kept beside the one that grows.

Both are measured in turns: what else the machine does meanwhile, and how warm it is, hits both.
"""

from __future__ import annotations

import psycopg
from django.db import connection, connections
from psycopg import sql

from flexcase.base.embedded.postgres import OWNER


def keep_as(name: str) -> None:
    """Copy the database under another name. Nobody else may be connected to it."""
    given = connection.settings_dict
    connections.close_all()
    address = psycopg.conninfo.make_conninfo(host=given["HOST"], port=given["PORT"], user=OWNER, dbname="postgres")
    with psycopg.connect(address, autocommit=True) as server:
        copy = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        server.execute(copy.format(sql.Identifier(name), sql.Identifier(str(given["NAME"]))))
