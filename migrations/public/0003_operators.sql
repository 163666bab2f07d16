-- The people who run the platform: own accounts, own sessions, own audit log.
-- append-only: platform_audit_logs

CREATE TABLE operators (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    email varchar(255) NOT NULL,
    password_hash varchar(255) NOT NULL,
    name varchar(255),
    is_active boolean NOT NULL DEFAULT true,
    two_factor_enabled boolean NOT NULL DEFAULT false,
    two_factor_secret varchar(255),
    two_factor_key_id varchar(50),
    two_factor_last_step bigint,
    -- Raised by whatever must end existing tokens: password, rights, deactivation.
    auth_version integer NOT NULL DEFAULT 1,
    last_login_at timestamptz,
    password_changed_at timestamptz,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE UNIQUE INDEX operators_email_key ON operators (lower(email));

CREATE TABLE operator_sessions (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    operator_id uuid NOT NULL REFERENCES operators (id) ON DELETE CASCADE,
    ip_address inet,
    user_agent text,
    -- The last time the password (and second factor) was given, for acts that need a fresh sign-in.
    authenticated_at timestamptz NOT NULL DEFAULT now(),
    last_seen_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    revoked_at timestamptz,
    revoked_reason varchar(100),
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX idx_operator_sessions_operator ON operator_sessions (operator_id, created_at, id);
CREATE INDEX idx_operator_sessions_expires ON operator_sessions (expires_at);

CREATE TABLE operator_refresh_tokens (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    session_id uuid NOT NULL REFERENCES operator_sessions (id) ON DELETE CASCADE,
    family_id uuid NOT NULL,
    token_hash varchar(64) NOT NULL UNIQUE,
    successor_id uuid REFERENCES operator_refresh_tokens (id) ON DELETE SET NULL,
    used_at timestamptz,
    revoked_at timestamptz,
    expires_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX idx_operator_refresh_tokens_session ON operator_refresh_tokens (session_id);
CREATE INDEX idx_operator_refresh_tokens_family ON operator_refresh_tokens (family_id);
CREATE INDEX idx_operator_refresh_tokens_successor ON operator_refresh_tokens (successor_id);
CREATE INDEX idx_operator_refresh_tokens_expires ON operator_refresh_tokens (expires_at);

-- tenant_id has no foreign key: what was done to a tenant outlives the tenant.
CREATE TABLE platform_audit_logs (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    operator_id uuid REFERENCES operators (id),
    actor_kind varchar(20) NOT NULL DEFAULT 'system'
        CHECK (actor_kind IN ('anonymous', 'user', 'operator', 'api_key', 'system')),
    actor_id uuid,
    actor_name varchar(255),
    tenant_id uuid,
    action varchar(100) NOT NULL,
    resource_type varchar(100),
    resource_id uuid,
    request_id varchar(255),
    ip_address inet,
    user_agent text,
    changes jsonb,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX idx_platform_audit_logs_operator ON platform_audit_logs (operator_id, created_at, id);
CREATE INDEX idx_platform_audit_logs_tenant ON platform_audit_logs (tenant_id, created_at, id);
CREATE INDEX idx_platform_audit_logs_resource ON platform_audit_logs (resource_type, resource_id);
CREATE INDEX idx_platform_audit_logs_created ON platform_audit_logs (created_at, id);
