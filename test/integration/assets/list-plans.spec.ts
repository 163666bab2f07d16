import { createTestApp, provisionTestTenant, type TestApp, type TestTenant } from '#libs/testing';
import { buildingList } from '../../../src/contexts/assets/places/application/building.queries.js';
import { documentList } from '../../../src/contexts/assets/documents/application/document.queries.js';
import { imageList } from '../../../src/contexts/assets/documents/application/equipment-image.queries.js';
import { equipmentList } from '../../../src/contexts/assets/equipment/application/equipment.queries.js';
import {
  moveList,
  statusChangeList,
} from '../../../src/contexts/assets/equipment/application/equipment-record.queries.js';
import { facilityList, nearbyFacilityList } from '../../../src/contexts/assets/places/application/facility.queries.js';
import { teamList } from '../../../src/contexts/identity/teams/application/team.queries.js';
import { userList } from '../../../src/contexts/identity/people/application/user.queries.js';
import { operationList } from '../../../libs/operations/operation.queries.js';
import { workOrderList } from '../../../src/contexts/work-orders/orders/application/work-order.queries.js';
import { scheduleList } from '../../../src/contexts/work-orders/maintenance/application/maintenance-schedule.queries.js';
import { expectInOrder, ListPlans } from '../../support/list-plans.js';

const rows = `
  insert into S.facilities (id, name, facility_type, latitude, longitude)
    select id(i), 'Tower ' || i, 'Kind ' || i % 500, (i * 7919 % 180000) / 1000.0 - 90, (i * 104729 % 360000) / 1000.0 - 180 from I i;
  insert into S.buildings (facility_id, name) select id(case when i % 2 = 0 then 7 else 1 + i % 50 end), 'Wing ' || i from I i;
  insert into S.users (email, password_hash, first_name, last_name) select i || '@example.com', 'x', 'Pat', case when i % 10 > 0 then 'Person ' || i end from I i;
  insert into S.teams (name) select 'Crew ' || i from I i;
  insert into S.equipment (id, facility_id, equipment_number, name, equipment_type, parent_id, warranty_expiry_date, custom_fields) select id(i), id(1 + i % 50), 'E-' || i, 'Lift ' || i, 'Kind ' || i % 500,
    case when i % 20 > 1 then id(i / 20 * 20 + 1) when i % 60 = 1 and i > 1 then id(1) end,
    case when i % 3 > 0 then date '2026-01-01' + i / 5 end, jsonb_build_object('stops', i % 500, 'side', 'left') from I i;
  insert into S.equipment_status_changes (equipment_id, from_status, to_status, created_at)
    select id(1 + i % 50), 'operational', 'shutdown', now() - i * interval '1 minute' from I i;
  insert into S.equipment_moves (equipment_id, from_facility_id, to_facility_id, created_at)
    select id(1 + i % 50), id(1), id(2), now() - i * interval '1 minute' from I i;
  insert into S.maintenance_schedules (equipment_id, schedule_name, frequency_type, first_occurrence_local, next_run_date)
    select id(i), 'Oil ' || i, 'monthly', now(), now() from I i;
  insert into S.equipment_documents (equipment_id, title, expiry_date) select id(1 + i % 5000), 'Certificate ' || i, current_date + i % 900 from I i;
  insert into S.equipment_images (equipment_id, caption) select id(1 + i % 5000), 'Plate ' || i from I i;
  insert into S.tasks (facility_id, title) select id(1 + i % 50), 'Check ' || i from I i;
  insert into S.operations (kind) select 'test' from I i`;

const tables = [
  'facilities',
  'buildings',
  'users',
  'teams',
  'equipment',
  'maintenance_schedules',
  'equipment_documents',
  'equipment_images',
  'tasks',
  'operations',
];

const ROWS = 10_000;

const machine = '00000000-0000-7000-8000-000000000001';
const facilityId = '00000000-0000-7000-8000-000000000007';

/** Rows were changed one a minute. */
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

let testApp: TestApp;
let tenant: TestTenant;
let plans: ListPlans;

beforeAll(async () => {
  testApp = await createTestApp();
  tenant = await provisionTestTenant(testApp);
  plans = new ListPlans(testApp, tenant);
  const { schema } = tenant.ref;
  for (const statement of rows.split(';'))
    await testApp.database.query(
      statement
        .replace('S.', `${schema}.`)
        .replaceAll(/\bid\(([^()]*)\)/g, `('00000000-0000-7000-8000-' || lpad(($1)::text, 12, '0'))::uuid`)
        .replace(/from I i$/, `from generate_series(1, ${ROWS}) i`),
    );
  for (const table of tables) {
    const minutesApart = `update ${schema}.${table} t set updated_at = now() - n * interval '1 minute'
      from (select id, row_number() over (order by id) as n from ${schema}.${table}) as numbered where numbered.id = t.id`;
    await testApp.database.query(minutesApart);
    await testApp.database.query(`vacuum analyze ${schema}.${table}`);
  }
  for (const table of ['equipment_status_changes', 'equipment_moves'])
    await testApp.database.query(`vacuum analyze ${schema}.${table}`);
}, 120_000);

