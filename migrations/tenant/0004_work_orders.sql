-- Work orders (table tasks), maintenance schedules with their ledger of occurrences, service requests.
-- append-only: task_history

CREATE TABLE maintenance_schedules (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    equipment_id uuid NOT NULL REFERENCES equipment (id) ON DELETE RESTRICT,
    schedule_name varchar(255) NOT NULL,
    description text,
    frequency_type varchar(50) NOT NULL
        CHECK (frequency_type IN ('daily', 'weekly', 'monthly', 'quarterly', 'yearly', 'custom_days')),
    -- Every how many of them; for custom_days the number of days.
    frequency_value integer NOT NULL DEFAULT 1 CHECK (frequency_value BETWEEN 1 AND 10000),
    -- Wall-clock time in the zone below: the anchor from which every occurrence is counted.
    first_occurrence_local timestamp NOT NULL,
    timezone varchar(64) NOT NULL DEFAULT 'UTC',
    recurrence_basis varchar(20) NOT NULL DEFAULT 'fixed' CHECK (recurrence_basis IN ('fixed', 'floating')),
    lead_days integer NOT NULL DEFAULT 0 CHECK (lead_days BETWEEN 0 AND 366),
    catch_up varchar(20) NOT NULL DEFAULT 'latest' CHECK (catch_up IN ('all', 'latest', 'none')),
    overlap varchar(20) NOT NULL DEFAULT 'skip' CHECK (overlap IN ('skip', 'allow')),
    last_run_date timestamptz,
    next_run_date timestamptz NOT NULL,
    -- When the generation has to look at it again: ahead of the next occurrence by its lead days, or when its open work
    -- order is closed; null when there is nothing to wait for.
    wake_at timestamptz,
    task_title varchar(255),
    task_description text,
    task_priority varchar(50) NOT NULL DEFAULT 'medium'
        CHECK (task_priority IN ('low', 'medium', 'high', 'critical')),
    estimated_hours numeric(5, 2) CHECK (estimated_hours >= 0),
    default_assigned_to uuid REFERENCES users (id),
    default_assigned_team uuid REFERENCES teams (id),
    is_active boolean NOT NULL DEFAULT true,
    paused_at timestamptz,
    paused_by uuid REFERENCES users (id),
    pause_reason text,
    created_by uuid REFERENCES users (id),
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    search tsvector GENERATED ALWAYS AS (
        to_tsvector('english', schedule_name || ' ' || left(coalesce(description, ''), 50000)) ||
        to_tsvector('simple', translate(schedule_name, '-/._@#', '      '))
    ) STORED
);

CREATE INDEX idx_maintenance_schedules_equipment ON maintenance_schedules (equipment_id);
CREATE INDEX idx_maintenance_schedules_next_run ON maintenance_schedules (next_run_date);
CREATE INDEX idx_maintenance_schedules_active ON maintenance_schedules (is_active);
CREATE INDEX idx_active_schedules ON maintenance_schedules (id) WHERE is_active = true;
CREATE INDEX idx_maintenance_schedules_due ON maintenance_schedules (wake_at, id)
    WHERE is_active AND paused_at IS NULL;
CREATE INDEX idx_maintenance_schedules_next_run_list ON maintenance_schedules (next_run_date, id);
CREATE INDEX idx_maintenance_schedules_name ON maintenance_schedules (schedule_name, id);
CREATE INDEX idx_maintenance_schedules_created ON maintenance_schedules (created_at, id);
CREATE INDEX idx_maintenance_schedules_search ON maintenance_schedules USING gin (search);

