-- Sign-ins that failed lately, per account and per network: what slows guessing down.

CREATE TABLE sign_in_failures (
    -- A hash of what is counted: addresses of people and of machines are not kept.
    subject varchar(64) PRIMARY KEY,
    failures integer NOT NULL DEFAULT 0 CHECK (failures >= 0),
    -- The count begins anew then.
    expires_at timestamptz NOT NULL
);

CREATE INDEX idx_sign_in_failures_expires ON sign_in_failures (expires_at);
