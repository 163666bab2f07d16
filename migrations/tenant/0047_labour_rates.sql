-- What an hour of a user costs, from a day on until the day of the next rate.

CREATE TABLE labour_rates (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id uuid NOT NULL CONSTRAINT labour_rates_user_id_fkey REFERENCES users (id),
    valid_from date NOT NULL,
    hourly_rate numeric(10, 2) NOT NULL CHECK (hourly_rate >= 0),
    currency varchar(3) NOT NULL,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT labour_rates_user_id_valid_from_key UNIQUE (user_id, valid_from)
);

CREATE INDEX idx_labour_rates_valid_from ON labour_rates (valid_from, id);
CREATE INDEX idx_labour_rates_updated ON labour_rates (updated_at, id);
