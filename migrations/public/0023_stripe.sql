-- Payments by Stripe: which customer of Stripe a tenant is, and what came of each event. Nothing has written events before.

CREATE TABLE stripe_customers (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    tenant_id uuid NOT NULL UNIQUE REFERENCES tenants (id) ON DELETE CASCADE,
    stripe_customer_id varchar(255) NOT NULL UNIQUE,
    -- How often the state of Stripe was copied: of two processes that fetched it at once, the second fetches it anew.
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);

-- lint-allow: rewrite because nothing has written events before
ALTER TABLE stripe_inbox
    -- Ours: ids of Stripe are no UUIDs.
    ADD COLUMN event_id uuid NOT NULL DEFAULT gen_random_uuid(),
    -- Whom the event is about, as Stripe calls it. Null: nothing is to be copied.
    ADD COLUMN stripe_customer_id varchar(255),
    -- Of the process that applies it at the moment.
    ADD COLUMN lease uuid,
    -- The state is fetched anew, so that no copy of what people have typed at Stripe lies here.
    ALTER COLUMN payload DROP NOT NULL;
-- lint-allow: blocking-constraint because nothing has written events before
ALTER TABLE stripe_inbox
    ADD CONSTRAINT stripe_inbox_event_id_key UNIQUE (event_id);
-- lint-allow: blocking-index because nothing has written events before
CREATE INDEX idx_stripe_inbox_received ON stripe_inbox (received_at, event_id);
-- lint-allow: blocking-index because nothing has written events before
CREATE INDEX idx_stripe_inbox_tenant ON stripe_inbox (tenant_id, received_at, event_id);
-- lint-allow: blocking-index because nothing has written events before
CREATE INDEX idx_stripe_inbox_state ON stripe_inbox ((CASE WHEN dead_at IS NOT NULL THEN 'dead' WHEN processed_at IS NOT NULL THEN 'applied'
    ELSE 'pending' END), received_at, event_id);
-- lint-allow: blocking-index because nothing has written events before
CREATE INDEX idx_stripe_inbox_processed ON stripe_inbox (processed_at) WHERE processed_at IS NOT NULL;
