import { jest } from '@jest/globals';
import { TenantDb } from '#libs/database';
import { runInTenant } from '#libs/request-context';
import { createTestApp, provisionTestTenant, type TestApp } from '#libs/testing';
import { Stage } from './api/stage.js';
import { costOf } from './api/statement-count.js';

// What single requests cost the database; each read: suites/statements.suite.ts.

jest.setTimeout(60_000);

let testApp: TestApp;
let stage: Stage;

beforeAll(async () => {
  // without timers of its own
  testApp = await createTestApp({ environment: { ROLE: 'api' } });
  stage = await Stage.of(await provisionTestTenant(testApp), 'sample');
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
    const cost = await costOf(() =>
      stage.tenant.runAs(actor, async () => {
        await db().batch(row, row);
        for (let n = 0; n < 3; n += 1) await db().batch(row);
      }),
    );
    expect(cost).toEqual({ roundTrips: 4, statements: Array(5).fill('select 1') });
  });

  it('leaves out what the process does beside requests', async () => {
    const cost = await costOf(() => runInTenant(stage.tenant.ref, 'limits', () => db().batch(row)));
    expect(cost).toEqual({ roundTrips: 0, statements: [] });
  });
});
