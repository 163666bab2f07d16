-- What happened to requests, as task_history tells of work orders.
CREATE TABLE service_request_history (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    service_request_id uuid NOT NULL REFERENCES service_requests (id) ON DELETE CASCADE,
    user_id uuid REFERENCES users (id),
    action varchar(100) NOT NULL,
    old_value text,
    new_value text,
    notes text,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX idx_service_request_history_list ON service_request_history (service_request_id, created_at, id);

-- What requesters and staff write to each other; internal notes are for staff alone.
CREATE TABLE service_request_messages (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    service_request_id uuid NOT NULL REFERENCES service_requests (id) ON DELETE CASCADE,
    user_id uuid NOT NULL REFERENCES users (id),
    message text NOT NULL,
    is_internal boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX idx_service_request_messages_list ON service_request_messages (service_request_id, created_at, id);

-- How content the requester was, told once the work is done.
ALTER TABLE service_requests
    ADD COLUMN rating smallint CHECK (rating BETWEEN 1 AND 5),
    ADD COLUMN rating_comment text,
    ADD COLUMN rated_at timestamptz;
