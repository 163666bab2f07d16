-- transaction: none
-- What has changed since a time, in that order: for whoever keeps a copy.
DROP INDEX CONCURRENTLY IF EXISTS idx_users_updated;
CREATE INDEX CONCURRENTLY idx_users_updated ON users (updated_at, id);
DROP INDEX CONCURRENTLY IF EXISTS idx_teams_updated;
CREATE INDEX CONCURRENTLY idx_teams_updated ON teams (updated_at, id);
DROP INDEX CONCURRENTLY IF EXISTS idx_facilities_updated;
CREATE INDEX CONCURRENTLY idx_facilities_updated ON facilities (updated_at, id);
DROP INDEX CONCURRENTLY IF EXISTS idx_buildings_facility_updated;
CREATE INDEX CONCURRENTLY idx_buildings_facility_updated ON buildings (facility_id, updated_at, id);
DROP INDEX CONCURRENTLY IF EXISTS idx_equipment_updated;
CREATE INDEX CONCURRENTLY idx_equipment_updated ON equipment (updated_at, id);
DROP INDEX CONCURRENTLY IF EXISTS idx_maintenance_schedules_updated;
CREATE INDEX CONCURRENTLY idx_maintenance_schedules_updated ON maintenance_schedules (updated_at, id);
DROP INDEX CONCURRENTLY IF EXISTS idx_tasks_updated;
CREATE INDEX CONCURRENTLY idx_tasks_updated ON tasks (updated_at, id);
DROP INDEX CONCURRENTLY IF EXISTS idx_operations_updated;
CREATE INDEX CONCURRENTLY idx_operations_updated ON operations (updated_at, id);
