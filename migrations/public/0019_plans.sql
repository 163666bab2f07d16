-- Plans are sold in versions: what a subscription was sold with stays as it is when its plan changes.

ALTER TABLE subscription_plans
    -- Raised by whatever changes price, limits or features.
    ADD COLUMN terms_version integer NOT NULL DEFAULT 1 CHECK (terms_version > 0);
-- lint-allow: blocking-index because there are a handful of plans
CREATE INDEX idx_subscription_plans_order ON subscription_plans (sort_order, id);
-- lint-allow: blocking-index because there are a handful of plans
CREATE INDEX idx_subscription_plans_name ON subscription_plans (name COLLATE natural_order, id);
-- lint-allow: blocking-index because there are a handful of plans
CREATE INDEX idx_subscription_plans_updated ON subscription_plans (updated_at, id);

-- The terms of each version of each plan; never changed.
CREATE TABLE plan_versions (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    plan_id uuid NOT NULL REFERENCES subscription_plans (id) ON DELETE CASCADE,
    terms_version integer NOT NULL CHECK (terms_version > 0),
    price_monthly numeric(10, 2) NOT NULL CHECK (price_monthly >= 0),
    price_yearly numeric(10, 2) NOT NULL CHECK (price_yearly >= 0),
    currency varchar(3) NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    -- null = unlimited
    max_users integer CHECK (max_users >= 0),
    max_equipment integer CHECK (max_equipment >= 0),
    max_storage_gb integer CHECK (max_storage_gb >= 0),
    max_api_calls_per_month integer CHECK (max_api_calls_per_month >= 0),
    features jsonb NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT plan_versions_plan_version_key UNIQUE (plan_id, terms_version)
);

-- Where operators have made plans of these names already, theirs stay.
INSERT INTO subscription_plans (name, slug, description, price_monthly, price_yearly, currency,
    max_users, max_equipment, max_storage_gb, max_api_calls_per_month, features, sort_order)
VALUES
    ('Starter', 'starter', 'For one site and a small team.', 49, 490, 'USD', 5, 100, 5, 10000, '{}', 10),
    ('Professional', 'professional', 'For several sites, with programs of your own.', 149, 1490, 'USD', 25, 1000, 50, 250000,
        '{"api_access": true, "webhooks": true, "custom_domain": true, "custom_workflows": true, "predictive_maintenance": true}', 20),
    ('Enterprise', 'enterprise', 'Without limits of size, under your own brand.', 499, 4990, 'USD', NULL, NULL, NULL, NULL,
        '{"api_access": true, "webhooks": true, "custom_domain": true, "custom_workflows": true, "predictive_maintenance": true,
          "ai_insights": true, "sso": true, "white_label": true, "priority_support": true}', 30)
ON CONFLICT (slug) DO NOTHING;

INSERT INTO plan_versions (plan_id, terms_version, price_monthly, price_yearly, currency,
    max_users, max_equipment, max_storage_gb, max_api_calls_per_month, features)
SELECT id, terms_version, price_monthly, price_yearly, currency, max_users, max_equipment, max_storage_gb, max_api_calls_per_month, features
FROM subscription_plans;
