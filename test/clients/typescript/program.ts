// Signs in, filters, pages, creates, changes with If-Match and reads a refusal, with the types of openapi-typescript and openapi-fetch.
import assert from 'node:assert/strict';
import process from 'node:process';
import createClient from 'openapi-fetch';
import type { components, paths } from './fieldpilot.js';

type WorkOrderStatus = components['schemas']['WorkOrderStatus'];

const { BASE_URL: baseUrl, TENANT: tenant = '', EMAIL: email = '', PASSWORD: password = '' } = process.env;
const { NUMBER: equipmentNumber = '' } = process.env;
const client = createClient<paths>(baseUrl === undefined ? {} : { baseUrl });

// sign in
const signedIn = await client.POST('/v1/auth/login', { body: { tenant, email, password } });
assert.ok(signedIn.data, JSON.stringify(signedIn.error));
const authorization = `Bearer ${signedIn.data.accessToken}`;
client.use({ onRequest: ({ request }) => request.headers.set('authorization', authorization) });

// filter
const states: WorkOrderStatus[] = ['new', 'assigned'];
const open = await client.GET('/v1/work-orders', { params: { query: { status: states, sort: '-dueAt' } } });
assert.ok(open.data && open.data.data.length > 0);
assert.ok(open.data.data.every(({ status }) => states.includes(status)));

// page
const seen = new Set<string>();
let cursor: string | undefined;
for (let page = 0; page < 3; page += 1) {
  const query = { limit: 2, ...(cursor && { cursor }) };
  const { data } = await client.GET('/v1/work-orders', { params: { query } });
  assert.ok(data?.nextCursor);
  for (const { id } of data.data) seen.add(id);
  cursor = data.nextCursor;
}
assert.equal(seen.size, 6);

// create
const facilities = await client.GET('/v1/facilities');
const facilityId = facilities.data?.data[0]?.id;
assert.ok(facilityId);
const customFields = { maker: 'Otis', doors: 2.5, glass: true };
const machine = await client.POST('/v1/equipment', {
  body: { facilityId, equipmentNumber, name: 'Lift', customFields },
});
assert.ok(machine.data, JSON.stringify(machine.error));
assert.deepEqual(machine.data.customFields, customFields);
const order = await client.POST('/v1/work-orders', {
  params: { header: { 'Idempotency-Key': `program-${equipmentNumber}` } },
  body: { title: 'Oil the door', equipmentId: machine.data.id, priority: 'high', description: 'It squeaks.' },
});
assert.ok(order.data, JSON.stringify(order.error));
assert.deepEqual([order.data.priority, order.data.version], ['high', 1]);

// change with If-Match; null clears, what is not named stays
const change = {
  params: { path: { id: order.data.id }, header: { 'If-Match': `"${order.data.version}"` } },
  body: { priority: 'critical', description: null },
} as const;
const changed = await client.PATCH('/v1/work-orders/{id}', change);
assert.ok(changed.data, JSON.stringify(changed.error));
const { title, priority, version, description } = changed.data;
assert.deepEqual([title, priority, version, description], ['Oil the door', 'critical', 2, null]);

// read refusals
const late = await client.PATCH('/v1/work-orders/{id}', change);
assert.deepEqual([late.error?.status, late.error?.code], [412, 'resource.stale']);
const wrong = await client.POST('/v1/work-orders', { body: { title: '', equipmentId: machine.data.id } });
assert.deepEqual([wrong.error?.status, wrong.error?.errors?.[0]?.pointer], [422, '/title']);

process.stdout.write('typescript: all as expected\n');
