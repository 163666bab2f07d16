-- transaction: none
-- What people look at is the open work of somebody, some team or some place in the order of its due times. With the status in front of
-- the due time such an index gives the rows of one status in order, not of several; with open work alone in it, it gives all of them.
DROP INDEX CONCURRENTLY IF EXISTS idx_tasks_assigned_open;
CREATE INDEX CONCURRENTLY idx_tasks_assigned_open ON tasks (assigned_to, coalesce(due_date, 'infinity'::timestamptz), id)
    WHERE status IN ('new', 'assigned', 'in_progress', 'on_hold');
DROP INDEX CONCURRENTLY IF EXISTS idx_tasks_team_open;
CREATE INDEX CONCURRENTLY idx_tasks_team_open ON tasks (assigned_team_id, coalesce(due_date, 'infinity'::timestamptz), id)
    WHERE status IN ('new', 'assigned', 'in_progress', 'on_hold');
DROP INDEX CONCURRENTLY IF EXISTS idx_tasks_facility_open;
CREATE INDEX CONCURRENTLY idx_tasks_facility_open ON tasks (facility_id, coalesce(due_date, 'infinity'::timestamptz), id)
    WHERE status IN ('new', 'assigned', 'in_progress', 'on_hold');
DROP INDEX CONCURRENTLY IF EXISTS idx_tasks_team_status;
CREATE INDEX CONCURRENTLY idx_tasks_team_status ON tasks (assigned_team_id, status);
DROP INDEX CONCURRENTLY IF EXISTS idx_tasks_assigned_list;
DROP INDEX CONCURRENTLY IF EXISTS idx_tasks_team_list;
DROP INDEX CONCURRENTLY IF EXISTS idx_tasks_facility_list;
