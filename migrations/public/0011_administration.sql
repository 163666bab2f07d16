-- transaction: none
-- What operators may do, why they did it, and what they see of all tenants at once.

ALTER TABLE operators
    -- support reads, admin changes as well. Those who were there before could do both.
    ADD COLUMN IF NOT EXISTS role varchar(20) NOT NULL DEFAULT 'admin' CHECK (role IN ('support', 'admin'));

ALTER TABLE platform_audit_logs
    -- As the operator gave it.
    ADD COLUMN IF NOT EXISTS reason text;
DROP INDEX CONCURRENTLY IF EXISTS idx_platform_audit_logs_action;
CREATE INDEX CONCURRENTLY idx_platform_audit_logs_action ON platform_audit_logs (action, created_at, id);

-- How people sort names, as in each tenant's schema.
CREATE COLLATION IF NOT EXISTS natural_order (provider = icu, locale = 'und-u-kn');

ALTER TABLE tenants
    -- Copies of what the tenant's own schema counts, written by a job after calls of its users.
    ADD COLUMN IF NOT EXISTS plan_slug varchar(50),
    ADD COLUMN IF NOT EXISTS users_count integer NOT NULL DEFAULT 0,
    ADD COLUMN IF NOT EXISTS equipment_count integer NOT NULL DEFAULT 0,
    ADD COLUMN IF NOT EXISTS storage_bytes bigint NOT NULL DEFAULT 0,
    -- In the month of usage_measured_at.
    ADD COLUMN IF NOT EXISTS api_calls_count bigint NOT NULL DEFAULT 0,
    ADD COLUMN IF NOT EXISTS last_activity_at timestamptz,
    ADD COLUMN IF NOT EXISTS usage_measured_at timestamptz;
-- lint-allow: rewrite because a registry has some thousand short rows
ALTER TABLE tenants
    ADD COLUMN IF NOT EXISTS search tsvector GENERATED ALWAYS AS (
        to_tsvector('simple', translate(name || ' ' || slug, '-/._@#', '      '))
    ) STORED;
-- lint-allow: rewrite because a registry has some thousand short rows
ALTER TABLE domains
    ADD COLUMN IF NOT EXISTS search tsvector GENERATED ALWAYS AS (
        to_tsvector('simple', translate(domain, '-/._@#', '      '))
    ) STORED;

DROP INDEX CONCURRENTLY IF EXISTS idx_tenants_natural_name;
CREATE INDEX CONCURRENTLY idx_tenants_natural_name ON tenants (name COLLATE natural_order, id);
DROP INDEX CONCURRENTLY IF EXISTS idx_tenants_name;
DROP INDEX CONCURRENTLY IF EXISTS idx_tenants_plan;
CREATE INDEX CONCURRENTLY idx_tenants_plan ON tenants (plan_slug, id);
DROP INDEX CONCURRENTLY IF EXISTS idx_tenants_ring;
CREATE INDEX CONCURRENTLY idx_tenants_ring ON tenants (ring, id);
DROP INDEX CONCURRENTLY IF EXISTS idx_tenants_users;
CREATE INDEX CONCURRENTLY idx_tenants_users ON tenants (users_count, id);
DROP INDEX CONCURRENTLY IF EXISTS idx_tenants_equipment;
CREATE INDEX CONCURRENTLY idx_tenants_equipment ON tenants (equipment_count, id);
DROP INDEX CONCURRENTLY IF EXISTS idx_tenants_storage;
CREATE INDEX CONCURRENTLY idx_tenants_storage ON tenants (storage_bytes, id);
DROP INDEX CONCURRENTLY IF EXISTS idx_tenants_activity;
CREATE INDEX CONCURRENTLY idx_tenants_activity ON tenants (coalesce(last_activity_at, '-infinity'::timestamptz), id);
DROP INDEX CONCURRENTLY IF EXISTS idx_tenants_updated;
CREATE INDEX CONCURRENTLY idx_tenants_updated ON tenants (updated_at, id);
DROP INDEX CONCURRENTLY IF EXISTS idx_tenants_search;
CREATE INDEX CONCURRENTLY idx_tenants_search ON tenants USING gin (search);
DROP INDEX CONCURRENTLY IF EXISTS idx_domains_search;
CREATE INDEX CONCURRENTLY idx_domains_search ON domains USING gin (search);

-- lint-allow: rewrite because there are a few short rows for each tenant
ALTER TABLE tenant_wakeups ADD COLUMN IF NOT EXISTS id uuid NOT NULL DEFAULT gen_random_uuid();
ALTER TABLE tenant_wakeups
    -- Of the runs since the last one that succeeded.
    ADD COLUMN IF NOT EXISTS failures integer NOT NULL DEFAULT 0,
    ADD COLUMN IF NOT EXISTS last_error text,
    ADD COLUMN IF NOT EXISTS failed_at timestamptz;
DROP INDEX CONCURRENTLY IF EXISTS tenant_wakeups_id_key;
CREATE UNIQUE INDEX CONCURRENTLY tenant_wakeups_id_key ON tenant_wakeups (id);
DROP INDEX CONCURRENTLY IF EXISTS idx_tenant_wakeups_next;
CREATE INDEX CONCURRENTLY idx_tenant_wakeups_next ON tenant_wakeups (due_at, id);
DROP INDEX CONCURRENTLY IF EXISTS idx_tenant_wakeups_failing;
CREATE INDEX CONCURRENTLY idx_tenant_wakeups_failing ON tenant_wakeups ((failures > 0), due_at, id);
