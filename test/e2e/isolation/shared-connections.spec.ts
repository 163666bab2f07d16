import { jest } from '@jest/globals';
import { createTestApp, twinTenants, type TestApp } from '#libs/testing';
import { triesEverything } from '../../support/sampling.js';
import { Stage, type Ids } from '../contract/api/stage.js';
import { TenantRows } from '../contract/api/tenant-rows.js';
import { Client, disturb, nothingSeen, type Seen, type Side } from './disturbed-client.js';
import { CANARY } from './twin-stages.js';

jest.setTimeout(180_000);

const CLIENTS = 8;
/** Twice as many in a run that tries everything. */
const CALLS_EACH = triesEverything ? 150 : 75;

interface Outcome {
  readonly testApp: TestApp;
  readonly sides: readonly Side[];
  readonly seen: Seen;
}

/** Two tenants whose rows have the same ids, and reads of all kinds on them. */
async function prepareSides(testApp: TestApp): Promise<Side[]> {
  let a!: Stage;
  const facilities: string[] = [];
  const targets = new Map<string, Ids>();
  const twins = await twinTenants(testApp, async (tenant) => {
    a = await Stage.of(tenant, CANARY.a);
    for (const operation of readsOf(a)) targets.set(operation.id, await a.target(operation));
    for (let client = 0; client < CLIENTS; client += 1) facilities.push(await a.fresh('/v1/facilities'));
    await new TenantRows(testApp.database, tenant.ref.schema).settled();
  });
  await new TenantRows(testApp.database, twins.b.ref.schema).replace(CANARY.a, CANARY.b);
  const b = await a.on(twins.b, CANARY.b);
  const equipmentId = await a.row('/v1/equipment');
  const sideOf = async (stage: Stage, own: string, foreign: string): Promise<Side> => {
    const reads = readsOf(a).map(async (operation) => {
      const ids = targets.get(operation.id)!;
      const { status, text } = await stage.send(operation, { ids });
      expect({ id: operation.id, status }).toEqual({ id: operation.id, status: 200 });
      return { operation, ids, showsOwn: text.includes(own) };
    });
    return { stage, own, foreign, equipmentId, facilities, made: new Map(), reads: await Promise.all(reads) };
  };
  return [await sideOf(a, CANARY.a, CANARY.b), await sideOf(b, CANARY.b, CANARY.a)];
}

// Domains and invoices lie in the shared tables, where the other tenant has none with the same id; files are compressed, so they keep the name of the first tenant.
const withoutTwin = new Set(['getTenantDomain', 'getAuditExport', 'getInvoice']);

function readsOf({ api }: Stage) {
  return api.operations.filter(
    ({ id, method, access }) => method === 'GET' && access === 'user' && !withoutTwin.has(id),
  );
}

async function callAndDisturb(poolSize: number): Promise<Outcome> {
  const limits = { DATABASE_POOL_SIZE: `${poolSize}`, RATE_LIMITS: 'off', GENERATION_TICK_SECONDS: '3600' };
  // losing connections is what this is about
  const testApp = await createTestApp({ environment: { ...limits, LOG_LEVEL: 'fatal' } });
  const sides = await prepareSides(testApp);
  const seen = nothingSeen();
  const clients = sides.flatMap((side) => Array.from({ length: CLIENTS }, (_, index) => new Client(side, index, seen)));
  let isOver = false;
  const disturbance = disturb(testApp.database, seen, () => isOver);
  await Promise.all(clients.map((client) => client.work(CALLS_EACH)));
  isOver = true;
  await disturbance;
  return { testApp, sides, seen };
}

describe.each([1, 2])(
  'a pool of %i, shared by two tenants whose clients call at once, hang up, and lose their connections',
  (size) => {
    let testApp: TestApp;
    let sides: readonly Side[];
    let seen: Seen;
    beforeAll(async () => {
      ({ testApp, sides, seen } = await callAndDisturb(size));
    });

    it('answers everybody with rows of their own tenant, or not at all', () => {
      expect(seen.wrong.slice(0, 10)).toEqual([]);
      const rest = [200, 201, 400, 404, 412, 422].filter((status) => !seen.statuses.has(status));
      expect(rest).toEqual([]);
    });

    it('has been disturbed a lot meanwhile', () => {
      expect(seen.calls).toBeGreaterThan(2 * CLIENTS * CALLS_EACH * 0.8);
      expect(seen.aborted).toBeGreaterThan(CALLS_EACH * 1.3);
      expect(seen.terminated).toBeGreaterThan(CALLS_EACH * 0.2);
      expect(seen.cancelled).toBeGreaterThan(CALLS_EACH * 0.4);
      expect(seen.statuses.get(503)).toBeGreaterThan(CALLS_EACH * 0.06);
    });

    it('has kept every write that it confirmed, once, with its history, and no row of the other tenant', async () => {
      for (const { stage, own, foreign, made } of sides) {
        const { schema } = stage.tenant.ref;
        const rows = await testApp.database.query<{ id: string; title: string; noted: number }>(
          `select id, title, (select count(*)::int from ${schema}.task_history where task_id = tasks.id) as noted
          from ${schema}.tasks where title ~ ' (made|abandoned) by '`,
        );
        const titles = new Map(rows.map(({ id, title }) => [id, title]));
        expect([...made].filter(([id, title]) => titles.get(id) !== title)).toEqual([]);
        expect(new Set(titles.values()).size).toBe(rows.length);
        expect(rows.filter(({ title, noted }) => !title.startsWith(own) || noted !== 1)).toEqual([]);
        expect(made.size).toBeGreaterThan(CALLS_EACH * 0.6);
        expect(await new TenantRows(testApp.database, schema).mentioning([foreign])).toEqual([]);
      }
    });

    it('is as good as new', async () => {
      for (const { stage } of sides) expect((await stage.perform('listWorkOrders')).status).toBe(200);
    });
  },
);
