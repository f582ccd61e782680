#!/bin/sh
# Makes the two roles and the database on a PostgreSQL of your own, once, as its superuser (PGHOST, PGUSER … are psql's).
# flexcase_owner owns the tables and migrates; flexcase_app, as which everything else runs, owns nothing.
set -eu
psql --set=ON_ERROR_STOP=1 --set=owner="$FLEXCASE_OWNER_PASSWORD" --set=app="$FLEXCASE_APP_PASSWORD" --dbname=postgres <<'SQL'
CREATE ROLE flexcase_owner LOGIN PASSWORD :'owner';
CREATE ROLE flexcase_app LOGIN PASSWORD :'app';
CREATE DATABASE flexcase OWNER flexcase_owner TEMPLATE template0 ENCODING 'UTF8'
  LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8';
\connect flexcase
ALTER DEFAULT PRIVILEGES FOR ROLE flexcase_owner GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO flexcase_app;
ALTER DEFAULT PRIVILEGES FOR ROLE flexcase_owner GRANT USAGE, SELECT ON SEQUENCES TO flexcase_app;
ALTER DEFAULT PRIVILEGES FOR ROLE flexcase_owner GRANT EXECUTE ON FUNCTIONS TO flexcase_app;
SQL