CREATE TABLE tasks (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    equipment_id uuid REFERENCES equipment (id) ON DELETE RESTRICT,
    facility_id uuid REFERENCES facilities (id) ON DELETE RESTRICT,
    title varchar(255) NOT NULL,
    description text,
    task_type varchar(100) NOT NULL DEFAULT 'maintenance'
        CHECK (task_type IN ('maintenance', 'repair', 'inspection', 'installation', 'emergency')),
    priority varchar(50) NOT NULL DEFAULT 'medium' CHECK (priority IN ('low', 'medium', 'high', 'critical')),
    status varchar(50) NOT NULL DEFAULT 'new'
        CHECK (status IN ('new', 'assigned', 'in_progress', 'on_hold', 'completed', 'canceled', 'rejected')),
    -- Why it is on hold, canceled, rejected or open again.
    status_reason text,
    assigned_to uuid REFERENCES users (id),
    assigned_team_id uuid REFERENCES teams (id),
    scheduled_date timestamptz,
    due_date timestamptz,
    estimated_hours numeric(5, 2) CHECK (estimated_hours >= 0),
    started_at timestamptz,
    completed_at timestamptz,
    actual_hours numeric(5, 2) CHECK (actual_hours >= 0),
    work_performed text,
    parts_used text,
    service_request_id uuid,
    maintenance_schedule_id uuid REFERENCES maintenance_schedules (id) ON DELETE RESTRICT,
    -- Always true. Ledgers that must remember a work order after it moved to the archive refer to
    -- (id, is_live) and lose only their copy of the flag, never the id.
    is_live boolean NOT NULL DEFAULT true CHECK (is_live),
    created_by uuid REFERENCES users (id),
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    -- Orders priorities as people do, not as the alphabet does.
    priority_rank integer GENERATED ALWAYS AS (
        CASE priority WHEN 'critical' THEN 4 WHEN 'high' THEN 3 WHEN 'medium' THEN 2 ELSE 1 END
    ) STORED,
    search tsvector GENERATED ALWAYS AS (
        to_tsvector('english', title || ' ' || left(coalesce(description, ''), 50000)) ||
        to_tsvector('simple', translate(title, '-/._@#', '      '))
    ) STORED,
    CONSTRAINT tasks_id_is_live_key UNIQUE (id, is_live)
);

CREATE INDEX idx_tasks_equipment ON tasks (equipment_id);
CREATE INDEX idx_tasks_facility ON tasks (facility_id);
CREATE INDEX idx_tasks_assigned_to ON tasks (assigned_to);
CREATE INDEX idx_tasks_status ON tasks (status);
CREATE INDEX idx_tasks_priority ON tasks (priority);
CREATE INDEX idx_tasks_due_date ON tasks (due_date);
CREATE INDEX idx_tasks_scheduled_date ON tasks (scheduled_date);
CREATE INDEX idx_tasks_assigned_status ON tasks (assigned_to, status);
CREATE INDEX idx_tasks_facility_status ON tasks (facility_id, status);
CREATE INDEX idx_tasks_search ON tasks USING gin (search);
-- Lists: filter, sort, id as the tie-break. Work without a due time sorts last, so the expression is what lists order by.
CREATE INDEX idx_tasks_assigned_list ON tasks (assigned_to, status, coalesce(due_date, 'infinity'::timestamptz), id);
CREATE INDEX idx_tasks_team_list ON tasks (assigned_team_id, status, coalesce(due_date, 'infinity'::timestamptz), id);
CREATE INDEX idx_tasks_facility_list ON tasks (facility_id, status, coalesce(due_date, 'infinity'::timestamptz), id);
CREATE INDEX idx_tasks_equipment_list ON tasks (equipment_id, created_at, id);
CREATE INDEX idx_tasks_due_list ON tasks (coalesce(due_date, 'infinity'::timestamptz), id);
CREATE INDEX idx_tasks_created_list ON tasks (created_at, id);
CREATE INDEX idx_tasks_priority_list ON tasks (priority_rank, id);
-- Open work is a tenth of all and what people look at: without these a list of it walks through years of completed work.
CREATE INDEX idx_tasks_open_due ON tasks (coalesce(due_date, 'infinity'::timestamptz), id)
    WHERE status IN ('new', 'assigned', 'in_progress', 'on_hold');
CREATE INDEX idx_tasks_open_created ON tasks (created_at, id)
    WHERE status IN ('new', 'assigned', 'in_progress', 'on_hold');
