import type pg from 'pg';

/** Adds rows to the tables that `fill` leaves empty, so that every list of the API has several pages. */
export async function fillOtherTables(client: pg.Client, schedules: number): Promise<void> {
  for (const [text, count] of [
    [insertBuildings, 200],
    [insertTeams, 40],
    [insertInvitations, 200],
    [insertApiKeys, 200],
    [insertWebhooks, 200],
    [insertWebhookDeliveries, 2_000],
    [insertEvents, 2_000],
    [insertSchedules, schedules],
    [insertCustomFields, 100],
    [insertStockCounts, 200],
    [insertReplacements, 60],
    [insertRequests, schedules],
    [insertNotifications, schedules],
    [insertOperations, 200],
    [insertSuppliers, 200],
    [insertInvoices, 200],
    [insertStripeEvents, 2_000],
    [insertAudit, schedules * 20],
  ] as const) {
    await client.query(text, [count]);
  }
  const others = [
    insertMembers,
    insertOccurrences,
    insertStatusChanges,
    insertMoves,
    insertHistory,
    insertComments,
    insertHelpers,
    insertLinks,
    insertPartSuppliers,
    insertDocuments,
    insertImages,
    insertRequestHistory,
    insertRequestMessages,
    insertAttachments,
    insertRequestAttachments,
    insertPurchaseOrders,
    insertWorkLogs,
    insertLabourRates,
    insertCosts,
  ];
  for (const text of others) await client.query(text);
  await client.query('vacuum analyze');
  await client.query('checkpoint');
}

const insertBuildings = `insert into buildings (id, facility_id, name, floor_count)
  select uuidv7(), (array(select id from facilities order by id))[1 + n % 50], 'Building ' || n, n % 30 from generate_series(1, $1::int) as n`;

const insertTeams = `insert into teams (id, name) select uuidv7(), 'Team ' || n from generate_series(1, $1::int) as n`;

const insertInvitations = `insert into invitations (id, email, role, token_hash, invited_by, expires_at)
  select uuidv7(), 'invited-' || n || '@example.com', 'technician', md5('invitation ' || n), (select id from users where role = 'admin'),
    now() + interval '7 days'
  from generate_series(1, $1::int) as n`;

const insertApiKeys = `insert into api_keys (id, name, prefix, key_hash, scopes, created_by)
  select uuidv7(), 'Program ' || n, 'fp_live_' || n, md5('key ' || n), '{work_orders:read}', (select id from users where role = 'admin')
  from generate_series(1, $1::int) as n`;

const insertWebhooks = `insert into webhooks (id, url, description, events, secret_encrypted, secret_key_id, is_active)
  select uuidv7(), 'https://hooks.example.com/' || n, 'Program ' || n, '{*}', 'encrypted', 'key', false from generate_series(1, $1::int) as n`;

const insertWebhookDeliveries = `insert into webhook_deliveries (id, webhook_id, event_id, event_type, payload, status, attempts, next_attempt_at, created_at)
  select uuidv7(), w.id, gen_random_uuid(), 'work_order.created', '{"type": "work_order.created"}', 'succeeded', 1, null, now() - n * interval '1 minute'
  from (select min(id::text)::uuid as id from webhooks) as w cross join generate_series(1, $1::int) as n`;

const insertEvents = `insert into outbox (aggregate_type, aggregate_id, event_type, payload, delivered_at)
  select 'facility', gen_random_uuid(), 'facility.created', jsonb_build_object('name', 'Facility ' || n), now() from generate_series(1, $1::int) as n`;

const insertSuppliers = `insert into suppliers (id, name, email, currency)
  select uuidv7(), 'Supplier ' || n, 'orders-' || n || '@example.com', 'USD' from generate_series(1, $1::int) as n`;

const insertInvoices = `insert into public.invoices (id, tenant_id, invoice_number, billed_to, lines, amount, tax, total, status, issued_at)
  select uuidv7(), t.id, 'INV-' || n, t.name, '[{"description": "A month", "quantity": 1, "unitPrice": "149.00", "amount": "149.00"}]',
    149, 0, 149, 'open', now()
  from public.tenants as t, generate_series(1, $1::int) as n where t.schema_name = current_schema()`;

const insertStripeEvents = `insert into public.stripe_inbox (id, type, tenant_id, stripe_customer_id, occurred_at, received_at, processed_at, dead_at)
  select 'evt_' || t.slug || n, 'invoice.paid', t.id, 'cus_' || t.slug, now(), now() - n * interval '1 minute',
    case when n % 10 <> 0 then now() end, case when n % 10 = 0 then now() end
  from public.tenants as t, generate_series(1, $1::int) as n where t.schema_name = current_schema()`;

