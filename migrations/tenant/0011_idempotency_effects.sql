-- What a request with an Idempotency-Key has committed: the rows it created, as [{"table": "tasks", "id": "…"}]; null while it has
-- committed nothing. Written by the transaction of the effect itself, so that a retry knows after a crash what there is to do.
ALTER TABLE idempotency_keys ADD COLUMN effect jsonb;
