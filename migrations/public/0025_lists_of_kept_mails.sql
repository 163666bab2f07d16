-- transaction: none
-- Kept mails as operators list them: of a tenant, or to an address, the latest first.
DROP INDEX CONCURRENTLY IF EXISTS idx_kept_mails_tenant_list;
CREATE INDEX CONCURRENTLY idx_kept_mails_tenant_list ON kept_mails (tenant_id, created_at, id);
DROP INDEX CONCURRENTLY IF EXISTS idx_kept_mails_recipient_list;
CREATE INDEX CONCURRENTLY idx_kept_mails_recipient_list ON kept_mails (lower(recipient), created_at, id);
DROP INDEX CONCURRENTLY IF EXISTS idx_kept_mails_tenant;