describe('a page of what has changed, out of many rows', () => {
  it.each([
    ['facilities', facilityList, {}],
    ['buildings', buildingList, { facilityId }],
    ['equipment', equipmentList(), {}],
    ['documents', documentList, {}],
    ['pictures', imageList, {}],
    ['users', userList, {}],
    ['teams', teamList, {}],
    ['schedules', scheduleList, {}],
    ['work orders', workOrderList(), {}],
    ['operations', operationList, {}],
  ])('of %s is read in the order of an index, from the first that is asked for', async (_what, list, filters) => {
    for (const [sort, span] of [
      ['updatedAt', {}],
      ['-updatedAt', {}],
      ['updatedAt', { updatedAfter: minutesAgo(ROWS / 2) }],
      ['-updatedAt', { updatedBefore: minutesAgo(ROWS / 2) }],
    ] as const) {
      const request = { limit: 25, sort, filters: { ...filters, ...span } };
      for (const cursor of [undefined, await plans.nextCursor(list, request)]) {
        const { nodes, pages } = await plans.explain(list, { ...request, cursor });
        expect(nodes).not.toContain('Seq Scan');
        expect(nodes).not.toContain('Sort');
        expect(pages).toBeLessThan(300);
      }
    }
  });
});

describe('a page in the order of names, out of many rows', () => {
  it.each([
    ['facilities', facilityList, 'name', {}],
    ['buildings', buildingList, 'name', { facilityId }],
    ['equipment', equipmentList(), 'name', {}],
    ['equipment of some states', equipmentList(), 'name', { status: ['operational'] }],
    ['equipment of a facility', equipmentList(), 'name', { facilityId }],
    ['equipment that is part of a machine', equipmentList(), 'name', { parentId: machine }],
    ['equipment by the end of its warranty', equipmentList(), 'warrantyExpiryDate', {}],
    ['equipment whose warranty ends', equipmentList(), 'warrantyExpiryDate', { warrantyExpiresBefore: '2028-01-01' }],
    ['equipment by number', equipmentList(), 'equipmentNumber', {}],
    ['documents that expire', documentList, 'expiryDate', {}],
    ['users', userList, 'lastName', {}],
    ['users by address', userList, 'email', {}],
    ['teams', teamList, 'name', {}],
    ['schedules', scheduleList, 'scheduleName', {}],
  ])('of %s is read in the order of an index', (_what, list, sort, filters) =>
    expectInOrder(plans, list, sort, filters),
  );

  it.each([
    ['facilities', facilityList],
    ['equipment', equipmentList()],
  ])('of %s of a kind, written in whatever case, reads by an index', async (_what, list) => {
    const { nodes, pages } = await plans.explain(list, { limit: 25, sort: 'createdAt', filters: { type: 'kInD 77' } });
    expect(nodes).not.toContain('Seq Scan');
    expect(pages).toBeLessThan(100);
  });

  it.each([
    ['facilities', facilityList, 'tower 4711'],
    ['equipment', equipmentList(), 'lift E-4711'],
    ['users', userList, 'person 4711'],
    ['schedules', scheduleList, 'oil 4711'],
  ])('of %s with words looks them up in their index', async (_what, list, q) => {
    const { nodes, pages } = await plans.explain(list, { limit: 25, sort: '-createdAt', filters: { q } });
    expect(nodes).not.toContain('Seq Scan');
    expect(pages).toBeLessThan(500);
  });
});

describe('a page of what belongs to a machine, out of many rows', () => {
  it.each([
    ['its changes of status', statusChangeList],
    ['its moves', moveList],
  ])('of %s is read in the order of an index', (_what, list) =>
    expectInOrder(plans, list, 'createdAt', { equipmentId: machine }),
  );

  it('of the machines below it reads those alone', async () => {
    const { nodes, pages } = await plans.explain(equipmentList(), {
      limit: 25,
      sort: 'name',
      filters: { within: '00000000-0000-7000-8000-000000000021' },
    });
    expect(nodes).not.toContain('Seq Scan');
    expect(pages).toBeLessThan(200);
  });
});

describe('a page of what is looked up', () => {
  it.each([
    ['machines by values of custom fields', equipmentList(), 'name', { customFields: '{"stops":77,"side":"left"}' }],
    ['facilities around a place', nearbyFacilityList, 'distance', { near: [53.5, 10, 50] }],
  ])('of %s reads by an index', async (_what, list, sort, filters) => {
    const { nodes, pages } = await plans.explain(list, { limit: 25, sort, filters });
    expect(nodes).not.toContain('Seq Scan');
    expect(pages).toBeLessThan(200);
  });
});
