-- Since when work of this kind waits for the tenant: kept while it is claimed, fails or is tried again; null once it is done.
ALTER TABLE tenant_wakeups ADD COLUMN waiting_since timestamptz;
