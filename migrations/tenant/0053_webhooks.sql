-- Outgoing webhooks: two secrets while one takes the other's place, how each of them fares, and claims of what is due. No release before
-- this one writes these tables, so they are empty.

ALTER TABLE webhooks
    DROP COLUMN consecutive_failures,
    ADD COLUMN previous_secret_encrypted varchar(500),
    ADD COLUMN previous_secret_key_id varchar(50),
    ADD COLUMN previous_secret_until timestamptz;
-- lint-allow: blocking-index because the table is empty
CREATE INDEX idx_webhooks_updated ON webhooks (updated_at, id);

-- A row for each webhook where nothing arrives: written by the processes that send, so apart from what people edit.
CREATE TABLE webhook_failures (
    webhook_id uuid PRIMARY KEY REFERENCES webhooks (id) ON DELETE CASCADE,
    failing_since timestamptz NOT NULL,
    consecutive_failures integer NOT NULL CHECK (consecutive_failures > 0)
);

ALTER TABLE webhook_deliveries
    ADD COLUMN lease uuid,
    ADD COLUMN last_attempt_at timestamptz;
-- What is due at one webhook, the longest due first.
-- lint-allow: blocking-index because the table is empty
CREATE INDEX idx_webhook_deliveries_queue ON webhook_deliveries (webhook_id, next_attempt_at, id)
    WHERE next_attempt_at IS NOT NULL;
-- lint-allow: blocking-index because the table is empty
CREATE INDEX idx_webhook_deliveries_status ON webhook_deliveries (webhook_id, status, created_at, id);
-- lint-allow: blocking-index because the table is empty
CREATE INDEX idx_webhook_deliveries_created ON webhook_deliveries (created_at);
DROP INDEX idx_webhook_deliveries_due;
