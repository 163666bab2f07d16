-- Plans, subscriptions and invoices. Stripe is the source of truth for money; these rows mirror it.

CREATE TABLE subscription_plans (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    name varchar(100) NOT NULL,
    slug varchar(50) NOT NULL UNIQUE,
    description text,
    price_monthly numeric(10, 2) NOT NULL CHECK (price_monthly >= 0),
    price_yearly numeric(10, 2) NOT NULL CHECK (price_yearly >= 0),
    currency varchar(3) NOT NULL DEFAULT 'USD' CHECK (currency ~ '^[A-Z]{3}$'),
    -- null = unlimited
    max_users integer CHECK (max_users >= 0),
    max_equipment integer CHECK (max_equipment >= 0),
    max_storage_gb integer CHECK (max_storage_gb >= 0),
    max_api_calls_per_month integer CHECK (max_api_calls_per_month >= 0),
    features jsonb NOT NULL DEFAULT '{}',
    is_active boolean NOT NULL DEFAULT true,
    sort_order integer NOT NULL DEFAULT 0,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE subscriptions (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    tenant_id uuid NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    plan_id uuid NOT NULL REFERENCES subscription_plans (id),
    provider varchar(20) NOT NULL DEFAULT 'manual' CHECK (provider IN ('manual', 'stripe')),
    stripe_customer_id varchar(255),
    stripe_subscription_id varchar(255) UNIQUE,
    status varchar(50) NOT NULL DEFAULT 'active'
        CHECK (status IN ('active', 'past_due', 'canceled', 'trialing', 'incomplete')),
    billing_cycle varchar(20) NOT NULL DEFAULT 'monthly' CHECK (billing_cycle IN ('monthly', 'yearly')),
    current_period_start timestamptz NOT NULL,
    current_period_end timestamptz NOT NULL,
    cancel_at_period_end boolean NOT NULL DEFAULT false,
    canceled_at timestamptz,
    -- Begin of the grace time after which the tenant becomes read-only.
    past_due_since timestamptz,
    -- Mirrors of the exact counters in the tenant's schema, written by a job.
    current_users_count integer NOT NULL DEFAULT 0 CHECK (current_users_count >= 0),
    current_equipment_count integer NOT NULL DEFAULT 0 CHECK (current_equipment_count >= 0),
    current_storage_gb numeric(10, 2) NOT NULL DEFAULT 0 CHECK (current_storage_gb >= 0),
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT subscriptions_period_check CHECK (current_period_end >= current_period_start)
);

CREATE INDEX idx_subscriptions_tenant ON subscriptions (tenant_id);
CREATE INDEX idx_subscriptions_status ON subscriptions (status);
CREATE INDEX idx_subscriptions_plan ON subscriptions (plan_id);
CREATE INDEX idx_subscriptions_stripe_customer ON subscriptions (stripe_customer_id);
CREATE UNIQUE INDEX subscriptions_tenant_live_key ON subscriptions (tenant_id)
    WHERE status IN ('active', 'past_due', 'trialing');

CREATE TABLE invoices (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    tenant_id uuid NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    subscription_id uuid REFERENCES subscriptions (id),
    invoice_number varchar(50) NOT NULL UNIQUE,
    stripe_invoice_id varchar(255) UNIQUE,
    amount numeric(10, 2) NOT NULL,
    tax numeric(10, 2) NOT NULL DEFAULT 0,
    total numeric(10, 2) NOT NULL,
    currency varchar(3) NOT NULL DEFAULT 'USD' CHECK (currency ~ '^[A-Z]{3}$'),
    status varchar(50) NOT NULL DEFAULT 'draft'
        CHECK (status IN ('draft', 'open', 'paid', 'void', 'uncollectible')),
    due_date date,
    paid_at timestamptz,
    invoice_pdf_url text,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX idx_invoices_tenant ON invoices (tenant_id);
CREATE INDEX idx_invoices_status ON invoices (status);
CREATE INDEX idx_invoices_tenant_list ON invoices (tenant_id, created_at, id);
CREATE INDEX idx_invoices_subscription ON invoices (subscription_id);

-- Numbers for people: one row each, raised in the transaction that uses the number.
CREATE TABLE platform_counters (
    name varchar(100) PRIMARY KEY,
    value bigint NOT NULL DEFAULT 0 CHECK (value >= 0),
    updated_at timestamptz NOT NULL DEFAULT now()
);

-- Webhook events of Stripe, stored before they are answered, applied once.
CREATE TABLE stripe_inbox (
    id varchar(255) PRIMARY KEY,
    type varchar(255) NOT NULL,
    tenant_id uuid REFERENCES tenants (id) ON DELETE SET NULL,
    payload jsonb NOT NULL,
    occurred_at timestamptz NOT NULL,
    received_at timestamptz NOT NULL DEFAULT now(),
    attempts integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    next_attempt_at timestamptz NOT NULL DEFAULT now(),
    processed_at timestamptz,
    dead_at timestamptz,
    last_error text
);

CREATE INDEX idx_stripe_inbox_pending ON stripe_inbox (next_attempt_at, id)
    WHERE processed_at IS NULL AND dead_at IS NULL;
