-- The registry of tenants: who they are, where their data lies, what state they are in.

CREATE TABLE tenants (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    schema_name varchar(63) NOT NULL UNIQUE CHECK (schema_name ~ '^tenant_[a-z0-9_]{1,56}$'),
    name varchar(255) NOT NULL,
    slug varchar(100) NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9]([a-z0-9-]*[a-z0-9])?$'),
    company_size varchar(50),
    industry varchar(100),
    is_active boolean NOT NULL DEFAULT true,
    -- The commercial lifecycle. is_active stays the plain switch that lets anybody in at all.
    status varchar(50) NOT NULL DEFAULT 'trialing'
        CHECK (status IN ('trialing', 'active', 'past_due', 'read_only', 'suspended', 'canceled')),
    status_changed_at timestamptz NOT NULL DEFAULT now(),
    status_reason text,
    trial_ends_at timestamptz,
    onboarding_completed boolean NOT NULL DEFAULT false,
    -- timezone, locale, branding and the like
    settings jsonb NOT NULL DEFAULT '{}',
    -- Number of the last tenant migration its schema has: makes a run with nothing to do one query.
    schema_version integer NOT NULL DEFAULT 0 CHECK (schema_version >= 0),
    -- Lower rings are migrated first.
    ring smallint NOT NULL DEFAULT 1 CHECK (ring >= 0),
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX idx_tenants_active ON tenants (is_active);
CREATE INDEX idx_tenants_status ON tenants (status, id);
CREATE INDEX idx_tenants_schema_version ON tenants (schema_version, ring, id);
CREATE INDEX idx_tenants_name ON tenants (name, id);
CREATE INDEX idx_tenants_created ON tenants (created_at, id);

CREATE TABLE domains (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    tenant_id uuid NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    domain varchar(255) NOT NULL UNIQUE CHECK (domain = lower(domain)),
    is_primary boolean NOT NULL DEFAULT false,
    is_verified boolean NOT NULL DEFAULT false,
    -- What the owner puts into DNS to prove that the domain is theirs.
    verification_token varchar(100),
    verified_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX idx_domains_tenant ON domains (tenant_id);
CREATE UNIQUE INDEX idx_domains_primary ON domains (tenant_id, is_primary) WHERE is_primary = true;

-- A tenant whose migration failed; the row goes when a later run succeeds.
CREATE TABLE tenant_migration_failures (
    tenant_id uuid PRIMARY KEY REFERENCES tenants (id) ON DELETE CASCADE,
    migration varchar(255) NOT NULL,
    error text NOT NULL,
    attempts integer NOT NULL DEFAULT 1 CHECK (attempts > 0),
    failed_at timestamptz NOT NULL DEFAULT now()
);
