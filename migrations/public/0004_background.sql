-- Which tenants have work waiting, and which process does it. Idle tenants have nothing due here.

CREATE TABLE tenant_wakeups (
    tenant_id uuid NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    kind varchar(50) NOT NULL,
    due_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, kind)
);

CREATE INDEX idx_tenant_wakeups_due ON tenant_wakeups (kind, due_at);

-- "This process may have committed events for this tenant": swept by others when it ran out.
CREATE TABLE outbox_leases (
    process_id uuid NOT NULL,
    tenant_id uuid NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    until timestamptz NOT NULL,
    PRIMARY KEY (process_id, tenant_id)
);

CREATE INDEX idx_outbox_leases_until ON outbox_leases (until);
CREATE INDEX idx_outbox_leases_tenant ON outbox_leases (tenant_id);

-- One holder at a time; each new holder gets a higher fencing number, which unmasks a late one.
CREATE TABLE job_leases (
    kind varchar(100) NOT NULL,
    -- What the lease is about: a tenant's id, or '' for a job of the whole platform.
    resource varchar(200) NOT NULL DEFAULT '',
    holder_id uuid NOT NULL,
    fencing bigint NOT NULL DEFAULT 1 CHECK (fencing > 0),
    acquired_at timestamptz NOT NULL DEFAULT now(),
    until timestamptz NOT NULL,
    PRIMARY KEY (kind, resource)
);

CREATE INDEX idx_job_leases_until ON job_leases (until);
