-- When each customer of Stripe was last compared with Stripe: once a day, in case that its events were lost.

ALTER TABLE stripe_customers
    ADD COLUMN checked_at timestamptz NOT NULL DEFAULT now();
-- lint-allow: blocking-index because there is a short row for each tenant that pays
CREATE INDEX idx_stripe_customers_checked ON stripe_customers (checked_at, id);
