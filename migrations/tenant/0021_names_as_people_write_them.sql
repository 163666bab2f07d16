-- transaction: none
-- Lists by name, in the order of people.
DROP INDEX CONCURRENTLY IF EXISTS idx_facilities_natural_name;
CREATE INDEX CONCURRENTLY idx_facilities_natural_name ON facilities (name COLLATE natural_order, id);
DROP INDEX CONCURRENTLY IF EXISTS idx_facilities_name;
DROP INDEX CONCURRENTLY IF EXISTS idx_buildings_facility_natural_name;
CREATE INDEX CONCURRENTLY idx_buildings_facility_natural_name ON buildings (facility_id, name COLLATE natural_order, id);
DROP INDEX CONCURRENTLY IF EXISTS idx_buildings_facility_name;
DROP INDEX CONCURRENTLY IF EXISTS idx_equipment_natural_name;
CREATE INDEX CONCURRENTLY idx_equipment_natural_name ON equipment (name COLLATE natural_order, id);
DROP INDEX CONCURRENTLY IF EXISTS idx_equipment_name;
DROP INDEX CONCURRENTLY IF EXISTS idx_equipment_status_natural_name;
CREATE INDEX CONCURRENTLY idx_equipment_status_natural_name ON equipment (status, name COLLATE natural_order, id);
DROP INDEX CONCURRENTLY IF EXISTS idx_equipment_status_name;
DROP INDEX CONCURRENTLY IF EXISTS idx_equipment_facility_natural_name;
CREATE INDEX CONCURRENTLY idx_equipment_facility_natural_name ON equipment (facility_id, name COLLATE natural_order, id);
DROP INDEX CONCURRENTLY IF EXISTS idx_equipment_facility_name;
DROP INDEX CONCURRENTLY IF EXISTS idx_equipment_natural_number;
CREATE INDEX CONCURRENTLY idx_equipment_natural_number ON equipment (equipment_number COLLATE natural_order, id);
DROP INDEX CONCURRENTLY IF EXISTS idx_maintenance_schedules_natural_name;
CREATE INDEX CONCURRENTLY idx_maintenance_schedules_natural_name ON maintenance_schedules (schedule_name COLLATE natural_order, id);
DROP INDEX CONCURRENTLY IF EXISTS idx_maintenance_schedules_name;
DROP INDEX CONCURRENTLY IF EXISTS idx_users_natural_name;
CREATE INDEX CONCURRENTLY idx_users_natural_name ON users (coalesce(last_name, ''::text) COLLATE natural_order, id);
DROP INDEX CONCURRENTLY IF EXISTS idx_users_name;
DROP INDEX CONCURRENTLY IF EXISTS idx_users_natural_email;
CREATE INDEX CONCURRENTLY idx_users_natural_email ON users (email COLLATE natural_order, id);
DROP INDEX CONCURRENTLY IF EXISTS idx_teams_natural_name;
CREATE INDEX CONCURRENTLY idx_teams_natural_name ON teams (name COLLATE natural_order, id);
DROP INDEX CONCURRENTLY IF EXISTS idx_teams_name;
-- What people type and may exist only once. The constraints on the exact text stay until no release relies on them.
DROP INDEX CONCURRENTLY IF EXISTS facilities_same_code_key;
CREATE UNIQUE INDEX CONCURRENTLY facilities_same_code_key ON facilities (facility_code COLLATE case_insensitive);
DROP INDEX CONCURRENTLY IF EXISTS equipment_same_number_key;
CREATE UNIQUE INDEX CONCURRENTLY equipment_same_number_key ON equipment (equipment_number COLLATE case_insensitive);
DROP INDEX CONCURRENTLY IF EXISTS equipment_same_qr_code_key;
CREATE UNIQUE INDEX CONCURRENTLY equipment_same_qr_code_key ON equipment (qr_code COLLATE case_insensitive);
DROP INDEX CONCURRENTLY IF EXISTS users_same_employee_id_key;
CREATE UNIQUE INDEX CONCURRENTLY users_same_employee_id_key ON users (employee_id COLLATE case_insensitive);
DROP INDEX CONCURRENTLY IF EXISTS inventory_parts_same_number_key;
CREATE UNIQUE INDEX CONCURRENTLY inventory_parts_same_number_key ON inventory_parts (part_number COLLATE case_insensitive);
-- Filters by a text that people type.
DROP INDEX CONCURRENTLY IF EXISTS idx_facilities_same_type;
CREATE INDEX CONCURRENTLY idx_facilities_same_type ON facilities (facility_type COLLATE case_insensitive);
DROP INDEX CONCURRENTLY IF EXISTS idx_facilities_type;
DROP INDEX CONCURRENTLY IF EXISTS idx_equipment_same_type;
CREATE INDEX CONCURRENTLY idx_equipment_same_type ON equipment (equipment_type COLLATE case_insensitive);
DROP INDEX CONCURRENTLY IF EXISTS idx_equipment_type;