CREATE INDEX idx_tasks_completed ON tasks (completed_at, id) WHERE completed_at IS NOT NULL;
CREATE INDEX idx_tasks_service_request ON tasks (service_request_id) WHERE service_request_id IS NOT NULL;
-- "Is one of this schedule still open?" and its list of work orders.
CREATE INDEX idx_tasks_schedule ON tasks (maintenance_schedule_id, status) WHERE maintenance_schedule_id IS NOT NULL;

CREATE TABLE maintenance_occurrences (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    schedule_id uuid NOT NULL REFERENCES maintenance_schedules (id) ON DELETE RESTRICT,
    equipment_id uuid NOT NULL REFERENCES equipment (id) ON DELETE RESTRICT,
    occurrence_at timestamptz NOT NULL,
    status varchar(20) NOT NULL CHECK (status IN ('generated', 'skipped', 'missed')),
    task_id uuid,
    task_is_live boolean DEFAULT true,
    reason text,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT maintenance_occurrences_key UNIQUE (schedule_id, equipment_id, occurrence_at),
    CONSTRAINT maintenance_occurrences_task_id_fkey FOREIGN KEY (task_id, task_is_live)
        REFERENCES tasks (id, is_live) ON DELETE SET NULL (task_is_live)
);

CREATE INDEX idx_maintenance_occurrences_list ON maintenance_occurrences (schedule_id, occurrence_at, id);
CREATE INDEX idx_maintenance_occurrences_task ON maintenance_occurrences (task_id) WHERE task_id IS NOT NULL;
CREATE INDEX idx_maintenance_occurrences_equipment ON maintenance_occurrences (equipment_id, occurrence_at, id);

