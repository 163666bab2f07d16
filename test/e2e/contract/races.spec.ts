import { randomUUID } from 'node:crypto';
import { jest } from '@jest/globals';
import { createTestApp, provisionTestTenant, type TestApp } from '#libs/testing';
import { needsVersion, type Operation } from './api/described-api.js';
import { faultsOfEach } from './api/faults.js';
import type { Answer } from './api/http-caller.js';
import { recipes } from './api/recipes/index.js';
import { Stage, type Call } from './api/stage.js';

// Fifty of the same call at once, over all operations of the document that promise to have their effect once.

jest.setTimeout(120_000);

const AT_ONCE = 50;

let testApp: TestApp;
let stage: Stage;

beforeAll(async () => {
  testApp = await createTestApp({ environment: { GENERATION_TICK_SECONDS: '3600' } });
  const tenant = await provisionTestTenant(testApp);
  stage = await Stage.of(tenant, 'sample', AT_ONCE);
  await testApp.database.query(`update ${tenant.ref.schema}.entitlements set limit_value = null`);
});
afterAll(() => testApp?.close());

/** A call that would succeed alone. */
async function callTo(operation: Operation): Promise<Call> {
  const ids = await stage.target(operation);
  return { ids, body: await stage.body(operation), headers: { ...(await stage.version(operation, ids)) } };
}

const fifty = (operation: Operation, call: Call): Promise<Answer[]> =>
  Promise.all(Array.from({ length: AT_ONCE }, () => stage.send(operation, call)));

it('one of those who change the same version gets through, all others are told that it is stale', async () => {
  const changing = stage.api.operations.filter(needsVersion);
  expect(changing.length).toBeGreaterThan(20);
  const faults = await faultsOfEach(changing, async (operation) => {
    const statuses = (await fifty(operation, await callTo(operation))).map(({ status }) => status).sort();
    const lost = operation.method === 'DELETE' ? [404, 412] : [412];
    expect(statuses[0]).toBeLessThan(300);
    for (const status of statuses.slice(1)) expect(lost).toContain(status);
  });
  expect(faults).toEqual([]);
});

it('those who share an Idempotency-Key get one answer, or are told that it is on its way', async () => {
  const keyed = stage.api.operations.filter(
    ({ id, method, access }) => method === 'POST' && access === 'user' && !recipes[id]?.ownSession,
  );
  expect(keyed.length).toBeGreaterThan(20);
  const faults = await faultsOfEach(keyed, async (operation) => {
    const { headers, ...call } = await callTo(operation);
    const repeated = { ...call, headers: { ...headers, 'Idempotency-Key': randomUUID() } };
    const answers = await fifty(operation, repeated);
    const served = answers.filter(({ status }) => status < 300);
    const waiting = answers.filter(({ json }) => json?.code === 'idempotency.in_flight');
    expect([served.length > 0, served.length + waiting.length]).toEqual([true, AT_ONCE]);
    const later = await stage.send(operation, repeated);
    expect(later.headers['idempotent-replayed']).toBe('true');
    expect(new Set([...served, later].map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(served.filter((answer) => answer.headers['idempotent-replayed'] === undefined)).toHaveLength(1);
  });
  expect(faults).toEqual([]);
});