const insertPartSuppliers = `insert into part_suppliers (id, part_id, supplier_id, supplier_part_number, unit_price, is_preferred)
  select uuidv7(), p.id, s.id, 'S-' || p.part_number, 12.5, true
  from (select id, part_number, row_number() over (order by id) as n from inventory_parts limit 500) as p
  join (select id, row_number() over (order by id) as n from suppliers) as s on s.n = 1 + p.n % 200`;

const insertDocuments = `insert into equipment_documents (id, equipment_id, document_type, title, expiry_date)
  select uuidv7(), id, 'certificate', 'Certificate of ' || name, current_date + n::int % 900
  from (select id, name, row_number() over (order by id) as n from equipment limit 2000) as e`;

const insertImages = `insert into equipment_images (id, equipment_id, caption)
  select uuidv7(), id, 'Type plate of ' || name from (select id, name from equipment order by id limit 2000) as e`;

const insertStockCounts = `with count as (
    insert into stock_counts (id, name, location_id, created_at)
    select uuidv7(), 'Stock-take ' || n, (select id from stock_locations where is_default), now() - n * interval '1 day'
    from generate_series(1, $1::int) as n returning id),
  part as (
    insert into inventory_parts (id, part_number, name) select uuidv7(), 'COUNTED-' || n, 'Counted part ' || n from generate_series(1, 60) as n
    returning id)
  insert into stock_count_lines (id, stock_count_id, part_id, expected_quantity)
  select uuidv7(), count.id, part.id, 4 from count cross join part`;

const insertReplacements = `insert into part_replacements (id, part_id, replacement_id)
  select uuidv7(), (select min(id::text)::uuid from inventory_parts), id from inventory_parts
  where id <> (select min(id::text)::uuid from inventory_parts) order by id limit $1::int`;
const insertPurchaseOrders = `insert into purchase_orders (id, order_number, supplier_id, supplier_name, status, created_at)
  select uuidv7(), 'PO-2026-' || row_number() over (order by s.id, n), s.id, s.name, 'received', now() - n * interval '1 hour'
  from suppliers as s cross join generate_series(1, 5) as n`;

const insertMembers = `insert into team_members (id, team_id, user_id)
  select uuidv7(), t.id, u.id from teams as t cross join users as u`;

const insertSchedules = `insert into maintenance_schedules (id, equipment_id, schedule_name, frequency_type, first_occurrence_local,
    timezone, next_run_date, wake_at, task_title)
  select uuidv7(), (array(select id from equipment order by id limit 500))[1 + n % 100], 'Inspection ' || n,
    (array['weekly', 'monthly', 'yearly'])[1 + n % 3], '2020-01-01 08:00', 'Europe/Amsterdam', now() + n * interval '1 hour',
    now() + n * interval '1 hour', 'Inspection ' || n
  from generate_series(1, $1::int) as n`;

const insertOccurrences = `insert into maintenance_occurrences (id, schedule_id, equipment_id, occurrence_at, status, reason)
  select uuidv7(), s.id, s.equipment_id, now() - n * interval '7 days', 'skipped', 'overlap'
  from maintenance_schedules as s cross join generate_series(1, 60) as n`;

const firstMachines =
  '(select id, facility_id from equipment order by id limit 200) as e cross join generate_series(1, 60) as n';

const insertCustomFields = `insert into custom_fields (id, key, label, field_type, position)
  select uuidv7(), 'field' || n, 'Field ' || n, 'text', n from generate_series(1, $1::int) as n`;

const insertStatusChanges = `insert into equipment_status_changes (id, equipment_id, from_status, to_status, reason, changed_by, created_at)
  select uuidv7(), e.id, 'operational', 'shutdown', 'Door lock broken', (select id from users where role = 'admin'), now() - n * interval '1 hour'
  from ${firstMachines}`;

const insertMoves = `insert into equipment_moves (id, equipment_id, from_facility_id, to_facility_id, moved_by, created_at)
  select uuidv7(), e.id, e.facility_id, e.facility_id, (select id from users where role = 'admin'), now() - n * interval '1 hour'
  from ${firstMachines}`;

const newest = '(select id from tasks order by created_at desc limit 500) as t cross join generate_series(1, 60) as n';

const insertHistory = `insert into task_history (id, task_id, user_id, action, old_value, new_value, created_at)
  select uuidv7(), t.id, (select id from users where role = 'admin'), 'status_changed', 'assigned', 'in_progress', now() - n * interval '1 hour'
  from ${newest}`;

const insertComments = `insert into task_comments (id, task_id, user_id, comment, created_at)
  select uuidv7(), t.id, (select id from users where role = 'admin'), 'The part has arrived and lies in the store, shelf ' || n,
    now() - n * interval '1 hour'
  from ${newest}`;

