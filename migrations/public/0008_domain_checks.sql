-- transaction: none
ALTER TABLE domains
    -- The last look-up of the record: when, matching | different | missing | unreachable, and what it answered.
    ADD COLUMN IF NOT EXISTS checked_at timestamptz,
    ADD COLUMN IF NOT EXISTS check_result varchar(20),
    ADD COLUMN IF NOT EXISTS found_values text[] NOT NULL DEFAULT '{}',
    -- Since when the record of a verified domain is gone, and how many daily checks in a row have missed it.
    ADD COLUMN IF NOT EXISTS failing_since timestamptz,
    ADD COLUMN IF NOT EXISTS failed_checks smallint NOT NULL DEFAULT 0;
-- Several tenants may want a domain, one may have it: names are unique among verified domains and within a tenant. The index gets the name
-- by which the previous release knows a domain that is taken; another one holds its place meanwhile.
DROP INDEX CONCURRENTLY IF EXISTS domains_verified_key;
CREATE UNIQUE INDEX CONCURRENTLY domains_verified_key ON domains (domain) WHERE is_verified;
ALTER TABLE domains DROP CONSTRAINT IF EXISTS domains_domain_key;
DROP INDEX CONCURRENTLY IF EXISTS domains_domain_key;
CREATE UNIQUE INDEX CONCURRENTLY domains_domain_key ON domains (domain) WHERE is_verified;
DROP INDEX CONCURRENTLY IF EXISTS domains_verified_key;
DROP INDEX CONCURRENTLY IF EXISTS idx_domains_tenant_domain;
CREATE UNIQUE INDEX CONCURRENTLY idx_domains_tenant_domain ON domains (tenant_id, domain);
DROP INDEX CONCURRENTLY IF EXISTS idx_domains_tenant;
