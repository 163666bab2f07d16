-- Run in the product's database by a superuser; at each start FieldPilot does so itself where it may, and says so where not.
--
-- Takes away what lets one statement reach beyond the rights that it began with. PostgreSQL checks rights on tables once, when
-- a statement starts. What is named here looks at rights while it runs, or at none: after set_config('role', …) earlier in the
-- same statement it would read as another tenant. May run again; of PUBLIC, the product's logins and the tenants' roles alone.
DO $$
DECLARE
  opening record;
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
      UNION ALL
      -- the commonest values of columns, shown to whom has_column_privilege() says so at that moment
      SELECT 'TABLE ' || oid::regclass, 'SELECT', relowner, coalesce(relacl, acldefault('r', relowner))
      FROM pg_class
      WHERE relnamespace = 'pg_catalog'::regnamespace AND relname IN ('pg_stats', 'pg_stats_ext', 'pg_stats_ext_exprs')
    )
    SELECT object, privilege, owner, CASE grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(grantee::regrole::text) END AS grantee
    FROM reaching, aclexplode(acl)
    WHERE privilege_type = privilege AND grantee <> owner AND (grantee = 0 OR grantee IN (
      SELECT oid FROM pg_roles WHERE rolname IN ('fp_app', 'fp_platform')
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
  PERFORM set_config('fieldpilot.left_open', left_open::text, true);
END $$;
