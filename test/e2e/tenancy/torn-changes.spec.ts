import { randomUUID } from 'node:crypto';
import { JobRunner } from '#libs/jobs';
import { createTestApp, provisionTestTenant, type TestApp, type TestTenant } from '#libs/testing';
import { triesEverything } from '../../support/sampling.js';
import { sendToDying, type DyingRequest } from '../contract/dying-request.js';
import type { KillMoment } from '../../support/kill-moments.js';

// What a tenant changes in the shared tables is logged there in one transaction, and copied into its own log in another one. A process may
// die between the two.

let testApp: TestApp;
let acme: TestTenant;

beforeAll(async () => {
  testApp = await createTestApp({ environment: { ROLE: 'api' } });
  acme = await provisionTestTenant(testApp);
});

const query = (text: string, ...values: unknown[]) => testApp.database.query(text, values);

/** Of a resource type in both logs: ids, in order. */
async function logs(resourceType: string): Promise<{ platform: string[]; own: string[] }> {
  const idsIn = async (log: string, where: string) =>
    (await query(`select id from ${log} where resource_type = $1 ${where} order by id`, resourceType)).map((row) =>
      String(row['id']),
    );
  return {
    platform: await idsIn('platform_audit_logs', `and tenant_id = '${acme.ref.id}'`),
    own: await idsIn(`${acme.ref.schema}.audit_logs`, ''),
  };
}

/** Runs what a process does a minute later. */
async function aMinuteLater(): Promise<void> {
  await query(`update tenant_wakeups set due_at = now() - interval '1 second' where kind = 'audit_copies'`);
  await testApp.get(JobRunner).tick();
}

interface Changed {
  /** How often it took effect: the rows that have it, and the entries in the operators' log. */
  readonly rows: number;
  readonly entries: number;
}

interface Change {
  readonly resourceType: string;
  request(name: string): Promise<Omit<DyingRequest, 'key'>>;
  changed(name: string): Promise<Changed>;
}

const count = async (text: string, ...values: unknown[]) => (await query(text, ...values)).length;

const changes: Record<string, Change> = {
  domain: {
    resourceType: 'domain',
    request: async (name) => ({ path: '/v1/tenant/domains', body: { domain: `${name}.acme.com` } }),
    changed: async (name) => ({
      rows: await count('select from domains where domain = $1', `${name}.acme.com`),
      entries: await count(
        `select from platform_audit_logs where changes -> 'after' ->> 'domain' = $1`,
        `${name}.acme.com`,
      ),
    }),
  },
  'change of settings': {
    resourceType: 'tenant',
    async request(name) {
      const { headers } = await (await acme.as('admin')).get('/v1/tenant').expect(200);
      return { method: 'PATCH', path: '/v1/tenant', body: { name }, ifMatch: String(headers['etag']) };
    },
    changed: async (name) => ({
      rows: await count('select from tenants where name = $1', name),
      entries: await count(`select from platform_audit_logs where changes -> 'after' ->> 'name' = $1`, name),
    }),
  },
};

const moments = triesEverything ? (['before', 'after'] as const) : (['after'] as const);
/** Three messages follow the commit before the copy is there, so a third of them meets one. */
const stride = triesEverything ? 1 : 3;

describe.each(Object.entries(changes))('a process that dies over a %s', (_, { resourceType, request, changed }) => {
  it('leaves all of it or nothing, and the entry in the tenant’s own log within a minute', async () => {
    let torn = 0;
    let isAnswered = false;
    for (let step = 1; !isAnswered; step += stride) {
      for (const moment of moments) {
        const death: KillMoment = { step, moment };
        const name = `${resourceType}-${step}-${moment}`;
        const answer = await sendToDying(acme, death, { ...(await request(name)), key: randomUUID() });
        isAnswered ||= answer !== undefined;
        const { rows, entries } = await changed(name);
        expect({ death, rows, entries }).toEqual({ death, rows: entries, entries });
        if (answer) expect(rows).toBe(1);
        const before = await logs(resourceType);
        torn += Number(before.own.length < before.platform.length);
        await aMinuteLater();
        const after = await logs(resourceType);
        expect({ death, own: after.own }).toEqual({ death, own: before.platform });
      }
    }
    expect(torn).toBeGreaterThan(0);
  }, 180_000);
});

it('an entry that was copied late is that of the change: who, when and what', async () => {
  const entry = `select l.action, l.user_id, l.created_at, l.request_id, l.changes, p.actor_id, p.created_at as at, p.request_id as request, p.changes as full
    from ${acme.ref.schema}.audit_logs l join platform_audit_logs p using (id) where l.resource_type = $1`;
  for (const row of [...(await query(entry, 'domain')), ...(await query(entry, 'tenant'))])
    expect([row['user_id'], row['created_at'], row['request_id']]).toEqual([
      row['actor_id'],
      row['at'],
      row['request'],
    ]);
  const changes = (await query(entry, 'tenant')).filter(({ action }) => action === 'update');
  expect(changes.map(({ changes: { after } }) => Object.keys(after))).toContainEqual(['name']);
});
