-- Subscriptions by hand: on which version of its plan each runs, and what operators list them by. Nothing has written any before.

ALTER TABLE subscriptions
    ADD COLUMN terms_version integer NOT NULL DEFAULT 1;
-- lint-allow: blocking-constraint because nothing has written subscriptions before
ALTER TABLE subscriptions
    ADD CONSTRAINT subscriptions_plan_version_fkey FOREIGN KEY (plan_id, terms_version)
        REFERENCES plan_versions (plan_id, terms_version);
-- lint-allow: blocking-index because nothing has written subscriptions before
CREATE INDEX idx_subscriptions_plan_version ON subscriptions (plan_id, terms_version);
-- lint-allow: blocking-index because nothing has written subscriptions before
CREATE INDEX idx_subscriptions_created ON subscriptions (created_at, id);
-- lint-allow: blocking-index because nothing has written subscriptions before
CREATE INDEX idx_subscriptions_updated ON subscriptions (updated_at, id);