CREATE TABLE task_comments (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    task_id uuid NOT NULL REFERENCES tasks (id) ON DELETE CASCADE,
    user_id uuid NOT NULL REFERENCES users (id),
    comment text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX idx_task_comments_task ON task_comments (task_id);
CREATE INDEX idx_task_comments_list ON task_comments (task_id, created_at, id);

CREATE TABLE task_attachments (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    task_id uuid NOT NULL REFERENCES tasks (id) ON DELETE CASCADE,
    upload_id uuid REFERENCES uploads (id) ON DELETE SET NULL,
    kind varchar(20) NOT NULL DEFAULT 'document' CHECK (kind IN ('document', 'photo', 'signature')),
    file_name varchar(255) NOT NULL,
    file_url text NOT NULL,
    file_size_kb integer CHECK (file_size_kb >= 0),
    file_type varchar(50),
    uploaded_by uuid REFERENCES users (id),
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX idx_task_attachments_task ON task_attachments (task_id);
CREATE INDEX idx_task_attachments_upload ON task_attachments (upload_id);

CREATE TABLE task_history (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    task_id uuid NOT NULL REFERENCES tasks (id) ON DELETE CASCADE,
    user_id uuid REFERENCES users (id),
    -- created, assigned, status_changed, priority_changed, completed … an open list
    action varchar(100) NOT NULL,
    old_value text,
    new_value text,
    notes text,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX idx_task_history_task ON task_history (task_id);
CREATE INDEX idx_task_history_created ON task_history (created_at);
CREATE INDEX idx_task_history_list ON task_history (task_id, created_at, id);

CREATE TABLE service_requests (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    request_number varchar(50) NOT NULL UNIQUE,
    title varchar(255) NOT NULL,
    description text NOT NULL,
    service_type varchar(100),
    facility_id uuid REFERENCES facilities (id) ON DELETE RESTRICT,
    equipment_id uuid REFERENCES equipment (id) ON DELETE RESTRICT,
    priority varchar(50) NOT NULL DEFAULT 'medium' CHECK (priority IN ('low', 'medium', 'high', 'critical')),
    status varchar(50) NOT NULL DEFAULT 'pending'
        CHECK (status IN ('pending', 'approved', 'rejected', 'converted_to_task')),
    requested_by uuid REFERENCES users (id),
    contact_name varchar(255),
    contact_email varchar(255),
    contact_phone varchar(20),
    reviewed_by uuid REFERENCES users (id),
    reviewed_at timestamptz,
    rejection_reason text,
    -- Unique: two people who press "convert" at once make one work order.
    converted_task_id uuid UNIQUE REFERENCES tasks (id) ON DELETE SET NULL,
    converted_at timestamptz,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    search tsvector GENERATED ALWAYS AS (
        to_tsvector('english', title || ' ' || left(description, 50000)) ||
        to_tsvector('simple', translate(request_number || ' ' || title, '-/._@#', '      ')) ||
        to_tsvector('simple', translate(request_number, '-/._@#', ''))
    ) STORED
);

ALTER TABLE tasks ADD CONSTRAINT tasks_service_request_id_fkey
    FOREIGN KEY (service_request_id) REFERENCES service_requests (id) ON DELETE SET NULL;

CREATE INDEX idx_service_requests_status ON service_requests (status);
CREATE INDEX idx_service_requests_facility ON service_requests (facility_id);
CREATE INDEX idx_service_requests_requested_by ON service_requests (requested_by);
CREATE INDEX idx_service_requests_equipment ON service_requests (equipment_id, created_at, id);
CREATE INDEX idx_service_requests_search ON service_requests USING gin (search);
CREATE INDEX idx_service_requests_created ON service_requests (created_at, id);
CREATE INDEX idx_service_requests_status_list ON service_requests (status, created_at, id);
CREATE INDEX idx_service_requests_facility_list ON service_requests (facility_id, created_at, id);
CREATE INDEX idx_service_requests_requester_list ON service_requests (requested_by, created_at, id);

CREATE TABLE service_request_attachments (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    service_request_id uuid NOT NULL REFERENCES service_requests (id) ON DELETE CASCADE,
    upload_id uuid REFERENCES uploads (id) ON DELETE SET NULL,
    file_name varchar(255) NOT NULL,
    file_url text NOT NULL,
    file_size_kb integer CHECK (file_size_kb >= 0),
    file_type varchar(50),
    uploaded_by uuid REFERENCES users (id),
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX idx_service_request_attachments_request ON service_request_attachments (service_request_id);
CREATE INDEX idx_service_request_attachments_upload ON service_request_attachments (upload_id);

CREATE TABLE technician_work_logs (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    task_id uuid NOT NULL REFERENCES tasks (id) ON DELETE CASCADE,
    technician_id uuid NOT NULL REFERENCES users (id),
    work_status varchar(50) NOT NULL CHECK (work_status IN ('open', 'in_progress', 'on_hold', 'completed')),
    arrival_latitude numeric(10, 8) CHECK (arrival_latitude BETWEEN -90 AND 90),
    arrival_longitude numeric(11, 8) CHECK (arrival_longitude BETWEEN -180 AND 180),
    arrival_time timestamptz,
    departure_latitude numeric(10, 8) CHECK (departure_latitude BETWEEN -90 AND 90),
    departure_longitude numeric(11, 8) CHECK (departure_longitude BETWEEN -180 AND 180),
    departure_time timestamptz,
    -- Distance to the facility: shown, never blocking.
    arrival_distance_meters integer CHECK (arrival_distance_meters >= 0),
    departure_distance_meters integer CHECK (departure_distance_meters >= 0),
    travel_time_minutes integer CHECK (travel_time_minutes >= 0),
    work_time_minutes integer CHECK (work_time_minutes >= 0),
    lunch_break_minutes integer NOT NULL DEFAULT 0 CHECK (lunch_break_minutes >= 0),
    work_notes text,
    signature_url text,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT technician_work_logs_departure_check CHECK (departure_time >= arrival_time)
);

CREATE INDEX idx_work_logs_task ON technician_work_logs (task_id);
CREATE INDEX idx_work_logs_technician ON technician_work_logs (technician_id);
CREATE INDEX idx_work_logs_arrival ON technician_work_logs (arrival_time);
CREATE INDEX idx_work_logs_technician_list ON technician_work_logs (technician_id, arrival_time, id);
-- A technician is at one place at a time.
CREATE UNIQUE INDEX technician_work_logs_open_key ON technician_work_logs (technician_id)
    WHERE work_status <> 'completed';
