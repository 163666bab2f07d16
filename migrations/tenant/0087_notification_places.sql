-- Notifications in the order in which streams send them.

-- The last place that a notification of a user was given.
CREATE TABLE notification_places (
    user_id uuid PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    last bigint NOT NULL
);

-- 0 for those from before there were places, which no stream sends; null until a stream of the user gives one.
ALTER TABLE notifications ADD COLUMN position bigint DEFAULT 0;
ALTER TABLE notifications ALTER COLUMN position DROP DEFAULT;
