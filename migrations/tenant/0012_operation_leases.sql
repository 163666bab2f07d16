-- When a process may take the operation: from the time it waits for, or when the lease of whoever runs it has run out. Null once it is finished.
ALTER TABLE operations ADD COLUMN due_at timestamptz DEFAULT now();

-- Drawn anew each time a process takes the operation: what a process that lost it still writes is told from what its successor writes.
ALTER TABLE operations ADD COLUMN lease uuid;
