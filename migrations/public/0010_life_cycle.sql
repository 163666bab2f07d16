-- The life cycle of tenants: a suspended tenant is closed in the database too, and a slug that was given up leads on for a while.

-- What a suspended tenant goes back to when it is resumed.
ALTER TABLE tenants ADD COLUMN suspended_from varchar(50);

-- Slugs of the past. Until then they go on naming their tenant, and nobody else can take them.
CREATE TABLE tenant_former_slugs (
    slug varchar(100) PRIMARY KEY,
    tenant_id uuid NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    until timestamptz NOT NULL
);

CREATE INDEX idx_tenant_former_slugs_tenant ON tenant_former_slugs (tenant_id);

-- The functions below run as the owner of all schemas, so that the login of the shared tables reaches what each of them names and nothing more.
-- Their search path is not the caller's.

-- The schema of a tenant that nobody may use; null where the tenant is open.
CREATE FUNCTION closed_schema(tenant uuid) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT schema_name FROM tenants WHERE id = tenant AND (NOT is_active OR status IN ('suspended', 'canceled'))
$$;

-- Gives the tenant's roles the use of its schema or takes it from them, as its row says: for the next transaction of every connection, with
-- statements that are prepared too. Roles without rights on the tables are not the tenant's: without roles (ISOLATION=schema) this changes nothing.
CREATE FUNCTION apply_tenant_access(tenant uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    schema text;
    role text;
    change text := CASE WHEN closed_schema(tenant) IS NULL THEN 'GRANT USAGE ON SCHEMA %I TO %I' ELSE 'REVOKE USAGE ON SCHEMA %I FROM %I' END;
BEGIN
    SELECT schema_name INTO schema FROM tenants WHERE id = tenant;
    FOR role IN
        SELECT rolname FROM pg_roles
        WHERE rolname IN ('t_' || substr(schema, 8) || '_rw', 't_' || substr(schema, 8) || '_ro')
            AND has_table_privilege(oid, to_regclass(format('%I.schema_migrations', schema)), 'SELECT')
    LOOP
        EXECUTE format(change, schema, role);
    END LOOP;
END $$;

-- What a sign-in needs to tell whoever knows their password, and nobody else, that the tenant is closed. An open tenant has its own role for that.
CREATE FUNCTION account_of_closed_tenant(tenant uuid, address text)
RETURNS TABLE (id uuid, password_hash text, is_active boolean, auth_version integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    schema text := closed_schema(tenant);
BEGIN
    IF schema IS NULL THEN RETURN; END IF;
    RETURN QUERY EXECUTE format(
        'SELECT u.id, u.password_hash::text, u.is_active, u.auth_version FROM %I.users u WHERE lower(u.email) = $1', schema) USING address;
END $$;

-- The same for a refresh token. Tokens of people who were deactivated are none.
CREATE FUNCTION refresh_token_of_closed_tenant(tenant uuid, hash text)
RETURNS TABLE (expires_at timestamptz, used_at timestamptz, revoked_at timestamptz,
    session_expires_at timestamptz, session_revoked_at timestamptz, session_last_seen_at timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    schema text := closed_schema(tenant);
BEGIN
    IF schema IS NULL THEN RETURN; END IF;
    RETURN QUERY EXECUTE format(
        'SELECT r.expires_at, r.used_at, r.revoked_at, s.expires_at, s.revoked_at, s.last_seen_at
         FROM %1$I.refresh_tokens r JOIN %1$I.sessions s ON s.id = r.session_id JOIN %1$I.users u ON u.id = s.user_id
         WHERE r.token_hash = $1 AND u.is_active', schema) USING hash;
END $$;

-- The same for an API key: one that is neither revoked nor expired, of an active user.
CREATE FUNCTION api_key_of_closed_tenant(tenant uuid, hash text, at timestamptz)
RETURNS TABLE (id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    schema text := closed_schema(tenant);
BEGIN
    IF schema IS NULL THEN RETURN; END IF;
    RETURN QUERY EXECUTE format(
        'SELECT k.id FROM %1$I.api_keys k JOIN %1$I.users u ON u.id = k.created_by
         WHERE k.key_hash = $1 AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > $2) AND u.is_active', schema)
        USING hash, at;
END $$;

-- Without roles (ISOLATION=schema) one login does everything.
DO $$
DECLARE
    callable text;
BEGIN
    FOREACH callable IN ARRAY ARRAY['closed_schema(uuid)', 'apply_tenant_access(uuid)', 'account_of_closed_tenant(uuid, text)',
        'refresh_token_of_closed_tenant(uuid, text)', 'api_key_of_closed_tenant(uuid, text, timestamptz)']
    LOOP
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', callable);
        IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'fp_platform') THEN
            EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO fp_platform', callable);
        END IF;
    END LOOP;
END $$;

-- Tenants that were suspended before.
SELECT apply_tenant_access(id) FROM tenants WHERE closed_schema(id) IS NOT NULL;
