-- What the transactions of every context write beside their own rows.

-- Events of committed changes, delivered at least once, in order per aggregate; also the change feed.
CREATE TABLE outbox (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    sequence bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    aggregate_type varchar(100) NOT NULL,
    aggregate_id uuid NOT NULL,
    event_type varchar(100) NOT NULL,
    payload jsonb NOT NULL,
    request_id varchar(255),
    occurred_at timestamptz NOT NULL DEFAULT now(),
    attempts integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    next_attempt_at timestamptz NOT NULL DEFAULT now(),
    delivered_at timestamptz,
    dead_at timestamptz,
    last_error text
);

CREATE INDEX idx_outbox_pending ON outbox (sequence) WHERE delivered_at IS NULL AND dead_at IS NULL;
CREATE INDEX idx_outbox_dead ON outbox (dead_at, id) WHERE dead_at IS NOT NULL;
CREATE INDEX idx_outbox_occurred ON outbox (occurred_at);

-- Which subscriber has had which event: makes each effect happen once.
CREATE TABLE inbox (
    subscriber varchar(150) NOT NULL,
    event_id uuid NOT NULL,
    processed_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (subscriber, event_id)
);

CREATE INDEX idx_inbox_processed ON inbox (processed_at);

CREATE TABLE idempotency_keys (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    -- Who sent the key: user:<id> or api_key:<id>.
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
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL
);

CREATE UNIQUE INDEX idempotency_keys_key ON idempotency_keys (principal, method, path, key);
CREATE INDEX idx_idempotency_keys_expires ON idempotency_keys (expires_at);

-- Numbers for people: one row each, raised in the transaction that uses the number.
CREATE TABLE counters (
    name varchar(100) PRIMARY KEY,
    value bigint NOT NULL DEFAULT 0 CHECK (value >= 0),
    updated_at timestamptz NOT NULL DEFAULT now()
);

-- Long work behind a 202 answer.
CREATE TABLE operations (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    kind varchar(100) NOT NULL,
    status varchar(20) NOT NULL DEFAULT 'queued'
        CHECK (status IN ('queued', 'running', 'succeeded', 'failed', 'canceled')),
    progress integer NOT NULL DEFAULT 0 CHECK (progress BETWEEN 0 AND 100),
    input jsonb NOT NULL DEFAULT '{}',
    result jsonb,
    error jsonb,
    requested_by uuid REFERENCES users (id),
    request_id varchar(255),
    attempts integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    started_at timestamptz,
    finished_at timestamptz,
    expires_at timestamptz,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX idx_operations_list ON operations (requested_by, created_at, id);
CREATE INDEX idx_operations_unfinished ON operations (created_at, id) WHERE status IN ('queued', 'running');
CREATE INDEX idx_operations_expires ON operations (expires_at) WHERE expires_at IS NOT NULL;
