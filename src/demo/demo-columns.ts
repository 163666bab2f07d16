const id = 'uuid';
const name = 'varchar';
const text = 'text';
const count = 'int';
const amount = 'numeric';
const time = 'timestamptz';
const day = 'date';
const flag = 'boolean';
const json = 'jsonb';

const changing = { version: count, created_at: time, updated_at: time };

/** The columns that the demo fills, with their types. The tables are in an order that satisfies foreign keys. */
export const demoColumns = {
  users: {
    ...{ id, email: name, password_hash: name, first_name: name, last_name: name, phone: name, role: name },
    ...{ employee_id: name, is_active: flag, is_verified: flag, email_verified_at: time, password_changed_at: time },
    ...changing,
  },
  labour_rates: { id, user_id: id, valid_from: day, hourly_rate: amount, currency: name, ...changing },
  teams: { id, name, description: text, team_lead_id: id, ...changing },
  team_members: { id, team_id: id, user_id: id, joined_at: time },
  facilities: {
    ...{ id, name, facility_code: name, facility_type: name, address_line1: name, city: name, state: name },
    ...{ zip_code: name, country: name, latitude: amount, longitude: amount, timezone: name, contact_name: name },
    ...{ contact_email: name, contact_phone: name, notes: text, created_by: id, ...changing },
  },
  user_facilities: { id, user_id: id, facility_id: id, created_at: time },
  buildings: { id, facility_id: id, name, building_code: name, floor_count: count, ...changing },
  custom_fields: {
    id,
    key: name,
    label: name,
    field_type: name,
    options: json,
    position: count,
    archived_at: time,
    ...changing,
  },
  equipment: {
    ...{ id, facility_id: id, building_id: id, equipment_number: name, serial_number: name, qr_code: name, name },
    ...{ registration_number: name, description: text, equipment_type: name, category: name, manufacturer: name },
    ...{ model: name, capacity: name, speed: name, controller: name, power_rating: name, installation_date: day },
    ...{ commissioning_date: day, warranty_expiry_date: day, status: name, operational_hours: count },
    ...{ health_score: count, last_maintenance_date: time, next_maintenance_date: time },
    ...{ maintenance_frequency_days: count, purchase_cost: amount, annual_maintenance_cost: amount, currency: name },
    ...{ floor: name, room: name, created_by: id, ...changing },
  },
  equipment_documents: {
    ...{ id, equipment_id: id, document_type: name, title: name, file_url: text, file_size_kb: count },
    ...{ file_type: name, expiry_date: day, uploaded_by: id, created_at: time },
  },
  inventory_parts: {
    ...{ id, part_number: name, name, category: name, manufacturer: name, unit_price: amount, currency: name },
    ...{ average_unit_cost: amount, quantity_in_stock: count, reorder_level: count, reorder_quantity: count },
    ...{
      stock_value: amount,
      low_stock_since: time,
      warehouse_location: name,
      supplier_name: name,
      supplier_contact: name,
      supplier_part_number: name,
    },
    ...changing,
  },
  suppliers: { id, name, email: name, currency: name, lead_days: count, ...changing },
  part_suppliers: {
    ...{ id, part_id: id, supplier_id: id, supplier_part_number: name, unit_price: amount, is_preferred: flag },
    ...changing,
  },
  stock_locations: { id, name, location_type: name, notes: text, ...changing },
  inventory_stock: {
    ...{ part_id: id, location_id: id, quantity: count, value: amount, created_at: time, updated_at: time },
  },
  purchase_orders: {
    ...{ id, order_number: name, supplier_id: id, supplier_name: name, supplier_contact: name, status: name },
    ...{ currency: name, total_cost: amount, expected_date: day, submitted_at: time, submitted_by: id },
    ...{ ordered_at: time, received_at: time, canceled_at: time, cancel_reason: text, created_by: id, ...changing },
  },
  purchase_order_lines: {
    ...{ id, purchase_order_id: id, part_id: id, line_number: count, quantity_ordered: count },
    ...{ quantity_received: count, unit_price: amount, created_at: time, updated_at: time },
  },
  stock_counts: { id, name, location_id: id, is_blind: 'boolean', status: name, created_by: id, ...changing },
  stock_count_lines: {
    ...{ id, stock_count_id: id, part_id: id, expected_quantity: count, created_at: time, updated_at: time },
  },
  maintenance_schedules: {
    ...{ id, equipment_id: id, schedule_name: name, description: text, frequency_type: name, frequency_value: count },
    ...{ first_occurrence_local: 'timestamp', timezone: name, recurrence_basis: name, lead_days: count },
    ...{ catch_up: name, overlap: name, last_run_date: time, next_run_date: time, wake_at: time, task_title: name },
    ...{ task_description: text, task_priority: name, estimated_hours: amount, default_assigned_to: id },
    ...{ default_assigned_team: id, paused_at: time, paused_by: id, pause_reason: text, created_by: id, ...changing },
  },
  service_requests: {
    ...{ id, request_number: name, title: name, description: text, service_type: name, facility_id: id },
    ...{ equipment_id: id, priority: name, status: name, requested_by: id, contact_name: name, contact_email: name },
    ...{ contact_phone: name, reviewed_by: id, reviewed_at: time, rejection_reason: text, converted_at: time },
    ...changing,
  },
  tasks: {
    ...{ id, equipment_id: id, facility_id: id, title: name, description: text, task_type: name, priority: name },
    ...{ status: name, status_reason: text, assigned_to: id, assigned_team_id: id, scheduled_date: time },
    ...{ due_date: time, estimated_hours: amount, started_at: time, completed_at: time, actual_hours: amount },
    ...{ work_performed: text, parts_used: text, service_request_id: id, maintenance_schedule_id: id, created_by: id },
    ...changing,
  },
  maintenance_occurrences: {
    ...{ id, schedule_id: id, equipment_id: id, occurrence_at: time, status: name, task_id: id, reason: text },
    ...{ created_at: time },
  },
  task_costs: { id, task_id: id, cost_type: name, description: name, amount, currency: name, ...changing },
  task_comments: { id, task_id: id, user_id: id, comment: text, created_at: time },
  task_history: {
    ...{ id, task_id: id, user_id: id, action: name, old_value: text, new_value: text, notes: text, created_at: time },
  },
  technician_work_logs: {
    ...{ id, task_id: id, technician_id: id, work_status: name, arrival_latitude: amount, arrival_longitude: amount },
    ...{ arrival_time: time, departure_latitude: amount, departure_longitude: amount, departure_time: time },
    ...{ arrival_distance_meters: count, departure_distance_meters: count, travel_time_minutes: count },
    ...{ work_time_minutes: count, lunch_break_minutes: count, ended_by: name, work_notes: text, ...changing },
  },
  inventory_transactions: {
    ...{ id, part_id: id, location_id: id, other_location_id: id, transfer_id: id, transaction_type: name },
    ...{ quantity: count, unit_price: amount, total_cost: amount },
    ...{ task_id: id, purchase_order_id: id, purchase_order_line_id: id, notes: text, performed_by: id },
    ...{ created_at: time },
  },
  notifications: {
    ...{ id, user_id: id, notification_type: name, title: name, message: text, link_url: text, link_type: name },
    ...{ link_id: id, is_read: flag, read_at: time, created_at: time },
  },
} as const;

export type DemoTable = keyof typeof demoColumns;
