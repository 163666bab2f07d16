/*
 * Constant texts only. Names are fixed, values come in through set_config, because roles, grants and databases take no
 * parameters. Every text may run again; roles are cluster-wide, so another database may be creating them right now.
 */

/** One process at a time prepares a database; held until the transaction ends. The number is arbitrary, but must stay. */
export const lock = 'SELECT pg_advisory_xact_lock(7021860)';
/** CREATE DATABASE stands outside transactions: held until the session ends. */
export const sessionLock = 'SELECT pg_advisory_lock(7021860)';

/** fieldpilot.verifiers: { "<role>": "<SCRAM verifier>" }, for roles that do not exist yet. */
export const setVerifiers = `SELECT set_config('fieldpilot.verifiers', $1, true)`;

export const createRoles = `
DO $$
DECLARE
  verifiers jsonb := current_setting('fieldpilot.verifiers');
  wanted record;
BEGIN
  FOR wanted IN
    SELECT * FROM (VALUES
      ('fp_owner', 'NOLOGIN NOINHERIT'),
      ('fp_migrator', 'LOGIN NOINHERIT CREATEROLE'),
      ('fp_platform', 'LOGIN NOINHERIT'),
      ('fp_app', 'LOGIN NOINHERIT')
    ) AS role (name, options)
    WHERE name = 'fp_owner' OR verifiers ? name
  LOOP
    CONTINUE WHEN EXISTS (SELECT FROM pg_roles WHERE rolname = wanted.name);
    BEGIN
      EXECUTE format('CREATE ROLE %I %s PASSWORD %L', wanted.name, wanted.options, verifiers ->> wanted.name);
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
      NULL;
    END;
  END LOOP;
  -- roles that someone else made may lack these
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'fp_app' AND NOT rolinherit AND 'search_path=pg_catalog' = ANY (rolconfig)) THEN
    ALTER ROLE fp_app NOINHERIT;
    ALTER ROLE fp_app SET search_path = pg_catalog;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'fp_platform' AND NOT rolinherit AND 'search_path=public' = ANY (rolconfig)) THEN
    ALTER ROLE fp_platform NOINHERIT;
    ALTER ROLE fp_platform SET search_path = public;
  END IF;
END $$`;

/** Of roles that exist with another password than the one that is kept. */
export const resetPasswords = `
DO $$
DECLARE
  login record;
BEGIN
  FOR login IN SELECT * FROM jsonb_each_text(current_setting('fieldpilot.verifiers')::jsonb) LOOP
    EXECUTE format('ALTER ROLE %I PASSWORD %L', login.key, login.value);
  END LOOP;
END $$`;

/** The migrator acts as fp_owner after SET ROLE and not before: what it forgets to hand over fails at once. */
export const letMigratorBecomeOwner = `GRANT fp_owner TO fp_migrator WITH INHERIT FALSE, SET TRUE`;

/** Since PostgreSQL 16 whoever creates a role may administer it, but not become it without a grant to oneself. */
export const letCurrentUserBecomeOwner = `
DO $$
BEGIN
  IF current_setting('server_version_num')::int >= 160000 THEN
    IF NOT pg_has_role(current_user, 'fp_owner', 'SET') THEN
      EXECUTE 'GRANT fp_owner TO current_user WITH INHERIT FALSE, SET TRUE';
    END IF;
  ELSIF NOT pg_has_role(current_user, 'fp_owner', 'MEMBER') THEN
    GRANT fp_owner TO current_user;
  END IF;
END $$`;

export const databaseExists = `SELECT FROM pg_database WHERE datname = 'fieldpilot'`;
export const createDatabase = `CREATE DATABASE fieldpilot OWNER fp_owner`;
export const closeDatabase = `
REVOKE ALL ON DATABASE fieldpilot FROM PUBLIC;
GRANT CONNECT ON DATABASE fieldpilot TO fp_migrator, fp_platform, fp_app`;

/** In the product's database. fp_app gets nothing: what it may do comes from the tenants' roles. */
export const grantRights = `
DO $$
BEGIN
  EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format('GRANT CREATE, CONNECT, TEMPORARY ON DATABASE %I TO fp_owner', current_database());
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO fp_platform, fp_app', current_database());
END $$;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA public TO fp_owner;
GRANT USAGE ON SCHEMA public TO fp_platform;
SET LOCAL ROLE fp_owner;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO fp_platform;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO fp_platform;
RESET ROLE`;

/** A grant by someone who may not give it is only a warning, so what counts is looked at afterwards. */
export const flaws = `
SELECT flaw FROM (VALUES
  ('fp_owner may not create schemas here', NOT has_database_privilege('fp_owner', current_database(), 'CREATE')),
  ('fp_owner may not create tables in the schema public', NOT has_schema_privilege('fp_owner', 'public', 'CREATE')),
  ('fp_platform may not use the schema public', NOT has_schema_privilege('fp_platform', 'public', 'USAGE')),
  ('every role may use the schema public', has_schema_privilege('fp_app', 'public', 'USAGE')),
  ('fp_app or fp_platform has more rights than it should',
    EXISTS (SELECT FROM pg_roles WHERE rolname IN ('fp_app', 'fp_platform') AND (rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls)))
) AS found (flaw, is_there) WHERE is_there`;

export const whoAmI = `
SELECT current_user AS name, current_setting('server_version_num')::int AS version,
       rolsuper OR rolcreaterole AS "mayCreateRoles"
FROM pg_roles WHERE rolname = current_user`;
