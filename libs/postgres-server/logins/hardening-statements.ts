import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { migrationsFolder } from '#libs/migrations';

/** A file, because on an external server somebody with more rights has to run it. */
export const harden = (): string => readFileSync(join(migrationsFolder(), 'harden.sql'), 'utf8');

/** Every login may change its own settings and password, which PostgreSQL cannot refuse. */
const foreignSettings = `
  SELECT rolname AS login, datname AS database, setconfig AS settings
  FROM pg_db_role_setting JOIN pg_roles ON pg_roles.oid = setrole LEFT JOIN pg_database ON pg_database.oid = setdatabase
  WHERE rolname IN ('fp_app', 'fp_platform')
    AND NOT (setdatabase = 0 AND setconfig = ARRAY['search_path=' || CASE rolname WHEN 'fp_app' THEN 'pg_catalog' ELSE 'public' END])`;

/** On the embedded server each start resets them. */
export const resetSettings = `
DO $$
DECLARE
  changed record;
BEGIN
  FOR changed IN ${foreignSettings} LOOP
    EXECUTE format('ALTER ROLE %I', changed.login) || coalesce(' IN DATABASE ' || quote_ident(changed.database), '') || ' RESET ALL';
  END LOOP;
  ALTER ROLE fp_app SET search_path = pg_catalog;
  ALTER ROLE fp_platform SET search_path = public;
END $$`;

/** Run after {@link harden} in the same transaction: what is still open on an external server, and how to close it. */
export const gaps = `
SELECT format('%s functions, views and languages that run SQL text, change roles, read statistics or keep large objects are open to tenants'' roles '
    '(as a superuser: psql -d %I -f migrations/harden.sql)', current_setting('fieldpilot.left_open'), current_database()) AS gap
WHERE current_setting('fieldpilot.left_open') <> '0'
UNION ALL
SELECT format('fp_app and fp_platform may connect to %1$s (REVOKE CONNECT ON DATABASE %1$s FROM PUBLIC, or refuse both logins there in pg_hba.conf)',
    string_agg(quote_ident(datname), ', ' ORDER BY datname))
FROM pg_database
WHERE datallowconn AND datname <> current_database()
  AND (has_database_privilege('fp_app', oid, 'CONNECT') OR has_database_privilege('fp_platform', oid, 'CONNECT'))
HAVING count(*) > 0
UNION ALL
SELECT format('%1$s has settings that FieldPilot did not make: %2$s (unless you did: ALTER ROLE %1$s%3$s RESET ALL)',
    login, array_to_string(settings, ', '), ' IN DATABASE ' || quote_ident(database))
FROM (${foreignSettings}) AS foreign_settings`;
