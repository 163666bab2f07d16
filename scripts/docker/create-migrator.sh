#!/bin/sh
# Runs once, when the container's data folder is made: the login that migrates. It is no superuser; with CREATEROLE and
# its own database it makes the other logins and one role per tenant. What only a superuser may close is closed here.
set -eu
psql --set ON_ERROR_STOP=1 --set password="$FP_MIGRATOR_PASSWORD" --username "$POSTGRES_USER" --dbname postgres <<'SQL'
CREATE ROLE fp_migrator LOGIN CREATEROLE PASSWORD :'password';
CREATE DATABASE fieldpilot OWNER fp_migrator;
REVOKE ALL ON DATABASE fieldpilot, postgres, template1 FROM PUBLIC;
SQL
psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname fieldpilot --file /harden.sql
