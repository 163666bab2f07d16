-- Operators who act as users of a tenant. Each has a session of the same id in the tenant's schema, which counts while this row does.
CREATE TABLE impersonations (
    id uuid PRIMARY KEY,
    operator_id uuid NOT NULL REFERENCES operators (id),
    -- Of the operator when it began: what ends the operator's tokens ends it.
    operator_auth_version integer NOT NULL,
    -- No foreign keys: what operators did outlives tenant and user.
    tenant_id uuid NOT NULL,
    user_id uuid NOT NULL,
    reason text NOT NULL,
    allows_changes boolean NOT NULL,
    expires_at timestamptz NOT NULL,
    ended_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX idx_impersonations_operator ON impersonations (operator_id, created_at, id);
CREATE INDEX idx_impersonations_tenant ON impersonations (tenant_id, created_at, id);