const insertHelpers = `insert into task_helpers (id, task_id, user_id, created_at)
  select uuidv7(), t.id, u.id, now() - interval '1 hour'
  from (select id from tasks order by created_at desc limit 20) as t cross join (select id from users order by id limit 200) as u`;

const insertLinks = `insert into task_links (id, task_id, link_type, linked_task_id)
  select uuidv7(), t.id, 'blocks', o.id
  from (select id from tasks order by created_at desc limit 20) as t
  cross join (select id from tasks order by created_at limit 60) as o where o.id <> t.id`;

const insertRequests = `insert into service_requests (id, request_number, title, description, priority, status, equipment_id, facility_id,
    requested_by, created_at)
  select uuidv7(), 'SR-2026-' || n, 'Lift ' || n || ' rattles', 'Since Monday, on all floors.', (array['low', 'medium', 'high'])[1 + n % 3],
    (array['pending', 'approved', 'rejected'])[1 + n % 3], e.id, e.facility_id, (select id from users where role = 'admin'),
    now() - n * interval '1 minute'
  from generate_series(1, $1::int) as n, (select id, facility_id from equipment order by id limit 1) as e`;

const insertRequestHistory = `insert into service_request_history (id, service_request_id, user_id, action, old_value, new_value, created_at)
  select uuidv7(), r.id, r.requested_by, 'priority_changed', 'low', 'high', now() - n * interval '1 hour'
  from (select id, requested_by from service_requests order by created_at desc limit 500) as r cross join generate_series(1, 60) as n`;

const insertRequestMessages = `insert into service_request_messages (id, service_request_id, user_id, message, created_at)
  select uuidv7(), r.id, r.requested_by, 'It rattles on floor ' || n, now() - n * interval '1 hour'
  from (select id, requested_by from service_requests order by created_at desc limit 500) as r cross join generate_series(1, 60) as n`;

const insertAttachments = `with file as (
    insert into uploads (id, storage_key, file_name, content_type, size_bytes, status) select uuidv7(), 'bench/' || uuidv7(), 'report.txt', 'text/plain', 48, 'attached'
    returning id)
  insert into task_attachments (id, task_id, upload_id, kind, uploaded_by, created_at)
  select uuidv7(), t.id, file.id, 'document', (select id from users where role = 'admin'), now() - n * interval '1 hour'
  from file cross join ${newest}`;

const insertRequestAttachments = `insert into service_request_attachments (id, service_request_id, upload_id, uploaded_by, created_at)
  select uuidv7(), r.id, (select id from uploads limit 1), r.requested_by, now() - n * interval '1 hour'
  from (select id, requested_by from service_requests order by created_at desc limit 500) as r cross join generate_series(1, 60) as n`;

const insertWorkLogs = `insert into technician_work_logs (id, task_id, technician_id, work_status, arrival_time, departure_time,
    work_time_minutes)
  select uuidv7(), t.id, (select id from users where role = 'admin'), 'completed', now() - n * interval '3 hours',
    now() - n * interval '3 hours' + interval '90 minutes', 90
  from ${newest}`;

const insertLabourRates = `insert into labour_rates (id, user_id, valid_from, hourly_rate, currency)
  select uuidv7(), u.id, '2020-01-01'::date + n, 58, 'EUR' from users as u cross join generate_series(1, 200) as n`;

const insertCosts = `insert into task_costs (id, task_id, cost_type, description, amount, currency, created_at)
  select uuidv7(), t.id, 'travel', 'Journey ' || n, 18, 'EUR', now() - n * interval '1 hour' from ${newest}`;

const insertNotifications = `insert into notifications (id, user_id, notification_type, title, message, created_at)
  select uuidv7(), (select id from users where role = 'admin'), 'work_order_assigned', 'Inspection of lift ' || n,
    'You have been asked to inspect lift ' || n, now() - n * interval '1 minute'
  from generate_series(1, $1::int) as n`;

const insertOperations = `insert into operations (id, kind, status, progress, requested_by, finished_at, expires_at, due_at, created_at)
  select uuidv7(), 'maintenance.generate', 'succeeded', 100, (select id from users where role = 'admin'), now(), now() + interval '7 days',
    null, now() - n * interval '1 minute'
  from generate_series(1, $1::int) as n`;

const insertAudit = `insert into audit_logs (id, user_id, action, resource_type, resource_id, request_id, ip_address, user_agent, changes, created_at)
  select uuidv7(), (select id from users where role = 'admin'), 'update', 'work_order', uuidv7(), 'request-' || n, '192.0.2.7',
    'fieldpilot-bench', '{"before": {"status": "assigned"}, "after": {"status": "in_progress"}}', now() - n * interval '1 second'
  from generate_series(1, $1::int) as n`;
