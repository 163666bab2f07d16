-- Places and machines. What has a history is deactivated or decommissioned: nothing cascades into it.

CREATE TABLE facilities (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    name varchar(255) NOT NULL,
    facility_code varchar(50) UNIQUE,
    facility_type varchar(100),
    address_line1 varchar(255),
    address_line2 varchar(255),
    city varchar(100),
    state varchar(100),
    zip_code varchar(20),
    country varchar(100) DEFAULT 'USA',
    latitude numeric(10, 8) CHECK (latitude BETWEEN -90 AND 90),
    longitude numeric(11, 8) CHECK (longitude BETWEEN -180 AND 180),
    timezone varchar(64) NOT NULL DEFAULT 'UTC',
    contact_name varchar(255),
    contact_email varchar(255),
    contact_phone varchar(20),
    is_active boolean NOT NULL DEFAULT true,
    notes text,
    created_by uuid REFERENCES users (id),
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    search tsvector GENERATED ALWAYS AS (
        to_tsvector('simple', translate(
            name || ' ' || coalesce(facility_code, '') || ' ' || coalesce(address_line1, '') || ' ' ||
            coalesce(zip_code, '') || ' ' || coalesce(city, '') || ' ' || coalesce(state, ''),
            '-/._@#', '      '))
    ) STORED
);

CREATE INDEX idx_facilities_type ON facilities (facility_type);
CREATE INDEX idx_facilities_active ON facilities (is_active);
CREATE INDEX idx_facilities_name ON facilities (name, id);
CREATE INDEX idx_facilities_created ON facilities (created_at, id);
CREATE INDEX idx_facilities_search ON facilities USING gin (search);

