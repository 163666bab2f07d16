-- Machines that are part of another one. Who deletes a machine deletes or moves what is part of it first.
ALTER TABLE equipment ADD COLUMN parent_id uuid CONSTRAINT equipment_parent_id_fkey REFERENCES equipment (id) ON DELETE RESTRICT;
