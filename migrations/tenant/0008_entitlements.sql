-- What the plan allows and what is used of it, where one conditional UPDATE can hold the limit.

CREATE TABLE entitlements (
    -- users, equipment, storage_bytes, api_calls; or the name of a feature: api_access, sso …
    name varchar(100) PRIMARY KEY,
    kind varchar(20) NOT NULL CHECK (kind IN ('limit', 'feature')),
    -- null = unlimited
    limit_value bigint CHECK (limit_value >= 0),
    is_enabled boolean NOT NULL DEFAULT true,
    plan_slug varchar(50),
    updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE usage_counters (
    name varchar(100) PRIMARY KEY,
    used bigint NOT NULL DEFAULT 0 CHECK (used >= 0),
    -- For limits per month: when the count begins anew.
    resets_at timestamptz,
    recounted_at timestamptz,
    updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE api_usage (
    day date NOT NULL,
    -- user:<id> or api_key:<id>
    principal varchar(100) NOT NULL,
    calls bigint NOT NULL DEFAULT 0 CHECK (calls >= 0),
    errors bigint NOT NULL DEFAULT 0 CHECK (errors >= 0),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (day, principal)
);
