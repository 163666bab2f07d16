-- Run in the product's database by a superuser; at each start FieldPilot does so itself where it may, and says so where not.
--
-- Takes away what lets one statement reach beyond the rights that it began with. PostgreSQL checks rights on tables once, when
-- a statement starts. What is named here looks at rights while it runs, or at none: after set_config('role', …) earlier in the
-- same statement it would read as another tenant. So tenants' roles may not call set_config() either, and run no DO blocks, which
-- are several statements in one. May run again; of PUBLIC, the product's logins and the tenants' roles alone.
DO $$
DECLARE
  opening record;
  needed record;
  left_open integer := 0;
BEGIN
  FOR opening IN
    WITH reaching (object, privilege, owner, acl) AS (
      SELECT 'ROUTINE ' || oid::regprocedure, 'EXECUTE', proowner, coalesce(proacl, acldefault('f', proowner))
      FROM pg_proc
      -- these run SQL text, or read what they are told the name of
      WHERE proname ~ '^(query|cursor|table|schema|database)_to_xml'
        OR proname ~ '^(ts_stat$|crosstab|connectby$|xpath_table$|dblink)'
        OR (proname = 'ts_rewrite' AND 'text'::regtype = ANY (proargtypes))
        -- large objects and the server's files belong to no schema
        OR proname ~ '^(lo_|loread$|lowrite$)'
        OR proname ~ '^(pg_read_|pg_ls_|pg_stat_file$|pg_file_)'
        OR proname = 'set_config'
      UNION ALL
      SELECT 'LANGUAGE ' || quote_ident(lanname), 'USAGE', lanowner, coalesce(lanacl, acldefault('l', lanowner))
      FROM pg_language WHERE laninline <> 0
      UNION ALL
      -- the commonest values of columns, shown to whom has_column_privilege() says so at that moment
      SELECT 'TABLE ' || oid::regclass, 'SELECT', relowner, coalesce(relacl, acldefault('r', relowner))
      FROM pg_class
      WHERE relnamespace = 'pg_catalog'::regnamespace AND relname IN ('pg_stats', 'pg_stats_ext', 'pg_stats_ext_exprs')
    )
    SELECT object, privilege, owner, CASE grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(grantee::regrole::text) END AS grantee
    FROM reaching, aclexplode(acl)
    WHERE privilege_type = privilege AND grantee <> owner AND (grantee = 0 OR grantee IN (
      SELECT oid FROM pg_roles
      WHERE rolname = 'fp_platform' OR (rolname = 'fp_app' AND object NOT LIKE 'ROUTINE set_config(%')
      UNION ALL
      SELECT roleid FROM pg_auth_members WHERE member = to_regrole('fp_app')
    ))
  LOOP
    IF pg_has_role(current_user, opening.owner, 'USAGE') THEN
      EXECUTE format('REVOKE %s ON %s FROM %s', opening.privilege, opening.object, opening.grantee);
    ELSE
      left_open := left_open + 1;
    END IF;
  END LOOP;
  -- the login takes a tenant's role by set_config(); whoever migrates, or may become the one who does, makes roles in DO blocks
  FOR needed IN
    WITH migrators AS (
      SELECT oid FROM pg_roles WHERE rolname = 'fp_owner' OR rolcreaterole
      UNION SELECT member FROM pg_auth_members WHERE roleid = to_regrole('fp_owner')
      UNION SELECT datdba FROM pg_database WHERE datname = current_database()
    ), callers AS (SELECT oid FROM migrators UNION SELECT to_regrole('fp_app') WHERE to_regrole('fp_app') IS NOT NULL)
    SELECT 'EXECUTE ON FUNCTION set_config(text, text, boolean)' AS privilege, c.oid AS grantee, proowner AS owner
    FROM pg_proc f, callers c
    WHERE f.oid = 'set_config(text, text, boolean)'::regprocedure AND NOT has_function_privilege(c.oid, f.oid, 'EXECUTE')
    UNION ALL
    SELECT 'USAGE ON LANGUAGE ' || quote_ident(lanname), m.oid, lanowner
    FROM pg_language l, migrators m WHERE laninline <> 0 AND NOT has_language_privilege(m.oid, l.oid, 'USAGE')
  LOOP
    IF pg_has_role(current_user, needed.owner, 'USAGE') THEN
      EXECUTE format('GRANT %s TO %s', needed.privilege, needed.grantee::regrole);
    END IF;
  END LOOP;
  PERFORM set_config('fieldpilot.left_open', left_open::text, true);
END $$;
