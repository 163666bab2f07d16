import { jest } from '@jest/globals';
import { TenantDb } from '#libs/database';
import { runAsSystem, runInContext } from '#libs/request-context';
import { createTestApp, provisionTestTenant, type TestApp } from '#libs/testing';
import { isList, pathParameters, queryParameters, type Operation } from './api/described-api.js';
import { faultsOfEach } from './api/faults.js';
import { Stage, type Call } from './api/stage.js';
import { costOf, type Cost } from './api/statement-count.js';

// What requests cost the database, over all operations of the document. One message is one round trip and, as nothing in it begins
// another one, one transaction.

jest.setTimeout(60_000);

// Answered from what ships with the product.
const withoutDatabase = new Set(['listPermissions']);

let testApp: TestApp;
let stage: Stage;
let reads: readonly Operation[];

beforeAll(async () => {
  // without a beat of its own
  testApp = await createTestApp({ environment: { ROLE: 'api' } });
  stage = await Stage.of(await provisionTestTenant(testApp), 'sample');
  reads = stage.api.operations.filter(({ id, method }) => method === 'GET' && !withoutDatabase.has(id));
});
afterAll(async () => {
  stage.http.close();
  await testApp.close();
});

async function costOfCall(operation: Operation, query?: Call['query']): Promise<Cost> {
  const ids = await stage.target(operation);
  const token = operation.access === 'operator' ? stage.operatorToken : stage.token;
  return costOf(async () => {
    const { status } = await stage.send(operation, { ids, token, ...(query && { query }) });
    expect(status).toBe(200);
  });
}

function expectCost({ roundTrips, statements }: Cost, count: number): void {
  expect({ roundTrips, statements }).toEqual({ roundTrips: 1, statements: Array(count).fill(expect.any(String)) });
}

/** Lists below a row also ask, in the same message, whether there is such a row. */
const statementsOf = (list: Operation): number => (pathParameters(list).length > 0 ? 2 : 1);

/** Everything that a list can be asked for beside its rows. */
function everything(list: Operation): Record<string, string> {
  const expandable = queryParameters(list).find(({ name }) => name === 'expand')?.schema.items?.enum;
  return { include: 'total', limit: '100', ...(expandable && { expand: expandable.join() }) };
}

it('a list is one statement in one round trip', async () => {
  const lists = reads.filter(isList);
  expect(lists.length).toBeGreaterThan(5);
  const faults = await faultsOfEach(lists, async (list) => expectCost(await costOfCall(list), statementsOf(list)));
  expect(faults).toEqual([]);
});

it('a list with everything expanded is still one statement; its total is another one in the same round trip', async () => {
  const faults = await faultsOfEach(reads.filter(isList), async (list) =>
    expectCost(await costOfCall(list, everything(list)), statementsOf(list) + 1),
  );
  expect(faults).toEqual([]);
});

it('a single resource is one statement in one round trip', async () => {
  const singles = reads.filter((read) => !isList(read));
  expect(singles.length).toBeGreaterThan(5);
  // usage first writes down the calls that are counted in memory, or it would show fewer than there were
  const plain = singles.filter(({ id }) => id !== 'getUsage');
  const faults = await faultsOfEach(plain, async (single) => expectCost(await costOfCall(single), 1));
  expect(faults).toEqual([]);
});

it('a new work order is two round trips, with its history, audit and events', async () => {
  const operation = stage.api.operation('createWorkOrder');
  const body = await stage.body(operation);
  const { roundTrips } = await costOf(() => stage.perform(operation.id, { body }));
  expect(roundTrips).toBe(2);
});

describe('the count', () => {
  const row = { text: 'select 1', values: [], writes: false };
  const db = () => testApp.get(TenantDb);

  it('notices a question for each row', async () => {
    const actor = { kind: 'anonymous' } as const;
    const asCaller = (work: () => Promise<void>) =>
      runInContext({ requestId: 'count', actor, tenant: stage.tenant.ref }, work);
    const cost = await costOf(() =>
      asCaller(async () => {
        await db().batch(row, row);
        for (let n = 0; n < 3; n += 1) await db().batch(row);
      }),
    );
    expect(cost).toEqual({ roundTrips: 4, statements: Array(5).fill('select 1') });
  });

  it('leaves out what the process does beside requests', async () => {
    const cost = await costOf(() => runAsSystem(stage.tenant.ref, 'limits', () => db().batch(row)));
    expect(cost).toEqual({ roundTrips: 0, statements: [] });
  });
});
