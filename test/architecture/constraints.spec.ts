import { readFileSync } from 'node:fs';
import { violatedRule } from '../../libs/database/unit-of-work/constraint-rules.js';
import '../../src/app.module.js';

interface Table {
  readonly constraints: Readonly<Record<string, string>>;
  readonly indexes: Readonly<Record<string, string>>;
}

const read = (path: string) => JSON.parse(readFileSync(path, 'utf8'));
const tables: Readonly<Record<string, Table>> = read('migrations/manifest.json').tenant.tables;

/** Unique constraints, unique indexes and foreign keys; primary keys are ids that nobody sends. */
function refusing({ constraints, indexes }: Table): [name: string, definition: string][] {
  const isKey = (definition: string) => /^(UNIQUE|FOREIGN KEY|CREATE UNIQUE INDEX)/.test(definition);
  const named = Object.entries({ ...indexes, ...constraints });
  return named.filter(([name, definition]) => isKey(definition) && !name.endsWith('_pkey'));
}

const hasRule = (constraint: string) =>
  violatedRule({ code: '23505', message: `violates constraint "${constraint}"` }) !== undefined;

/** Tables that no route writes yet, or only the command line. Remove a table from this list when a route writes it. */
const unwritten =
  /^(two_factor_backup_codes|task_deadline_notices|notification.*|push_subscriptions|webhook.*|.*_archive)$/;

