-- Who did what. Writers only append; a job seals the rows in order, a few seconds behind.
-- append-only: audit_logs, audit_seals

CREATE TABLE audit_logs (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id uuid REFERENCES users (id),
    actor_kind varchar(20) NOT NULL DEFAULT 'user'
        CHECK (actor_kind IN ('anonymous', 'user', 'operator', 'api_key', 'system')),
    -- The operator or key that acted; the name of the system's part.
    actor_id uuid,
    actor_name varchar(255),
    -- create, update, delete, login, logout … an open list
    action varchar(100) NOT NULL,
    resource_type varchar(100),
    resource_id uuid,
    request_id varchar(255),
    ip_address inet,
    user_agent text,
    changes jsonb,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX idx_audit_logs_user ON audit_logs (user_id);
CREATE INDEX idx_audit_logs_resource ON audit_logs (resource_type, resource_id);
CREATE INDEX idx_audit_logs_created ON audit_logs (created_at);
CREATE INDEX idx_audit_logs_list ON audit_logs (created_at, id);
CREATE INDEX idx_audit_logs_user_list ON audit_logs (user_id, created_at, id);

-- The hash chain. No foreign key: a sealed row may have moved to the archive.
CREATE TABLE audit_seals (
    sequence bigint PRIMARY KEY CHECK (sequence > 0),
    audit_log_id uuid NOT NULL UNIQUE,
    audit_created_at timestamptz NOT NULL,
    row_hash varchar(64) NOT NULL,
    previous_hash varchar(64) NOT NULL,
    chain_hash varchar(64) NOT NULL UNIQUE,
    sealed_at timestamptz NOT NULL DEFAULT now()
);
