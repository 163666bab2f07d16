-- Schemas that lie ready for the next sign-ups. They are no tenants: a sign-up deletes the row in the transaction that registers its tenant.
CREATE TABLE spare_schemas (
    schema_name varchar(63) PRIMARY KEY CHECK (schema_name ~ '^tenant_[a-z0-9_]{1,56}$'),
    -- Number of the last tenant migration it has. Others than the newest are made anew.
    schema_version integer NOT NULL CHECK (schema_version > 0),
    -- How it was made: with roles of its own, or without.
    isolation varchar(10) NOT NULL CHECK (isolation IN ('role', 'schema')),
    created_at timestamptz NOT NULL DEFAULT now()
);

-- How many have signed up lately, per network, mailbox and e-mail domain.
CREATE TABLE sign_up_counts (
    -- A hash of what is counted: addresses of people and of machines are not kept.
    subject varchar(64) PRIMARY KEY,
    count integer NOT NULL DEFAULT 0 CHECK (count >= 0),
    -- The count begins anew then.
    expires_at timestamptz NOT NULL
);

CREATE INDEX idx_sign_up_counts_expires ON sign_up_counts (expires_at);

-- The plan that trials are on; one at most.
ALTER TABLE subscription_plans ADD COLUMN is_trial boolean NOT NULL DEFAULT false;
-- lint-allow: blocking-index because there are a handful of plans
CREATE UNIQUE INDEX idx_subscription_plans_trial ON subscription_plans (is_trial) WHERE is_trial;
