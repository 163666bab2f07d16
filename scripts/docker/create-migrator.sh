#!/bin/sh
# Runs once, when PostgreSQL initialises its data directory: creates the login for migrations. It is not a superuser; as the owner of
# the database and with CREATEROLE it can create the other logins and the role of each tenant. The rights that only a superuser can revoke
# are revoked here.
set -eu
psql --set ON_ERROR_STOP=1 --set password="$FP_MIGRATOR_PASSWORD" --username "$POSTGRES_USER" --dbname postgres <<'SQL'
CREATE ROLE fp_migrator LOGIN CREATEROLE PASSWORD :'password';
CREATE DATABASE fieldpilot OWNER fp_migrator;
REVOKE ALL ON DATABASE fieldpilot, postgres, template1 FROM PUBLIC;
SQL
psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname fieldpilot --file /harden.sql