/** Rows of these tables are never deleted; where a client sends a reference to one, it has a rule for unknown ids. */
const everlasting = /REFERENCES (users|teams|tasks|sessions|refresh_tokens)\(/;

const unreachable = {
  idx_user_facilities_unique: 'links are changed under the lock of their user, and no request names one twice',
  idx_user_permissions_unique: 'grants are replaced under the lock of their user, and no request names one twice',
  refresh_tokens_token_hash_key: 'random',
  api_keys_key_hash_key: 'random',
  api_keys_rotated_from_id_fkey: 'the key is read in the same transaction, and none is ever deleted',
  uploads_storage_key_key: 'made of the id',
  equipment_documents_upload_id_fkey: 'written under the lock of the upload',
  equipment_images_upload_id_fkey: 'written under the lock of the upload',
  users_avatar_upload_id_fkey: 'written under the lock of the upload',
  equipment_images_primary_key: 'written under the lock of the machine, after the one before was demoted',
  task_attachments_upload_id_fkey: 'written under the lock of the upload',
  task_attachments_service_request_id_fkey: 'requests are never deleted',
  service_request_attachments_upload_id_fkey: 'written under the lock of the upload',
  service_request_attachments_service_request_id_fkey: 'requests are never deleted',
  verification_tokens_token_hash_key: 'random',
  invitations_token_hash_key: 'random',
  outbox_sequence_key: 'counted by the database',
  idx_outbox_position: 'counted under a lock by whoever reads',
  audit_seals_audit_log_id_key: 'written by no request',
  audit_seals_chain_hash_key: 'written by no request',
  audit_export_parts_operation_id_fkey: 'written by the operation itself',
  audit_export_parts_operation_id_number_key: 'written by the operation itself, one part after the other',
  equipment_import_faults_operation_id_fkey: 'written by the operation itself',
  equipment_import_faults_operation_id_number_key: 'written by the operation itself, one part after the other',
  idempotency_keys_key: 'the statement says what becomes of a key that is there',
  tasks_id_is_live_key: 'contains the id',
  tasks_task_number_key: 'counted by the database',
  tasks_service_request_id_fkey: 'written by the conversion, under the lock of the request',
  service_requests_request_number_key: 'counted under the lock of the counter',
  service_request_history_service_request_id_fkey: 'requests are never deleted',
  service_request_messages_service_request_id_fkey: 'requests are never deleted',
  tasks_maintenance_schedule_id_fkey: 'written by the generation, under the lock of the schedule',
  maintenance_occurrences_round_key: 'written by the generation, under the lock of the schedule',
  maintenance_occurrences_schedule_id_fkey: 'written by the generation, under the lock of the schedule',
  maintenance_occurrences_equipment_id_fkey: 'a schedule refers to the machine all the while',
  equipment_qr_token_key: 'random',
  equipment_status_changes_equipment_id_fkey: 'written together with the change of the machine',
  equipment_moves_equipment_id_fkey: 'written together with the change of the machine',
  equipment_moves_from_facility_id_fkey: 'the machine has referred to it until then',
  equipment_moves_to_facility_id_fkey: 'written after the machine, which refers to it as well',
  equipment_moves_from_building_id_fkey: 'the machine has referred to it until then',
  equipment_moves_to_building_id_fkey: 'written after the machine, which refers to it as well',
  stock_locations_default_key: 'written by the migration that adds the table',
  inventory_stock_part_id_location_id_key: 'the statement says what becomes of a row that is there',
  inventory_stock_part_id_fkey: 'parts are never deleted, and a booking begins with theirs',
  planned_parts_task_id_part_id_location_id_key: 'the statement says what becomes of a row that is there',
  part_replacements_part_id_fkey: 'parts are never deleted, and it is read before',
  stock_count_lines_stock_count_id_part_id_key: 'the statement says what becomes of a row that is there',
  stock_count_lines_stock_count_id_fkey: 'sheets are never deleted, and a line begins with its own',
  stock_count_lines_movement_id_fkey: 'written by the statement before it, under the lock of the part',
  inventory_transactions_part_id_fkey: 'parts are never deleted, and a booking begins with theirs',
  inventory_transactions_location_id_fkey: 'locations are never deleted, and a booking begins with theirs',
  inventory_transactions_other_location_id_fkey: 'locations are never deleted, and a booking begins with theirs',
  inventory_transactions_purchase_order_id_fkey: 'a delivery begins with its order, and none is ever deleted',
  inventory_transactions_purchase_order_line_id_fkey: 'lines are deleted of drafts alone, which receive nothing',
  part_suppliers_part_id_fkey: 'parts are never deleted, and adding a supplier begins with theirs',
  part_suppliers_preferred_key: 'written under the lock of the part, after the one before was demoted',
  purchase_orders_order_number_key: 'counted under a lock',
  purchase_order_lines_purchase_order_id_fkey: 'written together with their order',
  purchase_order_lines_part_id_fkey: 'parts are never deleted, and lines are made of those that were read',
  purchase_order_lines_purchase_order_id_line_number_key: 'lines are counted when they are written',
  purchase_order_lines_part_key: 'an order names no part twice, and its lines are written under its lock',
  technician_work_logs_open_key: 'visits begin under the lock of their technician',
};

/** Every constraint that a request may violate needs a rule, so that clients never see an undocumented refusal. */
describe('constraints of the tables that requests write', () => {
  const written = Object.entries(tables).filter(([name]) => !unwritten.test(name));
  const constraints = written.flatMap(([, table]) => refusing(table));

  it('have a rule each, or a reason for which no request can violate them', () => {
    const left = constraints
      .filter(([name, definition]) => !hasRule(name) && !everlasting.test(definition))
      .map(([name]) => name);
    expect(left.sort()).toEqual(Object.keys(unreachable).sort());
  });

  it('are refused with codes that the API document has', () => {
    const document = readFileSync('docs/openapi.json', 'utf8');
    const codes = constraints.flatMap(
      ([name]) => violatedRule({ code: '23505', message: `violates constraint "${name}"` })?.rule.refusal.code ?? [],
    );
    expect(codes.length).toBeGreaterThan(10);
    expect([...new Set(codes)].filter((code) => !document.includes(`"${code}"`))).toEqual([]);
  });

  it('are refused as conflicts where another row has the value, as invalid where a reference names no row', () => {
    const kindOf = (definition: string) => (definition.startsWith('FOREIGN KEY') ? 'invalid' : 'conflict');
    const others = constraints.filter(([name, definition]) => {
      const found = violatedRule({ code: '23505', message: `violates constraint "${name}"` });
      return found && found.rule.refusal.kind !== kindOf(definition);
    });
    expect(others.map(([name]) => name)).toEqual([]);
  });

  it('on assignees are refused with the codes that the operations document', () => {
    const codeOf = (name: string) =>
      violatedRule({ code: '23503', message: `violates constraint "${name}"` })?.rule.refusal.code;
    expect(codeOf('tasks_assigned_to_fkey')).toBe('user.not_assignable');
    expect(codeOf('tasks_assigned_team_id_fkey')).toBe('team.not_assignable');
    expect(codeOf('maintenance_schedules_default_assigned_to_fkey')).toBe('user.not_assignable');
    expect(codeOf('maintenance_schedules_default_assigned_team_fkey')).toBe('team.not_assignable');
  });

  it('delete no rows but those whose references are told apart', () => {
    const { paths } = read('docs/openapi.json') as { paths: Record<string, object> };
    const deleting = Object.keys(paths).filter((path) => 'delete' in paths[path]!);
    expect(deleting.sort()).toEqual([
      '/v1/buildings/{id}',
      '/v1/cost-lines/{id}',
      '/v1/custom-fields/{id}',
      '/v1/documents/{id}',
      '/v1/equipment-images/{id}',
      '/v1/equipment/{id}',
      '/v1/facilities/{id}',
      '/v1/invitations/{id}',
      '/v1/labour-rates/{id}',
      '/v1/maintenance-schedules/{id}',
      '/v1/me/sessions/{id}',
      '/v1/part-suppliers/{id}',
      '/v1/parts/{id}/replacements/{linkId}',
      '/v1/service-requests/{id}/attachments/{attachmentId}',
      '/v1/teams/{id}/members/{userId}',
      '/v1/tenant/domains/{id}',
      '/v1/users/{id}/facilities/{facilityId}',
      '/v1/webhooks/{id}',
      '/v1/work-orders/{id}/attachments/{attachmentId}',
      '/v1/work-orders/{id}/comments/{commentId}',
      '/v1/work-orders/{id}/helpers/{helperId}',
      '/v1/work-orders/{id}/links/{linkId}',
    ]);
  });
});
