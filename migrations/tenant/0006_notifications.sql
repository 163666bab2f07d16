-- What people and other systems are told, and where.

CREATE TABLE notifications (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    -- task_assigned, task_due, equipment_alert … an open list
    notification_type varchar(100) NOT NULL,
    title varchar(255) NOT NULL,
    message text NOT NULL,
    link_url text,
    link_type varchar(50),
    link_id uuid,
    is_read boolean NOT NULL DEFAULT false,
    read_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX idx_notifications_user ON notifications (user_id);
CREATE INDEX idx_notifications_read ON notifications (is_read);
CREATE INDEX idx_notifications_created ON notifications (created_at);
CREATE INDEX idx_notifications_list ON notifications (user_id, created_at, id);
CREATE INDEX idx_notifications_unread ON notifications (user_id, created_at, id) WHERE NOT is_read;

CREATE TABLE notification_preferences (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    notification_type varchar(100) NOT NULL,
    channel varchar(20) NOT NULL CHECK (channel IN ('in_app', 'email', 'push')),
    is_enabled boolean NOT NULL DEFAULT true,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE UNIQUE INDEX idx_notification_preferences_unique
    ON notification_preferences (user_id, notification_type, channel);

CREATE TABLE push_subscriptions (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    endpoint text NOT NULL UNIQUE,
    p256dh_key text NOT NULL,
    auth_key text NOT NULL,
    user_agent text,
    is_active boolean NOT NULL DEFAULT true,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX idx_push_subscriptions_user ON push_subscriptions (user_id);

CREATE TABLE webhooks (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    url text NOT NULL,
    description text,
    -- Event types, or '*' for all of them.
    events varchar(100)[] NOT NULL DEFAULT '{}',
    secret_encrypted varchar(500) NOT NULL,
    secret_key_id varchar(50) NOT NULL,
    is_active boolean NOT NULL DEFAULT true,
    disabled_reason text,
    consecutive_failures integer NOT NULL DEFAULT 0 CHECK (consecutive_failures >= 0),
    created_by uuid REFERENCES users (id),
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX idx_webhooks_active ON webhooks (id) WHERE is_active;
CREATE INDEX idx_webhooks_created ON webhooks (created_at, id);

CREATE TABLE webhook_deliveries (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    webhook_id uuid NOT NULL REFERENCES webhooks (id) ON DELETE CASCADE,
    event_id uuid NOT NULL,
    event_type varchar(100) NOT NULL,
    payload jsonb NOT NULL,
    status varchar(20) NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'succeeded', 'failed', 'dead')),
    attempts integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    next_attempt_at timestamptz DEFAULT now(),
    response_status integer CHECK (response_status BETWEEN 100 AND 599),
    response_body text,
    duration_ms integer CHECK (duration_ms >= 0),
    last_error text,
    -- Set on a delivery that a person asked to send once more.
    replay_of_id uuid REFERENCES webhook_deliveries (id) ON DELETE SET NULL,
    delivered_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE UNIQUE INDEX webhook_deliveries_event_key ON webhook_deliveries (webhook_id, event_id)
    WHERE replay_of_id IS NULL;
CREATE INDEX idx_webhook_deliveries_list ON webhook_deliveries (webhook_id, created_at, id);
CREATE INDEX idx_webhook_deliveries_due ON webhook_deliveries (next_attempt_at) WHERE status IN ('pending', 'failed');
CREATE INDEX idx_webhook_deliveries_replay_of ON webhook_deliveries (replay_of_id) WHERE replay_of_id IS NOT NULL;
