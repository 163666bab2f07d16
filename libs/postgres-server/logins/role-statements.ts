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

/** For roles that exist with another password than the stored one. */
export const resetPasswords = `
DO $$
DECLARE
  login record;
BEGIN
  FOR login IN SELECT * FROM jsonb_each_text(current_setting('fieldpilot.verifiers')::jsonb) LOOP
    EXECUTE format('ALTER ROLE %I PASSWORD %L', login.key, login.value);
  END LOOP;
END $$`;

/** Somebody is signed in, or passwords were renewed a moment ago. */
export const loginsInUse = `
SELECT rolname AS name FROM pg_roles WHERE rolname = ANY ($1) AND (
  EXISTS (SELECT FROM pg_stat_activity WHERE usename = rolname)
  OR now() - substring(shobj_description(oid, 'pg_authid') FROM '^password renewed at (.*)$')::timestamptz < interval '1 minute')
ORDER BY 1`;

/** Run after `resetPasswords`. Comments on roles can be read from every database of the server. */
export const recordRenewal = `
DO $$
DECLARE
  login text;
BEGIN
  FOR login IN SELECT jsonb_object_keys(current_setting('fieldpilot.verifiers')::jsonb) LOOP
    EXECUTE format('COMMENT ON ROLE %I IS %L', login, 'password renewed at ' || clock_timestamp());
  END LOOP;
END $$`;

/** The migrator has the rights of fp_owner only after SET ROLE, so that code which forgets it fails at once. */
export const letMigratorBecomeOwner = `GRANT fp_owner TO fp_migrator WITH INHERIT FALSE, SET TRUE`;

/**
 * Since PostgreSQL 16 whoever creates a role may administer it, but not become it without a grant to oneself. Whoever may
 * not grant it either is named by `flaws`.
 */
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
EXCEPTION WHEN insufficient_privilege THEN
  NULL;
END $$`;

export const databaseExists = `SELECT FROM pg_database WHERE datname = 'fieldpilot'`;
export const createDatabase = `CREATE DATABASE fieldpilot OWNER fp_owner`;
/** The server has no other users, and its logins need only this database. */
export const closeDatabases = `
REVOKE ALL ON DATABASE fieldpilot, postgres, template1 FROM PUBLIC;
GRANT CONNECT ON DATABASE fieldpilot TO fp_migrator, fp_platform, fp_app`;

/**
 * In the product's database. fp_app gets nothing: what it may do comes from the tenants' roles. Only what is missing is
 * given, so that a user who neither owns the database nor is a superuser can start the product once the rights are there;
 * what it may not give either is left to `flaws`, which names all of it at once.
 */
export const grantRights = `
DO $$
DECLARE
  missing text;
BEGIN
  FOR missing IN
    WITH held AS (
      SELECT 'DATABASE ' || quote_ident(datname) AS object, grantee, privilege_type
      FROM pg_database, aclexplode(coalesce(datacl, acldefault('d', datdba))) WHERE datname = current_database()
      UNION ALL
      SELECT 'SCHEMA public', grantee, privilege_type
      FROM pg_namespace, aclexplode(coalesce(nspacl, acldefault('n', nspowner))) WHERE nspname = 'public'
    ), wanted AS (
      SELECT * FROM (VALUES
        ('DATABASE ' || quote_ident(current_database()), 'fp_owner', 'CREATE'),
        ('DATABASE ' || quote_ident(current_database()), 'fp_owner', 'CONNECT'),
        ('DATABASE ' || quote_ident(current_database()), 'fp_owner', 'TEMPORARY'),
        ('DATABASE ' || quote_ident(current_database()), 'fp_platform', 'CONNECT'),
        ('DATABASE ' || quote_ident(current_database()), 'fp_app', 'CONNECT'),
        ('SCHEMA public', 'fp_owner', 'USAGE'),
        ('SCHEMA public', 'fp_owner', 'CREATE'),
        ('SCHEMA public', 'fp_platform', 'USAGE')
      ) AS rights (object, grantee, privilege_type)
    )
    SELECT format('GRANT %s ON %s TO %I', privilege_type, object, grantee) FROM wanted
    WHERE (object, grantee::regrole::oid, privilege_type) NOT IN (SELECT object, grantee, privilege_type FROM held)
    UNION ALL
    SELECT format('REVOKE %s ON %s FROM PUBLIC', privilege_type, object) FROM held
    WHERE grantee = 0 AND privilege_type <> 'CONNECT'
  LOOP
    BEGIN
      EXECUTE missing;
    EXCEPTION WHEN insufficient_privilege THEN
      NULL;
    END;
  END LOOP;
  SET LOCAL ROLE fp_owner;
  ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO fp_platform;
  ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO fp_platform;
  RESET ROLE;
EXCEPTION WHEN insufficient_privilege THEN
  NULL;
END $$`;

/** A grant without the right to give it is only a warning, so the result is checked afterwards. */
export const flaws = `
SELECT format(flaw, quote_ident(current_database()), quote_ident(current_user)) AS flaw FROM (VALUES
  ('%2$s may not act as fp_owner (GRANT fp_owner TO %2$s)',
    NOT pg_has_role(current_user, 'fp_owner', CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END)),
  ('fp_owner may not create schemas here (GRANT CREATE ON DATABASE %1$s TO fp_owner)',
    NOT has_database_privilege('fp_owner', current_database(), 'CREATE')),
  ('fp_owner may not create tables in the schema public (GRANT USAGE, CREATE ON SCHEMA public TO fp_owner)',
    NOT has_schema_privilege('fp_owner', 'public', 'CREATE') OR NOT has_schema_privilege('fp_owner', 'public', 'USAGE')),
  ('fp_platform may not use the schema public (GRANT USAGE ON SCHEMA public TO fp_platform)',
    NOT has_schema_privilege('fp_platform', 'public', 'USAGE')),
  ('fp_platform and fp_app may not both connect (GRANT CONNECT ON DATABASE %1$s TO fp_platform, fp_app)',
    NOT has_database_privilege('fp_platform', current_database(), 'CONNECT') OR NOT has_database_privilege('fp_app', current_database(), 'CONNECT')),
  ('every role may use the schema public (REVOKE ALL ON SCHEMA public FROM PUBLIC)', has_schema_privilege('fp_app', 'public', 'USAGE')),
  ('fp_app or fp_platform has more rights than it should',
    EXISTS (SELECT FROM pg_roles WHERE rolname IN ('fp_app', 'fp_platform') AND (rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls)))
) AS found (flaw, is_there) WHERE is_there`;

export const whoAmI = `
SELECT current_user AS name, current_setting('server_version_num')::int AS version,
       rolsuper OR rolcreaterole AS "mayCreateRoles"
FROM pg_roles WHERE rolname = current_user`;
