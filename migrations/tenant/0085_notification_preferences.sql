-- Which channels people are told by, when mails reach them, and what waits to be mailed.

-- What an account prefers where its people have chosen nothing themselves.
CREATE TABLE notification_defaults (
    notification_type varchar(100) NOT NULL,
    channel varchar(20) NOT NULL CHECK (channel IN ('in_app', 'email', 'push')),
    is_enabled boolean NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (notification_type, channel)
);

-- Counts the changes of the former, which are one resource; no row before the first.
CREATE TABLE notification_default_versions (
    id smallint PRIMARY KEY CHECK (id = 1),
    version integer NOT NULL,
    updated_at timestamptz NOT NULL
);

-- When mails reach somebody; no row for who has chosen nothing.
CREATE TABLE notification_settings (
    user_id uuid PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    email_delivery varchar(20) NOT NULL CHECK (email_delivery IN ('immediate', 'daily')),
    -- Times of the day, by the clock of the user.
    digest_at varchar(5) NOT NULL,
    quiet_from varchar(5),
    quiet_until varchar(5),
    -- Counts the changes of these and of the choices of the user, which are one resource.
    version integer NOT NULL,
    updated_at timestamptz NOT NULL,
    CHECK ((quiet_from IS NULL) = (quiet_until IS NULL))
);

-- What is still to be mailed; the rows of a user that are due become one mail.
CREATE TABLE notification_mails (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    title varchar(255) NOT NULL,
    message text NOT NULL,
    due_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL
);

CREATE INDEX idx_notification_mails_due ON notification_mails (due_at);
CREATE INDEX idx_notification_mails_user ON notification_mails (user_id, created_at, id);
