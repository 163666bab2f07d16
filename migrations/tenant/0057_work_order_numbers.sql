-- Numbers of work orders for people: WO-<year>-<count>. Counted by a sequence: a counter in a row would let everybody who creates work wait
-- for the commit of whoever counted before.
CREATE SEQUENCE work_order_counts;
ALTER TABLE tasks ADD COLUMN task_number varchar(30);
-- What the release before this one creates has a number as well.
ALTER TABLE tasks ALTER COLUMN task_number
    SET DEFAULT 'WO-' || to_char(now() AT TIME ZONE 'UTC', 'YYYY') || '-' || nextval('work_order_counts');
ALTER TABLE tasks_archive ADD COLUMN task_number varchar(30);
ALTER TABLE tasks_archive ALTER COLUMN task_number
    SET DEFAULT 'WO-' || to_char(now() AT TIME ZONE 'UTC', 'YYYY') || '-' || nextval('work_order_counts');
