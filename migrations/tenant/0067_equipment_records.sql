-- What was changed about a machine and is never changed itself: its status, and where it stands.
-- append-only: equipment_status_changes, equipment_moves

CREATE TABLE equipment_status_changes (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    equipment_id uuid NOT NULL CONSTRAINT equipment_status_changes_equipment_id_fkey REFERENCES equipment (id) ON DELETE CASCADE,
    from_status varchar(50) NOT NULL,
    to_status varchar(50) NOT NULL,
    reason text,
    changed_by uuid REFERENCES users (id),
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX idx_equipment_status_changes_equipment ON equipment_status_changes (equipment_id, created_at, id);

CREATE TABLE equipment_moves (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    equipment_id uuid NOT NULL CONSTRAINT equipment_moves_equipment_id_fkey REFERENCES equipment (id) ON DELETE CASCADE,
    from_facility_id uuid NOT NULL CONSTRAINT equipment_moves_from_facility_id_fkey REFERENCES facilities (id) ON DELETE RESTRICT,
    to_facility_id uuid NOT NULL CONSTRAINT equipment_moves_to_facility_id_fkey REFERENCES facilities (id) ON DELETE RESTRICT,
    from_building_id uuid CONSTRAINT equipment_moves_from_building_id_fkey REFERENCES buildings (id) ON DELETE SET NULL,
    to_building_id uuid CONSTRAINT equipment_moves_to_building_id_fkey REFERENCES buildings (id) ON DELETE SET NULL,
    moved_by uuid REFERENCES users (id),
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX idx_equipment_moves_equipment ON equipment_moves (equipment_id, created_at, id);
CREATE INDEX idx_equipment_moves_from_facility ON equipment_moves (from_facility_id);
CREATE INDEX idx_equipment_moves_to_facility ON equipment_moves (to_facility_id);
CREATE INDEX idx_equipment_moves_from_building ON equipment_moves (from_building_id);
CREATE INDEX idx_equipment_moves_to_building ON equipment_moves (to_building_id);
