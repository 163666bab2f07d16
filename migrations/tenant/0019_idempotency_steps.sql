-- What the steps of a request with an Idempotency-Key have given, by their name, as {"items/0": {"id": "…"}}; null while it has
-- committed nothing, and once it has committed anything beside its steps. Each is written by the transaction of the step itself, so
-- that a retry after a crash goes on with the first step that is missing.
ALTER TABLE idempotency_keys ADD COLUMN steps jsonb;
