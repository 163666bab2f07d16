-- A custom field is for machines, for work orders, or for both; values of work orders stand in tasks.custom_fields under the key.
ALTER TABLE custom_fields
    ADD COLUMN applies_to text[] NOT NULL DEFAULT '{equipment}',
    ADD CONSTRAINT custom_fields_applies_to_check
        CHECK (applies_to <@ '{equipment,work_order}'::text[] AND cardinality(applies_to) > 0) NOT VALID;
ALTER TABLE tasks ADD COLUMN custom_fields jsonb NOT NULL DEFAULT '{}';
ALTER TABLE tasks_archive ADD COLUMN custom_fields jsonb NOT NULL DEFAULT '{}';