-- The facilities a customer may see.
CREATE TABLE user_facilities (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    facility_id uuid NOT NULL REFERENCES facilities (id) ON DELETE CASCADE,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE UNIQUE INDEX idx_user_facilities_unique ON user_facilities (user_id, facility_id);
CREATE INDEX idx_user_facilities_facility ON user_facilities (facility_id);

CREATE TABLE buildings (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    facility_id uuid NOT NULL REFERENCES facilities (id) ON DELETE RESTRICT,
    name varchar(255) NOT NULL,
    building_code varchar(50),
    floor_count integer CHECK (floor_count >= 0),
    notes text,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX idx_buildings_facility ON buildings (facility_id);
CREATE INDEX idx_buildings_facility_name ON buildings (facility_id, name, id);

CREATE TABLE equipment (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    facility_id uuid NOT NULL REFERENCES facilities (id) ON DELETE RESTRICT,
    building_id uuid REFERENCES buildings (id) ON DELETE SET NULL,
    equipment_number varchar(100) NOT NULL UNIQUE,
    serial_number varchar(255),
    registration_number varchar(255),
    qr_code varchar(255) UNIQUE,
    name varchar(255) NOT NULL,
    description text,
    equipment_type varchar(100),
    category varchar(100),
    manufacturer varchar(255),
    model varchar(255),
    capacity varchar(100),
    speed varchar(100),
    controller varchar(255),
    power_rating varchar(100),
    installation_date date,
    commissioning_date date,
    warranty_expiry_date date,
    status varchar(50) NOT NULL DEFAULT 'operational'
        CHECK (status IN ('operational', 'shutdown', 'maintenance', 'decommissioned')),
    operational_hours integer NOT NULL DEFAULT 0 CHECK (operational_hours >= 0),
    health_score integer NOT NULL DEFAULT 100 CHECK (health_score BETWEEN 0 AND 100),
    last_maintenance_date timestamptz,
    next_maintenance_date timestamptz,
    maintenance_frequency_days integer CHECK (maintenance_frequency_days > 0),
    purchase_cost numeric(10, 2) CHECK (purchase_cost >= 0),
    annual_maintenance_cost numeric(10, 2) CHECK (annual_maintenance_cost >= 0),
    -- Of both costs.
    currency varchar(3) NOT NULL DEFAULT 'USD',
    floor varchar(50),
    room varchar(50),
    location_notes text,
    primary_image_url text,
    notes text,
    custom_fields jsonb NOT NULL DEFAULT '{}',
    created_by uuid REFERENCES users (id),
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    -- Words by their stems; names and codes also as they are written, whole and cut at their
    -- separators, so that people find "GEN2-0034" by "gen2", "0034" and "gen20034".
    search tsvector GENERATED ALWAYS AS (
        to_tsvector('english', name || ' ' || left(coalesce(description, ''), 50000)) ||
        to_tsvector('simple', translate(
            name || ' ' || equipment_number || ' ' || coalesce(serial_number, '') || ' ' || coalesce(registration_number, '') || ' ' ||
            coalesce(qr_code, '') || ' ' || coalesce(manufacturer, '') || ' ' || coalesce(model, ''),
            '-/._@#', '      ')) ||
        to_tsvector('simple', translate(
            equipment_number || ' ' || coalesce(serial_number, '') || ' ' || coalesce(registration_number, '') || ' ' || coalesce(model, ''),
            '-/._@#', ''))
    ) STORED
);

CREATE INDEX idx_equipment_facility ON equipment (facility_id);
CREATE INDEX idx_equipment_type ON equipment (equipment_type);
CREATE INDEX idx_equipment_status ON equipment (status);
CREATE INDEX idx_equipment_next_maintenance ON equipment (next_maintenance_date);
CREATE INDEX idx_equipment_health ON equipment (health_score);
CREATE INDEX idx_equipment_facility_status ON equipment (facility_id, status);
CREATE INDEX idx_active_equipment ON equipment (id) WHERE status = 'operational';
CREATE INDEX idx_equipment_search ON equipment USING gin (search);
CREATE INDEX idx_equipment_building ON equipment (building_id);
CREATE INDEX idx_equipment_serial_number ON equipment (serial_number);
-- Lists: filter, sort, id as the tie-break.
CREATE INDEX idx_equipment_name ON equipment (name, id);
CREATE INDEX idx_equipment_created ON equipment (created_at, id);
CREATE INDEX idx_equipment_status_name ON equipment (status, name, id);
CREATE INDEX idx_equipment_facility_name ON equipment (facility_id, name, id);
CREATE INDEX idx_equipment_health_list ON equipment (health_score, id);
CREATE INDEX idx_equipment_next_maintenance_list ON equipment (coalesce(next_maintenance_date, 'infinity'::timestamptz), id);

CREATE TABLE equipment_images (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    equipment_id uuid NOT NULL REFERENCES equipment (id) ON DELETE CASCADE,
    upload_id uuid REFERENCES uploads (id) ON DELETE SET NULL,
    image_url text NOT NULL,
    caption varchar(255),
    is_primary boolean NOT NULL DEFAULT false,
    uploaded_by uuid REFERENCES users (id),
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX idx_equipment_images_equipment ON equipment_images (equipment_id);
CREATE UNIQUE INDEX equipment_images_primary_key ON equipment_images (equipment_id) WHERE is_primary;
CREATE INDEX idx_equipment_images_upload ON equipment_images (upload_id);

CREATE TABLE equipment_documents (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    equipment_id uuid NOT NULL REFERENCES equipment (id) ON DELETE CASCADE,
    upload_id uuid REFERENCES uploads (id) ON DELETE SET NULL,
    -- manual, warranty, certificate, inspection_report … an open list
    document_type varchar(100),
    title varchar(255) NOT NULL,
    file_url text NOT NULL,
    file_size_kb integer CHECK (file_size_kb >= 0),
    file_type varchar(50),
    expiry_date date,
    uploaded_by uuid REFERENCES users (id),
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX idx_equipment_documents_equipment ON equipment_documents (equipment_id);
CREATE INDEX idx_equipment_documents_expiry ON equipment_documents (expiry_date);
CREATE INDEX idx_equipment_documents_upload ON equipment_documents (upload_id);
