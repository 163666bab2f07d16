-- Keys of operators' requests, as those of users stand in their tenant's schema.
CREATE TABLE idempotency_keys (
    id uuid PRIMARY KEY,
    -- Who sent the key: operator:<id>.
    principal varchar(100) NOT NULL,
    method varchar(10) NOT NULL,
    path varchar(1000) NOT NULL,
    key varchar(255) NOT NULL,
    request_hash varchar(64) NOT NULL,
    status varchar(20) NOT NULL DEFAULT 'in_progress' CHECK (status IN ('in_progress', 'completed')),
    -- A process that died while it worked on the request loses it then.
    locked_until timestamptz NOT NULL,
    response_status integer CHECK (response_status BETWEEN 100 AND 599),
    response_headers jsonb,
    response_body text,
    -- What the request has made, and what its steps came to.
    effect jsonb,
    steps jsonb,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL
);

CREATE UNIQUE INDEX idempotency_keys_key ON idempotency_keys (principal, method, path, key);
CREATE INDEX idx_idempotency_keys_expires ON idempotency_keys (expires_at);
